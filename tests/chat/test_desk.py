"""The process dies at every point between an update and its answer; what is kept and sent is right all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.chat.desk import Blocked, Desk, Pending
from bot.store import Store
from bot.store.unit import Unit
from dialogs.events import Agreed, Erase, Keep, Outcome, Said
from dialogs.message import Message, Reply
from dialogs.reception import Visit
from knowledge.profile import Language
from tests.chat.office import clock, echo, incoming, reception

PERSON = 7


class Death(BaseException):
    """Nothing after this happens, and nobody catches it."""


@dataclass(frozen=True)
class At:
    """The n-th time something is done: death comes before it, or after. 0 is never."""

    before: int = 0
    after: int = 0


NEVER = At()


@dataclass
class MortalStore:
    """Dies before a transaction is committed, or after."""

    store: Store
    dies: At
    turn: int = 0

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        self.turn += 1
        turn = self.turn
        async with self.store.unit() as unit:
            yield unit
            if turn == self.dies.before:
                raise Death
        if turn == self.dies.after:
            raise Death


@dataclass
class MortalSender:
    """Dies before Telegram takes a message, or after. A person who `blocks` takes none."""

    dies: At = NEVER
    blocks: bool = False
    sent: list[str] = field(default_factory=list)

    async def send(self, pending: Pending) -> int:
        if self.blocks:
            raise Blocked
        if len(self.sent) + 1 == self.dies.before:
            raise Death
        self.sent.append(pending.replies[0].message.text)
        if len(self.sent) == self.dies.after:
            raise Death
        return 100 + len(self.sent)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'chat.sqlite3'}")
    await store.migrate()
    async with store.unit() as unit:
        await unit.keep_applicant(PERSON, language="en", consented_at=await clock())
    yield store
    await store.close()


def desk(store: Store | MortalStore, sender: MortalSender) -> Desk:
    return Desk(store, reception(), sender, clock)


ONE_AND_TWO = incoming(Said("one two", 5))
ONCE = ["heard one", "heard two"]
FIRST_AGAIN = ["heard one", "heard one", "heard two"]
SECOND_AGAIN = ["heard one", "heard two", "heard two"]

DEATHS = {
    "before the response is committed": (At(before=1), NEVER, ONCE),
    "after it is committed": (At(after=1), NEVER, ONCE),
    "before the first reply is sent": (NEVER, At(before=1), ONCE),
    "when Telegram has just taken the first": (NEVER, At(after=1), FIRST_AGAIN),
    "before it is committed that the first is sent": (At(before=2), NEVER, FIRST_AGAIN),
    "after that is committed": (At(after=2), NEVER, ONCE),
    "before the second reply is sent": (NEVER, At(before=2), ONCE),
    "when Telegram has just taken the second": (NEVER, At(after=2), SECOND_AGAIN),
    "before it is committed that the second is sent": (At(before=3), NEVER, SECOND_AGAIN),
    "after everything": (At(after=3), NEVER, ONCE),
}


@pytest.mark.parametrize("redelivered_first", [False, True], ids=["caught up", "redelivered"])
@pytest.mark.parametrize(("in_store", "in_sender", "expected"), DEATHS.values(), ids=DEATHS.keys())
async def test_a_death_loses_nothing_and_repeats_only_what_telegram_had_taken_unrecorded(
    store: Store, in_store: At, in_sender: At, expected: list[str], redelivered_first: bool
) -> None:
    first = MortalSender(in_sender)
    with pytest.raises(Death):
        await desk(MortalStore(store, in_store), first).receive(ONE_AND_TWO)
    second = MortalSender()
    alive = desk(store, second)
    if not redelivered_first:
        await catch_up(alive)
    await alive.receive(ONE_AND_TWO)
    assert first.sent + second.sent == expected
    assert await alive.unsent() == []
    async with store.unit() as unit:
        known = await unit.applicant(PERSON)
    assert known
    assert {fact: said.text for fact, said in known.transcript.items()} == {"school_name": "one two"}
    assert known.card == 100 + len(second.sent or first.sent)


async def catch_up(desk: Desk) -> None:
    for update_id, pending in await desk.unsent():
        await desk.send(update_id, pending)


async def test_an_update_delivered_again_and_again_is_answered_once(store: Store) -> None:
    sender = MortalSender()
    for _ in range(3):
        await desk(store, sender).receive(ONE_AND_TWO)
    assert sender.sent == ONCE


async def test_an_update_that_was_let_go_is_never_begun_again(store: Store) -> None:
    sender = MortalSender()
    await desk(store, sender).let_go(ONE_AND_TWO.update_id)
    await desk(store, sender).receive(ONE_AND_TWO)
    assert sender.sent == []


async def test_who_has_blocked_the_bot_is_marked_and_their_replies_are_forgotten(store: Store) -> None:
    here = desk(store, MortalSender(blocks=True))
    await here.receive(ONE_AND_TWO)
    async with store.unit() as unit:
        known = await unit.applicant(PERSON)
    assert known
    assert known.blocked_at == await clock()
    assert known.transcript["school_name"].text == "one two"
    assert await here.unsent() == []


async def test_whoever_writes_again_is_reachable_again(store: Store) -> None:
    here = desk(store, MortalSender())
    await here.keep_blocked(PERSON, True)
    await here.receive(ONE_AND_TWO)
    async with store.unit() as unit:
        known = await unit.applicant(PERSON)
    assert known
    assert known.blocked_at is None


async def test_nothing_is_kept_of_a_stranger_who_blocks_the_bot(store: Store) -> None:
    await desk(store, MortalSender()).keep_blocked(PERSON + 1, True)
    async with store.unit() as unit:
        assert await unit.applicant(PERSON + 1) is None


@pytest.mark.parametrize("death", [At(after=1), At(before=2), NEVER], ids=["unsent", "unrecorded", "alive"])
async def test_a_farewell_after_erasure_brings_nobody_back(store: Store, death: At) -> None:
    def erase(visit: Visit, said: Said) -> Outcome:
        return Outcome((Reply(Message("erased"), card=True),), (Erase(),))

    sender = MortalSender()
    erasing = Desk(MortalStore(store, death), reception(erase), sender, clock)
    try:
        await erasing.receive(ONE_AND_TWO)
    except Death:
        await catch_up(erasing)
    assert set(sender.sent) == {"erased"}
    async with store.unit() as unit:
        assert await unit.applicant(PERSON) is None
        assert not any((await unit.export(PERSON)).values())


async def test_consent_and_the_first_response_are_kept_together_or_not_at_all(store: Store) -> None:
    def agree(visit: Visit, said: Said) -> Outcome:
        return Outcome((), (Agreed(Language.KO), Keep("consent", "given")))

    newcomer = incoming(Said("yes", 1), person=8)
    with pytest.raises(Death):
        await Desk(MortalStore(store, At(before=1)), reception(agree), MortalSender(), clock).receive(newcomer)
    async with store.unit() as unit:
        assert await unit.applicant(8) is None
    await Desk(store, reception(agree), MortalSender(), clock).receive(newcomer)
    async with store.unit() as unit:
        known = await unit.applicant(8)
    assert known
    assert (known.language, list(known.transcript)) == ("ko", ["consent"])


async def test_the_language_is_the_chosen_one_and_unknown_of_strangers(store: Store) -> None:
    here = Desk(store, reception(echo), MortalSender(), clock)
    assert await here.language(PERSON) is Language.EN
    assert await here.language(PERSON + 1) is None
