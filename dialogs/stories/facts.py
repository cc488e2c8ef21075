"""What the extractors share: facts by key, and the clauses that can carry them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dialogs.stories.clauses import Clause, Voice

Facts = dict[str, Any]


def told(clauses: Iterable[Clause]) -> list[Clause]:
    """What the applicant states of themselves."""
    return [clause for clause in clauses if clause.mine and clause.told]


def mine(clauses: Iterable[Clause]) -> list[Clause]:
    """What the applicant says of themselves, also within a question, but not what is only supposed."""
    return [clause for clause in clauses if clause.mine and not clause.supposed]


def of_spouse(clauses: Iterable[Clause]) -> list[Clause]:
    """What the applicant states of the spouse."""
    return [clause for clause in clauses if clause.voice in (Voice.SPOUSE, Voice.BOTH) and clause.told]


def agreed(values: Sequence[Any]) -> Any:
    """The one value all of them are; None where they differ or there is none."""
    return values[0] if values and all(value == values[0] for value in values) else None


def known(**facts: Any) -> Facts:
    """The facts that are not None."""
    return {key: value for key, value in facts.items() if value is not None}
