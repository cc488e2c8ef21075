"""The only clock of the project. It tells the time; the demo may have shifted it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], Awaitable[datetime]]


async def wall_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def shifted(by: Callable[[], Awaitable[timedelta]]) -> Clock:
    """A clock that is ahead of the wall by what `by` says, asked each time: several processes follow one shift."""

    async def tell() -> datetime:
        return await wall_clock() + await by()

    return tell
