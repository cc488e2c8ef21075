"""What the road still costs: only what is before this doctor, sums that add up, gaps that are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from knowledge.budget import Budget, Part, budget, converted
from knowledge.comparison import Place, compare, score_range
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Profile

SETTING = Setting(date(2026, 11, 22), load_numbers(), load_calendar())
KOREAN: dict[str, Any] = {"citizenship": "KR", "us_status": "none", "visa_wish": "j1"}


def of(programs: int | None = None, **facts: Any) -> Budget:
    return budget(Profile(**(KOREAN | facts)), SETTING, programs)


def amount(found: Budget, name: str) -> tuple[int, int]:
    return next((line.low, line.high) for line in found.lines if line.id == name)


def names(found: Budget) -> set[str]:
    return {line.id for line in found.lines}


@pytest.mark.parametrize(
    ("programs", "cost"), [(0, 0), (1, 11), (30, 330), (31, 360), (50, 930), (100, 2430), (150, 3930)]
)
def test_eras_grows_dearer_after_its_first_programs(programs: int, cost: int) -> None:
    assert amount(of(programs), "eras") == (cost, cost)


@pytest.mark.parametrize(("programs", "cost"), [(0, 0), (1, 99), (18, 99), (19, 117), (30, 315), (31, 338), (46, 683)])
def test_emergency_medicine_pays_residencycas_instead(programs: int, cost: int) -> None:
    found = of(programs, specialty_wish="emergency_medicine")
    assert amount(found, "residencycas") == (cost, cost)
    assert not {"eras", "token", "transcript"} & names(found)


def test_a_price_not_found_is_named_and_not_summed() -> None:
    found = of(60, specialty_wish="obstetrics_gynecology")
    assert not {"eras", "residencycas"} & names(found)
    assert found.unknown[:2] == ("residencycas_price", "support_form")


def test_the_totals_are_the_sums_of_the_lines_and_of_the_parts() -> None:
    found = of()
    assert found.total_low == sum(line.low for line in found.lines) == 7280
    assert found.total_high == sum(line.high for part in Part for line in found.of(part)) == 9025
    assert all(0 <= line.low <= line.high and line.citations for line in found.lines)


@pytest.mark.parametrize(
    ("facts", "gone"),
    [
        ({"step1_result": "passed"}, {"step1"}),
        ({"step2_ck_result": "passed"}, {"step2_ck"}),
        ({"step3_result": "passed"}, {"step3"}),
        ({"oet_result": "passed"}, {"oet"}),
        ({"certification_application": "approved"}, {"application"}),
        ({"certification_application": "in_review"}, {"application"}),
        ({"pathway": "accepted"}, {"pathway"}),
        ({"step2_cs": "passed"}, {"pathway", "oet"}),
        ({"applied": "yes"}, {"eras", "token", "transcript"}),
        ({"us_status": "green_card"}, {"sevis", "visa_application", "sponsor", "integrity"}),
        ({"visa_wish": "h1b"}, {"sevis", "visa_application", "sponsor"}),
        ({"ecfmg_certificate": "held"}, {"step1", "step2_ck", "oet", "application", "pathway"}),
    ],
)
def test_what_is_done_costs_nothing_more(facts: dict[str, Any], gone: set[str]) -> None:
    assert names(of()) - names(of(**facts)) == gone


@pytest.mark.parametrize("facts", [{"step1_result": "failed"}, {"pathway": "not_sent"}, {"oet_result": "failed"}])
def test_what_failed_or_was_not_sent_is_still_to_be_paid(facts: dict[str, Any]) -> None:
    assert names(of(**facts)) == names(of())


def test_the_sponsor_is_paid_every_year_of_training() -> None:
    assert amount(of(specialty_wish="family_medicine"), "sponsor") == (370, 1110)
    assert amount(of(specialty_wish="neurosurgery"), "sponsor") == (370, 2590)


def test_a_fee_that_may_not_be_asked_counts_only_in_the_higher_sum() -> None:
    assert amount(of(), "integrity") == (0, 250)


def test_fees_of_later_years_are_said_not_to_be_known() -> None:
    assert {"next_years", "step2_ck", "account"} <= set(of().unknown)
    certified = of(ecfmg_certificate="held", step3_result="passed", visa_wish="h1b")
    assert certified.unknown == ("h1b", "licence", "living")


def test_without_a_number_of_programs_the_worked_example_is_taken() -> None:
    assert of().programs == 100


@pytest.mark.parametrize(("today", "won"), [("2025-12-29", 1_400_000), ("2025-12-30", 1_439_000)])
def test_dollars_are_turned_at_the_rate_in_force(today: str, won: int) -> None:
    amount_of, rate = converted(1000, "krw_per_usd", replace(SETTING, today=date.fromisoformat(today)))
    assert (amount_of, rate.id) == (won, "krw_per_usd")


def test_a_specialty_shows_what_was_found_and_nothing_else() -> None:
    medicine, urology = compare(["internal_medicine", "urology", "internal_medicine"], SETTING)
    assert (medicine.matched, medicine.ranked_first, medicine.percent) == (3392, 6992, 48.5)
    assert (urology.signals, urology.matched, urology.percent, urology.ck_matched) == (30, None, None, None)
    assert all(citation.sources for citation in medicine.citations + urology.citations)


@pytest.mark.parametrize(
    ("specialty", "score", "place"),
    [
        ("internal_medicine", 249, Place.AT_MATCHED),
        ("internal_medicine", 248, Place.BETWEEN),
        ("internal_medicine", 242, Place.BETWEEN),
        ("internal_medicine", 241, Place.BELOW),
        ("family_medicine", 200, Place.NO_DIFFERENCE),
        ("internal_medicine", None, None),
    ],
)
def test_a_score_stands_between_the_means(specialty: str, score: int | None, place: Place | None) -> None:
    found = score_range(specialty, Profile(step2_ck_result="passed", step2_ck_score=score), SETTING)
    assert found
    assert found.place is place


def test_a_specialty_without_means_has_no_picture_of_scores() -> None:
    assert score_range("dermatology", Profile(step2_ck_result="passed", step2_ck_score=260), SETTING) is None
