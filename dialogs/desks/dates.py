"""The doctor's dates to take away: the timeline as a picture or in words, the deadlines as a calendar file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dialogs.calendar_file import calendar
from dialogs.desks.interviewing import welcome
from dialogs.drawing import timeline, timeline_text
from dialogs.events import Outcome
from dialogs.message import Button, Message, Picture, Tap, Wanted, rows
from dialogs.reception import Command, Drawing, Handler, Visit, say

TIMELINE = "timeline"


def show_timeline(visit: Visit) -> Outcome:
    """The timeline as a photo, the same in words below it."""
    words = visit.words
    told = timeline_text(visit.advice, words)
    if told is None:
        return say(Message(words("deadlines_page.none")))
    buttons = (
        Button(words("dates_page.in_words"), Tap("timeline_text")),
        Button(words("dates_page.calendar"), Tap("calendar")),
    )
    return say(Message(told, rows(*buttons), Wanted(TIMELINE)))


def tell_timeline(visit: Visit) -> Outcome:
    """The timeline in words."""
    words = visit.words
    told = timeline_text(visit.advice, words)
    ways = (Button(words("pages.deadlines"), Tap("deadlines")), Button(words("pages.to_road"), Tap("road")))
    return say(Message(told or words("deadlines_page.none"), rows(*ways)))


def send_calendar(visit: Visit) -> Outcome:
    """The deadlines as a file for the doctor's own calendar."""
    words = visit.words
    file = calendar(visit.advice, visit.zone, words, stamp=visit.now)
    if file is None:
        return say(Message(words("deadlines_page.none")))
    return say(Message(words("dates_page.calendar_caption"), attachment=file))


def draw_timeline(visit: Visit) -> Picture | None:
    """The picture itself."""
    return timeline(visit.advice, visit.words)


def _of_applicant(show: Callable[[Visit], Outcome]) -> Callable[[Visit, object], Outcome]:
    """For whom something is known; anybody else is welcomed."""

    def handle(visit: Visit, asked: object) -> Outcome:
        return show(visit) if visit.applicant.consented else say(welcome(visit))

    return handle


TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        TIMELINE: _of_applicant(show_timeline),
        "timeline_text": _of_applicant(tell_timeline),
        "calendar": _of_applicant(send_calendar),
    }
)

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {TIMELINE: _of_applicant(show_timeline), "calendar": _of_applicant(send_calendar)}
)

DRAWINGS: Mapping[str, Drawing] = MappingProxyType({TIMELINE: draw_timeline})
