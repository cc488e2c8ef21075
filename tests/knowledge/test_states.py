"""Which states take one doctor: both sides of every limit, and nothing concluded where nothing was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from knowledge.dated import Numbers
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Profile
from knowledge.state_limits import Standing, attempts
from knowledge.states import BOARDS_NOT_FOUND, StateFinding, codes, state, states

SETTING = Setting(date(2026, 11, 22), load_numbers(), load_calendar())
MOST_EVER = 6
PASSED: dict[str, Any] = {
    "step1_result": "passed",
    "step1_passed_on": "2022-01-10",
    "step1_attempts": 1,
    "step2_ck_result": "passed",
    "step2_ck_passed_on": "2023-06-01",
    "step2_ck_attempts": 1,
}
STEP3 = {"ecfmg_certificate": "held", "step3_result": "passed", "step3_attempts": 1}


def of(code: str, today: str = "2026-11-22", **facts: Any) -> StateFinding:
    return state(code, Profile(**facts), replace(SETTING, today=date.fromisoformat(today)))


def case(code: str, aspect: str, today: str = "2026-11-22", **facts: Any) -> tuple[str, str]:
    reason = of(code, today, **facts).reason(aspect)
    assert reason, f"{code} says nothing of {aspect}"
    return reason.standing.value, reason.case


@pytest.mark.parametrize(
    ("limits", "facts", "expected"),
    [
        (["each:3"], {"step1_attempts": 3}, Standing.OPEN),
        (["each:3"], {"step1_attempts": 4}, Standing.CLOSED),
        (["each:2"], {"step2_ck_attempts": 2}, Standing.OPEN),
        (["each:2"], {"step2_ck_attempts": 3}, Standing.CLOSED),
        (["each:4"], {"step1_attempts": 4}, Standing.UNKNOWN),
        (["each:6"], {"step1_attempts": 4}, Standing.OPEN),
        (["total:5"], {"step1_attempts": 2, "step2_ck_attempts": 2}, Standing.OPEN),
        (["total:5"], {"step1_attempts": 3, "step2_ck_attempts": 2}, Standing.CLOSED),
        (["step3:3"], {**STEP3, "step3_attempts": 3}, Standing.OPEN),
        (["step3:2"], {**STEP3, "step3_attempts": 3}, Standing.CLOSED),
        (["step3:3"], {"step1_attempts": 4}, Standing.OPEN),
        (["step3:3", "total:5"], {"step1_attempts": 3, "step2_ck_attempts": 2}, Standing.CLOSED),
    ],
)
def test_a_limit_is_kept_up_to_its_number(limits: list[str], facts: dict[str, Any], expected: Standing) -> None:
    assert attempts(limits, Profile(**(PASSED | facts)), MOST_EVER).standing is expected


@pytest.mark.parametrize(("failed", "expected"), [(2, Standing.OPEN), (3, Standing.CLOSED)])
def test_a_failed_step_needs_one_sitting_more(failed: int, expected: Standing) -> None:
    facts = PASSED | {"step2_ck_result": "failed", "step2_ck_attempts": failed, "step2_ck_passed_on": None}
    assert attempts(["each:3"], Profile(**facts), MOST_EVER).standing is expected


def test_a_count_not_told_is_asked_for_and_not_guessed() -> None:
    judged = attempts(["each:3"], Profile(**(PASSED | {"step1_attempts": None})), MOST_EVER)
    assert (judged.standing, judged.missing) == (Standing.UNKNOWN, ("step1_attempts",))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2029-01-10", ("open", "running")),
        ("2029-01-11", ("closed", "over")),
        ("2032-01-10", ("closed", "over")),
    ],
)
def test_seven_years_run_from_the_first_step_passed(today: str, expected: tuple[str, str]) -> None:
    assert case("TX", "years", today, **PASSED) == expected


@pytest.mark.parametrize(
    ("today", "expected"), [("2032-01-10", ("open", "running")), ("2032-01-11", ("closed", "over"))]
)
def test_ten_years_run_longer(today: str, expected: tuple[str, str]) -> None:
    assert case("OH", "years", today, **PASSED) == expected


@pytest.mark.parametrize(
    ("passed_on", "expected"),
    [
        ("2029-01-10", ("open", "kept")),
        ("2029-01-11", ("closed", "missed")),
        ("2029-01", ("unknown", "day_needed")),
        (None, ("unknown", "day_needed")),
    ],
)
def test_step_3_ends_the_count(passed_on: str | None, expected: tuple[str, str]) -> None:
    assert case("TX", "years", "2029-03-01", **PASSED, **STEP3, step3_passed_on=passed_on) == expected


def test_a_month_decides_only_where_all_its_days_agree() -> None:
    facts = PASSED | {"step1_passed_on": "2022-01"}
    assert case("TX", "years", "2029-01-01", **facts) == ("open", "running")
    assert case("TX", "years", "2029-01-15", **facts) == ("unknown", "day_needed")
    assert of("TX", "2029-01-15", **facts).missing == ("step1_passed_on",)
    assert case("TX", "years", "2029-02-01", **facts) == ("closed", "over")


@pytest.mark.parametrize(("passed", "expected"), [("2019-11-22", "tight"), ("2020-11-23", "running")])
def test_with_another_step_ahead_a_near_end_is_not_called_open(passed: str, expected: str) -> None:
    facts: dict[str, Any] = {
        "step1_result": "passed",
        "step1_passed_on": passed,
        "step1_attempts": 1,
        "step2_ck_result": "not_taken",
    }
    assert case("TX", "years", **facts)[1] == expected


def test_nothing_runs_before_the_first_step() -> None:
    assert case("TX", "years", step1_result="not_taken", step2_ck_result="not_taken") == ("open", "not_begun")


def test_states_without_limits_are_open_to_anybody() -> None:
    late = PASSED | {"step1_passed_on": "2005-01-01", "step1_attempts": 4}
    assert of("NY", **late).standing is Standing.OPEN
    assert of("TX", **late).standing is Standing.CLOSED


@pytest.mark.parametrize("code", ["RI", "SD", "ME", "ID", "KS"])
def test_beyond_a_limit_that_is_disputed_or_waived_nothing_is_sure(code: str) -> None:
    facts = PASSED | STEP3 | {"step1_attempts": 4, "step3_attempts": 4, "step3_passed_on": "2025-01-01"}
    assert case(code, "attempts", **facts) == ("unknown", "beyond")


def test_a_hard_limit_stays_closed_though_an_exception_for_others_is_named() -> None:
    reason = of("UT", "2030-01-01", **PASSED).reason("years")
    assert reason
    assert (reason.standing, reason.values["exceptions"]) == (Standing.CLOSED, ("years_md_phd",))


def test_exceptions_are_not_told_to_those_who_need_none() -> None:
    reason = of("UT", **PASSED).reason("years")
    assert reason
    assert reason.values["exceptions"] == ()


@pytest.mark.parametrize(
    ("attempts_made", "result", "expected"),
    [(1, "passed", "open"), (2, "passed", "unknown"), (1, "failed", "unknown"), (None, None, "open")],
)
def test_michigan_counts_from_step_3(attempts_made: int | None, result: str | None, expected: str) -> None:
    facts = PASSED | {"ecfmg_certificate": "held", "step3_result": result, "step3_attempts": attempts_made}
    assert case("MI", "years", **facts) == (expected, "from_step3")


@pytest.mark.parametrize(
    ("today", "sat", "expected"),
    [
        ("2023-03-21", 3, ("open", "within")),
        ("2023-03-21", 4, ("unknown", "beyond")),
        ("2023-03-22", 3, ("open", "within")),
        ("2023-03-22", 4, ("unknown", "perhaps_beyond")),
    ],
)
def test_michigan_counts_to_four_since_2023(today: str, sat: int, expected: tuple[str, str]) -> None:
    """Four stands for every larger number too."""
    assert case("MI", "attempts", today, **(PASSED | STEP3 | {"step3_attempts": sat})) == expected


@pytest.mark.parametrize(("today", "exception"), [("2024-01-26", "years_disputed"), ("2024-01-27", "years_review")])
def test_beyond_seven_years_pennsylvania_reviews_the_case(today: str, exception: str) -> None:
    reason = of("PA", today, **(PASSED | {"step1_passed_on": "2010-01-10"})).reason("years")
    assert reason
    assert (reason.standing, reason.values["exceptions"]) == (Standing.UNKNOWN, (exception,))


@pytest.mark.parametrize("code", BOARDS_NOT_FOUND)
def test_a_board_of_which_nothing_was_read_is_not_judged(code: str) -> None:
    found = of(code, **PASSED)
    assert found.standing is Standing.UNKNOWN
    assert [(reason.aspect, reason.case, reason.citations) for reason in found.reasons] == [("entry", "not_found", ())]


def test_without_entries_no_state_is_judged() -> None:
    kept = {key: parameter for key, parameter in SETTING.numbers.items() if not key.startswith("state_tx_")}
    without = replace(SETTING, numbers=Numbers(kept))
    assert "TX" not in codes(without)
    found = state("TX", Profile(**PASSED), without)
    assert (found.standing, found.reasons[0].case) == (Standing.UNKNOWN, "not_found")


def test_every_state_is_judged_once_and_every_verdict_names_its_source() -> None:
    found = states(Profile(**PASSED), SETTING)
    assert [each.state for each in found] == sorted({each.state for each in found})
    assert len(found) == 52 + len(BOARDS_NOT_FOUND)
    for each in found:
        assert all(reason.citations for reason in each.reasons if reason.aspect != "entry")


def test_somebody_who_told_nothing_is_open_only_where_there_is_no_limit() -> None:
    opened = {each.state for each in states(Profile(), SETTING) if each.standing is Standing.OPEN}
    assert opened == {"FL", "NH", "NY"}
    assert of("TX").missing == ("step1_result", "step2_ck_result")


def test_two_states_ask_more_of_those_without_a_green_card() -> None:
    assert case("NY", "service", citizenship="KR", us_status="none")[1] == "ny"
    assert of("TX", citizenship="KR", us_status="green_card").reason("service") is None
    assert of("OH", citizenship="KR", us_status="none").reason("service") is None


@pytest.mark.parametrize(
    ("code", "training", "expected"),
    [
        ("FL", "completed", "practice"),
        ("FL", "none", "for_specialists"),
        ("NV", "completed", "not_read"),
        ("GA", "none", "not_yet"),
        ("CA", "none", "limited"),
    ],
)
def test_a_licence_without_us_residency_is_told_to_specialists(code: str, training: str, expected: str) -> None:
    assert case(code, "alternative", training=training)[1] == expected


@pytest.mark.parametrize(
    ("code", "today", "years"),
    [
        ("CA", "2021-12-31", 3),
        ("CA", "2022-01-01", 2),
        ("NC", "2019-07-31", 3),
        ("NC", "2019-08-01", 2),
        ("AL", "2023-07-31", 3),
        ("AL", "2023-08-01", 2),
    ],
)
def test_training_years_follow_the_law_of_the_day(code: str, today: str, years: int) -> None:
    assert SETTING.numbers[f"state_{code.lower()}_training"].on(date.fromisoformat(today)).value == years


def test_graduates_of_us_schools_are_not_asked_the_training_of_imgs() -> None:
    assert of("TX", school_country="US").reason("training") is None
