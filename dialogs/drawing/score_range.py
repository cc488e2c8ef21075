"""One specialty's Step 2 CK figures on a scale, with the doctor's own score above it."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs import certainty
from dialogs.drawing.fonts import measure
from dialogs.drawing.layout import wrap
from dialogs.drawing.palette import COLORS, DOT, FAINT, HEAD, INK, NOW, ON_BAND, SHEET, SMALL, TITLE
from dialogs.drawing.paper import Paper
from dialogs.message import Picture, plain
from dialogs.wording import Words
from knowledge.comparison import ScoreRange

WIDTH, LEFT, RIGHT = 1080, 70, 1010
"""The paper, and from where to where the scale runs."""
FLAG, AXIS, ROW, LINE = 170, 380, 100, 44
"""The top of the own score's flag, the height of the scale, the distance of labels, the height of a line below."""
FLAG_HEIGHT, PAD, POINTER = 74, 28, 22
TEXT, SPARE = 26, 4
"""From a mark to its text, in pixels; what the scale shows below the lowest mark, in points."""
STEPS, APART = (5, 10, 20, 50), 90
"""How many points from one number of the scale to the next, and how many pixels at least."""
INKS = {"passing": FAINT, "unmatched": COLORS["military"], "matched": COLORS["season"]}


@dataclass(frozen=True)
class Mark:
    """A figure below the scale with its label."""

    name: str
    score: int
    text: str


@dataclass(frozen=True)
class Scale:
    """The score at the left end of the scale, and the pixels to a point."""

    low: int
    pixels: float

    def x(self, score: float) -> float:
        """How far right a score stands."""
        return LEFT + (score - self.low) * self.pixels

    @property
    def ticks(self) -> range:
        """The scores whose numbers are written."""
        step = next((step for step in STEPS if step * self.pixels >= APART), STEPS[-1])
        high = self.low + (RIGHT - LEFT) / self.pixels
        return range(-(-self.low // step) * step, int(high) + 1, step)


def score_range_picture(found: ScoreRange, words: Words) -> Picture:
    """A PNG 1080 pixels wide; without an own score the figures alone."""
    marked = marks(found, words)
    scale = scaled(found, marked, words)
    lines = below(found, words)
    foot = AXIS + ROW * len(marked) + 70
    paper = Paper(WIDTH, max(WIDTH, foot + LINE * len(lines) + 50), SHEET, words.language)
    for number, line in enumerate(_title(found, words)):
        paper.text(LEFT, 36 + number * (TITLE + 10), line, TITLE, INK, bold=True)
    _axis(paper, scale, found.score)
    for row, mark in enumerate(marked):
        _mark(paper, scale, mark, AXIS + ROW * (row + 1))
    if found.score is not None:
        _own(paper, scale.x(found.score), plain(words("score_range.own", score=found.score)), words)
    for number, line in enumerate(lines):
        paper.text(LEFT, foot + LINE * number, line, SMALL, FAINT)
    return Picture("score_range.png", paper.png())


def marks(found: ScoreRange, words: Words) -> list[Mark]:
    """The figures from the highest to the lowest: each label is below those right of it, so no line meets a text."""
    scores = {"matched": found.matched, "unmatched": found.unmatched, "passing": found.passing}
    named = [
        Mark(name, score, f"{plain(words(f'score_range.marks.{name}'))} {score}") for name, score in scores.items()
    ]
    return sorted(named, key=lambda mark: -mark.score)


def scaled(found: ScoreRange, marked: list[Mark], words: Words) -> Scale:
    """As wide a scale as leaves every label its room to the right of its mark."""
    wide = measure(words.language, HEAD)
    own = {} if found.score is None else {found.score: float(PAD)}
    low = min(*own, *(mark.score for mark in marked)) - SPARE
    room = [(mark.score, TEXT + wide(mark.text)) for mark in marked] + list(own.items())
    return Scale(low, min((RIGHT - LEFT - wanted) / (score - low) for score, wanted in room))


def below(found: ScoreRange, words: Words) -> list[str]:
    """The lines under the picture: whose figures these are, that they are no odds, how sure, and from where."""
    said = [
        words("comparisons.specialties.note"),
        words("common.between").join(certainty.doubts(found.citations, words)),
        *certainty.sources_line(found.citations, words).split(" · "),
    ]
    small = measure(words.language, SMALL)
    return [line for text in said if text for line in wrap(plain(text), RIGHT - LEFT, small)]


def _title(found: ScoreRange, words: Words) -> list[str]:
    title = plain(words("score_range.title", key=found.specialty))
    return wrap(title, RIGHT - LEFT, measure(words.language, TITLE))


def _axis(paper: Paper, scale: Scale, own: int | None) -> None:
    """The line and its numbers, without those the own score's pointer would run through."""
    paper.line([(LEFT, AXIS), (RIGHT, AXIS)], INK, 6)
    for tick in scale.ticks:
        paper.line([(scale.x(tick), AXIS - 14), (scale.x(tick), AXIS)], INK, 3)
        if own is None or abs(scale.x(tick) - scale.x(own)) > APART / 2:
            paper.text(scale.x(tick), AXIS - 54, str(tick), SMALL, FAINT, align="center")


def _mark(paper: Paper, scale: Scale, mark: Mark, y: float) -> None:
    """A line down from the scale to a dot, and the label beside it."""
    x, ink = scale.x(mark.score), INKS[mark.name]
    paper.line([(x, AXIS), (x, y)], ink, 4)
    paper.dot(x, y, DOT, ink, hollow=mark.name == "unmatched")
    paper.text(x + TEXT, y - HEAD * 0.55, mark.text, HEAD, ink, bold=True)


def _own(paper: Paper, x: float, text: str, words: Words) -> None:
    """The own score on a flag, whose pointer touches the scale."""
    wide = measure(words.language, TITLE)(text) + 2 * PAD
    left = min(max(x - wide / 2, LEFT / 2), WIDTH - LEFT / 2 - wide)
    paper.box(left, FLAG, wide, FLAG_HEIGHT, NOW, 14)
    paper.text(left + wide / 2, FLAG + 12, text, TITLE, ON_BAND, bold=True, align="center")
    paper.line([(x, FLAG + FLAG_HEIGHT - 2), (x, AXIS - POINTER)], NOW, 8)
    paper.shape([(x - POINTER, AXIS - 2 * POINTER), (x + POINTER, AXIS - 2 * POINTER), (x, AXIS - 2)], NOW)
