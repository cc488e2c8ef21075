"""Corrections within a story: the writer takes a date, a number or a specialty back and gives another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from dialogs.stories.dates import dates
from dialogs.stories.lexicon import any_of, words
from dialogs.stories.specialties import specialties

Span = tuple[int, int]
_LONGEST = 30
"""No date and no specialty is written with more characters."""

_SCORE = re.compile(r"(?<!\d)[12]\d\d(?!\d)")


def corrected(text: str, today: date) -> str:
    """The story in normal spelling as it reads once its corrections are carried out."""
    listened = words("corrections")
    for mark in reversed(list(any_of(listened["marks"]).finditer(text))):
        for spans in _kinds(today):
            replaced = _replaced(text, mark, spans, listened["before"], listened["after"])
            if replaced:
                text = replaced
                break
    return text


def _kinds(today: date) -> tuple[Callable[[str], Iterable[Span]], ...]:
    return (
        lambda text: ((when.start, when.end) for when in dates(text, today)),
        lambda text: (found.span() for found in _SCORE.finditer(text)),
        lambda text: ((named.start, named.end) for named in specialties(text)),
    )


def _replaced(
    text: str, mark: re.Match[str], spans: Callable[[str], Iterable[Span]], before: int, after: int
) -> str | None:
    """The text with the later of two things of one kind in the earlier one's place."""
    window = max(0, mark.start() - before - _LONGEST)
    near = [(window + start, window + end) for start, end in spans(text[window : mark.start()])]
    said = [span for span in near if mark.start() - span[1] <= before]
    meant = [span for span in spans(text[mark.end() : mark.end() + after + _LONGEST]) if span[0] <= after]
    if not said or not meant:
        return None
    (start, end), (first, last) = said[-1], meant[0]
    behind, between = text[mark.end() :], re.sub(r"\.{2,}", " ", text[end : mark.start()])
    return f"{text[:start]}{behind[first:last].strip()} {between}{behind[:first]}{behind[last:]}"
