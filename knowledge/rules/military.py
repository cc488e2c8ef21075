"""Korean military service: leaving the country before it, and which Match each way of serving leaves open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from knowledge.days import PartialDate, add_months
from knowledge.guards import Every, Is, Known, Not
from knowledge.profile import Military, OfficerCandidate, StudyStage, Training, UsStatus
from knowledge.rule import Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import pressing, said
from knowledge.rules.visas import SEASON_NAMED

KOREAN = Is("citizenship", "KR")
UNSERVED = Every(KOREAN, Is("military", Military.NOT_YET))
TOLD_UNSERVED = Every(said("citizenship", "KR"), said("military", Military.NOT_YET))


@rule(Stage.CREDENTIALS, when=TOLD_UNSERVED)
def military_travel_permit(
    birth_year: int,
    us_status: UsStatus | None,
    today: date,
    *,
    travel_permit_from_age: int,
    travel_permit_abroad_by: str,
    short_trip_months: int,
    short_trip_extensions: int,
    travel_permit_grace_days: int,
    travel_permit_restrictions_until_age: int,
) -> Judgement:
    """From the year he reaches an age, counted by birth year, an unserved man leaves Korea only with permission."""
    first_year = birth_year + travel_permit_from_age
    abroad_by = PartialDate.parse(f"{first_year}-{travel_permit_abroad_by}")
    values = {
        "birth_year": birth_year,
        "age": travel_permit_from_age,
        "first_year": first_year,
        "abroad_by": abroad_by,
        "months": short_trip_months,
        "extensions": short_trip_extensions,
        "grace_days": travel_permit_grace_days,
        "until_age": travel_permit_restrictions_until_age,
    }
    if today.year >= first_year:
        return Judgement(Verdict.NOT_MET, "needed", Weight.PLAN, values)
    if today.year + 1 < first_year:
        return Judgement(Verdict.MET, "not_yet", values=values)
    abroad = us_status not in (None, UsStatus.NONE)
    weight = pressing(abroad_by, today) if abroad else Weight.PLAN
    return Judgement(Verdict.NOT_MET, "next_year", weight, values, Due(abroad_by))


@rule(
    Stage.CREDENTIALS,
    when=Every(
        TOLD_UNSERVED,
        said("officer_candidate", OfficerCandidate.SIGNED),
        said("training", Training.IN_TRAINING, Training.LEFT),
    ),
)
def military_candidate_travel(training: Training, *, candidate_travel_letter: str) -> Judgement:
    """An officer candidate in training travels with his hospital head's recommendation; one who left needs none."""
    case = "in_training" if training is Training.IN_TRAINING else "left"
    return Judgement(Verdict.AT_RISK, case, values={"letter": candidate_travel_letter})


@rule(Stage.APPLICATION, when=Every(UNSERVED, SEASON_NAMED))
def military_timing(
    graduation: PartialDate,
    officer_candidate: OfficerCandidate | None,
    today: date,
    season: Events,
    *,
    military_doctor_months: int,
    public_health_doctor_months: int,
    soldier_months: int,
    candidate_no_enlisted: str,
    candidate_wait_years_max: int,
) -> Judgement:
    """Which ways of serving end before the residency aimed at begins, and how late each may begin."""
    months = Months(military_doctor_months, public_health_doctor_months, soldier_months)
    free_from = max(today, graduation.last)
    told: dict[str, Any] = {"candidate": candidate_no_enlisted, "wait_years": candidate_wait_years_max}
    values = told | _reckoned(months, free_from, season)
    start = season.event("residency_start").on.first
    officer_in_time = add_months(free_from, months.officer) <= start
    if officer_in_time:
        case = "signed_in_time" if officer_candidate is OfficerCandidate.SIGNED else "all_in_time"
        return Judgement(Verdict.AT_RISK, case, Weight.PLAN, values, Due(values["officer_latest"], estimated=True))
    if officer_candidate is OfficerCandidate.SIGNED:
        return Judgement(Verdict.NOT_MET, "signed_too_late", Weight.BLOCKS, values)
    if add_months(today, months.soldier) > start:
        return Judgement(Verdict.NOT_MET, "too_late", Weight.BLOCKS, values)
    free_to_apply = values["soldier_before_applying"].last >= today
    case = "soldier_only" if free_to_apply else "soldier_only_late"
    return Judgement(Verdict.AT_RISK, case, Weight.URGENT, values, Due(values["soldier_latest"], estimated=True))


class Months(NamedTuple):
    """The lengths of service, in months."""

    officer: int
    health: int
    soldier: int


def _reckoned(months: Months, free_from: date, season: Events) -> dict[str, Any]:
    """When each way of serving ends if it begins on `free_from`, and when it must begin to end in time."""
    start = season.event("residency_start").on.first
    return {
        "season": season.year,
        "officer_months": months.officer,
        "health_months": months.health,
        "soldier_months": months.soldier,
        "officer_ends": _month(add_months(free_from, months.officer)),
        "health_ends": _month(add_months(free_from, months.health)),
        "officer_season": _season_after(add_months(free_from, months.officer), season, start),
        "officer_latest": _latest(start, months.officer),
        "soldier_latest": _latest(start, months.soldier),
        "soldier_before_applying": _latest(season.event("eras_submit").on.first, months.soldier),
    }


