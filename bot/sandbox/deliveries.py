"""Webhook deliveries: one line after another for each chat, again and again until the bot takes the update."""

import asyncio
from contextlib import suppress

import aiohttp

from bot.sandbox.calls import Call
from bot.sandbox.dispatch import answer
from bot.sandbox.errors import Refusal
from bot.sandbox.replies import call_in
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.updates import Line, Waiting

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)


class Deliveries:
    """Delivers what waits while a webhook is set. Run as one task, cancelled at the end."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._lines: dict[Line, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Runs until the bell is closed; a line that fails blocks no other."""
        async with aiohttp.ClientSession(timeout=_ANSWER_WITHIN) as session:
            try:
                while await self._sandbox.bell.wait(lambda: bool(self._idle_lines()), None):
                    for line in self._idle_lines():
                        self._lines[line] = asyncio.create_task(self._serve(session, line))
            finally:
                await self._stop()

    def _idle_lines(self) -> set[Line]:
        """Lines with something to deliver that nobody serves, as far as connections go."""
        webhook = self._sandbox.webhook
        if not webhook.url:
            return set()
        lines = dict.fromkeys(update.line for update in self._sandbox.updates.waiting())
        free = max(webhook.max_connections - len(self._lines), 0)
        return set([line for line in lines if line not in self._lines][:free])

    async def _stop(self) -> None:
        tasks = list(self._lines.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, session: aiohttp.ClientSession, line: Line) -> None:
        webhook = self._sandbox.webhook
        try:
            while webhook.url and not self._sandbox.bell.closed and (update := self._first(line)):
                if await self._deliver(session, update):
                    self._sandbox.updates.done(update)
                else:
                    await self._rest(webhook.url)
        finally:
            del self._lines[line]
            self._sandbox.bell.ring()

    async def _rest(self, url: str) -> None:
        """The pause before the next try; a new webhook ends it."""
        await self._sandbox.bell.wait(lambda: self._sandbox.webhook.url != url, self._sandbox.webhook.pause)

    def _first(self, line: Line) -> Waiting | None:
        return next((update for update in self._sandbox.updates.waiting() if update.line == line), None)

    async def _deliver(self, session: aiohttp.ClientSession, update: Waiting) -> bool:
        """Whether the bot took the update; a call in its answer is carried out."""
        webhook = self._sandbox.webhook
        headers = {_SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            post = session.post(webhook.url, json=update.payload, headers=headers, allow_redirects=False)
            async with post as response:
                if 200 <= response.status < 300:
                    await self._obey(await call_in(response))
                    return True
                self._note(f"Wrong response from the webhook: {response.status} {response.reason}")
        except (aiohttp.ClientError, TimeoutError) as problem:
            self._note(f"Connection failed: {type(problem).__name__}")
        return False

    async def _obey(self, call: Call | None) -> None:
        """Nobody hears what becomes of a call in an answer, as at Telegram."""
        if call is not None:
            with suppress(Refusal):
                await answer(self._sandbox, call)

    def _note(self, error: str) -> None:
        webhook = self._sandbox.webhook
        webhook.last_error, webhook.last_error_date = error, int(self._sandbox.clock.now())
        self._sandbox.bell.ring()
