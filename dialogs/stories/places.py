"""Countries within a sentence: by name or adjective, by a city, a school, a board of medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from babel import Locale

from dialogs.kinds.countries import codes
from dialogs.stories.lexicon import any_of, words
from knowledge.files import read_toml
from knowledge.profile import Language


@dataclass(frozen=True)
class Place:
    """A country's code and where in the text it was named; `people` where by an adjective (`Polish`)."""

    code: str
    start: int
    end: int
    people: bool = False


def countries(text: str) -> tuple[Place, ...]:
    """Every country named by its name or adjective, in the order of the text."""
    careful = words("places")["careful"]
    behind = re.compile(words("places")["careful_behind"])
    found = [
        Place(_by_name()[match[0]], match.start(), match.end(), match[0] not in _nouns())
        for match in _names().finditer(text)
        if match[0] not in careful or behind.match(text[match.end() :])
    ]
    return tuple(found)


def listed(table: str, text: str) -> tuple[Place, ...]:
    """The countries for which an entry of this table of `places.toml` stands: cities, schools or boards."""
    found = [Place(code, match.start(), match.end()) for code, each in _table(table) for match in each.finditer(text)]
    return tuple(sorted(found, key=lambda place: (place.start, -place.end)))


@lru_cache
def _table(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, any_of(entries)) for code, entries in words("places")[table].items())


@lru_cache
def _by_name() -> dict[str, str]:
    never = set(words("places")["never"])
    named = {name: code for code, name in _every_name() if name not in never}
    return {**named, **{name: code for code, names in words("places")["demonyms"].items() for name in names}}


@lru_cache
def _nouns() -> frozenset[str]:
    named = {name for language in Language for name in Locale.parse(language.value).territories.values()}
    latin = {name.lower() for name in named} | set(words("places")["nouns"])
    return frozenset(latin | {name for name in _by_name() if not name.isascii()})


def _every_name() -> Iterator[tuple[str, str]]:
    for code in sorted(codes()):
        yield from ((code, Locale.parse(language.value).territories[code].lower()) for language in Language)
    for code, aliases in read_toml(files("knowledge") / "countries.toml")["aliases"].items():
        yield from ((code, alias.lower()) for alias in aliases)


@lru_cache
def _names() -> re.Pattern[str]:
    entries = sorted(_by_name(), key=len, reverse=True)
    return re.compile("|".join(_bounded(entry) for entry in entries))


def _bounded(entry: str) -> str:
    return rf"(?<![a-z]){re.escape(entry)}(?![a-z])" if re.match("[a-z]", entry) else re.escape(entry)
