"""H-1B training: Step 3 before the petition, the payment for petitions from abroad, and J-1 as the second string."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from knowledge.days import PartialDate
from knowledge.guards import Every
from knowledge.profile import Applied, Certificate, ExamResult, UsStatus, VisaWish
from knowledge.rule import Dated, Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import pressing, said
from knowledge.rules.visas import SEASON_NAMED, TOLD_NEEDS_VISA, TOLD_WANTS_H1B


@rule(Stage.VISA, when=TOLD_WANTS_H1B)
def h1b_requirements(
    *,
    h1b_needs: list[str],
    h1b_years_max: int,
    h1b_cap_exempt: str,
    h1b_texas_freeze_from: str,
) -> Judgement:
    """All three Steps, the certificate and a state's training licence; the hospital files (immigration law)."""
    values = {
        "needs": len(h1b_needs),
        "years": h1b_years_max,
        "lottery": h1b_cap_exempt,
        "texas_from": PartialDate.parse(h1b_texas_freeze_from),
    }
    return Judgement(Verdict.NOT_MET, "what_it_takes", Weight.PLAN, values)


@rule(Stage.VISA, when=Every(TOLD_WANTS_H1B, SEASON_NAMED))
def h1b_step3(
    visa_wish: VisaWish,
    step3_result: ExamResult | None,
    ecfmg_certificate: Certificate | None,
    season: Events,
    today: date,
    *,
    step3_needs_certificate: bool,
    step3_given_in: str,
    step3_permit_days_max: int,
    exam_result_weeks_max: int,
) -> Judgement:
    """An H-1B petition needs a Step 3 pass, so its result must be there by the time programs rank or file."""
    if step3_result is ExamResult.PASSED:
        return Judgement(Verdict.MET, "passed")
    due = season.event("step3")
    sit_by = _before(due.on, exam_result_weeks_max)
    values: dict[str, Any] = {
        "season": season.year,
        "result_by": due.on,
        "sit_by": sit_by,
        "rank_list": season.event("rank_list").on,
        "certificate_first": step3_needs_certificate,
        "place": step3_given_in,
        "permit_days": step3_permit_days_max,
        "result_weeks": exam_result_weeks_max,
    }
    if due.on.last < today:
        return Judgement(Verdict.NOT_MET, "too_late", Weight.URGENT, values)
    case = _step3_case(step3_result, ecfmg_certificate)
    if visa_wish is VisaWish.EITHER:
        return Judgement(Verdict.AT_RISK, f"{case}_optional", values=values)
    return Judgement(Verdict.NOT_MET, case, pressing(sit_by, today), values, Due.at(due))


def _before(day: PartialDate, weeks: int) -> PartialDate:
    """So many weeks before the day, known as exactly as the day itself."""
    earlier = day.first - timedelta(weeks=weeks)
    return PartialDate.of(earlier) if day.exact else PartialDate(earlier.year, earlier.month)


def _step3_case(step3_result: ExamResult | None, ecfmg_certificate: Certificate | None) -> str:
    if ecfmg_certificate is not Certificate.HELD:
        return "certificate_first"
    return "failed" if step3_result is ExamResult.FAILED else "not_taken"


@rule(Stage.VISA, when=TOLD_WANTS_H1B)
def h1b_payment_question(
    visa_wish: VisaWish,
    us_status: UsStatus,
    applied: Applied | None,
    today: date,
    *,
    h1b_payment: int,
    h1b_payment_state: str,
    h1b_payment_own_end: str,
    h1b_payment_doctor_exemption: str,
    h1b_payment_upheld_on: Dated,
    h1b_payment_vacated_on: Dated,
    h1b_payment_stayed_on: Dated,
) -> Judgement:
    """A payment was put on new H-1B petitions for people abroad (Proclamation 10973); courts disagree about it."""
    values = {
        "usd": h1b_payment,
        "own_end": PartialDate.parse(h1b_payment_own_end),
        "exemption": h1b_payment_doctor_exemption,
    }
    if h1b_payment_state == "ended":
        return Judgement(Verdict.MET, "ended", values=values)
    if us_status is not UsStatus.NONE:
        return Judgement(Verdict.AT_RISK, "inside", values=values)
    weight = _payment_weight(visa_wish, applied)
    if h1b_payment_state == "in_force":
        return Judgement(Verdict.AT_RISK, "in_force", weight, values)
    values["upheld_on"] = PartialDate.parse(h1b_payment_upheld_on.on(today))
    values["vacated_on"] = PartialDate.parse(h1b_payment_vacated_on.on(today))
    values["stayed_on"] = PartialDate.parse(h1b_payment_stayed_on.on(today))
    return Judgement(Verdict.AT_RISK, "open", weight, values)


def _payment_weight(wish: VisaWish, applied: Applied | None) -> Weight:
    """It presses on those who want nothing else and are being ranked this season."""
    if wish is not VisaWish.H1B:
        return Weight.NOTE
    return Weight.URGENT if applied is Applied.YES else Weight.PLAN


@rule(Stage.VISA, when=Every(TOLD_NEEDS_VISA, said("visa_wish", VisaWish.H1B)))
def j1_fallback(
    citizenship: str,
    *,
    ask_programs_about_visa: bool,
    im_programs_taking_j1: int,
    im_programs_taking_h1b: int,
    visa_programs_studied: int,
) -> Judgement:
    """Fewer programs file H-1B than take J-1: the list is longer with J-1 as a second string."""
    values = {
        "ask": ask_programs_about_visa,
        "j1": im_programs_taking_j1,
        "h1b": im_programs_taking_h1b,
        "all": visa_programs_studied,
    }
    return Judgement(Verdict.AT_RISK, "korea" if citizenship == "KR" else "general", values=values)


@rule(Stage.VISA, when=Every(TOLD_NEEDS_VISA, said("visa_wish", VisaWish.NOT_SURE, VisaWish.EITHER)))
def visa_choice(
    *,
    im_programs_taking_j1: int,
    im_programs_taking_h1b: int,
    visa_programs_studied: int,
    home_residence_years: int,
    h1b_payment: int,
) -> Judgement:
    """J-1 and H-1B side by side, for those who have not settled."""
    values = {
        "j1": im_programs_taking_j1,
        "h1b": im_programs_taking_h1b,
        "all": visa_programs_studied,
        "home_years": home_residence_years,
        "usd": h1b_payment,
    }
    return Judgement(Verdict.MET, "side_by_side", values=values)