def _month(day: date) -> PartialDate:
    return PartialDate(day.year, day.month)


def _latest(end: date, months: int) -> PartialDate:
    """The last month in which a service of so many months may begin to be over before `end`."""
    return _month(add_months(end, -months) - timedelta(days=1))


def _season_after(day: date, season: Events, start: date) -> int:
    """The first Match, not before that season, whose training begins on or after `day`."""
    return season.year + max(0, day.year - start.year + ((day.month, day.day) > (start.month, start.day)))


@rule(Stage.APPLICATION, when=Every(TOLD_UNSERVED, said("target_season", "later", "not_sure")))
def military_routes(
    officer_candidate: OfficerCandidate | None,
    *,
    military_doctor_months: int,
    public_health_doctor_months: int,
    soldier_months: int,
    candidate_no_enlisted: str,
) -> Judgement:
    """How long each way of serving takes, for those who have not named a Match."""
    values = {
        "officer_months": military_doctor_months,
        "health_months": public_health_doctor_months,
        "soldier_months": soldier_months,
        "candidate": candidate_no_enlisted,
    }
    signed = officer_candidate is OfficerCandidate.SIGNED
    return Judgement(Verdict.AT_RISK, "signed" if signed else "open", Weight.PLAN, values)


@rule(Stage.APPLICATION, when=Every(TOLD_UNSERVED, said("officer_candidate", OfficerCandidate.NOT_SURE)))
def military_pledge(*, candidate_no_enlisted: str, soldier_months: int) -> Judgement:
    """Whether the officer-candidate pledge was signed decides about the enlisted route."""
    values = {"candidate": candidate_no_enlisted, "soldier_months": soldier_months}
    return Judgement(Verdict.AT_RISK, "find_out", Weight.PLAN, values)


@rule(Stage.APPLICATION, when=Every(TOLD_UNSERVED, said("stage", StudyStage.STUDENT)))
def military_student(
    graduation: PartialDate,
    *,
    military_doctor_months: int,
    public_health_doctor_months: int,
    soldier_months: int,
    candidate_no_enlisted: str,
    us_residency_defers_service: str,
) -> Judgement:
    """An unserved student: as an officer after graduation, or as a soldier before or after it."""
    values = {
        "graduation": graduation,
        "officer_months": military_doctor_months,
        "health_months": public_health_doctor_months,
        "soldier_months": soldier_months,
        "officer_ends": graduation.plus(months=military_doctor_months),
        "soldier_ends": graduation.plus(months=soldier_months),
        "candidate": candidate_no_enlisted,
        "defers": us_residency_defers_service,
    }
    return Judgement(Verdict.AT_RISK, "after_graduation", Weight.PLAN, values)


@rule(Stage.APPLICATION, when=Every(KOREAN, said("military", Military.SERVING), SEASON_NAMED))
def military_serving(discharged_on: PartialDate, season: Events) -> Judgement:
    """Whether service ends before the application, during the interviews, or only after training begins."""
    submit, start = season.event("eras_submit").on, season.event("residency_start").on
    values: dict[str, Any] = {
        "season": season.year,
        "discharge": discharged_on,
        "submit": submit,
        "start": start,
        "months": (submit.year - discharged_on.year) * 12 + (submit.month or 1) - (discharged_on.month or 1),
        "first_season": _season_after(discharged_on.last, season, start.first),
    }
    if discharged_on.last <= submit.first:
        return Judgement(Verdict.MET, "before_applying", values=values)
    if discharged_on.first > start.last:
        return Judgement(Verdict.NOT_MET, "after_start", Weight.BLOCKS, values)
    if discharged_on.first > submit.last and discharged_on.last < start.first:
        return Judgement(Verdict.AT_RISK, "between", Weight.PLAN, values)
    return Judgement(Verdict.UNKNOWN, "near", values=values | {"missing": ("discharged_on",)})


@rule(Stage.APPLICATION, when=Every(TOLD_UNSERVED, Not(said("us_status", UsStatus.GREEN_CARD))))
def military_deferral(*, us_residency_defers_service: str) -> Judgement:
    """Service is put off for training in Korea; a US residency is not named among it (our reading of the press)."""
    return Judgement(Verdict.AT_RISK, "not_named", values={"defers": us_residency_defers_service})


@rule(Stage.APPLICATION, when=Every(TOLD_UNSERVED, Known("us_status"), Is("us_status", UsStatus.GREEN_CARD)))
def military_emigrant(
    *, emigrant_deferral_age: int, emigrant_residence_years: int, emigrant_stay_months: int
) -> Judgement:
    """Unserved permanent residents abroad may put service off with an emigration permission."""
    values = {
        "age": emigrant_deferral_age,
        "years": emigrant_residence_years,
        "stay_months": emigrant_stay_months,
    }
    return Judgement(Verdict.AT_RISK, "emigration_permission", Weight.PLAN, values)
