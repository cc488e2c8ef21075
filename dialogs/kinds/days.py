"""Replies that are a day, a month or a year."""

from __future__ import annotations

from enum import StrEnum

from dialogs.kinds.kind import Hearing, Unreadable
from dialogs.kinds.options import said_plainly
from dialogs.kinds.spoken_days import spoken_day
from dialogs.kinds.words import labelled
from knowledge.days import PartialDate
from knowledge.guards import Setting


class PastDay:
    """A day that is over, as exactly as it is remembered."""

    def options(self, setting: Setting) -> tuple[str, ...]:
        return ()

    def hear(self, text: str, hearing: Hearing) -> str:
        return str(_past(text, hearing))

    def value(self, response: str) -> PartialDate:
        return PartialDate.parse(response)


class YearMonth(PastDay):
    """A month or a year, or a whole day; over, or with `future` still to come."""

    def __init__(self, *, future: bool = False) -> None:
        self._future = future

    def hear(self, text: str, hearing: Hearing) -> str:
        if not self._future:
            return str(_past(text, hearing))
        day = spoken_day(text, hearing)
        if day.last < hearing.today:
            raise Unreadable("past")
        return str(day)


class Day:
    """Any day; `none` is the response of those for whom there is none."""

    def __init__(self, *, none: StrEnum) -> None:
        self._none = none

    def options(self, setting: Setting) -> tuple[str, ...]:
        return (self._none.value,)

    def hear(self, text: str, hearing: Hearing) -> str:
        label = labelled(text, hearing)
        if label or said_plainly(text, "Day", self._none.value):
            return label or self._none.value
        return str(spoken_day(text, hearing, soon=True))

    def value(self, response: str) -> PartialDate | StrEnum:
        return self._none if response == self._none.value else PartialDate.parse(response)


def _past(text: str, hearing: Hearing) -> PartialDate:
    day = spoken_day(text, hearing, over=True)
    if day.first > hearing.today:
        raise Unreadable("future")
    return day
