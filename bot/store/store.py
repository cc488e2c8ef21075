"""Everything the bot remembers, behind one door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.engine import make_engine
from bot.store.migrating import migrate
from bot.store.outbox import Outbox
from bot.store.section import insert_into
from bot.store.tables import Clock, table
from bot.store.unit import Unit

CLOCK = table(Clock)
_ONLY_ROW = 1


class Store:
    """The database. Open it, `migrate()` it before first use, `close()` it in the end."""

    def __init__(self, url: str, engine: AsyncEngine) -> None:
        self._url = url
        self._engine = engine
        self._outbox = Outbox(engine)

    @classmethod
    def open(cls, url: str) -> Store:
        """A store at `sqlite:///path` or `postgresql://…`. Nothing is connected yet. Raises UnknownDatabase."""
        return cls(url, make_engine(url))

    async def migrate(self) -> None:
        """Bring the tables to this version; does nothing where they are."""
        await migrate(self._url)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """One transaction: commits at the end, rolls back on an exception."""
        async with self._engine.begin() as connection:
            yield Unit(connection)

    @property
    def outbox(self) -> Outbox:
        """The letters as the courier sees them."""
        return self._outbox

    async def clock_shift(self) -> timedelta:
        """How far the demo's clock is ahead."""
        async with self._engine.begin() as connection:
            ahead = (await connection.execute(select(CLOCK.c.ahead))).scalar()
        return timedelta(seconds=ahead or 0)

    async def shift_clock(self, by: timedelta) -> timedelta:
        """Move the demo's clock by whole seconds; gives the whole shift."""
        async with self._engine.begin() as connection:
            row = insert_into(connection, Clock).values(id=_ONLY_ROW, ahead=round(by.total_seconds()))
            summed = {"ahead": CLOCK.c.ahead + row.excluded.ahead}
            row = row.on_conflict_do_update(index_elements=["id"], set_=summed)
            ahead = (await connection.execute(row.returning(CLOCK.c.ahead))).scalar_one()
        return timedelta(seconds=ahead)
