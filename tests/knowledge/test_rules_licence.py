"""Step 3, the states' limits in time and sittings, and licences without a US residency."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.rule import Verdict, Weight
from tests.knowledge.judging import case, due, find

BOTH = {"step1_passed_on": "2021-01-10", "step2_ck_passed_on": "2022-06-01", "ecfmg_certificate": "held"}


@pytest.mark.parametrize(
    ("today", "expected", "weight"),
    [
        ("2028-01-09", "open", Weight.PLAN),
        ("2028-01-10", "open", Weight.PLAN),
        ("2028-01-11", "usual_gone", Weight.PLAN),
        ("2031-01-10", "usual_gone", Weight.PLAN),
        ("2031-01-11", "longer_gone", Weight.PLAN),
    ],
)
def test_states_count_from_the_first_step_to_step_3(today: str, expected: str, weight: Weight) -> None:
    finding = find("state_time_limit", today, **BOTH)
    assert finding
    assert (finding.judgement.case, finding.weight) == (expected, weight)


def test_the_day_to_act_by_is_our_own_reckoning() -> None:
    assert due("state_time_limit", **BOTH) == "2028-01-10"
    assert (
        due("state_time_limit", step1_passed_on="2018-03", step2_ck_passed_on="2019-11", ecfmg_certificate="held")
        == "2028-03"
    )
    finding = find("state_time_limit", **BOTH)
    assert finding
    assert finding.due
    assert finding.due.estimated


def test_the_earlier_pass_counts_whichever_step_it_was() -> None:
    passes = {"step1_passed_on": "2024-05-01", "step2_ck_passed_on": "2023-05-01"}
    assert due("state_time_limit", **passes, ecfmg_certificate="held") == "2030-05-01"
    assert due("state_time_limit", **passes) is None  # Step 3 is not open yet: nothing to be done by a day


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        ("2024-06", "ahead"),
        ("2020-11-23", "ahead"),
        ("2020-11-22", "ending"),
        ("2019-12-02", "ending"),
        ("2019-11-22", "ending"),
        ("2019-11-21", "usual_gone"),
        ("2016-11-21", "longer_gone"),
    ],
)
def test_one_step_alone_is_told_of_the_limit_without_a_day_to_act_by(passed: str, expected: str) -> None:
    finding = find("state_time_limit", step1_passed_on=passed)
    assert finding
    assert (finding.judgement.case, finding.weight, finding.due) == (expected, Weight.NOTE, None)


@pytest.mark.parametrize(
    ("sat", "expected"),
    [
        ("2028-01-10", "done_in_time"),
        ("2028-01-11", "done_within_longer"),
        ("2028-01", "step3_day"),
        ("2031-01-10", "done_within_longer"),
        ("2031-01-11", "done_late"),
        (None, "step3_day"),
    ],
)
def test_a_passed_step_3_is_measured_by_its_day(sat: str | None, expected: str) -> None:
    finding = find("state_time_limit", "2032-01-01", **BOTH, step3_result="passed", step3_passed_on=sat)
    assert finding
    assert finding.judgement.case == expected
    assert finding.missing == (("step3_passed_on",) if expected == "step3_day" else ())


@pytest.mark.parametrize(
    ("passed", "expected"),
    [("2019-10", "usual_gone"), ("2019-11", "first_day"), ("2019-12", "open"), ("2016-11", "first_day")],
)
def test_a_month_is_enough_unless_the_limit_falls_in_it(passed: str, expected: str) -> None:
    finding = find("state_time_limit", step1_passed_on=passed, step2_ck_passed_on="2022-06-01")
    assert finding
    assert finding.judgement.case == expected
    assert finding.missing == (("step1_passed_on",) if expected == "first_day" else ())


@pytest.mark.parametrize(
    ("step1", "step2_ck", "step3", "expected"),
    [
        (1, 1, None, "fits"),
        (2, 1, 2, "fits"),
        (3, 1, None, "at_the_limit"),
        (2, 2, 2, "total_high"),
        (3, 3, None, "total_high"),
        (4, 1, None, "above_usual"),
        (1, 4, 1, "above_usual"),
        (None, 2, None, "fits"),
    ],
)
def test_states_count_sittings(step1: int | None, step2_ck: int | None, step3: int | None, expected: str) -> None:
    facts: dict[str, Any] = {"step1_attempts": step1, "step2_ck_attempts": step2_ck, "step3_attempts": step3}
    assert case("state_attempt_limits", **facts) == expected


def test_no_sitting_no_word_of_limits() -> None:
    assert case("state_time_limit", step1_result="not_taken") is None
    finding = find("state_attempt_limits", step1_result="not_taken", step2_ck_result="not_taken")
    assert finding is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"step3_result": "passed", "ecfmg_certificate": "held"}, "passed"),
        ({"step3_result": "failed", "ecfmg_certificate": "held"}, "failed"),
        ({"step3_result": "not_taken", "ecfmg_certificate": "held"}, "open"),
        ({"ecfmg_certificate": "not_yet"}, "certificate_first"),
        ({}, "certificate_first"),
    ],
)
def test_step_3_opens_with_the_certificate(facts: dict[str, str], expected: str) -> None:
    assert case("step3_timing", step2_ck_result="passed", **facts) == expected
    assert case("step3_timing", step2_ck_result="not_taken", **facts) is None


def test_training_years_concern_graduates_of_schools_abroad() -> None:
    assert case("state_training_years", school_country="KR") == "by_state"
    assert case("state_training_years", school_country="US") is None
    assert case("state_training_years") is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"practice_years": 2, "licence": "valid"}, "too_early"),
        ({"practice_years": 3, "licence": "valid"}, "needs_h1b"),
        ({"practice_years": 3, "licence": "valid", "us_status": "green_card"}, "free_to_work"),
        ({"practice_years": 9, "licence": "held_before"}, "licence_first"),
    ],
)
def test_licences_without_residency_ask_for_practice_and_a_right_to_work(facts: dict[str, Any], expected: str) -> None:
    told: dict[str, Any] = {"training": "completed", "citizenship": "KR", "us_status": "none", **facts}
    assert case("state_alternative_pathways", **told) == expected


def test_licences_without_residency_are_for_specialists() -> None:
    assert case("state_alternative_pathways", training="none", practice_years=9, licence="valid") is None
    assert case("faculty_licence", training="none") is None
    assert case("faculty_licence", training="completed") == "limited"


def test_visa_holders_hear_of_two_states_and_of_the_later_green_card() -> None:
    for rule, expected in (("noncitizen_licence", "two_states"), ("physician_niw", "after_training")):
        assert case(rule, stage="graduated", citizenship="KR", us_status="none") == expected
        assert case(rule, stage="graduated", citizenship="US") is None
        assert case(rule, stage="student", citizenship="KR", us_status="none") is None


@pytest.mark.parametrize(("graduated_on", "expected"), [("2019-02", "ended"), ("2020-01", "ended"), ("2020-02", None)])
def test_the_california_letter_is_spoken_of_to_those_who_knew_it(graduated_on: str, expected: str | None) -> None:
    assert case("california_letter", stage="graduated", graduated_on=graduated_on) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"graduated_on": "2024-06"}, "recent_graduate"),
        ({"graduated_on": "2023-11"}, "recent_graduate"),
        ({"graduated_on": "2023-10"}, "graduate"),
        ({"graduated_on": "2024-06", "training": "completed"}, None),
        ({"graduated_on": "2024-06", "citizenship": "KR", "us_status": "none"}, None),
    ],
)
def test_an_assistants_licence_is_for_citizens_and_residents(facts: dict[str, str], expected: str | None) -> None:
    assert case("assistant_physician", **{"citizenship": "US", "step2_ck_result": "passed", **facts}) == expected


def test_a_korean_licence_is_to_be_kept_reported() -> None:
    facts = {"citizenship": "KR", "school_country": "KR"}
    finding = find("korean_licence_report", **facts, licence="valid")
    assert finding
    assert finding.verdict is Verdict.MET
    assert case("korean_licence_report", **facts, licence="none") is None
