"""What is known about the applicant: shown, exported, erased; and the language it is said in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dialogs.desks.interviewing import choose_language, welcome
from dialogs.events import Erase, Export, Keep, Outcome, Speak
from dialogs.message import Button, Message, Place, Reply, Tap, rows
from dialogs.reception import Command, Handler, Visit, say
from knowledge.profile import Language


def help_(visit: Visit, argument: str) -> Outcome:
    """/help: what can be asked of the bot."""
    return say(Message(visit.words("talk.help")))


def language(visit: Visit, argument: str) -> Outcome:
    """/language: which of the three."""
    words = visit.words
    if not visit.applicant.consented:
        return say(choose_language(visit))
    names = [Button(words(f"intake.language.options.{each.value}"), Tap("speak", each.value)) for each in Language]
    return say(Message(words("intake.language.ask"), rows(*names)))


def speak(visit: Visit, tap: Tap) -> Outcome:
    """The language was tapped."""
    if tap.subject not in set(Language):
        return Outcome(notice=visit.words("talk.outdated"))
    chosen = visit.speaking(Language(tap.subject))
    if not visit.applicant.consented:
        return say(welcome(chosen), Place.EDIT)
    changes = (Speak(chosen.language), Keep("language", chosen.language.value))
    return Outcome((Reply(Message(chosen.words("talk.speaking")), Place.EDIT),), changes)


def export(visit: Visit, argument: str) -> Outcome:
    """/export: everything as a file."""
    return Outcome(changes=(Export(visit.words("talk.exported")),))


def delete(visit: Visit, argument: str) -> Outcome:
    """/delete: asks once, since it cannot be undone."""
    words = visit.words
    erase_it = Button(words("talk.erase"), Tap("erase"))
    stop = Button(words("talk.do_not_erase"), Tap("dismiss"))
    return say(Message(words("talk.erase_offer"), ((erase_it, stop),)))


def erase(visit: Visit, tap: Tap) -> Outcome:
    """Everything goes."""
    return Outcome((Reply(Message(visit.words("talk.erased")), Place.EDIT),), (Erase(),))


TAPS: Mapping[str, Handler] = MappingProxyType({"speak": speak, "erase": erase})

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {"help": help_, "language": language, "export": export, "delete": delete}
)
