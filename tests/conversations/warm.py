"""Imported by the forkserver alone: what every chat process needs is imported and read once, before it forks."""

import asyncio
import gc
import ssl
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import load_base
from bot.chat.running import make_bot
from bot.store import Store
from dialogs.desks import open_reception
from dialogs.events import Applicant, Commanded, Said
from knowledge.profile import Language


async def touch_a_database() -> None:
    """The drivers are imported at first use."""
    with TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'warm.sqlite3'}")
        await store.migrate()
        await store.clock_shift()
        await store.close()


vars(ssl).update(create_default_context=cache(ssl.create_default_context))  # aiogram reads all certificates each time
make_bot("1:warm", "http://127.0.0.1")
for language in Language:
    somebody = Applicant(1, language, consented=True)
    for event in (Commanded("start"), Commanded("road"), Said("Step 2 CK?", 1)):
        open_reception(load_base()).receive(somebody, event, datetime(2026, 11, 22, tzinfo=UTC))
asyncio.run(touch_a_database())
gc.freeze()  # no process copies all of this only to look for garbage in it
