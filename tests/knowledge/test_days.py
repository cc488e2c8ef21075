"""Days as people remember them: read, bounded, added to; no day that does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from knowledge.days import PartialDate, add_months

DATES = st.dates(date(1950, 1, 1), date(2100, 12, 31))


class Dated(BaseModel):
    """Something with a day, read from data."""

    on: PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last", "exact"),
    [
        ("2026-05-20", "2026-05-20", "2026-05-20", True),
        ("2026-05", "2026-05-01", "2026-05-31", False),
        ("2026", "2026-01-01", "2026-12-31", False),
        ("2024-02", "2024-02-01", "2024-02-29", False),
        ("2023-02", "2023-02-01", "2023-02-28", False),
        ("2024-02-29", "2024-02-29", "2024-02-29", True),
        ("2026-12", "2026-12-01", "2026-12-31", False),
        ("1900-02", "1900-02-01", "1900-02-28", False),
    ],
)
def test_a_day_is_as_wide_as_it_is_remembered(text: str, first: str, last: str, exact: bool) -> None:
    on = PartialDate.parse(text)
    assert (str(on.first), str(on.last), on.exact, str(on)) == (first, last, exact, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "0000", " 2026", "2026-", "May 2026", "２０２６", "2026-05-20 ", "2026-05-20T00:00"),
        *("26-05-20", "2026-5-20", "2026-13", "2026-00", "2026-02-30", "2023-02-29", "2026-05-00"),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(ValueError, match="a day needs its month"):
        PartialDate(2026, None, 20)


@pytest.mark.parametrize(
    ("text", "years", "months", "later"),
    [
        ("2024-02-29", 1, 0, "2025-02-28"),
        ("2024-02-29", 4, 0, "2028-02-29"),
        ("2024-02-29", 7, 0, "2031-02-28"),
        ("2026-01-31", 0, 1, "2026-02-28"),
        ("2027-12-31", 0, 2, "2028-02-29"),
        ("2026-05-20", 7, 0, "2033-05-20"),
        ("2026-05", 7, 0, "2033-05"),
        ("2026-05", 0, 8, "2027-01"),
        ("2026-12", 0, 12, "2027-12"),
        ("2026", 7, 0, "2033"),
        ("2026", 0, 24, "2028"),
        ("2026-03-31", 0, -1, "2026-02-28"),
        ("2026-01", 0, -1, "2025-12"),
        ("2026-05-20", -7, 0, "2019-05-20"),
    ],
)
def test_years_and_months_are_added_as_the_calendar_has_them(text: str, years: int, months: int, later: str) -> None:
    assert str(PartialDate.parse(text).plus(years=years, months=months)) == later


@given(DATES, st.integers(1, 3))
def test_the_text_of_a_day_reads_back_as_it(day: date, known: int) -> None:
    on = (PartialDate(day.year), PartialDate(day.year, day.month), PartialDate.of(day))[known - 1]
    assert PartialDate.parse(str(on)) == on
    assert on.first <= day <= on.last


@given(DATES, DATES, st.integers(0, 30))
def test_an_earlier_day_stays_the_earlier_one_when_years_are_added(one: date, another: date, years: int) -> None:
    first, second = (PartialDate.of(day).plus(years=years).first for day in sorted((one, another)))
    assert first <= second


@given(DATES, st.integers(0, 600))
def test_months_forward_and_back_lose_at_most_the_end_of_a_month(day: date, months: int) -> None:
    there_and_back = add_months(add_months(day, months), -months)
    assert there_and_back <= day
    assert (day - there_and_back).days <= 3


@pytest.mark.parametrize(
    ("value", "read"),
    [("2026-05", "2026-05"), (date(2026, 5, 20), "2026-05-20"), (2026, "2026"), (PartialDate(2026, 5), "2026-05")],
)
def test_data_holds_days_as_text_dates_and_years(value: object, read: str) -> None:
    assert str(Dated.model_validate({"on": value}).on) == read


@pytest.mark.parametrize("value", ["soon", 13, None, "2026-02-30"])
def test_data_that_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="1 validation error"):
        Dated.model_validate({"on": value})


def test_a_day_is_written_back_as_it_was_read() -> None:
    assert Dated(on=PartialDate(2026, 5)).model_dump_json() == '{"on":"2026-05"}'
    assert Dated(on=PartialDate(2026, 5)).model_dump() == {"on": PartialDate(2026, 5)}
