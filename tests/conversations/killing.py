"""The stage with the chat as a process of its own, which can be killed at any moment as a power cut would do it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import aiohttp
from pydantic import AnyHttpUrl, SecretStr

from bot.app import run_chat
from bot.sandbox import Person, Sandbox, serve
from bot.settings import Settings
from bot.store import Store
from tests.conversations.stage import TOKEN, Stage, StageClock

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__, "tests.conversations.warm"])
PATIENCE = 30
"""Seconds a busy machine may take until a new process has caught up."""


def be_a_chat(settings: Settings) -> None:
    """What the process does until it is killed."""
    asyncio.run(run_chat(settings, asyncio.Event()))


class Doctor(Person):
    """Somebody to whose deed something may happen once Telegram has it and before it is answered."""

    strike: Callable[[], Awaitable[None]]

    async def settled(self, within: int = PATIENCE) -> None:
        await self.strike()
        await super().settled(within)


@dataclass
class KillableStage(Stage):
    """A stage whose chat can be killed; `strike` happens after each deed, before anybody waits for the answer."""

    url: str = ""
    strike: Callable[[KillableStage], Awaitable[None]] | None = None
    kills: int = 0
    _process: BaseProcess | None = None

    def open_chat(self) -> None:
        settings = Settings(
            telegram_bot_token=SecretStr(TOKEN),
            telegram_api_base=AnyHttpUrl(self.base),
            database_url=self.url,
            giljabi_shifted_clock=True,
        )
        self._process = PROCESSES.Process(target=be_a_chat, args=(settings,), daemon=True)
        self._process.start()

    async def close_chat(self) -> None:
        """SIGKILL: nothing in the process can prepare for it."""
        assert self._process, "no chat is open"
        assert self._process.is_alive(), "the chat ended by itself"
        self._process.kill()
        self._process.join()

    async def kill_and_reopen(self) -> None:
        """What a power cut does."""
        await self.close_chat()
        self.kills += 1
        self.open_chat()

    async def doctor(self, name: str = "김하늘", language: str = "ko") -> Person:
        doctor = await Doctor.join(self.session, self.base, first_name=name, language_code=language)
        assert isinstance(doctor, Doctor)
        doctor.strike = self._struck
        return doctor

    async def _struck(self) -> None:
        if self.strike:
            await self.strike(self)

    async def follow_clock(self) -> None:
        """The process tells the time by the wall and the store's shift: make that the stage's time."""
        wanted = self.clock.at - datetime.now(UTC)
        await self.store.shift_clock(wanted - await self.store.clock_shift())


@asynccontextmanager
async def killable_stage(folder: Path) -> AsyncIterator[KillableStage]:
    """A stage on a fresh SQLite file in `folder`, with the chat open in a process of its own."""
    clock = StageClock()
    sandbox = Sandbox(TOKEN, now=clock.seconds)
    url = f"sqlite:///{folder / 'stage.sqlite3'}"
    store = Store.open(url)
    await store.migrate()
    async with serve(sandbox) as base, aiohttp.ClientSession() as session:
        made = KillableStage(sandbox, base, store, session, clock, url=url)
        made.open_chat()
        try:
            yield made
        finally:
            await made.close_chat()
            await store.close()
