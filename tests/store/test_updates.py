"""Units are whole, updates are handled once, replies survive a crash."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.store import Handled, Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINSEO = 8_000_000_000_123


class PowerCut(Exception):
    pass


async def test_a_unit_that_fails_leaves_nothing(store: Store) -> None:
    async def fail() -> None:
        async with store.unit() as unit:
            await unit.begin_update(1, MINSEO, NOON)
            await unit.keep_response(MINSEO, "stage", "student", NOON)
            raise PowerCut

    with pytest.raises(PowerCut):
        await fail()
    async with store.unit() as unit:
        assert await unit.applicant(MINSEO) is None
        assert await unit.begin_update(1, MINSEO, NOON) is None


async def test_an_update_delivered_twice_is_known_with_its_replies(store: Store) -> None:
    async with store.unit() as unit:
        assert await unit.begin_update(1, MINSEO, NOON) is None
        await unit.keep_replies(1, '["hello"]')
    async with store.unit() as unit:
        assert await unit.begin_update(1, MINSEO, NOON) == Handled(1, '["hello"]', sent=False)
        await unit.replies_sent(1)
    async with store.unit() as unit:
        assert await unit.begin_update(1, MINSEO, NOON) == Handled(1, None, sent=True)


async def test_replies_committed_but_not_sent_are_found_after_a_crash(store: Store, other_store: Store) -> None:
    async with store.unit() as unit:
        for update_id in (3, 1, 2):
            await unit.begin_update(update_id, MINSEO, NOON)
        await unit.keep_replies(3, '["third"]')
        await unit.keep_replies(1, '["first"]')
        await unit.replies_sent(2)
    await store.close()
    async with other_store.unit() as unit:
        assert await unit.unsent_replies() == [(1, MINSEO, '["first"]'), (3, MINSEO, '["third"]')]


async def test_an_update_of_nobody_can_be_marked(store: Store) -> None:
    async with store.unit() as unit:
        assert await unit.begin_update(1, None, NOON) is None


async def test_one_update_arriving_in_two_processes_at_once_is_handled_by_one(store: Store, other_store: Store) -> None:
    async def handle(where: Store) -> bool:
        async with where.unit() as unit:
            if await unit.begin_update(1, MINSEO, NOON):
                return False
            await unit.keep_replies(1, "[]")
            return True

    assert sorted(await asyncio.gather(*map(handle, [store, other_store] * 4))) == [False] * 7 + [True]


async def test_answers_sent_at_once_by_one_person_are_handled_in_turn(store: Store, other_store: Store) -> None:
    """Each unit reads what is there and adds the next: were two to read the same, one answer would be lost."""

    async def answer(update_id: int) -> None:
        async with (store, other_store)[update_id % 2].unit() as unit:
            await unit.begin_update(update_id, MINSEO, NOON)
            known = await unit.applicant(MINSEO)
            await unit.keep_response(MINSEO, f"fact{len(known.transcript) if known else 0}", str(update_id), NOON)

    await asyncio.gather(*map(answer, range(12)))
    async with store.unit() as unit:
        known = await unit.applicant(MINSEO)
    assert known is not None
    assert sorted(int(response.text) for response in known.transcript.values()) == list(range(12))


async def test_units_that_read_first_and_write_later_wait_for_each_other(store: Store, other_store: Store) -> None:
    """SQLite refuses to let a reading transaction write once another one has written."""

    async def choose(language: str, where: Store) -> None:
        async with where.unit() as unit:
            await unit.applicant(MINSEO)
            await asyncio.sleep(0)
            await unit.keep_applicant(MINSEO, language=language)

    await asyncio.gather(
        *(choose(language, where) for language in ("ko", "en", "zh") for where in (store, other_store))
    )
    async with store.unit() as unit:
        known = await unit.applicant(MINSEO)
    assert known is not None
    assert known.language in ("ko", "en", "zh")


async def test_a_cancelled_unit_leaves_nothing_and_blocks_nobody(store: Store) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with store.unit() as unit:
            await unit.keep_applicant(MINSEO, language="ko")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.unit() as unit:
        assert await unit.applicant(MINSEO) is None
