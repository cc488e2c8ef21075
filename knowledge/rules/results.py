"""By when an exam has to be sat for the season aimed at, counted back from its days (USMLE, NRMP)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.days import PartialDate
from knowledge.guards import Every, Facts, Not, Setting, Some
from knowledge.profile import ExamResult, NoDay
from knowledge.rule import Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import CERTIFIED, open_still, pressing
from knowledge.rules.exams import lost

WEDNESDAY = 2
DAYS_A_WEEK = 7
WEEKS_A_MONTH = 4


def weeks_before(on: PartialDate, weeks: int) -> PartialDate:
    """So many weeks earlier; for a month only, so many whole months."""
    if on.exact:
        return PartialDate.of(on.first - timedelta(weeks=weeks))
    return on.plus(months=-weeks // WEEKS_A_MONTH)


def result_from(sat: PartialDate, weeks: int, gaps: list[str]) -> PartialDate:
    """The first Wednesday on which the result can be out, weeks without results left out; a month for a month."""
    if not sat.exact:
        return sat.plus(months=1)
    day = sat.first + timedelta(weeks=weeks)
    day += timedelta(days=(WEDNESDAY - day.weekday()) % 7)
    while any(_same_week(day, gap) for gap in gaps):
        day += timedelta(weeks=1)
    return PartialDate.of(day)


def _same_week(day: date, gap: str) -> bool:
    month, number = map(int, gap.split("-"))
    return _sunday(day) == _sunday(date(day.year, month, number))


def _sunday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() % DAYS_A_WEEK)


@dataclass(frozen=True)
class Target:
    """The days of a season that an exam result must meet, and the test days that follow from them."""

    today: date
    values: Mapping[str, Any]
    safe: PartialDate
    last: PartialDate
    hardly: PartialDate

    @classmethod
    def of(cls, season: Events, today: date, usual: int, longest: int, before: int = 0) -> Target | None:
        """Counted back from the season's days, the safe one `before` months more; None once rank lists are closed."""
        review, rank = season.event("eras_review").on, season.event("rank_list").on
        if rank.last < today:
            return None
        last = season.event("step2ck_last_safe").on
        safe = weeks_before(review, longest).plus(months=-before).estimated
        hardly = weeks_before(rank, usual).estimated
        values = {"season": season.year, "review": review, "rank": rank, "safe": safe, "last": last, "hardly": hardly}
        return cls(today, {**values, "usual": weeks_before(review, usual).estimated}, safe, last, hardly)

    def judge(self) -> Judgement:
        """What is left on that day for an exam not yet sat nor booked."""
        if self.today <= self.safe.last:
            return Judgement(
                Verdict.NOT_MET, "in_time", pressing(self.safe, self.today), self.values, Due(self.safe, True)
            )
        if self.today <= self.last.last:
            return Judgement(Verdict.AT_RISK, "late", Weight.URGENT, self.values, Due(self.last, True))
        if self.today <= self.hardly.last:
            return Judgement(Verdict.AT_RISK, "hardly", Weight.URGENT, self.values, Due(self.hardly, True))
        return Judgement(Verdict.NOT_MET, "too_late", Weight.BLOCKS, self.values)


class Lost:
    """The window has closed on the first pass of that exam, or closes too soon, so that it has to be passed again."""

    reads = ("step1_passed_on", "step2_ck_passed_on")

    def __init__(self, exam: str) -> None:
        self.exam = exam

    def __call__(self, facts: Facts, setting: Setting) -> bool:
        years, days = (
            int(str(setting.numbers[name].on(setting.today).value))
            for name in ("exam_window_years", "exam_window_last_days")
        )
        soon = setting.today + timedelta(days=days)
        return lost(self.exam, facts.get("step1_passed_on"), facts.get("step2_ck_passed_on"), soon, years)


@rule(Stage.EXAMS, when=Every(Not(CERTIFIED), Some(open_still("step1"), Lost("Step 1"))))
def step1_for_season(
    step2_ck_result: ExamResult | None,
    today: date,
    season: Events,
    *,
    exam_result_weeks_usual: int,
    exam_result_weeks_max: int,
    season_exam_months_usual: int,
) -> Judgement | None:
    """Step 1 passed in time for the season, or passed again where the window has closed on it (ECFMG, NRMP).

    Where Step 2 CK is open too, Step 1 comes first: the months that preparing for the other usually takes stay free.
    """
    before = 0 if step2_ck_result is ExamResult.PASSED else season_exam_months_usual
    target = Target.of(season, today, exam_result_weeks_usual, exam_result_weeks_max, before)
    return target.judge() if target else None


@rule(Stage.EXAMS, when=Every(Not(CERTIFIED), Some(open_still("step2_ck"), Lost("Step 2 CK"))))
def step2_ck_for_season(
    step2_ck_booked_on: PartialDate | NoDay | None,
    today: date,
    season: Events,
    *,
    exam_result_weeks_from: int,
    exam_result_weeks_usual: int,
    exam_result_weeks_max: int,
    exam_result_gaps: list[str],
    exam_january_pause_days: int,
    exam_window_years: int,
) -> Judgement | None:
    """Step 2 CK in hand when programs read, at the latest when rank lists close (NRMP); a booked day is considered."""
    target = Target.of(season, today, exam_result_weeks_usual, exam_result_weeks_max)
    if target is None or not isinstance(step2_ck_booked_on, PartialDate):
        return target.judge() if target else None
    booked = step2_ck_booked_on
    if booked.last < today:
        return Judgement(Verdict.UNKNOWN, "sat_already", values={"missing": ("step2_ck_result",), "booked": booked})
    out = result_from(booked, exam_result_weeks_from, exam_result_gaps)
    return _booked(booked, {**target.values, "booked": booked, "out": out}, target)


def _booked(booked: PartialDate, values: Mapping[str, Any], target: Target) -> Judgement:
    if booked.last <= target.safe.last:
        return Judgement(Verdict.MET, "booked_in_time", values=values)
    if booked.last <= target.last.last:
        return Judgement(Verdict.AT_RISK, "booked_for_rank", Weight.PLAN, values)
    return Judgement(Verdict.AT_RISK, "booked_late", Weight.URGENT, values, Due(target.last, True))
