"""The loop that reads updates. An update is confirmed to Telegram only after it has been handled and answered."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import Update

log = logging.getLogger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
ATTEMPTS = 3


@dataclass
class Poller:
    """Reads updates in batches: one person's one after the other, different people's side by side."""

    bot: Bot
    dispatcher: Dispatcher
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
        except (TelegramNetworkError, TelegramServerError) as problem:
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

    async def _one(self, update: Update) -> None:
        """Handle one update, trying again where it fails. What keeps failing is recorded and let go."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                await self.dispatcher.feed_update(self.bot, update)
            except Exception:
                log.exception("update %d could not be handled, attempt %d of %d", update.update_id, attempt, ATTEMPTS)
                await self.wait(attempt - 1)
            else:
                return


def _person(update: Update) -> int:
    event = update.event
    person = getattr(event, "from_user", None)
    return person.id if person else 0
