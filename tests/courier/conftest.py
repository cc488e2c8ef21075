"""The courier between a real store and a real sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.courier import Courier
from bot.sandbox import Sandbox, serve
from bot.store import Letter, NewLetter, Store
from bot.store.letters import LETTER
from dialogs.message import Message
from dialogs.packing import pack_message

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOKEN = "42:secret-of-the-sandbox"


class Desk:
    """A store with letters in it, and the time by which the courier goes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOON

    async def clock(self) -> datetime:
        return self.now

    async def plan(self, now: datetime) -> None:
        """Nothing more to write."""

    async def write(self, chat: int, text: str, *, about: str = "deadline:rol", message: Message | None = None) -> None:
        """A letter that is due; its text is its key."""
        packed = pack_message(message or Message(text))
        async with self.store.unit() as unit:
            await unit.write_letter(NewLetter(text, chat, packed, self.now, about))

    async def states(self) -> dict[str, str]:
        """What became of each letter."""
        return {key: row["state"] for key, row in (await self.rows()).items()}

    async def rows(self) -> dict[str, Any]:
        """The letters as the store keeps them."""
        async with self.store._engine.begin() as connection:
            return {row["key"]: row for row in (await connection.execute(select(LETTER))).mappings()}


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(TOKEN, now=NOON.timestamp)


@pytest.fixture
async def base(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serve(sandbox) as base:
        yield base


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    store = Store.open(f"sqlite:///{tmp_path}/giljabi.sqlite3")
    await store.migrate()
    yield Desk(store)
    await store.close()


@pytest.fixture
def courier(base: str, desk: Desk) -> Callable[[], Courier[Letter]]:
    """Starts a courier, each time as a process of its own would."""
    return lambda: Courier(
        TOKEN,
        desk.store.outbox,
        plan=desk.plan,
        clock=desk.clock,
        base=base,
        every=timedelta(hours=1),
    )
