"""Answers: the verdict first and in bold, sources below, more behind a button; and an honest "not yet"."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.app import load_base
from dialogs import answers
from dialogs.events import Ask
from dialogs.message import Tap, plain
from dialogs.wording import Words
from knowledge.article import Article
from knowledge.dated import NotInForce
from knowledge.glossary import load_glossary
from knowledge.profile import Language
from tests.dialogs.talk import KNOWN, TODAY, UNANSWERABLE, accepted, finished, setting, speaking, stranger

WORDS = {language: speaking(language) for language in Language}
LIBRARY = load_base().library
in_each_language = pytest.mark.parametrize("language", list(Language))
SOURCE = {"publisher": "ECFMG", "url": "https://www.ecfmg.org/", "as_of": "2025-08", "read_on": "2026-11-22"}


def article(**changes: Any) -> Article:
    """A small article; `changes` replace its parts."""
    parts: dict[str, Any] = {
        "id": "a-number",
        "topic": "exam",
        "intents": ["passing_score"],
        "title": {"en": "A number & more", "ko": "숫자", "zh": "数字"},
        "short": {
            "en": "It is {{ p.step2_ck_pass }} points. Since {{ since('step2_ck_pass')|short_day }}; before, "
            "{{ before('step2_ck_pass') }}.",
            "ko": "{{ p.step2_ck_pass }}점이에요. 그전에는 {{ before('step2_ck_pass') }}점이었어요.",
            "zh": "{{ p.step2_ck_pass }}分。以前是{{ before('step2_ck_pass') }}分。",
        },
        "sources": [{**SOURCE, "official": True}],
        "as_of": "2026-11-22",
        "stale_after": "2027-06-01",
        "questions": {},
        "parameters": ["step2_ck_pass"],
    }
    return Article.model_validate({**parts, **changes})


def first_bold(text: str) -> str:
    """What stands in bold at the very beginning."""
    assert text.startswith("<b>")
    return text[3 : text.index("</b>")]


@pytest.mark.parametrize(
    ("language", "bold"),
    [("en", "It is 218 points."), ("ko", "218점이에요."), ("zh", "218分。")],
)
def test_the_first_sentence_is_in_bold(language: str, bold: str) -> None:
    shown = accepted(answers.answer(article(), speaking(language)))
    assert first_bold(shown.text) == bold


@pytest.mark.parametrize(
    ("short", "bold"),
    [
        ("One sentence only", "One sentence only"),
        ("J-1 or H-1B? Both. Third.", "J-1 or H-1B?"),
        ("From 2.5 to 3.5 years. More.", "From 2.5 to 3.5 years."),
        ("Yes! No.", "Yes!"),
    ],
)
def test_a_sentence_ends_at_its_sign_and_not_within_a_number(short: str, bold: str) -> None:
    shown = answers.answer(article(short=dict.fromkeys(("en", "ko", "zh"), short)), WORDS[Language.EN])
    assert first_bold(shown.text) == bold


def test_numbers_come_from_the_parameters_of_the_day() -> None:
    shown = plain(answers.answer(article(), WORDS[Language.EN]).text)
    assert "It is 218 points. Since 1 July 2025; before, 214." in shown
    assert "It is 214 points." in plain(answers.answer(article(), speaking("en", date(2025, 6, 30))).text)


def test_an_answer_ends_with_its_sources() -> None:
    shown = plain(answers.answer(article(), WORDS[Language.KO]).text).split("\n")
    assert shown[-1] == "출처: ECFMG, 2025년 8월 · 읽은 날 2026년 11월 22일"


@pytest.mark.parametrize(
    ("changes", "today", "doubts"),
    [
        ({}, TODAY, []),
        ({"sources": [SOURCE]}, TODAY, ["not_official"]),
        ({"confidence": "low"}, TODAY, ["one_source"]),
        ({}, date(2027, 6, 2), ["stale"]),
    ],
)
@in_each_language
def test_an_answer_says_how_sure_we_are(changes: dict[str, Any], today: date, doubts: list[str], language: str) -> None:
    words = speaking(language, today)
    shown = answers.answer(article(**changes), words).text
    said = [key for key in ("not_official", "one_source") if words(f"certainty.{key}") in shown]
    said += ["stale"] * (words("certainty.stale", day=date(2027, 6, 1)) in shown)
    assert said == doubts


def test_only_who_asked_can_say_that_it_did_not_help() -> None:
    words = WORDS[Language.EN]
    assert [button.tap for button in answers.answer(article(), words).buttons] == [Tap("details", "a-number")]
    asked = [button.tap for button in answers.answer(article(), words, ref=12).buttons]
    assert asked == [Tap("details", "a-number"), Tap("unhelped", "a-number", "12")]


CONDITIONAL = {
    language: [
        "For all.",
        {"text": "For J-1.", "when": {"fact": "visa_wish", "is": ["j1", "either"]}},
        {"text": "For H-1B.", "when": {"fact": "visa_wish", "is": ["h1b", "either"]}},
    ]
    for language in ("en", "ko", "zh")
}


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("j1", ["For all.", "For J-1."]),
        ("h1b", ["For all.", "For H-1B."]),
        ("either", ["For all.", "For J-1.", "For H-1B."]),
        ("not_sure", ["For all."]),
        (None, ["For all.", "For J-1.", "For H-1B."]),
    ],
)
def test_details_are_for_whom_they_concern_and_for_whom_that_is_not_known(wish: str | None, told: list[str]) -> None:
    facts = {"visa_wish": wish} if wish else {}
    shown = answers.details(article(details=CONDITIONAL), facts, WORDS[Language.EN], {})
    assert [line for line in shown.text.split("\n") if line.startswith("For ")] == told


def test_details_have_the_title_in_bold_the_steps_numbered_and_all_sources() -> None:
    steps = {key: ["Register.", "Pass at {{ p.step2_ck_pass }}."] for key in ("en", "ko", "zh")}
    both = [{**SOURCE, "official": True}, {**SOURCE, "publisher": "FSMB", "url": "https://www.fsmb.org/"}]
    whole = article(details=CONDITIONAL, next=steps, sources=both)
    shown = accepted(answers.details(whole, {}, WORDS[Language.EN], {"other": "Another article"}))
    lines = plain(shown.text).split("\n")
    assert first_bold(shown.text) == "A number &amp; more"
    assert lines[4:6] == ["1. Register.", "2. Pass at 218."]
    assert [line.split(",")[0] for line in lines[-2:]] == ["ECFMG", "FSMB"]
    assert [button.tap for button in shown.buttons] == [Tap("article", "other")]


def test_long_details_are_cut_between_lines_and_can_be_sent() -> None:
    long = dict.fromkeys(("en", "ko", "zh"), ["word " * 100] * 20)
    shown = accepted(answers.details(article(details=long), {}, WORDS[Language.EN], {}))
    assert {len(line) for line in shown.text.split("\n")[1:]} == {499}


@in_each_language
def test_what_nobody_knows_yet_is_said_passed_on_and_neighbours_are_offered(language: Language) -> None:
    words = WORDS[language]
    shown = accepted(answers.unknown({"step-3": "Step 3"}, words))
    said = [words(f"answers.{key}") for key in ("unknown", "passed_on", "nearest")]
    assert shown.text.split("\n") == said
    assert [(button.label, button.tap) for button in shown.buttons] == [("Step 3", Tap("article", "step-3"))]
    assert answers.unknown({}, words).text.split("\n") == said[:2]


@in_each_language
def test_a_question_too_far_from_all_articles_is_passed_on_in_conversation(language: Language) -> None:
    talk = finished(language)
    (kept,) = talk.says(UNANSWERABLE).changes
    assert isinstance(kept, Ask)
    assert (kept.state, kept.text) == ("passed_on", UNANSWERABLE)
    assert len(kept.nearest) <= answers.NEAREST


def test_an_answer_opens_its_details_and_an_outdated_one_is_let_go() -> None:
    talk = stranger()
    talk.says(KNOWN)
    talk.taps("answers.details")
    assert talk.seen[-1].text.startswith("<b>")
    for action in ("details", "article", "topic", "unhelped"):
        outcome = talk.presses(action, "no-such-thing", "1")
        assert (outcome.replies, talk.notice) == ((), talk.text("talk.outdated"))


def test_a_question_goes_on_from_the_answer_before() -> None:
    talk = stranger()
    talk.says("미국 임상경험(USCE)이 꼭 필요한가요?")
    talk.says("그럼 비용은요?")
    assert talk.seen[-1].text == answers.answer(LIBRARY.by_id["rotation-cost"], talk.words).text


def test_going_on_within_the_same_article_opens_its_details() -> None:
    talk = stranger()
    talk.says("J-1 귀국의무 2년이 뭔가요?")
    talk.says("그럼 안 지키면요?")
    assert talk.seen[-1].text.startswith(f"<b>{LIBRARY.by_id['two-year-rule'].title['ko']}</b>")


def test_how_many_is_told_where_only_the_short_answer_says_so() -> None:
    talk = stranger()
    talk.says("추천서 누구한테 받아야 해요?")
    talk.says("몇 통이요?")
    assert talk.heard.startswith(LIBRARY.by_id["letters"].title["ko"])
    assert "4통" in talk.heard


def test_whoever_asks_again_reads_all_of_it_and_can_say_that_it_did_not_help() -> None:
    talk = finished("ko")
    talk.says(KNOWN)
    again = talk.says(KNOWN)
    (kept,) = again.changes
    assert isinstance(kept, Ask)
    assert kept.state == "answered"
    whole = talk.seen[-1]
    assert whole.text.startswith(f"<b>{LIBRARY.by_id[kept.nearest[0]].title['ko']}</b>")
    assert whole.buttons[-1].tap == Tap("unhelped", kept.nearest[0], str(kept.ref))


def test_whoever_asks_twice_what_a_term_means_is_told_twice() -> None:
    talk = stranger()
    talk.says("SOAP은 언제예요?")
    talk.says("SOAP이 뭐예요?")
    assert talk.heard.startswith("SOAP")
    meaning = load_glossary()["soap"].meaning
    assert meaning is not None
    assert meaning["ko"] in talk.heard


def test_whoever_says_twice_that_they_cannot_go_on_reads_twice_where_help_is() -> None:
    talk = stranger()
    talk.says("정말 죽고 싶어요")
    talk.says("죽고 싶어요")
    assert talk.seen[-1].text == talk.seen[-2].text


def test_a_term_asked_for_is_explained_before_the_answer() -> None:
    talk = stranger()
    talk.says("SOAP이 뭐예요?")
    soap = load_glossary()["soap"]
    assert soap.meaning is not None
    assert talk.heard.split("\n")[1] == soap.meaning["ko"]
    assert plain(answers.answer(LIBRARY.by_id["soap"], talk.words).text) in talk.heard


@in_each_language
def test_close_articles_are_offered_below_an_answer(language: Language) -> None:
    words = WORDS[language]
    shown = accepted(answers.answer(LIBRARY.by_id["fees"], words, close=[LIBRARY.by_id["exam-fees"]]))
    assert shown.text.split("\n")[-1] == words("answers.or_this")
    assert shown.buttons[-1].tap == Tap("article", "exam-fees")


def test_only_a_term_with_a_meaning_can_be_explained() -> None:
    nameless = next(term for term in load_glossary().values() if term.meaning is None)
    with pytest.raises(ValueError, match="no meaning"):
        answers.meaning(nameless, WORDS[Language.EN])


def test_what_is_longer_than_a_question_is_asked_for_in_short() -> None:
    talk = stranger()
    talk.says("왜 " * 299 + "요?")
    assert talk.heard != talk.text("answers.too_long")
    talk.says("왜 " * 300 + "요?")
    assert talk.heard == talk.text("answers.too_long")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("합격선이 몇 점이에요?", True),
        ("什么时候报名？", True),
        ("합격선이 몇 점인지 궁금합니다", True),
        ("how long is it valid", True),
        ("작년 5월", False),
        ("KNU", False),
        ("2026-05-20", False),
    ],
)
@in_each_language
def test_a_question_is_known_by_its_mark_and_its_words_in_any_language(
    text: str, asks: bool, language: Language
) -> None:
    assert answers.looks_like_question(text, WORDS[language]) is asks


@pytest.mark.parametrize(("title", "label"), [("short", "short"), ("x" * 60, "x" * 60), ("y" * 61, "y" * 59 + "…")])
def test_a_title_fits_a_button(title: str, label: str) -> None:
    assert answers.shortened(title) == label


@in_each_language
def test_every_article_can_be_answered_opened_and_found_by_its_topic(language: Language) -> None:
    words: Words = WORDS[language]
    listed = {
        button.tap.subject
        for topic in LIBRARY.topics
        for button in accepted(answers.topic(LIBRARY, topic, words)).buttons
        if button.tap and button.tap.action == "article"
    }
    assert listed == {each.id for each in LIBRARY}
    assert len(accepted(answers.topics(LIBRARY, words)).buttons) == len(LIBRARY.topics)
    for each in LIBRARY:
        accepted(answers.answer(each, words, 1))
        accepted(answers.details(each, {}, words, answers.titles([each], words)))


def test_the_value_before_is_the_one_that_held_until_the_change() -> None:
    words = Words(Language.EN, setting(date(2025, 6, 30)))
    history = [entry.value for entry in words.setting.numbers["step2_ck_pass"].values]
    assert answers.before("step2_ck_pass", words) == history[history.index(214) - 1]
    assert answers.since("step2_ck_pass", WORDS[Language.EN]) == date(2025, 7, 1)


def test_before_the_first_value_there_is_none_to_be_named() -> None:
    first = WORDS[Language.EN].setting.numbers["step2_ck_pass"].values[0]
    with pytest.raises(NotInForce, match="step2_ck_pass has no value before"):
        answers.before("step2_ck_pass", Words(Language.EN, setting(first.since)))
