"""A score against the line of its own test day."""

from __future__ import annotations

import pytest

from tests.knowledge.judging import case, find


@pytest.mark.parametrize(
    ("day", "score", "expected", "line"),
    [
        ("2025-06-30", 214, "above", 214),
        ("2025-07-01", 214, "below_line", 218),
        ("2025-07-01", 218, "above", 218),
        ("2022-06-30", 209, "above", 209),
        ("2022-07-01", 209, "below_line", 214),
        ("2019-11", 233, "above", 209),
        ("2022", 225, "above_both", 214),
        ("2025", 215, "day_needed", None),
        ("2010-05", 220, "line_unknown", None),
    ],
)
def test_a_ck_score_is_held_against_the_line_of_its_test_day(
    day: str, score: int, expected: str, line: int | None
) -> None:
    finding = find("step2_ck_score", step2_ck_result="passed", step2_ck_passed_on=day, step2_ck_score=score)
    assert finding
    assert finding.judgement.case == expected
    assert finding.judgement.values.get("line") == line


@pytest.mark.parametrize(
    ("day", "score", "expected"), [("2023-12-31", 198, "above"), ("2024-01-01", 198, "below_line")]
)
def test_a_step_3_score_is_held_against_the_line_of_its_test_day(day: str, score: int, expected: str) -> None:
    assert case("step3_score", step3_result="passed", step3_passed_on=day, step3_score=score) == expected


@pytest.mark.parametrize(
    ("day", "score", "expected"),
    [
        ("2022-01-25", None, "on_transcript"),
        ("2022-01-26", None, "pass_fail"),
        ("2022-01", None, "day_needed"),
        ("2022-01-26", 230, "no_number_then"),
        ("2022-01-25", 193, "below_line"),
        ("2022-01-25", 194, "above"),
        ("2017-12-31", 192, "above"),
    ],
)
def test_step_1_lost_its_number(day: str, score: int | None, expected: str) -> None:
    assert case("step1_score", step1_result="passed", step1_passed_on=day, step1_score=score) == expected
