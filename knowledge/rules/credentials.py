"""School, diploma, name and the Application for ECFMG Certification."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Is, Not
from knowledge.profile import Application, Country, ExamResult, StudyStage, Verification
from knowledge.rule import Dated, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import CERTIFIED, UNCERTIFIED, cite

NO_STEP_TAKEN = Every(Is("step1_result", ExamResult.NOT_TAKEN), Is("step2_ck_result", ExamResult.NOT_TAKEN))


@rule(Stage.CREDENTIALS, when=Every(NO_STEP_TAKEN, Not(CERTIFIED)))
def application_approved(
    certification_application: Application,
    *,
    ecfmg_account: str,
    exam_application_approved_first: bool,
    exam_registrar: str,
) -> Judgement:
    """Before the first registration ECFMG must have approved the Application for ECFMG Certification."""
    if certification_application is Application.APPROVED:
        return Judgement(Verdict.MET, "approved")
    case = "in_review" if certification_application is Application.IN_REVIEW else "not_yet"
    return Judgement(Verdict.NOT_MET, case, Weight.PLAN)


@rule(Stage.CREDENTIALS, when=Every(NO_STEP_TAKEN, Not(CERTIFIED)))
def school_listing(
    school_country: Country | None,
    today: date,
    *,
    school_sponsor_note: bool,
    school_accreditation_policy: str,
    school_credit_years_min: int,
    kimee_recognized_until: Dated,
) -> Judgement:
    """The school must carry the ECFMG note for the graduation year; its accreditation is only reported (ECFMG)."""
    if school_country != "KR":
        return Judgement(Verdict.MET, "check")
    until = PartialDate.parse(kimee_recognized_until.on(today))
    return Judgement(Verdict.MET, "check_korea", values={"recognized_until": until})


@rule(Stage.CREDENTIALS, when=Every(Is("stage", StudyStage.STUDENT), Is("step1_result", ExamResult.NOT_TAKEN)))
def student_may_sit(
    school_country: Country | None, *, student_step1_after_years: int, exam_window_years: int
) -> Judgement:
    """Students may sit Step 1 after so many years of the medical curriculum (reported by guides)."""
    return Judgement(Verdict.MET, "student", values={"country": school_country})


@rule(Stage.CREDENTIALS, when=Every(Is("stage", StudyStage.GRADUATED), UNCERTIFIED))
def diploma_verification(
    diploma_verified: Verification,
    today: date,
    *,
    diploma_verified_by_school: bool,
    diploma_verification_months: Dated,
    ecfmg_account: str,
) -> Judgement:
    """ECFMG verifies the diploma with the school itself; no time is promised."""
    if diploma_verified is Verification.DONE:
        return Judgement(Verdict.MET, "done")
    cite(today, diploma_verification_months)
    if diploma_verified is Verification.NOT_SURE:
        return Judgement(Verdict.UNKNOWN, "not_sure", values={"missing": ("diploma_verified",)})
    case = "in_progress" if diploma_verified is Verification.IN_PROGRESS else "not_sent"
    return Judgement(Verdict.NOT_MET, case, Weight.PLAN)


@rule(Stage.CREDENTIALS, when=UNCERTIFIED)
def name_consistency(
    citizenship: Country | None,
    today: date,
    *,
    name_equals_passport: bool,
    name_mismatch_returned: Dated,
    name_change_business_days: int,
    exam_registrar: str,
) -> Judgement:
    """The name of record equals the passport, at ECFMG and at FSMB (ECFMG)."""
    if citizenship == "KR":
        cite(today, name_mismatch_returned)
    return Judgement(Verdict.MET, "same_everywhere", values={"citizenship": citizenship})
