"""Letters before deadlines: one for several, none twice, none at night, none to those who want none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import load_base
from dialogs.letters import NewLetter
from dialogs.message import Tap, plain
from dialogs.packing import unpack_message
from dialogs.reception import Visit
from dialogs.reminders import by_day, due_letter, reminder
from knowledge.deadlines import deadlines
from knowledge.profile import Language
from tests.dialogs.talk import accepted, finished

RANKING = {"target_season": "2027", "applied": "yes", "step2_ck_result": "passed", "ecfmg_certificate": "held"}
SEOUL = ZoneInfo("Asia/Seoul")


def letter(moment: str, written: Collection[str] = (), language: str = "ko", **told: str) -> NewLetter | None:
    """The letter at a moment in Seoul to somebody who ranks in 2027."""
    applicant = finished(language, skipping=False, **{**RANKING, **told}).applicant
    return due_letter(Visit(load_base(), applicant, datetime.fromisoformat(moment).replace(tzinfo=SEOUL)), written)


def marks(moment: str, written: Collection[str] = (), **told: str) -> set[str]:
    """What the letter of that moment names, with the lead."""
    found = letter(moment, written, **told)
    return set(found.key.rpartition(":")[2].split("+")) if found else set()


def leads(day: str, event: str) -> list[str]:
    """The leads at which the letter of a day at noon names an event."""
    return [mark.rpartition("-")[2] for mark in marks(f"{day}T12:00") if mark.startswith(f"{event}@")]


@pytest.mark.parametrize(
    ("day", "reminded"),
    [
        ("2027-01-31", []),
        ("2027-02-01", ["30"]),
        ("2027-02-23", ["30"]),
        ("2027-02-24", ["7"]),
        ("2027-03-01", ["7"]),
        ("2027-03-02", ["1"]),
        ("2027-03-03", ["1"]),
        ("2027-03-04", []),
        ("2027-04-01", []),
    ],
)
def test_the_rank_list_is_reminded_of_a_month_a_week_and_a_day_before_and_never_after(
    day: str, reminded: list[str]
) -> None:
    assert leads(day, "rank_list") == reminded


def test_several_deadlines_that_fall_together_are_one_letter() -> None:
    named = marks("2027-02-16T12:00")
    assert {mark.partition("@")[0] for mark in named} >= {"rank_list", "soap_apply"}
    found = letter("2027-02-16T12:00")
    assert found
    message = accepted(unpack_message(found.message))
    assert message.text.count("<b>") == len(named)


def test_a_letter_is_not_written_twice_and_the_next_lead_is_written_later() -> None:
    written: list[str] = []
    for day in ("2027-02-01", "2027-02-02", "2027-02-24", "2027-02-25", "2027-03-02"):
        found = letter(f"{day}T12:00", written)
        written += [found.key] if found else []
    named = [mark for key in written for mark in key.rpartition(":")[2].split("+")]
    assert len(named) == len(set(named))
    assert [mark for mark in named if mark.startswith("rank_list")] == [
        f"rank_list@2027-03-03-{lead}" for lead in (30, 7, 1)
    ]


def test_what_one_letter_named_is_left_out_of_the_next() -> None:
    both = marks("2027-02-16T12:00")
    assert marks("2027-02-16T12:00", ["deadline:7:rank_list@2027-03-03-30"]) == both - {"rank_list@2027-03-03-30"}


def test_a_deadline_that_moved_is_reminded_of_again() -> None:
    assert "rank_list@2027-03-03-30" in marks("2027-02-01T12:00", ["deadline:7:rank_list@2027-03-10-30"])


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        ("2027-02-01T12:00", "Asia/Seoul", "2027-02-01T12:00:00+09:00"),
        ("2027-02-01T08:00", "Asia/Seoul", "2027-02-01T08:00:00+09:00"),
        ("2027-02-01T07:59", "Asia/Seoul", "2027-02-01T08:00:00+09:00"),
        ("2027-02-01T21:59", "Asia/Seoul", "2027-02-01T21:59:00+09:00"),
        ("2027-02-01T22:00", "Asia/Seoul", "2027-02-02T08:00:00+09:00"),
        ("2027-02-01T00:10", "Asia/Seoul", "2027-02-01T08:00:00+09:00"),
        ("2027-02-01T13:00", "America/New_York", "2027-02-01T08:00:00-05:00"),
        ("2027-03-14T12:00", "America/New_York", "2027-03-14T08:00:00-04:00"),
        ("2027-02-01T12:00", "Asia/Kolkata", "2027-02-01T08:30:00+05:30"),
    ],
)
def test_nothing_arrives_at_night_on_the_clock_of_the_applicant(now: str, zone: str, due: str) -> None:
    arrives = by_day(datetime.fromisoformat(now).replace(tzinfo=SEOUL), zone)
    assert arrives == datetime.fromisoformat(due)


def test_a_letter_of_a_late_evening_speaks_of_the_days_left_in_the_morning() -> None:
    evening, morning = letter("2027-02-28T23:30"), letter("2027-03-01T08:00")
    assert evening
    assert morning
    assert (evening.key, evening.message, evening.due_at) == (morning.key, morning.message, morning.due_at)


def test_on_the_evening_of_the_last_day_it_is_too_late_for_a_letter() -> None:
    assert "rank_list@2027-03-03-1" in marks("2027-03-03T21:00")
    assert "rank_list@2027-03-03-1" not in marks("2027-03-03T23:00")


@pytest.mark.parametrize(("wanted", "written"), [("deadlines", True), ("deadlines_and_news", True), ("none", False)])
def test_only_who_wants_letters_gets_them(wanted: str, written: bool) -> None:
    assert bool(letter("2027-02-01T12:00", letters_wanted=wanted)) is written


def test_who_has_not_said_what_they_want_gets_none() -> None:
    applicant = finished(skipping=False, **RANKING).applicant
    said = {fact: response for fact, response in applicant.transcript.items() if fact != "letters_wanted"}
    visit = Visit(load_base(), type(applicant)(7, Language.KO, True, said), datetime(2027, 2, 1, 3, tzinfo=UTC))
    assert due_letter(visit, ()) is None


def test_who_named_no_match_is_not_reminded_of_one() -> None:
    assert not [mark for mark in marks("2027-02-01T12:00", target_season="not_sure") if mark.startswith("rank")]


@pytest.mark.parametrize("language", list(Language))
def test_the_letter_says_when_what_and_how_sure_and_how_to_stop(language: Language) -> None:
    found = letter("2027-02-01T12:00", language=language)
    assert found
    assert (found.applicant_id, found.about) == (7, "deadline")
    message = accepted(unpack_message(found.message))
    talk = finished(language)
    assert plain(message.text).startswith(talk.text("reminders.opening", count=message.text.count("<b>")))
    assert plain(talk.words("certainty.estimated")) in plain(message.text)
    assert talk.text("deadlines.rank_list.name") in plain(message.text)
    assert [button.tap for button in message.buttons] == [Tap("road"), Tap("deadlines"), Tap("stop_letters")]


def test_the_button_below_a_letter_stops_all_of_them() -> None:
    talk = finished(skipping=False, **RANKING)
    talk.presses("stop_letters")
    assert talk.facts["letters_wanted"] == "none"
    assert due_letter(Visit(load_base(), talk.applicant, datetime(2027, 2, 1, 3, tzinfo=UTC)), ()) is None


@pytest.mark.parametrize("language", list(Language))
def test_even_a_letter_about_every_deadline_at_once_can_be_sent(language: Language) -> None:
    applicant = finished(language, target_season="2028", visa_wish="either", oet_result="not_taken").applicant
    visit = Visit(load_base(), applicant, datetime(2026, 11, 22, 3, tzinfo=UTC))
    ahead = list(deadlines(visit.profile, visit.words.setting, visit.advice))
    assert len(ahead) > 10
    accepted(reminder(ahead, visit.zone, visit.advice, visit.words))


def test_a_year_of_letters_names_every_deadline_at_most_once_a_lead() -> None:
    written: list[str] = []
    start = datetime(2026, 11, 22, 12, tzinfo=SEOUL)
    for day in range(0, 240, 3):
        found = letter((start + timedelta(days=day)).replace(tzinfo=None).isoformat(), written)
        written += [found.key] if found else []
    named = [mark for key in written for mark in key.rpartition(":")[2].split("+")]
    assert len(named) == len(set(named)) > 10
    assert len(written) == len(set(written))
