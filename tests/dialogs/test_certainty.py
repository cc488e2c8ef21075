"""How sure we are is said in the same words everywhere, and only where there is something to say."""

from __future__ import annotations

from datetime import date

import pytest

from bot.sandbox.markup import parse_html
from dialogs import certainty
from dialogs.message import plain
from dialogs.wording import Words
from knowledge.dated import Citation, Confidence, Source
from knowledge.days import PartialDate
from knowledge.profile import Language
from tests.dialogs.talk import speaking

KO = speaking("ko")
CHECKED_UNTIL = date(2027, 2, 1)


def source(publisher: str = "ECFMG", *, official: bool = True, copy: bool = False, read_on: int = 22) -> Source:
    return Source(
        publisher=publisher,
        url=f"https://example.org/?{publisher.replace(' ', '_')}&x",
        as_of=PartialDate(2025, 8),
        read_on=date(2026, 11, read_on),
        official=official,
        copy_read=copy,
    )


def cited(
    *sources: Source,
    confidence: Confidence = "high",
    stale_after: date = CHECKED_UNTIL,
    estimated: bool = False,
    key: str = "exam_window_years",
) -> Citation:
    return Citation(key, sources or (source(),), confidence, stale_after, estimated)


UNOFFICIAL = source("iatroX", official=False)


@pytest.mark.parametrize(
    ("citations", "said"),
    [
        ([], []),
        ([cited()], []),
        ([cited(UNOFFICIAL)], ["not_official"]),
        ([cited(UNOFFICIAL, source())], []),
        ([cited(), cited(UNOFFICIAL)], ["not_official"]),
        ([cited(confidence="low")], ["one_source"]),
        ([cited(UNOFFICIAL, confidence="low")], ["one_source"]),
        ([cited(confidence="medium")], []),
        ([cited(estimated=True)], ["estimated"]),
        ([cited(UNOFFICIAL, estimated=True), cited(confidence="low")], ["estimated", "one_source"]),
    ],
)
def test_a_doubt_is_said_where_there_is_one(citations: list[Citation], said: list[str]) -> None:
    assert certainty.doubts(citations, KO) == [KO(f"certainty.{key}") for key in said]


@pytest.mark.parametrize(("today", "stale"), [(CHECKED_UNTIL, False), (date(2027, 2, 2), True)])
@pytest.mark.parametrize("language", list(Language))
def test_what_was_due_for_a_check_says_so_from_the_day_after(language: Language, today: date, stale: bool) -> None:
    words = speaking(language, today)
    assert certainty.doubts([cited()], words) == ([words("certainty.stale", day=CHECKED_UNTIL)] if stale else [])


def test_of_several_missed_checks_the_first_is_named() -> None:
    later = cited(stale_after=date(2027, 5, 1))
    words = speaking("ko", date(2027, 6, 1))
    assert certainty.doubts([later, cited()], words) == [words("certainty.stale", day=CHECKED_UNTIL)]


def test_the_line_of_sources_names_two_with_the_date_of_the_text_and_the_older_day_of_reading() -> None:
    line = certainty.sources_line([cited(source(), source("FSMB", read_on=20), source("AAMC", read_on=1))], KO)
    assert plain(line) == "출처: ECFMG, 2025년 8월 · FSMB, 2025년 8월 · 읽은 날 2026년 11월 20일"


def test_without_a_source_there_is_no_line() -> None:
    assert certainty.sources_line([], KO) == ""


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (source(), "ECFMG, August 2025"),
        (UNOFFICIAL, "iatroX, August 2025 (unofficial)"),
        (source(copy=True), "ECFMG, August 2025 (a copy was read)"),
    ],
)
def test_a_source_is_called_what_it_is(kind: Source, shown: str) -> None:
    assert plain(certainty.source_name(kind, speaking("en"))) == shown


def test_a_source_is_a_link_even_with_signs_of_its_own_in_name_and_address() -> None:
    shown = certainty.source_name(source("Smith & <Sons>"), KO)
    read = parse_html(shown)
    assert read.text.startswith("Smith & <Sons>, ")
    assert [entity["url"] for entity in read.entities] == ["https://example.org/?Smith_&_<Sons>&x"]


def test_official_sources_go_first_and_each_address_stands_once() -> None:
    first = cited(UNOFFICIAL, source("FSMB"))
    second = cited(source("FSMB"), source("AAMC"))
    assert [each.publisher for each in certainty.unique([first, second])] == ["FSMB", "iatroX", "AAMC"]


def test_the_best_source_of_every_statement_goes_before_the_second_best_of_any() -> None:
    first, second = cited(source("FSMB"), source("ECFMG")), cited(source("AAMC"))
    assert [each.publisher for each in certainty.unique([first, second])] == ["FSMB", "AAMC", "ECFMG"]


@pytest.mark.parametrize("language", list(Language))
def test_the_page_of_sources_says_of_each_what_it_was_read_for(language: Language) -> None:
    words: Words = speaking(language)
    citations = [cited(source(), UNOFFICIAL), cited(key="rank_list"), cited(key="some_article")]
    window, rank_list, article = certainty.sources_list(citations, words)
    assert words.setting.numbers["exam_window_years"].label[language] in window
    assert window.count("<a ") == 2
    assert words.setting.calendar.season(2027).event("rank_list").label[language] in rank_list
    assert "some_article" in article
