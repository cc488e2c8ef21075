"""The seasons that ship: complete, in order, honest about what is announced."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest

from knowledge.files import load_calendar
from knowledge.season import SeasonEvent

CALENDAR = load_calendar()
YEARS = sorted(CALENDAR.seasons)
EVENTS = [event for season in CALENDAR.seasons.values() for event in season.events.values()]
IN_ORDER = (
    "institution_registration",
    "eras_opens",
    "tokens",
    "pathways_open",
    "step2ck_advised",
    "eras_submit",
    "docs_advised",
    "eras_review",
    "interviews_start",
    "step2ck_last_safe",
    "standard_registration",
    "interviews_end",
    "ranking_opens",
    "rank_list",
    "match_week_monday",
    "soap_apply",
    "soap_round_1",
    "soap_ends",
    "match_day",
    "step3",
    "j1_apply",
    "eras_ends",
    "residency_start",
)
KNOWN_IDS = {
    *IN_ORDER,
    "residencycas_opens",
    "nrmp_registration_opens",
    "residencycas_submit",
    "oet_advised",
    "pathways_submit",
    "ecfmg_exam_deadline",
    "pathways_close",
    "ecfmg_certificate",
    "urology_match",
    "ophthalmology_match",
}


def name(event: SeasonEvent) -> str:
    return f"{event.id} {event.on}"


def day(year: int, event: str) -> date:
    return CALENDAR.season(year).event(event).on.first


@pytest.mark.parametrize("year", YEARS)
def test_every_season_has_every_event(year: int) -> None:
    assert set(CALENDAR.season(year).events) == KNOWN_IDS


@pytest.mark.parametrize("year", YEARS)
def test_the_events_follow_one_another(year: int) -> None:
    events = [CALENDAR.season(year).event(key).on for key in IN_ORDER]
    assert all(earlier.first <= later.last for earlier, later in pairwise(events))


@pytest.mark.parametrize("year", YEARS)
def test_a_season_lies_between_the_may_before_and_its_july(year: int) -> None:
    days = [event.on for event in CALENDAR.season(year).events.values()]
    assert min(on.first for on in days) >= date(year - 1, 5, 1)
    assert max(on.last for on in days) == date(year, 7, 1)


@pytest.mark.parametrize("event", EVENTS, ids=name)
def test_the_zone_of_every_event_exists(event: SeasonEvent) -> None:
    assert event.zone in available_timezones()


@pytest.mark.parametrize("event", EVENTS, ids=name)
def test_an_estimate_names_its_rule_and_an_announcement_has_none(event: SeasonEvent) -> None:
    assert (event.basis is not None) == event.estimated


@pytest.mark.parametrize("event", EVENTS, ids=name)
def test_a_month_alone_is_always_an_estimate_and_has_no_time_of_day(event: SeasonEvent) -> None:
    assert event.on.exact or (event.estimated and event.at is None)


@pytest.mark.parametrize("event", EVENTS, ids=name)
def test_a_label_fits_a_button(event: SeasonEvent) -> None:
    assert len(event.label.ko) <= 18
    assert len(event.label.en) <= 40
    assert len(event.label.zh) <= 20


@pytest.mark.parametrize("event", EVENTS, ids=name)
def test_nothing_was_read_before_it_was_written(event: SeasonEvent) -> None:
    assert all(source.as_of.first <= source.read_on for source in event.sources)


@pytest.mark.parametrize("year", YEARS)
def test_match_day_is_the_third_friday_of_march(year: int) -> None:
    match_day = day(year, "match_day")
    assert (match_day.month, match_day.strftime("%a")) == (3, "Fri")
    assert 15 <= match_day.day <= 21


@pytest.mark.parametrize("year", YEARS)
def test_rank_lists_close_on_the_wednesday_16_days_before_match_day(year: int) -> None:
    assert day(year, "rank_list") == day(year, "match_day") - timedelta(days=16)
    assert day(year, "rank_list").strftime("%a") == "Wed"


@pytest.mark.parametrize("year", YEARS)
def test_exams_must_be_reported_at_the_moment_rank_lists_close(year: int) -> None:
    season = CALENDAR.season(year)
    assert season.event("ecfmg_exam_deadline").moment == season.event("rank_list").moment is not None


@pytest.mark.parametrize("year", YEARS)
def test_match_week_begins_on_the_monday_and_offers_on_its_thursday(year: int) -> None:
    match_day = day(year, "match_day")
    assert day(year, "match_week_monday") == day(year, "soap_apply") == match_day - timedelta(days=4)
    assert day(year, "soap_round_1") == day(year, "soap_ends") == match_day - timedelta(days=1)


@pytest.mark.parametrize("year", YEARS)
def test_programs_read_applications_three_weeks_after_submission_opens(year: int) -> None:
    assert day(year, "eras_review") == day(year, "eras_submit") + timedelta(weeks=3)


def test_the_rank_list_of_2027_closes_at_nine_in_the_evening_eastern_time() -> None:
    moment = CALENDAR.season(2027).event("rank_list").moment
    assert moment is not None
    assert moment.isoformat() == "2027-03-03T21:00:00-05:00"


def test_nothing_of_2028_is_announced() -> None:
    assert all(event.estimated for event in CALENDAR.season(2028).events.values())


def test_a_later_season_has_the_same_events_by_month() -> None:
    season = CALENDAR.season(YEARS[-1] + 1)
    assert set(season.events) == KNOWN_IDS
    assert not season.has_calendar
    assert all(event.estimated and not event.on.exact for event in season.events.values())


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 11, 22), (2027, 2028, 2029)),
        (date(2027, 3, 3), (2027, 2028, 2029)),
        (date(2027, 3, 4), (2028, 2029, 2030)),
    ],
)
def test_a_season_is_open_until_its_rank_lists_close(today: date, years: tuple[int, int, int]) -> None:
    assert CALENDAR.open_years(today) == years
