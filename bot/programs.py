"""What each command of the command line starts."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.app import run_chat, run_courier
from bot.process import Watched, stop_on_signals, together
from bot.settings import load_settings
from bot.store import Store

DEMO_TOKEN = "1000000000:demo-token-for-the-sandbox-only"
DEMO_DATABASE = Path("var") / "demo.sqlite3"
DEMO_COURIER_SECONDS = "1"


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


async def run_demo(port: int | None) -> None:
    """The sandbox in this process, chat and courier beside it, on a fresh database whose clock can be moved."""
    from bot.sandbox import Sandbox, serve

    settings = load_settings()
    store = _fresh_store()
    await store.migrate()
    stop = asyncio.Event()
    stop_on_signals(stop)

    async def move_clock(ahead: timedelta) -> None:
        await store.shift_clock(ahead - await store.clock_shift())

    sandbox = Sandbox(DEMO_TOKEN, on_clock=move_clock)
    wanted = settings.giljabi_port if port is None else port
    try:
        async with serve(sandbox, settings.giljabi_host, wanted) as address:
            print(f"\n  Giljabi 길잡이: {address}\n  Open it in a browser. Ctrl-C stops everything.\n", flush=True)  # noqa: T201
            variables = _for_children(address)
            await together(stop, Watched("chat", variables), Watched("courier", variables))
    finally:
        await store.close()


def _fresh_store() -> Store:
    DEMO_DATABASE.parent.mkdir(exist_ok=True)
    for left in DEMO_DATABASE.parent.glob(DEMO_DATABASE.name + "*"):
        left.unlink()
    return Store.open(f"sqlite:///{DEMO_DATABASE}")


def _for_children(address: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": DEMO_TOKEN,
        "TELEGRAM_API_BASE": address,
        "DATABASE_URL": f"sqlite:///{DEMO_DATABASE}",
        "GILJABI_SHIFTED_CLOCK": "1",
        "GILJABI_COURIER_SECONDS": DEMO_COURIER_SECONDS,
    }
