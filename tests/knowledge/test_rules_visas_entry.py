"""Entry: citizenships kept out, short visits, and what is spoken of once the season has begun."""

from __future__ import annotations

import pytest

from knowledge.rule import Weight
from tests.knowledge.judging import case, find

KOREAN = {"citizenship": "KR", "us_status": "none", "past_j1": "never"}
INDIAN = {"citizenship": "IN", "us_status": "none", "past_j1": "never"}


@pytest.mark.parametrize(
    ("citizenship", "status", "wish", "expected", "weight"),
    [
        ("IR", "none", "h1b", "full", Weight.BLOCKS),
        ("SY", "f1", "j1", "full_inside", Weight.PLAN),
        ("NG", "none", "j1", "partial", Weight.BLOCKS),
        ("NG", "none", "either", "partial", Weight.URGENT),
        ("NG", "none", "h1b", "partial_h1b", Weight.PLAN),
        ("NG", "j1", "j1", "partial_inside", Weight.PLAN),
        ("KR", "none", "j1", "on_neither", Weight.NOTE),
        ("MA", "none", "j1", "not_listed", Weight.NOTE),
        ("PK", "none", "j1", "not_listed", Weight.NOTE),
    ],
)
def test_visas_are_suspended_by_citizenship(
    citizenship: str, status: str, wish: str, expected: str, weight: Weight
) -> None:
    finding = find("travel_restrictions", citizenship=citizenship, us_status=status, visa_wish=wish)
    assert finding
    assert (finding.judgement.case, finding.weight) == (expected, weight)


def test_the_immigrant_visa_pause_concerns_those_named_only() -> None:
    assert case("immigrant_visas_paused", citizenship="PK", us_status="none") == "paused"
    assert case("immigrant_visas_paused", **KOREAN) is None


def test_the_end_of_the_freeze_concerns_banned_citizenships_inside_the_us() -> None:
    assert case("cases_inside_unfrozen", citizenship="IR", us_status="f1") == "vacated"
    assert case("cases_inside_unfrozen", citizenship="IR", us_status="none") is None
    assert case("cases_inside_unfrozen", citizenship="KR", us_status="f1") is None


def test_the_visitor_bond_concerns_those_named_only() -> None:
    assert case("visitor_bond", citizenship="NP", us_status="none") == "pilot"
    assert case("visitor_bond", **KOREAN) is None


@pytest.mark.parametrize(
    ("stage", "citizenship", "expected"),
    [
        ("student", "KR", "student_korea"),
        ("graduated", "KR", "graduate_korea"),
        ("student", "MA", "student"),
        ("graduated", "MA", "graduate"),
    ],
)
def test_hands_on_visits_end_with_graduation(stage: str, citizenship: str, expected: str) -> None:
    assert case("short_visit", stage=stage, citizenship=citizenship, us_status="none") == expected


def test_the_interview_is_spoken_of_once_the_season_has_begun() -> None:
    assert case("visa_interview_place", **KOREAN, target_season="2027") == "seoul"
    assert case("visa_interview_place", **INDIAN, target_season="2027") == "home"
    assert case("visa_interview_place", **KOREAN, target_season="2029") is None
    assert case("visa_interview_place", **KOREAN) is None


def test_costs_and_length_of_stay_are_spoken_of_once_the_season_has_begun() -> None:
    for rule, expected in (("j1_costs", "first_year"), ("j1_stay_rule", "not_found")):
        assert case(rule, **KOREAN, visa_wish="j1", target_season="2027") == expected
        assert case(rule, **KOREAN, visa_wish="j1", target_season="2029") is None
