"""School, diploma, name, the application, and facts that do not fit together."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.rule import Verdict, Weight
from tests.knowledge.judging import case, find

FRESH = {"step1_result": "not_taken", "step2_ck_result": "not_taken"}
STARTED = {"step1_result": "passed", "step2_ck_result": "not_taken"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [("approved", "approved"), ("in_review", "in_review"), ("not_yet", "not_yet"), (None, "unknown")],
)
def test_the_application_comes_before_the_first_exam(state: str | None, expected: str) -> None:
    assert case("application_approved", **FRESH, certification_application=state) == expected
    assert case("application_approved", **STARTED, certification_application=state) is None


@pytest.mark.parametrize(("country", "expected"), [("KR", "check_korea"), ("MA", "check"), (None, "check")])
def test_the_school_listing_is_checked_before_the_first_exam(country: str | None, expected: str) -> None:
    finding = find("school_listing", **FRESH, school_country=country)
    assert finding
    assert finding.judgement.case == expected
    assert ("kimee_recognized_until" in {citation.id for citation in finding.citations}) is (country == "KR")
    assert case("school_listing", **STARTED, school_country=country) is None


def test_students_hear_that_they_may_sit_step_1() -> None:
    assert case("student_may_sit", stage="student", school_country="KR", **FRESH) == "student"
    assert case("student_may_sit", stage="graduated", **FRESH) is None


@pytest.mark.parametrize(
    ("state", "expected", "verdict"),
    [
        ("done", "done", Verdict.MET),
        ("in_progress", "in_progress", Verdict.NOT_MET),
        ("not_sent", "not_sent", Verdict.NOT_MET),
        ("not_sure", "not_sure", Verdict.UNKNOWN),
        (None, "unknown", Verdict.UNKNOWN),
    ],
)
def test_the_diploma_is_verified_with_the_school(state: str | None, expected: str, verdict: Verdict) -> None:
    finding = find("diploma_verification", stage="graduated", **STARTED, diploma_verified=state)
    assert finding
    assert (finding.judgement.case, finding.verdict) == (expected, verdict)


def test_students_have_no_diploma_to_verify() -> None:
    assert case("diploma_verification", stage="student", **FRESH) is None


@pytest.mark.parametrize("citizenship", ["KR", "IN", None])
def test_the_name_is_the_same_everywhere(citizenship: str | None) -> None:
    assert case("name_consistency", **FRESH, citizenship=citizenship) == "same_everywhere"


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        ("passed_in_future", {"step1_passed_on": "2026-11-23"}, "future"),
        ("passed_in_future", {"step1_passed_on": "2026-11-22"}, None),
        ("passed_in_future", {"step1_passed_on": "2026-11"}, None),
        ("passed_in_future", {"step1_passed_on": "2026-01", "oet_passed_on": "2027-01"}, "future"),
        ("step3_without_certificate", {"step3_result": "passed", "ecfmg_certificate": "not_yet"}, "no_certificate"),
        ("step3_without_certificate", {"step3_result": "passed", "ecfmg_certificate": "held"}, None),
        ("step3_without_certificate", {"step3_result": "not_taken", "ecfmg_certificate": "not_yet"}, None),
        ("certificate_without_steps", {"ecfmg_certificate": "held", "step1_result": "failed"}, "step_missing"),
        ("certificate_without_steps", {"ecfmg_certificate": "held", "step1_result": "passed"}, None),
        ("student_with_license", {"stage": "student", "licence": "valid"}, "licensed_student"),
        ("student_with_license", {"stage": "student", "graduates_on": "2026-10"}, "graduated_already"),
        ("student_with_license", {"stage": "student", "graduates_on": "2026-11"}, None),
        ("graduated_in_future", {"stage": "graduated", "graduated_on": "2026-12"}, "future"),
        ("graduated_in_future", {"stage": "graduated", "graduated_on": "2026-11"}, None),
        ("graduated_in_future", {"stage": "graduated", "graduated_on": "2026"}, None),
    ],
)
def test_facts_that_do_not_fit_together_are_asked_about(rule: str, facts: dict[str, Any], expected: str | None) -> None:
    finding = find(rule, **facts)
    assert (finding and finding.judgement.case) == expected
    assert finding is None or (finding.verdict, finding.weight) == (Verdict.AT_RISK, Weight.URGENT)
