"""What strangers are told in public, without Telegram."""

from __future__ import annotations

import re

import pytest

from bot.app import load_base
from bot.sandbox.markup import parse_html
from dialogs.desks.public import LONGEST_OPENING, LONGEST_QUERY, Heard, Stranger, heard, offers, respond
from dialogs.message import plain
from knowledge.glossary import load_glossary
from knowledge.profile import Language
from tests.dialogs import talk
from tests.dialogs.talk import SUNDAY_EVENING

BASE = load_base()
US = "Giljabi_bot"


def stranger(speaks: Language | None = Language.KO) -> Stranger:
    return Stranger(BASE, SUNDAY_EVENING, US, speaks)


NAMED = ["@giljabi_bot"]
HEARD = [
    ("7년", [], False, None),
    ("7년", [], True, Heard("7년")),
    ("@giljabi_bot 7년", NAMED, False, Heard("7년")),
    ("7년@giljabi_bot", NAMED, False, Heard("7년@giljabi_bot")),
    ("@GILJABI_BOT은 7년 @giljabi_bots", NAMED, False, Heard("은 7년 @giljabi_bots")),
    ("길잡이 7년", ["길잡이"], False, Heard("7년")),
    ("/a", [], False, Heard("", "a")),
    ("/a  7년 ", [], False, Heard("7년", "a")),
    ("/a\n7년\n규정", [], False, Heard("7년 규정", "a")),
    ("/A@giljabi_BOT 7년", [], False, Heard("7년", "a")),
    ("/a@giljabi_bot? 7년", [], False, Heard("? 7년", "a")),
    ("/a@other_bot 7년", NAMED, True, None),
    ("/help", [], True, None),
    ("/help", NAMED, False, Heard("", "help")),
    ("/help@giljabi_bot", [], False, Heard("", "help")),
    ("/ask 7년", [], False, None),
    ("/a-level", [], False, None),
    ("/가", [], False, None),
    ("/", [], False, None),
]


@pytest.mark.parametrize(("text", "called", "is_reply", "expected"), HEARD)
def test_what_is_said_to_the_bot(text: str, called: list[str], is_reply: bool, expected: Heard | None) -> None:
    assert heard(text, US, called, is_reply) == expected


@pytest.mark.parametrize("language", list(Language))
def test_every_article_can_be_had_by_its_id_and_its_links_are_such_as_telegram_takes(language: Language) -> None:
    for article in BASE.library:
        message = respond(stranger(language), Heard(article.id, "a"))
        assert parse_html(message.text).text == plain(message.text)
        linked = [button.url or "" for button in message.buttons]
        assert linked[0] == f"https://t.me/{US}?start=a_{article.id}"
        assert all(re.fullmatch(rf"https://t\.me/{US}\?start=[A-Za-z0-9_-]{{1,64}}", link) for link in linked)
        assert len(linked) <= 3


def test_a_query_longer_than_telegram_takes_is_cut() -> None:
    start = "what is the seven year rule " + " " * LONGEST_QUERY
    assert offers(stranger(), start + "@" * 10_000) == offers(stranger(), start)
    assert offers(stranger(), start).found


@pytest.mark.parametrize("language", list(Language))
def test_an_offer_shows_how_its_answer_begins_without_tags(language: Language) -> None:
    found = offers(stranger(language), "couples match").found
    assert found
    for offer in found:
        assert len(offer.opening) <= LONGEST_OPENING
        assert offer.opening.rstrip("…") in plain(offer.message.text)


@pytest.mark.parametrize(("query", "for_all"), [("J-1", False), ("", False), ("7년", True), ("what is the J-1", True)])
def test_only_what_tells_its_language_is_the_same_for_all(query: str, for_all: bool) -> None:
    assert offers(stranger(), query).for_all is for_all


def test_somebody_whose_telegram_speaks_none_of_ours_is_told_in_english() -> None:
    assert respond(stranger(None), Heard("")) == respond(stranger(Language.EN), Heard(""))


def test_an_inline_query_offers_several_answers_and_no_refusals() -> None:
    found = offers(stranger(), "seven year rule").found
    assert [offer.id for offer in found][:3] == ["seven-year-rule-ecfmg", "j1-seven-years", "state-time-limits"]
    refusals = {article.id for article in BASE.library.by_topic("out_of_scope")}
    assert not refusals & {offer.id for offer in offers(stranger(), "match").found}


def test_a_term_is_explained_in_a_group_too() -> None:
    shown = respond(stranger(), Heard("what is SOAP?"))
    soap = load_glossary()["soap"]
    assert soap.meaning is not None
    assert plain(shown.text).split("\n")[1] == soap.meaning["en"]


def test_a_question_can_go_on_from_the_article_a_link_led_to() -> None:
    assert talk.stranger(Language.EN).says("/start a_usce").told == "usce"
