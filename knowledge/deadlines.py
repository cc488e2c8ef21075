"""Which deadlines concern an applicant, and when to remind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from knowledge.advice import Advice
from knowledge.dated import Citation, Strict
from knowledge.days import PartialDate
from knowledge.files import BrokenDataFile, checked, read_toml
from knowledge.guards import Every, Guard, Not, Setting
from knowledge.profile import Applied, ExamResult, PathwayState, Profile, UsStatus, VisaWish
from knowledge.rule import Finding, Verdict, Weight
from knowledge.rules.aim import NAMED
from knowledge.rules.concerns import CERTIFIED, said
from knowledge.season import Season, SeasonEvent

Leads = Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1)]

APPLIED = said("applied", Applied.YES)
TO_APPLY = Not(APPLIED)
RESIDENCYCAS = said("specialty_wish", "emergency_medicine", "obstetrics_gynecology")
STEP2_CK_OPEN = Not(said("step2_ck_result", ExamResult.PASSED))
UNCERTIFIED = Not(CERTIFIED)
BY_PATHWAY = Every(UNCERTIFIED, Not(said("step2_cs", ExamResult.PASSED)))
NEEDS_VISA = Every(Not(said("citizenship", "US")), Not(said("us_status", UsStatus.GREEN_CARD)))

GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        "everyone": NAMED,
        "applied": APPLIED,
        "to_apply": TO_APPLY,
        "to_apply_in_eras": Every(TO_APPLY, Not(RESIDENCYCAS)),
        "to_apply_in_residencycas": Every(TO_APPLY, RESIDENCYCAS),
        "step2_ck_before_applying": Every(STEP2_CK_OPEN, TO_APPLY),
        "step2_ck_after_applying": Every(STEP2_CK_OPEN, APPLIED),
        "to_rank": Not(said("interviews", 0)),
        "uncertified": UNCERTIFIED,
        "applied_uncertified": Every(UNCERTIFIED, APPLIED),
        "oet_open": Every(BY_PATHWAY, Not(said("oet_result", ExamResult.PASSED))),
        "pathway_not_sent": Every(BY_PATHWAY, Not(said("pathway", PathwayState.ACCEPTED, PathwayState.IN_REVIEW))),
        "pathway_in_review": Every(BY_PATHWAY, said("pathway", PathwayState.IN_REVIEW)),
        "j1": Every(NEEDS_VISA, said("visa_wish", VisaWish.J1, VisaWish.EITHER, VisaWish.NOT_SURE)),
        "step3_for_h1b": Every(
            NEEDS_VISA,
            said("visa_wish", VisaWish.H1B, VisaWish.EITHER),
            Not(said("step3_result", ExamResult.PASSED)),
        ),
        "urology": said("specialty_wish", "urology"),
        "ophthalmology": said("specialty_wish", "ophthalmology"),
    }
)


class Reminded(Strict):
    """One day of a season that is reminded of: how many days before, and the name of the guard."""

    leads: Leads
    guard: str


class Schedule(Strict):
    """What `deadlines.toml` says."""

    month_leads: Leads
    events: Mapping[str, Reminded]
    rules: Mapping[str, Leads]


@lru_cache
def load_schedule() -> Schedule:
    """The schedule that ships; BrokenDataFile where it names a guard there is not."""
    file = files("knowledge") / "deadlines.toml"
    schedule = checked(Schedule, read_toml(file), file.name)
    for key, reminded in schedule.events.items():
        if reminded.guard not in GUARDS:
            raise BrokenDataFile(f"{file.name}: events.{key}.guard: no guard is called {reminded.guard}")
    return schedule


@dataclass(frozen=True)
class Deadline:
    """A day to be reminded of, with its `leads` (days before) and what it rests on.

    It comes from the season (`event`) or from a finding (`rule`); `id` is the name of either. `moment` is the instant,
    where one is announced; `on` may be a month only.
    """

    id: str
    on: PartialDate
    moment: datetime | None
    estimated: bool
    leads: tuple[int, ...]
    citations: tuple[Citation, ...]
    event: SeasonEvent | None = None
    rule: str | None = None


def deadlines(profile: Profile, setting: Setting, advice: Advice) -> tuple[Deadline, ...]:
    """The deadlines ahead that concern the applicant, the soonest first."""
    schedule = load_schedule()
    found = (*_of_season(profile, setting, schedule), *_of_findings(advice, schedule))
    return tuple(sorted(found, key=lambda deadline: (deadline.on.last, deadline.on.first)))


def _of_season(profile: Profile, setting: Setting, schedule: Schedule) -> Iterator[Deadline]:
    season = season_of(profile, setting)
    for key, reminded in schedule.events.items() if season else ():
        event = season.events.get(key) if season else None
        if event and event.on.last >= setting.today and GUARDS[reminded.guard](profile.__dict__, setting):
            leads = reminded.leads if event.on.exact else schedule.month_leads
            yield Deadline(key, event.on, event.moment, event.estimated, leads, (event.citation(),), event=event)


def season_of(profile: Profile, setting: Setting) -> Season | None:
    """The season aimed at; None where none is named or the calendar does not reach back to it."""
    year = profile.match_year
    return setting.calendar.season(year) if year and year >= min(setting.calendar.seasons) else None


def _of_findings(advice: Advice, schedule: Schedule) -> Iterator[Deadline]:
    for finding in advice.findings:
        due, leads = finding.due, schedule.rules.get(finding.rule)
        if due and leads and due.on.last >= advice.today and _counts(finding):
            leads = leads if due.on.exact else schedule.month_leads
            yield Deadline(finding.rule, due.on, None, due.estimated, leads, finding.citations, rule=finding.rule)


def _counts(finding: Finding) -> bool:
    return finding.verdict is not Verdict.UNKNOWN and finding.weight >= Weight.PLAN


def letters_due(deadline: Deadline, today: date) -> int | None:
    """The lead to remind for on `today`: the smallest one reached; None before the first and after the deadline."""
    if today > deadline.on.last:
        return None
    days_left = max(0, (deadline.on.first - today).days)
    return min((lead for lead in deadline.leads if lead >= days_left), default=None)
