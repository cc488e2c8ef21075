"""The only place that knows all rooms and wires them: chat, courier, store, sandbox, conversation."""

from __future__ import annotations

import asyncio
import gc
import logging
from datetime import timedelta
from functools import lru_cache
from importlib import import_module

from bot.clock import Clock, shifted, wall_clock
from bot.settings import Settings
from bot.store import Store
from dialogs.desks import Base, open_reception
from knowledge.files import load_calendar, load_numbers
from knowledge.library import Library

log = logging.getLogger(__name__)


@lru_cache
def load_base() -> Base:
    """Everything known, read once; the rules are declared by it. Raises BrokenDataFile naming file, key and reason."""
    import_module("knowledge.rules")
    gc.disable()  # millions of small things are made, and all of them stay
    try:
        return Base(load_numbers(), load_calendar(), Library.load())
    finally:
        gc.freeze()
        gc.enable()


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


async def run_courier(settings: Settings, stop: asyncio.Event, *, once: bool = False) -> None:
    """Write reminders and send what is due, every so often until `stop` is set, or once."""
    from bot.courier import Courier
    from bot.reminders import write_reminders

    store = Store.open(settings.database_url)
    try:
        await store.migrate()
        courier = Courier(
            settings.token(),
            store.outbox,
            plan=lambda now: write_reminders(store, load_base(), now),
            clock=open_clock(settings, store),
            base=settings.api_base,
            every=timedelta(seconds=settings.giljabi_courier_seconds),
        )
        if once:
            log.info("letters: %s", await courier.once())
        else:
            await courier.run(stop)
    finally:
        await store.close()
