"""The timeline in words: for those who cannot see the picture, and as its caption."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dialogs.drawing.chart import Chart, Entry, Lane
from dialogs.message import CAPTION_LIMIT, length
from dialogs.wording import Words


def tell(chart: Chart, words: Words, longest: int = CAPTION_LIMIT) -> str:
    """The chart as HTML of at most `longest` characters: of each lane as many of its next days as fit."""
    most = max(len(lane.entries) for lane in chart.lanes)
    told = [_told(chart, count, words) for count in range(most, 0, -1)]
    return next((text for text in told if length(text) <= longest), told[-1])


def _told(chart: Chart, count: int, words: Words) -> str:
    kind = "title" if chart.start else "title_open"
    lines = [words(f"timeline.told.{kind}", title=chart.title, as_of=chart.as_of)]
    lines += [_lane(chart, lane, count, words) for lane in chart.lanes if _open(lane)]
    if chart.start:
        kind = "start_estimated" if chart.start.due.estimated else "start"
        lines.append(words(f"timeline.told.{kind}", name=chart.start.name, dates=chart.start.dates))
    lines.append(words("timeline.told.legend"))
    return "\n".join(lines).replace("\u00a0", " ")


def _open(lane: Lane) -> Sequence[Entry]:
    return sorted((entry for entry in lane.entries if not entry.done), key=lambda entry: entry.middle)


def _lane(chart: Chart, lane: Lane, count: int, words: Words) -> str:
    told = words("timeline.told.comma").join(_entry(chart, entry, words) for entry in _open(lane)[:count])
    kind = "lane_if" if lane.note else "lane"
    return words(f"timeline.told.{kind}", lane=lane.title, note=lane.note, entries=Markup(told))


def _entry(chart: Chart, entry: Entry, words: Words) -> str:
    kind = "runs_past" if chart.runs_past(entry) else "estimated" if entry.due.estimated else "entry"
    return words(f"timeline.told.{kind}", name=entry.name, dates=entry.dates)
