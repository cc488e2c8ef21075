"""How often a Step may be sat, and when again (USMLE)."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Is, Some
from knowledge.profile import ExamResult
from knowledge.rule import Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import said

TAKEN = (ExamResult.PASSED, ExamResult.FAILED)


@rule(Stage.EXAMS, when=Is("step1_result", *TAKEN))
def attempts_step1(
    step1_result: ExamResult,
    step1_attempts: int,
    *,
    exam_attempts_max: int,
    exam_registrar: str,
    state_attempts_usual: int,
) -> Judgement | None:
    """Step 1 may be sat so many times (USMLE); states may allow fewer."""
    return _attempts(step1_result, step1_attempts, exam_attempts_max)


@rule(Stage.EXAMS, when=Is("step2_ck_result", *TAKEN))
def attempts_step2_ck(
    step2_ck_result: ExamResult,
    step2_ck_attempts: int,
    *,
    exam_attempts_max: int,
    exam_registrar: str,
    state_attempts_usual: int,
) -> Judgement | None:
    """Step 2 CK may be sat so many times (USMLE); states may allow fewer."""
    return _attempts(step2_ck_result, step2_ck_attempts, exam_attempts_max)


@rule(Stage.LICENCE, when=said("step3_result", *TAKEN))
def attempts_step3(
    step3_result: ExamResult,
    step3_attempts: int,
    *,
    exam_attempts_max: int,
    exam_registrar: str,
    state_attempts_usual: int,
) -> Judgement | None:
    """Step 3 may be sat so many times (USMLE); states may allow fewer."""
    return _attempts(step3_result, step3_attempts, exam_attempts_max)


def _attempts(result: ExamResult, used: int, allowed: int) -> Judgement | None:
    values = {"used": used, "left": max(allowed - used, 0)}
    if result is ExamResult.PASSED:
        return Judgement(Verdict.MET, "passed_again", values=values) if used > 1 else None
    if used >= allowed:
        return Judgement(Verdict.NOT_MET, "used_up", Weight.BLOCKS, values)
    if used == allowed - 1:
        return Judgement(Verdict.AT_RISK, "last_one", Weight.URGENT, values)
    return Judgement(Verdict.AT_RISK, "some_left", values=values)


@rule(
    Stage.EXAMS,
    when=Some(*(said(f"{exam}_result", ExamResult.FAILED) for exam in ("step1", "step2_ck", "step3"))),
)
def retake_spacing(
    step1_result: ExamResult | None,
    step1_attempts: int | None,
    step1_last_sat_on: PartialDate | None,
    step2_ck_result: ExamResult | None,
    step2_ck_attempts: int | None,
    step2_ck_last_sat_on: PartialDate | None,
    step3_result: ExamResult | None,
    step3_attempts: int | None,
    step3_last_sat_on: PartialDate | None,
    today: date,
    *,
    exam_attempts_max: int,
    exam_attempts_in_12_months: int,
    exam_fourth_after_first_months: int,
    exam_fourth_after_last_months: int,
) -> Judgement | None:
    """The last sitting allowed must keep its distance from the first and from the one before (USMLE).

    Only the last sitting is asked about: the distance from the first is given at its longest.
    """
    failed = (
        ("Step 1", "step1", step1_result, step1_attempts, step1_last_sat_on),
        ("Step 2 CK", "step2_ck", step2_ck_result, step2_ck_attempts, step2_ck_last_sat_on),
        ("Step 3", "step3", step3_result, step3_attempts, step3_last_sat_on),
    )
    for name, key, result, used, last in failed:
        if result is not ExamResult.FAILED or used is None or used >= exam_attempts_max:
            continue
        if used < exam_attempts_in_12_months:
            return Judgement(Verdict.MET, "no_wait", values={"exam": name})
        if last is None:
            return Judgement(Verdict.UNKNOWN, "day_needed", values={"missing": (f"{key}_last_sat_on",)})
        return _fourth(name, last, today, exam_fourth_after_last_months, exam_fourth_after_first_months)
    return None


def _fourth(exam: str, last: PartialDate, today: date, after_last: int, after_first: int) -> Judgement:
    earliest, surely = last.plus(months=after_last), last.plus(months=after_first)
    values = {"exam": exam, "last": last, "earliest": earliest, "surely": surely}
    if surely.last <= today:
        return Judgement(Verdict.MET, "waited", values=values)
    if earliest.last <= today:
        return Judgement(Verdict.AT_RISK, "depends_on_first", values=values)
    return Judgement(Verdict.NOT_MET, "wait", Weight.PLAN, values)
