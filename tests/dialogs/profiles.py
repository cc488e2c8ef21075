"""Ten doctors at very different places on the road, and what the rules say about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.advice import Advice, advise
from knowledge.profile import Profile
from tests.dialogs.talk import TODAY, setting

GRADUATE: Mapping[str, Any] = {
    "stage": "graduated",
    "school_country": "KR",
    "school": "KNU",
    "citizenship": "KR",
    "graduated_on": "2020-02",
    "licence": "valid",
    "sanction": "none",
    "training": "none",
    "military": "served",
    "us_status": "none",
    "past_j1": "never",
}
EXAMINED: Mapping[str, Any] = {
    **GRADUATE,
    "step1_result": "passed",
    "step1_passed_on": "2025-05-20",
    "step1_attempts": 1,
    "step2_ck_result": "passed",
    "step2_ck_passed_on": "2026-03-02",
    "step2_ck_score": 248,
    "step2_ck_attempts": 1,
}
CERTIFIED: Mapping[str, Any] = {**EXAMINED, "ecfmg_certificate": "held", "certificate_valid_until": "2028-12-31"}

PROFILES: Mapping[str, Mapping[str, Any]] = {
    "nothing told": {},
    "a Chinese student": {
        "stage": "student",
        "school_country": "CN",
        "citizenship": "CN",
        "graduates_on": "2028-06",
        "step1_result": "not_taken",
        "step2_ck_result": "not_taken",
        "certification_application": "not_yet",
        "us_status": "none",
        "visa_wish": "not_sure",
        "usce": "none",
        "specialty_wish": "undecided",
        "target_season": "2029",
    },
    "an unserved Korean": {
        **GRADUATE,
        "military": "not_yet",
        "birth_year": 2000,
        "officer_candidate": "not_signed",
        "step1_result": "passed",
        "step1_passed_on": "2026-05-20",
        "step1_attempts": 2,
        "step2_ck_result": "not_taken",
        "visa_wish": "not_sure",
        "target_season": "2029",
    },
    "a soldier": {**GRADUATE, "military": "serving", "discharged_on": "2028-04", "target_season": "2028"},
    "a specialist with an old Step 1": {
        **GRADUATE,
        "graduated_on": "2014-02",
        "training": "completed",
        "training_specialty": "internal_medicine",
        "training_years": 4,
        "practice_years": 7,
        "step1_result": "passed",
        "step1_passed_on": "2019-05",
        "step1_attempts": 1,
        "step2_ck_result": "not_taken",
        "step2_ck_booked_on": "none",
        "step2_cs": "not_taken",
        "oet_result": "not_taken",
        "diploma_verified": "not_sure",
        "visa_wish": "j1",
        "family": "spouse_and_children",
        "specialty_wish": "internal_medicine",
        "target_season": "2028",
        "letters_wanted": "deadlines",
    },
    "four failures": {
        **GRADUATE,
        "step1_result": "failed",
        "step1_attempts": 4,
        "step1_last_sat_on": "2026-09-10",
        "step2_ck_result": "failed",
        "step2_ck_attempts": 2,
        "step2_ck_last_sat_on": "2026-10-01",
        "target_season": "2028",
    },
    "an Indian who ranks now and wants H-1B": {
        **CERTIFIED,
        "school_country": "IN",
        "citizenship": "IN",
        "military": None,
        "step2_ck_attempts": 2,
        "step3_result": "not_taken",
        "visa_wish": "h1b",
        "usce": "two_to_three_months",
        "us_letters": 2,
        "specialty_wish": "internal_medicine",
        "target_season": "2027",
        "applied": "yes",
        "interviews": 4,
    },
    "an American from abroad": {
        **EXAMINED,
        "citizenship": "US",
        "us_status": None,
        "past_j1": None,
        "military": None,
        "oet_result": "passed",
        "oet_passed_on": "2026-10-10",
        "pathway": "in_review",
        "diploma_verified": "in_progress",
        "specialty_wish": "urology",
        "target_season": "2028",
    },
    "a J-1 researcher from Iran with a certificate": {
        **CERTIFIED,
        "citizenship": "IR",
        "school_country": "IR",
        "military": None,
        "us_status": "j1",
        "past_j1": "research",
        "family": "spouse",
        "visa_wish": "either",
        "step3_result": "passed",
        "step3_passed_on": "2026-08-01",
        "step3_score": 215,
        "specialty_wish": "emergency_medicine",
        "target_season": "2027",
        "applied": "not_yet",
    },
    "a sanctioned green card holder who aims later": {
        **EXAMINED,
        "us_status": "green_card",
        "past_j1": None,
        "licence": "held_before",
        "sanction": "past_year",
        "step1_passed_on": "2018-03-01",
        "step1_score": 240,
        "step2_cs": "passed",
        "target_season": "later",
    },
}


def profile(name: str) -> Profile:
    """One of the ten."""
    return Profile.model_validate(dict(PROFILES[name]))


def advice(name: str, today: date = TODAY) -> Advice:
    """What the rules say about one of the ten."""
    return advise(profile(name), setting(today))
