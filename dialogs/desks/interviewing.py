"""The welcome, consent, and the interview's buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from dialogs import summary
from dialogs.desks import public, telling
from dialogs.desks.changing import with_changes
from dialogs.events import Agreed, Change, Keep, Outcome, Write
from dialogs.interview import Response
from dialogs.message import Button, Message, Place, Reply, Tap, rows
from dialogs.reception import Command, Handler, Visit, say
from knowledge.profile import Consent, Language

STORY = "story"

MORNING = time(9)
"""When a reminder asked for "tomorrow" arrives, on the applicant's clock."""


def start(visit: Visit, argument: str) -> Outcome:
    """/start: the article a link from a group leads to, else the welcome, or where the applicant left off."""
    if shown := public.linked(visit, argument):
        return shown
    if visit.applicant.language is None:
        return say(choose_language(visit))
    if not visit.applicant.consented:
        return say(welcome(visit))
    if visit.sitting.place.open is None:
        return say(summary_page(visit))
    return say(resume_offer(visit))


def choose_language(visit: Visit) -> Message:
    """The first step, for somebody whose Telegram speaks none of the three languages."""
    words = visit.words
    names = [Button(words(f"intake.language.options.{each.value}"), Tap("begin", each.value)) for each in Language]
    return Message(words("intake.language.ask"), rows(*names))


def welcome(visit: Visit) -> Message:
    """Who speaks, what for, and how to begin; the other languages on buttons."""
    words, here = visit.words, visit.language
    others = [
        Button(words(f"intake.language.options.{each.value}"), Tap("begin", each.value))
        for each in Language
        if each is not here
    ]
    begin = Button(words("talk.begin"), Tap("consent", here.value))
    story = Button(words("telling.button"), Tap("consent", here.value, STORY))
    only = Button(words("talk.only_questions"), Tap("only_questions", here.value))
    return Message(words("talk.welcome"), ((begin, story), (only,), tuple(others)))


def resume_offer(visit: Visit) -> Message:
    """Where the interview was left, and whether to go on."""
    words, place = visit.words, visit.sitting.place
    step = place.open
    label = words(f"intake.{step.fact}.label") if step else ""
    go = Button(words("talk.go_on"), Tap("resume"))
    fix = Button(words("talk.fix_answers"), Tap("summary"))
    return Message(words("talk.left_at", label=label), ((go, fix),))


def summary_page(visit: Visit) -> Message:
    """What was told so far."""
    return summary.page(visit.sitting.interview, visit.applicant.transcript, visit.sitting.place, visit.words)


def begin(visit: Visit, tap: Tap) -> Outcome:
    """The welcome in the language that was tapped."""
    return say(welcome(_speaking(visit, tap)), Place.EDIT)


def ask_consent(visit: Visit, tap: Tap) -> Outcome:
    """What is kept and why, before anything is."""
    visit = _speaking(visit, tap)
    if visit.applicant.consented:
        return visit.sitting.ask(Place.EDIT)
    return say(consent_page(visit, "talk.consent", tap.value, more=True), Place.EDIT)


def consent_details(visit: Visit, tap: Tap) -> Outcome:
    """The same, at length."""
    return say(consent_page(_speaking(visit, tap), "talk.consent_details", tap.value, more=False), Place.EDIT)


def consent_page(visit: Visit, key: str, then: str, *, more: bool) -> Message:
    """A text about consent with its buttons; `then` says whether a story or the first question comes next."""
    words, here = visit.words, visit.language.value
    then = STORY if then == STORY else ""
    agree = Button(words("intake.consent.options.given"), Tap("agree", here, then))
    read = Button(words("talk.read_more"), Tap("consent_details", here, then))
    only = Button(words("talk.only_questions_unsaved"), Tap("only_questions", here))
    return Message(words(key), ((agree, read), (only,)) if more else ((agree,), (only,)))


def agree(visit: Visit, tap: Tap) -> Outcome:
    """Consent was given: from here on responses are kept."""
    if visit.applicant.consented:
        return Outcome(notice=visit.words("talk.noted_already"))
    visit = _speaking(visit, tap)
    kept = {"language": visit.language.value, "consent": Consent.GIVEN.value}
    transcript = {fact: Response(text) for fact, text in kept.items()}
    visit = replace(visit, applicant=replace(visit.applicant, consented=True, transcript=transcript))
    changes: tuple[Change, ...] = (Agreed(visit.language), *(Keep(fact, text) for fact, text in kept.items()))
    first = telling.how(visit, tap) if tap.value == STORY else visit.sitting.ask(Place.EDIT)
    return replace(first, changes=changes)


