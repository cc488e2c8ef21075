"""Typed text: a reply to the open step, or a question; and the buttons under an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dialogs import answers
from dialogs.desks import telling
from dialogs.desks.changing import with_changes
from dialogs.events import Ask, Outcome, Said
from dialogs.kinds import LONGEST, Unreadable
from dialogs.message import Message, Place, Reply, Tap
from dialogs.reception import Command, Handler, Visit, say
from dialogs.sitting import Sitting
from knowledge.article import Article
from knowledge.guards import Facts
from knowledge.library import OUTSIDE, Found
from knowledge.phrases import load_turns
from knowledge.profile import Language
from knowledge.tokens import language_of

LONGEST_QUESTION = 600


def hear(visit: Visit, said: Said) -> Outcome:
    """Text: a reply where a step is open and reads it, else a question."""
    stepping = visit.applicant.consented and visit.sitting.place.open is not None
    if stepping and _readable(visit.sitting, said.text):
        return reply(visit, said.text)
    if despair := answers.despair(said.text, visit.words):  # neither asked again nor asked to be brief
        return question(visit, despair[-LONGEST_QUESTION:], said.ref)
    if not stepping:
        return question(visit, said.text, said.ref)
    if telling.is_story(visit, said):
        return telling.offer(visit, said)
    if len(said.text) <= LONGEST_QUESTION and answers.looks_like_question(said.text, visit.words):
        pending = Ask(said.ref, said.text, visit.language, "pending")
        return Outcome((Reply(answers.offer(said.ref, visit.words), Place.MOVE, card=True),), (pending,))
    return _unread(visit, said)


def _unread(visit: Visit, said: Said) -> Outcome:
    """The step again; where the text may have asked something that has an answer, a button says so."""
    again = reply(visit, said.text)
    if len(said.text) > LONGEST_QUESTION or not _may_ask(visit, said.text):
        return again
    shown = (
        replace(each, message=answers.or_question(each.message, visit.words), to=said.ref) for each in again.replies
    )
    return replace(again, replies=tuple(shown))


def _may_ask(visit: Visit, text: str) -> bool:
    """Whether an article answers `text` and it names a term of the field, or what is asked on about after an answer."""
    turns, told = load_turns(), visit.applicant.told
    if not turns.glossary.speaks_of_field(text) and not (told and turns.aspects_of(text)):
        return False
    language = Language(language_of(text, visit.language))
    found = visit.base.library.ask(text, language=language, profile=_facts(visit), after=told)
    return found.best is not None and found.best.topic != OUTSIDE


def _readable(sitting: Sitting, text: str) -> bool:
    step = sitting.place.open
    if step is None or text.rstrip().endswith(("?", "？")):
        return False
    try:
        sitting.hear(text)
    except Unreadable:
        return False
    return True


def reply(visit: Visit, text: str, where: Place = Place.MOVE) -> Outcome:
    """Text as the reply to the open step; asked again with an example where it cannot be read for certain."""
    try:
        if len(text) > LONGEST:
            raise Unreadable("too_long")
        return with_changes(visit, visit.sitting.hear(text, where))
    except Unreadable as problem:
        return visit.sitting.again(problem.reason)


def question(visit: Visit, text: str, ref: int, place: Place = Place.NEW) -> Outcome:
    """The answer from the articles, in the language of the question; or that there is none yet."""
    if len(text) > LONGEST_QUESTION:
        return say(Message(visit.words("answers.too_long")), place)
    language = Language(language_of(text, visit.language))
    words, library = visit.speaking(language).words, visit.base.library
    found = library.ask(text, language=language, profile=_facts(visit), after=visit.applicant.told)
    term = load_turns().term(text)
    if found.best is None and term:
        return say(Message(answers.meaning(term, words)), place)
    if found.best is None:
        nearest = answers.titles([hit.article for hit in found.offered[: answers.NEAREST]], words)
        kept = Ask(ref, text, language, "passed_on", tuple(nearest))
        return Outcome((Reply(answers.unknown(nearest, words), place),), (kept,))
    asked_in = ref if visit.applicant.consented else None
    if _was_read(visit, found, place) and not term:
        shown = _whole(visit.speaking(language), found, found.best, asked_in)
    else:
        shown = answers.answer(found.best, words, asked_in, close=found.close, term=term)
    kept = Ask(ref, text, language, "answered", (found.best.id,))
    return Outcome((Reply(shown, place),), (kept,) if visit.applicant.consented else (), told=found.best.id)


def _was_read(visit: Visit, found: Found, place: Place) -> bool:
    """Whether the short answer was told just before: then all of it is wanted, except by a button tapped twice."""
    if found.best is None or found.best.id != visit.applicant.told or found.best.topic == OUTSIDE:
        return False
    return found.goes_on or place is Place.NEW


def _whole(visit: Visit, found: Found, best: Article, asked_in: int | None) -> Message:
    beside = _beside(visit, best, found.close)
    return answers.details(best, _facts(visit), visit.words, beside, ref=asked_in, from_the_start=True)


def _facts(visit: Visit) -> Facts:
    return visit.sitting.place.facts if visit.applicant.consented else {}


def settle(visit: Visit, tap: Tap) -> Outcome:
    """What was typed into a step was a question, or was meant as the reply after all."""
    text = visit.applicant.asked.get(int(tap.subject)) if tap.subject.isdecimal() else None
    if text is None:
        return Outcome(notice=visit.words("talk.outdated"))
    if tap.value != "answer":
        return reply(visit, text, Place.EDIT)
    return _answered(visit, text, int(tap.subject))


def was_question(visit: Visit, tap: Tap) -> Outcome:
    """What was no reply to the open step was a question: the step asked again replies to it, so the tap brings it."""
    if not visit.about or visit.ref is None:
        return Outcome(notice=visit.words("talk.outdated"))
    return _answered(visit, visit.about, visit.ref)


def _answered(visit: Visit, text: str, ref: int) -> Outcome:
    answered = question(visit, text, ref, Place.EDIT)
    if not visit.applicant.consented or visit.sitting.place.open is None:
        return answered
    onward = visit.sitting.ask(Place.NEW, visit.words("talk.onward") + visit.words("common.between"))
    return replace(answered, replies=answered.replies + onward.replies)


def show_details(visit: Visit, tap: Tap) -> Outcome:
    """The whole article."""
    article = visit.base.library.by_id.get(tap.subject)
    if article is None:
        return Outcome(notice=visit.words("talk.outdated"))
    shown = answers.details(article, _facts(visit), visit.words, _beside(visit, article))
    return Outcome((Reply(shown),), told=article.id)


def _beside(visit: Visit, article: Article, close: Sequence[Article] = ()) -> dict[str, str]:
    """Titles by id: of the articles `close` to what was asked, then of the article's relatives."""
    return answers.titles([*close, *(visit.base.library.by_id[key] for key in article.related)], visit.words)


