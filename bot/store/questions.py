"""Questions people typed: those a button may refer to, and the moderators' queue of the unanswered."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.store.records import QuestionRecord
from bot.store.section import Section
from bot.store.tables import Question, table
from dialogs.events import QuestionState

QUESTION = table(Question)
REMEMBERED = 20
"""How many of somebody's questions their buttons can still refer to."""


class Questions(Section):
    """The part of a unit that knows questions."""

    async def keep_question(
        self,
        *,
        asker: int,
        ref: int,
        text: str,
        language: str,
        state: QuestionState,
        nearest: list[str],
        at: datetime,
    ) -> int:
        """Keep a question; gives its id. The same message kept again only changes state and nearest articles.

        `ref` is the number of the message in the asker's chat, `nearest` are ids of the articles that came close.
        """
        row = self._insert(Question).values(
            asker=asker, ref=ref, text=text, language=language, state=state, nearest=json.dumps(nearest), at=at
        )
        changed = {"state": row.excluded.state, "nearest": row.excluded.nearest}
        row = row.on_conflict_do_update(index_elements=["asker", "ref"], set_=changed)
        number: int = (await self._connection.execute(row.returning(QUESTION.c.id))).scalar_one()
        return number

    async def asked(self, asker: int) -> dict[int, str]:
        """Somebody's latest questions by the number of their message."""
        latest = select(QUESTION.c.ref, QUESTION.c.text).where(QUESTION.c.asker == asker)
        rows = await self._connection.execute(latest.order_by(QUESTION.c.id.desc()).limit(REMEMBERED))
        return {row.ref: row.text for row in rows}

    async def question(self, question_id: int) -> QuestionRecord | None:
        """One question, None for an unknown one."""
        found = await self._read(QUESTION.c.id == question_id)
        return found[0] if found else None

    async def set_question(self, question_id: int, state: QuestionState) -> None:
        """Move a question to another state."""
        await self._connection.execute(update(QUESTION).where(QUESTION.c.id == question_id).values(state=state))

    async def open_questions(self) -> list[QuestionRecord]:
        """The moderators' queue, oldest first: what was passed on. A pending one still waits for its asker's word."""
        return await self._read(QUESTION.c.state == "passed_on")

    async def _read(self, condition: ColumnElement[bool]) -> list[QuestionRecord]:
        rows = await self._connection.execute(select(QUESTION).where(condition).order_by(QUESTION.c.id))
        return [QuestionRecord(**{**row, "nearest": tuple(json.loads(row["nearest"]))}) for row in rows.mappings()]
