"""The Match aimed at: whose season has dates, and which one a day leaves open."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Facts, Not, SeasonBegun, Setting
from knowledge.profile import Applied
from knowledge.rule import Due
from knowledge.rules.concerns import said


class SeasonNamed:
    """A Match year was named and the calendar reaches back to it; `later` and `not_sure` name none."""

    reads = ("target_season",)

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        year = facts.get("target_season")
        if year is None:
            return None
        return str(year).isdigit() and int(str(year)) >= min(setting.calendar.seasons)


NAMED = SeasonNamed()
BEGUN = SeasonBegun("target_season", "eras_submit")
APPLIED = Every(BEGUN, said("applied", Applied.YES))
STILL_TO_APPLY = Every(NAMED, Not(said("applied", Applied.YES)))


def match_read_after(day: date, review_month: int) -> int:
    """The first Match whose applications are read after `day`; reading begins in `review_month` of the year before."""
    return day.year + 1 if day.month < review_month else day.year + 2


def match_starting_after(day: PartialDate, start_month: int) -> int:
    """The first Match whose training, begun on the first of `start_month`, is not before any day `day` can mean."""
    return day.last.year if day.last <= date(day.last.year, start_month, 1) else day.last.year + 1


def before_review(match_year: int | None, review_month: int, today: date) -> Due | None:
    """The month in which programs begin to read for that Match; None where no Match is named or the month is over."""
    if match_year is None:
        return None
    month = PartialDate(match_year - 1, review_month)
    return Due(month, estimated=True) if month.last >= today else None
