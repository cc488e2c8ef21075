"""Replies that are one of a few: an enum's values, small counts, the Match aimed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from dialogs.kinds.kind import Hearing, Unreadable
from dialogs.kinds.spoken_numbers import number
from dialogs.kinds.words import fold, forms, heard, labelled, line, the_one
from knowledge.guards import Setting


class OneOf:
    """One of an enum's values. The words listened for stand in `heard/options.toml` under the enum's name."""

    def __init__(self, enum: type[StrEnum]) -> None:
        self._enum = enum

    def options(self, setting: Setting) -> tuple[str, ...]:
        return tuple(member.value for member in self._enum)

    def hear(self, text: str, hearing: Hearing) -> str:
        return labelled(text, hearing) or option_said(text, self._enum.__name__)

    def value(self, response: str) -> StrEnum:
        return self._enum(response)


class Choice:
    """A small count; the highest one means "or more"."""

    def __init__(self, *counts: str) -> None:
        self._counts = counts

    def options(self, setting: Setting) -> tuple[str, ...]:
        return self._counts

    def hear(self, text: str, hearing: Hearing) -> str:
        label = labelled(text, hearing)
        if label:
            return label
        said = _said(text, "Choice") & set(self._counts)
        return the_one(said) if said else self._counted(text)

    def _counted(self, text: str) -> str:
        listened = heard("numbers")["counts"]
        highest = int(self._counts[-1])
        try:
            count = number(text, listened["units"], listened["before"])
        except Unreadable:
            if number(text, listened["or_more"], listened["before"]) < highest:
                raise
            return self._counts[-1]
        if not int(self._counts[0]) <= count <= listened["most"]:
            raise Unreadable("out_of_range")
        return str(min(count, highest))

    def value(self, response: str) -> int:
        if response not in self._counts:
            raise ValueError(f"not one of {self._counts}: {response!r}")
        return int(response)


class SeasonChoice:
    """The Match aimed at: its year, `later` or `not_sure`."""

    def options(self, setting: Setting) -> tuple[str, ...]:
        return (*map(str, setting.calendar.open_years(setting.today)), "later", "not_sure")

    def hear(self, text: str, hearing: Hearing) -> str:
        label = labelled(text, hearing)
        if label:
            return label
        year = re.fullmatch(heard("options")["SeasonChoice"]["year"], line(text))
        if not year:
            return option_said(text, "SeasonChoice")
        first, *_, last = hearing.setting.calendar.open_years(hearing.today)
        told = int(year["year"]) if len(year["year"]) == 4 else first // 100 * 100 + int(year["year"])
        if told < first:
            raise Unreadable("past")
        if told > last + heard("options")["SeasonChoice"]["furthest"]:
            raise Unreadable("out_of_range")
        return str(told)

    def value(self, response: str) -> str:
        if response not in ("later", "not_sure") and not re.fullmatch(r"20[0-9]{2}", response):
            raise ValueError(f"no Match year: {response!r}")
        return response


def option_said(text: str, topic: str) -> str:
    """The one option of `heard/options.toml` the words stand for; Unreadable otherwise."""
    counted = heard("options")[topic].get("counts", ())
    said = _said(text, topic) | {option for count in counted for option in _counted(text, count)}
    return the_one(said or _after_no(text, topic))


def said_plainly(text: str, topic: str, option: str) -> bool:
    """Whether the words stand for this option."""
    return option in _said(text, topic)


def _said(text: str, topic: str) -> frozenset[str]:
    phrases = _phrases(topic)
    exact = phrases.get(fold(text))
    if exact:
        return exact
    spoken = forms(text, after=heard("words")["statement"])
    return frozenset(option for form in spoken for option in phrases.get(form, ()))


def _after_no(text: str, topic: str) -> Iterator[str]:
    """ "No, not yet": the "no" in front is let go where the option is one that "no" alone would mean."""
    for no in map(fold, heard("words")["no"]):
        rest = fold(text).removeprefix(no)
        if rest != fold(text):
            yield from _said(rest, topic) & _said(no, topic)


@lru_cache
def _phrases(topic: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for option, phrases in heard("options")[topic].get("said", {}).items():
        for phrase in phrases:
            for form in forms(phrase, after=heard("words")["statement"]):
                found.setdefault(form, set()).add(option)
    return {form: frozenset(options) for form, options in found.items()}


def _counted(text: str, count: Mapping[str, Any]) -> Iterator[str]:
    try:
        told = number(text, count["units"], count.get("before", ()))
    except Unreadable:
        return
    yield from (option for option, (low, high) in count["between"].items() if low <= told <= high)
