"""A conversation without Telegram and without a database: what a person does, and what they see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.app import load_base
from bot.sandbox.markup import parse_html
from dialogs import cards
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
from dialogs.interview import SKIPPED, Response, Step
from dialogs.interviews.intake import INTAKE
from dialogs.message import Message, Tap, plain
from dialogs.wording import Words
from knowledge.guards import Setting
from knowledge.profile import Language

SUNDAY_EVENING = datetime(2026, 11, 22, 14, 40, tzinfo=UTC)
TODAY = date(2026, 11, 22)
UNANSWERABLE = "Kann mein Hund auch Arzt werden?"
KNOWN = "Step 2 CK 합격선이 몇 점이에요?"
HOSTILE = "<b>&\"'</b><script>"
LAST_YEARS = ("step1_passed_on", "step2_ck_passed_on", "oet_passed_on", "step3_passed_on", "step1_last_sat_on")
TOLD = {
    "language": "ko",
    "stage": "graduated",
    "school": "KNU",
    "graduated_on": "2020-02",
    "graduates_on": "2028-02",
    "training": "none",
    "birth_year": "2000",
    "discharged_on": "2028-04",
    "military": "served",
    "step2_ck_result": "not_taken",
    "certificate_valid_until": "2029-12-31",
    "target_season": "2028",
    "zone": "Asia/Seoul",
    **dict.fromkeys((*LAST_YEARS, "step2_ck_last_sat_on", "step3_last_sat_on"), "2026-05-20"),
}
"""What is told where a test says nothing else; the first option where there is nothing here."""


def setting(today: date = TODAY) -> Setting:
    """The numbers and the calendar that ship, on a day."""
    base = load_base()
    return Setting(today, base.numbers, base.calendar)


def speaking(language: str = "ko", today: date = TODAY) -> Words:
    """The texts in a language."""
    return Words(Language(language), setting(today))


def the_step(fact: str) -> Step:
    """The step of the intake that fills a fact."""
    step = INTAKE.step(fact)
    assert step, f"no step fills {fact}"
    return step


def accepted(message: Message, typed: Iterable[str] = ()) -> Message:
    """The message, once a strict reader of Telegram's HTML has read it as we do.

    Nothing of a template is left in it, except in what was `typed`.
    """
    ours = plain(message.text)
    assert parse_html(message.text).text == ours
    for text in typed:
        ours = ours.replace(text, "")
    assert "{{" not in ours
    assert "{%" not in ours
    for button in message.buttons:
        assert len(button.label) <= 64
        assert "{{" not in button.label
    return message


def responses(until: str | None = None, *, skipping: bool = False, **told: str) -> dict[str, Response]:
    """Responses to every step of the intake that is asked, up to the step `until`."""
    said: dict[str, Response] = {}
    while (step := INTAKE.walk(said, setting()).open) is not None and step.fact != until:
        offered = [option for option in step.kind.options(setting()) if option != "other"]
        default = SKIPPED if skipping and step.optional else TOLD.get(step.fact) or (offered[0] if offered else "2")
        said[step.fact] = Response(told.get(step.fact, default))
    return said


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
    def words(self) -> Words:
        """The texts in their language."""
        return speaking(self.applicant.language or "en", self.now.date())

    def text(self, key: str, **values: object) -> str:
        """A text as the person reads it."""
        return plain(self.words(key, **values))

    def question(self, fact: str) -> str:
        """The question of a step."""
        return plain(cards.ask(the_step(fact), self.words))

    def told(self, fact: str, response: str) -> str:
        """A response in the summary's words."""
        return plain(cards.told(the_step(fact), response, self.words))

    @property
    def labels(self) -> list[str]:
        """The buttons of the newest message."""
        return [button.label for button in self.seen[-1].buttons]

    @property
    def open(self) -> str | None:
        """The fact asked for now."""
        step = INTAKE.walk(self.applicant.transcript, setting()).open
        return step.fact if step else None

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
        """The newest button of that label, or of the text of that key."""
        return self.does(Tapped(self.button(self.text(label) if self.words.has(label) else label)))

    def chooses(self, option: str) -> Outcome:
        """The button with that option of the question asked last."""
        chosen = (b.tap for b in self.seen[-1].buttons if b.tap and (b.tap.action, b.tap.value) == ("answer", option))
        return self.does(Tapped(next(chosen)))

    def presses(self, action: str, subject: str = "", value: str = "") -> Outcome:
        """A button from anywhere: from long ago, or forged."""
        return self.does(Tapped(Tap(action, subject, value)))

    def button(self, label: str) -> Tap:
        """What the newest button of that label says."""
        tap = next((b.tap for m in reversed(self.seen) for b in m.buttons if b.label == label), None)
        assert tap, f"no button {label!r}; there are {[b.label for b in self.seen[-1].buttons]}"
        return tap

    def does(self, event: Event) -> Outcome:
        """Any event."""
        outcome = open_reception(load_base()).receive(self.applicant, event, self.now)
        typed = [event.text] if isinstance(event, Said) else self.facts.values()
        self.seen += [accepted(reply.message, typed) for reply in outcome.replies]
        self.notice = outcome.notice
        self.applicant = replace(self.applicant, told=outcome.told or self.applicant.told)
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


def stranger(language: Language | None = Language.KO) -> Talk:
    """Somebody who has agreed to nothing."""
    return Talk(Applicant(7, language))


def at(fact: str | None, language: str = "ko", *, skipping: bool = False, **told: str) -> Talk:
    """Somebody whose interview has come to the step of `fact`, or to its end."""
    said = responses(fact, skipping=skipping, **{"language": language, **told})
    talk = Talk(Applicant(7, Language(language), consented=True, transcript=said))
    assert talk.open == fact
    return talk


def finished(language: str = "ko", *, skipping: bool = False, **told: str) -> Talk:
    """Somebody who has told everything."""
    return at(None, language, skipping=skipping, **told)


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
