"""Specialties within a sentence: names, abbreviations, and those reached by a fellowship."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dialogs.stories.lexicon import any_of, words
from knowledge.files import read_toml
from knowledge.profile import UNDECIDED


@dataclass(frozen=True)
class Named:
    """A specialty's key and where it was named; `fellowship` where a branch of it was."""

    key: str
    start: int
    end: int
    fellowship: bool = False


def specialties(text: str) -> tuple[Named, ...]:
    """The specialties of a text in normal spelling, in their order; of two that overlap the longer one."""
    found: list[Named] = []
    for fellowship, table in ((True, _branches()), (False, _specialties())):
        for key, pattern in table:
            found += [Named(key, match.start(), match.end(), fellowship) for match in pattern.finditer(text)]
    kept: list[Named] = []
    for named in sorted(found, key=lambda named: named.start - named.end):
        if all(named.end <= other.start or named.start >= other.end for other in kept):
            kept.append(named)
    return tuple(sorted(kept, key=lambda named: named.start))


def english(key: str) -> str:
    """The English name in lower case."""
    return str(words("specialties")["english"].get(key) or _data()[key]["en"].lower())


def key_of(name: str) -> str | None:
    """The key of an English name as `english` gives it; None for any other text."""
    return next((key for key in _data() if english(key) == name), None)


@lru_cache
def _specialties() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listened = words("specialties")
    ambiguous = set(listened["ambiguous"])
    table = []
    for key, entry in _data().items():
        names = {name.lower() for name in (*entry["aliases"], entry["en"], entry["ko"], entry["zh"])} - ambiguous
        if key != UNDECIDED:
            table.append((key, any_of([*map(re.escape, names), *listened["also"].get(key, ())])))
    return tuple(table)


@lru_cache
def _branches() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, any_of(entries)) for key, entries in words("specialties")["after"].items())


@lru_cache
def _data() -> dict[str, Any]:
    return dict(read_toml(files("knowledge") / "specialties.toml")["specialties"])
