from __future__ import annotations

import pytest

from dialogs.kinds import PastDay
from knowledge.days import PartialDate
from tests.dialogs.kinds.listening import ears, refusal

IN_EVERY_LANGUAGE = [
    ("2021-03-02", "2021-03-02"),
    ("2021-3-2", "2021-03-02"),
    ("2021.03.02", "2021-03-02"),
    ("2021. 3. 2.", "2021-03-02"),
    ("2021/3/2", "2021-03-02"),
    ("２０２１．３．２", "2021-03-02"),
    ("20260520", "2026-05-20"),
    ("21.3.2", "2021-03-02"),
    ("2021년 3월 2일", "2021-03-02"),
    ("2021년3월2일", "2021-03-02"),
    ("21년 3월 2일", "2021-03-02"),
    ("2021년 3월 2일이요", "2021-03-02"),
    ("2026년 5월 20일에 봤어요", "2026-05-20"),
    ("2026년 5월 20일에 응시했습니다.", "2026-05-20"),
    ("2026년 5월 20일(수)", "2026-05-20"),
    ("2026년 5월 20일 수요일", "2026-05-20"),
    ("2021년 3월", "2021-03"),
    ("19년 5월", "2019-05"),
    ("2021 3월", "2021-03"),
    ("2021년", "2021"),
    ("2021", "2021"),
    ("2021-03", "2021-03"),
    ("2021.3", "2021-03"),
    ("202105", "2021-05"),
    ("3/2021", "2021-03"),
    ("13/04/2021", "2021-04-13"),
    ("12/25/2021", "2021-12-25"),
    ("2021年3月2日", "2021-03-02"),
    ("2021年3月2号", "2021-03-02"),
    ("2021年3月", "2021-03"),
    ("二〇二一年三月二日", "2021-03-02"),
    ("二零二一年十一月二十日", "2021-11-20"),
    ("2021年3月考的", "2021-03"),
    ("March 2, 2021", "2021-03-02"),
    ("march 2nd 2021", "2021-03-02"),
    ("2 Mar 2021", "2021-03-02"),
    ("2nd of March 2021", "2021-03-02"),
    ("18 march 2025", "2025-03-18"),
    ("Tuesday, 18 March 2025", "2025-03-18"),
    ("on 18 March 2025", "2025-03-18"),
    ("I took it on 2 Mar 2021.", "2021-03-02"),
    ("sat it on Mar. 2, 2021", "2021-03-02"),
    ("20-May-2026", "2026-05-20"),
    ("Mar 2021", "2021-03"),
    ("Mar '21", "2021-03"),
    ("2021 March", "2021-03"),
    ("Sept 2020", "2020-09"),
    ("올해 2월", "2026-02"),
    ("올해 2월에 봤어요", "2026-02"),
    ("작년 5월 3일", "2025-05-03"),
    ("지난해 5월", "2025-05"),
    ("작년", "2025"),
    ("재작년", "2024"),
    ("재작년 12월", "2024-12"),
    ("지난 5월", "2026-05"),
    ("지난 12월", "2025-12"),
    ("지난달", "2026-10"),
    ("今年5月", "2026-05"),
    ("今年五月二十号", "2026-05-20"),
    ("去年", "2025"),
    ("去年3月", "2025-03"),
    ("前年", "2024"),
    ("上个月", "2026-10"),
    ("this Feb", "2026-02"),
    ("Feb this year", "2026-02"),
    ("May last year", "2025-05"),
    ("last year", "2025"),
    ("last December", "2025-12"),
    ("last month", "2026-10"),
    ("어제", "2026-11-21"),
    ("그제", "2026-11-20"),
    ("오늘이요", "2026-11-22"),
    ("3일 전", "2026-11-19"),
    ("yesterday", "2026-11-21"),
    ("the day before yesterday", "2026-11-20"),
    ("2 days ago", "2026-11-20"),
    ("昨天", "2026-11-21"),
    ("前天", "2026-11-20"),
    ("99년 2월", "1999-02"),
    ("2024-02-29", "2024-02-29"),
]


@pytest.mark.parametrize("language", ["ko", "en", "zh"])
@pytest.mark.parametrize(("written", "read"), IN_EVERY_LANGUAGE)
def test_a_day_is_read_alike_whatever_the_language_of_the_buttons(written: str, read: str, language: str) -> None:
    assert PastDay().hear(written, ears(language)) == read


