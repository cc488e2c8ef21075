"""A whole Giljabi on a stage: sandbox, aiogram, store, conversation; with people to play and a clock to set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.app import load_base
from bot.chat.running import chat
from bot.sandbox import Person, Sandbox, serve
from bot.store import Store
from dialogs.desks import open_reception

TOKEN = "1000000000:stage-token"


@dataclass
class StageClock:
    """The time on the stage; it stands still until it is set."""

    at: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def seconds(self) -> float:
        return self.at.timestamp()

    async def tell(self) -> datetime:
        return self.at


@dataclass
class Stage:
    """What a test may touch."""

    sandbox: Sandbox
    base: str
    store: Store
    session: aiohttp.ClientSession
    clock: StageClock
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _running: asyncio.Task[None] | None = None

    def open_chat(self) -> None:
        """Start the chat, as a process would."""
        self._stop = asyncio.Event()
        self._running = asyncio.create_task(
            chat(
                token=TOKEN,
                api_base=self.base,
                store=self.store,
                reception=open_reception(load_base()),
                clock=self.clock.tell,
                stop=self._stop,
            )
        )

    async def close_chat(self) -> None:
        """Stop it in an orderly way."""
        self._stop.set()
        if self._running:
            await self._running

    async def doctor(self, name: str = "김하늘", language: str = "ko") -> Person:
        """A new person with a private chat."""
        return await Person.join(self.session, self.base, first_name=name, language_code=language)


@asynccontextmanager
async def stage(folder: Path, *, open_chat: bool = True) -> AsyncIterator[Stage]:
    """A stage on a fresh SQLite file in `folder`, with the chat open unless told otherwise."""
    clock = StageClock()
    sandbox = Sandbox(TOKEN, now=clock.seconds)
    store = Store.open(f"sqlite:///{folder / 'stage.sqlite3'}")
    await store.migrate()
    async with serve(sandbox) as base, aiohttp.ClientSession() as session:
        made = Stage(sandbox, base, store, session, clock)
        if open_chat:
            made.open_chat()
        try:
            yield made
        finally:
            await made.close_chat()
            await store.close()
