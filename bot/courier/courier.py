"""The courier: a bot that never listens, a queue that ticks, an outbox that remembers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Generic

from telegram.ext import Job, JobQueue

from bot.clock import Clock
from bot.courier.connection import connected, sending_application
from bot.courier.desk import L, LetterDesk
from bot.courier.posting import post
from bot.courier.sweep import Swept, sweep

Plan = Callable[[datetime], Awaitable[object]]
"""Writes the letters that are wanted by now; called before every sweep."""

log = logging.getLogger(__name__)


class Courier(Generic[L]):
    """Sends letters from a desk, at a rate Telegram accepts, under the clock it is given.

    `plan` is called with the time before each sweep. `base` is the Bot API's address without a slash at its end,
    `every` the time between two rounds.
    """

    def __init__(
        self,
        token: str,
        desk: LetterDesk[L],
        *,
        plan: Plan,
        clock: Clock,
        base: str = "https://api.telegram.org",
        every: timedelta = timedelta(seconds=30),
    ) -> None:
        self._desk, self._plan, self._clock, self._every = desk, plan, clock, every
        self._application = sending_application(token, base)

    async def once(self) -> Swept:
        """One round, and no more. Raises TokenRejected, Unreachable, and what `plan` raised."""
        async with connected(self._application):
            return await self._round()

    async def run(self, until: asyncio.Event | None = None) -> None:
        """Rounds for ever, or until the event is set; the running one is finished first.

        Raises TokenRejected and Unreachable at the start. Later failures are logged, and the next round tries again.
        """
        async with connected(self._application) as application:
            await application.start()
            try:
                # The first round by itself: a repeating job starts with its first interval.
                await self._ticking(application.job_queue).run(application)
                await (until or asyncio.Event()).wait()
            finally:
                await application.stop()

    def _ticking(self, queue: JobQueue[Any] | None) -> Job[Any]:
        if queue is None:
            raise RuntimeError("python-telegram-bot is installed without its job queue")
        # A round that outlasts its interval is waited for: the tick it missed is dropped, not made up for.
        once_at_a_time = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        return queue.run_repeating(self._tick, self._every, job_kwargs=once_at_a_time)

    async def _tick(self, _context: object) -> None:
        swept = await self._round()
        if swept != Swept():
            log.info("letters: %s", swept)

    async def _round(self) -> Swept:
        """Letters already written go out even where planning new ones fails."""
        now = await self._clock()
        try:
            await self._plan(now)
        finally:
            swept = await sweep(self._desk, partial(post, self._application.bot), now)
        return swept
