"""Whole numbers as people write them: `248`, `248점`, `세 번`, `twice`, `两次`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dialogs.kinds.kind import Unreadable
from dialogs.kinds.words import fold, forms, heard, line, the_one

_DIGITS = re.compile(r"([0-9]{1,9})([^0-9].*|)", re.DOTALL)
_SIGNED = re.compile(r"[-−+] ?[0-9]")


def number(text: str, units: Iterable[str], before: Iterable[str] = ()) -> int:
    """The one number the text says, bare or with one of the units; Unreadable for anything more or less."""
    if _SIGNED.match(line(text)):
        raise Unreadable
    named = frozenset(map(fold, units))
    return int(the_one(count for form in forms(text, before) for count in _read(form, named)))


def _read(form: str, units: frozenset[str]) -> Iterable[str]:
    digits = _DIGITS.fullmatch(form)
    if digits:
        return [str(int(digits[1]))] if digits[2] in units | {""} else []
    counted = [count for word, count in _words("alone") + _words("with_unit") if _rest(form, word) in units]
    return [*counted, *(count for word, count in _words("alone") if form == word)]


def _rest(form: str, word: str) -> str | None:
    return form[len(word) :] if form.startswith(word) else None


@lru_cache
def _words(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((fold(word), count) for count, words in heard("numbers")[name].items() for word in words)
