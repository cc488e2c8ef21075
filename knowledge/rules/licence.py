"""Step 3 and the state license: when it can be sat, and what a doctor's visa means for the license later."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Is, Known
from knowledge.profile import Certificate, ExamResult, Licence, StudyStage, Training
from knowledge.rule import Judgement, Stage, Verdict, rule
from knowledge.rules.concerns import passed, said
from knowledge.rules.visas import TOLD_NEEDS_VISA, TOLD_NO_VISA

GRADUATE_ON_A_VISA = Every(TOLD_NEEDS_VISA, said("stage", StudyStage.GRADUATED))


@rule(Stage.LICENCE, when=Every(Known("step2_ck_result"), passed("step2_ck")))
def step3_timing(
    step3_result: ExamResult | None,
    ecfmg_certificate: Certificate | None,
    *,
    step3_needs_certificate: bool,
    step3_given_in: str,
    step3_permit_days_min: int,
    step3_permit_days_max: int,
    exam_result_weeks_max: int,
    step3_exam_fee: int,
) -> Judgement:
    """Step 3 opens with the ECFMG certificate, needs no residency, and is given only in the United States (FSMB)."""
    values = {
        "certificate_first": step3_needs_certificate,
        "place": step3_given_in,
        "days_min": step3_permit_days_min,
        "days_max": step3_permit_days_max,
        "weeks": exam_result_weeks_max,
        "fee": step3_exam_fee,
    }
    if step3_result is ExamResult.PASSED:
        return Judgement(Verdict.MET, "passed", values=values)
    if ecfmg_certificate is not Certificate.HELD:
        return Judgement(Verdict.NOT_MET, "certificate_first", values=values)
    case = "failed" if step3_result is ExamResult.FAILED else "open"
    return Judgement(Verdict.NOT_MET, case, values=values)


@rule(Stage.LICENCE, when=GRADUATE_ON_A_VISA)
def noncitizen_licence(*, new_york_visa_licence_years: int, texas_service_years: int) -> Judgement:
    """Two states ask more of doctors who are neither citizens nor permanent residents."""
    values = {"new_york_years": new_york_visa_licence_years, "texas_years": texas_service_years}
    return Judgement(Verdict.AT_RISK, "two_states", values=values)


@rule(Stage.LICENCE, when=GRADUATE_ON_A_VISA)
def physician_niw(*, niw_service_years: int, niw_window_years: int) -> Judgement:
    """A later road to a green card: the physicians' national interest waiver, by years in a shortage area."""
    values = {"years": niw_service_years, "window": niw_window_years}
    return Judgement(Verdict.AT_RISK, "after_training", values=values)


@rule(Stage.LICENCE, when=Every(said("stage", StudyStage.GRADUATED), Known("graduated_on")))
def california_letter(
    graduated_on: PartialDate, *, california_letter_ended_on: str, california_ptl_days: int
) -> Judgement | None:
    """Older guides tell to get California's training letter before ranking; it is no longer issued."""
    ended = PartialDate.parse(california_letter_ended_on)
    if graduated_on.first > ended.first:
        return None
    return Judgement(Verdict.MET, "ended", values={"ended_on": ended, "days": california_ptl_days})


@rule(Stage.LICENCE, when=Every(TOLD_NO_VISA, Known("step2_ck_result"), passed("step2_ck"), Known("graduated_on")))
def assistant_physician(
    graduated_on: PartialDate, training: Training | None, today: date, *, missouri_step2_years: int
) -> Judgement | None:
    """A supervised licence for unmatched citizens and residents, Missouri's for one; it leads to no full licence."""
    if training is Training.COMPLETED:
        return None
    recent = today <= graduated_on.plus(years=missouri_step2_years).last
    values = {"years": missouri_step2_years}
    return Judgement(Verdict.AT_RISK, "recent_graduate" if recent else "graduate", values=values)


@rule(
    Stage.CREDENTIALS,
    when=Every(said("citizenship", "KR"), Is("school_country", "KR"), said("licence", Licence.VALID)),
)
def korean_licence_report(*, korean_licence_report_years: int, korean_licence_credits: int) -> Judgement:
    """A Korean licence has to be reported every few years, with credits, or it is suspended until reported."""
    values = {"years": korean_licence_report_years, "credits": korean_licence_credits}
    return Judgement(Verdict.MET, "keep_reported", values=values)
