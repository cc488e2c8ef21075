"""What the README says is so."""

from __future__ import annotations

import re
from pathlib import Path

from tests.diagram import README, with_diagram

HOUSE = README.parent
TEXT = README.read_text(encoding="utf-8")


def test_the_interview_in_the_readme_is_the_interview() -> None:
    assert with_diagram(TEXT) == TEXT, "run `make diagram`"


def test_every_command_of_the_readme_is_in_the_makefile() -> None:
    made = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", TEXT)) <= made


def test_ci_runs_nothing_the_readme_does_not_say() -> None:
    script = (HOUSE / ".ci" / "run").read_text(encoding="utf-8")
    commands = re.findall(r"^make .*$", script, re.MULTILINE)
    assert commands
    assert all(f"`{command}`" in TEXT for command in commands)


def test_every_file_the_readme_points_to_exists() -> None:
    pointed = [target for target in re.findall(r"\]\(([^)#]+)\)", TEXT) if not target.startswith("http")]
    assert pointed
    assert [target for target in pointed if not Path(HOUSE, target).exists()] == []
