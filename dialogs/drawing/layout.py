"""Where labels go: broken into lines that fit a width, and spread so that none lies on another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

Measure = Callable[[str], float]
"""The width of a text, in pixels."""

A_HAIR = 1e-6
"""What sums of decimals may be off by."""


class TooFull(ValueError):
    """The labels need more room than there is."""


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float, gap: float) -> list[float]:
    """The tops of blocks between `low` and `high`, at least `gap` apart, each as near to its `wanted` top as can be.

    The order of the blocks stays; `wanted` is in ascending order. TooFull where they cannot fit.
    """
    above = [sum(heights[:index]) + gap * index for index in range(len(heights))]
    room = high - low - (above[-1] + heights[-1] if heights else 0)
    if room < -A_HAIR:
        raise TooFull(f"{len(heights)} labels lack {-room:.0f} pixels")
    room = max(0.0, room)
    free = _rising([top - shift for top, shift in zip(wanted, above, strict=True)])
    return [min(max(top, low), low + room) + shift for top, shift in zip(free, above, strict=True)]


def _rising(values: Sequence[float]) -> list[float]:
    """The never falling sequence with the least squared distance: neighbours that fall are drawn to their mean."""
    groups: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while groups and groups[-1][0] > mean:
            before, many = groups.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        groups.append((mean, size))
    return [mean for mean, size in groups for _ in range(size)]


def room_for(heights: Sequence[float], gap: float) -> float:
    """The least height in which these blocks can be spread."""
    return sum(heights) + gap * max(0, len(heights) - 1)


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """The text in lines no wider than `width`, broken at spaces; a word that is wider is cut into equal parts.

    A no-break space holds together what it joins. A single letter wider than `width` stays whole.
    """
    lines: list[str] = []
    for word in text.split(" "):
        for number, part in enumerate(_parts(word.strip("\u00a0"), width, measure)):
            joined = f"{lines[-1]} {part}" if lines and number == 0 else ""
            if joined and measure(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    return lines


def _parts(word: str, width: float, measure: Measure) -> list[str]:
    for count in range(1, len(word)):
        size = ceil(len(word) / count)
        parts = [word[start : start + size].strip("\u00a0") for start in range(0, len(word), size)]
        if all(measure(part) <= width for part in parts):
            return parts
    return list(word)
