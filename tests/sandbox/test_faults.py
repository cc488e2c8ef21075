"""The faults of the control API, and the record of calls."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox
from tests.sandbox.helpers import Api


async def switch(api: Api, **faults: Any) -> dict[str, Any]:
    async with api.session.post(f"{api.base}/sandbox/faults", json=faults) as response:
        answer: dict[str, Any] = await response.json()
        return answer


async def test_the_next_calls_fail_and_then_no_more(api: Api, doctor: Person) -> None:
    set_to = {"flood_limits": False, "fail_next": 2, "drop_next": 0, "delay_ms": 0}
    assert await switch(api, fail_next=2) == set_to
    for _ in range(2):
        await api("getUpdates")
        assert await api.refused("sendMessage", chat_id=doctor.id, text="가") == (500, "Internal Server Error")
    await api("sendMessage", chat_id=doctor.id, text="가")
    assert [message["text"] for message in await doctor.messages()] == ["가"]


async def test_a_dropped_call_is_carried_out_but_nobody_hears(api: Api, doctor: Person) -> None:
    await switch(api, drop_next=1)
    await api("sendChatAction", chat_id=doctor.id, action="typing")
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=doctor.id, text="가")
    await api("sendMessage", chat_id=doctor.id, text="나")
    assert [message["text"] for message in await doctor.messages()] == ["가", "나"]


async def test_a_delayed_call_comes_late(api: Api, doctor: Person, sandbox: Sandbox) -> None:
    await switch(api, delay_ms=60_000)
    call = asyncio.create_task(api.raw("sendMessage", chat_id=doctor.id, text="가"))
    assert await sandbox.bell.wait(lambda: sandbox.running == 1, 5)
    assert await doctor.messages() == []
    call.cancel()
    await switch(api, delay_ms=1)
    await api("sendMessage", chat_id=doctor.id, text="나")


async def test_calls_are_recorded_without_their_texts(api: Api, doctor: Person) -> None:
    await api("getUpdates")
    await api("sendMessage", chat_id=doctor.id, text="비밀")
    await api.refused("sendMessage", chat_id=1, text="비밀")
    async with api.session.get(f"{api.base}/sandbox/calls?since=0") as response:
        record = await response.json()
    assert record == {
        "calls": [
            {"n": 0, "method": "sendmessage", "chat_id": doctor.id, "ok": True, "error_code": None},
            {"n": 1, "method": "sendmessage", "chat_id": None, "ok": False, "error_code": 400},
        ],
        "next": 2,
    }
    async with api.session.get(f"{api.base}/sandbox/calls?since=2") as response:
        assert await response.json() == {"calls": [], "next": 2}
