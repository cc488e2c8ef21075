"""One Match season: its dated events, announced or estimated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import count
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from knowledge.dated import Citation, Confidence, Source, Strict, Trilingual
from knowledge.days import PartialDate

EventId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]


class SeasonEvent(Strict):
    """One day of a season. `at` is the local time in `zone`, where the announcement names one.

    `estimated` dates carry in `basis` the rule by which they were reckoned; `on` may be a month only.
    """

    id: EventId
    estimated: bool = False
    on: PartialDate
    at: time | None = None
    zone: str = "America/New_York"
    label: Trilingual
    basis: Trilingual | None = None
    confidence: Confidence = "high"
    stale_after: date
    sources: tuple[Source, ...] = Field(min_length=1)

    @field_validator("on")
    @classmethod
    def _told_as_estimated(cls, on: PartialDate, info: ValidationInfo) -> PartialDate:
        return on.estimated if info.data.get("estimated") else on

    @property
    def moment(self) -> datetime | None:
        """The instant, where the day and the time of day are known."""
        if self.at is None or not self.on.exact:
            return None
        return datetime.combine(self.on.first, self.at, ZoneInfo(self.zone))

    def citation(self) -> Citation:
        """What a statement using this day rests on."""
        return Citation(self.id, self.sources, self.confidence, self.stale_after, self.estimated, str(self.on))

    def carried(self, years: int, basis: Trilingual, earlier: int = 0) -> SeasonEvent:
        """The same event so many seasons later: the month only (or so many months earlier), estimated by `basis`."""
        month = PartialDate(self.on.year, self.on.month).plus(years=years, months=-earlier)
        return self.model_copy(update={"on": month, "at": None, "estimated": True, "basis": basis})


class Season(Strict):
    """All events of the Match of one `year` (the year of Match Day and of the start in July)."""

    year: int
    events: Mapping[EventId, SeasonEvent]
    has_calendar: bool = True

    def event(self, key: str) -> SeasonEvent:
        """The event; KeyError where the season has no such entry."""
        return self.events[key]


class Calendar(Strict):
    """The seasons with a file of their own, and how later ones are reckoned from the last of them.

    `carried_earlier` names events whose day wanders over the end of a month: they are carried so many months earlier,
    because a deadline told too early harms nobody.
    """

    seasons: Mapping[int, Season]
    carried_basis: Trilingual
    carried_earlier: Mapping[EventId, int] = {}

    def season(self, year: int) -> Season:
        """The season of that Match year; later ones are carried from the last known, month by month.

        KeyError for a season before the first known one.
        """
        if year in self.seasons:
            return self.seasons[year]
        last = max(self.seasons)
        if year < last:
            raise KeyError(year)
        events = {
            key: event.carried(year - last, self.carried_basis, self.carried_earlier.get(key, 0))
            for key, event in self.seasons[last].events.items()
        }
        return Season(year=year, events=events, has_calendar=False)

    def open_years(self, today: date) -> tuple[int, int, int]:
        """The next three Match years whose rank lists are not yet closed on `today`."""
        first = next(year for year in count(min(self.seasons)) if self.season(year).event("rank_list").on.last >= today)
        return first, first + 1, first + 2
