"""Nothing hangs in the air: facts, parameters, rules, words and code belong together."""

from __future__ import annotations

import ast
import re
from itertools import chain
from pathlib import Path

import pytest

from bot.app import load_base
from dialogs.interviews.intake import INTAKE
from dialogs.wording import load_texts
from knowledge.deadlines import GUARDS
from knowledge.profile import FACTS, Language
from knowledge.rule import RULES

HOUSE = Path(__file__).parent.parent
SETTINGS_OF_THE_CHAT = {"language", "consent", "zone", "letters_wanted", "school"}
"""Facts that no rule judges: how, when and in what language to write, and the school's name, which is only shown."""

BASE = load_base()
CODE = [path for room in ("knowledge", "dialogs") for path in sorted((HOUSE / room).rglob("*.py"))]
DATA = [path for room in ("knowledge", "dialogs") for path in sorted((HOUSE / room).rglob("*.toml"))]


def test_every_fact_a_rule_reads_is_asked() -> None:
    asked = {step.fact for step in INTAKE.steps}
    assert {rule.id: fact for rule in RULES.values() for fact in rule.reads if fact not in asked} == {}


def test_every_fact_that_is_asked_is_used() -> None:
    read = {fact for rule in RULES.values() for fact in rule.reads}
    read |= {fact for guard in GUARDS.values() for fact in guard.reads}
    compared = "\n".join(
        path.read_text(encoding="utf-8") for path in CODE if path.stem in ("states", "state_limits", "budget")
    )
    unused = [fact for fact in FACTS if fact not in read | SETTINGS_OF_THE_CHAT and fact not in compared]
    assert unused == []


def test_every_parameter_is_cited_by_a_rule_or_a_text() -> None:
    cited = {name for rule in RULES.values() for name in rule.cites}
    texts = "\n".join(path.read_text(encoding="utf-8") for path in DATA if "parameters" not in path.parts)
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    named = cited | set(
        chain.from_iterable(re.findall(r"\bp\.([a-z0-9_]+)|(?:since|before)\(\\?\"([a-z0-9_]+)", texts))
    )
    named |= set(re.findall(r"\"([a-z0-9_]+)\"", code))
    patterned = re.compile(r"specialty_.*|state_.*|.*_fee_usd")
    assert [name for name in BASE.numbers if name not in named and not patterned.match(name)] == []


@pytest.mark.parametrize("language", list(Language))
def test_every_rule_has_a_name_in_every_language(language: Language) -> None:
    assert [rule for rule in RULES if "name" not in load_texts()[language]["findings"].get(rule, {})] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_date_stands_in_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\b20[123]\d-\d\d-\d\d\b", text) == []
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    dates = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("date", "datetime")]
    assert [call for call in dates if call.args and isinstance(call.args[0], ast.Constant)] == []


RULE_FILES = [path for path in CODE if path.parent.name == "rules"]


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_no_fee_and_no_limit_stands_in_a_rule(path: Path) -> None:
    """Small numbers count things; months, days and a hundredfold are units."""
    units = {100, 365}
    numbers = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    }
    assert {number for number in numbers if abs(number) > 12} - units <= {92}
