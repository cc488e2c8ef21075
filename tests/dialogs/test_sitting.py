"""The interview as it is lived: forward, back, later, again; and buttons that have outlived their question."""

from __future__ import annotations

import pytest

from dialogs.events import Keep, Reopen, Write
from dialogs.interview import SKIPPED
from dialogs.interviews.intake import INTAKE
from dialogs.message import Place, plain
from tests.dialogs.talk import Talk, at, finished, speaking

OPTIONAL = sorted(step.fact for step in INTAKE.steps if step.optional)
CERTIFIED = {"step2_ck_result": "passed", "ecfmg_certificate": "held"}
REACHED_BY = {
    "step1_score": {"step1_passed_on": "2019-05-20"},
    "step2_ck_score": {"step2_ck_result": "passed"},
    "step3_score": CERTIFIED,
    "interviews": {"target_season": "2027"},
}
CHAPTERS = [speaking("ko")(f"intake._chapters.{chapter.name}") for chapter in INTAKE.chapters]
OUTDATED = speaking("ko")("talk.outdated")


def at_school() -> Talk:
    """Three questions in: the school's name is asked."""
    talk = Talk().begins()
    talk.chooses("graduated")
    talk.chooses("KR")
    return talk


def test_the_first_question_comes_with_its_chapter_and_its_foot_row() -> None:
    talk = Talk().begins()
    assert talk.heard == f"●○○○○ 기본 · {talk.question('stage')}"
    foot = [talk.text(f"talk.{name}") for name in ("back", "why", "later")]
    assert talk.labels == ["다니고 있어요", "졸업했어요", *foot]


def test_a_tap_turns_the_card_and_typed_text_moves_it_below() -> None:
    talk = Talk().begins()
    tapped = talk.chooses("graduated")
    typed = talk.says("대한민국")
    assert [reply.place for reply in (*tapped.replies, *typed.replies)] == [Place.EDIT, Place.MOVE]
    assert all(reply.card for reply in (*tapped.replies, *typed.replies))


def test_what_was_typed_is_said_again_in_front_of_the_next_question() -> None:
    talk = at_school()
    talk.says("  경북대  ")
    assert talk.heard == f"●○○○○ {talk.text('intake.school.echo', value='경북대')} {talk.question('citizenship')}"


def test_what_was_tapped_is_not_said_again() -> None:
    talk = at_school()
    assert talk.heard == f"●○○○○ {talk.question('school')}"


def test_three_replies_in_a_row_fill_three_steps() -> None:
    talk = Talk().begins()
    for text in ("졸업했습니다", "대한민국", "경북대"):
        talk.says(text)
    told = {"stage": "graduated", "school_country": "KR", "school": "경북대"}
    assert talk.facts == {"language": "ko", "consent": "given", **told}
    assert talk.open == "citizenship"


def test_before_the_first_question_there_is_none() -> None:
    talk = Talk().begins()
    outcome = talk.taps("talk.back")
    assert (outcome.replies, outcome.changes) == ((), ())
    assert talk.notice == talk.text("talk.first")


def test_back_asks_the_question_before_and_shows_what_it_holds() -> None:
    talk = at_school()
    talk.taps("talk.back")
    current = talk.text("talk.current", told=talk.told("school_country", "KR"))
    assert talk.heard == f"●○○○○ {talk.question('school_country')} {current}"
    assert talk.facts["school_country"] == "KR"


def test_back_twice_goes_back_by_two_and_then_forward_over_both() -> None:
    talk = at_school()
    talk.taps("talk.back")
    talk.taps("talk.back")
    assert talk.open == "stage"
    talk.chooses("student")
    changed = talk.text("talk.changed", told=talk.told("stage", "student"))
    assert talk.heard.startswith(f"●○○○○ {changed} {talk.question('school_country')}")
    talk.chooses("KR")
    assert (talk.open, talk.facts["stage"]) == ("school", "student")


