"""A conversation without Telegram and without a database: what a person does, and what they see."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.app import load_base
from dialogs.desks import open_reception
from dialogs.events import (
    Agreed,
    Applicant,
    Ask,
    Change,
    Commanded,
    Erase,
    Event,
    Keep,
    Outcome,
    Reopen,
    Said,
    Speak,
    Tapped,
)
from dialogs.interview import Response
from dialogs.message import Message, Tap, plain
from knowledge.profile import Language

SUNDAY_EVENING = datetime(2026, 11, 22, 14, 40, tzinfo=UTC)


@dataclass
class Talk:
    """One applicant; `seen` are the messages so far, newest last, `kept` all changes."""

    applicant: Applicant = field(default_factory=lambda: Applicant(7, Language.KO))
    now: datetime = SUNDAY_EVENING
    seen: list[Message] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    notice: str = ""
    _ref: int = 0

    @property
    def heard(self) -> str:
        """The newest message as the person reads it."""
        return plain(self.seen[-1].text)

    @property
    def facts(self) -> dict[str, str]:
        """The responses kept so far."""
        return {fact: response.text for fact, response in self.applicant.transcript.items()}

    def says(self, text: str) -> Outcome:
        """Text, or a command."""
        self._ref += 1
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return self.does(Commanded(name, argument))
        return self.does(Said(text, self._ref))

    def taps(self, label: str) -> Outcome:
        """The newest button of that label."""
        return self.does(Tapped(self.button(label)))

    def button(self, label: str) -> Tap:
        """What the newest button of that label says."""
        tap = next((b.tap for m in reversed(self.seen) for b in m.buttons if b.label == label), None)
        assert tap, f"no button {label!r}; there are {[b.label for b in self.seen[-1].buttons]}"
        return tap

    def does(self, event: Event) -> Outcome:
        """Any event."""
        outcome = open_reception(load_base()).receive(self.applicant, event, self.now)
        self.seen += [reply.message for reply in outcome.replies]
        self.notice = outcome.notice
        for change in outcome.changes:
            self.kept.append(change)
            self.applicant = changed(self.applicant, change)
        return outcome

    def begins(self) -> Talk:
        """Through the welcome to the first question."""
        self.says("/start")
        self.does(Tapped(Tap("consent", self.applicant.language or "en")))
        self.does(Tapped(Tap("agree", self.applicant.language or "en")))
        return self


def changed(applicant: Applicant, change: Change) -> Applicant:
    """The applicant after one change, as a store would give them back."""
    transcript = dict(applicant.transcript)
    match change:
        case Agreed(language):
            return replace(applicant, consented=True, language=language)
        case Speak(language):
            return replace(applicant, language=language)
        case Keep(fact, text):
            return replace(applicant, transcript={**transcript, fact: Response(text)})
        case Reopen(fact):
            reopened = replace(transcript[fact], reopened=True)
            return replace(applicant, transcript={**transcript, fact: reopened})
        case Ask(ref, text):
            return replace(applicant, asked={**applicant.asked, ref: text})
        case Erase():
            return Applicant(applicant.id, applicant.language)
    return applicant
