"""Visas: who needs one, what J-1 and H-1B ask, whose letter, and which citizenships are kept out."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.rule import Verdict, Weight
from tests.knowledge.judging import case, due, find

KOREAN = {"citizenship": "KR", "us_status": "none", "past_j1": "never"}
INDIAN = {"citizenship": "IN", "us_status": "none", "past_j1": "never"}
KOREAN_DOCTOR = {**KOREAN, "stage": "graduated", "school_country": "KR", "licence": "valid", "sanction": "none"}

ON_A_VISA = (
    "j1_requirements",
    "j1_file_complete",
    "statement_of_need",
    "statement_of_need_korea",
    "j1_two_year_rule",
    "j1_seven_year_cap",
    "h1b_requirements",
    "h1b_step3",
    "h1b_payment_question",
    "j1_fallback",
    "visa_choice",
    "travel_restrictions",
    "short_visit",
    "green_card_before_match",
)


@pytest.mark.parametrize("rule", ON_A_VISA)
@pytest.mark.parametrize(
    "facts",
    [
        {"citizenship": "US"},
        {"citizenship": "KR", "us_status": "green_card"},
        {"citizenship": "IR", "us_status": "green_card"},
    ],
)
def test_citizens_and_green_card_holders_hear_nothing_of_visas(rule: str, facts: dict[str, str]) -> None:
    assert case(rule, **facts, visa_wish="either", target_season="2028", stage="graduated") is None


def test_who_needs_no_visa_is_told_so() -> None:
    assert case("visa_none_needed", citizenship="US") == "citizen"
    assert case("visa_none_needed", citizenship="KR", us_status="green_card") == "green_card"
    assert case("visa_none_needed", **KOREAN) is None
    assert case("visa_none_needed") is None


def test_the_j1_rule_names_the_facts_it_lacks() -> None:
    finding = find("j1_requirements", citizenship="KR")
    assert finding
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.missing == ("us_status", "visa_wish")


@pytest.mark.parametrize("wish", ["j1", "either", "not_sure"])
def test_j1_is_explained_to_all_who_may_take_it(wish: str) -> None:
    assert case("j1_requirements", **KOREAN, visa_wish=wish) == "to_do"
    assert case("j1_requirements", **KOREAN, visa_wish=wish, ecfmg_certificate="held") == "certified"
    assert case("j1_requirements", **KOREAN, visa_wish="h1b") is None


def test_the_j1_file_is_due_when_the_season_says() -> None:
    assert due("j1_file_complete", **KOREAN, visa_wish="j1", target_season="2027") == "2027-04-15"
    assert due("j1_file_complete", **KOREAN, visa_wish="j1", target_season="2029") == "2029-04"
    assert case("j1_file_complete", **KOREAN, visa_wish="j1", target_season="later") is None


def test_a_j1_file_is_no_longer_asked_for_once_its_day_has_passed() -> None:
    facts = {**KOREAN, "visa_wish": "j1", "target_season": "2027"}
    assert case("j1_file_complete", "2027-04-15", **facts) == "after_match"
    assert case("j1_file_complete", "2027-04-16", **facts) is None


@pytest.mark.parametrize(
    ("changed", "expected", "verdict"),
    [
        ({}, "after_match", Verdict.NOT_MET),
        ({"sanction": "not_said"}, "after_match", Verdict.NOT_MET),
        ({"sanction": "past_year"}, "sanction", Verdict.AT_RISK),
        ({"sanction": "earlier"}, "sanction_earlier", Verdict.NOT_MET),
        ({"licence": "none", "sanction": None}, "no_licence", Verdict.AT_RISK),
        ({"licence": "held_before"}, "no_licence", Verdict.AT_RISK),
        ({"licence": "passed_not_issued", "sanction": None}, "licence_not_issued", Verdict.NOT_MET),
        ({"stage": "student", "licence": None, "sanction": None}, "student", Verdict.NOT_MET),
        ({"school_country": "HU"}, "foreign_school", Verdict.AT_RISK),
        ({"licence": None}, "licence_not_told", Verdict.UNKNOWN),
    ],
)
def test_the_korean_letter_follows_licence_and_sanction(
    changed: dict[str, Any], expected: str, verdict: Verdict
) -> None:
    finding = find("statement_of_need_korea", **{**KOREAN_DOCTOR, "visa_wish": "j1", **changed})
    assert finding
    assert (finding.judgement.case, finding.verdict) == (expected, verdict)


@pytest.mark.parametrize(
    ("citizenship", "expected", "source"),
    [
        ("CN", "china", "son_china"),
        ("IN", "india", "son_india"),
        ("PK", "pakistan", "son_pakistan"),
        ("PH", "philippines", "son_philippines"),
        ("JP", "japan", "son_japan"),
        ("GB", "united_kingdom", "son_united_kingdom"),
        ("NZ", "open_page", "son_open_pages"),
        ("MA", "general", "son_open_pages"),
    ],
)
def test_each_country_hears_of_its_own_ministry_and_sees_only_its_source(
    citizenship: str, expected: str, source: str
) -> None:
    finding = find("statement_of_need", citizenship=citizenship, us_status="none", visa_wish="j1")
    assert finding
    assert finding.judgement.case == expected
    cited = {citation.id for citation in finding.citations} - {"statement_of_need_issuer", "son_india_bond"}
    assert cited == {source}


def test_koreans_get_the_korean_letter_only() -> None:
    assert case("statement_of_need", **KOREAN_DOCTOR, visa_wish="j1") is None
    assert case("statement_of_need_korea", **INDIAN, visa_wish="j1") is None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"us_status": "j1", "past_j1": "research"}, "research_now_korea"),
        ({"us_status": "j1", "past_j1": "never"}, "research_now_korea"),
        ({"us_status": "j1", "past_j1": "research", "citizenship": "IN"}, "research_now"),
        ({"past_j1": "research"}, "research_past_korea"),
        ({"past_j1": "research", "citizenship": "CN"}, "research_past"),
        ({"past_j1": "clinical"}, "clinical"),
        ({"past_j1": "clinical", "visa_wish": "h1b"}, "clinical_h1b"),
        ({}, None),
    ],
)
def test_an_earlier_j1_is_looked_at(changed: dict[str, str], expected: str | None) -> None:
    assert case("j1_past", **{**KOREAN, "visa_wish": "j1", **changed}) == expected


def test_the_j1_limit_is_partly_used_after_clinical_training() -> None:
    assert case("j1_seven_year_cap", **KOREAN, visa_wish="j1") == "whole"
    assert case("j1_seven_year_cap", **{**KOREAN, "past_j1": "clinical"}, visa_wish="j1") == "partly_used"


def test_koreans_are_told_that_the_skills_list_changes_nothing_for_residents() -> None:
    assert case("j1_two_year_rule", **KOREAN, visa_wish="j1") == "korea"
    assert case("j1_two_year_rule", **INDIAN, visa_wish="j1") == "general"


@pytest.mark.parametrize(
    ("changed", "expected", "weight"),
    [
        ({"step3_result": "passed"}, "passed", Weight.NOTE),
        ({"ecfmg_certificate": "held", "step3_result": "not_taken"}, "not_taken", Weight.URGENT),
        ({"ecfmg_certificate": "held", "step3_result": "failed"}, "failed", Weight.URGENT),
        ({"ecfmg_certificate": "not_yet"}, "certificate_first", Weight.URGENT),
        ({"ecfmg_certificate": "held", "target_season": "2029"}, "not_taken", Weight.PLAN),
        ({"ecfmg_certificate": "held", "visa_wish": "either"}, "not_taken_optional", Weight.NOTE),
        ({"visa_wish": "either"}, "certificate_first_optional", Weight.NOTE),
    ],
)
def test_h1b_wants_step_3_in_time(changed: dict[str, str], expected: str, weight: Weight) -> None:
    finding = find("h1b_step3", **{**INDIAN, "visa_wish": "h1b", "target_season": "2027", **changed})
    assert finding
    assert (finding.judgement.case, finding.weight) == (expected, weight)


def test_step_3_is_due_with_the_season_and_late_the_day_after() -> None:
    facts = {
        **INDIAN,
        "visa_wish": "h1b",
        "target_season": "2027",
        "ecfmg_certificate": "held",
        "step3_result": "not_taken",
    }
    assert due("h1b_step3", **facts) == "2027-03-31"
    finding = find("h1b_step3", **facts)
    assert finding
    assert str(finding.judgement.values["sit_by"]) == "2027-02-03"
    later = find("h1b_step3", **{**facts, "target_season": "2028"})
    assert later
    assert str(later.judgement.values["sit_by"]) == "2028-01"
    assert case("h1b_step3", "2027-03-31", **facts) == "not_taken"
    assert case("h1b_step3", "2027-04-01", **facts) == "too_late"


def test_j1_applicants_are_not_asked_for_step_3() -> None:
    assert case("h1b_step3", **KOREAN, visa_wish="j1", target_season="2027") is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-06-11", "in_force"), ("2026-06-12", "open"), ("2026-09-21", "open"), ("2026-11-22", "open")],
)
def test_the_payment_is_certain_only_until_courts_disagreed(today: str, expected: str) -> None:
    assert case("h1b_payment_question", today, **KOREAN, visa_wish="h1b") == expected


@pytest.mark.parametrize("status", ["f1", "j1", "dependent", "another"])
def test_a_change_of_status_inside_the_us_is_outside_the_payment(status: str) -> None:
    assert case("h1b_payment_question", citizenship="KR", us_status=status, visa_wish="h1b") == "inside"


def test_the_payment_weighs_only_on_those_set_on_h1b() -> None:
    for wish, weight in (("h1b", Weight.PLAN), ("either", Weight.NOTE)):
        finding = find("h1b_payment_question", **KOREAN, visa_wish=wish)
        assert finding
        assert (finding.verdict, finding.weight) == (Verdict.AT_RISK, weight)
    assert case("h1b_payment_question", **KOREAN, visa_wish="j1") is None


def test_who_wants_h1b_only_hears_of_j1_as_a_fallback() -> None:
    assert case("j1_fallback", **KOREAN, visa_wish="h1b") == "korea"
    assert case("j1_fallback", **INDIAN, visa_wish="h1b") == "general"
    assert case("j1_fallback", **INDIAN, visa_wish="either") is None
    assert case("visa_choice", **INDIAN, visa_wish="either") == "side_by_side"
    assert case("visa_choice", **INDIAN, visa_wish="j1") is None


@pytest.mark.parametrize(
    ("family", "wish", "expected"),
    [
        ("spouse", "j1", "j1"),
        ("spouse", "h1b", "h1b"),
        ("spouse_and_children", "either", "either"),
        ("spouse", "not_sure", "either"),
        ("children", "h1b", "children"),
        ("alone", "j1", None),
    ],
)
def test_a_spouse_may_work_on_j2_but_not_on_h4(family: str, wish: str, expected: str | None) -> None:
    assert case("family_work", **KOREAN, family=family, visa_wish=wish) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("f1", "f1"), ("dependent", "dependent"), ("another", "other"), ("j1", None), ("none", None)],
)
def test_a_status_held_is_explained(status: str, expected: str | None) -> None:
    assert case("us_status_held", citizenship="CN", us_status=status) == expected


def test_a_pending_green_card_is_not_one_in_hand() -> None:
    assert case("green_card_before_match", **KOREAN) == "pending_is_not_held"
    assert case("green_card_before_match", **INDIAN) == "backlog"


def test_h1b_needs_are_listed_for_those_who_may_take_it() -> None:
    assert case("h1b_requirements", **KOREAN, visa_wish="either") == "what_it_takes"
    assert case("h1b_requirements", **KOREAN, visa_wish="j1") is None
