"""Which ECFMG Pathway fits, and by when it has to be sent."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Known, Not
from knowledge.profile import Country, ExamResult, Licence, PathwayState, Sanction, StudyStage
from knowledge.rule import Dated, Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import UNCERTIFIED, cite, pressing, said

CS_PASSED = said("step2_cs", ExamResult.PASSED)
ACCEPTED = said("pathway", PathwayState.ACCEPTED)
NOT_SENT = Not(said("pathway", PathwayState.ACCEPTED, PathwayState.IN_REVIEW))


@rule(Stage.CERTIFICATION, when=Every(UNCERTIFIED, Not(CS_PASSED), ACCEPTED))
def pathway_accepted(pathway: PathwayState, *, pathway_acceptance_years: int) -> Judgement:
    """An accepted Pathway has an end date of its own (ECFMG)."""
    return Judgement(Verdict.MET, "accepted")


@rule(
    Stage.CERTIFICATION,
    when=Every(UNCERTIFIED, Not(CS_PASSED), NOT_SENT, said("licence", Licence.VALID, Licence.HELD_BEFORE)),
)
def pathway_licensed(
    licence: Licence,
    sanction: Sanction | None,
    school_country: Country | None,
    step2_cs: ExamResult | None,
    today: date,
    *,
    pathway_1_required_if_licensed: bool,
    pathway_1_without_discipline: bool,
    pathway_1_window_years: Dated,
    cs_failed_only_pathway: Dated,
    false_statements_barred: Dated,
    pathway_newest_season_read: int,
) -> Judgement:
    """Whoever holds or recently held a license for unsupervised practice must use Pathway 1 (ECFMG)."""
    values = {"country": school_country}
    if step2_cs is ExamResult.FAILED:
        cite(today, cs_failed_only_pathway)
        return Judgement(Verdict.NOT_MET, "cs_failed", Weight.PLAN, values)
    if sanction in (Sanction.PAST_YEAR, Sanction.EARLIER):
        cite(today, false_statements_barred)
        return Judgement(Verdict.AT_RISK, "sanctioned", Weight.URGENT, values)
    if licence is Licence.VALID:
        return Judgement(Verdict.NOT_MET, "pathway_1", Weight.PLAN, values)
    cite(today, pathway_1_window_years)
    return Judgement(Verdict.NOT_MET, "held_before", Weight.PLAN, values)


@rule(
    Stage.CERTIFICATION,
    when=Every(
        UNCERTIFIED,
        Not(CS_PASSED),
        NOT_SENT,
        Known("stage"),
        Not(said("licence", Licence.VALID, Licence.HELD_BEFORE)),
    ),
)
def pathway_unlicensed(
    stage: StudyStage,
    licence: Licence | None,
    graduation: PartialDate | None,
    school_country: Country | None,
    step2_cs: ExamResult | None,
    today: date,
    *,
    pathway_3_agency: Dated,
    pathway_3_5_window_years: Dated,
    pathway_1_required_if_licensed: bool,
    pathway_6_encounters: Dated,
    pathway_6_evaluators_min: Dated,
    cs_failed_only_pathway: Dated,
    kimee_recognized_until: Dated,
) -> Judgement | None:
    """Without a license: Pathway 3 for students and recent graduates, Pathway 6 for whom none fits (ECFMG).

    The graduation window is compared with the Match that comes next; it moves by a year each season.
    """
    if step2_cs is ExamResult.FAILED:
        cite(today, cs_failed_only_pathway, pathway_6_encounters)
        return Judgement(Verdict.NOT_MET, "cs_failed", Weight.PLAN)
    if stage is StudyStage.GRADUATED and licence is None:
        return Judgement(Verdict.UNKNOWN, "license_needed", values={"missing": ("licence",)})
    if licence is Licence.PASSED_NOT_ISSUED:
        return Judgement(Verdict.NOT_MET, "license_first", Weight.PLAN)
    if stage is StudyStage.GRADUATED and graduation is None:
        return Judgement(Verdict.UNKNOWN, "graduation_needed", values={"missing": ("graduated_on",)})
    opens = PartialDate(today.year + 1 - pathway_3_5_window_years.on(today), 1, 1)
    if graduation and graduation.first < opens.first:
        cite(today, pathway_6_encounters, pathway_6_evaluators_min)
        return Judgement(Verdict.NOT_MET, "pathway_6", Weight.PLAN, {"opens": opens})
    cite(today, pathway_3_agency)
    case = "student" if stage is StudyStage.STUDENT else "pathway_3"
    until = PartialDate.parse(kimee_recognized_until.on(today)) if school_country == "KR" else None
    return Judgement(Verdict.NOT_MET, case, Weight.PLAN, {"opens": opens, "recognized_until": until})


@rule(Stage.CERTIFICATION, when=Every(UNCERTIFIED, Not(CS_PASSED), Not(ACCEPTED)))
def pathway_by_season(
    pathway: PathwayState | None,
    today: date,
    season: Events,
    *,
    pathway_incomplete_rejected: bool,
    pathway_newest_season_read: int,
) -> Judgement | None:
    """The Pathway is sent well before rank lists close, and every paper is in before its season ends (ECFMG)."""
    opens, submit, rank = (season.event(key) for key in ("pathways_open", "pathways_submit", "rank_list"))
    if rank.on.last < today:
        return None
    values = {"season": season.year, "opens": opens.on, "submit": submit.on, "rank": rank.on}
    if pathway is PathwayState.IN_REVIEW:
        return Judgement(Verdict.AT_RISK, "in_review", pressing(rank.on, today), values, Due.at(rank))
    if today > submit.on.last:
        return Judgement(Verdict.AT_RISK, "late", Weight.URGENT, values, Due.at(rank))
    case = "open" if today >= opens.on.last else "not_open"
    return Judgement(Verdict.NOT_MET, case, pressing(submit.on, today), values, Due.at(submit))
