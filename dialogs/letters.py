"""A letter: something to send later, unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NewLetter:
    """A letter to be written.

    `key` says what it is and for whom, so that it is written once. `applicant_id` is the chat it goes to. `about` is
    `kind` or `kind:subject` (`deadline:…`, `announcement:…`): the courier decides by the kind, and letters are
    withdrawn by the whole. `due_at` is aware.
    """

    key: str
    applicant_id: int
    message: str
    due_at: datetime
    about: str
