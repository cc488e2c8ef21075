"""Replies that are a number: scores, years, counts, and the year of birth."""

from __future__ import annotations

import re

from dialogs.kinds.kind import Hearing, Unreadable
from dialogs.kinds.options import said_plainly
from dialogs.kinds.spoken_numbers import number
from dialogs.kinds.words import heard, line
from knowledge.guards import Setting


class Number:
    """A whole number from `low` to `high`."""

    def __init__(self, low: int, high: int) -> None:
        self._low = low
        self._high = high

    def options(self, setting: Setting) -> tuple[str, ...]:
        return ()

    def hear(self, text: str, hearing: Hearing) -> str:
        if self._low == 0 and said_plainly(text, "Choice", "0"):
            return "0"
        listened = heard("numbers")["amounts"]
        count = number(text, listened["units"], listened["before"])
        if not self._low <= count <= self._high:
            raise Unreadable("out_of_range")
        return str(count)

    def value(self, response: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", response) or not self._low <= int(response) <= self._high:
            raise ValueError(f"no number from {self._low} to {self._high}: {response!r}")
        return int(response)


class Year:
    """A year of birth."""

    def options(self, setting: Setting) -> tuple[str, ...]:
        return ()

    def hear(self, text: str, hearing: Hearing) -> str:
        listened = heard("numbers")["birth_year"]
        found = re.fullmatch(listened["pattern"], line(text))
        if not found:
            raise Unreadable
        latest = hearing.today.year - listened["youngest"]
        told = found["year"]
        if (
            len(told) == 2
            and not found["marked"]
            and listened["youngest"] <= int(told) <= listened["oldest_heard_as_age"]
        ):
            raise Unreadable("ambiguous")
        year = int(told) if len(told) == 4 else _full_year(int(told), latest)
        if not latest - listened["span"] <= year <= latest:
            raise Unreadable("out_of_range")
        return str(year)

    def value(self, response: str) -> int:
        if not re.fullmatch(r"[0-9]{4}", response):
            raise ValueError(f"no year: {response!r}")
        return int(response)


def _full_year(two_digits: int, latest: int) -> int:
    """The latest year ending so in which somebody could have been born who is asked."""
    century = latest // 100 * 100
    return century + two_digits if century + two_digits <= latest else century - 100 + two_digits
