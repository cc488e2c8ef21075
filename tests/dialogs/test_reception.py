"""Whatever a person does: nothing breaks, nothing is guessed, nothing is kept that was not agreed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import load_base
from dialogs.desks import open_reception
from dialogs.events import Ask, Edited, Keep, Said, Showed, Tapped
from dialogs.message import Place, Tap, plain
from knowledge.profile import Language
from tests.dialogs.talk import HOSTILE, KNOWN, UNANSWERABLE, Talk, at, finished, speaking, stranger

KINDS = ("sticker", "photo", "voice", "document", "location", "contact")


RECEPTION = open_reception(load_base())
SUBJECTS = ("", "stage", "target_season", "ko", "school", "exams", "exam_window", "1", "basics", "step-3", "visa")


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_or_sticker_in_a_step_gets_a_kind_word_and_the_question_again(kind: str) -> None:
    talk = at("military")
    outcome = talk.does(Showed(kind))
    assert talk.heard == f"●●○○○ {talk.text('talk.only_text')}\n{talk.question('military')}"
    assert (outcome.changes, outcome.replies[0].place) == ((), Place.MOVE)


@pytest.mark.parametrize("talk", [stranger(), finished()], ids=["a stranger", "somebody who is done"])
def test_where_no_question_is_open_a_picture_gets_the_kind_word_alone(talk: Talk) -> None:
    talk.does(Showed("photo"))
    assert talk.heard == talk.text("talk.only_text")


@pytest.mark.parametrize("talk", [stranger(), at("military"), finished()], ids=["stranger", "midway", "done"])
def test_an_edited_message_changes_nothing_and_that_is_said(talk: Talk) -> None:
    outcome = talk.does(Edited("다른 답", 1))
    assert (talk.heard, outcome.changes) == (talk.text("talk.edited"), ())


@pytest.mark.parametrize("talk", [stranger(), at("school"), finished()], ids=["stranger", "midway", "done"])
@pytest.mark.parametrize("text", ["가" * 5000, "?" * 5000, "how " * 1250], ids=["letters", "marks", "words"])
def test_five_thousand_characters_are_kindly_sent_back(talk: Talk, text: str) -> None:
    outcome = replace(talk).says(text)
    told = talk.text("answers.too_long") if talk.open != "school" else talk.text("intake._again.too_long", example="")
    heard = plain(outcome.replies[0].message.text)
    assert told.split("‘")[0] in heard
    assert outcome.changes == ()


@pytest.mark.parametrize("talk", [stranger(), at("school"), finished()], ids=["stranger", "midway", "done"])
def test_an_unknown_command_points_to_help(talk: Talk) -> None:
    outcome = talk.says("/weather")
    assert (talk.heard, outcome.changes) == (talk.text("talk.no_such_command"), ())
    talk.says("/help")
    assert all(f"/{name} " in talk.heard for name in ("start", "road", "facts", "export", "delete"))


def test_a_question_within_a_step_is_answered_and_the_step_goes_on() -> None:
    talk = at("step2_ck_result")
    asked = talk.says(KNOWN)
    assert (talk.heard, asked.replies[0].place) == (talk.text("answers.offer"), Place.MOVE)
    assert asked.changes == (Ask(1, KNOWN, Language.KO, "pending"),)
    answered = talk.taps("answers.please")
    assert "218" in plain(answered.replies[0].message.text)
    assert talk.heard == f"●●●○○ {talk.text('talk.onward')} {talk.question('step2_ck_result')}"
    assert [reply.place for reply in answered.replies] == [Place.EDIT, Place.NEW]
    (kept,) = answered.changes
    assert isinstance(kept, Ask)
    assert (kept.ref, kept.text, kept.state) == (1, KNOWN, "answered")


def test_a_question_that_goes_on_from_the_answer_takes_the_place_of_its_offer_too() -> None:
    talk = at("step2_ck_result")
    talk.applicant = replace(talk.applicant, told="two-year-rule")
    talk.says("그럼 안 지키면요?")
    answered = talk.taps("answers.please")
    assert "귀국의무" in plain(answered.replies[0].message.text)
    assert [reply.place for reply in answered.replies] == [Place.EDIT, Place.NEW]


@pytest.mark.parametrize("said", ["너무 힘들어서 다 놓고 싶어요", "I can't go on like this", "我真的撑不下去了"])
def test_whoever_cannot_go_on_is_told_where_help_is_and_not_asked_again(said: str) -> None:
    talk = at("military")
    outcome = talk.says(said)
    heard = plain(outcome.replies[-1].message.text)
    assert "988" in heard
    assert talk.question("military") not in heard
    assert talk.open == "military"


@pytest.mark.parametrize(
    "said", ["스텝2 점수 언제 나와요", "군의관 마치고 가면 몇 살까지 받아줘요", "일본이나 호주로 가는 건 어떤가요"]
)
def test_a_question_without_its_mark_is_known_by_its_words(said: str) -> None:
    talk = at("military")
    talk.says(said)
    assert talk.heard == talk.text("answers.offer")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OET 최저 점수 기준", "oet-scores"),
        ("h-1b lottery date", "h-1b-lottery"),
        ("J1 两年回国义务", "two-year-rule"),
    ],
)
def test_what_is_no_reply_and_has_an_answer_may_have_been_a_question(said: str, told: str) -> None:
    talk = at("stage")
    again = talk.says(said)
    assert talk.question("stage") in talk.heard
    assert again.changes == ()
    assert [reply.to for reply in again.replies] == [1]  # what was typed comes back with the tap, none of it is kept
    answered = talk.does(Tapped(talk.button(talk.text("answers.was_question")), said, 1))
    assert answered.told == told
    assert [type(change) for change in answered.changes] == [Ask]
    assert talk.question("stage") in talk.heard
    assert talk.presses("asked").replies == ()
    assert talk.notice == talk.text("talk.outdated")


def test_what_is_asked_on_about_within_a_step_may_have_been_a_question() -> None:
    talk = at("stage")
    talk.applicant = replace(talk.applicant, told="oet-scores")
    talk.says("유효기간")
    asked = talk.button(talk.text("answers.was_question"))
    assert talk.does(Tapped(asked, "유효기간", 1)).told == "oet-validity"


def test_what_is_no_reply_and_has_no_answer_is_only_asked_again() -> None:
    talk = at("stage")
    assert talk.says("어제 그 노란색").changes == ()
    assert talk.text("answers.was_question") not in talk.labels


@pytest.mark.parametrize("said", ["언제였는지 기억이 안 나요", "I don't remember when", "什么时候的事不记得了"])
def test_whoever_has_forgotten_does_not_ask(said: str) -> None:
    talk = at("graduated_on")
    talk.says(said)
    assert talk.text("answers.offer") not in talk.heard
    assert talk.heard.endswith(talk.question("graduated_on"))


@pytest.mark.parametrize("talk", [stranger(), at("military"), finished()], ids=["stranger", "midway", "done"])
def test_a_long_story_that_ends_in_despair_is_not_asked_to_be_brief(talk: Talk) -> None:
    told = talk.says("2019년에 졸업했고 스텝1은 합격했어요. " * 40 + "이제는 죽고 싶어요.")
    assert "988" in plain(told.replies[-1].message.text)


def test_a_question_that_was_meant_as_the_reply_is_read_as_one() -> None:
    talk = at("step2_ck_result")
    talk.says("합격했나요")
    assert talk.heard == talk.text("answers.offer")
    outcome = talk.taps("answers.meant_as_reply")
    assert talk.heard.endswith(talk.question("step2_ck_result"))
    assert outcome.changes == ()


def test_a_school_with_a_word_of_asking_in_its_name_is_still_a_school() -> None:
    talk = at("school")
    talk.says("Knowhow University")
    assert talk.facts["school"] == "Knowhow University"


def test_a_question_mark_where_a_name_is_asked_makes_a_question() -> None:
    talk = at("school")
    talk.says("학교 이름은 영어로 적나요?")
    assert talk.heard == talk.text("answers.offer")


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("올봄이었는데 며칠이더라", False),
        ("작년 언젠가", False),
        ("sometime in spring", False),
        ("응시일이 왜 중요해요?", True),
        ("성적표 어디서 보나요", True),
        ("when do I get my score", True),
    ],
)
def test_a_date_that_cannot_be_read_is_no_question(text: str, is_question: bool) -> None:
    talk = at("step1_passed_on")
    outcome = talk.says(text)
    assert (talk.heard == talk.text("answers.offer")) is is_question
    assert [type(change) for change in outcome.changes] == ([Ask] if is_question else [])


@pytest.mark.parametrize("text", ["2026-05-20", "26.5.20", "2026년 5월 20일이요"])
def test_a_date_that_can_be_read_is_kept(text: str) -> None:
    talk = at("step1_passed_on")
    assert talk.says(text).changes == (Keep("step1_passed_on", "2026-05-20"),)


def test_the_buttons_of_a_question_long_answered_still_answer_and_a_forged_one_does_nothing() -> None:
    talk = at("step2_ck_result")
    talk.says(KNOWN)
    talk.taps("answers.please")
    first = talk.seen[-2]
    assert "218" in plain(first.text)
    assert talk.presses("question", "1", "answer").replies[0].message == first
    for subject in ("99", "", "x", "-1", "1.5"):
        outcome = talk.presses("question", subject, "answer")
        assert (outcome.replies, outcome.changes, talk.notice) == ((), (), talk.text("talk.outdated"))


def test_a_question_nobody_answers_is_passed_on_and_the_applicant_is_told() -> None:
    talk = finished()
    (kept,) = talk.says(UNANSWERABLE).changes
    assert isinstance(kept, Ask)
    assert (kept.text, kept.state) == (UNANSWERABLE, "passed_on")


def test_an_answer_that_did_not_help_is_passed_on_with_its_question() -> None:
    talk = finished()
    talk.says(KNOWN)
    (kept,) = talk.taps("answers.not_helpful").changes
    assert isinstance(kept, Ask)
    assert (kept.text, kept.state) == (KNOWN, "passed_on")
    assert talk.heard == talk.text("answers.passed_on")


def test_a_question_in_another_language_is_answered_in_it() -> None:
    talk = finished("ko")
    talk.says("What is the passing score of Step 2 CK?")
    assert "218" in talk.heard
    assert plain(speaking("en")("certainty.not_official")) in talk.heard


@pytest.mark.parametrize("command", ["/road", "/deadlines"])
def test_a_road_before_anything_was_told_is_a_welcome_and_then_an_offer_to_go_on(command: str) -> None:
    talk = stranger()
    talk.says(command)
    assert talk.text("talk.begin") in talk.labels
    talk.begins()
    talk.says(command)
    assert talk.heard == talk.text("talk.left_at", label=talk.text("intake.stage.label"))


def test_a_road_in_the_middle_of_the_interview_is_drawn_from_what_is_known() -> None:
    talk = at("us_status")
    talk.says("/road")
    assert talk.heard.startswith(talk.text("pages.goal_open"))


@pytest.mark.parametrize("language", list(Language))
def test_a_hostile_school_is_shown_escaped_wherever_it_comes_back(language: Language) -> None:
    talk = at("school", language)
    talk.says(HOSTILE)
    assert talk.facts["school"] == HOSTILE
    seen = [talk.heard]
    talk.taps("talk.back")
    seen.append(talk.heard)
    talk.presses("why", "school")
    talk.taps("talk.keep")
    talk.presses("answer", "citizenship", "KR")
    talk.presses("change", "school")
    talk.says(HOSTILE + "2")
    seen.append(talk.heard)
    talk.says("/facts")
    seen.append(talk.heard)
    talk.presses("chapter", "basics")
    assert any(label.endswith(f": {HOSTILE}2") for label in talk.labels)
    assert all(HOSTILE in heard for heard in seen)
    assert not [message for message in talk.seen if "<script>" in message.text]


@pytest.mark.parametrize("language", list(Language))
def test_a_hostile_question_is_answered_or_passed_on_without_being_repeated(language: Language) -> None:
    talk = finished(language)
    outcome = talk.says(f"{HOSTILE} {UNANSWERABLE}")
    assert not [message for message in talk.seen if "script" in message.text]
    (kept,) = outcome.changes
    assert isinstance(kept, Ask)
    assert kept.text.startswith(HOSTILE)


def test_a_template_in_a_reply_is_not_filled_in() -> None:
    talk = at("school")
    talk.says("{{ p.step2_ck_pass }} {% raw %}")
    assert talk.facts["school"] == "{{ p.step2_ck_pass }} {% raw %}"
    assert talk.text("intake.school.echo", value="{{ p.step2_ck_pass }} {% raw %}") in talk.heard


def test_midnight_comes_on_the_clock_of_the_applicant() -> None:
    late = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    days = [replace(finished(zone=zone), now=late) for zone in ("Asia/Seoul", "America/New_York")]
    for talk in days:
        talk.says("/deadlines")
    assert ["11월 23일" in days[0].heard, "11월 22일" in days[1].heard] == [True, True]


EVENTS = (
    st.builds(Said, st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.just(1))
    | st.builds(Showed, st.text(max_size=5))
    | st.builds(Tapped, st.text(max_size=40).map(Tap.unpack))
    | st.builds(
        Tapped,
        st.builds(Tap, st.sampled_from(sorted(RECEPTION.taps)), st.sampled_from(SUBJECTS), st.text(max_size=9)),
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EVENTS, min_size=1, max_size=3), st.sampled_from(["school", "step1_passed_on", "zone", None]))
def test_nothing_a_person_may_do_raises(events: list[Said | Showed | Tapped], fact: str | None) -> None:
    talk = at(fact)
    talk.seen.clear()
    for event in events:
        outcome = talk.does(event)
        assert outcome.replies or outcome.notice
