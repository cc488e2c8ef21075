"""Replies on their way to Telegram: what it refuses, forgets or asks to wait with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter, TelegramServerError
from aiogram.methods import DeleteMessage

from bot.chat.desk import Blocked, Pending
from bot.chat.running import make_bot
from bot.chat.sending import BotSender
from bot.sandbox import Person
from dialogs.message import Button, File, Message, Place, Reply, Tap, rows
from tests.conversations.stage import TOKEN, Stage, stage

CARD = Message("card", rows(Button("yes", Tap("yes"))))
NEXT = Message("next <b>card</b>", rows(Button("no", Tap("no"))))


@dataclass
class Wire:
    """A sender on a stage; waiting takes no time, but the stage's clock goes on."""

    stage: Stage
    bot: Bot
    doctor: Person
    waits: list[float] = field(default_factory=list)

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.stage.clock.at = self.stage.clock.at.fromtimestamp(self.stage.clock.seconds() + seconds).astimezone()
        await asyncio.sleep(0)

    async def send(
        self, message: Message, place: Place = Place.NEW, *, tapped: int | None = None, card: int | None = None
    ) -> int:
        pending = Pending(self.doctor.id, (Reply(message, place),), tapped, card)
        return await BotSender(self.bot, self.wait).send(pending)

    async def shown(self) -> list[str]:
        return [message["html"] for message in await self.doctor.messages()]


@pytest.fixture
async def wire(tmp_path: Path) -> AsyncIterator[Wire]:
    async with stage(tmp_path, open_chat=False) as on_stage:
        bot = make_bot(TOKEN, on_stage.base)
        yield Wire(on_stage, bot, await on_stage.doctor())
        await bot.session.close()


async def test_an_edit_replaces_the_tapped_message(wire: Wire) -> None:
    number = await wire.send(CARD)
    assert await wire.send(NEXT, Place.EDIT, tapped=number) == number
    assert await wire.shown() == ["next <b>card</b>"]


async def test_an_edit_that_changes_nothing_counts_as_done(wire: Wire) -> None:
    number = await wire.send(CARD)
    assert await wire.send(CARD, Place.EDIT, tapped=number) == number
    assert await wire.shown() == ["card"]


async def test_an_edit_of_a_message_that_is_gone_is_sent_anew(wire: Wire) -> None:
    number = await wire.send(CARD)
    await wire.bot.delete_message(wire.doctor.id, number)
    assert await wire.send(NEXT, Place.EDIT, tapped=number) != number
    assert await wire.shown() == ["next <b>card</b>"]


async def test_an_edit_of_a_file_is_sent_anew_below_it(wire: Wire) -> None:
    number = await wire.send(Message("a file", attachment=File("a.json", b"{}")))
    assert await wire.send(NEXT, Place.EDIT, tapped=number) != number
    assert await wire.shown() == ["a file", "next <b>card</b>"]


async def test_a_file_never_replaces_a_text(wire: Wire) -> None:
    number = await wire.send(CARD)
    await wire.send(Message("a file", attachment=File("a.json", b"{}")), Place.EDIT, tapped=number)
    assert await wire.shown() == ["card", "a file"]


async def test_a_moved_card_takes_the_older_one_away(wire: Wire) -> None:
    number = await wire.send(CARD)
    await wire.send(NEXT, Place.MOVE, card=number)
    assert await wire.shown() == ["next <b>card</b>"]


@pytest.mark.parametrize(
    "refusal",
    [
        TelegramServerError(DeleteMessage(chat_id=1, message_id=1), "Internal Server Error"),
        TelegramBadRequest(DeleteMessage(chat_id=1, message_id=1), "Bad Request: message can't be deleted"),
        TelegramRetryAfter(DeleteMessage(chat_id=1, message_id=1), "Too Many Requests", 3),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
async def test_an_older_card_that_stays_does_not_send_the_new_one_twice(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    async def refuse(*_given: Any) -> bool:
        raise refusal

    number = await wire.send(CARD)
    monkeypatch.setattr(wire.bot, "delete_message", refuse)
    await wire.send(NEXT, Place.MOVE, card=number)
    assert await wire.shown() == ["card", "next <b>card</b>"]


async def test_a_flood_limit_is_waited_out_as_long_as_telegram_says(wire: Wire) -> None:
    wire.stage.sandbox.faults.flood_limits = True
    for _ in range(3):
        await wire.send(CARD)
    calls = [(call["method"], call["error_code"]) for call in wire.stage.sandbox.log.calls]
    assert ("sendmessage", 429) in calls
    assert sum(wire.waits) >= 1
    assert await wire.shown() == ["card", "card", "card"]


async def test_what_telegram_cannot_do_is_raised_for_another_try(wire: Wire) -> None:
    wire.stage.sandbox.faults.fail_next = 1
    with pytest.raises(TelegramServerError):
        await wire.send(CARD)
    assert await wire.shown() == []


@pytest.mark.parametrize("place", [Place.NEW, Place.EDIT, Place.MOVE])
async def test_somebody_who_has_blocked_the_bot_is_told_apart(wire: Wire, place: Place) -> None:
    number = await wire.send(CARD)
    await wire.doctor.blocks()
    with pytest.raises(Blocked):
        await wire.send(NEXT, place, card=number)
