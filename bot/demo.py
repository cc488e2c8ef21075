"""The demo: the sandbox in this process, chat and courier as its children, nothing kept."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from tempfile import TemporaryDirectory

from bot.process import Watched, stop_on_signals, together
from bot.sandbox import Sandbox, serve
from bot.settings import load_settings
from bot.store import Store

DEMO_TOKEN = "1000000000:demo-token-for-the-sandbox-only"
COURIER_SECONDS = "1"


class CannotListen(RuntimeError):
    """The chat page's address cannot be had; the text is one line that says what to change."""


async def run_demo(port: int | None) -> None:
    """The sandbox in this process, chat and courier beside it, on a fresh database whose clock can be moved.

    The database is thrown away at the end. Raises CannotListen where the port cannot be had.
    """
    settings = load_settings()
    stop = asyncio.Event()
    stop_on_signals(stop)
    with TemporaryDirectory(prefix="giljabi-demo-") as folder:
        database = f"sqlite:///{folder}/demo.sqlite3"
        store = Store.open(database)
        try:
            await store.migrate()
            sandbox = _sandbox(store)
            wanted = settings.giljabi_port if port is None else port
            async with _listening(sandbox, settings.giljabi_host, wanted) as address:
                print(_invitation(address), flush=True)  # noqa: T201
                variables = _for_children(address, database)
                await together(stop, Watched("chat", variables), Watched("courier", variables))
        finally:
            await store.close()


def _sandbox(store: Store) -> Sandbox:
    async def move_clock(ahead: timedelta) -> None:
        await store.shift_clock(ahead - await store.clock_shift())

    return Sandbox(DEMO_TOKEN, on_clock=move_clock)


@asynccontextmanager
async def _listening(sandbox: Sandbox, host: str, port: int) -> AsyncIterator[str]:
    async with AsyncExitStack() as stack:
        try:
            address = await stack.enter_async_context(serve(sandbox, host, port))
        except OSError as problem:
            raise CannotListen(_why_not(problem, host, port)) from None
        yield address


def _why_not(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"port {port} is in use; choose another with --port or GILJABI_PORT"
    return f"cannot listen on {host}, port {port}; choose others with GILJABI_HOST and GILJABI_PORT"


def _invitation(address: str) -> str:
    return f"\n  Giljabi 길잡이: {address}\n  Open it in a browser. Ctrl-C stops everything.\n"


def _for_children(address: str, database: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": DEMO_TOKEN,
        "TELEGRAM_API_BASE": address,
        "DATABASE_URL": database,
        "GILJABI_SHIFTED_CLOCK": "1",
        "GILJABI_COURIER_SECONDS": COURIER_SECONDS,
    }
