"""Whether the Match aimed at can still be reached from where an applicant stands today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.days import PartialDate, add_months
from knowledge.guards import Every, Is
from knowledge.profile import Applied, Certificate, ExamResult, Military, NoDay, StudyStage
from knowledge.rule import Events, Judgement, Role, Stage, Verdict, Weight, rule
from knowledge.rules.aim import NAMED, match_read_after, match_starting_after
from knowledge.rules.concerns import said

STEP1, STEP2_CK = "Step 1", "Step 2 CK"


@dataclass(frozen=True)
class Way:
    """The exams still to be passed, and when their results can be there: at the earliest, and with room to spare.

    `booked` is the day Step 2 CK is booked for, where it alone is missing and its result is still awaited.
    """

    exams: tuple[str, ...]
    least: date
    usual: date
    booked: PartialDate | None = None

    @property
    def named(self) -> str:
        """The exams in one line, alike in every language."""
        return " + ".join(self.exams)


def exams_missing(step1: PartialDate | None, step2_ck: PartialDate | None, day: date, years: int) -> tuple[str, ...]:
    """The exams without a pass that counts on `day`, from the days of passing (None: not passed).

    Both have to be passed within so many years of the first.
    """
    passed = sorted((on.first, on, exam) for exam, on in ((STEP1, step1), (STEP2_CK, step2_ck)) if on)
    if not passed:
        return STEP1, STEP2_CK
    _, first, exam = passed[0]
    ends = first.plus(years=years).last
    if len(passed) > 1:
        return (exam,) if passed[1][1].first > ends else ()
    other = STEP2_CK if exam == STEP1 else STEP1
    return (other,) if ends >= day else (STEP1, STEP2_CK)


def way(exams: tuple[str, ...], today: date, booked: object, lead: tuple[int, int], weeks: int) -> Way:
    """The way to the missing exams: so many months each (`lead`: at the least, usually) and the weeks of a result."""
    wait = timedelta(weeks=weeks)
    if exams == (STEP2_CK,) and isinstance(booked, PartialDate) and booked.last + wait >= today:
        return Way(exams, booked.last + wait, booked.last + wait, booked)
    least, usual = (add_months(today, len(exams) * months) + wait for months in lead)
    return Way(exams, least, usual)


def day_of(result: ExamResult, on: PartialDate | None, today: date) -> PartialDate | None:
    """The day a passed exam counts from: as told, else as if of today; None where it is not passed."""
    return (on or PartialDate.of(today)) if result is ExamResult.PASSED else None


def next_sitting(booked: object, today: date, months: int) -> date:
    """When the next exam can be sat: the booked day, else after so many months."""
    if isinstance(booked, PartialDate) and booked.first >= today:
        return booked.last
    return add_months(today, months)


@rule(Stage.APPLICATION, when=NAMED, role=Role.OUTLOOK)
def season_feasibility(
    step1_result: ExamResult,
    step2_ck_result: ExamResult,
    step1_passed_on: PartialDate | None,
    step2_ck_passed_on: PartialDate | None,
    step2_ck_booked_on: PartialDate | NoDay | None,
    ecfmg_certificate: Certificate | None,
    applied: Applied | None,
    today: date,
    season: Events,
    *,
    season_exam_months_least: int,
    season_exam_months_usual: int,
    exam_result_weeks_max: int,
    exam_window_years: int,
    eras_review_month: int,
) -> Judgement | None:
    """Results of both exams should be there when programs read, and must be when rank lists close (our reckoning)."""
    passed = day_of(step1_result, step1_passed_on, today), day_of(step2_ck_result, step2_ck_passed_on, today)
    sitting = next_sitting(step2_ck_booked_on, today, season_exam_months_least)
    exams = exams_missing(*passed, sitting, exam_window_years)
    late = today > season.event("eras_review").on.last
    if today > season.event("match_day").on.last:
        return Judgement(Verdict.UNKNOWN, "over", values={"year": season.year})
    if ecfmg_certificate is Certificate.HELD or not exams:
        done = Judgement(Verdict.MET, "exams_done", values={"year": season.year})
        return None if late and applied is not Applied.YES else done
    lead = (season_exam_months_least, season_exam_months_usual)
    found = way(exams, today, step2_ck_booked_on, lead, exam_result_weeks_max)
    realistic = max(season.year + 1, match_read_after(found.usual, eras_review_month))
    values: dict[str, Any] = {"year": season.year, "exams": found.named, "realistic": realistic}
    values |= {"booked": found.booked, "review": season.event("eras_review").on}
    if applied is Applied.YES:
        return _before_ranking(season, found, today, values)
    if late:
        return Judgement(Verdict.NOT_MET, "not_applied", Weight.URGENT, values)
    return _before_reading(season, found, values)


def _before_reading(season: Events, found: Way, values: dict[str, Any]) -> Judgement:
    review = season.event("eras_review").on
    values["ready"] = PartialDate.of(found.least)
    if found.usual <= review.last:
        return Judgement(Verdict.MET, "booked" if found.booked else "room", values=values)
    if found.booked:
        return Judgement(Verdict.AT_RISK, "booked_late", Weight.PLAN, values)
    if found.least <= review.last:
        return Judgement(Verdict.AT_RISK, "tight", Weight.PLAN, values)
    return Judgement(Verdict.NOT_MET, "too_near", Weight.URGENT, values)


def _before_ranking(season: Events, found: Way, today: date, values: dict[str, Any]) -> Judgement:
    last, reported = season.event("step2ck_last_safe").on, season.event("ecfmg_exam_deadline").on
    values |= {"last": last, "reported": reported}
    if found.booked and found.booked.last <= last.last:
        return Judgement(Verdict.AT_RISK, "applied_booked", Weight.PLAN, values)
    if today <= last.last:
        return Judgement(Verdict.AT_RISK, "applied", Weight.PLAN, values)
    return Judgement(Verdict.NOT_MET, "too_late", Weight.URGENT, values)


@rule(Stage.APPLICATION, when=said("target_season", "later", "not_sure"), role=Role.OUTLOOK)
def earliest_match(
    step1_result: ExamResult,
    step2_ck_result: ExamResult,
    step1_passed_on: PartialDate | None,
    step2_ck_passed_on: PartialDate | None,
    graduates_on: PartialDate | None,
    discharged_on: PartialDate | None,
    military: Military | None,
    today: date,
    *,
    season_exam_months_least: int,
    season_exam_months_usual: int,
    exam_result_weeks_max: int,
    exam_window_years: int,
    eras_review_month: int,
    residency_start_month: int,
) -> Judgement:
    """For those who named no Match: the first one that exams, graduation and service leave open (our reckoning)."""
    passed = day_of(step1_result, step1_passed_on, today), day_of(step2_ck_result, step2_ck_passed_on, today)
    exams = exams_missing(*passed, add_months(today, season_exam_months_least), exam_window_years)
    lead = (season_exam_months_least, season_exam_months_usual)
    ready = way(exams, today, None, lead, exam_result_weeks_max).usual if exams else today
    ends = [match_starting_after(day, residency_start_month) for day in (graduates_on, discharged_on) if day]
    year = max(match_read_after(ready, eras_review_month), *ends, 0)
    case = "service_open" if military is Military.NOT_YET else "reckoned" if exams else "exams_done"
    return Judgement(Verdict.MET, case, values={"year": year, "exams": " + ".join(exams)})


@rule(Stage.APPLICATION, when=Every(NAMED, Is("stage", StudyStage.STUDENT)))
def graduation_before_start(graduates_on: PartialDate, season: Events, *, residency_start_month: int) -> Judgement:
    """Whoever takes part must be able to begin training on its first day (NRMP), so a student must have graduated."""
    starts = season.event("residency_start").on
    values = {"year": season.year, "graduates": graduates_on, "starts": starts}
    if graduates_on.last <= starts.first:
        return Judgement(Verdict.MET, "in_time", values=values)
    if graduates_on.first <= starts.first:
        return Judgement(Verdict.UNKNOWN, "day_needed", values={"missing": ("graduates_on",)})
    values["realistic"] = match_starting_after(graduates_on, residency_start_month)
    return Judgement(Verdict.NOT_MET, "later", Weight.URGENT, values)
