"""A score against the line of its own test day (USMLE)."""

from __future__ import annotations

from datetime import date

from knowledge.dated import NotInForce
from knowledge.days import PartialDate
from knowledge.profile import ExamResult, Score
from knowledge.rule import Dated, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import known_on, passed, said


@rule(Stage.EXAMS, when=passed("step1"))
def step1_score(
    step1_passed_on: PartialDate, step1_score: Score | None, *, step1_reported_as: Dated, step1_pass: Dated
) -> Judgement:
    """Step 1 has had no number since a certain test day (USMLE); earlier tests keep theirs."""
    kinds = {_reported(step1_reported_as, step1_passed_on.first), _reported(step1_reported_as, step1_passed_on.last)}
    if len(kinds) > 1 or None in kinds:
        return Judgement(Verdict.UNKNOWN, "day_needed", values={"missing": ("step1_passed_on",)})
    if kinds == {"pass_fail"}:
        if step1_score is not None:
            return Judgement(Verdict.AT_RISK, "no_number_then", Weight.URGENT, {"score": step1_score})
        return Judgement(Verdict.MET, "pass_fail", values={"passed": step1_passed_on})
    if step1_score is None:
        return Judgement(Verdict.MET, "on_transcript", values={"passed": step1_passed_on})
    return _against_line("Step 1", "step1_passed_on", step1_passed_on, step1_score, step1_pass, None)


def _reported(history: Dated, day: date) -> str | None:
    """How Step 1 was reported on a day; None before there was one: then the day itself is in doubt."""
    try:
        return str(history.on(day))
    except NotInForce:
        return None


@rule(Stage.EXAMS, when=passed("step2_ck"))
def step2_ck_score(
    step2_ck_passed_on: PartialDate,
    step2_ck_score: Score,
    today: date,
    *,
    step2_ck_pass: Dated,
    exam_passed_stays: bool,
) -> Judgement:
    """The score of Step 2 CK against the line of its test day; a passed Step stays as it is (USMLE)."""
    return _against_line("Step 2 CK", "step2_ck_passed_on", step2_ck_passed_on, step2_ck_score, step2_ck_pass, today)


@rule(Stage.LICENCE, when=said("step3_result", ExamResult.PASSED))
def step3_score(step3_passed_on: PartialDate, step3_score: Score, today: date, *, step3_pass: Dated) -> Judgement:
    """The score of Step 3 against the line of its test day (USMLE)."""
    return _against_line("Step 3", "step3_passed_on", step3_passed_on, step3_score, step3_pass, today)


def _against_line(exam: str, fact: str, on: PartialDate, score: int, history: Dated, today: date | None) -> Judgement:
    lines = known_on(history, on.first), known_on(history, on.last)
    values = {"exam": exam, "score": score, "passed": on, "line": lines[1]}
    if lines[0] is None or lines[1] is None:
        return Judgement(Verdict.MET, "line_unknown", values=values)
    if score < min(lines[0], lines[1]):
        return Judgement(Verdict.AT_RISK, "below_line", Weight.URGENT, values)
    if score < max(lines[0], lines[1]):
        return Judgement(Verdict.UNKNOWN, "day_needed", values={"missing": (fact,)})
    if lines[0] != lines[1]:
        return Judgement(Verdict.MET, "above_both", values={**values, "before": lines[0]})
    now = history.on(today) if today else lines[1]
    return Judgement(Verdict.MET, "above", values={**values, "now": now})
