"""What becomes of a letter when sending it fails.

Telegram's sending has no idempotency key: after a timeout or a cut connection nobody knows whether the message was
accepted. So the kind of letter decides. A reminder that comes twice is a small nuisance, one that never comes may cost
a year: reminders are sent again, a few times, at growing distances. An announcement in a channel that comes twice
cannot be taken back from thousands of readers: it is spoiled with the reason, and moderators look before they send it
again. Where the request certainly never left, both are sent again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.courier.desk import Letter

NEVER_TWICE = frozenset({"announcement"})
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240))
"""How long to wait after the first failed attempt, the second and so on; after one more the letter is given up."""
STRANDED_AFTER = timedelta(minutes=15)
"""A letter claimed so long ago without an outcome was in the hands of a courier that crashed."""
STRANDED = "the courier stopped between sending and recording"
_LONGEST_REASON = 200
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's way to be given retry_after as a timedelta


@dataclass(frozen=True)
class Delivered:
    message_id: int


@dataclass(frozen=True)
class Refused:
    reason: str


@dataclass(frozen=True)
class Spoiled:
    reason: str


@dataclass(frozen=True)
class Later:
    """To be tried again. `for_all`: no other letter would get through before either."""

    until: datetime
    reason: str
    attempts: int
    for_all: bool = False


Outcome = Delivered | Refused | Spoiled | Later


def after_failure(letter: Letter, problem: TelegramError, now: datetime) -> Outcome:
    """The outcome of an attempt that raised `problem`. No reason ever holds an address, and so not the token."""
    match problem:
        case Forbidden():
            return Refused(_told(problem))
        case BadRequest():  # before NetworkError, which it is a kind of
            return Spoiled(_told(problem))
        case RetryAfter():
            return Later(now + _pause(problem), "flood limit", letter.attempts, for_all=True)
        case InvalidToken():
            return Later(now + PAUSES[0], "Telegram rejects the token", letter.attempts, for_all=True)
        case NetworkError():
            cause = type(problem.__cause__ or problem).__name__
            never_left = isinstance(problem.__cause__, _NEVER_LEFT)
            return again(letter, f"{type(problem).__name__} ({cause})", now, never_left=never_left)
    return Spoiled(_told(problem))


def again(letter: Letter, reason: str, now: datetime, *, never_left: bool = False) -> Later | Spoiled:
    """Whether a letter nobody knows the fate of is sent again; `never_left` if it is certain that it was not sent."""
    if not never_left and letter.about.partition(":")[0] in NEVER_TWICE:
        return Spoiled(f"perhaps delivered: {reason}")
    if letter.attempts >= len(PAUSES):
        return Spoiled(f"given up after {letter.attempts + 1} attempts: {reason}")
    return Later(now + PAUSES[letter.attempts], reason, letter.attempts + 1)


def _told(problem: TelegramError) -> str:
    return problem.message[:_LONGEST_REASON]


def _pause(problem: RetryAfter) -> timedelta:
    told = problem.retry_after
    return told if isinstance(told, timedelta) else timedelta(seconds=told)
