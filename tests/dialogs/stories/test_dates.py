"""Dates within a sentence are read as exactly as they are told, and no more exactly."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.stories.dates import dates, exactest
from dialogs.stories.normal import normal
from knowledge.days import PartialDate
from knowledge.profile import Language

TODAY = date(2026, 11, 22)

PAST = [
    ("2023.5 합격", ["2023-05"]),
    ("25년 4월 패스", ["2025-04"]),
    ("작년 5월", ["2025-05"]),
    ("재작년 가을", ["2024"]),
    ("올 9월", ["2026-09"]),
    ("그제 봤고", ["2026-11-20"]),
    ("지난 3월", ["2026-03"]),
    ("24/7/15", ["2024-07-15"]),
    ("98년 졸업", ["1998"]),
    ("3개월 전에", ["2026-08"]),
    ("03/2023", ["2023-03"]),
    ("31/12/2024", ["2024-12-31"]),
    ("6/12/2025", ["2025"]),
    ("this Feb", ["2026-02"]),
    ("last December", ["2025-12"]),
    ("Aug 14th this year", ["2026-08-14"]),
    ("Nov 2023", ["2023-11"]),
    ("summer of 2024", ["2024"]),
    ("early 2026", ["2026"]),
    ("yesterday", ["2026-11-21"]),
    ("前年过了", ["2024"]),
    ("今年五月第一次", ["2026-05"]),
    ("去年8月一次过", ["2025-08"]),
    ("上个月", ["2026-10"]),
    ("2024年5月没过,同年12月过", ["2024-05", "2024-12"]),
]
AHEAD = [
    ("내후년 4월", ["2028-04"]),
    ("다음달 10일", ["2026-12-10"]),
    ("이번 1월", ["2027-01"]),
    ("12월 15일", ["2026-12-15"]),
    ("내년 3~4월", ["2027"]),
    ("3주 뒤", ["2026-12"]),
    ("in feb", ["2027-02"]),
    ("March or April 2027", ["2027"]),
    ("on Dec 20", ["2026-12-20"]),
    ("next summer", ["2027"]),
    ("明年1月20号", ["2027-01-20"]),
    ("2028年初", ["2028"]),
]
NONE = [
    "3년차",
    "10년 일했고",
    "last summer",
    "이번 겨울",
    "I may go and march on",
    "3.5개월",
    "GPA 3.85",
    "245점",
    "2000 questions",
]


@pytest.mark.parametrize(("text", "expected"), PAST)
def test_past_dates_are_read_as_told(text: str, expected: list[str]) -> None:
    language = Language.EN if text.isascii() else Language.KO
    found = [when.on(TODAY, ahead=False) for when in dates(normal(text, language), TODAY)]
    assert [str(day) for day in found] == expected


@pytest.mark.parametrize(("text", "expected"), AHEAD)
def test_a_date_ahead_without_its_year_is_the_next_one(text: str, expected: list[str]) -> None:
    language = Language.EN if text.isascii() else Language.KO
    found = [when.on(TODAY, ahead=True) for when in dates(normal(text, language), TODAY)]
    assert [str(day) for day in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_or_may_be_two_is_not_read(text: str) -> None:
    language = Language.EN if text.isascii() else Language.KO
    assert dates(normal(text, language), TODAY) == ()


def test_a_slash_means_month_and_day_outside_english_only() -> None:
    assert [when.day for when in dates(normal("12/18에 봐요", Language.KO), TODAY)] == [18]
    assert dates(normal("on 12/18", Language.EN), TODAY) == ()


def test_the_exactest_date_wins_where_all_agree() -> None:
    year, month, other = PartialDate(2023), PartialDate(2023, 10), PartialDate(2024, 3)
    assert exactest([year, month]) == month
    assert exactest([month, other]) is None
    assert exactest([]) is None
