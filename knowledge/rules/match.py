"""The Main Residency Match: registration, the rank list, SOAP, and the start of training."""

from __future__ import annotations

from datetime import date

from knowledge.profile import Applied
from knowledge.rule import Due, Events, Judgement, Role, Stage, Verdict, Weight, rule
from knowledge.rules.aim import APPLIED, NAMED
from knowledge.rules.concerns import pressing


@rule(Stage.MATCH, when=NAMED, role=Role.ROUTINE)
def nrmp_registration(
    applied: Applied | None,
    today: date,
    season: Events,
    *,
    nrmp_registration_separate: bool,
    nrmp_fee_usd: int,
    nrmp_late_fee_usd: int,
) -> Judgement | None:
    """ERAS registers nobody for the Match: NRMP wants its own registration each year, dearer when late.

    Whoever has not applied yet has that to do first.
    """
    opens, ends, last = (season.event(key) for key in ("nrmp_registration_opens", "standard_registration", "rank_list"))
    values = {"year": season.year, "opens": opens.on, "ends": ends.on, "last": last.on}
    if today <= ends.on.last:
        case = "open" if opens.on.first <= today else "ahead"
        weight = Weight.PLAN if applied is Applied.NOT_YET else pressing(ends.on, today)
        return Judgement(Verdict.NOT_MET, case, weight, values, Due.at(ends))
    if today <= last.on.last:
        weight = Weight.PLAN if applied is Applied.NOT_YET else Weight.URGENT
        return Judgement(Verdict.AT_RISK, "late", weight, values, Due.at(last))
    return None


@rule(Stage.MATCH, when=NAMED, role=Role.ROUTINE)
def rank_order_list(
    applied: Applied | None,
    interviews: int | None,
    today: date,
    season: Events,
    *,
    rank_in_true_order: bool,
    rank_is_binding: bool,
    rank_list_must_be_certified: bool,
    soap_needs_rank_list: bool,
    nrmp_ranks_included: int,
    nrmp_extra_rank_usd: int,
) -> Judgement | None:
    """Rank every program one would accept, in true order, and certify the list; without interviews none is needed."""
    opens, last = season.event("ranking_opens"), season.event("rank_list")
    if today > last.on.last:
        return None
    values = {"year": season.year, "opens": opens.on, "last": last.on, "interviews": interviews}
    if applied is Applied.YES and interviews == 0:
        return Judgement(Verdict.AT_RISK, "no_interviews", Weight.NOTE, values)
    case = "open" if opens.on.first <= today else "ahead"
    return Judgement(Verdict.NOT_MET, case, pressing(last.on, today), values, Due.at(last))


@rule(Stage.MATCH, when=APPLIED)
def interviews_count(
    interviews: int | None,
    today: date,
    season: Events,
    *,
    img_ranks_median_matched: int,
    img_ranks_median_unmatched: int,
    charting_match_year: int,
) -> Judgement | None:
    """Interviews become ranks: what is known are the medians of matched and unmatched non-US IMGs, never one's odds."""
    if today > season.event("rank_list").on.last:
        return None
    values = {"year": season.year, "count": interviews, "ends": season.event("interviews_end").on}
    if interviews is None:
        return Judgement(Verdict.UNKNOWN, "not_told", values=values | {"missing": ("interviews",)})
    if interviews == 0:
        return Judgement(Verdict.AT_RISK, "none", Weight.URGENT, values)
    if interviews < img_ranks_median_matched:
        return Judgement(Verdict.AT_RISK, "few", Weight.PLAN, values)
    return Judgement(Verdict.MET, "median", values=values)


@rule(Stage.MATCH, when=APPLIED, role=Role.ROUTINE)
def soap_plan(
    interviews: int | None,
    today: date,
    season: Events,
    *,
    soap_programs_max: int,
    soap_rounds: int,
    soap_round_hours: int,
    soap_contact_forbidden: bool,
    soap_fee_usd: int,
    img_ranks_median_matched: int,
    reapply_adds: list[str],
) -> Judgement | None:
    """Unmatched applicants who are registered and eligible may apply to open positions in Match Week (NRMP)."""
    status, applies, offers, ends = (
        season.event(key) for key in ("match_week_monday", "soap_apply", "soap_round_1", "soap_ends")
    )
    if today > ends.on.last:
        return None
    values = {"year": season.year, "status": status.on, "apply": applies.on, "offers": offers.on}
    needed = interviews is not None and interviews < img_ranks_median_matched
    due = Due.at(applies)
    if needed:
        return Judgement(Verdict.NOT_MET, "needed", pressing(applies.on, today), values, due)
    return Judgement(Verdict.NOT_MET, "in_reserve", Weight.NOTE, values, due)


@rule(Stage.RESIDENCY, when=NAMED, role=Role.ROUTINE)
def residency_start(season: Events, today: date, *, leaving_early_days: int) -> Judgement | None:
    """Training begins in the summer of the Match year (NRMP); hospitals want newcomers there some weeks before."""
    starts, match_day = season.event("residency_start"), season.event("match_day")
    if today > starts.on.last:
        return None
    values = {"year": season.year, "starts": starts.on, "match_day": match_day.on}
    return Judgement(Verdict.NOT_MET, "starts", Weight.NOTE, values, Due.at(starts))
