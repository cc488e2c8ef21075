"""Writes the interview's diagram into the README; `make diagram` runs it, a test compares."""

from __future__ import annotations

from pathlib import Path

from dialogs.diagram import diagram
from dialogs.interviews.intake import INTAKE

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- the interview, drawn by `make diagram` -->", "<!-- end of the interview -->"


def with_diagram(readme: str) -> str:
    """The README with today's interview between the two marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n```mermaid\n{diagram(INTAKE)}\n```\n\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_diagram(README.read_text(encoding="utf-8")), encoding="utf-8")
