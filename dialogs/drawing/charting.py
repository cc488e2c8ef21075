"""From advice to a chart: which lanes there are, and how far time is drawn to scale."""

from __future__ import annotations

from dialogs.drawing.chart import Chart, Entry, said, written
from dialogs.drawing.exams_lane import exams
from dialogs.drawing.military_lane import military
from dialogs.drawing.season_lane import season
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.days import add_months
from knowledge.deadlines import deadlines, season_of
from knowledge.rule import Due

HORIZON_MONTHS = 36
"""How far ahead time is drawn where no season is aimed at."""


def chart(advice: Advice, words: Words) -> Chart | None:
    """The applicant's timeline; None where there is nothing ahead to show."""
    ahead = deadlines(advice.profile, words.setting, advice)
    lanes = (exams(advice, ahead, words), military(advice, ahead, words), season(advice, ahead, words))
    shown = tuple(lane for lane in lanes if lane and lane.entries)
    if all(entry.done for lane in shown for entry in lane.entries):
        return None
    start = _start(advice, words)
    return Chart(
        title=_title(advice, words) if start else said("title_open", words),
        as_of=said("as_of", words, today=words.today),
        today=words.today,
        start=start,
        ends=start.due.on.first if start else add_months(words.today, HORIZON_MONTHS),
        lanes=shown,
    )


def _title(advice: Advice, words: Words) -> str:
    return said("title", words, year=advice.profile.match_year)


def _start(advice: Advice, words: Words) -> Entry | None:
    """When the training aimed at begins; None without a season, or where that is behind."""
    found = season_of(advice.profile, words.setting)
    event = found.event("residency_start") if found else None
    if event is None or event.on.first <= words.today:
        return None
    return Entry(said("start", words), written(event.on, words), Due.at(event))
