"""Nothing is kept of somebody before they agree, everything can be seen and taken away, and gone is gone."""

from __future__ import annotations

import pytest

from bot.app import load_base
from dialogs.desks import open_reception
from dialogs.events import Agreed, Ask, Erase, Export, Keep, Speak
from dialogs.message import plain
from knowledge.profile import Language
from tests.dialogs.talk import KNOWN, UNANSWERABLE, Talk, at, finished, speaking, stranger

RECEPTION = open_reception(load_base())
SUBJECTS = ("", "stage", "target_season", "ko", "fr", "exams", "exam_window", "1", "basics", "step-3", "visa")


@pytest.mark.parametrize("action", sorted(set(RECEPTION.taps) - {"agree"}))
def test_without_consent_no_button_keeps_anything(action: str) -> None:
    for subject in SUBJECTS:
        for value in ("", "graduated", "answer"):
            outcome = stranger().presses(action, subject, value)
            assert [change for change in outcome.changes if not isinstance(change, Erase)] == []
            assert outcome.replies or outcome.notice


@pytest.mark.parametrize("command", [*RECEPTION.commands, "nonsense"])
def test_without_consent_no_command_keeps_anything(command: str) -> None:
    outcome = stranger().says(f"/{command}")
    assert [change for change in outcome.changes if not isinstance(change, Export)] == []


def test_without_consent_only_a_question_passed_on_is_kept() -> None:
    talk = stranger()
    assert talk.says(KNOWN).changes == ()
    assert "218" in talk.heard
    assert talk.text("answers.not_helpful") not in talk.labels
    (kept,) = talk.says(UNANSWERABLE).changes
    assert isinstance(kept, Ask)
    assert kept.state == "passed_on"


def test_without_consent_a_reply_is_no_reply() -> None:
    talk = stranger()
    talk.says("졸업했어요")
    assert talk.applicant.transcript == {}


def test_consent_is_what_starts_the_keeping() -> None:
    talk = stranger(Language.EN)
    talk.says("/start")
    talk.taps("talk.begin")
    outcome = talk.taps("intake.consent.options.given")
    assert outcome.changes == (Agreed(Language.EN), Keep("language", "en"), Keep("consent", "given"))
    assert talk.heard.endswith(talk.question("stage"))


def test_consent_in_another_language_than_telegrams_is_kept_in_it() -> None:
    talk = stranger(Language.EN)
    talk.says("/start")
    talk.taps("中文")
    talk.taps(speaking("zh")("talk.begin"))
    talk.taps(speaking("zh")("intake.consent.options.given"))
    assert (talk.applicant.language, talk.facts["language"]) == (Language.ZH, "zh")


@pytest.mark.parametrize("forged", ["fr", "", "ko:en", "한국어", "KO"])
def test_a_forged_language_is_not_heeded_when_consent_is_given(forged: str) -> None:
    talk = stranger(Language.KO)
    talk.presses("consent", forged)
    outcome = talk.presses("agree", forged)
    assert outcome.changes[0] == Agreed(Language.KO)


def test_somebody_whose_telegram_speaks_another_language_chooses_first() -> None:
    talk = stranger(None)
    talk.says("/start")
    assert talk.labels == ["English", "한국어", "中文"]
    talk.taps("한국어")
    assert talk.heard == plain(speaking("ko")("talk.welcome")).strip("\n")


def test_agreeing_twice_changes_nothing_the_second_time() -> None:
    talk = at("military")
    outcome = talk.presses("agree", "en")
    assert (outcome.replies, outcome.changes, talk.notice) == ((), (), talk.text("talk.noted_already"))


def test_everything_is_erased_after_one_question_and_then_we_are_strangers_again() -> None:
    talk = finished()
    talk.says("/delete")
    assert talk.heard == talk.text("talk.erase_offer")
    assert talk.taps("talk.erase").changes == (Erase(),)
    assert (talk.heard, talk.facts) == (talk.text("talk.erased"), {})
    talk.says("/road")
    assert talk.text("talk.begin") in talk.labels


def test_who_thinks_better_of_it_loses_nothing() -> None:
    talk = finished()
    talk.says("/delete")
    outcome = talk.taps("talk.do_not_erase")
    assert (outcome.changes, talk.heard) == ((), talk.text("talk.stays"))


@pytest.mark.parametrize(
    ("action", "subject", "value"),
    [
        ("answer", "stage", "student"),
        ("change", "stage", ""),
        ("keep", "stage", ""),
        ("tomorrow", "", ""),
        ("stop_letters", "", ""),
        ("whatif_save", "visa_wish", "h1b"),
        ("unhelped", "some-article", "1"),
        ("question", "1", "answer"),
    ],
)
def test_after_erasing_the_old_buttons_write_nothing(action: str, subject: str, value: str) -> None:
    talk = finished()
    talk.says(KNOWN)
    talk.presses("erase")
    outcome = talk.presses(action, subject, value)
    assert outcome.changes == ()
    assert talk.facts == {}


@pytest.mark.parametrize("talk", [at("military"), finished()], ids=["midway", "done"])
def test_everything_known_is_exported_at_any_time(talk: Talk) -> None:
    outcome = talk.says("/export")
    assert outcome.changes == (Export(talk.words("talk.exported")),)


def test_the_language_changes_in_the_middle_and_the_interview_goes_on_in_it() -> None:
    talk = at("military")
    talk.says("/language")
    outcome = talk.taps("English")
    assert outcome.changes == (Speak(Language.EN), Keep("language", "en"))
    assert talk.heard == plain(speaking("en")("talk.speaking"))
    talk.says("done")
    assert talk.facts["military"] == "served"
    assert talk.heard.startswith("●●●○○ Exams · ")


def test_a_language_we_do_not_speak_is_not_taken() -> None:
    talk = at("military")
    outcome = talk.presses("speak", "fr")
    assert (outcome.changes, talk.notice) == ((), talk.text("talk.outdated"))
