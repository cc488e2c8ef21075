"""What the courier needs of whoever keeps the letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar


class Letter(Protocol):
    """A claimed letter: for which chat, what it says (packed), what it is about, how many attempts failed before.

    `about` is `kind` or `kind:subject`.
    """

    @property
    def applicant_id(self) -> int: ...
    @property
    def message(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def attempts(self) -> int: ...


L = TypeVar("L", bound=Letter)


class LetterDesk(Protocol[L]):
    """Hands out letters that are due, each to one courier, and records one outcome for each."""

    async def claim_due(self, now: datetime, limit: int = ...) -> Sequence[L]:
        """Up to `limit` letters due at `now`, from then on nobody else's."""

    async def stranded(self, before: datetime) -> Sequence[L]:
        """Letters claimed before an instant that never got an outcome."""

    async def delivered(self, letter: L, message_id: int, now: datetime) -> None:
        """Telegram took it."""

    async def refused(self, letter: L, reason: str, now: datetime) -> None:
        """Whoever it is for does not let the bot write, and is marked so."""

    async def spoiled(self, letter: L, reason: str, now: datetime) -> None:
        """It will not be tried again."""

    async def later(self, letter: L, until: datetime, reason: str, attempts: int) -> None:
        """It is tried again from `until` on."""