@pytest.mark.parametrize("language", ["ko", "zh"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("26/5/20", "2026-05-20"),
        ("26.5.20", "2026-05-20"),
        ("260520", "2026-05-20"),
        ("21/3", "2021-03"),
        ("98.2.20", "1998-02-20"),
    ],
)
def test_the_year_comes_first_in_korean_and_chinese(written: str, read: str, language: str) -> None:
    assert PastDay().hear(written, ears(language)) == read


@pytest.mark.parametrize("written", ["26/5/20", "260520", "10/11/12", "21/3"])
def test_two_digits_with_two_meanings_are_not_chosen_between_in_english(written: str) -> None:
    assert refusal(PastDay(), written, ears("en")) == "ambiguous"


REFUSED = [
    ("03/04/2021", "ambiguous"),
    ("3.4.2021", "ambiguous"),
    ("3/4", "ambiguous"),
    ("5월", "ambiguous"),
    ("5월 20일", "ambiguous"),
    ("5月20日", "ambiguous"),
    ("March", "ambiguous"),
    ("20 May", "ambiguous"),
    ("Mar 21", "ambiguous"),
    ("5월 26", "ambiguous"),
    ("last March", "ambiguous"),
    ("last November", "ambiguous"),
    ("지난 11월", "ambiguous"),
    ("next March", "future"),
    ("201112", "ambiguous"),
    ("2026년 5월 20일(목)", "ambiguous"),
    ("Monday, 18 March 2025", "ambiguous"),
    ("2026-11-23", "future"),
    ("2027년", "future"),
    ("2026년 12월", "future"),
    ("내년 4월", "future"),
    ("내일", "future"),
    ("27.5.20", "future"),
    ("2999-01-01", "future"),
    ("2월 30일", "no_such_day"),
    ("2021년 2월 30일", "no_such_day"),
    ("2021-13-01", "no_such_day"),
    ("2023-02-29", "no_such_day"),
    ("31 April 2021", "no_such_day"),
    ("2021-00-10", "no_such_day"),
    ("1949-12-31", "too_early"),
    ("0000-01-01", "too_early"),
    ("아마 5월쯤", "unreadable"),
    ("2021년 3월쯤", "unreadable"),
    ("2021년 3월 초", "unreadable"),
    ("올봄", "unreadable"),
    ("올봄이었는데 며칠이더라", "unreadable"),
    ("maybe March", "unreadable"),
    ("around March 2021", "unreadable"),
    ("大概5月", "unreadable"),
    ("2021年3月左右", "unreadable"),
    ("2021-03-02?", "unreadable"),
    ("2021年3月？", "unreadable"),
    ("2021-03-02 or 2021-03-03", "unreadable"),
    ("2021-03-02, 2022-03-02", "unreadable"),
    ("5~6월", "unreadable"),
    ("5-6월", "unreadable"),
    ("1-2 March 2021", "unreadable"),
    ("2021-2022", "unreadable"),
    ("2021년 3월 2일 248점", "unreadable"),
    ("2021-03-02 10:30", "unreadable"),
    ("30일 전", "unreadable"),
    ("두 달 전", "unreadable"),
    ("21학번", "unreadable"),
    ("00년생", "unreadable"),
    ("95", "unreadable"),
    ("20일", "unreadable"),
    ("-", "unreadable"),
    ("", "unreadable"),
    ("모르겠어요", "unreadable"),
    ("2021년 3월에 합격했어요", "unreadable"),
    ("2021-03-02" + " " * 200, "too_long"),
]


@pytest.mark.parametrize(("written", "reason"), REFUSED)
def test_what_is_not_certain_is_refused_with_its_reason(written: str, reason: str) -> None:
    assert refusal(PastDay(), written, ears("ko")) == reason


def test_a_month_that_is_not_over_may_hold_a_past_day() -> None:
    assert PastDay().hear("2026-11", ears()) == "2026-11"


def test_a_response_is_the_day_it_names() -> None:
    assert PastDay().value("2021-03") == PartialDate(2021, 3)


@pytest.mark.parametrize("response", ["", "-", "none", "2021-3", "2021-02-30", "20210302", "other"])
def test_a_response_that_is_no_day_is_a_value_error(response: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PastDay().value(response)
