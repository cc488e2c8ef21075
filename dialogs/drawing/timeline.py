"""The timeline on paper: lanes side by side, time running downwards, every day with its label."""

from __future__ import annotations

from dialogs.drawing.chart import Chart, formatted, said
from dialogs.drawing.fonts import measure
from dialogs.drawing.legend import LINE, draw_key, keys
from dialogs.drawing.palette import (
    COLORS,
    DOT,
    FAINT,
    GATE,
    GROUNDS,
    HEAD,
    INK,
    NOW,
    ON_BAND,
    RULE,
    SHEET,
    SMALL,
    TITLE,
)
from dialogs.drawing.paper import Paper
from dialogs.drawing.placing import (
    AXIS,
    BAND,
    BAR,
    DATE,
    DATE_LINE,
    EDGE,
    NAME,
    NAME_LINE,
    WIDTH,
    Label,
    Placed,
    place,
)
from dialogs.drawing.scale import months, named
from dialogs.wording import Words

HEAD_TOP, HEAD_HEIGHT, NOTE_HEIGHT = 106, 58, 42
TOOTH = 9
"""Half the height of the teeth where the paper is cut, and a quarter of their width."""
APART, CROWDED = 40, 72
"""How far apart the names of quarters are at least, and those of other months."""


def draw(chart: Chart, words: Words) -> bytes:
    """The chart as a PNG."""
    names, dates, small = (measure(words.language, size) for size in (NAME, DATE, SMALL))
    note = NOTE_HEIGHT if any(lane.note for lane in chart.lanes) else 0
    placed = place(chart, HEAD_TOP + HEAD_HEIGHT + note, names, dates)
    legend = keys(placed, words, small)
    height = placed.bottom + 2 * EDGE + LINE * (1 + legend[-1].row)
    paper = Paper(WIDTH, round(height), SHEET, words.language)
    paper.text(EDGE + 8, 26, chart.title, TITLE, INK, bold=True)
    _grounds(paper, placed)
    _months(paper, placed, words)
    for label in placed.labels:
        _bar(paper, label, placed)
    for y in placed.cuts:
        _cut(paper, y)
    _bands(paper, placed, words)
    for label in placed.labels:
        _label(paper, label)
    for key in legend:
        draw_key(paper, key, placed.bottom + 2 * EDGE + LINE * key.row)
    return paper.png()


def _grounds(paper: Paper, placed: Placed) -> None:
    """Each lane's ground with its heading."""
    for column in placed.columns:
        lane, x = column.lane, column.x
        paper.box(x, HEAD_TOP, column.width, placed.bottom - HEAD_TOP, GROUNDS[lane.key], 14)
        paper.box(x, HEAD_TOP, column.width, HEAD_HEIGHT, COLORS[lane.key], 14)
        paper.text(x + EDGE, HEAD_TOP + 11, lane.title, HEAD, ON_BAND, bold=True)
        paper.text(x + EDGE, HEAD_TOP + HEAD_HEIGHT + 8, lane.note, SMALL, COLORS[lane.key])


def _months(paper: Paper, placed: Placed, words: Words) -> None:
    """The months at the left, years where they begin; no names where a band is."""
    chart, scale = placed.chart, placed.scale
    days = [day for day in months(chart.today, chart.ends) if day < chart.ends]
    clear = [day for day in days if placed.today + BAND + 14 < scale.y(day) < placed.gate - 24]
    names = named(clear, scale, APART, CROWDED)
    for day in days:
        y, begins = scale.y(day), day.month == 1
        tick = AXIS - (14 if day in names else 7)
        paper.line([(tick, y), (WIDTH - EDGE if begins else AXIS, y)], RULE, 3 if begins else 2)
    for day in names:
        begins = day.month == 1
        text = str(day.year) if begins else formatted(day, "tick", words)
        top = scale.y(day) - SMALL * 0.52
        paper.text(AXIS - 18, top, text, SMALL, INK if begins else FAINT, bold=begins, align="right")


def _bar(paper: Paper, label: Label, placed: Placed) -> None:
    """A span's bar from its beginning to its dot; what runs past the start of training is hatched."""
    entry, (x, y) = label.entry, label.dot
    if entry.begins is None:
        return
    color, top = COLORS[label.lane], max(placed.scale.y(entry.begins), placed.top)
    solid = min(y, placed.gate) if placed.chart.runs_past(entry) else y
    paper.box(x - BAR / 2, top, BAR, max(solid - top, BAR), color, BAR / 2)
    if solid < y:
        paper.hatched(x - BAR / 2, solid, BAR, y - solid, color)


def _cut(paper: Paper, y: float) -> None:
    """A band of teeth across the lanes: time is cut short here."""
    steps = range(int((WIDTH - AXIS) / (2 * TOOTH)) + 1)
    upper = [(AXIS - 10 + 2 * TOOTH * step, y - TOOTH + (TOOTH if step % 2 else -TOOTH) / 2) for step in steps]
    lower = [(x, height + 2 * TOOTH) for x, height in upper]
    paper.shape([*upper, *reversed(lower)], SHEET)
    paper.line(upper, FAINT, 1.5)
    paper.line(lower, FAINT, 1.5)


def _bands(paper: Paper, placed: Placed, words: Words) -> None:
    """Today, and the start of training, across all lanes."""
    chart = placed.chart
    _band(paper, placed.today, NOW, said("today", words, today=chart.today))
    if chart.start:
        estimated = f" · {said('legend.estimated', words)}" if chart.start.due.estimated else ""
        _band(paper, placed.gate, GATE, f"{chart.start.name} {chart.start.dates}{estimated}")


def _band(paper: Paper, top: float, color: str, text: str) -> None:
    paper.box(EDGE, top, WIDTH - 2 * EDGE, BAND, color, 10)
    paper.text(EDGE + 14, top + 8, text, NAME, ON_BAND, bold=True)


def _label(paper: Paper, label: Label) -> None:
    """The dot, a thin line from it, and the text."""
    entry, (x, y) = label.entry, label.dot
    color = COLORS[label.lane]
    ink = FAINT if entry.done else INK
    target = label.top + NAME_LINE * 0.46
    paper.line([(x, y), (label.bend, y), (label.x - 16, target), (label.x - 6, target)], color, 1.5)
    paper.dot(x, y, DOT, FAINT if entry.done else color, hollow=entry.due.estimated)
    top = label.top
    ground = GROUNDS[label.lane]
    for line in label.name:
        paper.text(label.x, top, line, NAME, ink, bold=not entry.done, ground=ground)
        top += NAME_LINE
    for line in label.dates:
        paper.text(label.x, top, line, DATE, FAINT, ground=ground)
        top += DATE_LINE
