"""What training at home counts for, and fellowship without a residency in the United States."""

from __future__ import annotations

import pytest

from tests.knowledge.judging import case, find

SPECIALIST = {"training": "completed"}


@pytest.mark.parametrize(
    ("training", "expected"),
    [("completed", "specialist"), ("in_training", "part"), ("left", "part"), ("none", None)],
)
def test_training_at_home_gives_no_credit(training: str, expected: str | None) -> None:
    assert case("training_credit", training=training) == expected


@pytest.mark.parametrize(
    ("specialty", "expected", "cited"),
    [
        ("internal_medicine", "internal_medicine", {"abim_pathway_e_training_years"}),
        ("diagnostic_radiology", "radiology", {"abr_us_years", "abr_home_years"}),
        ("general_surgery", "surgery", {"abs_foreign_credit"}),
        ("neurology", "general", set()),
    ],
)
def test_each_specialty_hears_of_its_own_board_and_sees_only_its_source(
    specialty: str, expected: str, cited: set[str]
) -> None:
    finding = find("fellowship_without_residency", **SPECIALIST, training_specialty=specialty)
    assert finding
    assert finding.judgement.case == expected
    always = {"fellowship_exception", "fellowship_review_weeks", "board_needs_us_training"}
    assert {citation.id for citation in finding.citations} - always == cited


def test_fellowship_is_no_road_for_those_still_in_training() -> None:
    assert case("fellowship_without_residency", training="in_training", training_specialty="neurology") is None


def test_a_fellowship_on_j1_needs_a_letter_of_its_own() -> None:
    facts = {**SPECIALIST, "citizenship": "KR", "us_status": "none"}
    assert case("fellowship_on_j1", **facts, visa_wish="j1") == "own_letter"
    assert case("fellowship_on_j1", **facts, visa_wish="h1b") is None
    assert case("fellowship_on_j1", **{**facts, "us_status": "green_card"}, visa_wish="j1") is None


@pytest.mark.parametrize(
    ("specialty", "expected"),
    [("diagnostic_radiology", "radiology"), ("neurology", "ask_board"), ("internal_medicine", None)],
)
def test_boards_with_a_road_of_their_own(specialty: str, expected: str | None) -> None:
    assert case("boards_for_specialists", **SPECIALIST, training_specialty=specialty) == expected
