"""Slips of the keyboard: Latin words nearly like a known one are read as that one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

WORD = re.compile("[a-z]+")
_REMEMBERED = 20_000


class Spelling:
    """Reads words as the nearest of those it is given, the earlier ones first. What is in `known` is no slip.

    A slip is a letter missing, added, changed, or swapped with its neighbour. Words of `one` letters and more may have
    one; those of `two` and more, where that is given, two.
    """

    def __init__(self, words: Iterable[str], known: Collection[str] = (), *, one: int, two: int | None = None) -> None:
        self._one, self._two = one, two
        self._words = [word for word in words if self._may_be_slip(word)]
        self._known = frozenset((*known, *self._words))
        self._remembered = lru_cache(_REMEMBERED)(self._read)

    def mended(self, word: str) -> str:
        """A lower-case Latin word without its slips; any other, and what is near to none, as it is."""
        return self._remembered(word)

    def _may_be_slip(self, word: str) -> bool:
        return len(word) >= self._one and bool(WORD.fullmatch(word))

    def _read(self, word: str) -> str:
        if word in self._known or not self._may_be_slip(word):
            return word
        slips = 2 if self._two is not None and len(word) >= self._two else 1
        found = extractOne(word, self._words, scorer=OSA.distance, score_cutoff=slips)
        return word if found is None else found[0]
