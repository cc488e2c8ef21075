"""Every card of the intake, in three languages and every state, is one Telegram takes and a doctor can read."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from dialogs import cards
from dialogs.interview import SKIPPED, Chapter, Interview, Place, Response, Step
from dialogs.interviews.intake import INTAKE
from dialogs.kinds import Hearing
from dialogs.message import DATA_LIMIT, Message, Tap, plain
from dialogs.wording import Words
from knowledge.profile import Language
from tests.dialogs.kinds.test_any_text import REASONS
from tests.dialogs.talk import HOSTILE, accepted, speaking, the_step

STEPS = list(INTAKE.steps)
WORDS = {language: speaking(language) for language in Language}
at_each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.fact)
in_each_language = pytest.mark.parametrize("language", list(Language))
WIDEST_ROW = 8
LONGEST_CARD = 620
DAYS = (date(2026, 11, 22), date(2027, 3, 4), date(2032, 6, 1))


def place(step: Step, *passed: Step) -> Place:
    return Place({}, step, passed)


def examples(step: Step, words: Words) -> list[str]:
    """Responses the step may hold: every option that fills it, what its example says, and none."""
    filling = [option for option in step.kind.options(words.setting) if option != "other"]
    example = step.kind.hear(words(f"intake.{step.fact}.example"), cards.hearing(step, words))
    return [*filling, example, *([SKIPPED] if step.optional else [])]


def checked(message: Message) -> Message:
    """A card that fits: rows, callback data, the foot row last, and not too long for a phone."""
    accepted(message)
    assert all(1 <= len(row) <= WIDEST_ROW for row in message.rows)
    assert all(len(button.tap.pack().encode()) <= DATA_LIMIT for button in message.buttons if button.tap)
    assert [button.tap.action for button in message.rows[-1] if button.tap][:2] == ["back", "why"]
    assert len(plain(message.text)) <= LONGEST_CARD
    return message


@at_each_step
@in_each_language
def test_the_card_asks_its_question_and_offers_every_option(step: Step, language: Language) -> None:
    words = WORDS[language]
    card = checked(cards.card(INTAKE, place(step), words))
    assert plain(card.text).endswith(plain(cards.ask(step, words)))
    offered = [button.tap.value or button.tap.action for button in card.buttons if button.tap]
    assert offered[: len(cards.labels(step, words))] == list(cards.labels(step, words))


@at_each_step
@in_each_language
def test_only_a_step_that_may_be_skipped_has_the_button(step: Step, language: Language) -> None:
    card = cards.card(INTAKE, place(step), WORDS[language])
    assert (Tap("skip", step.fact) in [button.tap for button in card.buttons]) is step.optional


@at_each_step
@in_each_language
def test_the_card_of_a_step_asked_again_says_what_it_holds(step: Step, language: Language) -> None:
    words = WORDS[language]
    for response in examples(step, words):
        card = checked(cards.card(INTAKE, place(step), words, current=Response(response, reopened=True)))
        current = cards.ask(step, words)
        if response != SKIPPED:
            current = words("talk.current", told=Markup(cards.told(step, response, words)))
        assert plain(card.text).endswith(plain(current))
        keeps = Tap("keep", step.fact) in [button.tap for button in card.buttons]
        assert keeps is (response not in cards.labels(step, words))


@at_each_step
@in_each_language
def test_the_reason_of_a_step_goes_in_front_of_it(step: Step, language: Language) -> None:
    words = WORDS[language]
    reason = words(f"intake.{step.fact}.why")
    card = checked(cards.card(INTAKE, place(step), words, lead=reason + "\n"))
    assert plain(card.text).split("\n")[0].endswith(plain(reason))


@at_each_step
@in_each_language
def test_whatever_could_not_be_read_is_asked_again_with_what_is_expected(step: Step, language: Language) -> None:
    words = WORDS[language]
    example = words(f"intake.{step.fact}.example")
    for reason in sorted(REASONS):
        again = cards.again(step, reason, words)
        checked(cards.card(INTAKE, place(step), words, lead=again + "\n"))
        assert example in again or reason == "unreadable"


@at_each_step
@in_each_language
def test_what_was_understood_can_be_put_in_front_of_any_next_card(step: Step, language: Language) -> None:
    words = WORDS[language]
    for response in examples(step, words):
        if response != SKIPPED:
            checked(cards.card(INTAKE, place(step), words, lead=cards.echo(step, response, words)))


@in_each_language
def test_another_one_can_be_written_wherever_it_is_offered(language: Language) -> None:
    words = WORDS[language]
    steps = [step for step in STEPS if "other" in cards.labels(step, words)]
    assert {step.fact for step in steps} >= {"school_country", "citizenship", "training_specialty", "zone"}
    for step in steps:
        checked(cards.writing(INTAKE, place(step), words))


def test_progress_counts_chapters_and_names_one_where_it_begins() -> None:
    words = WORDS[Language.KO]
    first, second = the_step("step1_result"), the_step("step1_passed_on")
    assert cards.progress(INTAKE, place(first), words) == "●●●○○ 시험 ·"
    assert cards.progress(INTAKE, place(second, first), words) == "●●●○○"
    assert cards.progress(INTAKE, Place({}, None, ()), words) == "●●●●●"


def test_progress_never_runs_backwards_through_the_interview() -> None:
    filled = [cards.progress(INTAKE, place(step), WORDS[Language.EN]).count(cards.FILLED) for step in STEPS]
    assert filled == sorted(filled)
    assert set(filled) == {1, 2, 3, 4, 5}


def test_at_the_end_there_is_no_card() -> None:
    end = Place({}, None, ())
    with pytest.raises(ValueError, match="at its end"):
        cards.card(INTAKE, end, WORDS[Language.EN])
    with pytest.raises(ValueError, match="at its end"):
        cards.writing(INTAKE, end, WORDS[Language.EN])


def test_the_years_of_the_match_are_buttons_named_as_the_season() -> None:
    labels = cards.labels(the_step("target_season"), WORDS[Language.KO])
    assert list(labels.items())[:3] == [("2027", "2027 매칭"), ("2028", "2028 매칭"), ("2029", "2029 매칭")]
    assert list(labels)[3:] == ["later", "not_sure"]


def test_the_question_about_the_match_moves_on_with_the_years() -> None:
    asked = [cards.ask(the_step("target_season"), speaking("en", day)) for day in DAYS]
    assert ["2028" in asked[0], "2029" in asked[1], "2034" in asked[2]] == [True, True, True]


def test_each_language_offers_its_own_people_their_clock_first() -> None:
    first = {language: next(iter(cards.labels(the_step("zone"), WORDS[language]))) for language in Language}
    assert first[Language.KO] == "Asia/Seoul"
    assert first[Language.ZH] == "Asia/Shanghai"


def test_what_was_typed_comes_back_escaped() -> None:
    school = the_step("school")
    for words in WORDS.values():
        assert "<script>" not in cards.echo(school, HOSTILE, words)
        assert HOSTILE in plain(cards.echo(school, HOSTILE, words))
        assert plain(cards.told(school, HOSTILE, words)).count(HOSTILE) == 1


def test_a_response_a_step_no_longer_knows_is_not_shown_as_its_answer() -> None:
    step = the_step("step1_attempts")
    card = cards.card(INTAKE, place(step), WORDS[Language.EN], current=Response("seven"))
    assert "seven" not in card.text


def test_an_interview_of_another_length_has_as_many_dots() -> None:
    short = Interview("short", (Chapter("basics", (the_step("stage"),)), Chapter("goal", (the_step("usce"),))))
    assert cards.progress(short, place(the_step("usce")), WORDS[Language.EN]).startswith("●● ")


def test_a_step_is_heard_with_its_buttons_in_mind() -> None:
    hearing = cards.hearing(the_step("citizenship"), WORDS[Language.KO])
    assert isinstance(hearing, Hearing)
    assert hearing.labels["KR"] == "대한민국"
