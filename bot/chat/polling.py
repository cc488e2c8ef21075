"""The loop that reads updates. An update is confirmed to Telegram only after it has been handled and answered."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from itertools import count
from traceback import format_tb

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import Update

from bot.chat.apology import apologized
from bot.chat.desk import Desk

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
UNREACHABLE = (TelegramNetworkError, TelegramServerError)
ATTEMPTS = 3
OUTAGE_ATTEMPTS = 30
LONGEST_PAUSE = 10
"""Seconds between two attempts, at most."""


class Tried(Enum):
    """What became of an update: LATER means that its replies wait in the store for Telegram to come back."""

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

    async def run(self) -> None:
        """Until `stop` is set. The batch at hand is finished and confirmed first."""
        offset = 0
        while not self.stop.is_set():
            batch = await self._read(offset)
            if batch:
                await self._handle(batch)
                offset = batch[-1].update_id + 1
        if offset:
            await self.bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=ALLOWED)

    async def _read(self, offset: int) -> list[Update]:
        """The next batch; empty when stopped or when Telegram cannot be reached just now."""
        reading = asyncio.ensure_future(
            self.bot.get_updates(offset=offset, timeout=self.timeout, allowed_updates=ALLOWED)
        )
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

    async def catch_up(self) -> int:
        """Send what an earlier process left unsent, let go what Telegram keeps refusing; gives how many there were."""
        waiting = await self.desk.unsent()
        for update_id, pending in waiting:
            if await self._tried(update_id, partial(self.desk.send, update_id, pending)) is Tried.FAILED:
                await self.desk.let_go(update_id)
        return len(waiting)

    async def _one(self, update: Update) -> None:
        """Handle one update, trying again where it fails. What keeps failing is let go, and the person told."""
        tried = await self._tried(update.update_id, partial(self.dispatcher.feed_update, self.bot, update))
        if tried is Tried.FAILED and await apologized(self.bot, self.desk, update):
            await self.desk.let_go(update.update_id)

    async def _tried(self, update_id: int, work: Callable[[], Awaitable[object]]) -> Tried:
        """Do something for an update. While Telegram cannot be reached nothing else could be done: that is waited out.

        The log never holds an error's text, which may quote what a person typed.
        """
        for attempt in count(1):
            try:
                await work()
            except Exception as problem:
                trace = "".join(format_tb(problem.__traceback__))
                log.error("update %d failed, attempt %d: %s\n%s", update_id, attempt, type(problem).__name__, trace)
                is_out = isinstance(problem, UNREACHABLE)
                if attempt >= (OUTAGE_ATTEMPTS if is_out else ATTEMPTS) or (is_out and self.stop.is_set()):
                    return Tried.LATER if is_out else Tried.FAILED
                await self.wait(min(attempt - 1, LONGEST_PAUSE))
            else:
                break
        return Tried.DONE


def _person(update: Update) -> int:
    event = update.event
    person = getattr(event, "from_user", None)
    return person.id if person else 0
