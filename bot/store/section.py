"""What the parts of a unit share: the connection its transaction runs on."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import Row, table

Insert = postgresql.Insert | sqlite.Insert


def insert_into(connection: AsyncConnection, model: type[Row]) -> Insert:
    """An insert that knows `on conflict`, in the dialect of the database."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table(model))
    return sqlite.insert(table(model))


class Section:
    """A part of a unit, within the unit's transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def _insert(self, model: type[Row]) -> Insert:
        return insert_into(self._connection, model)
