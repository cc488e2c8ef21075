"""A chat whose reception, sender and waiting a test may replace; everything else is real."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.app import load_base
from bot.chat.desk import Desk, Incoming, Sender
from bot.chat.polling import Poller
from bot.chat.running import make_bot, make_dispatcher
from bot.chat.sending import BotSender
from dialogs.desks import open_reception
from dialogs.events import Event, Keep, Outcome, Said
from dialogs.message import Message, Place, Reply, Tap
from dialogs.reception import Reception, Visit
from knowledge.profile import Language
from tests.conversations.stage import TOKEN, Stage

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


async def clock() -> datetime:
    return NOW


def echo(visit: Visit, said: Said) -> Outcome:
    """Keeps what is said, in the order it is said, and answers each of its words with a card of its own."""
    told = visit.applicant.transcript.get("school_name")
    kept = f"{told.text} {said.text}" if told else said.text
    replies = [Reply(Message(f"heard {word}"), Place.MOVE, card=True) for word in said.text.split()]
    return Outcome(tuple(replies), (Keep("school_name", kept),))


def broken(visit: Visit, said: Said) -> Outcome:
    """Fails at one word, and says what it was: an error like many."""
    if "poison" in said.text:
        raise ValueError(said.text)
    return echo(visit, said)


def reception(hear: Callable[[Visit, Said], Outcome] = echo) -> Reception:
    """Somebody who hears text only; a tap `echo:…` is heard as its text."""

    def tapped(visit: Visit, tap: Tap) -> Outcome:
        return hear(visit, Said(tap.subject, 0))

    return replace(open_reception(load_base()), taps={"echo": tapped}, commands={}, hear=hear)


def incoming(event: Event, update_id: int = 1, person: int = 7, tapped: int | None = None) -> Incoming:
    return Incoming(update_id, person, Language.EN, event, tapped)


@dataclass
class Office:
    """What a test may touch of a chat that is open on a stage: how long it has waited, in seconds, and its desk."""

    desk: Desk
    waits: list[float] = field(default_factory=list)

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)


@asynccontextmanager
async def open_office(
    stage: Stage, here: Reception | None = None, around: Callable[[Sender], Sender] | None = None
) -> AsyncIterator[Office]:
    """Open a chat on a stage where none is open; nothing it waits for takes time."""
    bot = make_bot(TOKEN, stage.base)
    sender: Sender = BotSender(bot)
    desk = Desk(stage.store, here or reception(), around(sender) if around else sender, stage.clock.tell)
    office, stop = Office(desk), asyncio.Event()
    running = asyncio.create_task(Poller(bot, make_dispatcher(desk), desk, stop, wait=office.wait).run())
    try:
        yield office
    finally:
        stop.set()
        try:
            await running
        finally:
            await bot.session.close()
