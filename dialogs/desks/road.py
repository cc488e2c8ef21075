"""The road and its pages, and the deadlines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dialogs import deadlines, pages
from dialogs.desks.interviewing import resume_offer, welcome
from dialogs.events import Keep, Outcome
from dialogs.message import Message, Place, Reply, Tap
from dialogs.reception import Command, Handler, Visit, say
from knowledge.advice import Advice
from knowledge.profile import LettersWanted
from knowledge.rule import Finding, Stage

LONGEST_NUMBER = 3
"""Digits of a page's number; more are forged."""


def _page(make: Callable[[Visit, Tap], Message], place: Place) -> Callable[[Visit, object], Outcome]:
    """A page made from the advice; somebody who has told nothing yet is welcomed instead."""

    def show(visit: Visit, asked: object) -> Outcome:
        if not visit.applicant.consented:
            return say(welcome(visit))
        if visit.sitting.place.facts.get("stage") is None:
            return say(resume_offer(visit))
        return say(make(visit, asked if isinstance(asked, Tap) else Tap("command")), place)

    return show


def _road(visit: Visit, tap: Tap) -> Message:
    return pages.road(visit.advice, visit.words)


def _stages(visit: Visit, tap: Tap) -> Message:
    return pages.stages(visit.advice, visit.words)


def _missing(visit: Visit, tap: Tap) -> Message:
    return pages.missing(visit.advice, visit.words)


def _deadlines(visit: Visit, tap: Tap) -> Message:
    number = int(tap.subject) if tap.subject.isdecimal() and len(tap.subject) < LONGEST_NUMBER else 0
    return deadlines.page(visit.advice, visit.zone, visit.words, number)


def show_stage(visit: Visit, tap: Tap) -> Outcome:
    """The findings of one stage."""
    if not visit.applicant.consented or tap.subject not in set(Stage):
        return Outcome(notice=visit.words("talk.outdated"))
    return say(pages.stage(visit.advice, Stage(tap.subject), visit.words), Place.EDIT)


def show_notes(visit: Visit, tap: Tap) -> Outcome:
    """What is good to know about one stage."""
    if not visit.applicant.consented or tap.subject not in set(Stage):
        return Outcome(notice=visit.words("talk.outdated"))
    return say(pages.notes_of(visit.advice, Stage(tap.subject), visit.words), Place.EDIT)


def show_finding(visit: Visit, tap: Tap) -> Outcome:
    """One finding with its reasons."""
    found = _finding(visit.advice, tap.subject) if visit.applicant.consented else None
    if found is None:
        return Outcome(notice=visit.words("talk.outdated"))
    return say(pages.finding(found, visit.words), Place.EDIT)


def show_sources(visit: Visit, tap: Tap) -> Outcome:
    """Every source of one finding."""
    found = _finding(visit.advice, tap.subject) if visit.applicant.consented else None
    if found is None:
        return Outcome(notice=visit.words("talk.outdated"))
    return say(pages.sources(found, visit.words), Place.EDIT)


def stop_letters(visit: Visit, tap: Tap) -> Outcome:
    """No more reminders, as a fact that can be changed like any other."""
    if not visit.applicant.consented:
        return Outcome(notice=visit.words("talk.outdated"))
    kept = Keep("letters_wanted", LettersWanted.NONE.value)
    return Outcome((Reply(Message(visit.words("reminders.stopped"))),), (kept,))


def _finding(advice: Advice, rule: str) -> Finding | None:
    return next((finding for finding in advice.findings if finding.rule == rule), None)


TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        "road": _page(_road, Place.EDIT),
        "stages": _page(_stages, Place.EDIT),
        "missing": _page(_missing, Place.EDIT),
        "deadlines": _page(_deadlines, Place.EDIT),
        "stage": show_stage,
        "notes": show_notes,
        "finding": show_finding,
        "sources": show_sources,
        "stop_letters": stop_letters,
    }
)

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {"road": _page(_road, Place.NEW), "deadlines": _page(_deadlines, Place.NEW)}
)
