"""The only place that knows all rooms and wires them: chat, courier, store, sandbox, conversation."""

from __future__ import annotations

import asyncio
import logging
from functools import lru_cache

from bot.clock import Clock, shifted, wall_clock
from bot.settings import Settings
from bot.store import Store
from dialogs.desks import Base, open_reception
from knowledge.files import load_calendar, load_numbers
from knowledge.library import Library

log = logging.getLogger(__name__)


@lru_cache
def load_base() -> Base:
    """Everything known, read once. Raises BrokenDataFile naming file, key and reason."""
    return Base(load_numbers(), load_calendar(), Library.load())


def open_clock(settings: Settings, store: Store) -> Clock:
    """The wall's clock, or the demo's, which can be moved forward."""
    return shifted(store.clock_shift) if settings.giljabi_shifted_clock else wall_clock


async def run_chat(settings: Settings, stop: asyncio.Event) -> None:
    """Read updates and answer them until `stop` is set."""
    from bot.chat.running import chat

    store = Store.open(settings.database_url)
    try:
        await store.migrate()
        await chat(
            token=settings.token(),
            api_base=settings.api_base,
            store=store,
            reception=open_reception(load_base()),
            clock=open_clock(settings, store),
            stop=stop,
        )
    finally:
        await store.close()
