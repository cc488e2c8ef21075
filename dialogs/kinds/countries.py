"""Countries by name: Babel's names in three languages, and what people call them besides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from babel import Locale

from dialogs.kinds.kind import OTHER, Hearing
from dialogs.kinds.words import Names, offered
from knowledge.files import read_toml
from knowledge.guards import Setting
from knowledge.profile import Language


class CountryName:
    """A country, kept as its ISO 3166 code; some are offered."""

    def __init__(self, *offered: str) -> None:
        self._offered = offered

    def options(self, setting: Setting) -> tuple[str, ...]:
        return (*self._offered, OTHER)

    def hear(self, text: str, hearing: Hearing) -> str:
        return offered(text, hearing) or country(text)

    def value(self, response: str) -> str:
        if response not in codes():
            raise ValueError(f"no country code: {response!r}")
        return response


def country(text: str) -> str:
    """The code of the country that was named; Unreadable where it is none for certain."""
    listened = _data()["heard"]
    return _names().key(text, listened["before"], listened["after"])


def name(code: str, language: Language) -> str:
    """A country as it is called in that language; KeyError for an unknown code."""
    own = _data()["names"].get(code, {}).get(language.value)
    return str(own or Locale.parse(language.value).territories[code])


@lru_cache
def codes() -> frozenset[str]:
    """The codes of all countries and territories."""
    not_countries = _data()["not_countries"]
    named = set.intersection(*(set(Locale.parse(language.value).territories) for language in Language))
    return frozenset(code for code in named if len(code) == 2 and code.isalpha() and code not in not_countries)


@lru_cache
def _names() -> Names:
    return Names(_named())


def _named() -> Iterator[tuple[str, str]]:
    for code in sorted(codes()):
        yield from ((code, Locale.parse(language.value).territories[code]) for language in Language)
        yield from ((code, name(code, language)) for language in Language)
    for code, aliases in _data()["aliases"].items():
        yield from ((code, alias) for alias in aliases)


@lru_cache
def _data() -> dict[str, Any]:
    return read_toml(files("knowledge") / "countries.toml")
