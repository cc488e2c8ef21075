"""Registration, ranking, interviews, SOAP and the start: before, on and after each day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import knowledge.rules  # noqa: F401 - declares the rules
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Profile
from knowledge.rule import RULES, Finding, Verdict, Weight

NUMBERS, CALENDAR = load_numbers(), load_calendar()
TODAY = date(2026, 11, 22)
APPLIED: dict[str, Any] = {"target_season": "2027", "applied": "yes"}


def find(rule: str, today: date = TODAY, **facts: Any) -> Finding | None:
    return RULES[rule].find(Profile.model_validate(facts), Setting(today, NUMBERS, CALENDAR))


def found(rule: str, today: date = TODAY, **facts: Any) -> Finding:
    finding = find(rule, today, **facts)
    assert finding is not None
    return finding


def case(rule: str, today: date = TODAY, **facts: Any) -> str | None:
    finding = find(rule, today, **facts)
    return finding.judgement.case if finding else None


@pytest.mark.parametrize(
    ("today", "expected", "due"),
    [
        (date(2026, 9, 14), "ahead", "2027-01-29"),
        (date(2026, 9, 15), "open", "2027-01-29"),
        (date(2027, 1, 29), "open", "2027-01-29"),
        (date(2027, 1, 30), "late", "2027-03-03"),
        (date(2027, 3, 3), "late", "2027-03-03"),
    ],
)
def test_registration_is_open_then_late(today: date, expected: str, due: str) -> None:
    finding = found("nrmp_registration", today, target_season="2027")
    assert finding.judgement.case == expected
    assert finding.due is not None
    assert (str(finding.due.on), finding.due.estimated) == (due, True)


def test_registration_ends_with_the_rank_lists() -> None:
    assert case("nrmp_registration", date(2027, 3, 4), target_season="2027") is None


@pytest.mark.parametrize(
    ("today", "weight"),
    [
        (date(2026, 10, 28), Weight.PLAN),
        (date(2026, 10, 29), Weight.URGENT),
        (date(2026, 11, 22), Weight.URGENT),
    ],
)
def test_registration_presses_three_months_ahead(today: date, weight: Weight) -> None:
    assert found("nrmp_registration", today, target_season="2027").weight is weight


@pytest.mark.parametrize(
    ("today", "applied", "weight"),
    [
        (TODAY, "yes", Weight.URGENT),
        (TODAY, "not_yet", Weight.PLAN),
        (date(2027, 2, 1), "yes", Weight.URGENT),
        (date(2027, 2, 1), "not_yet", Weight.PLAN),
    ],
)
def test_registration_waits_behind_an_application_not_sent(today: date, applied: str, weight: Weight) -> None:
    assert found("nrmp_registration", today, target_season="2027", applied=applied).weight is weight


def test_a_match_without_a_calendar_has_its_registration_by_month() -> None:
    finding = found("nrmp_registration", target_season="2029")
    assert finding.due is not None
    assert (str(finding.due.on), finding.due.estimated) == ("2029-01", True)


@pytest.mark.parametrize(
    ("today", "interviews", "expected"),
    [
        (date(2027, 1, 31), 5, "ahead"),
        (date(2027, 2, 1), 5, "open"),
        (date(2027, 3, 3), 5, "open"),
        (date(2027, 3, 4), 5, None),
        (date(2026, 11, 22), None, "ahead"),
        (date(2026, 11, 22), 0, "no_interviews"),
        (date(2026, 11, 22), 1, "ahead"),
    ],
)
def test_the_rank_list_is_due_until_it_closes_and_only_with_interviews(
    today: date, interviews: int | None, expected: str | None
) -> None:
    assert case("rank_order_list", today, **APPLIED, interviews=interviews) == expected


def test_a_rank_list_of_a_match_not_begun_is_planned() -> None:
    finding = found("rank_order_list", target_season="2028")
    assert (finding.verdict, finding.weight) == (Verdict.NOT_MET, Weight.PLAN)


@pytest.mark.parametrize(
    ("interviews", "expected", "verdict"),
    [
        (0, "none", Verdict.AT_RISK),
        (1, "few", Verdict.AT_RISK),
        (4, "few", Verdict.AT_RISK),
        (5, "median", Verdict.MET),
        (12, "median", Verdict.MET),
    ],
)
def test_interviews_are_set_against_the_median_and_give_no_odds(
    interviews: int, expected: str, verdict: Verdict
) -> None:
    finding = found("interviews_count", **APPLIED, interviews=interviews)
    assert (finding.judgement.case, finding.verdict) == (expected, verdict)
    assert "percent" not in finding.judgement.values


def test_interviews_not_told_are_asked_for() -> None:
    finding = found("interviews_count", **APPLIED)
    assert (finding.verdict, finding.missing) == (Verdict.UNKNOWN, ("interviews",))


@pytest.mark.parametrize("facts", [{"target_season": "2027"}, {"target_season": "2028", "applied": "yes"}])
def test_interviews_concern_only_those_who_have_applied(facts: dict[str, Any]) -> None:
    assert case("interviews_count", **facts) is None
    assert case("soap_plan", **facts) is None


@pytest.mark.parametrize(
    ("specialty", "interviews", "expected"),
    [
        ("pathology", 6, "below_median"),
        ("pathology", 7, "at_median"),
        ("obstetrics_gynecology", 3, "below_median"),
        ("obstetrics_gynecology", 4, "at_median"),
        ("dermatology", 4, None),
    ],
)
def test_ranks_are_compared_within_the_specialty(specialty: str, interviews: int, expected: str | None) -> None:
    assert case("ranks_in_specialty", **APPLIED, specialty_wish=specialty, interviews=interviews) == expected


@pytest.mark.parametrize(
    ("today", "interviews", "expected", "weight"),
    [
        (date(2026, 11, 22), 0, "needed", Weight.PLAN),
        (date(2026, 12, 12), 4, "needed", Weight.PLAN),
        (date(2026, 12, 13), 4, "needed", Weight.URGENT),
        (date(2027, 3, 18), 4, "needed", Weight.URGENT),
        (date(2026, 11, 22), 5, "in_reserve", Weight.NOTE),
        (date(2026, 11, 22), None, "in_reserve", Weight.NOTE),
    ],
)
def test_few_interviews_make_soap_a_plan(today: date, interviews: int | None, expected: str, weight: Weight) -> None:
    finding = found("soap_plan", today, **APPLIED, interviews=interviews)
    assert (finding.judgement.case, finding.weight) == (expected, weight)


def test_soap_is_over_when_its_last_round_is() -> None:
    assert case("soap_plan", date(2027, 3, 19), **APPLIED, interviews=0) is None


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2027, 7, 1), "starts"), (date(2027, 7, 2), None), (date(2026, 11, 22), "starts")]
)
def test_training_starts_in_july_of_the_match_year(today: date, expected: str | None) -> None:
    assert case("residency_start", today, target_season="2027") == expected


@pytest.mark.parametrize(
    ("today", "specialty", "expected"),
    [
        (date(2027, 2, 1), "urology", "urology"),
        (date(2027, 2, 2), "urology", None),
        (date(2027, 2, 2), "ophthalmology", "ophthalmology"),
        (date(2027, 2, 3), "ophthalmology", None),
        (date(2026, 11, 22), "internal_medicine", None),
    ],
)
def test_two_specialties_match_elsewhere(today: date, specialty: str, expected: str | None) -> None:
    assert case("separate_match", today, target_season="2027", specialty_wish=specialty) == expected


@pytest.mark.parametrize("rule", ["nrmp_registration", "rank_order_list", "residency_start"])
def test_no_match_day_is_named_to_whoever_named_no_match(rule: str) -> None:
    assert case(rule, target_season="later") is None
    assert found(rule).missing == ("target_season",)


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2024, 3, 14), 59.4),
        (date(2024, 3, 15), 58.5),
        (date(2025, 3, 20), 58.5),
        (date(2025, 3, 21), 58.0),
        (date(2026, 3, 19), 58.0),
        (date(2026, 3, 20), 56.4),
    ],
)
def test_the_match_rate_changes_with_each_match_day(day: date, percent: float) -> None:
    assert NUMBERS["non_us_img_match_percent"].on(day).value == percent