def only_questions(visit: Visit, tap: Tap) -> Outcome:
    """Questions without an interview: nothing about the person is kept."""
    return say(Message(_speaking(visit, tap).words("talk.just_ask")), Place.EDIT)


def resume(visit: Visit, tap: Tap) -> Outcome:
    """The open question again."""
    return visit.sitting.ask(Place.EDIT) if visit.applicant.consented else say(welcome(visit), Place.EDIT)


def later(visit: Visit, tap: Tap) -> Outcome:
    """A pause: everything is kept, and a reminder offered."""
    step = visit.sitting.place.open
    if step is None or step.fact != tap.subject:
        return Outcome(notice=visit.words("talk.outdated"))
    words = visit.words
    text = words("talk.paused", label=words(f"intake.{step.fact}.label"))
    tomorrow = Button(words("talk.tomorrow"), Tap("tomorrow"))
    fine = Button(words("talk.no_reminder"), Tap("no_reminder"))
    return say(Message(text, ((tomorrow, fine),)), Place.EDIT)


def tomorrow(visit: Visit, tap: Tap) -> Outcome:
    """A letter for tomorrow morning that takes up the interview."""
    zone = ZoneInfo(visit.zone)
    day = visit.now.astimezone(zone).date() + timedelta(days=1)
    due = datetime.combine(day, MORNING, zone)
    letter = Write(f"resume:{visit.applicant.id}:{day}", resume_offer(visit), due, "resume")
    return replace(say(Message(visit.words("talk.reminded_tomorrow")), Place.EDIT), changes=(letter,))


def no_reminder(visit: Visit, tap: Tap) -> Outcome:
    """No reminder: the pause stands."""
    return say(Message(visit.words("talk.see_you")), Place.EDIT)


def dismiss(visit: Visit, tap: Tap) -> Outcome:
    """Everything stays as it was."""
    return say(Message(visit.words("talk.stays")), Place.EDIT)


def show_summary(visit: Visit, tap: Tap) -> Outcome:
    """What was told so far, with the chapters to change."""
    return Outcome((Reply(summary_page(visit), Place.EDIT, card=True),))


def facts(visit: Visit, argument: str) -> Outcome:
    """/facts: what was told so far."""
    return say(summary_page(visit) if visit.applicant.consented else welcome(visit))


def show_chapter(visit: Visit, tap: Tap) -> Outcome:
    """The facts of one chapter."""
    sitting = visit.sitting
    found = [chapter for chapter in sitting.interview.chapters if chapter.name == tap.subject]
    if not found:
        return Outcome(notice=visit.words("talk.outdated"))
    page = summary.chapter_page(found[0], visit.applicant.transcript, sitting.place, visit.words)
    return Outcome((Reply(page, Place.EDIT, card=True),))


def _speaking(visit: Visit, tap: Tap) -> Visit:
    """The visit in the language a button carries, where nothing is kept yet; a forged one is not heeded."""
    if visit.applicant.consented or tap.subject not in set(Language):
        return visit
    return visit.speaking(Language(tap.subject))


def _of_step(act: Callable[[Visit, Tap], Outcome]) -> Handler:
    """The button of a step, which nobody has who never agreed."""

    def handle(visit: Visit, tap: Tap) -> Outcome:
        return act(visit, tap) if visit.applicant.consented else say(welcome(visit))

    return handle


TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        "begin": begin,
        "consent": ask_consent,
        "consent_details": consent_details,
        "agree": agree,
        "only_questions": only_questions,
        "resume": resume,
        "later": _of_step(later),
        "tomorrow": _of_step(tomorrow),
        "no_reminder": no_reminder,
        "dismiss": dismiss,
        "summary": _of_step(show_summary),
        "chapter": _of_step(show_chapter),
        "answer": _of_step(lambda visit, tap: with_changes(visit, visit.sitting.answered(tap.subject, tap.value))),
        "other": _of_step(lambda visit, tap: visit.sitting.other(tap.subject)),
        "why": _of_step(lambda visit, tap: visit.sitting.why(tap.subject)),
        "skip": _of_step(lambda visit, tap: visit.sitting.skip(tap.subject)),
        "back": _of_step(lambda visit, tap: visit.sitting.back(tap.subject)),
        "change": _of_step(lambda visit, tap: visit.sitting.change(tap.subject)),
        "keep": _of_step(lambda visit, tap: visit.sitting.unchanged(tap.subject)),
    }
)

COMMANDS: Mapping[str, Command] = MappingProxyType({"start": start, "facts": facts})
