"""The courier's connection to Telegram: a bot that only sends, evenly, and logs no secrets."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram.error import InvalidToken, NetworkError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder

SendingApplication = Application[Any, Any, Any, Any, Any, Any]
SECONDS_BETWEEN_MESSAGES = 0.05


class TokenRejected(Exception):
    """Telegram does not know the bot's token; the text does not hold it."""


class Unreachable(Exception):
    """Telegram could not be reached when the courier started."""


def sending_application(token: str, base: str) -> SendingApplication:
    """An application without an updater: one reader of updates per token is enough, and that is the chat."""
    _hush()
    limiter = AIORateLimiter(
        overall_max_rate=1,  # one message each 0.05 s; a larger bucket lets twice its rate out in the worst second
        overall_time_period=SECONDS_BETWEEN_MESSAGES,
        max_retries=0,  # the outbox waits out a flood limit: it remembers across a restart, and blocks no letter
    )
    builder = ApplicationBuilder().token(token).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    return builder.updater(None).rate_limiter(limiter).build()


@asynccontextmanager
async def connected(application: SendingApplication) -> AsyncIterator[SendingApplication]:
    """The application while it can send. Raises TokenRejected and Unreachable."""
    try:
        await _connect(application)
        yield application
    finally:
        await application.shutdown()
        await application.bot.shutdown()


async def _connect(application: SendingApplication) -> None:
    try:
        await application.initialize()
    except InvalidToken:  # its text holds the token
        raise TokenRejected("Telegram rejects the bot's token") from None
    except NetworkError as problem:
        raise Unreachable(f"Telegram cannot be reached: {type(problem).__name__}") from None


def _hush() -> None:
    """httpx logs every address at INFO, httpcore and the library at DEBUG: the token is part of it."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of every tick that a longer round drops
