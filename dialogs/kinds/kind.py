"""What every kind of reply has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from knowledge.guards import Setting
from knowledge.profile import Language

LONGEST = 200
"""More characters than any reply to a step needs; longer text is not read as one."""

OTHER = "other"
"""The option that fills nothing: it asks for the reply in writing ("another country")."""


class Unreadable(ValueError):
    """A reply that cannot be read for certain. `reason` is a key of the texts: unreadable, ambiguous, future, …"""

    def __init__(self, reason: str = "unreadable") -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Hearing:
    """What a kind may look at besides the words: the language, the day, and how the options are called.

    `labels` are the words of the step's buttons by option, in the applicant's language.
    """

    language: Language
    setting: Setting
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.setting.today


class Kind(Protocol):
    """How a response is read.

    A response is kept as text in one form, whatever the words it was said in: `hear` makes it from what was typed,
    `value` turns it into the fact, and replaying needs neither the day nor the language.
    """

    def options(self, setting: Setting) -> tuple[str, ...]:
        """The responses offered as buttons, in no particular order; may hold OTHER."""
        ...

    def hear(self, text: str, hearing: Hearing) -> str:
        """The response that was typed; Unreadable where it is not certain."""
        ...

    def value(self, response: str) -> Any:
        """The fact a response stands for; ValueError for a response this kind never gives."""
        ...