def test_another_reply_after_back_is_called_changed_and_the_same_one_is_not() -> None:
    talk = at_school()
    talk.taps("talk.back")
    talk.chooses("CN")
    changed = talk.text("talk.changed", told=talk.told("school_country", "CN"))
    assert talk.heard == f"●○○○○ {changed} {talk.question('school')}"
    talk.taps("talk.back")
    talk.chooses("CN")
    assert talk.heard == f"●○○○○ {talk.question('school')}"


def test_back_leads_to_a_step_that_was_skipped_and_claims_no_answer() -> None:
    talk = at_school()
    talk.taps("talk.skip")
    talk.taps("talk.back")
    assert talk.heard == f"●○○○○ {talk.question('school')}"


def test_a_skipped_step_can_stay_skipped_when_it_is_asked_again() -> None:
    talk = at_school()
    talk.taps("talk.skip")
    talk.taps("talk.back")
    talk.taps("talk.keep")
    assert (talk.open, talk.facts["school"]) == ("citizenship", SKIPPED)


@pytest.mark.parametrize("fact", OPTIONAL)
def test_a_step_that_may_be_skipped_offers_it_and_stays_unknown(fact: str) -> None:
    talk = at(fact, skipping=False, **REACHED_BY.get(fact, {}))
    talk.presses("resume")
    talk.taps("talk.skip")
    assert talk.facts[fact] == SKIPPED
    assert talk.open != fact


def test_a_step_that_may_not_be_skipped_offers_no_skipping_and_refuses_it() -> None:
    talk = Talk().begins()
    assert talk.text("talk.skip") not in talk.labels
    outcome = talk.presses("skip", "stage")
    assert (outcome.changes, talk.notice) == ((), OUTDATED)


def test_why_is_told_in_front_of_the_same_question() -> None:
    talk = Talk().begins()
    before = talk.labels
    outcome = talk.taps("talk.why")
    assert talk.heard == f"●○○○○ 기본 · {talk.text('intake.stage.why')}\n{talk.question('stage')}"
    assert (talk.labels, outcome.changes) == (before, ())


def test_another_country_is_written_instead_of_tapped() -> None:
    talk = Talk().begins()
    talk.chooses("graduated")
    outcome = talk.taps("intake.school_country.options.other")
    assert outcome.changes == ()
    assert talk.heard == f"●○○○○ {talk.text('intake.school_country.other')}"
    assert len(talk.labels) == 3
    talk.says("베트남")
    assert talk.facts["school_country"] == "VN"
    assert talk.heard.startswith(f"●○○○○ {talk.text('intake.school_country.echo', value='VN')}")


def test_a_reply_that_cannot_be_read_is_asked_again_with_an_example_and_nothing_is_kept() -> None:
    talk = at("step1_passed_on")
    outcome = talk.says("봄이었나")
    assert outcome.changes == ()
    assert "2026-05-20" in talk.heard.split("\n")[0]
    assert talk.heard.endswith(talk.question("step1_passed_on"))


def test_later_keeps_everything_and_start_takes_it_up_again() -> None:
    talk = at_school()
    label = talk.text("intake.school.label")
    outcome = talk.taps("talk.later")
    assert (outcome.changes, talk.heard) == ((), talk.text("talk.paused", label=label))
    talk.taps("talk.no_reminder")
    talk.says("/start")
    assert talk.heard == talk.text("talk.left_at", label=label)
    talk.taps("talk.go_on")
    assert (talk.open, talk.heard) == ("school", f"●○○○○ {talk.question('school')}")


def test_whoever_wants_to_be_reminded_gets_one_letter_the_next_morning_on_their_clock() -> None:
    talk = at_school()
    talk.taps("talk.later")
    outcome = talk.taps("talk.tomorrow")
    (letter,) = outcome.changes
    assert isinstance(letter, Write)
    assert letter.due.isoformat() == "2026-11-23T09:00:00+09:00"
    assert plain(letter.message.text) == talk.text("talk.left_at", label=talk.text("intake.school.label"))
    assert talk.taps("talk.tomorrow").changes == outcome.changes


