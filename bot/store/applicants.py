"""Applicants and what they said; everything about one of them, shown or erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import ApplicantColumns, ApplicantRecord
from bot.store.section import Section
from bot.store.tables import Applicant, HandledUpdate, Response, of_applicants, table
from dialogs import interview

APPLICANT, RESPONSE, HANDLED = table(Applicant), table(Response), table(HandledUpdate)


class Applicants(Section):
    """The part of a unit that knows applicants."""

    _begun: int | None = None

    async def applicant(self, applicant_id: int) -> ApplicantRecord | None:
        """One applicant with their transcript, None for an unknown one."""
        found = await read_applicants(self._connection, APPLICANT.c.id == applicant_id)
        return found[0] if found else None

    async def keep_applicant(self, applicant_id: int, **columns: Unpack[ApplicantColumns]) -> None:
        """Make the applicant known, and set the named columns only."""
        row = self._insert(Applicant).values(id=applicant_id, **columns)
        if columns:
            row = row.on_conflict_do_update(index_elements=["id"], set_=dict(columns))
        else:
            row = row.on_conflict_do_nothing()
        await self._connection.execute(row)

    async def keep_response(self, applicant_id: int, fact: str, text: str, at: datetime) -> None:
        """Keep what was said to the step of `fact` instead of what was said before, if anything."""
        await self.keep_applicant(applicant_id)
        said = {"text": text, "reopened": False, "at": at}
        row = self._insert(Response).values(applicant_id=applicant_id, fact=fact, **said)
        await self._connection.execute(row.on_conflict_do_update(index_elements=["applicant_id", "fact"], set_=said))

    async def reopen(self, applicant_id: int, fact: str) -> None:
        """Have the step of `fact` asked again; its response holds until then. Nothing where there is none."""
        await self._connection.execute(update(RESPONSE).where(_said(applicant_id, fact)).values(reopened=True))

    async def forget_response(self, applicant_id: int, fact: str) -> None:
        """Forget what was said to the step of `fact`."""
        await self._connection.execute(delete(RESPONSE).where(_said(applicant_id, fact)))

    async def export(self, applicant_id: int) -> dict[str, object]:
        """Everything about an applicant: the rows by table, as JSON could hold them."""
        return {
            owned.name: [_plain(row) for row in await self._owned(owned, whose == applicant_id)]
            for owned, whose in of_applicants()
        }

    async def erase(self, applicant_id: int) -> None:
        """Erase everything about an applicant, in every table.

        The marks of handled updates stay as bare numbers, so that an update delivered twice brings nothing back. Only
        the update handled in this very unit keeps whose it is, for the farewell, until `replies_sent`.
        """
        for owned, whose in reversed(list(of_applicants())):
            if owned is HANDLED:
                mark = update(HANDLED).where(whose == applicant_id, HANDLED.c.update_id != self._begun)
                await self._connection.execute(mark.values(applicant_id=None, replies=None, sent=True))
            else:
                await self._connection.execute(delete(owned).where(whose == applicant_id))

    async def _owned(self, owned: Table, condition: ColumnElement[bool]) -> list[Mapping[str, Any]]:
        rows = await self._connection.execute(select(owned).where(condition).order_by(*owned.primary_key))
        return [dict(row) for row in rows.mappings()]


async def read_applicants(connection: AsyncConnection, condition: ColumnElement[bool]) -> list[ApplicantRecord]:
    """The applicants a condition holds for, by id, each with their transcript."""
    said = select(RESPONSE).join(APPLICANT, APPLICANT.c.id == RESPONSE.c.applicant_id).where(condition)
    transcripts: dict[int, dict[str, interview.Response]] = defaultdict(dict)
    for row in await connection.execute(said):
        transcripts[row.applicant_id][row.fact] = interview.Response(row.text, row.reopened)
    people = await connection.execute(select(APPLICANT).where(condition).order_by(APPLICANT.c.id))
    return [ApplicantRecord(**row, transcript=transcripts[row["id"]]) for row in people.mappings()]


def _said(applicant_id: int, fact: str) -> ColumnElement[bool]:
    return (RESPONSE.c.applicant_id == applicant_id) & (RESPONSE.c.fact == fact)


def _plain(row: Mapping[str, Any]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
