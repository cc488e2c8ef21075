"""Opens the database: SQLite for one machine, PostgreSQL for several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

BUSY_MILLISECONDS = 15_000
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class UnknownDatabase(ValueError):
    """An address of a database the store cannot use; the text does not repeat it, for it may hold a password."""


def async_url(url: str) -> URL:
    """`sqlite:///path` or `postgresql://…` with the asynchronous driver. Raises UnknownDatabase."""
    scheme, separator, rest = url.partition("://")
    driver = _DRIVERS.get(scheme.partition("+")[0])
    if driver is None or not separator:
        raise UnknownDatabase("the database must be sqlite:///path or postgresql://…")
    return make_url(f"{driver}://{rest}")


def make_engine(url: str, *, foreign_keys: bool = True) -> AsyncEngine:
    """An engine; nothing is opened yet. Migrations turn SQLite's foreign keys off: they rebuild whole tables."""
    address = async_url(url)
    if address.get_backend_name() == "postgresql":
        return create_async_engine(address, pool_pre_ping=True, hide_parameters=True)
    if not address.database:
        raise UnknownDatabase("SQLite needs a file")
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    return _sqlite(address, foreign_keys)


def _sqlite(address: URL, foreign_keys: bool) -> AsyncEngine:
    """One connection in this process: transactions queue up fairly here, and by busy_timeout between processes."""
    engine = create_async_engine(
        address,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        hide_parameters=True,  # what people typed must not reach a log through an error's text
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",  # what was committed survives a power cut
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later could not be upgraded while another one writes.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
