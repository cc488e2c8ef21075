"""Brings the database to the tables of this version."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select

from bot.store.engine import make_engine

NEWEST = "head"
EMPTY = "base"
_LOCK = 7_240_561


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration: the migrations of this package, wherever it is installed."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


async def migrate(url: str, to: str = NEWEST) -> None:
    """Move the database to a revision, in one transaction and one process at a time."""
    engine = make_engine(url, foreign_keys=False)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_move, to)
    finally:
        await engine.dispose()


def _move(connection: Connection, to: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    move = command.downgrade if to == EMPTY else command.upgrade
    move(configuration(connection), to)
