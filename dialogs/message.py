"""What is sent, without a framework: messages, buttons, taps, pictures. Refuses what Telegram would refuse."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

TEXT_LIMIT = 4096
ROOM = 3900
"""Characters of a long page, tags counted too: below Telegram's limit in any case."""

CAPTION_LIMIT = 1024
ROW_LIMIT = 8
BUTTON_LIMIT = 100
DATA_LIMIT = 64
_TAG = re.compile(r"</?(?:b|i|a|s)(?: href=\"[^\"]*\")?>")


class Unsendable(ValueError):
    """A message Telegram would refuse; the text says why."""


def plain(text: str) -> str:
    """HTML as the reader sees it."""
    return html.unescape(_TAG.sub("", text))


def length(text: str) -> int:
    """The length Telegram counts: UTF-16 units of the text as it is seen."""
    return len(plain(text).encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Tap:
    """What a button says when tapped: what to do, about what, and which value. Packed into at most 64 bytes."""

    action: str
    subject: str = ""
    value: str = ""

    def pack(self) -> str:
        """The text Telegram carries back; Unsendable where it would not fit."""
        packed = (
            f"{self.action}:{self.subject}:{self.value}" if self.value else f"{self.action}:{self.subject}".rstrip(":")
        )
        if ":" in self.action + self.subject or not 1 <= len(packed.encode()) <= DATA_LIMIT:
            raise Unsendable(f"callback data {packed!r}")
        return packed

    @classmethod
    def unpack(cls, packed: str) -> Tap:
        """The tap a text stands for; anything missing is empty. A forged text gives a tap nobody handles."""
        action, _, rest = packed.partition(":")
        subject, _, value = rest.partition(":")
        return cls(action, subject, value)


@dataclass(frozen=True)
class Button:
    """A label and either a tap or an address."""

    label: str
    tap: Tap | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.label.strip() or (self.tap is None) == (self.url is None):
            raise Unsendable(f"a button needs a label and one thing it does: {self.label!r}")
        if self.tap:
            self.tap.pack()


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A PNG."""

    name: str
    content: bytes


@dataclass(frozen=True)
class File:
    """A document to download."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Wanted:
    """A picture that is drawn just before it is sent, from what is known then; `kind` says which."""

    kind: str


@dataclass(frozen=True)
class Message:
    """One message. `text` is HTML with b, i, s and a only; with a picture or a file it is the caption."""

    text: str
    rows: Rows = ()
    attachment: Picture | File | Wanted | None = None

    def __post_init__(self) -> None:
        limit = CAPTION_LIMIT if self.attachment else TEXT_LIMIT
        if not plain(self.text).strip() or length(self.text) > limit:
            raise Unsendable(f"a text of {length(self.text)} characters, at most {limit}")
        if any(not 1 <= len(row) <= ROW_LIMIT for row in self.rows) or sum(map(len, self.rows)) > BUTTON_LIMIT:
            raise Unsendable("too many buttons, or a row without any")

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, row by row."""
        return tuple(button for row in self.rows for button in row)


class Place(StrEnum):
    """Where a reply goes: a new message, into the tapped one, or new below with the older card removed."""

    NEW = "new"
    EDIT = "edit"
    MOVE = "move"


@dataclass(frozen=True)
class Reply:
    """A message and where it goes. `card` says that it becomes the interview's card.

    `to` is the number of the applicant's message it replies to: a tap on it then brings that text back, so that
    nothing of it has to be kept.
    """

    message: Message
    place: Place = Place.NEW
    card: bool = False
    to: int | None = None


def fitting(lines: Iterable[str]) -> str:
    """Lines as one text, as many as surely fit a message: a line is left out whole, so that no tag is cut."""
    kept: list[str] = []
    room = ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join(kept)


def rows(*buttons: Button, width: int = 2) -> Rows:
    """Buttons in rows of `width`."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))
