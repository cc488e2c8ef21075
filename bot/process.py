"""Chat and courier as processes of their own, watched: one that ends by itself is started again."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

PAUSE_BEFORE_RESTART = 1.0
PATIENCE_AT_STOP = 15.0
CANNOT_START = 2
"""The exit code of a process that refuses to run (a bad setting): starting it again would not help."""


class Refused(RuntimeError):
    """A process ended because it cannot run as it is configured; it has said why."""


@dataclass
class Watched:
    """Runs `giljabi NAME` until `stop` is set, with these variables added to the environment."""

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)

    async def run(self, stop: asyncio.Event) -> None:
        """Start the process, start it again when it dies. Raises Refused where it says that it cannot run."""
        while not stop.is_set():
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", self.name, env={**os.environ, **self.variables}
            )
            code = await self._ended(process, stop)
            if code == CANNOT_START:
                raise Refused(self.name)
            if not stop.is_set():
                log.warning("%s ended with code %s and is started again", self.name, code)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), PAUSE_BEFORE_RESTART)

    async def _ended(self, process: asyncio.subprocess.Process, stop: asyncio.Event) -> int:
        ending, stopping = asyncio.ensure_future(process.wait()), asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            if process.returncode is None:
                process.terminate()
        try:
            return await asyncio.wait_for(ending, PATIENCE_AT_STOP)
        except TimeoutError:
            process.kill()
            return await process.wait()


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set `stop` at Ctrl-C and at termination, so that what is at hand is finished first."""
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)


async def together(stop: asyncio.Event, *watched: Watched) -> None:
    """Run several processes until `stop`; when one refuses to run, all stop. All have ended when this ends."""
    ended = await asyncio.gather(*(_to_the_end(each, stop) for each in watched), return_exceptions=True)
    for problem in filter(None, ended):
        raise problem


async def _to_the_end(watched: Watched, stop: asyncio.Event) -> None:
    try:
        await watched.run(stop)
    finally:
        stop.set()
