"""The legend: what dots, bars, hatching and the cut in the paper mean; only what the picture shows."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.drawing.chart import said
from dialogs.drawing.layout import Measure
from dialogs.drawing.palette import DOT, FAINT, INK, SMALL
from dialogs.drawing.paper import Paper
from dialogs.drawing.placing import BAR, EDGE, WIDTH, Placed
from dialogs.wording import Words

LINE = 50
SIGN, APART = 38, 26
"""The room of a sign before its text, and between one text and the next sign."""


@dataclass(frozen=True)
class Key:
    """A sign with its meaning, and where it stands: the row, and the left end."""

    sign: str
    text: str
    row: int
    x: float


def keys(placed: Placed, words: Words, measure: Measure) -> list[Key]:
    """The legend's keys in rows that fit the paper."""
    made: list[Key] = []
    row, x = 0, float(EDGE)
    for sign in _signs(placed):
        text = said(f"legend.{sign}", words)
        wide = SIGN + measure(text)
        if x + wide > WIDTH - EDGE:
            row, x = row + 1, float(EDGE)
        made.append(Key(sign, text, row, x))
        x += wide + APART
    return made


def _signs(placed: Placed) -> list[str]:
    chart = placed.chart
    shown = {
        "announced": True,
        "estimated": True,
        "span": any(entry.begins for entry in chart.entries),
        "past_start": any(chart.runs_past(entry) for entry in chart.entries),
        "broken": bool(placed.cuts),
    }
    return [sign for sign, is_shown in shown.items() if is_shown]


def draw_key(paper: Paper, key: Key, top: float) -> None:
    """One key, its row beginning at the height `top`."""
    x, middle = key.x + SIGN / 2 - 4, top + SMALL * 0.55
    if key.sign in ("announced", "estimated"):
        paper.dot(x, middle, DOT, INK, hollow=key.sign == "estimated")
    elif key.sign == "span":
        paper.box(x - BAR / 2, middle - 16, BAR, 32, INK, BAR / 2)
    elif key.sign == "past_start":
        paper.hatched(x - BAR / 2, middle - 16, BAR, 32, INK)
    else:
        paper.line([(x - 14, middle + 5), (x - 5, middle - 5), (x + 5, middle + 5), (x + 14, middle - 5)], FAINT, 3)
    paper.text(key.x + SIGN, top, key.text, SMALL, INK)
