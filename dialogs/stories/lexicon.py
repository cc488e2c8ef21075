"""The words listened for in a story, from the TOML files beside this module.

An entry is a regular expression with two comforts: a space stands for any spaces or hyphens (beside anything but Latin
letters also for none), and a Latin word or a number never matches within a longer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from knowledge.files import read_toml

_LOOKS_AHEAD = re.compile(r"\(\?[=!](?:[^()]|\([^()]*\))*\)$")
_LATIN = re.compile(r"[a-z]")


@lru_cache
def words(topic: str) -> Mapping[str, Any]:
    """A whole file: `words("exams")` is `exams.toml`."""
    return read_toml(files("dialogs") / "stories" / f"{topic}.toml")


@lru_cache
def pattern(topic: str, *keys: str) -> re.Pattern[str]:
    """One pattern for all entries under these keys (`"results.passed"` names a key of a table)."""
    return any_of(entry for key in keys for entry in _entries(topic, key))


def any_of(entries: Iterable[str]) -> re.Pattern[str]:
    """A pattern matching any of the entries, the longest first."""
    return re.compile("|".join(f"(?:{_spelled(entry)})" for entry in sorted(entries, key=len, reverse=True)))


def has(text: str, topic: str, *keys: str) -> bool:
    """Whether one of the entries stands in the text."""
    return pattern(topic, *keys).search(text) is not None


def _entries(topic: str, key: str) -> Iterable[str]:
    found: Any = words(topic)
    for part in key.split("."):
        found = found[part]
    return list(found)


def _spelled(entry: str) -> str:
    """The entry with its spaces stretched (not where one looks behind: that needs a fixed width) and its edges."""
    fixed = re.sub(r"\(\?<[!=][^)]*\)", lambda found: found[0].replace(" ", "\x00"), entry)
    spaced = re.sub(r" \??", lambda found: _gap(fixed, found), fixed).replace("\x00", " ")
    return _edge(entry, 0, r"(?<![a-z])", r"(?<![0-9])") + spaced + _edge(entry, -1, r"(?![a-z])", r"(?![0-9])")


def _gap(entry: str, found: re.Match[str]) -> str:
    """Spaces are required between Latin letters only, and never given back: "my (?!wife)" is not "my wife"."""
    if found[0] == " ?":
        return r"[\s\-]*"
    near = entry[: found.start()][-1:] + entry[found.end() :][:1]
    return r"[\s\-]++" if all(_LATIN.match(sign) for sign in near) else r"[\s\-]*+"


def _edge(entry: str, place: int, latin: str, digit: str) -> str:
    """What keeps a word whole at this edge; an entry that ends by looking ahead says so itself."""
    if place == -1 and _LOOKS_AHEAD.search(entry):
        return ""
    sign = entry.strip("()?")[place] if entry.strip("()?") else ""
    if _LATIN.match(sign):
        return latin
    return digit if sign.isdigit() else ""
