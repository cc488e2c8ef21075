"""Writes the letters that have become due: for each applicant who wants them, once a round."""

from __future__ import annotations

from datetime import datetime

from bot.store import Store
from dialogs.events import Applicant
from dialogs.reception import Base, Visit
from dialogs.reminders import ABOUT, due_letter
from knowledge.profile import Language


async def write_reminders(store: Store, base: Base, now: datetime) -> int:
    """Write what has become due at `now`. Returns how many letters were written."""
    written = 0
    for record in await store.outbox.subscribers():
        language = Language(record.language) if record.language else None
        visit = Visit(base, Applicant(record.id, language, True, record.transcript), now)
        async with store.unit() as unit:
            letter = due_letter(visit, await unit.letter_keys(record.id, ABOUT))
            written += bool(letter and await unit.write_letter(letter))
    return written
