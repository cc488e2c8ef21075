"""Run by Alembic: takes the connection it was given, or writes SQL offline.

The tables are built anew on SQLite (batch mode), which cannot change them in place.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import AutoString

from bot.store.instants import Instant
from bot.store.tables import Row


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration names plain types, so that it outlives the classes of the day it was written."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return "sqlmodel.AutoString()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
