"""Writing letters and taking them back, in the same transaction as what they are about."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import delete, select

from bot.store.section import Section
from bot.store.tables import Letter, table
from dialogs.letters import NewLetter

LETTER = table(Letter)
WAITING = ("waiting", "later")


class Letters(Section):
    """The part of a unit that writes letters."""

    async def write_letter(self, letter: NewLetter) -> bool:
        """Put a letter into the outbox; False when one with this key exists already, whatever became of it."""
        row = self._insert(Letter).values(**asdict(letter), state="waiting", attempts=0)
        new = await self._connection.execute(row.on_conflict_do_nothing().returning(LETTER.c.id))
        return new.scalar() is not None

    async def letter_keys(self, applicant_id: int, about: str) -> list[str]:
        """The keys of all letters about one thing, whatever became of them."""
        keys = select(LETTER.c.key).where(LETTER.c.applicant_id == applicant_id, LETTER.c.about == about)
        return list((await self._connection.execute(keys.order_by(LETTER.c.id))).scalars())

    async def withdraw_letters(self, applicant_id: int, about: str | None = None) -> int:
        """Take back the letters that still wait (all, or those about one thing); gives how many.

        They are deleted, so that a letter wanted again can be written again under its key.
        """
        waiting = delete(LETTER).where(LETTER.c.applicant_id == applicant_id, LETTER.c.state.in_(WAITING))
        if about is not None:
            waiting = waiting.where(LETTER.c.about == about)
        return (await self._connection.execute(waiting)).rowcount
