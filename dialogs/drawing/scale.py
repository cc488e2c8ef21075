"""Where a day lies on the paper: to scale from today on, cut short before it and beyond the start of training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True)
class Scale:
    """Days pinned to heights, both rising; between two pins time runs evenly."""

    pins: tuple[tuple[date, float], ...]

    def y(self, day: date) -> float:
        """The height of a day; the first or last pin's outside of them."""
        if day <= self.pins[0][0]:
            return self.pins[0][1]
        for (before, high), (after, low) in pairwise(self.pins):
            if day <= after:
                return high + (low - high) * ((day - before) / (after - before))
        return self.pins[-1][1]


def pinned(rows: Mapping[date, float], main: Sequence[tuple[date, float]]) -> Scale:
    """The scale through the rows cut short and the ends of what is to scale."""
    return Scale(tuple(sorted({**rows, **dict(main)}.items())))


def months(first: date, last: date) -> list[date]:
    """The first days of the months after `first`, up to `last`."""
    counted = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in counted]


def named(days: Sequence[date], scale: Scale, apart: float, crowded: float) -> list[date]:
    """The months to name so that names are `apart`: years first, then quarters, others where nothing is `crowded`."""
    quarters = [day for day in days if day.month % 3 == 1]
    ranked = [*(day for day in quarters if day.month == 1), *(day for day in quarters if day.month != 1)]
    chosen: list[date] = []
    for day, room in [*((day, apart) for day in ranked), *((day, crowded) for day in days)]:
        if all(abs(scale.y(day) - scale.y(other)) >= room for other in chosen):
            chosen.append(day)
    return chosen
