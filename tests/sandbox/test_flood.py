"""Flood limits, with a clock that stands still."""

import pytest

from bot.sandbox import Person
from bot.sandbox.limits import Flood
from tests.sandbox.helpers import Api, StillClock


def test_thirty_a_second_go_out_and_the_next_waits() -> None:
    flood = Flood()
    for chat_id in range(1, 31):
        assert flood.retry_after(chat_id, 0) == 0
        flood.count(chat_id, 0, 1)
    assert flood.retry_after(31, 0.5) == 1
    assert flood.retry_after(31, 1) == 0


@pytest.mark.parametrize(("seconds", "wait"), [(0, 1), (0.99, 1), (1, 0)])
def test_one_a_second_goes_to_a_chat(seconds: float, wait: int) -> None:
    flood = Flood()
    flood.count(1, 0, 1)
    assert flood.retry_after(1, seconds) == wait
    assert flood.retry_after(2, 0) == 0


@pytest.mark.parametrize(("chat_id", "wait"), [(-1, 40), (1, 0)])
def test_twenty_a_minute_go_to_a_group(chat_id: int, wait: int) -> None:
    flood = Flood()
    for second in range(20):
        flood.count(chat_id, second, 1)
    assert flood.retry_after(chat_id, 20) == wait


def test_an_album_counts_with_all_its_parts() -> None:
    flood = Flood()
    flood.count(-1, 0, 10)
    flood.count(-1, 30, 10)
    assert flood.retry_after(-1, 45) == 15


async def test_a_refusal_says_when_to_come_back(api: Api, doctor: Person, clock: StillClock) -> None:
    async with api.session.post(f"{api.base}/sandbox/faults", json={"flood_limits": True}) as response:
        assert (await response.json())["flood_limits"] is True
    sent = await api("sendMessage", chat_id=doctor.id, text="가")
    refused = (429, {"retry_after": 1}, "Too Many Requests: retry after 1")
    status, body = await api.raw("sendMessage", chat_id=doctor.id, text="나")
    assert (status, body["parameters"], body["description"]) == refused
    await api("editMessageText", chat_id=doctor.id, message_id=sent["message_id"], text="다")
    clock.seconds += 1
    await api("sendMessage", chat_id=doctor.id, text="나")


async def test_without_the_fault_nothing_is_limited(api: Api, doctor: Person) -> None:
    for _ in range(40):
        await api("sendMessage", chat_id=doctor.id, text="가")
    assert len(await doctor.messages()) == 40
