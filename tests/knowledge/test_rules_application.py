"""The season's feasibility, the application, and the specialty wished for: both sides of each edge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import knowledge.rules  # noqa: F401 - declares the rules
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Profile
from knowledge.rule import RULES, Finding, Verdict, Weight
from knowledge.rules.specialties import FIGURES

NUMBERS, CALENDAR = load_numbers(), load_calendar()
TODAY = date(2026, 11, 22)
NOTHING_TAKEN: dict[str, Any] = {"step1_result": "not_taken", "step2_ck_result": "not_taken"}
STEP1_ONLY: dict[str, Any] = {"step1_result": "passed", "step1_passed_on": "2024-06", "step2_ck_result": "not_taken"}
BOTH: dict[str, Any] = {
    "step1_result": "passed",
    "step1_passed_on": "2024-06",
    "step2_ck_result": "passed",
    "step2_ck_passed_on": "2025-05",
}
GRADUATE: dict[str, Any] = {"stage": "graduated"}
STUDENT: dict[str, Any] = {"stage": "student"}


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
    ("today", "facts", "expected"),
    [
        (date(2026, 11, 22), NOTHING_TAKEN, "tight"),
        (date(2026, 11, 28), NOTHING_TAKEN, "tight"),
        (date(2026, 11, 29), NOTHING_TAKEN, "too_near"),
        (date(2026, 7, 27), NOTHING_TAKEN, "room"),
        (date(2026, 7, 29), NOTHING_TAKEN, "tight"),
        (date(2026, 11, 22), STEP1_ONLY, "room"),
        (date(2027, 1, 28), STEP1_ONLY, "room"),
        (date(2027, 1, 29), STEP1_ONLY, "tight"),
        (date(2027, 3, 28), STEP1_ONLY, "tight"),
        (date(2027, 3, 29), STEP1_ONLY, "too_near"),
        (date(2026, 11, 22), BOTH, "exams_done"),
        (date(2027, 9, 22), STEP1_ONLY, "too_near"),
        (date(2027, 9, 23), STEP1_ONLY, "not_applied"),
        (date(2027, 9, 23), BOTH, None),
        (date(2028, 3, 17), STEP1_ONLY, "not_applied"),
        (date(2028, 3, 18), STEP1_ONLY, "over"),
    ],
)
def test_the_months_an_exam_takes_decide_whether_a_match_is_in_reach(
    today: date, facts: dict[str, Any], expected: str | None
) -> None:
    assert case("season_feasibility", today, target_season="2028", **facts) == expected


@pytest.mark.parametrize(
    ("booked", "expected"),
    [("2027-07-28", "booked"), ("2027-07-29", "booked_late"), ("none", "room"), ("2026-09-01", "room")],
)
def test_a_booked_day_counts_with_the_weeks_a_result_takes(booked: str, expected: str) -> None:
    facts: dict[str, Any] = {**STEP1_ONLY, "step2_ck_booked_on": booked}
    assert case("season_feasibility", target_season="2028", **facts) == expected


@pytest.mark.parametrize(
    ("today", "booked", "expected"),
    [
        (date(2026, 12, 15), None, "applied"),
        (date(2026, 12, 16), None, "too_late"),
        (date(2026, 11, 22), "2026-12-15", "applied_booked"),
        (date(2026, 11, 22), "2026-12-16", "applied"),
    ],
)
def test_who_has_applied_needs_the_result_before_rank_lists_close(
    today: date, booked: str | None, expected: str
) -> None:
    facts: dict[str, Any] = {**STEP1_ONLY, "applied": "yes", "step2_ck_booked_on": booked}
    assert case("season_feasibility", today, target_season="2027", **facts) == expected


def test_a_match_already_being_read_leaves_the_next_one_as_realistic() -> None:
    finding = found("season_feasibility", target_season="2027", applied="not_yet", **NOTHING_TAKEN)
    assert (finding.verdict, finding.judgement.values["realistic"]) == (Verdict.NOT_MET, 2029)
    finding = found("season_feasibility", target_season="2027", applied="not_yet", **STEP1_ONLY)
    assert finding.judgement.values["realistic"] == 2028


@pytest.mark.parametrize(
    ("passed_on", "exams"),
    [
        ("2020-03-22", "Step 2 CK"),
        ("2020-03-21", "Step 1 + Step 2 CK"),
        ("2019-12-02", "Step 1 + Step 2 CK"),
        ("2019-05", "Step 1 + Step 2 CK"),
    ],
)
def test_a_step_1_that_lapses_before_the_next_exam_has_to_be_passed_again(passed_on: str, exams: str) -> None:
    facts: dict[str, Any] = {"step1_result": "passed", "step1_passed_on": passed_on, "step2_ck_result": "not_taken"}
    assert found("season_feasibility", target_season="2029", **facts).judgement.values["exams"] == exams


def test_an_exam_booked_within_the_window_keeps_the_first_one() -> None:
    facts: dict[str, Any] = {"step1_result": "passed", "step1_passed_on": "2019-12-02", "step2_ck_result": "not_taken"}
    finding = found("season_feasibility", target_season="2028", step2_ck_booked_on="2026-11-30", **facts)
    assert finding.judgement.values["exams"] == "Step 2 CK"


def test_exams_passed_too_far_apart_leave_the_earlier_one_missing() -> None:
    facts: dict[str, Any] = {**BOTH, "step1_passed_on": "2017-05-01"}
    assert found("season_feasibility", target_season="2028", **facts).judgement.values["exams"] == "Step 1"


def test_a_certificate_settles_the_exams_however_old_they_are() -> None:
    facts: dict[str, Any] = {**BOTH, "step1_passed_on": "2017-05-01", "ecfmg_certificate": "held"}
    assert case("season_feasibility", target_season="2028", **facts) == "exams_done"


def test_feasibility_without_exam_results_names_what_is_missing() -> None:
    finding = found("season_feasibility", target_season="2028")
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.missing == ("step1_result", "step2_ck_result")


@pytest.mark.parametrize("season", ["later", "not_sure", "2019"])
def test_no_season_is_judged_where_none_with_dates_is_named(season: str) -> None:
    assert case("season_feasibility", target_season=season, **NOTHING_TAKEN) is None
    assert case("application_window", target_season=season) is None
    assert case("application_sent", target_season=season) is None


@pytest.mark.parametrize(
    ("facts", "expected", "year"),
    [
        (NOTHING_TAKEN, "reckoned", 2029),
        (STEP1_ONLY, "reckoned", 2028),
        (BOTH, "exams_done", 2028),
        ({**BOTH, "graduates_on": "2029-02"}, "exams_done", 2029),
        ({**BOTH, "graduates_on": "2029-07"}, "exams_done", 2030),
        ({**BOTH, "military": "serving", "discharged_on": "2030-07-01"}, "exams_done", 2030),
        ({**BOTH, "military": "serving", "discharged_on": "2030-07-02"}, "exams_done", 2031),
        ({**NOTHING_TAKEN, "military": "not_yet"}, "service_open", 2029),
    ],
)
def test_who_names_no_match_hears_the_first_one_open(facts: dict[str, Any], expected: str, year: int) -> None:
    finding = found("earliest_match", target_season="not_sure", **facts)
    assert (finding.judgement.case, finding.judgement.values["year"]) == (expected, year)


@pytest.mark.parametrize(
    ("graduates_on", "expected"),
    [
        ("2028-02", "in_time"),
        ("2028-07-01", "in_time"),
        ("2028-07-02", "later"),
        ("2028-07", "day_needed"),
        ("2028", "day_needed"),
        ("2028-08", "later"),
    ],
)
def test_a_student_must_have_graduated_by_the_first_day_of_training(graduates_on: str, expected: str) -> None:
    facts: dict[str, Any] = {**STUDENT, "target_season": "2028", "graduates_on": graduates_on}
    assert case("graduation_before_start", **facts) == expected


def test_a_graduation_too_late_names_the_first_match_after_it() -> None:
    finding = found("graduation_before_start", **STUDENT, target_season="2028", graduates_on="2028-08")
    assert (finding.weight, finding.judgement.values["realistic"]) == (Weight.URGENT, 2029)


@pytest.mark.parametrize(
    ("today", "applied", "expected"),
    [
        (date(2026, 9, 1), "not_yet", None),
        (date(2026, 9, 2), "not_yet", "open"),
        (date(2026, 9, 23), "not_yet", "open"),
        (date(2026, 9, 24), "not_yet", "late"),
        (date(2026, 11, 22), "not_yet", "late"),
        (date(2027, 1, 31), "not_yet", "late"),
        (date(2027, 2, 1), "not_yet", "too_late"),
        (date(2027, 3, 3), "not_yet", "too_late"),
        (date(2027, 3, 4), "not_yet", None),
        (date(2026, 11, 22), "yes", "sent"),
    ],
)
def test_an_application_is_in_time_late_or_too_late(today: date, applied: str, expected: str | None) -> None:
    assert case("application_sent", today, target_season="2027", applied=applied) == expected


def test_a_late_application_points_to_the_next_match() -> None:
    finding = found("application_sent", target_season="2027", applied="not_yet")
    assert (finding.weight, finding.judgement.values["next"]) == (Weight.URGENT, 2028)
    assert {citation.id for citation in finding.citations} >= {"eras_review", "eras_sets_deadlines"}


@pytest.mark.parametrize(
    ("today", "expected", "weight"),
    [
        (date(2026, 11, 22), "ahead", Weight.PLAN),
        (date(2027, 6, 21), "ahead", Weight.PLAN),
        (date(2027, 6, 22), "ahead", Weight.URGENT),
        (date(2027, 6, 23), "prepare", Weight.URGENT),
        (date(2027, 8, 31), "prepare", Weight.URGENT),
        (date(2027, 9, 1), "open", Weight.URGENT),
        (date(2027, 9, 22), "open", Weight.URGENT),
    ],
)
def test_the_window_for_applying_opens_step_by_step(today: date, expected: str, weight: Weight) -> None:
    finding = found("application_window", today, target_season="2028", specialty_wish="pathology")
    assert (finding.judgement.case, finding.weight) == (expected, weight)
    assert finding.due is not None
    assert str(finding.due.on) == "2027-09-22"


def test_the_window_closes_for_whoever_has_applied_and_after_reading_began() -> None:
    assert case("application_window", target_season="2027", applied="yes") is None
    assert case("application_window", date(2027, 9, 23), target_season="2028") is None


@pytest.mark.parametrize(
    ("specialty", "expected", "eras"),
    [
        ("emergency_medicine", "applies", None),
        ("obstetrics_gynecology", "applies", None),
        ("internal_medicine", None, "ahead"),
        ("undecided", None, "ahead"),
    ],
)
def test_two_specialties_are_applied_for_elsewhere(specialty: str, expected: str | None, eras: str | None) -> None:
    assert case("residencycas", target_season="2028", specialty_wish=specialty) == expected
    assert case("application_window", target_season="2028", specialty_wish=specialty) == eras


@pytest.mark.parametrize(
    ("graduated_on", "expected", "years"),
    [
        ("2024-10", "recent", 2),
        ("2024-10-01", "recent", 2),
        ("2024-09-30", "over_strict", 3),
        ("2024-09", "over_strict", 3),
        ("2024-08", "over_strict", 3),
        ("2022-10", "over_strict", 4),
        ("2022-08", "over_usual", 5),
        ("2010-02", "over_usual", 17),
    ],
)
def test_years_are_counted_from_graduation_to_the_end_of_the_month_of_reading(
    graduated_on: str, expected: str, years: int
) -> None:
    finding = found("graduation_year", **GRADUATE, graduated_on=graduated_on, target_season="2028")
    assert (finding.judgement.case, finding.judgement.values["years"]) == (expected, years)
    assert finding.weight is Weight.NOTE


@pytest.mark.parametrize("graduated_on", ["2024", "2022"])
def test_a_graduation_on_both_sides_of_a_limit_asks_for_the_day(graduated_on: str) -> None:
    finding = found("graduation_year", **GRADUATE, graduated_on=graduated_on, target_season="2028")
    assert (finding.verdict, finding.missing) == (Verdict.UNKNOWN, ("graduated_on",))


def test_without_a_match_the_years_since_graduation_are_counted_to_today() -> None:
    facts: dict[str, Any] = {**GRADUATE, "target_season": "not_sure"}
    assert case("graduation_year", **facts, graduated_on="2023-11-22") == "over_strict"
    assert case("graduation_year", **facts, graduated_on="2023-11-23") == "recent"


@pytest.mark.parametrize(
    ("usce", "expected"),
    [
        ("none", "before_graduation"),
        ("up_to_one_month", "before_graduation"),
        ("two_to_three_months", "done"),
        ("four_months_or_more", "done"),
    ],
)
def test_electives_are_for_students_and_before_graduation(usce: str, expected: str) -> None:
    assert case("student_electives", **STUDENT, graduates_on="2028-02", usce=usce) == expected
    assert case("student_electives", **GRADUATE, graduates_on="2028-02", usce=usce) is None
    assert case("us_experience", **STUDENT, usce=usce) is None


@pytest.mark.parametrize(
    ("usce", "applied", "season", "expected", "due"),
    [
        ("none", None, "2028", "none", "2027-09"),
        ("up_to_one_month", None, "2028", "short", "2027-09"),
        ("up_to_one_month", "not_yet", "2027", "short", None),
        ("none", None, "later", "none", None),
        ("none", "yes", "2027", "short_applied", None),
        ("two_to_three_months", None, "2028", "two_to_three_months", None),
        ("four_months_or_more", None, "2028", "four_months_or_more", None),
    ],
)
def test_us_experience_is_advised_before_programs_read(
    usce: str, applied: str | None, season: str, expected: str, due: str | None
) -> None:
    finding = found("us_experience", **GRADUATE, usce=usce, applied=applied, target_season=season)
    assert finding.judgement.case == expected
    assert (str(finding.due.on) if finding.due else None) == due


@pytest.mark.parametrize(
    ("count", "applied", "expected"),
    [(0, None, "none"), (1, None, "few"), (2, None, "enough"), (3, None, "enough"), (1, "yes", "few_applied")],
)
def test_two_us_letters_are_as_many_as_advised(count: int, applied: str | None, expected: str) -> None:
    assert case("letters", us_letters=count, applied=applied, target_season="2028") == expected


def test_scholarly_work_is_said_only_to_whoever_told_and_once_the_section_exists() -> None:
    assert case("scholarly_work") is None
    assert case("scholarly_work", publications="none") == "none"
    assert case("scholarly_work", publications="one_to_four") == "listed"


def test_the_costs_of_a_season_add_up() -> None:
    values = found("season_costs", target_season="2028").judgement.values
    assert values == {"eras": 30 * 11 + 70 * 30, "total": 2430 + 80 + 165 + 70}


@pytest.mark.parametrize(
    ("specialty", "expected", "verdict"),
    [
        ("internal_medicine", "wide", Verdict.MET),
        ("neurology", "moderate", Verdict.MET),
        ("diagnostic_radiology", "narrow", Verdict.AT_RISK),
        ("general_surgery", "narrow", Verdict.AT_RISK),
        ("anesthesiology", "narrow", Verdict.AT_RISK),
        ("dermatology", "few", Verdict.AT_RISK),
        ("transitional_year", "one_year", Verdict.AT_RISK),
        ("nuclear_medicine", "not_found", Verdict.UNKNOWN),
    ],
)
def test_a_competitive_specialty_is_never_called_easy(specialty: str, expected: str, verdict: Verdict) -> None:
    finding = found("specialty_competition", specialty_wish=specialty)
    assert (finding.judgement.case, finding.verdict) == (expected, verdict)


def test_the_figures_of_a_specialty_are_cited_and_only_its_own() -> None:
    finding = found("specialty_competition", specialty_wish="pathology")
    figures = [citation.id for citation in finding.citations if citation.id.startswith("specialty_")]
    assert figures
    assert all(figure.startswith("specialty_pathology_") for figure in figures)
    assert finding.judgement.values["percent"] == 45.1


@pytest.mark.parametrize("specialty", ["undecided", "urology", "ophthalmology"])
def test_no_competition_is_reported_where_there_is_nothing_to_compare(specialty: str) -> None:
    assert case("specialty_competition", specialty_wish=specialty) is None


@pytest.mark.parametrize(
    ("specialty", "score", "expected"),
    [
        ("internal_medicine", 249, "at_matched"),
        ("internal_medicine", 248, "between"),
        ("internal_medicine", 242, "between"),
        ("internal_medicine", 241, "below"),
        ("family_medicine", 221, "no_difference"),
        ("diagnostic_radiology", 230, "no_difference"),
        ("dermatology", 260, None),
    ],
)
def test_a_score_stands_between_the_means_of_matched_and_unmatched(
    specialty: str, score: int, expected: str | None
) -> None:
    facts: dict[str, Any] = {"step2_ck_result": "passed", "step2_ck_score": score, "specialty_wish": specialty}
    assert case("score_in_specialty", **facts) == expected


@pytest.mark.parametrize(
    ("specialty", "expected", "values"),
    [
        ("internal_medicine", "tiered", {"gold": 3, "silver": 12}),
        ("pathology", "plain", {"count": 5}),
        ("nuclear_medicine", None, {}),
    ],
)
def test_signals_are_counted_by_specialty(specialty: str, expected: str | None, values: dict[str, int]) -> None:
    finding = find("specialty_signals", specialty_wish=specialty)
    assert (finding.judgement.case if finding else None) == expected
    assert not finding or values.items() <= finding.judgement.values.items()


def test_advanced_positions_and_the_preliminary_year_are_explained_where_they_exist() -> None:
    assert case("advanced_positions", specialty_wish="diagnostic_radiology") == "explained"
    assert case("advanced_positions", specialty_wish="internal_medicine") is None
    assert case("preliminary_surgery", specialty_wish="general_surgery") == "one_year"
    assert case("preliminary_surgery", specialty_wish="pathology") is None


def test_the_rules_take_exactly_the_figures_the_parameters_have() -> None:
    named = {f"specialty_{key}_{figure}" for figure, keys in FIGURES.items() for key in keys}
    told = {key for key in NUMBERS if key.startswith("specialty_")}
    only_for_prose = {key for key in told if key.endswith(("_years", "_unfilled"))}
    assert named == told - only_for_prose


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2023, 6, 27), 105),
        (date(2023, 6, 28), 165),
        (date(2026, 11, 22), 165),
    ],
)
def test_the_token_has_its_price_history(day: date, value: int) -> None:
    assert NUMBERS["token_fee_usd"].on(day).value == value


@pytest.mark.parametrize(
    ("day", "specialties"),
    [
        (date(2025, 6, 3), ["obstetrics_gynecology"]),
        (date(2025, 6, 4), ["obstetrics_gynecology", "emergency_medicine"]),
    ],
)
def test_emergency_medicine_joined_residencycas_a_year_later(day: date, specialties: list[str]) -> None:
    assert NUMBERS["residencycas_specialties"].on(day).value == specialties
