"""The deadlines as a calendar file (RFC 5545) for the applicant's own calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event
from icalendar.enums import STATUS, TRANSP

from dialogs import certainty
from dialogs import deadlines as dated
from dialogs.message import File, plain
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.deadlines import Deadline, deadlines

SUFFIX = "@giljabi"
MORNING = time(9)
"""When a reminder comes, on the reader's clock: never at night."""


def calendar(advice: Advice, zone: str, words: Words, *, stamp: datetime) -> File | None:
    """The deadlines ahead as an `.ics` file; None where there is none.

    `zone` is the reader's, `stamp` the aware instant at which the file is made. An announced instant stands in the zone
    it was announced in; everything else is a whole day: the day itself, or the first of a month known only as such.
    Equal arguments give equal bytes, and a deadline keeps its UID from file to file.
    """
    ahead = deadlines(advice.profile, words.setting, advice)
    if not ahead:
        return None
    year = advice.profile.match_year
    made = Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", f"-//Giljabi//Deadlines//{words.language.value.upper()}")
    made.add("CALSCALE", "GREGORIAN")
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", _said("name_season" if year else "name", words, year=year))
    made.add("X-WR-TIMEZONE", zone)
    for deadline in ahead:
        made.add_component(_event(deadline, zone, advice, words, stamp))
    days = [deadline.on for deadline in ahead]
    around = timedelta(days=366)
    made.add_missing_timezones(min(day.first for day in days) - around, max(day.last for day in days) + around)
    return File(f"giljabi-{year}.ics" if year else "giljabi.ics", made.to_ical())


def _event(deadline: Deadline, zone: str, advice: Advice, words: Words, stamp: datetime) -> Event:
    event = Event()
    event.add("UID", uid(deadline, advice))
    event.add("DTSTAMP", stamp.astimezone(UTC))
    name = plain(dated.name(deadline, advice, words))
    summary = _said(f"summary_{_weight(deadline)}", words, name=name)
    event.add("SUMMARY", summary)
    starts = _starts(deadline)
    event.start = starts
    if not isinstance(starts, datetime):
        event.end = starts + timedelta(days=1)
    event.add("STATUS", STATUS.TENTATIVE if deadline.estimated else STATUS.CONFIRMED)
    event.add("TRANSP", TRANSP.TRANSPARENT)
    event.add("DESCRIPTION", "\n".join(_description(deadline, zone, advice, words)))
    for trigger in _triggers(deadline, starts, zone, words.today):
        event.add_component(Alarm.new_display(summary, trigger))
    return event


def uid(deadline: Deadline, advice: Advice) -> str:
    """What tells a calendar that it knows the deadline already.

    A day of a season is told apart by its season; the end of a window is the same whichever season is aimed at.
    """
    season = f"-{advice.profile.match_year}" if deadline.event else ""
    return f"{deadline.id}{season}{SUFFIX}"


def _starts(deadline: Deadline) -> date:
    """The announced instant, else the day, else the first of the month."""
    if deadline.moment is not None and not deadline.estimated:
        return deadline.moment
    return deadline.on.first


def _weight(deadline: Deadline) -> str:
    if not deadline.on.exact:
        return "month_estimated" if deadline.estimated else "month"
    return "estimated" if deadline.estimated else "announced"


def _triggers(deadline: Deadline, starts: date, zone: str, today: date) -> Iterator[timedelta]:
    """How long before its start each reminder still ahead comes: in the morning, so many days before."""
    if isinstance(starts, datetime):
        begins = starts.astimezone(ZoneInfo(zone))
    else:
        begins = datetime.combine(starts, time(), ZoneInfo(zone))
    for lead in deadline.leads:
        day = begins.date() - timedelta(days=lead)
        if day > today:
            yield datetime.combine(day, MORNING) - begins.replace(tzinfo=None)


def _description(deadline: Deadline, zone: str, advice: Advice, words: Words) -> Iterator[str]:
    """The line of the page, what to do, how sure it is, and where it was read with its address."""
    yield plain(_when(deadline, zone, words))
    yield from map(plain, dated.what_to_do(deadline, advice, words))
    if deadline.event and deadline.event.basis:
        yield deadline.event.basis[words.language]
    yield from map(plain, certainty.doubts(deadline.citations, words))
    yield from _sources(deadline, words)


def _when(deadline: Deadline, zone: str, words: Words) -> str:
    kind = "month_only" if not deadline.on.exact else "when"
    return words(f"calendar_file.{kind}", when=plain(dated.when(deadline, zone, words)))


def _sources(deadline: Deadline, words: Words) -> Sequence[str]:
    return [
        _said("source", words, name=plain(certainty.source_name(source, words)), read_on=source.read_on, url=source.url)
        for source in certainty.unique(deadline.citations)[: certainty.SHOWN]
    ]


def _said(key: str, words: Words, **values: object) -> str:
    return plain(words(f"calendar_file.{key}", **values))
