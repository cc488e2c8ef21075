"""Military service, and women who owe none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dialogs.stories.clauses import Clause
from dialogs.stories.dates import When, dates
from dialogs.stories.facts import Facts, told
from dialogs.stories.lexicon import has

_STATES = ("exempt", "unserved", "serving", "served")


def service(clauses: Sequence[Clause], today: date) -> Facts:
    """military: exempt, unserved, serving, served, or not_applicable for women."""
    stated = told(clauses)
    found = [state for clause in stated if (state := _state(clause.text, today))]
    for state in ("exempt", "serving", "served", "unserved"):
        if state in found:
            return {"military": state}
    if any(clause.has("training", "military.women") for clause in stated if len(clause.text) < 60):
        return {"military": "not_applicable"}
    return {}


def _state(text: str, today: date) -> str | None:
    """The state told; service that ends on a day to come is still being served."""
    for state in _STATES:
        if has(text, "training", f"military.{state}"):
            ends = state == "served" and any(_ahead(when, today) for when in dates(text, today))
            return "serving" if ends else None if _foreign(text, state) else state
    return None


def _ahead(when: When, today: date) -> bool:
    day = when.on(today, ahead=False)
    return day is not None and day.first > today


def _foreign(text: str, state: str) -> bool:
    """`exempt` and `done` are said of much else: the words for service must be near."""
    return state == "exempt" and not has(text, "training", "military.topic", "military.exempt_by_itself")
