"""Bringing what was typed into one form, so that it can be compared with the words one listens for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dialogs.kinds.kind import LONGEST, OTHER, Hearing, Unreadable
from knowledge.files import read_toml

_DEPTH = 3
_EDGES = unicodedata.normalize("NFKC", " .,!~…ㅎㅋㅠㅜ^")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[^0-9\w?/+]+(?=[0-9])")
_KEPT = "_"
_LATIN = re.compile(r"[a-z0-9]")


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
    """The form words are compared in: no case, no spaces, no punctuation but what changes the meaning.

    What stands between digits is kept as one sign, so that `3.5` and `1~4` never become 35 and 14.
    """
    text = _BETWEEN_DIGITS.sub(_KEPT, line(text))
    return "".join(mark for mark in text if not mark.isspace() and mark not in _ignored())


@lru_cache
def _ignored() -> frozenset[str]:
    return frozenset(sign for mark in heard("words")["ignored"] for sign in line(mark))


def labelled(text: str, hearing: Hearing) -> str | None:
    """The option whose button says just this."""
    said = fold(text)
    return next((option for option, label in hearing.labels.items() if fold(label) == said), None)


def offered(text: str, hearing: Hearing) -> str | None:
    """The same where "another" may be among the buttons: Unreadable("other"), since that names nothing yet."""
    option = labelled(text, hearing)
    if option == OTHER:
        raise Unreadable(OTHER)
    return option


def forms(text: str, before: Iterable[str] = (), after: Iterable[str] = ()) -> frozenset[str]:
    """The text, and what is left of it without courtesies in front and behind; more of them may be given."""
    words = heard("words")
    fronts, ends = _folded((*words["before"], *before)), _folded((*words["polite"], *after))
    found = {fold(text)} - {""}
    for _ in range(_DEPTH):
        found |= {shorter for form in found for shorter in _shortened(form, fronts, ends)}
    return frozenset(found)


@lru_cache
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _shortened(form: str, fronts: Iterable[str], ends: Iterable[str]) -> Iterator[str]:
    yield from (form[len(front) :] for front in fronts if form.startswith(front) and form != front)
    yield from (form[: -len(end)] for end in ends if form.endswith(end) and form != end)


def trimmed(text: str, before: Iterable[str], after: Iterable[str]) -> frozenset[str]:
    """The line, and what is left of it without these words in front and behind; spaces are kept."""
    found = {line(text).strip(_EDGES)}
    for _ in range(_DEPTH):
        found |= {shorter.strip(_EDGES) for form in found for shorter in _trimmed_once(form, before, after)}
    return frozenset(found - {""})


def _trimmed_once(form: str, before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    for word in before:
        rest = form.removeprefix(word)
        if rest != form and not (_LATIN.match(rest) and _LATIN.fullmatch(word[-1])):
            yield rest
    for word in after:
        rest = form.removesuffix(word)
        if rest != form and not (_LATIN.fullmatch(rest[-1:]) and _LATIN.match(word)):
            yield rest


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
