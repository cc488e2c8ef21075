from __future__ import annotations

import pytest

from dialogs.kinds import Day, YearMonth
from knowledge.days import PartialDate
from knowledge.profile import NoDay
from tests.dialogs.kinds.listening import SETTING, ears, refusal

BOOKED = Day(none=NoDay.NONE)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-02", "2026-02"),
        ("2026년 2월 졸업", "2026-02"),
        ("올해 2월에 졸업했습니다", "2026-02"),
        ("2014", "2014"),
        ("2014졸", "2014"),
        ("14년 졸업", "2014"),
        ("2014년 졸업이요", "2014"),
        ("graduated in 2019", "2019"),
        ("class of 2019", "2019"),
        ("2019年毕业", "2019"),
        ("2019年6月毕业的", "2019-06"),
        ("98년 2월", "1998-02"),
    ],
)
def test_a_graduation_is_read_as_exactly_as_it_is_told(written: str, read: str) -> None:
    assert YearMonth().hear(written, ears()) == read


@pytest.mark.parametrize(
    ("written", "reason"), [("2028-02", "future"), ("14학번", "unreadable"), ("2월", "ambiguous"), ("14", "unreadable")]
)
def test_a_graduation_is_not_guessed(written: str, reason: str) -> None:
    assert refusal(YearMonth(), written, ears()) == reason


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2028-02", "2028-02"),
        ("내년 2월", "2027-02"),
        ("내후년 4월", "2028-04"),
        ("내년", "2027"),
        ("2028년 4월에 끝나요", "2028-04"),
        ("next year June", "2027-06"),
        ("明年6月", "2027-06"),
        ("26년 12월", "2026-12"),
        ("2026-11", "2026-11"),
        ("다음 달", "2026-12"),
        ("next March", "2027-03"),
    ],
)
def test_a_time_to_come_is_read(written: str, read: str) -> None:
    assert YearMonth(future=True).hear(written, ears()) == read


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2026-10", "past"),
        ("2025", "past"),
        ("작년", "past"),
        ("4월", "ambiguous"),
        ("2090년", "out_of_range"),
        ("next December", "ambiguous"),
    ],
)
def test_a_time_to_come_is_not_in_the_past(written: str, reason: str) -> None:
    assert refusal(YearMonth(future=True), written, ears("en")) == reason


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2027-06-15", "2027-06-15"),
        ("2027년 6월", "2027-06"),
        ("12/8", "2026-12-08"),
        ("12월 8일", "2026-12-08"),
        ("12월 8일로 잡았어요", "2026-12-08"),
        ("12月8日", "2026-12-08"),
        ("dec 15", "2026-12-15"),
        ("15th December", "2026-12-15"),
        ("3월 3일", "2027-03-03"),
        ("내일", "2026-11-23"),
        ("31 dec 2028", "2028-12-31"),
        ("2028-12-31까지", "2028-12-31"),
        ("until 31 December 2028", "2028-12-31"),
        ("24.12.31", "2024-12-31"),
        ("26년 5월 20일", "2026-05-20"),
    ],
)
def test_a_day_near_at_hand_needs_no_year(written: str, read: str) -> None:
    assert BOOKED.hear(written, ears()) == read


@pytest.mark.parametrize(
    ("written", "language", "reason"),
    [
        ("12/8", "en", "ambiguous"),
        ("11월 21일", "ko", "ambiguous"),
        ("6월 15일", "ko", "ambiguous"),
        ("mar 28", "en", "ambiguous"),
        ("2월 30일", "ko", "no_such_day"),
        ("2월 29일", "ko", "ambiguous"),
        ("12월쯤", "ko", "unreadable"),
    ],
)
def test_a_day_far_off_needs_its_year(written: str, language: str, reason: str) -> None:
    assert refusal(BOOKED, written, ears(language)) == reason


@pytest.mark.parametrize(
    "written",
    [
        "없어요",
        "아직이요",
        "아직 안 잡았어요",
        "기한 없음",
        "not yet",
        "No.",
        "no end date",
        "没有",
        "还没约",
        "无期限",
    ],
)
def test_there_may_be_no_day(written: str) -> None:
    assert BOOKED.hear(written, ears()) == "none"


def test_the_button_for_no_day_can_be_typed() -> None:
    assert BOOKED.hear(" 기한없음 ", ears(none="기한 없음")) == "none"


def test_no_day_and_a_day_are_both_values() -> None:
    assert BOOKED.options(SETTING) == ("none",)
    assert BOOKED.value("none") is NoDay.NONE
    assert BOOKED.value("2028-12") == PartialDate(2028, 12)
