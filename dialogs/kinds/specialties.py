"""Specialties by name, in three languages and as doctors shorten them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dialogs.kinds.kind import OTHER, Hearing, Unreadable
from dialogs.kinds.words import Names, offered
from knowledge.files import read_toml
from knowledge.guards import Setting
from knowledge.profile import UNDECIDED, Language

_SUBSPECIALTY = "subspecialty"


class SpecialtyName:
    """A specialty, kept as its key; some are offered. `none` is the response of those who have not chosen one."""

    def __init__(self, *offered: str, none: str | None = None) -> None:
        self._offered = offered
        self._none = none

    def options(self, setting: Setting) -> tuple[str, ...]:
        return (*self._offered, OTHER, *([self._none] if self._none else []))

    def hear(self, text: str, hearing: Hearing) -> str:
        key = offered(text, hearing) or specialty(text)
        if key == UNDECIDED != self._none:
            raise Unreadable
        return key

    def value(self, response: str) -> str:
        if response != self._none and (response not in _data()["specialties"] or response == UNDECIDED):
            raise ValueError(f"no specialty: {response!r}")
        return response


def specialty(text: str) -> str:
    """The key of the specialty that was named; Unreadable("subspecialty") for one reached by a fellowship."""
    listened = _data()["heard"]
    key = _names().key(text, listened["before"], listened["after"])
    if key == _SUBSPECIALTY:
        raise Unreadable(_SUBSPECIALTY)
    return key


def name(key: str, language: Language) -> str:
    """A specialty as it is called in that language; KeyError for an unknown key."""
    return str(_data()["specialties"][key][language.value])


def keys() -> tuple[str, ...]:
    """The keys of all specialties, and the one for those who have not chosen yet."""
    return tuple(_data()["specialties"])


@lru_cache
def _names() -> Names:
    return Names(_named())


def _named() -> Iterator[tuple[str, str]]:
    for key, entry in _data()["specialties"].items():
        yield from ((key, entry[language.value]) for language in Language)
        yield from ((key, alias) for alias in entry["aliases"])
    yield from ((_SUBSPECIALTY, fellowship) for fellowship in _data()["fellowships"])


@lru_cache
def _data() -> dict[str, Any]:
    return read_toml(files("knowledge") / "specialties.toml")
