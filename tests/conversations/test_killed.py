"""The chat is killed, as by a power cut, at every line of golden chats: nothing is lost and nothing is doubled.

One doubling cannot be prevented, for Telegram knows no idempotency key: it has taken a message, and the process dies
before it could record that. The message comes once more then; the tests call that the repeat.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.killing import PATIENCE, KillableStage, killable_stage
from tests.conversations.script import Play, deeds

HERE = Path(__file__).parent
KOREAN, ENGLISH, HURRIED = "korean_new_graduate", "indian_graduate_h1b", "chinese_student"

Look = tuple[object, ...]
Strike = Callable[[KillableStage], Awaitable[None]]


@dataclass(frozen=True)
class Sight:
    """The chat after an answered line: what the bot has written, by number; which of it is the live card."""

    line: str
    messages: dict[int, Look]
    exactly: list[Any]
    card: int | None
    kills: int


@dataclass
class Watching(Play):
    """Plays scripts on a stage whose chat may be killed, and keeps what the doctor sees after each answered line."""

    killable: KillableStage = field(kw_only=True)
    killed_between: bool = False
    sights: list[Sight] = field(default_factory=list)

    async def do(self, line: str) -> None:
        await super().do(line)
        word = line.partition(" ")[0]
        if word == "at":
            await self.killable.follow_clock()
        elif word not in ("doctor", ">>"):
            self.sights.append(await self._sight(line))
            if self.killed_between:
                await self.killable.kill_and_reopen()

    async def _sight(self, line: str) -> Sight:
        seen = await self.someone.messages()
        async with self.killable.store.unit() as unit:
            known = await unit.applicant(self.someone.id)
        own = {message["message_id"]: look(message) for message in seen if message["from_bot"]}
        exactly = [(message["message_id"], message["html"], message["keyboard"]) for message in seen]
        return Sight(line, own, exactly, known.card if known else None, self.killable.kills)

    async def kept(self) -> dict[str, Any]:
        """What the database holds about the doctor in the end, without times and numbers of messages."""
        async with self.killable.store.unit() as unit:
            everything = await unit.export(self.someone.id)
        wanted = {
            "applicant": ("language",),
            "response": ("fact", "text", "reopened"),
            "question": ("text", "language", "state", "nearest"),
            "letter": ("key", "about", "state"),
            "handled_update": ("update_id", "replies", "sent"),
        }
        assert set(everything) == set(wanted)
        rows: dict[str, Any] = everything
        return {table: sorted([row[name] for name in names] for row in rows[table]) for table, names in wanted.items()}


def look(message: dict[str, Any]) -> Look:
    """A message as it is seen: text, labels row by row, file."""
    labels = tuple(tuple(button["text"] for button in row) for row in message["keyboard"] or [])
    return message["html"], labels, message["document"] and message["document"]["name"]


async def at_once(stage: KillableStage) -> None:
    """Telegram has the deed; the process may not have seen it, or may be at it."""


async def before_it_is_taken(stage: KillableStage) -> None:
    """The process has stored what it wants to send, and Telegram has not taken it."""
    stage.sandbox.faults.delay_ms = PATIENCE * 1000
    assert await stage.sandbox.bell.wait(lambda: stage.sandbox.running > 0, PATIENCE)


async def after_it_is_taken(stage: KillableStage) -> None:
    """Telegram has taken it, and the process can hardly have recorded that."""
    before = len(stage.sandbox.log.calls)
    assert await stage.sandbox.bell.wait(lambda: len(stage.sandbox.log.calls) > before, PATIENCE)


def kill_at(*moments: Strike) -> Strike:
    """Kill at these moments, in turn."""
    turns = cycle(moments)

    async def strike(stage: KillableStage) -> None:
        await next(turns)(stage)
        await stage.close_chat()
        stage.sandbox.faults.delay_ms = 0
        stage.kills += 1
        stage.open_chat()

    return strike


@dataclass(frozen=True)
class Course:
    """How a chat went."""

    sights: Sequence[Sight]
    kept: dict[str, Any]
    kills: int


@dataclass(frozen=True)
class Plan:
    """How a chat is to go: this much of it in peace, the rest with kills."""

    in_peace: str
    then: str
    strike: Strike | None = None
    between: bool = False

    async def carry_out(self, stage: KillableStage) -> Course:
        """Play it."""
        watching = Watching(stage, killable=stage, killed_between=self.between)
        await watching.play(self.in_peace)
        stage.strike = self.strike
        await watching.play(self.then)
        return Course(watching.sights, await watching.kept(), stage.kills)


async def side_by_side(folder: Path, *plans: Plan) -> list[Course]:
    """Each plan on a stage of its own."""
    async with AsyncExitStack() as stages:
        opened = [await stages.enter_async_context(killable_stage(folder / str(n))) for n, _ in enumerate(plans)]
        return await asyncio.gather(*(plan.carry_out(stage) for plan, stage in zip(plans, opened, strict=True)))


def script(name: str) -> str:
    """A golden chat; only what people do in it counts here."""
    return (HERE / f"{name}.chat").read_text(encoding="utf-8")


@pytest.mark.timeout(400)  # some twenty seconds each on two idle cores; a hundred processes need longer on busy ones
@pytest.mark.parametrize("name", [KOREAN, ENGLISH])
async def test_killed_at_every_line_the_chat_goes_on_as_if_nothing_had_happened(name: str, tmp_path: Path) -> None:
    whole = script(name)
    amidst = kill_at(at_once, before_it_is_taken, after_it_is_taken)
    plans = Plan("", whole), Plan("", whole, between=True), Plan("", whole, amidst)
    peaceful, killed_between, killed_amidst = await side_by_side(tmp_path, *plans)
    assert killed_between.kills == killed_amidst.kills == len(peaceful.sights) > 30
    goes_exactly_as(peaceful, killed_between)
    goes_as_but_for_repeats(peaceful, killed_amidst)


def goes_exactly_as(peaceful: Course, killed: Course) -> None:
    """Killed between two lines: every message with its number and its buttons is the same."""
    for before, after in zip(peaceful.sights, killed.sights, strict=True):
        assert (after.line, after.exactly, after.card) == (before.line, before.exactly, before.card)
    assert killed.kept == peaceful.kept


def goes_as_but_for_repeats(peaceful: Course, killed: Course) -> None:
    """Killed while a line is at hand: nothing is lost, nothing kept twice; at most one message is repeated a kill."""
    for sight, found in zip(peaceful.sights, repeats(peaceful, killed), strict=True):
        assert len(found) <= 1
        assert set(found) <= set(sight.messages.values())
    assert killed.kept == peaceful.kept


async def test_killed_while_texts_sent_at_once_are_at_hand_all_are_kept_in_their_order(tmp_path: Path) -> None:
    lines = list(deeds(script(HURRIED)))
    first = next(at for at, line in enumerate(lines) if line.startswith(">>"))
    end = next(at for at, line in enumerate(lines) if at > first and not line.startswith(">>")) + 1
    assert end - first > 2
    calm, hurried = "\n".join(lines[:first]), "\n".join(lines[first:end])
    moments = at_once, before_it_is_taken, after_it_is_taken
    plans = [Plan(calm, hurried), *(Plan(calm, hurried, kill_at(moment)) for moment in moments)]
    peaceful, *killed = await side_by_side(tmp_path, *plans)
    for course in killed:
        assert course.kills == 1
        assert sum(map(len, repeats(peaceful, course))) <= 1  # perhaps of a card that has moved on since
        assert course.kept == peaceful.kept


def repeats(peaceful: Course, killed: Course) -> Iterator[list[Look]]:
    """For each line the messages that came only because of a kill; all others are as in peace, the card among them."""
    stale: set[int] = set()
    for before, after in zip(peaceful.sights, killed.sights, strict=True):
        assert after.line == before.line
        shown = {number: seen for number, seen in after.messages.items() if number not in stale}
        found = surplus(list(before.messages.values()), shown, after.line)
        assert after.messages.get(after.card or 0) == before.messages.get(before.card or 0), after.line
        stale.update(found)
        yield [shown[number] for number in found]


def surplus(expected: list[Look], shown: dict[int, Look], line: str) -> list[int]:
    """The numbers of messages beyond the expected ones, which must all be there in their order, the last one last."""
    left, found = list(expected), []
    for number, seen in reversed(shown.items()):
        if left and seen == left[-1]:
            left.pop()
        else:
            found.append(number)
    assert not left, (line, left)
    assert list(shown.values())[-1:] == expected[-1:], line
    return found
