"""Military service, and women who owe none."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.stories.clauses import Clause
from dialogs.stories.facts import Facts, told
from dialogs.stories.lexicon import has, pattern

_STATES = ("exempt", "unserved", "serving", "served")


def service(clauses: Sequence[Clause]) -> Facts:
    """military: exempt, unserved, serving, served, or not_applicable for women."""
    stated = told(clauses)
    found = [state for clause in stated if (state := _state(clause.text))]
    for state in ("exempt", "serving", "served", "unserved"):
        if state in found:
            return {"military": state}
    if any(clause.has("training", "military.women") for clause in stated if len(clause.text) < 60):
        return {"military": "not_applicable"}
    return {}


def _state(text: str) -> str | None:
    """The state whose words stand first; what lies ahead outweighs what it would be."""
    for state in _STATES:
        if has(text, "training", f"military.{state}"):
            return state if not _foreign(text, state) else None
    return None


def _foreign(text: str, state: str) -> bool:
    """`exempt` and `done` are said of much else: the words for service must be near."""
    if state != "exempt":
        return False
    return not has(text, "training", "military.topic") and pattern("training", "military.exempt").search(text) is None
