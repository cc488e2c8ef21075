"""What the store gives and takes: plain frozen records, no database behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypedDict

from dialogs.events import QuestionState
from dialogs.interview import Response


@dataclass(frozen=True)
class ApplicantRecord:
    """One applicant with their transcript. `card` is the message id of the interview's live card."""

    id: int
    language: str | None
    consented_at: datetime | None
    card: int | None
    blocked_at: datetime | None
    transcript: Mapping[str, Response]


class ApplicantColumns(TypedDict, total=False):
    """What can be kept about an applicant beside the responses; None clears."""

    language: str | None
    consented_at: datetime | None
    card: int | None
    blocked_at: datetime | None


@dataclass(frozen=True)
class Handled:
    """An update handled before: its replies as JSON while they are not sent, None without any."""

    update_id: int
    replies: str | None
    sent: bool


class Unsent(NamedTuple):
    """Replies that were stored but perhaps never sent."""

    update_id: int
    applicant_id: int | None
    replies: str


@dataclass(frozen=True)
class QuestionRecord:
    """A question somebody typed; `ref` is the number of its message, `nearest` are ids of articles that came close."""

    id: int
    asker: int
    ref: int
    text: str
    language: str
    state: QuestionState
    nearest: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Letter:
    """A letter a courier has claimed. `attempts` counts the earlier ones that failed."""

    id: int
    key: str
    applicant_id: int
    about: str
    message: str
    due_at: datetime
    attempts: int
    claimed_at: datetime
