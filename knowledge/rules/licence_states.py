"""What states ask of the exams: how soon all Steps must be passed, how many sittings, how much US training."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from knowledge.days import PartialDate
from knowledge.guards import Every, Is, Known, Not, Some
from knowledge.profile import Certificate, ExamResult
from knowledge.rule import Due, Judgement, Stage, Verdict, Weight, rule

# From a second Step still to be sat over certification and permit to a Step 3 result: hardly less than this.
STEP3_TAKES = timedelta(days=365)


@rule(Stage.LICENCE, when=Some(Known("step1_passed_on"), Known("step2_ck_passed_on")))
def state_time_limit(
    step1_passed_on: PartialDate | None,
    step2_ck_passed_on: PartialDate | None,
    step3_result: ExamResult | None,
    step3_passed_on: PartialDate | None,
    ecfmg_certificate: Certificate | None,
    today: date,
    *,
    state_time_limit_years: int,
    state_time_limit_years_long: int,
    states_ten_years: list[str],
    states_no_time_limit: list[str],
) -> Judgement:
    """Most states want all Steps, Step 3 included, within so many years of the first one passed (state boards)."""
    passes = {"step1_passed_on": step1_passed_on, "step2_ck_passed_on": step2_ck_passed_on}
    first = min((day for day in passes.values() if day), key=lambda day: day.first)
    usual, longer = first.plus(years=state_time_limit_years), first.plus(years=state_time_limit_years_long)
    values: dict[str, Any] = {
        "first": first,
        "usual": usual,
        "longer": longer,
        "usual_years": state_time_limit_years,
        "longer_years": state_time_limit_years_long,
        "longer_states": ", ".join(states_ten_years),
        "free_states": ", ".join(states_no_time_limit),
    }
    if step3_result is ExamResult.PASSED:
        return _with_step3(step3_passed_on, usual, longer, values)
    if None in passes.values():
        return _step3_far_off(today, usual, longer, values)
    inexact = tuple(fact for fact, day in passes.items() if day and not day.exact)
    judged = _without_step3(today, usual, longer, values, inexact)
    # Step 3 is open to holders of the certificate only: before that there is nothing to be done about it by a day.
    return judged if ecfmg_certificate is Certificate.HELD else replace(judged, weight=Weight.NOTE, due=None)


def _with_step3(
    passed_on: PartialDate | None, usual: PartialDate, longer: PartialDate, values: dict[str, Any]
) -> Judgement:
    if passed_on is None:
        return Judgement(Verdict.UNKNOWN, "step3_day", values=values | {"missing": ("step3_passed_on",)})
    if passed_on.last <= usual.first:
        return Judgement(Verdict.MET, "done_in_time", values=values)
    if passed_on.first > longer.last:
        return Judgement(Verdict.AT_RISK, "done_late", values=values)
    if passed_on.first > usual.last and passed_on.last <= longer.first:
        return Judgement(Verdict.AT_RISK, "done_within_longer", values=values)
    return Judgement(Verdict.UNKNOWN, "step3_day", values=values | {"missing": ("step3_passed_on",)})


def _step3_far_off(today: date, usual: PartialDate, longer: PartialDate, values: dict[str, Any]) -> Judgement:
    """Only one of the first two Steps is passed: Step 3 cannot be sat yet, so there is nothing to be done by a day."""
    if today > longer.last:
        return Judgement(Verdict.AT_RISK, "longer_gone", values=values)
    if today > usual.last:
        return Judgement(Verdict.AT_RISK, "usual_gone", values=values)
    out_of_reach = usual.first <= today + STEP3_TAKES
    return Judgement(
        Verdict.AT_RISK if out_of_reach else Verdict.NOT_MET, "ending" if out_of_reach else "ahead", values=values
    )


def _without_step3(
    today: date, usual: PartialDate, longer: PartialDate, values: dict[str, Any], inexact: tuple[str, ...]
) -> Judgement:
    if today <= usual.first:
        return Judgement(Verdict.NOT_MET, "open", Weight.PLAN, values, Due(usual, estimated=True))
    if today <= usual.last or longer.first < today <= longer.last:
        return Judgement(Verdict.UNKNOWN, "first_day", values=values | {"missing": inexact})
    if today <= longer.first:
        return Judgement(Verdict.AT_RISK, "usual_gone", Weight.PLAN, values, Due(longer, estimated=True))
    return Judgement(Verdict.AT_RISK, "longer_gone", Weight.PLAN, values)


@rule(Stage.LICENCE, when=Some(Known("step1_attempts"), Known("step2_ck_attempts")))
def state_attempt_limits(
    step1_attempts: int | None,
    step2_ck_attempts: int | None,
    step3_attempts: int | None,
    *,
    state_attempts_usual: int,
    state_attempts_alaska: int,
    state_attempts_illinois_total: int,
    states_three_attempts: list[str],
    states_no_attempt_limit: list[str],
    compact_attempts_max: int,
) -> Judgement:
    """States count sittings of each Step, some of all together; a failed sitting can close a state for good."""
    counts = [count for count in (step1_attempts, step2_ck_attempts, step3_attempts) if count]
    values: dict[str, Any] = {
        "most": max(counts),
        "total": sum(counts),
        "usual": state_attempts_usual,
        "alaska": state_attempts_alaska,
        "illinois": state_attempts_illinois_total,
        "three_states": ", ".join(states_three_attempts),
        "free_states": ", ".join(states_no_attempt_limit),
        "compact": compact_attempts_max,
    }
    if values["most"] > state_attempts_usual:
        return Judgement(Verdict.AT_RISK, "above_usual", Weight.NOTE, values)
    if values["total"] > state_attempts_illinois_total:
        return Judgement(Verdict.AT_RISK, "total_high", Weight.NOTE, values)
    if values["most"] > state_attempts_alaska:
        return Judgement(Verdict.AT_RISK, "at_the_limit", Weight.NOTE, values)
    return Judgement(Verdict.MET, "fits", values=values)


@rule(Stage.LICENCE, when=Every(Known("school_country"), Not(Is("school_country", "US", "CA"))))
def state_training_years(
    *, img_training_years_max: int, states_one_training_year: list[str], states_two_training_years: list[str]
) -> Judgement:
    """A full licence follows one to three years of accredited US training, by state."""
    values = {
        "years": img_training_years_max,
        "one": ", ".join(states_one_training_year),
        "two": ", ".join(states_two_training_years),
    }
    return Judgement(Verdict.NOT_MET, "by_state", values=values)
