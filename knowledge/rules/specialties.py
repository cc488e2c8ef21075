"""The specialty wished for: places, scores, ranks, signals, and how it is matched.

The figures are parameters called `specialty_<key>_<figure>`, one for each specialty that has the figure. A rule here
takes all of them and cites those it reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.guards import Every, Known, Not
from knowledge.profile import UNDECIDED, ExamResult
from knowledge.rule import RULES, Dated, Due, Events, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.aim import APPLIED, NAMED
from knowledge.rules.concerns import said

LARGE = (
    "internal_medicine",
    "family_medicine",
    "pediatrics",
    "psychiatry",
    "general_surgery",
    "neurology",
    "pathology",
    "anesthesiology",
    "diagnostic_radiology",
    "emergency_medicine",
    "obstetrics_gynecology",
)
SCORED = (*LARGE, "physical_medicine_rehabilitation", "child_neurology")
SMALL = ("radiation_oncology", "neurosurgery", "dermatology", "orthopedic_surgery", "plastic_surgery")
COUNTED = (*SCORED, *SMALL, "otolaryngology", "interventional_radiology", "vascular_surgery")
FIGURES: Mapping[str, tuple[str, ...]] = {
    "access": (*COUNTED, "transitional_year"),
    "positions": (*SCORED, *SMALL, "urology"),
    "matched": COUNTED,
    "ranked_first": COUNTED,
    "ck_matched": SCORED,
    "ck_unmatched": SCORED,
    "ranks_matched": LARGE,
    "ranks_unmatched": LARGE,
    "signals": (
        *(key for key in COUNTED if key not in ("obstetrics_gynecology", "interventional_radiology")),
        "transitional_year",
        "urology",
    ),
    "signals_gold": (
        "internal_medicine",
        "anesthesiology",
        "diagnostic_radiology",
        "dermatology",
        "child_neurology",
        "vascular_surgery",
    ),
}
SPECIALTY_CHOSEN = Every(Known("specialty_wish"), Not(said("specialty_wish", UNDECIDED)))


def read(figures: Mapping[str, Dated], key: str, today: date, *names: str) -> dict[str, Any] | None:
    """The figures of that specialty by name, cited from now on; None where one of them is not known for it."""
    found = {name: figures.get(f"specialty_{key}_{name}") for name in names}
    return {name: figure.on(today) for name, figure in found.items() if figure} if all(found.values()) else None


def _cites(judge: str, *names: str) -> None:
    """Let the rule take the figures `names` of every specialty that has them."""
    ids = tuple(f"specialty_{key}_{name}" for name in names for key in FIGURES[name])
    RULES[judge] = replace(RULES[judge], cites=(*RULES[judge].cites, *ids), dated=(*RULES[judge].dated, *ids))


@rule(Stage.APPLICATION, when=SPECIALTY_CHOSEN)
def specialty_competition(
    specialty_wish: str,
    today: date,
    *,
    specialties_matched_elsewhere: list[str],
    list_may_mix_specialties: bool,
    charting_match_year: int,
    **figures: Dated,
) -> Judgement | None:
    """How many non-US IMGs ranked the specialty first and matched into it, with which scores (Charting Outcomes)."""
    values: dict[str, Any] = {"specialty": specialty_wish}
    if specialty_wish in specialties_matched_elsewhere:
        return None
    access = read(figures, specialty_wish, today, "access")
    if not access:
        return Judgement(Verdict.UNKNOWN, "not_found", values=values)
    case = access["access"]
    if case == "one_year":
        return Judgement(Verdict.AT_RISK, case, values=values)
    values |= read(figures, specialty_wish, today, "matched", "ranked_first") or {}
    values["percent"] = round(100 * values["matched"] / values["ranked_first"], 1)
    values |= read(figures, specialty_wish, today, "positions", "ck_matched", "ck_unmatched") or {}
    if case in ("wide", "moderate"):
        return Judgement(Verdict.MET, case, values=values)
    return Judgement(Verdict.AT_RISK, case, values=values)


@rule(
    Stage.APPLICATION, when=Every(SPECIALTY_CHOSEN, said("step2_ck_result", ExamResult.PASSED), Known("step2_ck_score"))
)
def score_in_specialty(
    specialty_wish: str,
    step2_ck_score: int,
    today: date,
    *,
    charting_match_year: int,
    exam_passed_stays: bool,
    **figures: Dated,
) -> Judgement | None:
    """Where a score stands between the means of matched and unmatched non-US IMGs of the specialty."""
    means = read(figures, specialty_wish, today, "ck_matched", "ck_unmatched")
    if not means:
        return None
    matched, unmatched = means["ck_matched"], means["ck_unmatched"]
    values = {"specialty": specialty_wish, "score": step2_ck_score, "matched": matched, "unmatched": unmatched}
    if matched - unmatched <= 1:
        return Judgement(Verdict.MET, "no_difference", values=values)
    if step2_ck_score >= matched:
        return Judgement(Verdict.MET, "at_matched", values=values)
    case = "between" if step2_ck_score >= unmatched else "below"
    return Judgement(Verdict.AT_RISK, case, values=values)


@rule(Stage.MATCH, when=Every(SPECIALTY_CHOSEN, APPLIED, Known("interviews")))
def ranks_in_specialty(
    specialty_wish: str, interviews: int, today: date, *, charting_match_year: int, **figures: Dated
) -> Judgement | None:
    """The median number of programs matched and unmatched non-US IMGs ranked in a row: no odds for one applicant."""
    medians = read(figures, specialty_wish, today, "ranks_matched", "ranks_unmatched")
    if not medians:
        return None
    values = {"specialty": specialty_wish, "count": interviews, **medians}
    enough = interviews >= medians["ranks_matched"]
    return Judgement(
        Verdict.MET if enough else Verdict.AT_RISK, "at_median" if enough else "below_median", values=values
    )


@rule(Stage.APPLICATION, when=SPECIALTY_CHOSEN)
def specialty_signals(
    specialty_wish: str, today: date, *, signals_cannot_be_moved: bool, **figures: Dated
) -> Judgement | None:
    """How many signals the specialty gives; they are sent with the application and bound to it (AAMC)."""
    values: dict[str, Any] = {"specialty": specialty_wish}
    tiers = read(figures, specialty_wish, today, "signals", "signals_gold")
    if tiers:
        silver = tiers["signals"] - tiers["signals_gold"]
        return Judgement(Verdict.MET, "tiered", values=values | {"gold": tiers["signals_gold"], "silver": silver})
    plain = read(figures, specialty_wish, today, "signals")
    return Judgement(Verdict.MET, "plain", values=values | {"count": plain["signals"]}) if plain else None


@rule(Stage.APPLICATION, when=SPECIALTY_CHOSEN)
def advanced_positions(
    specialty_wish: str, *, specialties_advanced: list[str], advanced_needs_first_year: bool
) -> Judgement | None:
    """Advanced positions begin in the second year: the first one is ranked on a supplemental list (NRMP)."""
    if specialty_wish not in specialties_advanced:
        return None
    return Judgement(Verdict.MET, "explained", values={"specialty": specialty_wish})


@rule(Stage.APPLICATION, when=said("specialty_wish", "general_surgery"))
def preliminary_surgery(
    specialty_wish: str, *, preliminary_surgery_continues: bool, preliminary_surgery_img_percent: float
) -> Judgement:
    """A preliminary surgery year takes many IMGs and promises no second year (spec-surgery-preliminary)."""
    return Judgement(Verdict.AT_RISK, "one_year")


@rule(Stage.MATCH, when=Every(NAMED, SPECIALTY_CHOSEN))
def separate_match(
    specialty_wish: str, today: date, season: Events, *, specialties_matched_elsewhere: list[str], **figures: Dated
) -> Judgement | None:
    """Urology and ophthalmology have matches of their own, decided before rank lists close at NRMP (SAU, SF Match)."""
    if specialty_wish not in specialties_matched_elsewhere:
        return None
    decided = season.event(f"{specialty_wish}_match")
    if today > decided.on.last:
        return None
    values = {"year": season.year, "decided": decided.on, **(read(figures, specialty_wish, today, "positions") or {})}
    case = "urology" if specialty_wish == "urology" else "ophthalmology"
    return Judgement(Verdict.NOT_MET, case, Weight.PLAN, values, Due.at(decided))


_cites("specialty_competition", "access", "positions", "matched", "ranked_first", "ck_matched", "ck_unmatched")
_cites("score_in_specialty", "ck_matched", "ck_unmatched")
_cites("ranks_in_specialty", "ranks_matched", "ranks_unmatched")
_cites("specialty_signals", "signals", "signals_gold")
_cites("separate_match", "positions")
