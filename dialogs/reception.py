"""Receives everything an applicant does and says what comes of it: the one entrance to the conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from dialogs.events import Applicant, Commanded, Edited, Event, Outcome, Said, Showed, Tapped
from dialogs.interviews.intake import INTAKE
from dialogs.message import Message, Picture, Place, Reply, Tap, Wanted
from dialogs.sitting import Sitting
from dialogs.wording import Words
from knowledge.advice import Advice, advise
from knowledge.dated import Numbers
from knowledge.guards import Setting
from knowledge.library import Library
from knowledge.profile import Language, Profile
from knowledge.season import Calendar

ZONES: Mapping[Language, str] = MappingProxyType(
    {Language.KO: "Asia/Seoul", Language.ZH: "Asia/Shanghai", Language.EN: "America/New_York"}
)
"""The clock an applicant is taken to live by until they name one."""


@dataclass(frozen=True)
class Base:
    """Everything known: the numbers, the calendar, the articles."""

    numbers: Numbers
    calendar: Calendar
    library: Library


@dataclass(frozen=True)
class Visit:
    """One event of one applicant: what its handlers look at.

    `about` is the text (and `ref` the number) of the applicant's own message to which the tapped one replied.
    """

    base: Base
    applicant: Applicant
    now: datetime
    about: str = ""
    ref: int | None = None

    @property
    def language(self) -> Language:
        """The applicant's language; English for somebody whose Telegram speaks none of ours."""
        return self.applicant.language or Language.EN

    @property
    def zone(self) -> str:
        """The applicant's clock."""
        response = self.applicant.transcript.get("zone")
        return response.text if response and "/" in response.text else ZONES[self.language]

    @property
    def words(self) -> Words:
        """The texts in their language, on the day it is where they live."""
        today = self.now.astimezone(ZoneInfo(self.zone)).date()
        return Words(self.language, Setting(today, self.base.numbers, self.base.calendar))

    @property
    def sitting(self) -> Sitting:
        """Their interview as it stands."""
        return Sitting(INTAKE, self.applicant, self.words)

    @property
    def profile(self) -> Profile:
        """The facts they have told."""
        return Profile.model_validate(dict(self.sitting.place.facts))

    @property
    def advice(self) -> Advice:
        """What the rules say about them today."""
        return advise(self.profile, self.words.setting)

    def speaking(self, language: Language) -> Visit:
        """The same visit in another language."""
        return replace(self, applicant=replace(self.applicant, language=language))


Handler = Callable[[Visit, Tap], Outcome]
Command = Callable[[Visit, str], Outcome]
Drawing = Callable[[Visit], Picture | None]


def say(message: Message, place: Place = Place.NEW) -> Outcome:
    """One message and nothing to keep."""
    return Outcome((Reply(message, place),))


def of_applicant(handler: Handler) -> Handler:
    """A button only somebody who has consented has; to others it is out of use."""

    def handle(visit: Visit, tap: Tap) -> Outcome:
        return handler(visit, tap) if visit.applicant.consented else Outcome(notice=visit.words("talk.outdated"))

    return handle


@dataclass(frozen=True)
class Reception:
    """Sends each event to the handler that knows it. A tap or command nobody knows is answered kindly."""

    base: Base
    taps: Mapping[str, Handler]
    commands: Mapping[str, Command]
    hear: Callable[[Visit, Said], Outcome]
    drawings: Mapping[str, Drawing]

    def receive(self, applicant: Applicant, event: Event, now: datetime) -> Outcome:
        """What to keep and what to send for one event; never raises for anything a person may do."""
        visit = Visit(self.base, applicant, now)
        match event:
            case Said():
                return self.hear(visit, event)
            case Tapped(tap, about, ref):
                handler = self.taps.get(tap.action)
                visit = replace(visit, about=about, ref=ref)
                return handler(visit, tap) if handler else Outcome(notice=visit.words("talk.outdated"))
            case Commanded(name, argument):
                command = self.commands.get(name)
                return command(visit, argument) if command else say(Message(visit.words("talk.no_such_command")))
            case Showed():
                return _again(visit, visit.words("talk.only_text"))
            case Edited():
                return say(Message(visit.words("talk.edited")))

    def draw(self, applicant: Applicant, wanted: Wanted, now: datetime) -> Picture | None:
        """The picture a reply wants, from what is known now; None where there is nothing to draw. Takes a while."""
        drawing = self.drawings.get(wanted.kind)
        return drawing(Visit(self.base, applicant, now)) if drawing else None


def _again(visit: Visit, lead: str) -> Outcome:
    """A kind word, then the open question once more, where there is one."""
    if not visit.applicant.consented or visit.sitting.place.open is None:
        return say(Message(lead))
    return visit.sitting.ask(Place.MOVE, lead + "\n")
