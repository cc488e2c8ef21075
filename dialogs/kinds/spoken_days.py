"""Days as people write them, in any of the three languages: read where they are certain, refused where not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs.kinds.day_tokens import Tokens, counted_words, tokens
from dialogs.kinds.kind import Hearing, Unreadable
from dialogs.kinds.words import heard, the_one, trimmed
from knowledge.days import PartialDate
from knowledge.profile import Language

_ORDERS = {
    "y": ("Y",),
    "ym": ("YM", "YN", "Y#"),
    "my": ("MY", "NY", "#Y", "M#", "N#"),
    "ymd": ("YMD", "YND", "YM#", "YN#", "Y##"),
    "mdy": ("NDY", "N#Y", "N##", "##Y"),
    "dmy": ("DNY", "#NY", "#N#", "##Y"),
    "md": ("MD", "ND", "M#", "N#"),
    "dm": ("DN", "#N"),
    "m": ("M", "N"),
}
"""Which shapes can be read in which order; for bare numbers alone see `_bare`."""


@dataclass(frozen=True)
class Told:
    """One reading of what was told; a part may be missing, and `year` may have two digits."""

    year: str | None
    month: int | None
    day: int | None


def spoken_day(text: str, hearing: Hearing, *, over: bool = False, soon: bool = False) -> PartialDate:
    """The day, month or year that was written.

    `over` says that it is past, which settles the century of two digits; `soon`, that a day without its year is the
    next such day, where that is near. Unreadable otherwise, and wherever more than one day can be meant.
    """
    listened = heard("days")
    found: set[str] = set()
    refusals: set[str] = set()
    for form in trimmed(text, listened["before"], listened["after"]):
        try:
            found.add(str(_day(form, hearing, over, soon)))
        except Unreadable as problem:
            refusals.add(problem.reason)
    if not found:
        raise Unreadable(min(refusals - {"unreadable"}, default="unreadable"))
    return PartialDate.parse(the_one(found))


def _day(form: str, hearing: Hearing, over: bool, soon: bool) -> PartialDate:
    near = _near(form, hearing.today)
    if near:
        return near
    parts = tokens(form, hearing.today)
    found: set[str] = set()
    refusals: set[str] = set()
    for told in _readings(parts, hearing.language):
        try:
            found.add(str(_resolved(told, hearing.today, over, soon)))
        except Unreadable as problem:
            refusals.add(problem.reason)
    if not found or "ambiguous" in refusals:
        raise Unreadable(min(refusals, default="unreadable"))
    return _on_its_weekday(PartialDate.parse(the_one(found)), parts.weekday)


def _on_its_weekday(day: PartialDate, weekday: int | None) -> PartialDate:
    if weekday is not None and (not day.exact or day.first.weekday() != weekday):
        raise Unreadable("ambiguous")
    return day


def _near(form: str, today: date) -> PartialDate | None:
    """`어제`, `3 days ago`, `last month`."""
    days = counted_words("days_from_now").get(form)
    if days is not None:
        return PartialDate.of(today + timedelta(days=days))
    months = counted_words("months_from_now").get(form)
    if months is not None:
        return PartialDate(today.year, today.month).plus(months=months)
    ago = re.fullmatch(heard("days")["days_ago"], form)
    if ago and int(ago["days"]) <= heard("days")["days_ago_at_most"]:
        return PartialDate.of(today - timedelta(days=int(ago["days"])))
    return None


def _readings(parts: Tokens, language: Language) -> Iterator[Told]:
    if set(parts.shape) == {"#"}:
        yield from _bare(parts, language)
    for order, shapes in _ORDERS.items():
        if parts.shape in shapes:
            yield from _told(order, parts.numbers)


def _bare(parts: Tokens, language: Language) -> Iterator[Told]:
    """Numbers without any mark: in Korean and Chinese the year comes first, then the month; in English who knows."""
    orders = ("ymd", "dmy", "mdy") if language is Language.EN else ("ymd",)
    digits = parts.numbers[0]
    if len(parts.numbers) == 1 and len(digits) == 8:
        yield from _told("ymd", (digits[:4], digits[4:6], digits[6:]))
    if len(parts.numbers) == 1 and len(digits) == 6:
        yield from _told("ym", (digits[:4], digits[4:]))
        for order in orders:
            yield from _told(order, (digits[:2], digits[2:4], digits[4:]))
    if len(parts.numbers) == 3:
        for order in orders:
            yield from _told(order, parts.numbers)
    if len(parts.numbers) == 2 and parts.separators:
        for order in ("md", "dm", "ym") if language is Language.EN else ("md", "ym"):
            yield from _told(order, parts.numbers)


def _told(order: str, numbers: tuple[str, ...]) -> Iterator[Told]:
    parts = dict(zip(order, numbers, strict=True))
    year = parts.get("y")
    if (year is None or len(year) in (2, 4)) and all(len(parts.get(part, "1")) <= 2 for part in "md"):
        yield Told(year, int(parts["m"]) if "m" in parts else None, int(parts["d"]) if "d" in parts else None)


def _resolved(told: Told, today: date, over: bool, soon: bool) -> PartialDate:
    if told.year is None:
        return _next(told, today, soon)
    year = int(told.year) + (today.year // 100 * 100 if len(told.year) == 2 else 0)
    earliest = heard("days")["earliest_year"]
    if year < earliest:
        raise Unreadable("too_early")
    day = _existing(year, told)
    if len(told.year) == 2 and over and day.first > today and year - 100 >= earliest:
        return _existing(year - 100, told)
    if len(told.year) == 2 and soon and not told.day and day.last < today:
        raise Unreadable("past")
    if year > today.year + heard("days")["furthest_years"]:
        raise Unreadable("future" if over else "out_of_range")
    return day


def _existing(year: int, told: Told) -> PartialDate:
    if 0 in (told.month, told.day):
        raise Unreadable("no_such_day")
    try:
        return PartialDate(year, told.month, told.day)
    except ValueError as problem:
        raise Unreadable("no_such_day") from problem


def _next(told: Told, today: date, soon: bool) -> PartialDate:
    """The next day so called; within the following eight years every day of the calendar comes up."""
    for year in range(today.year, today.year + 9):
        try:
            day = _existing(year, told)
        except Unreadable:
            continue
        if day.last < today:
            continue
        if soon and day.first <= today + timedelta(days=heard("days")["soon_days"]):
            return day
        raise Unreadable("ambiguous")
    raise Unreadable("no_such_day")
