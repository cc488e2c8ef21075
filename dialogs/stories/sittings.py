"""What a part of a clause says about a sitting: what became of it, the day, the score, the attempts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dialogs.stories.dates import When, dates, exactest
from dialogs.stories.exam_names import Part
from dialogs.stories.lexicon import has, pattern, words
from knowledge.dated import NotInForce
from knowledge.days import PartialDate
from knowledge.guards import Setting

KINDS = ("waiting", "failed", "not_taken", "passed", "booked", "meant", "sat")
"""What can be said of a sitting; where the words of two overlap the earlier one holds."""

SETTLED = ("passed", "failed")
AHEAD = ("booked", "meant", "not_taken", "hoped")


@dataclass(frozen=True)
class Sitting:
    """One statement about one exam. `fails` counts the failures told, `again` tells of one more."""

    exam: str
    kind: str | None = None
    day: PartialDate | None = None
    score: int | None = None
    attempts: int | None = None
    fails: int | None = None
    again: bool = False

    @property
    def empty(self) -> bool:
        return not (self.kind or self.day or self.score or self.attempts)

    @property
    def settled(self) -> bool:
        return self.kind in SETTLED


def sitting(exam: str, part: Part, setting: Setting) -> Sitting:
    """What the part says of this exam; an empty sitting where that is nothing."""
    every = dates(part.text, setting.today)
    found = tuple(when for when in every if not _bound(when, part.text))
    left = blanked(part.text, found)
    kinds = _kinds(left, part)
    aim = has(left, "voices", "mode.goal")
    day = (
        None
        if has(part.text, "exams", "results.study", "results.result_day")
        else _day(found, kinds, part, setting.today)
    )
    score = None if aim else _score(left)
    kind = _outcome(kinds, day, setting.today, aim=aim, before_that=has(left, "exams", "results.earlier"))
    if kind in (None, "sat") and not aim:
        kind = _by_score(exam, left, score, day, setting) or kind
    if kind in ("meant", "hoped") and len(found) < len(every):
        kind = "booked"
    failed = any(each == "failed" for each in kinds)
    fails = (_number(left, "fails") or _sittings_failed(found, kinds)) if failed else None
    attempts = None if kind in AHEAD else _attempts(left)
    return Sitting(
        exam,
        kind,
        day,
        score if kind in (*SETTLED, None) else None,
        attempts or (fails + 1 if fails and kind == "passed" else None),
        fails,
        failed and has(left, "exams", "attempts.again"),
    )


def _sittings_failed(found: tuple[When, ...], kinds: list[str]) -> int | None:
    """`failed in 2022 and 2023`: as many failures as days, where nothing else is told."""
    days = {(when.year, when.month, when.day) for when in found}
    return len(days) if len(days) > 1 and set(kinds) == {"failed"} else None


def _bound(when: When, text: str) -> bool:
    """Whether a date only bounds the time: `after this summer`, `before September`."""
    return re.search(r"(?:after|before|since) (?:the )?$", text[: when.start]) is not None or (
        re.match(r"\s?(?:이?전까지|이?전에|之?前|之?后|이후|지나)", text[when.end :]) is not None
    )


def blanked(text: str, found: Collection[When]) -> str:
    """The text without its dates, each sign at its old place."""
    for when in found:
        text = text[: when.start] + "\x00" * (when.end - when.start) + text[when.end :]
    return text


def _kinds(text: str, part: Part) -> list[str]:
    """Everything said of the sitting, in the order it is said."""
    places: list[tuple[int, str]] = []
    left = text
    for kind in KINDS:
        for found in list(pattern("exams", f"results.{kind}").finditer(left)):
            places.append((found.start(), kind))
            left = left[: found.start()] + "\x00" * len(found[0]) + left[found.end() :]
    if not places and has(left, "exams", "results.weak_not_taken"):
        return ["not_taken"]
    if not places and part.clause.mode("plan"):
        return ["hoped"]
    return [kind for _, kind in sorted(places)]


def _outcome(kinds: list[str], day: PartialDate | None, today: date, *, aim: bool, before_that: bool) -> str | None:
    ahead = day is not None and day.first > today
    settled = [kind for kind in kinds if kind in SETTLED]
    if before_that and "passed" in settled:
        settled = ["passed"]
    if "waiting" in kinds and not ahead:
        return "waiting"
    if settled and not aim and not ahead:
        return settled[-1]
    if ahead:
        return "booked" if "booked" in kinds else "meant"
    if "not_taken" in kinds:
        return "not_taken"
    return next((kind for kind in ("booked", "sat", "meant", "hoped") if kind in kinds), None)


def _day(found: tuple[When, ...], kinds: list[str], part: Part, today: date) -> PartialDate | None:
    """The one day told; of two that disagree the one told nearest to what became of it."""
    done = any(kind in (*SETTLED, "sat", "waiting") for kind in kinds)
    ahead = (part.ahead or any(kind in AHEAD for kind in kinds)) and not done
    if not done and not ahead:
        found = tuple(when for when in found if when.year is not None or _soon(when, today))
        ahead = any(when.year is None for when in found)
    inside = tuple(when for when in found if when.start > len(part.lead)) if part.lead else found
    found = inside or found
    days = [day for when in found if (day := when.on(today, ahead=ahead))]
    if done:
        days = [day for day in days if day.first <= today] or days
    agreed = exactest(days)
    return agreed or (_last(found, part.text, days) if days and len(part.exams) < 2 else None)


def _soon(when: When, today: date) -> bool:
    """A day told without its year, and without a word of what became of it, lies ahead where that is near."""
    day = when.on(today, ahead=True) if when.year is None else None
    return day is not None and (day.first - today).days <= words("dates")["soon_days"]


def _last(found: tuple[When, ...], text: str, days: list[PartialDate]) -> PartialDate | None:
    if len(found) != len(days):
        return None
    said = [match.end() for match in pattern("exams", "results.passed", "results.failed", "results.sat").finditer(text)]
    if not said:
        return None
    return min(zip(found, days, strict=True), key=lambda pair: abs(pair[0].end - said[-1]))[1]


def has_score(text: str) -> bool:
    """Whether one three-digit score stands in the text."""
    return _score(text) is not None


def _score(text: str) -> int | None:
    found = {int(score) for score in _regex("score.pattern").findall(text)}
    return found.pop() if len(found) == 1 else None


def _by_score(exam: str, text: str, score: int | None, day: PartialDate | None, setting: Setting) -> str | None:
    """What the score told, or hinted at, makes of the sitting. Below the line only a known day says so."""
    if exam == "oet":
        return "passed" if _regex("score.oet_grades").search(text) else None
    if score is None:
        return "passed" if _regex("score.masked").search(text) else None
    return by_score(exam, score, day, setting)


def by_score(exam: str, score: int, day: PartialDate | None, setting: Setting) -> str | None:
    """Passed or failed by the line of that day; below today's line without a day says nothing."""
    if score >= limit(exam, day.last if day and day.last <= setting.today else setting.today, setting):
        return "passed"
    return "failed" if day and score < limit(exam, day.first, setting) else None


def limit(exam: str, day: date, setting: Setting) -> int:
    """The passing score on that day; before the known history, the first known one."""
    parameter = setting.numbers[words("exams")["score"]["limits"][exam]]
    try:
        return int(str(parameter.on(day).value))
    except NotInForce:
        return int(str(parameter.values[0].value))


def _attempts(text: str) -> int | None:
    if has(text, "exams", "attempts.first"):
        return 1
    return _number(text, "counted") or (2 if has(text, "exams", "attempts.second") else None)


def _number(text: str, key: str) -> int | None:
    found = _regex(f"attempts.{key}").search(text)
    return next((_digit(count) for count in found.groups() if count), None) if found else None


def _digit(count: str) -> int:
    return {"二": 2, "三": 3}.get(count) or int(count)


@lru_cache
def _regex(key: str) -> re.Pattern[str]:
    found: Any = words("exams")
    for part in key.split("."):
        found = found[part]
    return re.compile(found)
