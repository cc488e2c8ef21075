"""What is kept about an applicant, shown to them and erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.store import NewLetter, Store
from bot.store.tables import OF_APPLICANT, Row
from dialogs.interview import Response

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINSEO, YUNA = 8_000_000_000_123, 5


async def test_an_unknown_applicant_is_none(store: Store) -> None:
    async with store.unit() as unit:
        assert await unit.applicant(MINSEO) is None


async def test_keeping_changes_the_named_columns_only(store: Store) -> None:
    async with store.unit() as unit:
        await unit.keep_applicant(MINSEO, language="ko", card=41)
        await unit.keep_applicant(MINSEO, consented_at=NOON)
        await unit.keep_applicant(MINSEO)
        await unit.keep_applicant(MINSEO, card=None)
        known = await unit.applicant(MINSEO)
    assert known is not None
    assert (known.language, known.consented_at, known.card, known.blocked_at) == ("ko", NOON, None, None)


async def test_a_response_is_replaced_by_a_later_one(store: Store) -> None:
    async with store.unit() as unit:
        await unit.keep_response(MINSEO, "step1_result", "failed", NOON)
        await unit.reopen(MINSEO, "step1_result")
        await unit.keep_response(MINSEO, "step1_result", "passed", NOON)
        await unit.keep_response(MINSEO, "school", "연세 의대 ' -- \N{SMILING FACE WITH OPEN MOUTH}", NOON)
        known = await unit.applicant(MINSEO)
    assert known is not None
    assert known.transcript == {
        "step1_result": Response("passed"),
        "school": Response("연세 의대 ' -- \N{SMILING FACE WITH OPEN MOUTH}"),
    }


async def test_a_reopened_response_holds_and_a_forgotten_one_is_gone(store: Store) -> None:
    async with store.unit() as unit:
        await unit.keep_response(MINSEO, "stage", "graduated", NOON)
        await unit.keep_response(MINSEO, "family", "alone", NOON)
        await unit.reopen(MINSEO, "stage")
        await unit.forget_response(MINSEO, "family")
        known = await unit.applicant(MINSEO)
    assert known is not None
    assert known.transcript == {"stage": Response("graduated", reopened=True)}


async def test_instants_come_back_aware_and_in_utc(store: Store) -> None:
    evening_in_seoul = datetime(2026, 11, 22, 21, tzinfo=timezone(timedelta(hours=9)))
    async with store.unit() as unit:
        await unit.keep_applicant(MINSEO, consented_at=evening_in_seoul)
    async with store.unit() as unit:
        known = await unit.applicant(MINSEO)
    assert known is not None
    assert known.consented_at == NOON
    assert known.consented_at.tzinfo is UTC


async def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="without a zone"):
        async with store.unit() as unit:
            await unit.keep_applicant(MINSEO, consented_at=NOON.replace(tzinfo=None))


async def _live(store: Store, applicant_id: int, update_id: int) -> None:
    """Leave a row in every table that knows applicants."""
    async with store.unit() as unit:
        await unit.begin_update(update_id, applicant_id, NOON)
        await unit.keep_replies(update_id, "[]")
        await unit.keep_applicant(applicant_id, language="ko", consented_at=NOON)
        await unit.keep_response(applicant_id, "stage", "student", NOON)
        await unit.keep_question(
            asker=applicant_id, ref=1, text="?", language="ko", state="pending", nearest=["a"], at=NOON
        )
        await unit.write_letter(NewLetter(f"reminder:{applicant_id}", applicant_id, "{}", NOON, "deadline:rol"))


async def _rows_holding(store: Store, applicant_id: int) -> dict[str, int]:
    """How many rows of each table hold this number in any column, found without the marks erasure goes by."""
    async with store._engine.begin() as connection:
        counts = {}
        for table in Row.metadata.sorted_tables:
            rows = (await connection.execute(table.select())).all()
            counts[table.name] = sum(applicant_id in row for row in rows)
    return counts


async def test_every_column_that_holds_an_applicant_is_marked(store: Store) -> None:
    await _live(store, MINSEO, 1)
    held = {name for name, rows in (await _rows_holding(store, MINSEO)).items() if rows}
    marked = {
        table.name
        for table in Row.metadata.sorted_tables
        if any(column.info.get(OF_APPLICANT) for column in table.columns)
    }
    assert held == marked == {"applicant", "response", "handled_update", "question", "letter"}


async def test_erasing_leaves_nothing_of_them_and_all_of_the_others(store: Store) -> None:
    await _live(store, MINSEO, 1)
    await _live(store, YUNA, 2)
    before = await _rows_holding(store, YUNA)
    async with store.unit() as unit:
        await unit.erase(MINSEO)
    assert set((await _rows_holding(store, MINSEO)).values()) == {0}
    assert await _rows_holding(store, YUNA) == before
    async with store.unit() as unit:
        assert [unsent.applicant_id for unsent in await unit.unsent_replies()] == [YUNA]


async def test_an_update_delivered_again_after_an_erasure_is_still_known(store: Store) -> None:
    await _live(store, MINSEO, 1)
    async with store.unit() as unit:
        await unit.erase(MINSEO)
    async with store.unit() as unit:
        again = await unit.begin_update(1, MINSEO, NOON)
    assert again is not None
    assert again.sent


async def test_the_farewell_after_an_erasure_can_still_be_sent_and_then_nothing_remains(store: Store) -> None:
    await _live(store, MINSEO, 1)
    async with store.unit() as unit:
        await unit.begin_update(2, MINSEO, NOON)
        await unit.erase(MINSEO)
        await unit.keep_replies(2, '["farewell"]')
    async with store.unit() as unit:
        assert await unit.unsent_replies() == [(2, MINSEO, '["farewell"]')]
        await unit.replies_sent(2)
    assert set((await _rows_holding(store, MINSEO)).values()) == {0}


async def test_an_export_holds_all_of_theirs_and_nothing_of_others(store: Store) -> None:
    await _live(store, MINSEO, 1)
    await _live(store, YUNA, 2)
    async with store.unit() as unit:
        exported = await unit.export(MINSEO)
    held = {name: rows for name, rows in (await _rows_holding(store, MINSEO)).items() if rows}
    rows = {name: theirs for name, theirs in exported.items() if isinstance(theirs, list)}
    assert {name: len(theirs) for name, theirs in rows.items()} == held
    assert all(YUNA not in row.values() for theirs in rows.values() for row in theirs)
    assert rows["response"] == [
        {
            "applicant_id": MINSEO,
            "fact": "stage",
            "text": "student",
            "reopened": False,
            "at": "2026-11-22T12:00:00+00:00",
        }
    ]
    assert json.loads(json.dumps(exported)) == exported
