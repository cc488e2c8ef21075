"""J-1 training: the sponsor, the home ministry's letter, and what follows after training."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Is, Not, Some
from knowledge.profile import Certificate, PastJ1, UsStatus, VisaWish
from knowledge.rule import Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import said
from knowledge.rules.visas import IN_SEASON, SEASON_NAMED, TOLD_NEEDS_VISA, TOLD_WANTS_J1, WANTS_J1


@rule(Stage.VISA, when=WANTS_J1)
def j1_requirements(
    ecfmg_certificate: Certificate | None,
    *,
    j1_sole_sponsor: str,
    j1_needs: list[str],
    statement_of_need_issuer: str,
) -> Judgement:
    """What Intealth/ECFMG, the only sponsor, asks of a doctor who comes to train on a J-1."""
    case = "certified" if ecfmg_certificate is Certificate.HELD else "to_do"
    values = {"sponsor": j1_sole_sponsor, "needs": len(j1_needs), "issuer": statement_of_need_issuer}
    return Judgement(Verdict.NOT_MET, case, Weight.PLAN, values)


@rule(Stage.VISA, when=Every(TOLD_WANTS_J1, SEASON_NAMED))
def j1_file_complete(
    season: Events,
    today: date,
    *,
    j1_review_weeks_min: int,
    j1_review_weeks_max: int,
    j1_hospital_starts: bool,
    interview_pause_2025: str,
) -> Judgement | None:
    """After the Match the J-1 file has to be complete early enough for review, certificate of eligibility and visa."""
    due = season.event("j1_apply")
    if due.on.last < today:
        return None
    paused, resumed = (PartialDate.parse(day) for day in interview_pause_2025.split("/"))
    values = {
        "match_day": season.event("match_day").on,
        "start": season.event("residency_start").on,
        "weeks_min": j1_review_weeks_min,
        "weeks_max": j1_review_weeks_max,
        "hospital_starts": j1_hospital_starts,
        "paused": paused,
        "resumed": resumed,
    }
    return Judgement(Verdict.NOT_MET, "after_match", Weight.PLAN, values, Due.at(due))


@rule(Stage.VISA, when=TOLD_WANTS_J1)
def j1_two_year_rule(
    citizenship: str,
    *,
    home_residence_years: int,
    no_objection_for_doctors: str,
    conrad_waivers_per_state: int,
    conrad_service_years: int,
    skills_list_korea_removed_on: str,
) -> Judgement:
    """Clinical J-1 binds to two years at home, INA 212(e), unless waived; a no-objection letter is no way out."""
    values = {
        "years": home_residence_years,
        "no_objection": no_objection_for_doctors,
        "waivers": conrad_waivers_per_state,
        "service_years": conrad_service_years,
        "removed_on": PartialDate.parse(skills_list_korea_removed_on),
    }
    return Judgement(Verdict.AT_RISK, "korea" if citizenship == "KR" else "general", values=values)


NOW_OR_ONCE_ON_J1 = Some(said("us_status", UsStatus.J1), said("past_j1", PastJ1.RESEARCH, PastJ1.CLINICAL))


@rule(Stage.VISA, when=Every(TOLD_NEEDS_VISA, NOW_OR_ONCE_ON_J1))
def j1_past(
    citizenship: str,
    us_status: UsStatus,
    past_j1: PastJ1 | None,
    visa_wish: VisaWish | None,
    *,
    home_residence_years: int,
    j1_visa_history: str,
    skills_list_korea_removed_on: str,
) -> Judgement:
    """An earlier or present J-1 may already bind by 212(e); whether it does stands on the DS-2019 and in its money."""
    values = {
        "years": home_residence_years,
        "history": j1_visa_history,
        "removed_on": PartialDate.parse(skills_list_korea_removed_on),
    }
    if past_j1 is PastJ1.CLINICAL:
        later = visa_wish in (VisaWish.H1B, VisaWish.EITHER)
        return Judgement(Verdict.AT_RISK, "clinical_h1b" if later else "clinical", Weight.PLAN, values)
    when = "now" if us_status is UsStatus.J1 else "past"
    where = "_korea" if citizenship == "KR" else ""
    return Judgement(Verdict.AT_RISK, f"research_{when}{where}", Weight.PLAN, values)


@rule(Stage.VISA, when=TOLD_WANTS_J1)
def j1_seven_year_cap(
    past_j1: PastJ1 | None,
    *,
    j1_years_max: int,
    j1_specialty_change_before_year: int,
    j1_moonlighting: str,
    statement_of_need_again: str,
) -> Judgement:
    """J-1 training ends after so many years in all, residency and fellowships together (22 CFR 62.27)."""
    values = {
        "years": j1_years_max,
        "change_before": j1_specialty_change_before_year,
        "moonlighting": j1_moonlighting,
        "again": statement_of_need_again,
    }
    used = past_j1 is PastJ1.CLINICAL
    return Judgement(Verdict.AT_RISK if used else Verdict.MET, "partly_used" if used else "whole", values=values)


@rule(Stage.VISA, when=Every(TOLD_WANTS_J1, IN_SEASON))
def j1_stay_rule(*, j1_fixed_stay_years: int, j1_fixed_stay_cleared_on: str) -> Judgement:
    """A rule to end open-ended J stays was cleared for publication; whether it is in force was not found (DHS)."""
    cleared = PartialDate.parse(j1_fixed_stay_cleared_on)
    return Judgement(Verdict.AT_RISK, "not_found", values={"years": j1_fixed_stay_years, "cleared_on": cleared})


@rule(Stage.VISA, when=Every(TOLD_WANTS_J1, IN_SEASON, Not(Is("us_status", UsStatus.J1))))
def j1_costs(*, j1_sponsor_fee: int, j1_sevis_fee: int, j1_visa_fee: int, visa_integrity_fee_min: int) -> Judgement:
    """The fees of a first J-1: sponsor, SEVIS, visa, and one that is law but perhaps not yet collected."""
    values = {
        "sponsor": j1_sponsor_fee,
        "sevis": j1_sevis_fee,
        "visa": j1_visa_fee,
        "integrity": visa_integrity_fee_min,
    }
    return Judgement(Verdict.MET, "first_year", values=values)