def test_the_last_answer_leads_to_the_summary_with_every_chapter() -> None:
    talk = at("letters_wanted")
    talk.presses("resume")
    talk.chooses("deadlines")
    assert talk.open is None
    lines = talk.heard.split("\n")
    assert lines[0] == talk.text("talk.summary")
    assert [line.partition(":")[0] for line in lines[1:]] == CHAPTERS
    fixes = [talk.text("talk.change_chapter", chapter=chapter) for chapter in CHAPTERS]
    assert talk.labels == [*fixes, talk.text("talk.see_road")]


def test_the_answers_to_an_interview_still_going_on_can_be_seen_and_gone_on_with() -> None:
    talk = at_school()
    talk.says("/facts")
    assert talk.heard.split("\n")[1].startswith("기본: ")
    talk.taps("talk.see_road")
    assert talk.open == "school"


def test_after_the_end_start_shows_the_summary() -> None:
    talk = finished()
    talk.says("/start")
    assert talk.labels[-1] == talk.text("talk.see_road")


def test_a_fact_is_changed_from_the_summary() -> None:
    talk = finished()
    talk.says("/facts")
    talk.presses("chapter", "goal")
    talk.taps(f"{talk.text('intake.target_season.label')}: 2028 매칭")
    assert talk.heard.endswith(talk.text("talk.current", told="2028 매칭"))
    talk.chooses("2029")
    assert talk.facts["target_season"] == "2029"
    assert talk.heard.startswith(talk.text("talk.changed", told="2029 매칭"))


def test_a_typed_fact_stays_as_it_was_by_a_button_of_its_own() -> None:
    talk = finished()
    talk.says("/facts")
    talk.presses("chapter", "basics")
    talk.taps(f"{talk.text('intake.school.label')}: KNU")
    outcome = talk.taps("talk.keep")
    assert outcome.changes == (Keep("school", "KNU"),)
    assert talk.heard.startswith(talk.text("talk.summary"))


def test_a_tapped_fact_that_is_kept_by_tapping_it_again_is_not_called_changed() -> None:
    talk = finished()
    talk.presses("change", "target_season")
    assert talk.text("talk.keep") not in talk.labels
    talk.chooses("2028")
    assert talk.heard.startswith(talk.text("talk.summary"))


def test_a_change_that_opens_new_questions_asks_them_before_the_summary() -> None:
    talk = finished(citizenship="US")
    talk.presses("change", "citizenship")
    talk.chooses("KR")
    changed = talk.text("talk.changed", told=talk.told("citizenship", "KR"))
    assert talk.open == "military"
    assert talk.heard == f"●●○○○ {changed} {talk.question('military')}"


def test_a_change_that_makes_questions_pointless_lets_go_of_their_facts() -> None:
    talk = finished(visa_wish="h1b")
    talk.presses("change", "us_status")
    talk.chooses("green_card")
    talk.says("/facts")
    assert talk.told("us_status", "green_card") in talk.heard
    assert talk.told("visa_wish", "h1b") not in talk.heard


def test_the_button_of_an_answered_question_offers_to_change_it() -> None:
    talk = at_school()
    outcome = talk.presses("answer", "stage", "student")
    assert (outcome.changes, talk.notice) == ((), talk.text("talk.answered"))
    label, told = talk.text("intake.stage.label"), talk.told("stage", "graduated")
    assert talk.heard == talk.text("talk.answered_offer", label=label, told=told)
    talk.taps("talk.change")
    assert talk.open == "stage"


def test_what_was_answered_stays_where_the_change_is_declined() -> None:
    talk = at_school()
    talk.presses("answer", "stage", "student")
    outcome = talk.taps("talk.keep")
    assert (outcome.changes, talk.heard) == ((), talk.text("talk.stays"))
    assert (talk.open, talk.facts["stage"]) == ("school", "graduated")


def test_the_same_button_twice_keeps_one_answer() -> None:
    talk = at_school()
    outcome = talk.presses("answer", "school_country", "KR")
    assert (outcome.replies, outcome.changes, talk.notice) == ((), (), talk.text("talk.noted_already"))


