from __future__ import annotations

import pytest

from dialogs.kinds import Number, Year
from tests.dialogs.kinds.listening import ears, refusal


@pytest.mark.parametrize(
    "written",
    [
        "248",
        "248점",
        "248점이요",
        "점수는 248점입니다",
        "248 points",
        "score: 248",
        "I got 248",
        "248分",
        "考了248分",
        "２４８",
    ],
)
def test_a_score_is_read(written: str) -> None:
    assert Number(1, 300).hear(written, ears()) == "248"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2480", "out_of_range"),
        ("0", "out_of_range"),
        ("9" * 30, "unreadable"),
        ("약 240", "unreadable"),
        ("240점 정도", "unreadable"),
        ("about 240", "unreadable"),
        ("240?", "unreadable"),
        ("240-250", "unreadable"),
        ("240 250", "unreadable"),
        ("2.48", "unreadable"),
        ("248/300", "unreadable"),
        ("-248", "unreadable"),
        ("pass", "unreadable"),
        ("기억 안 나요", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_a_score_is_not_guessed(written: str, reason: str) -> None:
    assert refusal(Number(1, 300), written, ears()) == reason


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("3년", "3"),
        ("세 군데", "3"),
        ("4 years", "4"),
        ("five", "5"),
        ("五年", "5"),
        ("없어요", "0"),
        ("none", "0"),
        ("열 곳", "10"),
    ],
)
def test_years_and_interviews_are_read(written: str, years: str) -> None:
    assert Number(0, 60).hear(written, ears()) == years
    assert Number(0, 60).value(years) == int(years)


@pytest.mark.parametrize("written", ["3년차", "3.5년", "3년 반", "3년 6개월", "5개월", "두세 년", "네"])
def test_half_years_and_running_years_are_asked_again(written: str) -> None:
    assert refusal(Number(0, 15), written, ears()) == "unreadable"


def test_none_is_no_score() -> None:
    assert refusal(Number(1, 300), "없어요", ears()) == "unreadable"


@pytest.mark.parametrize("response", ["-1", "16", "3.0", "three", "", "²"])
def test_what_is_no_number_in_range_is_no_response(response: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        Number(0, 15).value(response)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2000", "2000"),
        ("00년생", "2000"),
        ("00년생이요", "2000"),
        ("2000년생입니다", "2000"),
        ("저는 95년생이에요", "1995"),
        ("95", "1995"),
        ("'95", "1995"),
        ("05", "2005"),
        ("10", "2010"),
        ("born in 1995", "1995"),
        ("1995年出生", "1995"),
        ("95年的", "1995"),
    ],
)
def test_a_year_of_birth_is_read(written: str, year: str) -> None:
    assert Year().hear(written, ears()) == year
    assert Year().value(year) == int(year)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("26", "ambiguous"),
        ("35", "ambiguous"),
        ("26살", "unreadable"),
        ("만 26세", "unreadable"),
        ("95학번", "unreadable"),
        ("950302", "unreadable"),
        ("00后", "unreadable"),
        ("95 or 96", "unreadable"),
        ("95년생?", "unreadable"),
        ("2020", "out_of_range"),
        ("1930", "out_of_range"),
        ("11", "out_of_range"),
    ],
)
def test_an_age_is_no_year_of_birth(written: str, reason: str) -> None:
    assert refusal(Year(), written, ears()) == reason


def test_what_is_no_year_is_no_response() -> None:
    with pytest.raises(ValueError, match="no year"):
        Year().value("95")
