"""Letters are written once, handed out once, and end with one outcome."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import Letter, NewLetter, Store
from bot.store import tables as t

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MINSEO, YUNA = 8_000_000_000_123, 5


class PowerCut(Exception):
    pass


def _letter(key: str, *, to: int = MINSEO, due: datetime = NOON, about: str = "deadline:rol") -> NewLetter:
    return NewLetter(key, to, "{}", due, about)


async def _write(store: Store, *letters: NewLetter) -> list[bool]:
    async with store.unit() as unit:
        return [await unit.write_letter(letter) for letter in letters]


async def _state(store: Store, key: str) -> dict[str, Any]:
    letter = t.table(t.Letter)
    async with store._engine.begin() as connection:
        row = (await connection.execute(select(letter).where(letter.c.key == key))).mappings().one()
    return dict(row)


async def _claim_one(store: Store, now: datetime = NOON) -> Letter:
    (letter,) = await store.outbox.claim_due(now)
    return letter


async def test_a_letter_is_written_once_by_its_key(store: Store, other_store: Store) -> None:
    assert await _write(store, _letter("a"), _letter("a"), _letter("b")) == [True, False, True]
    assert await _write(other_store, _letter("a", due=NOON + MINUTE)) == [False]


async def test_a_letter_dropped_with_its_unit_was_never_written(store: Store) -> None:
    async def fail() -> None:
        async with store.unit() as unit:
            await unit.write_letter(_letter("a"))
            raise PowerCut

    with pytest.raises(PowerCut):
        await fail()
    assert await store.outbox.claim_due(NOON) == []


async def test_only_what_is_due_is_claimed_the_longest_due_first(store: Store) -> None:
    await _write(store, _letter("soon", due=NOON + MINUTE), _letter("now"), _letter("past", due=NOON - MINUTE))
    claimed = await store.outbox.claim_due(NOON)
    assert [letter.key for letter in claimed] == ["past", "now"]
    assert claimed[1] == Letter(claimed[1].id, "now", MINSEO, "deadline:rol", "{}", NOON, 0, NOON)


async def test_two_couriers_at_once_get_each_letter_once(store: Store, other_store: Store) -> None:
    keys = [f"letter {number:02}" for number in range(30)]
    await _write(store, *map(_letter, keys))
    rounds = await asyncio.gather(*(where.outbox.claim_due(NOON, limit=7) for where in (store, other_store) * 4))
    assert max(map(len, rounds)) == 7
    assert sorted(letter.key for letters in rounds for letter in letters) == keys


async def test_a_delivered_letter_is_over(store: Store) -> None:
    await _write(store, _letter("a"))
    await store.outbox.delivered(await _claim_one(store), 77, NOON + MINUTE)
    row = await _state(store, "a")
    assert (row["state"], row["message_id"], row["settled_at"]) == ("delivered", 77, NOON + MINUTE)
    assert await store.outbox.claim_due(NOON + MINUTE) == []
    assert await _write(store, _letter("a")) == [False]


async def test_a_refused_letter_marks_its_applicant_as_blocking(store: Store) -> None:
    async with store.unit() as unit:
        await unit.keep_applicant(MINSEO, consented_at=NOON)
        await unit.keep_applicant(YUNA, consented_at=NOON)
    await _write(store, _letter("a"))
    await store.outbox.refused(await _claim_one(store), "Forbidden: bot was blocked by the user", NOON)
    assert (await _state(store, "a"))["state"] == "refused"
    assert [applicant.id for applicant in await store.outbox.subscribers()] == [YUNA]


async def test_a_spoiled_letter_keeps_its_reason(store: Store) -> None:
    await _write(store, _letter("a"))
    await store.outbox.spoiled(await _claim_one(store), "chat not found", NOON)
    row = await _state(store, "a")
    assert (row["state"], row["reason"]) == ("spoiled", "chat not found")


async def test_a_letter_put_off_comes_again_with_its_attempts(store: Store) -> None:
    await _write(store, _letter("a"))
    await store.outbox.later(await _claim_one(store), NOON + MINUTE, "timed out", 1)
    assert await store.outbox.claim_due(NOON) == []
    assert (await _claim_one(store, NOON + MINUTE)).attempts == 1


async def test_a_letter_claimed_before_a_crash_is_stranded_and_can_be_put_back(store: Store) -> None:
    await _write(store, _letter("a"))
    claimed = await _claim_one(store)
    assert await store.outbox.stranded(NOON) == []
    assert await store.outbox.stranded(NOON + MINUTE) == [claimed]
    await store.outbox.later(claimed, NOON + MINUTE, "stranded", 1)
    assert await store.outbox.stranded(NOON + 2 * MINUTE) == []
    assert (await _claim_one(store, NOON + MINUTE)).key == "a"


async def test_a_slow_courier_cannot_undo_what_a_later_one_recorded(store: Store, other_store: Store) -> None:
    await _write(store, _letter("a"))
    slow = await _claim_one(store)
    await store.outbox.later(slow, NOON + MINUTE, "stranded", 1)
    quick = await _claim_one(other_store, NOON + MINUTE)
    await store.outbox.spoiled(slow, "too late", NOON + MINUTE)
    assert (await _state(store, "a"))["state"] == "sending"
    await other_store.outbox.delivered(quick, 5, NOON + MINUTE)
    assert (await _state(store, "a"))["state"] == "delivered"


async def test_an_outcome_for_an_erased_letter_is_nothing(store: Store) -> None:
    await _write(store, _letter("a"))
    claimed = await _claim_one(store)
    async with store.unit() as unit:
        await unit.erase(MINSEO)
    await store.outbox.delivered(claimed, 77, NOON)
    assert await store.outbox.stranded(NOON + MINUTE) == []


async def test_the_keys_of_letters_are_known_whatever_became_of_them(store: Store) -> None:
    await _write(store, _letter("a"), _letter("b"), _letter("soap", about="deadline:soap"), _letter("hers", to=YUNA))
    claimed = await store.outbox.claim_due(NOON, limit=1)
    await store.outbox.delivered(claimed[0], 5, NOON)
    async with store.unit() as unit:
        assert await unit.letter_keys(MINSEO, "deadline:rol") == ["a", "b"]


async def test_waiting_letters_are_withdrawn_and_can_be_written_again(store: Store) -> None:
    late = NOON + MINUTE
    await _write(store, _letter("sending"))
    await _claim_one(store)
    await _write(
        store,
        _letter("one", due=late),
        _letter("two", due=late, about="deadline:soap"),
        _letter("hers", to=YUNA, due=late),
    )
    async with store.unit() as unit:
        assert await unit.withdraw_letters(MINSEO, about="deadline:soap") == 1
        assert await unit.withdraw_letters(MINSEO) == 1
        assert await unit.withdraw_letters(MINSEO) == 0
    assert await _write(store, _letter("one", due=late), _letter("sending")) == [True, False]
    assert [letter.key for letter in await store.outbox.claim_due(late)] == ["hers", "one"]


async def test_subscribers_consented_and_come_with_what_they_said(store: Store) -> None:
    async with store.unit() as unit:
        await unit.keep_applicant(1, language="ko")
        await unit.keep_applicant(2, consented_at=NOON, blocked_at=NOON)
        await unit.keep_applicant(MINSEO, consented_at=NOON)
        await unit.keep_response(MINSEO, "stage", "student", NOON)
        await unit.keep_response(1, "stage", "graduated", NOON)
    (subscriber,) = await store.outbox.subscribers()
    assert subscriber.id == MINSEO
    assert {fact: said.text for fact, said in subscriber.transcript.items()} == {"stage": "student"}
