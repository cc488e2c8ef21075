"""What each command of the command line starts."""

from __future__ import annotations

import asyncio

from bot.app import run_chat, run_courier
from bot.process import Watched, stop_on_signals, together
from bot.settings import load_settings
from bot.store import Store


async def run_chat_process() -> None:
    """The chat, until Ctrl-C."""
    stop = asyncio.Event()
    stop_on_signals(stop)
    await run_chat(load_settings(), stop)


async def run_courier_process(*, once: bool) -> None:
    """The courier, until Ctrl-C, or one round."""
    stop = asyncio.Event()
    stop_on_signals(stop)
    await run_courier(load_settings(), stop, once=once)


async def run_both() -> None:
    """Chat and courier, a process each, until Ctrl-C."""
    settings = load_settings()
    settings.token()
    await run_migration()
    stop = asyncio.Event()
    stop_on_signals(stop)
    await together(stop, Watched("chat"), Watched("courier"))


async def run_migration() -> None:
    """Bring the database to this version."""
    store = Store.open(load_settings().database_url)
    try:
        await store.migrate()
    finally:
        await store.close()
