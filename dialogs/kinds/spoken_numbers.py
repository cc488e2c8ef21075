"""Whole numbers as people write them: `248`, `248점`, `세 번`, `twice`, `两次`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dialogs.kinds.words import fold, forms, heard, the_one

_DIGITS = re.compile(r"([0-9]{1,9})(.*)", re.DOTALL)


def number(text: str, units: Iterable[str], before: Iterable[str] = ()) -> int:
    """The one number the text says, bare or with one of the units; Unreadable for anything more or less."""
    allowed = {"", *map(fold, units)}
    return int(the_one(count for form in forms(text, before) for count in _read(form, allowed)))


def _read(form: str, units: set[str]) -> Iterable[str]:
    digits = _DIGITS.fullmatch(form)
    if digits:
        return [str(int(digits[1]))] if digits[2] in units else []
    return [count for word, count in _words() if form.startswith(word) and form[len(word) :] in units]


@lru_cache
def _words() -> tuple[tuple[str, str], ...]:
    listened = heard("numbers")["words"]
    return tuple((fold(word), count) for count, words in listened.items() for word in words)
