"""OET Medicine: who needs it, which scores, and when it may be sat (ECFMG)."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Is
from knowledge.profile import ExamResult
from knowledge.rule import Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import UNCERTIFIED, pressing


def accepted_from(season: Events, years: int) -> PartialDate:
    """The first test day that the season is reckoned to take."""
    return PartialDate(season.year - years, 1, 1)


@rule(Stage.CERTIFICATION, when=UNCERTIFIED)
def oet(
    oet_result: ExamResult | None,
    step2_cs: ExamResult | None,
    *,
    oet_required_of_all: bool,
    oet_listening_min: int,
    oet_reading_min: int,
    oet_speaking_min: int,
    oet_writing_min: int,
    oet_no_attempt_limit: bool,
    oet_release_to_ecfmg: bool,
) -> Judgement | None:
    """Every Pathway asks for OET Medicine, of native speakers as well, in one sitting (ECFMG)."""
    if step2_cs is ExamResult.PASSED:
        return None
    if oet_result is ExamResult.PASSED:
        return Judgement(Verdict.MET, "passed")
    if oet_result is ExamResult.FAILED:
        return Judgement(Verdict.NOT_MET, "again", Weight.PLAN)
    return Judgement(Verdict.NOT_MET, "needed", Weight.PLAN)


@rule(Stage.CERTIFICATION, when=Every(UNCERTIFIED, Is("oet_result", ExamResult.FAILED, ExamResult.NOT_TAKEN)))
def oet_for_season(step2_cs: ExamResult | None, today: date, season: Events, *, oet_age_years: int) -> Judgement | None:
    """OET must be young enough for its season and be sat before the new year of the Match (ECFMG)."""
    advised, rank = season.event("oet_advised").on, season.event("rank_list").on
    if step2_cs is ExamResult.PASSED or rank.last < today:
        return None
    opens = accepted_from(season, oet_age_years)
    values = {"season": season.year, "opens": opens, "advised": advised, "rank": rank}
    if today < opens.first:
        return Judgement(Verdict.NOT_MET, "too_early", Weight.PLAN, values, Due(advised, True))
    if today <= advised.last:
        return Judgement(Verdict.NOT_MET, "in_time", pressing(advised, today), values, Due(advised, True))
    return Judgement(Verdict.AT_RISK, "late", Weight.URGENT, values, Due(rank, True))


@rule(Stage.CERTIFICATION, when=Every(UNCERTIFIED, Is("oet_result", ExamResult.PASSED)))
def oet_age(
    oet_passed_on: PartialDate, step2_cs: ExamResult | None, today: date, season: Events, *, oet_age_years: int
) -> Judgement | None:
    """Each season takes OET results from a certain day on; that day is carried on from earlier seasons (ECFMG)."""
    if step2_cs is ExamResult.PASSED:
        return None
    opens = accepted_from(season, oet_age_years)
    values = {"season": season.year, "opens": opens, "sat": oet_passed_on}
    if oet_passed_on.first >= opens.first:
        return Judgement(Verdict.MET, "young_enough", values=values)
    advised = season.event("oet_advised").on
    values["advised"] = advised
    return Judgement(Verdict.AT_RISK, "too_old", pressing(advised, today), values, Due(advised, True))
