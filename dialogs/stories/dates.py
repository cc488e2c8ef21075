"""Days, months and years within a sentence, as exactly as they are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dialogs.stories.lexicon import words
from knowledge.days import PartialDate

_MODAL = {"may", "march", "mar"}


@dataclass(frozen=True)
class When:
    """A date that was mentioned, from `start` to `end`. Without a year it is a month that comes every year."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None

    def on(self, today: date, *, ahead: bool) -> PartialDate | None:
        """The day meant; a month without its year is the next one, or the last one, seen from today."""
        year = self.year if self.year is not None else self._year_nearby(today, ahead)
        try:
            return PartialDate(year, self.month, self.day)
        except ValueError:
            return None

    def _year_nearby(self, today: date, ahead: bool) -> int:
        month = self.month or today.month
        if ahead:
            return today.year + (month < today.month or (month == today.month and (self.day or 31) < today.day))
        return today.year - (month > today.month or (month == today.month and (self.day or 1) > today.day))


def dates(text: str, today: date) -> tuple[When, ...]:
    """All dates of a text in normal spelling, in their order."""
    found: list[When] = []
    left = text
    for form in _forms():
        for match in form.finditer(left):
            when = _when(match, today)
            if when:
                found.append(when)
            if when or match.groupdict().get("skip"):
                left = left[: match.start()] + "\x00" * len(match[0]) + left[match.end() :]
    return tuple(sorted(found, key=lambda when: when.start))


def _when(match: re.Match[str], today: date) -> When | None:
    told = {name: part for name, part in match.groupdict().items() if part}
    if "skip" in told or (match[0].strip() in _MODAL):
        return None
    year, month, day = _relative(told, today) or _plain(told, today)
    if year is None and month is None:
        return None
    return When(match.start(), match.end(), year, month, day)


def _plain(told: Mapping[str, str], today: date) -> tuple[int | None, int | None, int | None]:
    month = _month(told)
    day = int(told["day"]) if "day" in told else None
    if "year" in told:
        return int(told["year"]), month, day
    if "short" in told:
        return _century(int(told["short"])), month, day
    if "rel" in told:
        return today.year + words("dates")["years_from_now"][told["rel"]], month, day
    if "near" in told and month:
        year = _near_year(told["near"], month, today)
        return (year, month, day) if year else (None, None, None)
    return None, month, day


def _month(told: Mapping[str, str]) -> int | None:
    if "shy" in told:
        return int(words("dates")["month_names"][re.split(r"[\s-]", told["shy"])[-1]])
    number = told.get("month") or told.get("month2")
    if number:
        return int(number)
    return int(words("dates")["month_names"][told["name"]]) if "name" in told else None


def _century(digits: int) -> int:
    return (2000 if digits <= words("dates")["youngest_century_digits"] else 1900) + digits


def _near_year(near: str, month: int, today: date) -> int | None:
    listened = words("dates")
    if near in listened["within"]:
        return today.year + (near == "이번" and month < today.month)
    if near in listened["ahead"]:
        return today.year + (month <= today.month)
    if near in listened["behind"]:
        return today.year - (month >= today.month)
    return today.year - 1 if month > today.month else None


def _relative(told: Mapping[str, str], today: date) -> tuple[int, int | None, int | None] | None:
    listened = words("dates")
    if "thisyear" in told or "nextyear" in told:
        return today.year + ("nextyear" in told), None, None
    if "nearday" in told:
        return _parts(today + timedelta(days=listened["days_from_now"][told["nearday"]]))
    if "nearmonth" in told:
        month = PartialDate(today.year, today.month).plus(months=listened["months_from_now"][told["nearmonth"]])
        return month.year, month.month, int(told["day"]) if "day" in told else None
    if "hence" in told or "later" in told:
        return _ago(-int(told.get("hence") or told["later"]), told.get("unit") or told["span"], today)
    return _ago(int(told["ago"]), told["unit"], today) if "ago" in told else None


def _ago(count: int, unit: str, today: date) -> tuple[int, int | None, int | None]:
    """The day, month or year so long ago; ahead where the count is negative. Weeks are only as sure as the month."""
    if unit[0] in "년年y":
        return today.year - count, None, None
    if unit[0] in "일天d":
        return _parts(today - timedelta(days=count))
    if unit[0] in "주周w":
        day = today - timedelta(weeks=count)
        return day.year, day.month, None
    month = PartialDate(today.year, today.month).plus(months=-count)
    return month.year, month.month, None


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


@lru_cache
def _forms() -> tuple[re.Pattern[str], ...]:
    listened = words("dates")
    near = [word for key in ("ahead", "behind", "within", "behind_if_later_month") for word in listened[key]]
    parts = {
        "name": _either(listened["month_names"], latin=True),
        "rel": _either(listened["years_from_now"]),
        "season": _either(listened["seasons"]),
        "near": _either(near, latin=True),
        "nearday": _either(listened["days_from_now"]),
        "nearmonth": _either(listened["months_from_now"]),
        "thisyear": _either(listened["seasons_this_year"]),
        "nextyear": _either(listened["seasons_next_year"]),
        "unclear": "|".join(listened["seasons_unclear"]),
    }
    return tuple(re.compile(form["pattern"].format(**parts)) for form in listened["forms"])


def _either(listened: Iterable[str], *, latin: bool = False) -> str:
    entries = sorted(listened, key=len, reverse=True)
    edge = ("(?<![a-z])", "(?![a-z])") if latin else ("", "")
    return f"{edge[0]}(?:{'|'.join(map(re.escape, entries))}){edge[1]}"


def exactest(found: Iterable[PartialDate]) -> PartialDate | None:
    """The one date that all of them can mean, as exactly as any tells it; None where they disagree."""
    best: PartialDate | None = None
    for day in found:
        if best is None or str(day).startswith(str(best)):
            best = day
        elif not str(best).startswith(str(day)):
            return None
    return best
