"""Licences without a US residency: laws for experienced specialists, and posts at medical schools."""

from __future__ import annotations

from typing import Any

from knowledge.guards import Every, Known
from knowledge.profile import Licence
from knowledge.rule import Judgement, Stage, Verdict, rule
from knowledge.rules.residency import SPECIALIST


@rule(Stage.LICENCE, when=Every(SPECIALIST, Known("practice_years")))
def state_alternative_pathways(
    practice_years: int,
    licence: Licence | None,
    needs_visa: bool | None,
    *,
    alternative_states: list[str],
    alternative_conditions: list[str],
    alternative_practice_years_min: int,
    alternative_practice_years_max: int,
    board_needs_us_training: str,
) -> Judgement:
    """Some states license experienced specialists without a US residency: a job offer, supervised years, no J-1."""
    values: dict[str, Any] = {
        "count": len(alternative_states),
        "states": ", ".join(alternative_states),
        "conditions": len(alternative_conditions),
        "years_min": alternative_practice_years_min,
        "years_max": alternative_practice_years_max,
        "practice": practice_years,
        "board": board_needs_us_training,
    }
    if licence is not Licence.VALID:
        return Judgement(Verdict.AT_RISK, "licence_first", values=values)
    if practice_years < alternative_practice_years_min:
        return Judgement(Verdict.AT_RISK, "too_early", values=values)
    return Judgement(Verdict.AT_RISK, "free_to_work" if needs_visa is False else "needs_h1b", values=values)


@rule(Stage.LICENCE, when=SPECIALIST)
def faculty_licence(*, texas_faculty_residency_years: int, teaching_licences: list[str]) -> Judgement:
    """Posts at a medical school may come with a licence limited to it; none is a full licence by itself."""
    values = {"years": texas_faculty_residency_years, "others": len(teaching_licences)}
    return Judgement(Verdict.AT_RISK, "limited", values=values)
