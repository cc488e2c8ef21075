"""What reaches the conversation, who it is with, and what comes of it: all plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dialogs.interview import Response
from dialogs.message import Message, Reply, Tap
from knowledge.profile import Language

QuestionState = Literal["pending", "passed_on", "answered", "dropped"]


@dataclass(frozen=True)
class Applicant:
    """One person as the conversation knows them.

    `asked` are the questions they typed lately, by the number of the message that held them. Nothing is kept of
    somebody who has not consented: then `transcript` and `asked` are empty and `language` is Telegram's. `told` is
    the id of the article they were told a little while ago, empty for none.
    """

    id: int
    language: Language | None
    consented: bool = False
    transcript: Mapping[str, Response] = field(default_factory=dict)
    asked: Mapping[int, str] = field(default_factory=dict)
    told: str = ""


@dataclass(frozen=True)
class Said:
    """Text the applicant typed; `ref` is its message's number."""

    text: str
    ref: int


@dataclass(frozen=True)
class Tapped:
    """A button, on whichever message it stood; `about` is the text that message replied to, and its number."""

    tap: Tap
    about: str = ""
    ref: int | None = None


@dataclass(frozen=True)
class Commanded:
    """A command without its slash, and what followed it."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Showed:
    """Something that is not text: photo, sticker, voice, document, location, contact."""

    kind: str


@dataclass(frozen=True)
class Edited:
    """A message the applicant changed after sending it."""

    text: str
    ref: int


Event = Said | Tapped | Commanded | Showed | Edited


@dataclass(frozen=True)
class Agreed:
    """Consent was given, in this language."""

    language: Language


@dataclass(frozen=True)
class Keep:
    """A response to keep; it replaces an earlier one and closes a reopened step."""

    fact: str
    response: str


@dataclass(frozen=True)
class Reopen:
    """A step to be asked again; its response holds until then."""

    fact: str


@dataclass(frozen=True)
class Speak:
    """Another language from now on."""

    language: Language


@dataclass(frozen=True)
class Ask:
    """A question to keep: `pending` waits for the asker, `answered` is done, `passed_on` goes to the moderators."""

    ref: int
    text: str
    language: Language
    state: QuestionState
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Write:
    """A letter for later, once per `key`."""

    key: str
    message: Message
    due: datetime
    about: str


@dataclass(frozen=True)
class Erase:
    """Everything known about the applicant goes."""


@dataclass(frozen=True)
class Export:
    """Everything known about the applicant is sent to them as a file, under this caption."""

    caption: str


Change = Agreed | Keep | Reopen | Speak | Ask | Write | Erase | Export


@dataclass(frozen=True)
class Outcome:
    """What to keep and what to send. `notice` is the short note over a tapped button.

    `told` is the id of the article the replies are from: the next question may go on from there.
    """

    replies: tuple[Reply, ...] = ()
    changes: tuple[Change, ...] = ()
    notice: str = ""
    told: str = ""
