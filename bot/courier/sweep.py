"""One round over the letters that are due: each is sent once and gets one outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from telegram.error import TelegramError

from bot.courier.desk import L, Letter, LetterDesk
from bot.courier.outcomes import (
    STRANDED,
    STRANDED_AFTER,
    Delivered,
    Later,
    Outcome,
    Refused,
    Spoiled,
    after_failure,
    again,
)
from dialogs.message import Message
from dialogs.packing import Unpackable, unpack_message

Post = Callable[[int, Message], Awaitable[int]]
"""Sends a message to a chat and gives its id, or raises TelegramError."""
MOST_AT_ONCE = 500
"""Letters in one round, so that a round is over long before its letters could be taken for stranded."""


@dataclass(frozen=True)
class Swept:
    """How many letters ended how."""

    delivered: int = 0
    refused: int = 0
    spoiled: int = 0
    later: int = 0


async def sweep(desk: LetterDesk[L], post: Post, now: datetime) -> Swept:
    """Send what is due at `now`, up to MOST_AT_ONCE letters; stops early when Telegram wants no more for now.

    Letters are claimed one by one: after a crash the fate of one is unknown, not of a whole batch. The others wait
    in the outbox, which remembers, and not in here.
    """
    outcomes = [await _put_back(desk, letter, now) for letter in await desk.stranded(now - STRANDED_AFTER)]
    for _ in range(MOST_AT_ONCE):
        claimed = await desk.claim_due(now, limit=1)
        if not claimed:
            break
        outcomes.append(await _send(desk, claimed[0], post, now))
        if isinstance(outcomes[-1], Later) and outcomes[-1].for_all:
            break
    ended = Counter(type(outcome) for outcome in outcomes)
    return Swept(ended[Delivered], ended[Refused], ended[Spoiled], ended[Later])


async def _put_back(desk: LetterDesk[L], letter: L, now: datetime) -> Outcome:
    return await _record(desk, letter, again(letter, STRANDED, now), now)


async def _send(desk: LetterDesk[L], letter: L, post: Post, now: datetime) -> Outcome:
    return await _record(desk, letter, await _attempt(letter, post, now), now)


async def _attempt(letter: Letter, post: Post, now: datetime) -> Outcome:
    try:
        return Delivered(await post(letter.applicant_id, unpack_message(letter.message)))
    except Unpackable as problem:
        return Spoiled(str(problem))
    except TelegramError as problem:
        return after_failure(letter, problem, now)


async def _record(desk: LetterDesk[L], letter: L, outcome: Outcome, now: datetime) -> Outcome:
    match outcome:
        case Delivered(message_id):
            await desk.delivered(letter, message_id, now)
        case Refused(reason):
            await desk.refused(letter, reason, now)
        case Spoiled(reason):
            await desk.spoiled(letter, reason, now)
        case Later(until, reason, attempts):
            await desk.later(letter, until, reason, attempts)
    return outcome
