"""The courier's view of the letters. Each call is a transaction of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.applicants import APPLICANT, read_applicants
from bot.store.letters import LETTER, WAITING
from bot.store.records import ApplicantRecord, Letter

_COLUMNS = [LETTER.c[name] for name in Letter.__dataclass_fields__]


class Outbox:
    """Hands out letters that are due, each to one courier only, and records what became of them.

    An outcome counts only for the claim it belongs to: a courier that was slow, and whose letter was claimed again
    meanwhile, changes nothing. Neither does one whose letter was erased.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def claim_due(self, now: datetime, limit: int = 20) -> list[Letter]:
        """Claim up to `limit` letters due at `now`, the longest due first."""
        due = select(LETTER.c.id).where(LETTER.c.state.in_(WAITING), LETTER.c.due_at <= now)
        due = due.order_by(LETTER.c.due_at, LETTER.c.id).limit(limit).with_for_update(skip_locked=True)
        # A CTE is evaluated once; PostgreSQL may run a plain subquery again and claim more than the limit.
        mine = LETTER.c.id.in_(select(due.cte("due").c.id))
        claim = update(LETTER).where(mine).values(state="sending", claimed_at=now).returning(*_COLUMNS)
        async with self._engine.begin() as connection:
            letters = [Letter(**row) for row in (await connection.execute(claim)).mappings()]
        return sorted(letters, key=lambda letter: (letter.due_at, letter.id))

    async def delivered(self, letter: Letter, message_id: int, now: datetime) -> None:
        """Telegram took it, under this message id."""
        async with self._engine.begin() as connection:
            await _settle(connection, letter, state="delivered", message_id=message_id, settled_at=now, reason=None)

    async def refused(self, letter: Letter, reason: str, now: datetime) -> None:
        """The person or group does not let the bot write: the letter is over, and the applicant marked as blocking."""
        whose = APPLICANT.c.id == letter.applicant_id
        async with self._engine.begin() as connection:
            await _settle(connection, letter, state="refused", reason=reason, settled_at=now)
            await connection.execute(update(APPLICANT).where(whose).values(blocked_at=now))

    async def spoiled(self, letter: Letter, reason: str, now: datetime) -> None:
        """It cannot be sent, now or later."""
        async with self._engine.begin() as connection:
            await _settle(connection, letter, state="spoiled", reason=reason, settled_at=now)

    async def later(self, letter: Letter, until: datetime, reason: str, attempts: int) -> None:
        """To be tried again from `until` on, after so many failed attempts."""
        async with self._engine.begin() as connection:
            await _settle(connection, letter, state="later", due_at=until, reason=reason, attempts=attempts)

    async def stranded(self, before: datetime) -> list[Letter]:
        """Letters claimed before an instant and without an outcome: nobody knows whether they were sent."""
        waiting = select(*_COLUMNS).where(LETTER.c.state == "sending", LETTER.c.claimed_at < before)
        async with self._engine.begin() as connection:
            rows = await connection.execute(waiting.order_by(LETTER.c.id))
            return [Letter(**row) for row in rows.mappings()]

    async def subscribers(self) -> list[ApplicantRecord]:
        """The applicants who consented and do not block the bot, with their transcripts."""
        reachable = APPLICANT.c.consented_at.is_not(None) & APPLICANT.c.blocked_at.is_(None)
        async with self._engine.begin() as connection:
            return await read_applicants(connection, reachable)


async def _settle(connection: AsyncConnection, letter: Letter, **outcome: object) -> None:
    await connection.execute(update(LETTER).where(_same_claim(letter)).values(**outcome))


def _same_claim(letter: Letter) -> ColumnElement[bool]:
    same = (LETTER.c.id == letter.id) & (LETTER.c.claimed_at == letter.claimed_at)
    return same & (LETTER.c.state == "sending")
