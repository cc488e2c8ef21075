"""A call of the Bot API from its arrival to its answer, with the faults that are switched on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.errors import Refusal
from bot.sandbox.faults import sends
from bot.sandbox.methods import METHODS
from bot.sandbox.sandbox import Sandbox


@contextmanager
def busy(sandbox: Sandbox, method: str) -> Iterator[None]:
    """While a call runs, the bot is not settled; waiting in getUpdates does not count."""
    if method.lower() == "getupdates":
        yield
        return
    sandbox.running += 1
    sandbox.bell.ring()
    try:
        yield
    finally:
        sandbox.running -= 1
        sandbox.bell.ring()


async def answer(sandbox: Sandbox, call: Call) -> Any:
    """The call's result. Raises Refusal. Every call but getUpdates is recorded, and may be hit by a fault."""
    if call.method == "getupdates":
        return await METHODS[call.method](sandbox, call)
    chat_id = _chat_id(sandbox, call)
    try:
        result = await _carried_out(sandbox, call, chat_id)
    except Refusal as refusal:
        sandbox.log.note(call.method, chat_id, refusal.code)
        raise
    sandbox.log.note(call.method, chat_id, None)
    return result


async def _carried_out(sandbox: Sandbox, call: Call, chat_id: int | None) -> Any:
    if sandbox.faults.delay_ms:
        await sandbox.bell.wait(lambda: False, sandbox.faults.delay_ms / 1000)
    if sandbox.faults.takes_failure():
        sandbox.publish("state")
        raise Refusal(500, "Internal Server Error")
    if call.method not in METHODS:
        raise Refusal(404, "Not Found")
    if chat_id is None or not sends(call.method):
        return await METHODS[call.method](sandbox, call)
    if sandbox.faults.flood_limits:
        _check_flood(sandbox, chat_id)
    result = await METHODS[call.method](sandbox, call)
    sandbox.flood.count(chat_id, sandbox.clock.now(), len(result) if isinstance(result, list) else 1)
    return result


def _check_flood(sandbox: Sandbox, chat_id: int) -> None:
    seconds = sandbox.flood.retry_after(chat_id, sandbox.clock.now())
    if seconds:
        raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def _chat_id(sandbox: Sandbox, call: Call) -> int | None:
    """The known chat a call is about, if any."""
    if not call.params.get("chat_id"):
        return None
    try:
        return sandbox.world.chat(call.chat_id()).id
    except Refusal:
        return None
