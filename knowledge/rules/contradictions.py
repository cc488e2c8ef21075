"""Facts that do not fit together: each rule names the pair and asks to check it."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Is, Known, Some
from knowledge.profile import Certificate, ExamResult, Licence, StudyStage
from knowledge.rule import Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import CERTIFIED, said


def _doubt(case: str, **values: object) -> Judgement:
    return Judgement(Verdict.AT_RISK, case, Weight.URGENT, values)


@rule(
    Stage.EXAMS,
    when=Some(*(Known(fact) for fact in ("step1_passed_on", "step2_ck_passed_on", "step3_passed_on", "oet_passed_on"))),
)
def passed_in_future(
    step1_passed_on: PartialDate | None,
    step2_ck_passed_on: PartialDate | None,
    step3_passed_on: PartialDate | None,
    oet_passed_on: PartialDate | None,
    today: date,
) -> Judgement | None:
    """An exam cannot have been passed on a day to come."""
    named = {
        "Step 1": step1_passed_on,
        "Step 2 CK": step2_ck_passed_on,
        "Step 3": step3_passed_on,
        "OET": oet_passed_on,
    }
    for exam, on in named.items():
        if on and on.first > today:
            return _doubt("future", exam=exam, passed=on)
    return None


@rule(Stage.LICENCE, when=said("step3_result", ExamResult.PASSED, ExamResult.FAILED))
def step3_without_certificate(
    step3_result: ExamResult, ecfmg_certificate: Certificate | None, *, step3_needs_certificate: bool
) -> Judgement | None:
    """Step 3 is open only to holders of the certificate (FSMB)."""
    return _doubt("no_certificate") if ecfmg_certificate is Certificate.NOT_YET else None


@rule(Stage.CERTIFICATION, when=CERTIFIED)
def certificate_without_steps(step1_result: ExamResult | None, step2_ck_result: ExamResult | None) -> Judgement | None:
    """The certificate presupposes both Steps (ECFMG)."""
    for exam, result in (("Step 1", step1_result), ("Step 2 CK", step2_ck_result)):
        if result in (ExamResult.FAILED, ExamResult.NOT_TAKEN):
            return _doubt("step_missing", exam=exam)
    return None


@rule(Stage.CREDENTIALS, when=Is("stage", StudyStage.STUDENT))
def student_with_license(licence: Licence | None, graduates_on: PartialDate | None, today: date) -> Judgement | None:
    """A license comes after graduation, and a student's graduation lies ahead."""
    if licence in (Licence.VALID, Licence.HELD_BEFORE):
        return _doubt("licensed_student")
    if graduates_on and graduates_on.last < today:
        return _doubt("graduated_already", graduates=graduates_on)
    return None


@rule(Stage.CREDENTIALS, when=Is("stage", StudyStage.GRADUATED))
def graduated_in_future(graduated_on: PartialDate | None, today: date) -> Judgement | None:
    """A graduate has graduated."""
    if graduated_on and graduated_on.first > today:
        return _doubt("future", graduated=graduated_on)
    return None
