"""The Statement of Need: which ministry writes it, and whom Korea's letter is meant for."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from knowledge.guards import Every, Is, Not
from knowledge.profile import Licence, Sanction, StudyStage
from knowledge.rule import Dated, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.visas import TOLD_WANTS_J1

CASES = MappingProxyType(
    {
        "CN": "china",
        "IN": "india",
        "PK": "pakistan",
        "PH": "philippines",
        "JP": "japan",
        "GB": "united_kingdom",
    }
)


@rule(Stage.VISA, when=Every(TOLD_WANTS_J1, Not(Is("citizenship", "KR"))))
def statement_of_need(
    citizenship: str,
    today: date,
    *,
    statement_of_need_issuer: str,
    son_china: Dated,
    son_india: Dated,
    son_india_bond: Dated,
    son_pakistan: Dated,
    son_philippines: Dated,
    son_japan: Dated,
    son_united_kingdom: Dated,
    son_open_pages: Dated,
) -> Judgement:
    """The central health ministry of the last permanent residence writes it; which office that is, by country."""
    offices = {
        "CN": son_china,
        "IN": son_india,
        "PK": son_pakistan,
        "PH": son_philippines,
        "JP": son_japan,
        "GB": son_united_kingdom,
    }
    values = {"issuer": statement_of_need_issuer}
    if citizenship in offices:
        values["office"] = offices[citizenship].on(today)
        if citizenship == "IN":
            values["bond"] = son_india_bond.on(today)
        return Judgement(Verdict.NOT_MET, CASES[citizenship], Weight.PLAN, values)
    return Judgement(Verdict.NOT_MET, _page_case(citizenship, son_open_pages.on(today)), Weight.PLAN, values)


def _page_case(citizenship: str, with_a_page: list[str]) -> str:
    return "open_page" if citizenship in with_a_page else "general"


@rule(Stage.VISA, when=Every(Is("citizenship", "KR"), TOLD_WANTS_J1))
def statement_of_need_korea(
    stage: StudyStage | None,
    school_country: str | None,
    licence: Licence | None,
    sanction: Sanction | None,
    *,
    son_korea_office: str,
    son_korea_licence: str,
    son_korea_sanction_years: int,
    son_korea_papers: list[str],
    korean_exam_for_foreign_graduates: str,
) -> Judgement:
    """The Korean ministry's letter is described for holders of a Korean licence without a recent sanction."""
    values = {
        "office": son_korea_office,
        "meant_for": son_korea_licence,
        "sanction_years": son_korea_sanction_years,
        "papers": len(son_korea_papers),
        "exam_abroad": korean_exam_for_foreign_graduates,
    }
    if licence is None and stage is not StudyStage.STUDENT:
        return Judgement(Verdict.UNKNOWN, "licence_not_told", values=values | {"missing": ("licence",)})
    verdict, case, weight = _letter(stage, school_country, licence, sanction)
    return Judgement(verdict, case, weight, values)


def _letter(
    stage: StudyStage | None, school_country: str | None, licence: Licence | None, sanction: Sanction | None
) -> tuple[Verdict, str, Weight]:
    if school_country not in (None, "KR"):
        return Verdict.AT_RISK, "foreign_school", Weight.PLAN
    if stage is StudyStage.STUDENT:
        return Verdict.NOT_MET, "student", Weight.PLAN
    if sanction is Sanction.PAST_YEAR:
        return Verdict.AT_RISK, "sanction", Weight.URGENT
    if licence is Licence.PASSED_NOT_ISSUED:
        return Verdict.NOT_MET, "licence_not_issued", Weight.PLAN
    if licence is not Licence.VALID:
        return Verdict.AT_RISK, "no_licence", Weight.PLAN
    if sanction is Sanction.EARLIER:
        return Verdict.NOT_MET, "sanction_earlier", Weight.PLAN
    return Verdict.NOT_MET, "after_match", Weight.PLAN
