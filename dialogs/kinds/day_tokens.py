"""A day taken apart: which numbers stand in it, and what each is marked as."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dialogs.kinds.kind import Unreadable
from dialogs.kinds.words import heard

_CHINESE = re.compile(r"[〇零一二三四五六七八九十]{1,4}(?=[年月日号])")
_CHINESE_DIGITS = {sign: value % 10 for value, sign in enumerate("零一二三四五六七八九〇")}


@dataclass(frozen=True)
class Tokens:
    """The numbers in their order and the `shape` they make, a letter each.

    Y is marked as a year (or has four digits), M as a month, N is a month's name, D is marked as a day, and # is
    bare. `separators` are the signs between them, `weekday` counts from Monday, 0.
    """

    shape: str
    numbers: tuple[str, ...]
    separators: frozenset[str]
    weekday: int | None


def tokens(text: str, today: date) -> Tokens:
    """The parts of a line; Unreadable where there is anything else in it."""
    text, weekday = _without_weekday(_with_years(_CHINESE.sub(_in_digits, text), today))
    shape, numbers, separators, place = "", [], set(), 0
    while place < len(text):
        found = _pattern().match(text, place)
        if not found or not found.lastgroup:
            raise Unreadable
        place = found.end()
        if found.lastgroup == "separator":
            separators.add(found[0])
        elif found.lastgroup != "space":
            shape += found.lastgroup.replace("B", "#")
            numbers.append(_months()[found[0]] if found.lastgroup == "N" else re.sub("[^0-9]", "", found[0]))
    return Tokens(shape, tuple(numbers), frozenset(separators), weekday)


def counted_words(name: str) -> Mapping[str, int]:
    """The words of a table of `heard/days.toml` by what they count."""
    return {word: int(count) for count, words in heard("days")[name].items() for word in words}


@lru_cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<Y>(?:[0-9]{{4}}|[0-9]{{2}})\ ?(?:년도?(?:\ ?졸업?)?|年|졸업?)|'[0-9]{{2}}(?![0-9])|[0-9]{{4}}(?![0-9]))
        |(?P<M>[0-9]{{1,2}}\ ?[월月])
        |(?P<N>{_any_of(_months())})
        |(?P<D>[0-9]{{1,2}}\ ?(?:[일日号]|(?:st|nd|rd|th)(?![a-z])))
        |(?P<B>[0-9]+)
        |(?P<separator>[-./])
        |(?P<space>[\s,]|(?:of|the|in)(?![a-z]))
        """,
        re.VERBOSE,
    )


@lru_cache
def _months() -> Mapping[str, str]:
    return {word: str(month) for word, month in counted_words("months").items()}


def _any_of(words: Mapping[str, object]) -> str:
    """A pattern of the words, the longest first, none of them within another Latin word."""
    longest_first = sorted(words, key=len, reverse=True)
    return rf"(?<![a-z])(?:{'|'.join(re.escape(word) for word in longest_first)})(?![a-z])"


def _in_digits(found: re.Match[str]) -> str:
    said = found[0]
    if "十" not in said:
        return "".join(str(_CHINESE_DIGITS[sign]) for sign in said)
    tens, _, ones = said.partition("十")
    return str(10 * (_CHINESE_DIGITS.get(tens, 0) if tens else 1) + (_CHINESE_DIGITS.get(ones, 0) if ones else 0))


def _with_years(text: str, today: date) -> str:
    """Years counted from this one, as digits: `작년 5월`, `this March`, `last March` where only one can be meant."""
    for word, years in sorted(counted_words("years").items(), key=lambda entry: -len(entry[0])):
        text = text.replace(word, f" {today.year + years} ")
    nearby = re.search(rf"(?<![a-z])(last|this|next) (?=({_any_of(_months())}))|(지난) ?(?=([0-9]{{1,2}}) ?월)", text)
    if not nearby:
        return text
    month = int(_months()[nearby[2]] if nearby[2] else nearby[4])
    year = _year_nearby(nearby[1] or nearby[3], month, today)
    return f"{text[: nearby.start()]}{year} {text[nearby.end() :]}"


def _year_nearby(word: str, month: int, today: date) -> int:
    if word == "this":
        return today.year
    if word == "next" and month <= today.month:
        return today.year + 1
    if word in ("last", "지난") and month > today.month:
        return today.year - 1
    if word == "지난" and month < today.month:
        return today.year
    raise Unreadable("ambiguous")


def _without_weekday(text: str) -> tuple[str, int | None]:
    days = counted_words("weekdays")
    alone = _any_of({word: day for word, day in days.items() if len(word) > 1})
    found = re.search(rf"\(({'|'.join(map(re.escape, days))})\)|({alone})", text)
    if not found:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", days[found[1] or found[2]]
