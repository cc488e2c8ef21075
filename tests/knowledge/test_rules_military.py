"""Korean military service: permission to leave, and which Match each way of serving leaves open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.rule import Verdict, Weight
from tests.knowledge.judging import NUMBERS, case, due, find

UNSERVED = {"citizenship": "KR", "military": "not_yet"}
GRADUATE = {**UNSERVED, "stage": "graduated", "graduated_on": "2026-02", "officer_candidate": "not_signed"}


@pytest.mark.parametrize(
    ("today", "birth_year", "expected"),
    [
        ("2026-11-22", 2000, "needed"),
        ("2026-11-22", 2001, "needed"),
        ("2026-11-22", 2002, "next_year"),
        ("2026-12-31", 2002, "next_year"),
        ("2027-01-01", 2002, "needed"),
        ("2026-11-22", 2003, "not_yet"),
    ],
)
def test_permission_is_needed_from_the_year_one_turns_25_by_birth_year(
    today: str, birth_year: int, expected: str
) -> None:
    assert case("military_travel_permit", today, **UNSERVED, birth_year=birth_year) == expected


def test_whoever_turns_25_next_year_has_until_mid_january() -> None:
    assert due("military_travel_permit", **UNSERVED, birth_year=2002) == "2027-01-15"


def test_the_january_day_presses_on_those_already_abroad() -> None:
    for status, weight in (("none", Weight.PLAN), ("j1", Weight.URGENT)):
        finding = find("military_travel_permit", **UNSERVED, birth_year=2002, us_status=status)
        assert finding
        assert finding.weight is weight


@pytest.mark.parametrize(("today", "months"), [("2026-05-02", 6), ("2026-05-03", 1)])
def test_a_short_trip_permission_shrank_to_a_month_in_may_2026(today: str, months: int) -> None:
    assert NUMBERS["short_trip_months"].on(date.fromisoformat(today)).value == months


@pytest.mark.parametrize("military", ["served", "serving", "not_applicable"])
@pytest.mark.parametrize(
    "rule",
    [
        "military_travel_permit",
        "military_timing",
        "military_routes",
        "military_deferral",
        "military_student",
        "military_pledge",
    ],
)
def test_nothing_is_said_to_those_who_served_or_need_not(rule: str, military: str) -> None:
    facts: dict[str, Any] = {**GRADUATE, "military": military, "birth_year": 2000, "target_season": "2029"}
    assert case(rule, **facts) is None


def test_nothing_is_said_to_other_citizens() -> None:
    assert case("military_timing", citizenship="IN", target_season="2029") is None
    assert case("military_travel_permit", citizenship="IN") is None


def test_a_korean_who_has_not_told_is_asked() -> None:
    finding = find("military_timing", citizenship="KR", target_season="2029")
    assert finding
    assert finding.missing == ("military",)


@pytest.mark.parametrize(
    ("today", "season", "expected", "weight"),
    [
        ("2026-11-22", "2029", "soldier_only", Weight.URGENT),
        ("2027-02-28", "2029", "soldier_only", Weight.URGENT),
        ("2027-03-01", "2029", "soldier_only_late", Weight.URGENT),
        ("2028-01-01", "2029", "soldier_only_late", Weight.URGENT),
        ("2028-01-02", "2029", "too_late", Weight.BLOCKS),
        ("2027-05-01", "2030", "all_in_time", Weight.PLAN),
        ("2027-05-02", "2030", "soldier_only", Weight.URGENT),
    ],
)
def test_what_still_ends_before_training_starts(today: str, season: str, expected: str, weight: Weight) -> None:
    finding = find("military_timing", today, **GRADUATE, target_season=season)
    assert finding
    assert (finding.judgement.case, finding.weight) == (expected, weight)


def test_the_months_are_reckoned_back_from_the_start_and_the_application() -> None:
    finding = find("military_timing", **GRADUATE, target_season="2029")
    assert finding
    values = {key: str(value) for key, value in finding.judgement.values.items()}
    assert values["soldier_latest"] == "2027-12"
    assert values["soldier_before_applying"] == "2027-02"
    assert (values["health_ends"], values["officer_ends"]) == ("2029-12", "2030-01")
    assert values["officer_season"] == "2030"
    assert finding.due
    assert finding.due.estimated


@pytest.mark.parametrize(
    ("season", "expected", "verdict"),
    [
        ("2029", "signed_too_late", Verdict.NOT_MET),
        ("2030", "signed_in_time", Verdict.AT_RISK),
    ],
)
def test_the_pledge_closes_the_soldiers_route(season: str, expected: str, verdict: Verdict) -> None:
    finding = find("military_timing", **{**GRADUATE, "officer_candidate": "signed"}, target_season=season)
    assert finding
    assert (finding.judgement.case, finding.verdict) == (expected, verdict)


def test_a_students_officer_service_begins_after_graduation() -> None:
    student = {**UNSERVED, "stage": "student", "graduates_on": "2028-02"}
    assert case("military_timing", **student, target_season="2032") == "all_in_time"
    assert case("military_timing", **student, target_season="2031") == "all_in_time"
    assert case("military_timing", **student, target_season="2030") == "soldier_only"
    finding = find("military_student", **student)
    assert finding
    assert str(finding.judgement.values["officer_ends"]) == "2031-04"


def test_without_a_season_the_lengths_are_told() -> None:
    assert case("military_routes", **GRADUATE, target_season="later") == "open"
    assert case("military_routes", **{**GRADUATE, "officer_candidate": "signed"}, target_season="not_sure") == "signed"
    assert case("military_routes", **GRADUATE, target_season="2029") is None
    assert case("military_timing", **GRADUATE, target_season="later") is None


def test_who_does_not_know_about_the_pledge_is_told_to_find_out() -> None:
    assert case("military_pledge", **{**GRADUATE, "officer_candidate": "not_sure"}) == "find_out"
    assert case("military_pledge", **GRADUATE) is None


@pytest.mark.parametrize(
    ("training", "expected"), [("in_training", "in_training"), ("left", "left"), ("none", None), ("completed", None)]
)
def test_a_candidate_in_training_travels_with_his_hospitals_letter(training: str, expected: str | None) -> None:
    facts = {**UNSERVED, "officer_candidate": "signed", "training": training}
    assert case("military_candidate_travel", **facts) == expected


@pytest.mark.parametrize(
    ("discharged_on", "expected"),
    [
        ("2027-04", "before_applying"),
        ("2028-08", "before_applying"),
        ("2028-09", "near"),
        ("2028-10", "between"),
        ("2029-06", "between"),
        ("2029-07", "near"),
        ("2029-08", "after_start"),
        ("2029", "near"),
    ],
)
def test_discharge_is_weighed_against_application_and_start(discharged_on: str, expected: str) -> None:
    facts = {"citizenship": "KR", "military": "serving", "discharged_on": discharged_on}
    finding = find("military_serving", **facts, target_season="2029")
    assert finding
    assert finding.judgement.case == expected
    assert finding.missing == (("discharged_on",) if expected == "near" else ())


def test_discharge_in_april_2027_leaves_17_months_to_september_2028() -> None:
    facts = {"citizenship": "KR", "military": "serving", "discharged_on": "2027-04", "target_season": "2029"}
    finding = find("military_serving", **facts)
    assert finding
    assert finding.judgement.values["months"] == 17


def test_a_discharge_after_the_start_names_the_first_match_that_fits() -> None:
    facts = {"citizenship": "KR", "military": "serving", "discharged_on": "2029-08", "target_season": "2029"}
    finding = find("military_serving", **facts)
    assert finding
    assert finding.judgement.values["first_season"] == 2030


def test_only_green_card_holders_hear_of_the_emigration_permission() -> None:
    assert case("military_emigrant", **GRADUATE, us_status="green_card") == "emigration_permission"
    assert case("military_emigrant", **GRADUATE, us_status="none") is None
    assert case("military_deferral", **GRADUATE, us_status="green_card") is None
    assert case("military_deferral", **GRADUATE, us_status="none") == "not_named"
