"""Where everything of a chart lies on the paper, in pixels: pure reckoning, nothing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs.drawing.chart import Chart, Entry, Lane
from dialogs.drawing.layout import Measure, room_for, spread, wrap
from dialogs.drawing.scale import Scale, pinned
from knowledge.days import add_months

WIDTH = 1080
EDGE = 12
AXIS = 88
LANE_GAP = 8
PITCH = 20
"""From one bar to the next."""
BAR = 12
SPINE = 22
"""The column of dots."""
LEADER = 28
"""From the column of dots to the labels."""
NAME, DATE = 30, 28
NAME_LINE, DATE_LINE = 38, 36
LONG_WORD = 190
LABEL_GAP = 14
ROW = 44
"""From one dot to the next where time is cut short."""
BAND = 48
"""The height of the bands `today` and `training starts`."""
PAD = 10
CUT = 44
"""The room for the teeth where time is cut short."""
MONTH, SEASON_MONTH = 14, 60
"""The height of a month before the season, and within it: there the days crowd."""
LOWEST, HIGHEST = 560, 1060


@dataclass(frozen=True)
class Label:
    """An entry's text: its lines, where it stands, where its dot is, and where the line from it bends."""

    entry: Entry
    lane: str
    name: tuple[str, ...]
    dates: tuple[str, ...]
    x: float
    top: float
    dot: tuple[float, float]
    bend: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return tall(self.name, self.dates)


@dataclass(frozen=True)
class Column:
    """A lane on the paper: its left edge and width, where its dots and labels stand, and how wide labels may be."""

    lane: Lane
    x: float
    width: float
    bars: dict[Entry, float]
    dots: float
    text: float
    text_width: float


@dataclass(frozen=True)
class Placed:
    """The chart on the paper.

    `today` and `gate` are the tops of the two bands, `cuts` the heights where time is cut short, `bottom` the end of
    the lanes.
    """

    chart: Chart
    columns: tuple[Column, ...]
    labels: tuple[Label, ...]
    scale: Scale
    top: float
    today: float
    gate: float
    cuts: tuple[float, ...]
    bottom: float


def tall(name: Sequence[str], dates: Sequence[str]) -> float:
    """The height of a label."""
    return len(name) * NAME_LINE + len(dates) * DATE_LINE


def columns(chart: Chart, name_width: Measure, date_width: Measure) -> tuple[Column, ...]:
    """The lanes side by side; each has room for its longest word, what is left they share."""
    bars = [[entry for entry in lane.entries if entry.begins] for lane in chart.lanes]
    fixed = [EDGE + PITCH * len(found) + SPINE + LEADER + PAD for found in bars]
    free = WIDTH - AXIS - EDGE - LANE_GAP * (len(bars) - 1) - sum(fixed)
    words = [_longest_word(lane, name_width, date_width) for lane in chart.lanes]
    left = max(0.0, free - sum(words)) / len(words)
    shrunk = min(1.0, free / sum(words))
    placed, x = [], float(AXIS)
    for lane, found, taken, word in zip(chart.lanes, bars, fixed, words, strict=True):
        late_first = sorted(found, key=lambda entry: entry.middle, reverse=True)
        at = {entry: x + EDGE + PITCH * (index + 0.5) for index, entry in enumerate(late_first)}
        text, text_width = x + taken - PAD, word * shrunk + left
        placed.append(Column(lane, x, taken + text_width, at, text - LEADER - SPINE / 2, text, text_width))
        x += taken + text_width + LANE_GAP
    return tuple(placed)


def _longest_word(lane: Lane, name_width: Measure, date_width: Measure) -> float:
    """The least width for the lane's labels: dates stay whole, a very long word of a name may be cut."""
    names = max(name_width(word) for entry in lane.entries for word in entry.name.split(" "))
    dates = max(date_width(word) for entry in lane.entries for word in entry.dates.split(" "))
    return max(min(names, LONG_WORD), dates)


@dataclass(frozen=True)
class Piece:
    """An entry in its column with its label's lines, not yet placed."""

    entry: Entry
    column: Column
    name: tuple[str, ...]
    dates: tuple[str, ...]

    @property
    def height(self) -> float:
        return tall(self.name, self.dates)

    def at(self, top: float, y: float) -> Label:
        """The label with its top there and its dot at the height `y`."""
        column = self.column
        x = column.bars.get(self.entry, column.dots)
        bend = column.dots + SPINE / 2
        return Label(self.entry, column.lane.key, self.name, self.dates, column.text, top, (x, y), bend)