def test_a_skipped_question_is_offered_by_its_old_button() -> None:
    talk = finished(skipping=True)
    talk.presses("answer", "family", "spouse")
    label, told = talk.text("intake.family.label"), talk.text("talk.not_told")
    assert talk.heard == talk.text("talk.answered_offer", label=label, told=told)


@pytest.mark.parametrize(
    ("what", "press"),
    [
        ("a question not asked yet", ("answer", "target_season", "2028")),
        ("a question that no longer applies", ("answer", "visa_wish", "j1")),
        ("a fact nobody knows", ("answer", "shoe_size", "42")),
        ("an option nobody offered", ("answer", "school", "Harvard")),
        ("another option than the open question has", ("answer", "military", "general")),
        ("the option that fills nothing", ("answer", "citizenship", "other")),
        ("nothing at all", ("answer", "", "")),
        ("another country of a question that is not open", ("other", "citizenship", "")),
        ("the reason of a question that is not open", ("why", "stage", "")),
        ("skipping a question that is not open", ("skip", "school", "")),
        ("going back from a question that is not open", ("back", "stage", "")),
        ("later at a question that is not open", ("later", "stage", "")),
        ("changing what was never told", ("change", "target_season", "")),
        ("changing what does not exist", ("change", "shoe_size", "")),
        ("keeping what is not open", ("keep", "stage", "")),
        ("a chapter that does not exist", ("chapter", "hobbies", "")),
        ("a button of a bot we never were", ("launch", "rockets", "now")),
    ],
)
def test_a_button_from_elsewhere_gets_a_kind_word_and_writes_nothing(what: str, press: tuple[str, str, str]) -> None:
    talk = at("military")
    outcome = talk.presses(*press)
    assert (outcome.replies, outcome.changes, talk.notice) == ((), (), OUTDATED), what


def test_the_option_another_fills_nothing_where_its_question_is_open() -> None:
    talk = at("citizenship")
    outcome = talk.presses("answer", "citizenship", "other")
    assert (outcome.changes, talk.notice) == ((), OUTDATED)


def test_a_question_that_no_longer_applies_cannot_be_answered_by_its_old_button() -> None:
    talk = finished(visa_wish="h1b")
    talk.presses("change", "us_status")
    talk.presses("answer", "us_status", "green_card")
    outcome = talk.presses("answer", "visa_wish", "j1")
    assert (outcome.changes, talk.notice) == ((), OUTDATED)


def test_a_question_that_no_longer_applies_cannot_be_opened_again_by_its_old_button() -> None:
    talk = finished(visa_wish="h1b")
    talk.presses("change", "us_status")
    talk.presses("answer", "us_status", "green_card")
    outcome = talk.presses("change", "visa_wish")
    assert (outcome.changes, talk.notice) == ((), OUTDATED)


def test_a_reopened_step_takes_the_buttons_of_its_older_cards() -> None:
    talk = at("military")
    outcome = talk.presses("change", "stage")
    assert outcome.changes == (Reopen("stage"),)
    outcome = talk.presses("answer", "stage", "student")
    assert outcome.changes == (Keep("stage", "student"),)


def test_while_an_earlier_step_is_open_again_the_later_ones_wait() -> None:
    talk = at("military")
    talk.presses("change", "stage")
    outcome = talk.presses("answer", "military", "served")
    assert (outcome.changes, talk.notice) == ((), OUTDATED)


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_the_whole_interview_can_be_tapped_and_typed_in_every_language(language: str) -> None:
    whole = finished(language, step1_passed_on="2019-05-20", target_season="2027")
    talk = at("stage", language)
    talk.says("/start")
    talk.presses("resume")
    for fact, response in list(whole.applicant.transcript.items())[2:]:
        assert talk.open == fact
        if talk.presses("answer", fact, response.text).changes == ():
            talk.says(response.text)
    assert talk.facts == whole.facts
