"""One rule on one profile on one day, its words rendered in all languages on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import knowledge.rules  # noqa: F401 - declares the rules
from dialogs.wording import Words
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Language, Profile
from knowledge.rule import RULES, Finding

NUMBERS, CALENDAR = load_numbers(), load_calendar()
TODAY = "2026-11-22"


def find(rule: str, today: str = TODAY, **facts: Any) -> Finding | None:
    """The finding of that rule; every text of its case is rendered, so that a value left out would raise."""
    setting = Setting(date.fromisoformat(today), NUMBERS, CALENDAR)
    finding = RULES[rule].find(Profile(**facts), setting)
    if finding and finding.judgement.case != "unknown":
        for language in Language:
            _render(finding, Words(language, setting))
    return finding


def _render(finding: Finding, words: Words) -> None:
    place = f"findings.{finding.rule}.{finding.judgement.case}"
    values = finding.judgement.values
    assert all([words(f"{place}.headline", **values), *words.many(f"{place}.lines", **values)])
    for part in ("action", "brief"):
        if words.has(f"{place}.{part}"):
            words(f"{place}.{part}", **values)


def case(rule: str, today: str = TODAY, **facts: Any) -> str | None:
    """The case of that finding, None where the rule does not concern them."""
    finding = find(rule, today, **facts)
    return finding.judgement.case if finding else None


def due(rule: str, today: str = TODAY, **facts: Any) -> str | None:
    """The day to act by, as text."""
    finding = find(rule, today, **facts)
    return str(finding.due.on) if finding and finding.due else None
