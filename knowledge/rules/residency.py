"""Training at home: what it counts for in the United States, and fellowship without a residency there."""

from __future__ import annotations

from datetime import date

from knowledge.guards import Every, Known
from knowledge.profile import Training
from knowledge.rule import Dated, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.concerns import said
from knowledge.rules.visas import TOLD_WANTS_J1

TRAINED = said("training", Training.IN_TRAINING, Training.LEFT, Training.COMPLETED)
SPECIALIST = said("training", Training.COMPLETED)


def _board(specialty: str) -> str:
    """Which board's road is meant by a specialty's key."""
    if specialty == "internal_medicine":
        return "internal_medicine"
    if "radiology" in specialty:
        return "radiology"
    return "surgery" if "surgery" in specialty else "general"


@rule(Stage.RESIDENCY, when=TRAINED)
def training_credit(training: Training, *, foreign_training_counts: str, img_training_years_max: int) -> Judgement:
    """Residency at home is not counted as training for a US state licence; residency starts from the first year."""
    values = {"counts": foreign_training_counts, "years": img_training_years_max}
    return Judgement(Verdict.AT_RISK, "specialist" if training is Training.COMPLETED else "part", values=values)


@rule(Stage.RESIDENCY, when=Every(SPECIALIST, Known("training_specialty")))
def fellowship_without_residency(
    training_specialty: str,
    today: date,
    *,
    fellowship_exception: str,
    fellowship_review_weeks: int,
    board_needs_us_training: str,
    abim_pathway_e_training_years: Dated,
    abr_us_years: Dated,
    abr_home_years: Dated,
    abs_foreign_credit: Dated,
) -> Judgement:
    """Some fellowships take exceptionally qualified specialists without a US residency; board eligibility is apart."""
    board = _board(training_specialty)
    values = {
        "specialty": training_specialty,
        "exception": fellowship_exception,
        "weeks": fellowship_review_weeks,
        "board": board_needs_us_training,
    }
    if board == "internal_medicine":
        values["years"] = abim_pathway_e_training_years.on(today)
    if board == "radiology":
        values |= {"us_years": abr_us_years.on(today), "home_years": abr_home_years.on(today)}
    if board == "surgery":
        values["credit"] = abs_foreign_credit.on(today)
    return Judgement(Verdict.AT_RISK, board, values=values)


@rule(Stage.RESIDENCY, when=Every(SPECIALIST, TOLD_WANTS_J1))
def fellowship_on_j1(*, nonstandard_fellowship: str, statement_of_need_again: str) -> Judgement:
    """J-1 for a fellowship: accredited ones as residency, others only where listed, with a letter of its own."""
    values = {"listed": nonstandard_fellowship, "again": statement_of_need_again}
    return Judgement(Verdict.AT_RISK, "own_letter", values=values)


@rule(Stage.RESIDENCY, when=Every(SPECIALIST, Known("training_specialty")))
def boards_for_specialists(
    training_specialty: str,
    today: date,
    *,
    boards_with_alternative: Dated,
    abr_us_years: Dated,
    abr_home_years: Dated,
    abr_years_and_state_licence: Dated,
) -> Judgement | None:
    """Boards with a road of their own for specialists from abroad."""
    if _board(training_specialty) == "radiology":
        values = {
            "us_years": abr_us_years.on(today),
            "home_years": abr_home_years.on(today),
            "state": abr_years_and_state_licence.on(today),
        }
        return Judgement(Verdict.AT_RISK, "radiology", Weight.NOTE, values)
    if _board(training_specialty) == "internal_medicine":
        return None
    return Judgement(Verdict.AT_RISK, "ask_board", values={"boards": len(boards_with_alternative.on(today))})
