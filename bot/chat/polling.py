"""The loop that reads updates. An update is confirmed to Telegram only after it has been handled and answered."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from traceback import format_tb

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import Update

from bot.chat.apology import apologized
from bot.chat.desk import Desk

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member", "inline_query"]
UNREACHABLE = (TelegramNetworkError, TelegramServerError)
ATTEMPTS = 3


class Tried(Enum):
    """What became of an update: LATER means that its replies wait in the store until Telegram can be reached."""

    DONE = auto()
    FAILED = auto()
    LATER = auto()


@dataclass
class Poller:
    """Reads updates in batches: one person's one after the other, different people's side by side."""

    bot: Bot
    dispatcher: Dispatcher
    desk: Desk
    stop: asyncio.Event
    timeout: int = 25
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep
    _behind: bool = True

    async def run(self) -> None:
        """Until `stop` is set. The batch at hand is finished and confirmed first."""
        offset = 0
        while not self.stop.is_set():
            if self._behind:
                await self._catch_up()
            batch = await self._read(offset)
            if batch:
                await self._handle(batch)
                offset = batch[-1].update_id + 1
        if offset:
            await self.bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=ALLOWED)

    async def _read(self, offset: int) -> list[Update]:
        """The next batch; empty when stopped or when Telegram cannot be reached just now.

        While something is left to send, nobody waits here for more to come in.
        """
        timeout = 0 if self._behind else self.timeout
        reading = asyncio.ensure_future(self.bot.get_updates(offset=offset, timeout=timeout, allowed_updates=ALLOWED))
        stopping = asyncio.ensure_future(self.stop.wait())
        await asyncio.wait({reading, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not reading.done():
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            return []
        stopping.cancel()
        await asyncio.gather(stopping, return_exceptions=True)
        try:
            return reading.result()
        except TelegramRetryAfter as limit:
            await self.wait(limit.retry_after)
        except UNREACHABLE as problem:
            log.warning("updates cannot be read: %s", type(problem).__name__)
            await self.wait(1)
        return []

    async def _handle(self, batch: Iterable[Update]) -> None:
        by_person: defaultdict[int, list[Update]] = defaultdict(list)
        for update in batch:
            by_person[_person(update)].append(update)
        await asyncio.gather(*(self._in_order(updates) for updates in by_person.values()))

    async def _in_order(self, updates: Iterable[Update]) -> None:
        for update in updates:
            await self._one(update)

    async def _catch_up(self) -> None:
        """Send what an earlier process, or an outage of Telegram, left unsent. What Telegram refuses is let go."""
        self._behind = False
        for update_id, pending in await self.desk.unsent():
            if self.stop.is_set():
                return
            if await self._tried(update_id, partial(self.desk.send, update_id, pending)) is Tried.FAILED:
                await self._let_go(update_id)

    async def _one(self, update: Update) -> None:
        """Handle one update, trying again where it fails. What keeps failing is let go, and the person told."""
        tried = await self._tried(update.update_id, partial(self.dispatcher.feed_update, self.bot, update))
        if tried is Tried.FAILED and await apologized(self.bot, self.desk, update):
            await self._let_go(update.update_id)

    async def _tried(self, update_id: int, work: Callable[[], Awaitable[object]]) -> Tried:
        tried = Tried.DONE
        for attempt in range(ATTEMPTS):
            await self.wait(attempt)
            try:
                await work()
            except Exception as problem:
                _note(problem, f"update {update_id} failed, attempt {attempt + 1} of {ATTEMPTS}")
                tried = Tried.LATER if isinstance(problem, UNREACHABLE) else Tried.FAILED
            else:
                return Tried.DONE
        self._behind |= tried is Tried.LATER
        return tried

    async def _let_go(self, update_id: int) -> None:
        try:
            await self.desk.let_go(update_id)
        except Exception as problem:
            _note(problem, f"update {update_id} could not be marked as let go")


def _note(problem: Exception, what: str) -> None:
    """Log an error without its text, which may quote what a person typed."""
    log.error("%s: %s\n%s", what, type(problem).__name__, "".join(format_tb(problem.__traceback__)))


def _person(update: Update) -> int:
    event = update.event
    person = getattr(event, "from_user", None)
    return person.id if person else 0
