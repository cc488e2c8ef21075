"""Each letter is sent once and gets one outcome, whatever Telegram says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.courier import Swept, sweep
from bot.courier.outcomes import PAUSES, STRANDED_AFTER
from dialogs.message import Message
from dialogs.packing import pack_message

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Paper:
    """A letter, as little as the courier asks of one."""

    applicant_id: int = 5
    message: str = pack_message(Message("remember"))
    about: str = "deadline:rol"
    attempts: int = 0


@dataclass
class Tray:
    """A desk with letters that are due, and what was recorded."""

    due: list[Paper]
    left: list[Paper] = field(default_factory=list)
    record: list[tuple[object, ...]] = field(default_factory=list)

    async def claim_due(self, now: datetime, limit: int = 20) -> list[Paper]:
        claimed, self.due = self.due[:limit], self.due[limit:]
        return claimed

    async def stranded(self, before: datetime) -> list[Paper]:
        return self.left if before == NOON - STRANDED_AFTER else []

    async def delivered(self, letter: Paper, message_id: int, now: datetime) -> None:
        self.record.append(("delivered", letter.applicant_id, message_id))

    async def refused(self, letter: Paper, reason: str, now: datetime) -> None:
        self.record.append(("refused", letter.applicant_id, reason))

    async def spoiled(self, letter: Paper, reason: str, now: datetime) -> None:
        self.record.append(("spoiled", letter.applicant_id, reason))

    async def later(self, letter: Paper, until: datetime, reason: str, attempts: int) -> None:
        self.record.append(("later", letter.applicant_id, until, reason, attempts))


class Line:
    """A bot that raises the problems it is given, one a message, and then delivers."""

    def __init__(self, *problems: TelegramError) -> None:
        self.problems = list(problems)

    async def post(self, chat: int, message: Message) -> int:
        if self.problems:
            raise self.problems.pop(0)
        return 1000 + chat


def caused(problem: TelegramError, cause: Exception) -> TelegramError:
    problem.__cause__ = cause
    return problem


REMINDER = Paper()
ANNOUNCEMENT = Paper(about="announcement:7")
CUT = caused(NetworkError("httpx.ReadError"), httpx.ReadError(""))
NO_LINE = caused(NetworkError("httpx.ConnectError"), httpx.ConnectError(""))


@pytest.mark.parametrize(
    ("letter", "problem", "outcome"),
    [
        (REMINDER, Forbidden("bot was blocked by the user"), ("refused", 5, "bot was blocked by the user")),
        (REMINDER, BadRequest("Chat not found"), ("spoiled", 5, "Chat not found")),
        (REMINDER, BadRequest("x" * 900), ("spoiled", 5, "x" * 200)),
        (REMINDER, ChatMigrated(-100), ("spoiled", 5, "Group migrated to supergroup. New chat id: -100")),
        (REMINDER, RetryAfter(17), ("later", 5, NOON + timedelta(seconds=17), "flood limit", 0)),
        (REMINDER, TimedOut(), ("later", 5, NOON + MINUTE, "TimedOut (TimedOut)", 1)),
        (REMINDER, CUT, ("later", 5, NOON + MINUTE, "NetworkError (ReadError)", 1)),
        (replace(REMINDER, attempts=2), TimedOut(), ("later", 5, NOON + 20 * MINUTE, "TimedOut (TimedOut)", 3)),
        (
            replace(REMINDER, attempts=len(PAUSES)),
            TimedOut(),
            ("spoiled", 5, "given up after 6 attempts: TimedOut (TimedOut)"),
        ),
        (ANNOUNCEMENT, TimedOut(), ("spoiled", 5, "perhaps delivered: TimedOut (TimedOut)")),
        (ANNOUNCEMENT, CUT, ("spoiled", 5, "perhaps delivered: NetworkError (ReadError)")),
        (ANNOUNCEMENT, NO_LINE, ("later", 5, NOON + MINUTE, "NetworkError (ConnectError)", 1)),
        (ANNOUNCEMENT, RetryAfter(17), ("later", 5, NOON + timedelta(seconds=17), "flood limit", 0)),
        (
            REMINDER,
            InvalidToken("The token `5:secret` was rejected"),
            ("later", 5, NOON + MINUTE, "Telegram rejects the token", 0),
        ),
    ],
)
async def test_each_problem_has_its_outcome(letter: Paper, problem: TelegramError, outcome: tuple[object, ...]) -> None:
    tray = Tray([letter])
    await sweep(tray, Line(problem).post, NOON)
    assert tray.record == [outcome]


async def test_a_letter_that_goes_well_is_delivered_under_its_message_id() -> None:
    tray = Tray([Paper(5), Paper(6)])
    assert await sweep(tray, Line().post, NOON) == Swept(delivered=2)
    assert tray.record == [("delivered", 5, 1005), ("delivered", 6, 1006)]


async def test_one_bad_letter_does_not_stop_the_others() -> None:
    tray = Tray([Paper(5), Paper(6, message="not a message"), Paper(7), Paper(8), Paper(9)])
    swept = await sweep(tray, Line(Forbidden("bot was blocked"), TimedOut(), BadRequest("no")).post, NOON)
    assert [entry[:2] for entry in tray.record] == [
        ("refused", 5),
        ("spoiled", 6),
        ("later", 7),
        ("spoiled", 8),
        ("delivered", 9),
    ]
    assert swept == Swept(delivered=1, refused=1, spoiled=2, later=1)


@pytest.mark.parametrize("problem", [RetryAfter(17), InvalidToken()])
async def test_when_nothing_gets_through_the_other_letters_stay_unclaimed(problem: TelegramError) -> None:
    tray = Tray([Paper(5), Paper(6)])
    assert await sweep(tray, Line(problem).post, NOON) == Swept(later=1)
    assert tray.due == [Paper(6)]


async def test_stranded_reminders_are_sent_again_and_announcements_are_not() -> None:
    worn = Paper(7, attempts=len(PAUSES))
    tray = Tray([], left=[Paper(5), Paper(6, about="announcement:7"), worn])
    assert await sweep(tray, Line().post, NOON) == Swept(spoiled=2, later=1)
    crashed = "the courier stopped between sending and recording"
    assert tray.record == [
        ("later", 5, NOON + MINUTE, crashed, 1),
        ("spoiled", 6, f"perhaps delivered: {crashed}"),
        ("spoiled", 7, f"given up after 6 attempts: {crashed}"),
    ]


def test_pauses_grow() -> None:
    assert list(PAUSES) == sorted(set(PAUSES))
