"""Whatever the rules of the application and the Match find can be said in three languages: no value is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import knowledge.rules  # noqa: F401 - declares the rules
from dialogs.wording import Words
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Language, Profile
from knowledge.rule import RULES, Finding

Facts = dict[str, Any]

NUMBERS, CALENDAR = load_numbers(), load_calendar()
SUBJECTS = ("application", "feasibility", "match", "specialties")
MINE = [rule for rule in RULES.values() if rule.judge.__module__.rpartition(".")[2] in SUBJECTS]
DAYS = [
    date(2026, 11, 22),
    date(2027, 1, 30),
    date(2027, 2, 1),
    date(2027, 6, 23),
    date(2027, 7, 30),
    date(2027, 9, 1),
    date(2027, 9, 23),
    date(2028, 2, 1),
    date(2028, 4, 1),
]
NONE_PASSED: Facts = {"step1_result": "not_taken", "step2_ck_result": "not_taken"}
STEP1: Facts = {"step1_result": "passed", "step1_passed_on": "2025-05-20", "step2_ck_result": "not_taken"}
BOTH: Facts = {**STEP1, "step2_ck_result": "passed", "step2_ck_passed_on": "2026-05", "step2_ck_score": 244}
STUDENT: Facts = {"stage": "student", "graduates_on": "2028-02", "usce": "none"}
LATE_STUDENT: Facts = {"stage": "student", "graduates_on": "2028-08", "usce": "four_months_or_more"}
GRADUATES: list[Facts] = [
    {"stage": "graduated", "graduated_on": year, "usce": usce, "us_letters": letters, "publications": papers}
    for year, usce, letters, papers in (
        ("2026-02", "none", 0, "none"),
        ("2023-06", "up_to_one_month", 1, "one_to_four"),
        ("2012", "two_to_three_months", 3, "five_or_more"),
        ("2024", "four_months_or_more", 2, "none"),
    )
]
APPLIED: list[Facts] = [{"applied": "yes", "interviews": count} for count in (None, 0, 3, 12)]
SPECIALTIES = [
    "internal_medicine",
    "family_medicine",
    "neurology",
    "general_surgery",
    "dermatology",
    "transitional_year",
    "nuclear_medicine",
    "emergency_medicine",
    "urology",
    "ophthalmology",
]
BOOKED: list[Facts] = [{**STEP1, "step2_ck_booked_on": day} for day in ("2027-06-01", "2027-08-20", "2026-12-10")]
PROFILES: list[Facts] = [
    {**STEP1, **GRADUATES[0], **APPLIED[1], "target_season": "2027"},
    {**BOTH, **STUDENT, "graduates_on": "2028", "target_season": "2028"},
    *({**facts, **STEP1, "target_season": "2028"} for facts in (*GRADUATES, STUDENT, LATE_STUDENT)),
    *({**exams, "target_season": year} for exams in (NONE_PASSED, *BOOKED, BOTH) for year in ("2027", "2028", "2030")),
    *({**exams, "target_season": "later", "military": "not_yet"} for exams in (NONE_PASSED, BOTH)),
    *({**exams, "target_season": "not_sure"} for exams in (NONE_PASSED, BOTH)),
    *(
        {**BOTH, **facts, "target_season": year}
        for facts in (*APPLIED, {"applied": "not_yet"})
        for year in ("2027", "2028")
    ),
    *({**STEP1, **facts, "target_season": "2027"} for facts in (*APPLIED, {**BOOKED[2], "applied": "yes"})),
    *({**BOTH, **APPLIED[2], "specialty_wish": key, "target_season": "2027"} for key in SPECIALTIES),
    *({**STEP1, "specialty_wish": key, "target_season": "2028"} for key in SPECIALTIES),
]


def findings() -> dict[tuple[str, str], tuple[Finding, Setting]]:
    """One finding of every rule and case that the days and profiles give."""
    found = {}
    for day in DAYS:
        setting = Setting(day, NUMBERS, CALENDAR)
        for facts in PROFILES:
            profile = Profile.model_validate(facts)
            for rule in MINE:
                finding = rule.find(profile, setting)
                if finding and finding.judgement.case != "unknown":
                    found[rule.id, finding.judgement.case] = finding, setting
    return found


FOUND = findings()


def test_the_profiles_reach_every_rule() -> None:
    assert {rule for rule, _ in FOUND} == {rule.id for rule in MINE}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("rule", "case"), FOUND)
def test_a_finding_is_said_with_every_value_it_names(rule: str, case: str, language: Language) -> None:
    finding, setting = FOUND[rule, case]
    words, key = Words(language, setting), f"findings.{rule}.{case}"
    assert words(f"{key}.headline", **finding.judgement.values)
    assert words.many(f"{key}.lines", **finding.judgement.values)
    for part in ("action", "brief"):
        assert words.has(f"{key}.{part}") or not (finding.due and part == "brief")
        if words.has(f"{key}.{part}"):
            assert words(f"{key}.{part}", **finding.judgement.values)
