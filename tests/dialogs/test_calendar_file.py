"""The calendar file: read again by another parser, the same from making to making, right on both sides of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]  # it ships no types

from dialogs.calendar_file import calendar
from dialogs.message import File
from knowledge.days import PartialDate
from knowledge.guards import Setting
from knowledge.profile import Language
from knowledge.season import SeasonEvent
from tests.dialogs.four_doctors import DOCTORS, GRADUATE, INDIAN, SETTING, advised, speaking

STAMP = datetime(2026, 11, 22, 23, 40, tzinfo=ZoneInfo("Asia/Seoul"))
SEOUL = "Asia/Seoul"


def made(
    facts: dict[str, Any], language: Language = Language.KO, *, setting: Setting = SETTING, zone: str = SEOUL
) -> File:
    file = calendar(advised(facts, setting), zone, speaking(language, setting), stamp=STAMP)
    assert file
    return file


def read(file: File) -> Any:
    (parsed,) = vobject.readComponents(file.content.decode())
    parsed.validate(raiseException=True)
    return parsed


def events(file: File) -> dict[str, Any]:
    return {event.uid.value.partition("@")[0]: event for event in read(file).vevent_list}


def announcing(**announced: tuple[PartialDate, time]) -> Setting:
    """The setting with these events of the season 2027 announced to the minute."""
    season = SETTING.calendar.season(2027)
    changed: dict[str, SeasonEvent] = {
        key: season.event(key).model_copy(update={"on": on, "at": at, "estimated": False})
        for key, (on, at) in announced.items()
    }
    seasons = {**SETTING.calendar.seasons, 2027: season.model_copy(update={"events": {**season.events, **changed}})}
    return replace(SETTING, calendar=SETTING.calendar.model_copy(update={"seasons": seasons}))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("doctor", DOCTORS)
def test_another_parser_reads_every_deadline(doctor: str, language: Language) -> None:
    file = made(DOCTORS[doctor], language)
    parsed = read(file)
    assert parsed.method.value == "PUBLISH"
    assert parsed.prodid.value.startswith("-//Giljabi//")
    assert all(event.summary.value and event.description.value and event.dtstamp.value for event in parsed.vevent_list)
    uids = [event.uid.value for event in parsed.vevent_list]
    assert len(uids) == len(set(uids)) >= 8
    assert all(uid.endswith("@giljabi") for uid in uids)


@pytest.mark.parametrize("language", Language)
def test_folded_lines_are_short_and_never_split_a_letter(language: Language) -> None:
    content = made(GRADUATE, language).content
    lines = content.split(b"\r\n")
    assert any(line.startswith(b" ") for line in lines)
    assert max(map(len, lines)) <= 75
    assert "".join(line.decode() for line in lines) == content.decode().replace("\r\n", "")
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_two_makings_are_equal_to_the_byte() -> None:
    assert made(INDIAN) == made(INDIAN)


def test_a_later_making_keeps_the_uids() -> None:
    later = replace(SETTING, today=SETTING.today + timedelta(days=10))
    assert set(events(made(GRADUATE))) == set(events(made(GRADUATE, setting=later)))


def test_the_end_of_a_window_keeps_its_uid_whatever_season_is_aimed_at() -> None:
    other = events(made({**GRADUATE, "target_season": "2030"}))
    assert "exam_window" in events(made(GRADUATE)).keys() & other.keys()
    assert "rank_list-2030" in other
    assert "rank_list-2029" not in other


def test_what_is_estimated_is_called_so_and_is_tentative() -> None:
    found = events(made(INDIAN))
    rank_list, start = found["rank_list-2027"], found["residency_start-2027"]
    assert "추정" in rank_list.summary.value
    assert rank_list.status.value == "TENTATIVE"
    assert rank_list.dtstart.value == date(2027, 3, 3)
    assert "추정" not in start.summary.value
    assert start.status.value == "CONFIRMED"
    assert (start.dtstart.value, start.dtend.value) == (date(2027, 7, 1), date(2027, 7, 2))


def test_what_is_known_to_the_month_stands_on_its_first_day_and_says_so() -> None:
    rank_list = events(made(GRADUATE))["rank_list-2029"]
    assert rank_list.dtstart.value == date(2029, 2, 1)
    assert "이달 중, 추정" in rank_list.summary.value
    assert "그달 1일" in rank_list.description.value


def test_the_description_names_the_source_with_its_address_and_date() -> None:
    text = events(made(INDIAN, Language.EN))["rank_list-2027"].description.value
    assert "https://www.nrmp.org/" in text
    assert "February 2023" in text
    assert "read 22 November 2026" in text


@pytest.mark.parametrize(
    ("on", "at", "instant"),
    [
        (PartialDate(2027, 3, 12), time(21), datetime(2027, 3, 13, 2, tzinfo=UTC)),
        (PartialDate(2027, 3, 14), time(1, 59), datetime(2027, 3, 14, 6, 59, tzinfo=UTC)),
        (PartialDate(2027, 3, 14), time(3), datetime(2027, 3, 14, 7, tzinfo=UTC)),
        (PartialDate(2027, 3, 15), time(10), datetime(2027, 3, 15, 14, tzinfo=UTC)),
    ],
)
def test_an_announced_instant_is_right_on_both_sides_of_the_change_of_clocks(
    on: PartialDate, at: time, instant: datetime
) -> None:
    file = made(INDIAN, setting=announcing(rank_list=(on, at)))
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/New_York" in file.content
    found = events(file)["rank_list-2027"]
    assert found.dtstart.value.astimezone(UTC) == instant
    assert found.status.value == "CONFIRMED"


def test_the_files_own_time_zone_says_how_far_the_clocks_are_apart() -> None:
    zone = read(made(INDIAN, setting=announcing(rank_list=(PartialDate(2027, 3, 3), time(21))))).vtimezone.tzinfo
    assert datetime(2027, 3, 13, 12, tzinfo=zone).utcoffset() == timedelta(hours=-5)
    assert datetime(2027, 3, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=-4)


def test_an_announced_instant_is_told_on_both_clocks() -> None:
    setting = announcing(match_week_monday=(PartialDate(2027, 3, 15), time(10)))
    text = events(made(INDIAN, setting=setting))["match_week_monday-2027"].description.value
    assert "10:00" in text
    assert "23:00" in text


def test_a_reminder_of_a_whole_day_comes_at_nine_in_the_morning() -> None:
    alarms = [alarm.trigger.value for alarm in events(made(INDIAN))["rank_list-2027"].valarm_list]
    assert alarms == [timedelta(hours=9) - timedelta(days=lead) for lead in (30, 7, 1)]


def test_a_reminder_of_an_instant_comes_at_nine_on_the_readers_clock() -> None:
    setting = announcing(rank_list=(PartialDate(2027, 3, 3), time(21)))
    found = events(made(INDIAN, setting=setting))["rank_list-2027"]
    begins = found.dtstart.value.astimezone(ZoneInfo(SEOUL))
    rung = [begins + alarm.trigger.value for alarm in found.valarm_list]
    assert [(at.hour, (begins.date() - at.date()).days) for at in rung] == [(9, 30), (9, 7), (9, 1)]


def test_a_reminder_whose_day_has_passed_is_left_out() -> None:
    late = replace(SETTING, today=date(2027, 2, 28))
    found = events(made(INDIAN, setting=late))["rank_list-2027"]
    assert len(found.valarm_list) == 1


def test_without_a_deadline_there_is_no_file() -> None:
    nothing = {"stage": "graduated", "target_season": "not_sure"}
    assert calendar(advised(nothing), SEOUL, speaking(Language.KO), stamp=STAMP) is None


def test_without_a_season_the_windows_remain() -> None:
    file = made({**GRADUATE, "target_season": "not_sure"})
    assert file.name == "giljabi.ics"
    assert set(events(file)) == {"exam_window"}