def place(chart: Chart, top: float, name_width: Measure, date_width: Measure) -> Placed:
    """The whole chart, its lanes beginning at the height `top`."""
    made = columns(chart, name_width, date_width)
    pieces = [
        Piece(
            entry,
            column,
            tuple(wrap(entry.name, column.text_width, name_width)),
            tuple(wrap(entry.dates, column.text_width, date_width)),
        )
        for column in made
        for entry in sorted(column.lane.entries, key=lambda entry: entry.middle)
    ]
    past = [piece for piece in pieces if piece.entry.done]
    later = [piece for piece in pieces if chart.beyond(piece.entry) and not piece.entry.done]
    main = [piece for piece in pieces if piece not in past and piece not in later]
    behind, today = _rows(past, top)
    today += CUT if past else PAD
    steps = _steps(chart, main)
    gate = today + BAND + steps[-1][1] + PAD
    after = gate + (BAND if chart.start else 0)
    ahead, bottom = _rows(later, after + (CUT if later else 0))
    cuts = [*([today - CUT / 2] if past else []), *([after + CUT / 2] if later else [])]
    scale = _scale(chart, [*behind, *ahead], [(day, today + BAND + y) for day, y in steps])
    labels = (*behind, *ahead, *_spread(chart, made, main, scale))
    return Placed(chart, made, labels, scale, top, today, gate, tuple(cuts), bottom)


def _rows(pieces: Sequence[Piece], top: float) -> tuple[list[Label], float]:
    """In the order of their days, not to scale; and where the next thing may begin."""
    labels: list[Label] = []
    free: dict[float, float] = {}
    y = top + PAD
    for piece in sorted(pieces, key=lambda piece: piece.entry.middle):
        y = max(y, free.get(piece.column.x, y))
        labels.append(piece.at(y, y + NAME_LINE / 2))
        free[piece.column.x] = y + piece.height + LABEL_GAP
        y += ROW
    return labels, max(free.values(), default=top)


def _steps(chart: Chart, main: Sequence[Piece]) -> list[tuple[date, float]]:
    """Today, the first days of the season and the end, with their heights below today.

    High enough for the months, and for the labels of the fullest lane.
    """
    opens = min((piece.entry.due.on.first for piece in main if piece.column.lane.key == "season"), default=chart.ends)
    turn = max(chart.today, add_months(opens, -1))
    month = timedelta(days=30)
    early, late = (turn - chart.today) / month * MONTH, (chart.ends - turn) / month * SEASON_MONTH
    full = [room_for([p.height for p in main if p.column.lane is lane], LABEL_GAP) for lane in chart.lanes]
    high = max(LOWEST, min(early + late, HIGHEST), max(full) + 2 * PAD)
    return [(chart.today, 0.0), (turn, high * early / (early + late)), (chart.ends, high)]


def _scale(chart: Chart, cut_short: Sequence[Label], main: Sequence[tuple[date, float]]) -> Scale:
    """Today and the end to scale; what lies before and after at the heights of its rows."""
    day = timedelta(days=1)
    rows: dict[date, float] = {}
    for label in cut_short:
        middle = label.entry.middle
        outside = min(middle, chart.today - day) if label.entry.done else max(middle, chart.ends + day)
        rows[outside] = label.dot[1]
    return pinned(rows, main)


def _spread(chart: Chart, made: Sequence[Column], main: Sequence[Piece], scale: Scale) -> list[Label]:
    """The labels of what is drawn to scale: each near its dot, none on another."""
    low, high = scale.y(chart.today), scale.y(chart.ends)
    labels = []
    for column in made:
        mine = [piece for piece in main if piece.column is column]
        dots = [scale.y(min(max(piece.entry.middle, chart.today), chart.ends)) for piece in mine]
        wanted = [dot - NAME_LINE / 2 for dot in dots]
        tops = spread(wanted, [piece.height for piece in mine], low + PAD, high, LABEL_GAP)
        labels += [piece.at(top, dot) for piece, top, dot in zip(mine, tops, dots, strict=True)]
    return labels
