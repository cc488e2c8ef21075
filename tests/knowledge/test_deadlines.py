"""Which deadlines concern whom, in which order, and on which days a letter is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import knowledge.rules  # noqa: F401 - declares the rules
from dialogs.wording import Words, load_texts
from knowledge.advice import advise
from knowledge.days import PartialDate
from knowledge.deadlines import GUARDS, Deadline, deadlines, letters_due, load_schedule
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Language, Profile
from knowledge.rule import RULES

NUMBERS, CALENDAR = load_numbers(), load_calendar()
TODAY = date(2026, 11, 22)
SCHEDULE = load_schedule()
EXAMINED: dict[str, Any] = {
    "stage": "graduated",
    "citizenship": "KR",
    "us_status": "none",
    "step1_result": "passed",
    "step1_passed_on": "2026-05-20",
    "step2_ck_result": "not_taken",
    "target_season": "2028",
}
CERTIFIED: dict[str, Any] = {
    **EXAMINED,
    "step2_ck_result": "passed",
    "step2_ck_passed_on": "2026-09-01",
    "ecfmg_certificate": "held",
    "certificate_valid_until": "2029-12-31",
}
RANK_LIST = PartialDate(2027, 3, 3)


def found(today: date = TODAY, **facts: Any) -> tuple[Deadline, ...]:
    profile, setting = Profile.model_validate(facts), Setting(today, NUMBERS, CALENDAR)
    return deadlines(profile, setting, advise(profile, setting, [RULES["exam_window"]]))


def ids(today: date = TODAY, **facts: Any) -> set[str]:
    return {deadline.id for deadline in found(today, **facts)}


def deadline(on: PartialDate, *leads: int) -> Deadline:
    return Deadline("rank_list", on, None, True, leads, ())


def test_deadlines_come_in_the_order_of_their_days() -> None:
    days = [one.on.last for one in found(**EXAMINED)]
    assert len(days) > 5
    assert days == sorted(days)


def test_deadlines_of_one_month_keep_the_order_of_the_season() -> None:
    order = [one.id for one in found(**{**EXAMINED, "target_season": "2030"}) if one.event]
    assert order.index("rank_list") < order.index("match_day") < order.index("residency_start")


@pytest.mark.parametrize(("today", "listed"), [(date(2027, 3, 3), True), (date(2027, 3, 4), False)])
def test_a_day_that_has_passed_is_no_deadline(today: date, listed: bool) -> None:
    assert ("rank_list" in ids(today, target_season="2027", applied="yes")) is listed


def test_the_exam_window_is_a_deadline_with_its_own_leads() -> None:
    window = next(one for one in found(**EXAMINED) if one.id == "exam_window")
    assert (str(window.on), window.rule, window.estimated) == ("2033-05-20", "exam_window", False)
    assert window.leads == SCHEDULE.rules["exam_window"]
    assert [citation.id for citation in window.citations if citation.id == "exam_window_years"]


def test_a_deadline_of_the_season_carries_moment_and_source() -> None:
    rank_list = next(one for one in found(target_season="2027", applied="yes") if one.id == "rank_list")
    assert rank_list.moment is not None
    assert rank_list.moment.isoformat() == "2027-03-03T21:00:00-05:00"
    assert rank_list.estimated
    assert rank_list.citations[0].sources


def test_a_season_without_a_calendar_has_months_only() -> None:
    seasonal = [one for one in found(**{**EXAMINED, "target_season": "2030"}) if one.event]
    assert seasonal
    assert all(not one.on.exact and one.moment is None and one.leads == SCHEDULE.month_leads for one in seasonal)


@pytest.mark.parametrize("season", [None, "later", "not_sure", "2019"])
def test_without_a_named_match_there_are_no_days_of_a_season(season: str | None) -> None:
    assert not [one for one in found(**{**EXAMINED, "target_season": season}) if one.event]


@pytest.mark.parametrize(
    ("facts", "listed", "left_out"),
    [
        (EXAMINED, {"eras_review", "tokens", "oet_advised", "pathways_submit", "step2ck_advised"}, {"soap_apply"}),
        (CERTIFIED, {"eras_review", "rank_list"}, {"oet_advised", "pathways_submit", "ecfmg_certificate"}),
        ({**EXAMINED, "oet_result": "passed"}, {"pathways_submit"}, {"oet_advised"}),
        ({**EXAMINED, "oet_result": "not_taken"}, {"oet_advised"}, set()),
        ({**EXAMINED, "pathway": "in_review"}, {"pathways_close"}, {"pathways_submit"}),
        ({**EXAMINED, "pathway": "accepted"}, set(), {"pathways_submit", "pathways_close"}),
        ({**EXAMINED, "step2_cs": "passed"}, {"ecfmg_certificate"}, {"oet_advised", "pathways_submit"}),
        ({**EXAMINED, "step2_ck_result": "passed"}, set(), {"step2ck_advised", "step2ck_last_safe"}),
        ({**EXAMINED, "visa_wish": "j1"}, {"j1_apply"}, {"step3"}),
        ({**EXAMINED, "visa_wish": "not_sure"}, {"j1_apply"}, {"step3"}),
        ({**EXAMINED, "visa_wish": "h1b"}, {"step3"}, {"j1_apply"}),
        ({**EXAMINED, "visa_wish": "either"}, {"step3", "j1_apply"}, set()),
        ({**EXAMINED, "visa_wish": "h1b", "step3_result": "passed"}, set(), {"step3"}),
        ({**EXAMINED, "visa_wish": "either", "citizenship": "US"}, set(), {"step3", "j1_apply"}),
        ({**EXAMINED, "visa_wish": "either", "us_status": "green_card"}, set(), {"step3", "j1_apply"}),
        ({**EXAMINED, "specialty_wish": "emergency_medicine"}, {"residencycas_submit"}, {"eras_submit", "tokens"}),
        ({**EXAMINED, "specialty_wish": "internal_medicine"}, {"eras_submit"}, {"residencycas_submit"}),
        ({**EXAMINED, "specialty_wish": "urology"}, {"urology_match"}, {"ophthalmology_match"}),
        ({**EXAMINED, "specialty_wish": "ophthalmology"}, {"ophthalmology_match"}, {"urology_match"}),
    ],
)
def test_only_what_concerns_the_applicant_is_a_deadline(
    facts: dict[str, Any], listed: set[str], left_out: set[str]
) -> None:
    got = ids(**facts)
    assert listed <= got
    assert not left_out & got


@pytest.mark.parametrize(
    ("facts", "listed", "left_out"),
    [
        (
            {"applied": "yes", "interviews": 3},
            {"step2ck_last_safe", "soap_apply", "rank_list", "ecfmg_exam_deadline"},
            {"eras_review"},
        ),
        ({"applied": "yes", "interviews": 0}, {"soap_apply"}, {"rank_list"}),
        ({"applied": "not_yet"}, {"standard_registration"}, {"soap_apply", "step2ck_last_safe"}),
    ],
)
def test_an_application_changes_what_comes_next(facts: dict[str, Any], listed: set[str], left_out: set[str]) -> None:
    got = ids(**{**EXAMINED, "target_season": "2027", **facts})
    assert listed <= got
    assert not left_out & got


@pytest.mark.parametrize(
    ("today", "lead"),
    [
        (date(2027, 1, 31), None),
        (date(2027, 2, 1), 30),
        (date(2027, 2, 23), 30),
        (date(2027, 2, 24), 7),
        (date(2027, 3, 1), 7),
        (date(2027, 3, 2), 1),
        (date(2027, 3, 3), 1),
        (date(2027, 3, 4), None),
    ],
)
def test_the_smallest_lead_reached_is_due_and_none_after_the_day(today: date, lead: int | None) -> None:
    assert letters_due(deadline(RANK_LIST, 30, 7, 1), today) == lead


@pytest.mark.parametrize(
    ("today", "lead"),
    [
        (date(2028, 12, 1), None),
        (date(2028, 12, 2), 30),
        (date(2029, 1, 1), 30),
        (date(2029, 1, 31), 30),
        (date(2029, 2, 1), None),
    ],
)
def test_a_month_alone_is_reminded_of_once_counted_from_its_first_day(today: date, lead: int | None) -> None:
    assert letters_due(deadline(PartialDate(2029, 1), *SCHEDULE.month_leads), today) == lead


def test_every_event_reminded_of_is_in_every_season() -> None:
    assert all(set(SCHEDULE.events) <= set(season.events) for season in CALENDAR.seasons.values())


def test_every_guard_is_used_and_every_rule_reminded_of_exists() -> None:
    assert {reminded.guard for reminded in SCHEDULE.events.values()} == set(GUARDS)
    assert set(SCHEDULE.rules) <= set(RULES)


@pytest.mark.parametrize("language", Language)
def test_every_deadline_of_a_season_has_its_words(language: Language) -> None:
    words = Words(language, Setting(TODAY, NUMBERS, CALENDAR))
    assert set(load_texts()[language]["deadlines"]) == set(SCHEDULE.events)
    for key in SCHEDULE.events:
        assert words(f"deadlines.{key}.name")
        assert 1 <= len(words.many(f"deadlines.{key}.lines")) <= 2
