"""Which updates were handled, and which of their replies are not sent yet: store first, send after."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from bot.store.records import Handled, Unsent
from bot.store.section import Section
from bot.store.tables import HandledUpdate, table

HANDLED = table(HandledUpdate)


class Updates(Section):
    """The part of a unit that knows handled updates."""

    _begun: int | None = None

    async def begin_update(self, update_id: int, applicant_id: int | None, at: datetime) -> Handled | None:
        """Mark an update as handled by this unit: None when it is new, else what is known of the first time.

        On PostgreSQL the units of one applicant take turns from here on, also between machines; SQLite lets only one
        unit in at a time anyway.
        """
        if applicant_id is not None and self._connection.dialect.name == "postgresql":
            await self._connection.execute(select(func.pg_advisory_xact_lock(applicant_id)))
        row = self._insert(HandledUpdate).values(update_id=update_id, applicant_id=applicant_id, at=at, sent=False)
        new = await self._connection.execute(row.on_conflict_do_nothing().returning(HANDLED.c.update_id))
        if new.scalar() is not None:
            self._begun = update_id
            return None
        known = select(HANDLED.c.update_id, HANDLED.c.replies, HANDLED.c.sent).where(HANDLED.c.update_id == update_id)
        return Handled(**(await self._connection.execute(known)).mappings().one())

    async def keep_replies(self, update_id: int, replies_json: str) -> None:
        """Keep the replies to an update begun in this unit until they are sent."""
        await self._change(update_id, replies=replies_json)

    async def replies_sent(self, update_id: int) -> None:
        """Nothing more is to be sent: forget the replies and whose update it was."""
        await self._change(update_id, replies=None, applicant_id=None, sent=True)

    async def unsent_replies(self) -> list[Unsent]:
        """After a crash: replies that were stored but perhaps never sent, oldest update first."""
        waiting = select(HANDLED.c.update_id, HANDLED.c.applicant_id, HANDLED.c.replies)
        waiting = waiting.where(~HANDLED.c.sent, HANDLED.c.replies.is_not(None)).order_by(HANDLED.c.update_id)
        return [Unsent(*row) for row in await self._connection.execute(waiting)]

    async def _change(self, update_id: int, **columns: object) -> None:
        await self._connection.execute(update(HANDLED).where(HANDLED.c.update_id == update_id).values(**columns))
