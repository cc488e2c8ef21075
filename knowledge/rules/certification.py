"""ECFMG Certification: what it still lacks for the season aimed at, and how long the certificate lasts."""

from __future__ import annotations

from datetime import date, timedelta

from knowledge.days import PartialDate
from knowledge.guards import Every, Not
from knowledge.profile import Certificate, ExamResult, NoDay, PathwayState, StudyStage, Verification
from knowledge.rule import Dated, Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import CERTIFIED, SOON, UNCERTIFIED, cite, pressing, said
from knowledge.rules.exams import lost
from knowledge.rules.oet import accepted_from


@rule(Stage.CERTIFICATION, when=Every(said("step2_cs", *ExamResult), Not(CERTIFIED)))
def step2_cs(
    step2_cs: ExamResult,
    today: date,
    *,
    cs_pass_replaces_pathway: Dated,
    cs_failed_only_pathway: Dated,
    pathway_6_encounters: Dated,
    pathway_6_evaluators_min: Dated,
    step2_cs_offered: bool,
    ecfmg_account: str,
) -> Judgement:
    """A Step 2 CS pass still valid for ECFMG replaces Pathway and OET; a failure leaves one Pathway (ECFMG)."""
    if step2_cs is ExamResult.PASSED:
        cite(today, cs_pass_replaces_pathway)
        return Judgement(Verdict.MET, "passed")
    if step2_cs is ExamResult.FAILED:
        cite(today, cs_failed_only_pathway, pathway_6_encounters, pathway_6_evaluators_min)
        return Judgement(Verdict.AT_RISK, "failed", Weight.PLAN)
    return Judgement(Verdict.MET, "never")


@rule(Stage.CERTIFICATION, when=UNCERTIFIED)
def certification_before_rank_list(
    step1_result: ExamResult,
    step1_passed_on: PartialDate | None,
    step2_ck_result: ExamResult,
    step2_ck_passed_on: PartialDate | None,
    step2_cs: ExamResult | None,
    oet_result: ExamResult | None,
    oet_passed_on: PartialDate | None,
    pathway: PathwayState | None,
    today: date,
    season: Events,
    *,
    certification_by_rank_list: bool,
    exam_window_years: int,
    exam_window_last_days: int,
    oet_age_years: Dated,
) -> Judgement | None:
    """Both Steps and the Pathway must be reported by the day rank lists close (NRMP, ECFMG)."""
    rank = season.event("rank_list")
    if rank.on.last < today:
        return None
    results = {"Step 1": step1_result, "Step 2 CK": step2_ck_result}
    soon = today + timedelta(days=exam_window_last_days)
    remaining = [
        exam
        for exam, result in results.items()
        if result is not ExamResult.PASSED or lost(exam, step1_passed_on, step2_ck_passed_on, soon, exam_window_years)
    ]
    if pathway is not PathwayState.ACCEPTED and step2_cs is not ExamResult.PASSED:
        old = oet_passed_on and oet_passed_on.first < accepted_from(season, oet_age_years.on(today)).first
        remaining += ["Pathway"] if oet_result is ExamResult.PASSED and not old else ["OET Medicine", "Pathway"]
    values = {"remaining": ", ".join(remaining), "season": season.year, "rank": rank.on}
    if not remaining:
        return Judgement(Verdict.MET, "complete", values=values)
    return Judgement(Verdict.NOT_MET, "remains", pressing(rank.on, today), values, Due.at(rank))


@rule(Stage.CERTIFICATION, when=UNCERTIFIED)
def certificate_before_start(
    stage: StudyStage,
    diploma_verified: Verification | None,
    today: date,
    season: Events,
    *,
    certificate_before_training: bool,
    certificate_issue_weeks: int,
    diploma_verification_months: Dated,
) -> Judgement | None:
    """The certificate, with a verified diploma, must be there before training starts (ECFMG)."""
    start = season.event("residency_start").on
    if start.last < today:
        return None
    values = {"season": season.year, "start": start}
    if stage is StudyStage.STUDENT:
        return Judgement(Verdict.NOT_MET, "after_graduation", Weight.PLAN, values)
    if diploma_verified is Verification.DONE:
        due = start.plus(months=-1)
        return Judgement(Verdict.NOT_MET, "verified", Weight.NOTE, values, Due(due, True))
    due = start.plus(months=-diploma_verification_months.on(today))
    return Judgement(Verdict.NOT_MET, "verify_first", Weight.PLAN, values, Due(due, True))


@rule(Stage.CERTIFICATION, when=CERTIFIED)
def certificate_validity(
    ecfmg_certificate: Certificate,
    certificate_valid_until: PartialDate | NoDay,
    today: date,
    season: Events,
    *,
    certificate_by_pathway_expires: bool,
    certificate_permanent_after_months: int,
    ecfmg_account: str,
) -> Judgement:
    """A certificate with an end date must reach the start of training of the season aimed at (ECFMG)."""
    start = season.event("residency_start").on
    values = {"season": season.year, "start": start, "until": certificate_valid_until}
    if not isinstance(certificate_valid_until, PartialDate):
        return Judgement(Verdict.MET, "no_end", values=values)
    until = certificate_valid_until
    if until.last < today:
        return Judgement(Verdict.NOT_MET, "ended", Weight.BLOCKS, values)
    if until.last < start.first:
        return Judgement(Verdict.NOT_MET, "ends_before", pressing(until, today), values, Due(until))
    if until.first < start.last:
        return Judgement(Verdict.UNKNOWN, "day_needed", values={"missing": ("certificate_valid_until",)})
    case = "covers_just" if until.first < start.last + SOON else "covers"
    return Judgement(Verdict.MET, case, values=values)