def show_article(visit: Visit, tap: Tap) -> Outcome:
    """The short answer of an article that was offered."""
    article = visit.base.library.by_id.get(tap.subject)
    if article is None:
        return Outcome(notice=visit.words("talk.outdated"))
    return tell(visit, article)


def tell(visit: Visit, article: Article) -> Outcome:
    """The short answer of an article; the next question may go on from it."""
    return Outcome((Reply(answers.answer(article, visit.words)),), told=article.id)


def unhelped(visit: Visit, tap: Tap) -> Outcome:
    """An answer did not help: the question goes to the moderators."""
    text = visit.applicant.asked.get(int(tap.value)) if tap.value.isdecimal() else None
    if text is None:
        return Outcome(notice=visit.words("talk.outdated"))
    kept = Ask(int(tap.value), text, visit.language, "passed_on", (tap.subject,))
    return Outcome((Reply(Message(visit.words("answers.passed_on"))),), (kept,))


def topics(visit: Visit, argument: str) -> Outcome:
    """/topics: all subjects with an answer."""
    return say(topics_page(visit))


def topics_page(visit: Visit) -> Message:
    """The subjects, a button each."""
    return answers.topics(visit.base.library, visit.words)


def show_topic(visit: Visit, tap: Tap) -> Outcome:
    """The articles of one subject."""
    if tap.subject not in visit.base.library.topics:
        return Outcome(notice=visit.words("talk.outdated"))
    return say(answers.topic(visit.base.library, tap.subject, visit.words), Place.EDIT)


def ask(visit: Visit, argument: str) -> Outcome:
    """/ask: how to ask."""
    return say(Message(visit.words("talk.just_ask")))


TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        "question": settle,
        "asked": was_question,
        "details": show_details,
        "article": show_article,
        "unhelped": unhelped,
        "topic": show_topic,
        "topics": lambda visit, tap: say(topics_page(visit), Place.EDIT),
    }
)

COMMANDS: Mapping[str, Command] = MappingProxyType({"topics": topics, "ask": ask})
