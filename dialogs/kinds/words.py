"""Bringing what was typed into one form, so that it can be compared with the words one listens for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dialogs.kinds.kind import LONGEST, Hearing, Unreadable
from knowledge.files import read_toml

_DEPTH = 3


@lru_cache
def heard(topic: str) -> Mapping[str, Any]:
    """The words listened for, from `heard/{topic}.toml`."""
    return read_toml(files("dialogs") / "kinds" / "heard" / f"{topic}.toml")


def line(text: str) -> str:
    """The text on one line in plain characters: full-width digits become digits. Unreadable where it is too long."""
    if len(text) > LONGEST:
        raise Unreadable("too_long")
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


def fold(text: str) -> str:
    """The form words are compared in: no case, no spaces, no punctuation but what changes the meaning."""
    kept = (mark for mark in line(text) if not mark.isspace() and mark not in heard("words")["ignored"])
    return "".join(kept)


def labelled(text: str, hearing: Hearing) -> str | None:
    """The option whose button says just this."""
    said = fold(text)
    return next((option for option, label in hearing.labels.items() if fold(label) == said), None)


def forms(text: str, before: Iterable[str] = (), after: Iterable[str] = ()) -> frozenset[str]:
    """The text, and what is left of it without courtesies in front and behind; more of them may be given."""
    words = heard("words")
    fronts = [fold(word) for word in (*words["before"], *before)]
    ends = [fold(word) for word in (*words["polite"], *after)]
    found = {fold(text)} - {""}
    for _ in range(_DEPTH):
        found |= {shorter for form in found for shorter in _shortened(form, fronts, ends)}
    return frozenset(found)


def _shortened(form: str, fronts: Iterable[str], ends: Iterable[str]) -> Iterator[str]:
    yield from (form[len(front) :] for front in fronts if form.startswith(front) and form != front)
    yield from (form[: -len(end)] for end in ends if form.endswith(end) and form != end)


def the_one(found: Iterable[str]) -> str:
    """The only member; Unreadable where there is none, or more than one."""
    distinct = set(found)
    if len(distinct) != 1:
        raise Unreadable("ambiguous" if distinct else "unreadable")
    return distinct.pop()


class Names:
    """Names in several languages, each for one key. A name of two keys is never read as either."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._keys: dict[str, set[str]] = {}
        for key, name in named:
            self._keys.setdefault(fold(name), set()).add(key)

    def key(self, text: str, before: Iterable[str] = (), after: Iterable[str] = ()) -> str:
        """The key of the name that was typed; Unreadable where it is none, or one of several."""
        exact = self._keys.get(fold(text))
        if exact:
            return the_one(exact)
        return the_one(key for form in forms(text, before, after) for key in self._keys.get(form, ()))
