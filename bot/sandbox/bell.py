"""Waiting without polling: whoever waits looks again each time something happens."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rung whenever the sandbox's state changes. Closed while no server runs: then nobody waits any longer."""

    def __init__(self) -> None:
        self.rung = 0
        self.closed = False
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Lets everybody who waits look again."""
        self.rung += 1
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    def close(self) -> None:
        """Ends all waiting at once."""
        self.closed = True
        self.ring()

    def open(self) -> None:
        """Waiting is possible (again)."""
        self.closed = False

    async def wait(self, until: Callable[[], bool], within: float | None) -> bool:
        """True as soon as `until` holds, False after `within` seconds (None: never) or when the bell is closed."""
        end = None if within is None else asyncio.get_running_loop().time() + within
        while not until():
            left = None if end is None else end - asyncio.get_running_loop().time()
            if self.closed or (left is not None and left <= 0):
                return False
            await self._next(left)
        return True

    async def _next(self, within: float | None) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            await asyncio.wait([waiting], timeout=within)
        finally:
            self._waiting.discard(waiting)
