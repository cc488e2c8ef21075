"""ECFMG Certification, Pathways, OET and the certificate."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.rule import Verdict, Weight
from tests.knowledge.judging import NUMBERS, case, due, find

OPEN = {"step1_result": "passed", "step2_ck_result": "passed", "ecfmg_certificate": "not_yet"}
HELD = {**OPEN, "ecfmg_certificate": "held"}


@pytest.mark.parametrize(
    ("facts", "remaining"),
    [
        ({}, "OET Medicine, Pathway"),
        ({"oet_result": "passed"}, "Pathway"),
        ({"oet_result": "passed", "oet_passed_on": "2026-01-01"}, "Pathway"),
        ({"oet_result": "passed", "oet_passed_on": "2025-12-31"}, "OET Medicine, Pathway"),
        ({"step2_ck_result": "failed", "oet_result": "passed", "pathway": "in_review"}, "Step 2 CK, Pathway"),
        ({"step1_passed_on": "2019-05", "step2_ck_result": "not_taken"}, "Step 1, Step 2 CK, OET Medicine, Pathway"),
        ({"step1_passed_on": "2008", "step2_ck_passed_on": "2016", "pathway": "accepted"}, "Step 1, Step 2 CK"),
        ({"step1_passed_on": "2018", "step2_ck_passed_on": "2026", "pathway": "accepted"}, "Step 1"),
        ({"step1_passed_on": "2018", "step2_ck_passed_on": "2019", "pathway": "accepted"}, ""),
        ({"pathway": "accepted"}, ""),
        ({"step2_cs": "passed"}, ""),
    ],
)
def test_what_certification_lacks_is_listed(facts: dict[str, Any], remaining: str) -> None:
    finding = find("certification_before_rank_list", **{**OPEN, **facts}, target_season="2028")
    assert finding
    assert finding.judgement.values["remaining"] == remaining
    assert finding.judgement.case == ("remains" if remaining else "complete")


@pytest.mark.parametrize(
    ("today", "expected"), [("2028-03-01", Weight.URGENT), ("2027-06-01", Weight.PLAN), ("2028-03-02", None)]
)
def test_the_requirements_are_due_when_rank_lists_close(today: str, expected: Weight | None) -> None:
    finding = find("certification_before_rank_list", today, **OPEN, target_season="2028")
    assert (finding and finding.weight) == expected
    assert finding is None or str(finding.due.on if finding.due else "") == "2028-03-01"


@pytest.mark.parametrize(
    ("stage", "verified", "expected"),
    [
        ("student", None, "after_graduation"),
        ("graduated", "done", "verified"),
        ("graduated", "in_progress", "verify_first"),
        ("graduated", None, "verify_first"),
    ],
)
def test_the_certificate_comes_before_training(stage: str, verified: str | None, expected: str) -> None:
    facts: dict[str, Any] = {**OPEN, "stage": stage, "diploma_verified": verified, "target_season": "2028"}
    assert case("certificate_before_start", **facts) == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("none", "no_end"),
        ("2026-11-21", "ended"),
        ("2026-11-22", "ends_before"),
        ("2028-06-30", "ends_before"),
        ("2028-07-01", "covers_just"),
        ("2028-07", "covers_just"),
        ("2028", "day_needed"),
        ("2028-12-31", "covers"),
    ],
)
def test_the_certificate_must_reach_the_start_of_training(until: str, expected: str) -> None:
    assert case("certificate_validity", **HELD, certificate_valid_until=until, target_season="2028") == expected


def test_an_end_not_told_is_asked_for() -> None:
    finding = find("certificate_validity", **HELD, target_season="2028")
    assert finding
    assert (finding.verdict, finding.missing) == (Verdict.UNKNOWN, ("certificate_valid_until",))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"oet_result": "not_taken"}, "needed"),
        ({}, "needed"),
        ({"oet_result": "failed"}, "again"),
        ({"oet_result": "passed"}, "passed"),
        ({"citizenship": "GB", "school_country": "GB"}, "needed"),
        ({"step2_cs": "passed"}, None),
        ({"ecfmg_certificate": "held"}, None),
        ({"ecfmg_certificate": None}, "unknown"),
        ({"ecfmg_certificate": None, "step2_ck_result": "not_taken"}, "needed"),
    ],
)
def test_oet_is_required_of_everybody_who_needs_a_pathway(facts: dict[str, Any], expected: str | None) -> None:
    assert case("oet", **{**OPEN, **facts}) == expected


@pytest.mark.parametrize(
    ("today", "season", "expected"),
    [
        ("2026-12-31", "2029", "too_early"),
        ("2027-01-01", "2029", "in_time"),
        ("2026-12-31", "2027", "in_time"),
        ("2027-01-01", "2027", "late"),
        ("2027-03-04", "2027", None),
    ],
)
def test_oet_has_its_time(today: str, season: str, expected: str | None) -> None:
    assert case("oet_for_season", today, **OPEN, oet_result="not_taken", target_season=season) == expected


@pytest.mark.parametrize(
    ("sat", "expected"),
    [("2025-12-31", "too_old"), ("2026-01-01", "young_enough"), ("2025", "too_old"), ("2026-05", "young_enough")],
)
def test_oet_grows_too_old_for_a_season(sat: str, expected: str) -> None:
    finding = find("oet_age", **OPEN, oet_result="passed", oet_passed_on=sat, target_season="2028")
    assert finding
    assert finding.judgement.case == expected
    assert {citation.id for citation in finding.citations if citation.estimated} >= {"oet_age_years"}


@pytest.mark.parametrize(("day", "points"), [("2022-03-31", 350), ("2022-04-01", 300)])
def test_the_writing_score_was_lowered(day: str, points: int) -> None:
    assert NUMBERS["oet_writing_min"].on(date.fromisoformat(day)).value == points


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"licence": "valid", "sanction": "none"}, "pathway_1"),
        ({"licence": "valid", "sanction": "not_said"}, "pathway_1"),
        ({"licence": "valid", "sanction": "past_year"}, "sanctioned"),
        ({"licence": "held_before", "sanction": "earlier"}, "sanctioned"),
        ({"licence": "held_before"}, "held_before"),
        ({"licence": "valid", "step2_cs": "failed"}, "cs_failed"),
        ({"licence": "valid", "step2_cs": "passed"}, None),
        ({"licence": "valid", "pathway": "accepted"}, None),
        ({"licence": "none"}, None),
    ],
)
def test_a_license_means_pathway_1(facts: dict[str, Any], expected: str | None) -> None:
    assert case("pathway_licensed", **OPEN, stage="graduated", school_country="KR", **facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"stage": "student"}, "student"),
        ({"stage": "graduated"}, "license_needed"),
        ({"stage": "graduated", "licence": "passed_not_issued"}, "license_first"),
        ({"stage": "graduated", "licence": "none"}, "graduation_needed"),
        ({"stage": "graduated", "licence": "none", "graduated_on": "2025-02"}, "pathway_3"),
        ({"stage": "graduated", "licence": "none", "graduated_on": "2024-12"}, "pathway_6"),
        ({"stage": "graduated", "licence": "none", "step2_cs": "failed"}, "cs_failed"),
        ({"stage": "graduated", "licence": "valid"}, None),
    ],
)
@pytest.mark.parametrize("country", ["KR", "MA"])
def test_without_a_license_the_day_of_graduation_decides(
    country: str, facts: dict[str, Any], expected: str | None
) -> None:
    assert case("pathway_unlicensed", **OPEN, school_country=country, **facts) == expected


def test_a_window_that_was_only_reckoned_is_cited_as_an_estimate() -> None:
    finding = find("pathway_unlicensed", **OPEN, stage="graduated", licence="none", graduated_on="2025-02")
    assert finding
    assert [citation.id for citation in finding.citations if citation.estimated] == ["pathway_3_5_window_years"]


@pytest.mark.parametrize(
    ("today", "pathway", "expected"),
    [
        ("2026-11-22", None, "not_open"),
        ("2027-08-17", "not_sent", "not_open"),
        ("2027-08-18", "not_sent", "open"),
        ("2028-01-31", "not_sent", "open"),
        ("2028-02-01", "not_sent", "late"),
        ("2028-02-01", "in_review", "in_review"),
        ("2028-03-02", "in_review", None),
        ("2027-08-18", "accepted", None),
    ],
)
def test_the_pathway_has_its_time(today: str, pathway: str | None, expected: str | None) -> None:
    assert case("pathway_by_season", today, **OPEN, pathway=pathway, target_season="2028") == expected


def test_the_pathway_is_due_at_its_season_s_day() -> None:
    assert due("pathway_by_season", **OPEN, pathway="not_sent", target_season="2028") == "2028-01-31"


def test_an_accepted_pathway_is_said_to_end() -> None:
    assert case("pathway_accepted", **OPEN, pathway="accepted") == "accepted"


@pytest.mark.parametrize(
    ("result", "expected"), [("passed", "passed"), ("failed", "failed"), ("not_taken", "never"), (None, None)]
)
def test_step_2_cs_is_gone_but_may_still_count(result: str | None, expected: str | None) -> None:
    assert case("step2_cs", **OPEN, step2_cs=result) == expected
    assert case("step2_cs", **HELD, step2_cs=result) is None


@pytest.mark.parametrize(("day", "offered"), [("2021-01-25", True), ("2021-01-26", False)])
def test_step_2_cs_ended(day: str, offered: bool) -> None:
    assert NUMBERS["step2_cs_offered"].on(date.fromisoformat(day)).value is offered
