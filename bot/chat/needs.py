"""What the chat needs of the store, in the chat's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from dialogs.events import QuestionState
from dialogs.interview import Response
from dialogs.letters import NewLetter


class KnownApplicant(Protocol):
    """What is stored about one person; `card` is the number of the message that is their interview's live card."""

    @property
    def id(self) -> int: ...
    @property
    def language(self) -> str | None: ...
    @property
    def consented_at(self) -> datetime | None: ...
    @property
    def card(self) -> int | None: ...
    @property
    def transcript(self) -> Mapping[str, Response]: ...


class HandledUpdate(Protocol):
    """The mark of an update handled before: its replies wait here until they are sent."""

    @property
    def replies(self) -> str | None: ...
    @property
    def sent(self) -> bool: ...


class Unit(Protocol):
    """One transaction."""

    async def applicant(self, applicant_id: int) -> KnownApplicant | None: ...
    async def keep_applicant(
        self,
        applicant_id: int,
        *,
        language: str | None = ...,
        consented_at: datetime | None = ...,
        card: int | None = ...,
        blocked_at: datetime | None = ...,
    ) -> None: ...
    async def keep_response(self, applicant_id: int, fact: str, text: str, at: datetime) -> None: ...
    async def reopen(self, applicant_id: int, fact: str) -> None: ...
    async def erase(self, applicant_id: int) -> None: ...
    async def export(self, applicant_id: int) -> dict[str, object]: ...
    async def begin_update(self, update_id: int, applicant_id: int | None, at: datetime) -> HandledUpdate | None: ...
    async def keep_replies(self, update_id: int, replies_json: str) -> None: ...
    async def replies_sent(self, update_id: int) -> None: ...
    async def unsent_replies(self) -> Sequence[tuple[int, int | None, str]]: ...
    async def keep_question(
        self, *, asker: int, ref: int, text: str, language: str, state: QuestionState, nearest: list[str], at: datetime
    ) -> int: ...
    async def asked(self, asker: int) -> Mapping[int, str]: ...
    async def write_letter(self, letter: NewLetter) -> bool: ...


class Store(Protocol):
    """Where transactions come from."""

    def unit(self) -> AbstractAsyncContextManager[Unit]: ...
