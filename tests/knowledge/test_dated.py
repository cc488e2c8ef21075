"""Numbers with a history: the value of the day, its source, and an error where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.dated import Citation, NotInForce, Numbers, Parameter, Source, Trilingual, Value
from knowledge.days import PartialDate
from tests.knowledge.small import LABEL, LINE, SOURCE, parameter

SOURCE_DATA = {"publisher": "ECFMG", "url": "https://www.ecfmg.org/", "as_of": "2025-08", "read_on": "2026-11-22"}
DATA: dict[str, Any] = {
    "id": "line",
    "label": {"en": "a", "ko": "가", "zh": "一"},
    "stale_after": "2027-06-01",
    "values": [{"since": "2021-01-01", "value": 209, "sources": [SOURCE_DATA]}],
}


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2021-01-01", 209),
        ("2025-06-30", 209),
        ("2025-07-01", 218),
        ("2040-01-01", 218),
    ],
)
def test_a_value_holds_from_its_day_until_the_next(day: str, value: int) -> None:
    assert LINE.on(date.fromisoformat(day)).value == value


def test_before_the_first_value_there_is_none_and_that_is_said_with_the_day() -> None:
    with pytest.raises(NotInForce, match="line has no value on 2020-12-31"):
        LINE.on(date(2020, 12, 31))


@pytest.mark.parametrize(
    "days",
    [("2025-07-01", "2021-01-01"), ("2021-01-01", "2021-01-01"), ("2021-01-01", "2025-07-01", "2023-01-01")],
)
def test_a_history_out_of_order_does_not_load(days: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="in the order of their `since`"):
        parameter("line", *[(day, 1) for day in days])


def test_a_number_without_a_history_does_not_load() -> None:
    with pytest.raises(ValidationError, match="values"):
        parameter("line")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"values": [{"since": "2021-01-01", "value": 209, "sources": []}]}, "sources"),
        ({"values": [{"since": "2021-01-01", "value": 209}]}, "sources"),
        ({"values": [{"since": "soon", "value": 209, "sources": [SOURCE_DATA]}]}, "since"),
        ({"values": [{"since": "2021-01-01", "sources": [SOURCE_DATA]}]}, "value"),
        ({"label": {"en": "a", "ko": "가"}}, "zh"),
        ({"label": {"en": "a", "ko": "", "zh": "一"}}, "ko"),
        ({"stale_after": None}, "stale_after"),
        ({"confidence": "certain"}, "confidence"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_incomplete_does_not_load(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ValidationError, match=place):
        Parameter.model_validate({**DATA, **change})


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"url": "http://www.ecfmg.org/"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "https://a b"}, "url"),
        ({"publisher": "E"}, "publisher"),
        ({"read_on": "yesterday"}, "read_on"),
        ({"as_of": "2025-13"}, "as_of"),
        ({"pages": 3}, "pages"),
    ],
)
def test_a_source_that_leads_nowhere_does_not_load(change: dict[str, Any], place: str) -> None:
    with pytest.raises(ValidationError, match=place):
        Source.model_validate({**SOURCE_DATA, **change})


def test_a_source_is_neither_official_nor_read_as_a_copy_unless_it_says_so() -> None:
    source = Source.model_validate(SOURCE_DATA)
    assert (source.official, source.copy_read, source.as_of) == (False, False, PartialDate(2025, 8))


@pytest.mark.parametrize(("today", "stale"), [("2027-06-01", False), ("2027-06-02", True)])
def test_a_number_is_stale_from_the_day_after_its_check_day(today: str, stale: bool) -> None:
    assert LINE.stale(date.fromisoformat(today)) is stale


def test_a_citation_carries_the_value_that_was_used_with_everything_about_it() -> None:
    weak = parameter("line", ("2021-01-01", 209), confidence="low")
    entry = Value(since=date(2021, 1, 1), value=209, sources=(SOURCE,), estimated=True)
    citation = Citation.of(weak, entry)
    assert citation == Citation("line", (SOURCE,), "low", date(2027, 6, 1), True, 209, date(2021, 1, 1))


def test_an_unknown_number_is_an_error_and_no_default() -> None:
    numbers = Numbers({"line": LINE})
    with pytest.raises(KeyError, match="lime"):
        numbers["lime"]
    assert (len(numbers), list(numbers), "lime" in numbers) == (1, ["line"], False)


def test_the_numbers_of_a_day_leave_out_what_does_not_hold_yet() -> None:
    numbers = Numbers({"line": LINE, "new": parameter("new", ("2026-01-01", 5))})
    assert numbers.on(date(2025, 12, 31)) == {"line": 218}
    assert numbers.on(date(2026, 1, 1)) == {"line": 218, "new": 5}


def test_what_was_loaded_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(LINE, "unit", "points")  # noqa: B010 - mypy would not let it be written plainly


def test_a_text_in_three_languages_is_taken_by_language() -> None:
    text = Trilingual(en="a", ko="가", zh="一")
    assert [text[language] for language in ("en", "ko", "zh")] == ["a", "가", "一"]
    assert LABEL["ko"] == "이름"
