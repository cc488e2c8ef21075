"""The window for Step 1 and Step 2 CK, sittings, scores and what a season asks of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.days import PartialDate
from knowledge.rule import Verdict, Weight
from knowledge.rules.results import result_from, weeks_before
from tests.knowledge.judging import NUMBERS, case, due, find

STEP1 = {"step1_result": "passed", "step2_ck_result": "not_taken"}
BOTH = {"step1_result": "passed", "step2_ck_result": "passed"}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-12-01", "ends"),
        ("2025-12-02", "ends_soon"),
        ("2026-10-20", "ends_soon"),
        ("2026-10-21", "too_near"),
        ("2026-12-02", "too_near"),
        ("2026-12-03", "ended"),
    ],
)
def test_a_pass_ends_seven_years_after_its_test_day_that_day_included(today: str, expected: str) -> None:
    assert case("exam_window", today, **STEP1, step1_passed_on="2019-12-02") == expected


def test_a_running_window_is_due_on_its_last_day() -> None:
    assert due("exam_window", **STEP1, step1_passed_on="2026-05-20") == "2033-05-20"


def test_an_ended_window_blocks() -> None:
    finding = find("exam_window", **STEP1, step1_passed_on="2019-08-15")
    assert finding
    assert (finding.verdict, finding.weight) == (Verdict.NOT_MET, Weight.BLOCKS)
    assert finding.judgement.values["exam"] == "Step 1"


@pytest.mark.parametrize(
    ("passed", "expected"),
    [("2019-10", "ended"), ("2019-11", "day_needed"), ("2019-12", "too_near"), ("2019", "day_needed")],
)
def test_a_month_is_enough_where_any_day_of_it_says_the_same(passed: str, expected: str) -> None:
    finding = find("exam_window", **STEP1, step1_passed_on=passed)
    assert finding
    assert finding.judgement.case == expected
    assert finding.missing == (("step1_passed_on",) if expected == "day_needed" else ())


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("2024-06-01", "both"),
        ("2025-03-14", "both"),
        ("2025-03-15", "apart"),
        ("2025-03", "day_needed"),
        ("2026-01", "apart"),
    ],
)
def test_both_passes_lie_within_the_window_or_apart(second: str, expected: str) -> None:
    assert case("exam_window", **BOTH, step1_passed_on="2018-03-14", step2_ck_passed_on=second) == expected


def test_the_window_counts_from_whichever_exam_came_first() -> None:
    finding = find("exam_window", **BOTH, step1_passed_on="2026-02-01", step2_ck_passed_on="2018-02-01")
    assert finding
    assert finding.judgement.values["first"] == "Step 2 CK"
    assert str(finding.due.on if finding.due else "") == "2033-02-01"


def test_two_passes_long_apart_and_long_ago_are_both_lost() -> None:
    assert case("exam_window", **BOTH, step1_passed_on="2008-01-01", step2_ck_passed_on="2016-01-01") == "both_lost"


@pytest.mark.parametrize(
    ("booked", "today", "expected"),
    [
        ("2026-12-02", "2026-11-22", "booked"),
        ("2026-12-03", "2026-11-22", "booked_late"),
        ("2026-12-03", "2025-01-01", "booked_late"),
    ],
)
def test_a_booked_day_is_held_against_the_window(booked: str, today: str, expected: str) -> None:
    assert case("exam_window", today, **STEP1, step1_passed_on="2019-12-02", step2_ck_booked_on=booked) == expected


def test_a_verdict_rests_on_our_own_estimate_only_where_it_was_used() -> None:
    far, near = (find("exam_window", **STEP1, step1_passed_on=day) for day in ("2024-06", "2019-12-02"))
    assert far
    assert near
    assert "exam_window_last_days" not in {citation.id for citation in far.citations}
    assert "exam_window_last_days" in {citation.id for citation in near.citations}


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"step1_result": "passed"}, ("step2_ck_result",)),
        (STEP1, ("step1_passed_on",)),
        ({**BOTH, "step1_passed_on": "2024-01"}, ("step2_ck_passed_on",)),
    ],
)
def test_what_the_window_lacks_is_named(facts: dict[str, Any], missing: tuple[str, ...]) -> None:
    finding = find("exam_window", **facts)
    assert finding
    assert (finding.verdict, finding.missing) == (Verdict.UNKNOWN, missing)


def test_holders_of_the_certificate_and_beginners_have_no_window() -> None:
    assert (
        case("exam_window", **BOTH, step1_passed_on="2010", step2_ck_passed_on="2019", ecfmg_certificate="held") is None
    )
    assert case("exam_window", step1_result="not_taken", step2_ck_result="not_taken") is None
    assert case("exam_clock", step1_result="not_taken", step2_ck_result="not_taken") == "starts"
    assert case("exam_clock", **STEP1) is None


@pytest.mark.parametrize(
    ("result", "used", "expected"),
    [
        ("failed", 1, "some_left"),
        ("failed", 2, "some_left"),
        ("failed", 3, "last_one"),
        ("failed", 4, "used_up"),
        ("passed", 1, None),
        ("passed", 2, "passed_again"),
        ("not_taken", None, None),
        ("failed", None, "unknown"),
    ],
)
@pytest.mark.parametrize("exam", ["step1", "step2_ck", "step3"])
def test_four_sittings_are_allowed(exam: str, result: str, used: int | None, expected: str | None) -> None:
    facts: dict[str, Any] = {f"{exam}_result": result, f"{exam}_attempts": used}
    assert case(f"attempts_{exam}", **facts) == expected


@pytest.mark.parametrize(("day", "allowed"), [("2021-06-30", 6), ("2021-07-01", 4)])
def test_six_sittings_became_four(day: str, allowed: int) -> None:
    assert NUMBERS["exam_attempts_max"].on(date.fromisoformat(day)).value == allowed


@pytest.mark.parametrize(
    ("used", "last", "expected"),
    [
        (2, "2026-11-01", "no_wait"),
        (3, "2026-05-23", "wait"),
        (3, "2026-05-22", "depends_on_first"),
        (3, "2025-11-23", "depends_on_first"),
        (3, "2025-11-22", "waited"),
        (3, "2025-11", "depends_on_first"),
        (3, None, "day_needed"),
        (4, "2024-01-01", None),
    ],
)
def test_the_fourth_sitting_waits_for_six_months_and_at_most_twelve(
    used: int, last: str | None, expected: str | None
) -> None:
    facts: dict[str, Any] = {"step1_result": "failed", "step1_attempts": used, "step1_last_sat_on": last}
    assert case("retake_spacing", **facts) == expected


SEASON_2028 = {"step2_ck_result": "not_taken", "target_season": "2028"}


@pytest.mark.parametrize(
    ("today", "expected", "day"),
    [
        ("2026-11-22", "in_time", "2027-07-28"),
        ("2027-07-28", "in_time", "2027-07-28"),
        ("2027-07-29", "late", "2027-12"),
        ("2028-01-01", "hardly", "2028-02-02"),
        ("2028-02-02", "hardly", "2028-02-02"),
        ("2028-02-03", "too_late", None),
        ("2028-03-02", None, None),
    ],
)
def test_ck_is_counted_back_from_the_days_of_the_season(today: str, expected: str | None, day: str | None) -> None:
    assert (case("step2_ck_for_season", today, **SEASON_2028), due("step2_ck_for_season", today, **SEASON_2028)) == (
        expected,
        day,
    )


def test_what_is_within_three_months_presses() -> None:
    early, near = (find("step2_ck_for_season", today, **SEASON_2028) for today in ("2027-04-26", "2027-04-28"))
    assert (early and early.weight, near and near.weight) == (Weight.PLAN, Weight.URGENT)


def test_a_season_without_a_calendar_is_counted_in_months() -> None:
    assert due("step2_ck_for_season", step2_ck_result="not_taken", target_season="2031") == "2030-07"


@pytest.mark.parametrize(
    ("booked", "expected"),
    [
        ("2027-07-28", "booked_in_time"),
        ("2027-08-01", "booked_for_rank"),
        ("2027-12", "booked_for_rank"),
        ("2028-01-20", "booked_late"),
        ("2026-11-21", "sat_already"),
    ],
)
def test_a_booked_ck_is_held_against_the_season(booked: str, expected: str) -> None:
    assert case("step2_ck_for_season", **SEASON_2028, step2_ck_booked_on=booked) == expected


@pytest.mark.parametrize(("season", "expected"), [(None, "target_season"), ("not_sure", "target_season")])
def test_without_a_season_nothing_is_counted_back(season: str | None, expected: str) -> None:
    finding = find("step2_ck_for_season", step2_ck_result="not_taken", target_season=season)
    assert finding
    assert (finding.verdict, finding.missing) == (Verdict.UNKNOWN, (expected,))


@pytest.mark.parametrize(
    ("passed", "expected"), [("2019-08-15", "in_time"), ("2019-12-02", "in_time"), ("2020-06", None)]
)
def test_a_lost_step_1_has_to_be_passed_again_in_time(passed: str, expected: str | None) -> None:
    assert case("step1_for_season", **STEP1, step1_passed_on=passed, target_season="2028") == expected


@pytest.mark.parametrize(
    ("sat", "out"),
    [
        ("2026-12-08", "2027-01-06"),
        ("2026-12-01", "2026-12-23"),
        ("2026-12-02", "2026-12-23"),
        ("2027-06-14", "2027-07-14"),
        ("2027-06", "2027-07"),
    ],
)
def test_results_come_on_wednesdays_and_not_in_two_weeks_of_the_year(sat: str, out: str) -> None:
    assert str(result_from(PartialDate.parse(sat), 3, ["07-04", "12-28"])) == out


@pytest.mark.parametrize(
    ("on", "weeks", "expected"), [("2027-09-22", 8, "2027-07-28"), ("2028-09", 8, "2028-07"), ("2028-09", 3, "2028-08")]
)
def test_weeks_are_counted_back_in_whole_months_where_only_the_month_is_known(
    on: str, weeks: int, expected: str
) -> None:
    assert str(weeks_before(PartialDate.parse(on), weeks)) == expected


def test_step_3_waits_for_the_certificate() -> None:
    assert case("step3_before_certificate", **BOTH, ecfmg_certificate="not_yet") == "certificate_first"
    assert case("step3_before_certificate", **STEP1) is None
    assert case("step3_open", **BOTH, ecfmg_certificate="held", step3_result="not_taken") == "open"
    assert case("step3_open", **BOTH, ecfmg_certificate="held", step3_result="passed") is None


@pytest.mark.parametrize("exam", ["step1", "step2_ck"])
@pytest.mark.parametrize(("result", "expected"), [("not_taken", "not_taken"), ("failed", "failed"), ("passed", None)])
def test_an_exam_not_passed_is_still_to_be_registered_for(exam: str, result: str, expected: str | None) -> None:
    assert case(f"{exam}_open", **{f"{exam}_result": result}) == expected


@pytest.mark.parametrize(("day", "registrar"), [("2026-01-11", "ECFMG"), ("2026-01-12", "FSMB")])
def test_registration_moved(day: str, registrar: str) -> None:
    assert NUMBERS["exam_registrar"].on(date.fromisoformat(day)).value == registrar
