"""The lane of the season aimed at: its days that matter to this applicant, and the months of interviews."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from dialogs.drawing.chart import Entry, Lane, between, said, short_name, written
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.days import PartialDate
from knowledge.deadlines import Deadline, season_of
from knowledge.rule import Due

DAYS = (
    "eras_opens",
    "residencycas_opens",
    "eras_submit",
    "residencycas_submit",
    "eras_review",
    "standard_registration",
    "urology_match",
    "ophthalmology_match",
    "rank_list",
    "soap_apply",
    "match_day",
    "j1_apply",
)
"""The days that are drawn; the calendar file has all of them."""


def season(advice: Advice, ahead: Collection[Deadline], words: Words) -> Lane | None:
    """The lane; None without a season ahead."""
    entries = [*_days(advice, ahead, words), *_interviews(advice, words)]
    return Lane("season", said("lanes.season", words), "", tuple(entries)) if entries else None


def _days(advice: Advice, ahead: Collection[Deadline], words: Words) -> Iterator[Entry]:
    """The days of the season; those that fall together share one label."""
    shown = sorted((each for each in ahead if each.id in DAYS), key=_when)
    for _, together in groupby(shown, _when):
        same = list(together)
        name = said("together", words).join(short_name(each, advice, words) for each in same)
        first = same[0]
        yield Entry(name, written(first.on, words), Due(first.on, first.estimated))


def _when(deadline: Deadline) -> tuple[PartialDate, PartialDate, bool]:
    on = deadline.on
    return PartialDate.of(on.first), PartialDate.of(on.last), deadline.estimated


def _interviews(advice: Advice, words: Words) -> Iterator[Entry]:
    season = season_of(advice.profile, words.setting)
    if season is None:
        return
    first, last = season.event("interviews_start"), season.event("interviews_end")
    if last.on.last >= words.today:
        due = Due(last.on, last.estimated)
        yield Entry(said("interviews", words), between(first.on, last.on, words), due, begins=first.on.first)
