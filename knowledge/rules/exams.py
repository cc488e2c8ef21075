"""The window for Step 1 and Step 2 CK (ECFMG), and what still has to be passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.days import PartialDate, add_months
from knowledge.guards import Every, Not, Some
from knowledge.profile import Certificate, ExamResult, NoDay
from knowledge.rule import Dated, Due, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import CERTIFIED, open_still, passed


@dataclass(frozen=True)
class Pass:
    """A passed exam: its name in words, the fact that holds its day, and that day."""

    exam: str
    fact: str
    on: PartialDate


def passes(step1: PartialDate | None, step2_ck: PartialDate | None) -> list[Pass]:
    """The passed exams whose days are known, the earlier one first."""
    named = (("Step 1", "step1_passed_on", step1), ("Step 2 CK", "step2_ck_passed_on", step2_ck))
    return sorted((Pass(exam, fact, on) for exam, fact, on in named if on), key=lambda found: found.on.first)


def lost(exam: str, step1: PartialDate | None, step2_ck: PartialDate | None, today: date, years: int) -> bool:
    """Whether the window has surely closed on the pass of `exam`, so that it has to be passed again."""
    found = passes(step1, step2_ck)
    if len(found) > 1 and found[1].on.first <= found[0].on.plus(years=years).last:
        return False
    until = {found[0].exam: found[1].on.first} if len(found) > 1 else {}
    return any(one.exam == exam and one.on.plus(years=years).last < until.get(exam, today) for one in found)


@rule(Stage.EXAMS, when=Every(Some(passed("step1"), passed("step2_ck")), Not(CERTIFIED)))
def exam_window(
    step1_result: ExamResult,
    step1_passed_on: PartialDate | None,
    step2_ck_result: ExamResult,
    step2_ck_passed_on: PartialDate | None,
    step2_ck_booked_on: PartialDate | NoDay | None,
    today: date,
    *,
    exam_window_years: int,
    exam_window_warning_months: Dated,
    exam_window_last_days: Dated,
    exam_registrar: str,
    state_time_limit_years: int,
) -> Judgement:
    """Step 1 and Step 2 CK must be passed within so many years, counted from the test day of the first pass (ECFMG)."""
    told = (
        ("step1_passed_on", step1_result, step1_passed_on),
        ("step2_ck_passed_on", step2_ck_result, step2_ck_passed_on),
    )
    absent = tuple(fact for fact, result, on in told if result is ExamResult.PASSED and on is None)
    if absent:
        return Judgement(Verdict.UNKNOWN, "day_needed", values={"missing": absent})
    found = passes(step1_passed_on, step2_ck_passed_on)
    if len(found) > 1:
        return _both(found[0], found[1], today, exam_window_years)
    running = _one(found[0], today, exam_window_years)
    if running.verdict is not Verdict.MET:
        return running
    ends = found[0].on.plus(years=exam_window_years).first
    booked = step2_ck_booked_on if isinstance(step2_ck_booked_on, PartialDate) and not step2_ck_passed_on else None
    near = ends <= add_months(today, exam_window_warning_months.on(today))
    if not near or (booked and booked.last <= ends):
        return _with_booking(running, booked, near)
    hurried = ends <= today + timedelta(days=exam_window_last_days.on(today))
    return _with_booking(running, booked, near, hurried)


def _both(first: Pass, second: Pass, today: date, years: int) -> Judgement:
    ends, new_ends = first.on.plus(years=years), second.on.plus(years=years)
    values = {"first": first.exam, "passed": first.on, "second": second.exam, "second_passed": second.on, "ends": ends}
    if second.on.last <= ends.first:
        return Judgement(Verdict.MET, "both", values=values)
    if second.on.first <= ends.last:
        return Judgement(Verdict.UNKNOWN, "day_needed", Weight.URGENT, {"missing": (first.fact, second.fact)})
    values["new_ends"] = new_ends
    if new_ends.last < today:
        return Judgement(Verdict.NOT_MET, "both_lost", Weight.BLOCKS, values)
    return Judgement(Verdict.NOT_MET, "apart", Weight.BLOCKS, values, Due(new_ends))


def _one(first: Pass, today: date, years: int) -> Judgement:
    ends = first.on.plus(years=years)
    other = "Step 2 CK" if first.exam == "Step 1" else "Step 1"
    values = {"exam": first.exam, "passed": first.on, "other": other, "ends": ends}
    if ends.last < today:
        return Judgement(Verdict.NOT_MET, "ended", Weight.BLOCKS, values)
    if ends.first < today:
        return Judgement(Verdict.UNKNOWN, "day_needed", Weight.URGENT, {"missing": (first.fact,)})
    return Judgement(Verdict.MET, "ends", Weight.PLAN, values, Due(ends))


def _with_booking(running: Judgement, booked: PartialDate | None, near: bool, hurried: bool = False) -> Judgement:
    values = {**running.values, "booked": booked}
    ends: PartialDate = values["ends"]
    if booked and booked.first > ends.last:
        return Judgement(Verdict.AT_RISK, "booked_late", Weight.URGENT, values, running.due)
    if not near:
        return running
    if booked and booked.last <= ends.first:
        return Judgement(Verdict.AT_RISK, "booked", Weight.URGENT, values, running.due)
    return Judgement(Verdict.AT_RISK, "too_near" if hurried else "ends_soon", Weight.URGENT, values, running.due)


@rule(Stage.EXAMS, when=Every(open_still("step1"), open_still("step2_ck"), Not(CERTIFIED)))
def exam_clock(*, exam_window_years: int, state_time_limit_years: int) -> Judgement:
    """The years start with the test day of whichever exam is passed first (ECFMG); states count their own."""
    return Judgement(Verdict.MET, "starts")


@rule(Stage.EXAMS, when=open_still("step1"))
def step1_open(
    step1_result: ExamResult,
    *,
    exam_registrar: str,
    exam_eligibility_months: int,
    exam_order_free: bool,
    step1_reported_as: str,
) -> Judgement:
    """Step 1 is required for certification; how one registers (FSMB)."""
    return Judgement(Verdict.NOT_MET, _taken(step1_result), Weight.PLAN)


@rule(Stage.EXAMS, when=open_still("step2_ck"))
def step2_ck_open(
    step2_ck_result: ExamResult,
    *,
    exam_registrar: str,
    exam_eligibility_months: int,
    step2_ck_pass: int,
) -> Judgement:
    """Step 2 CK is required for certification; how one registers, and the line of today (FSMB, USMLE)."""
    return Judgement(Verdict.NOT_MET, _taken(step2_ck_result), Weight.PLAN)


def _taken(result: ExamResult) -> str:
    return "failed" if result is ExamResult.FAILED else "not_taken"


@rule(Stage.LICENCE, when=Not(CERTIFIED))
def step3_before_certificate(
    step1_result: ExamResult, step2_ck_result: ExamResult, *, step3_needs_certificate: bool, exam_registrar: str
) -> Judgement | None:
    """Step 3 opens only with the ECFMG certificate (FSMB); said to those who have both other Steps."""
    if step1_result is not ExamResult.PASSED or step2_ck_result is not ExamResult.PASSED:
        return None
    return Judgement(Verdict.NOT_MET, "certificate_first")


@rule(Stage.LICENCE, when=Every(CERTIFIED, open_still("step3")))
def step3_open(
    ecfmg_certificate: Certificate,
    *,
    step3_needs_certificate: bool,
    step3_given_in: str,
    exam_january_pause_days: int,
    exam_result_weeks_usual: int,
    exam_result_weeks_max: int,
    step3_pass: int,
    h1b_needs: list[str] | str,
) -> Judgement:
    """Holders of the certificate may apply for Step 3, which is given in the United States only (FSMB)."""
    return Judgement(Verdict.NOT_MET, "open")
