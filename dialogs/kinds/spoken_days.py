"""Days as people write them, in any of the three languages."""

from __future__ import annotations

from enum import Enum

from dialogs.kinds.kind import Hearing, Unreadable
from dialogs.kinds.words import line
from knowledge.days import PartialDate


class Yearless(Enum):
    """What to make of a day without its year."""

    UNCERTAIN = "uncertain"
    SOON = "soon"


def spoken_day(
    text: str, hearing: Hearing, *, over: bool = False, yearless: Yearless = Yearless.UNCERTAIN
) -> PartialDate:
    """The day."""
    try:
        return PartialDate.parse(line(text))
    except ValueError as problem:
        raise Unreadable from problem
