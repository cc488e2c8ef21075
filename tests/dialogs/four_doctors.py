"""Four applicants on one Sunday: whom pictures and files are tested with."""

from __future__ import annotations

from datetime import date
from typing import Any

import knowledge.rules  # noqa: F401 - declares the rules
from dialogs.wording import Words
from knowledge.advice import Advice, advise
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Language, Profile

SETTING = Setting(date(2026, 11, 22), load_numbers(), load_calendar())

GRADUATE: dict[str, Any] = {
    "stage": "graduated",
    "citizenship": "KR",
    "school_country": "KR",
    "graduated_on": "2026-02",
    "licence": "valid",
    "sanction": "none",
    "training": "none",
    "military": "not_yet",
    "birth_year": 2000,
    "officer_candidate": "not_signed",
    "step1_result": "passed",
    "step1_passed_on": "2026-05-20",
    "step1_attempts": 1,
    "step2_ck_result": "not_taken",
    "oet_result": "not_taken",
    "us_status": "none",
    "visa_wish": "not_sure",
    "target_season": "2029",
}
INTERNIST: dict[str, Any] = {
    **GRADUATE,
    "graduated_on": "2014",
    "training": "completed",
    "training_specialty": "internal_medicine",
    "military": "served",
    "step1_passed_on": "2019-05",
    "visa_wish": "j1",
    "target_season": "2028",
}
INDIAN: dict[str, Any] = {
    "stage": "graduated",
    "citizenship": "IN",
    "school_country": "IN",
    "graduated_on": "2022-03",
    "step1_result": "passed",
    "step1_passed_on": "2023-06-01",
    "step2_ck_result": "passed",
    "step2_ck_passed_on": "2025-08-12",
    "ecfmg_certificate": "held",
    "certificate_valid_until": "2028-12-31",
    "step3_result": "not_taken",
    "us_status": "none",
    "visa_wish": "h1b",
    "target_season": "2027",
    "applied": "yes",
    "interviews": 4,
}
STUDENT: dict[str, Any] = {
    "stage": "student",
    "citizenship": "CN",
    "school_country": "CN",
    "graduates_on": "2028-06",
    "step1_result": "not_taken",
    "step2_ck_result": "not_taken",
    "oet_result": "not_taken",
    "us_status": "none",
    "visa_wish": "j1",
    "target_season": "2030",
}
DOCTORS = {"graduate": GRADUATE, "internist": INTERNIST, "indian": INDIAN, "student": STUDENT}


def advised(facts: dict[str, Any], setting: Setting = SETTING, **changed: Any) -> Advice:
    """The advice for these facts; a fact changed to None is not known."""
    return advise(Profile.model_validate({**facts, **changed}), setting)


def speaking(language: Language, setting: Setting = SETTING) -> Words:
    """The words of that language on the setting's day."""
    return Words(language, setting)
