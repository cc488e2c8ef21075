"""getUpdates: offsets, limits, waiting, one reader at a time."""

import asyncio

import pytest

from bot.sandbox import Person, Sandbox
from tests.sandbox.helpers import Api, StillClock, button, keyboard


async def test_an_update_comes_again_until_a_later_offset_confirms_it(api: Api, doctor: Person) -> None:
    first, second = await doctor.says("가"), await doctor.says("나")
    assert [update["update_id"] for update in await api.updates()] == [first, second]
    assert [update["update_id"] for update in await api.updates()] == [first, second]
    assert [update["update_id"] for update in await api.updates(second)] == [second]
    assert await api.updates(second + 1) == []


async def test_limit_cuts_the_batch_and_a_negative_offset_keeps_the_end(api: Api, doctor: Person) -> None:
    ids = [await doctor.says(text) for text in "가나다"]
    assert [update["update_id"] for update in await api("getUpdates", limit=2)] == ids[:2]
    assert [update["update_id"] for update in await api("getUpdates", offset=-1)] == ids[2:]
    assert [update["update_id"] for update in await api.updates()] == ids[2:]


async def waits(sandbox: Sandbox) -> None:
    """Until a getUpdates has arrived."""
    seen = sandbox.poll
    assert await sandbox.bell.wait(lambda: sandbox.poll > seen, 5)


async def test_a_waiting_poll_is_answered_as_soon_as_somebody_writes(
    api: Api, doctor: Person, sandbox: Sandbox
) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await waits(sandbox)
    await doctor.says("가")
    async with asyncio.timeout(2):
        assert (await poll)[0]["message"]["text"] == "가"


async def test_a_second_reader_ends_the_first(api: Api, doctor: Person, sandbox: Sandbox) -> None:
    first = asyncio.create_task(api.refused("getUpdates", timeout=30))
    await waits(sandbox)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    assert await first == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await doctor.says("가")
    assert len(await second) == 1


async def test_a_reader_that_hangs_up_waits_no_longer(api: Api, doctor: Person, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await waits(sandbox)
    poll.cancel()
    await doctor.says("가")
    assert len(await api("getUpdates", timeout=30)) == 1


async def test_polling_and_a_webhook_exclude_each_other(api: Api, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api.refused("getUpdates", timeout=30))
    await waits(sandbox)
    await api("setWebhook", url="http://127.0.0.1:9/")
    assert await poll == (409, "Conflict: terminated by setWebhook request")
    assert await api.refused("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    await api("deleteWebhook")
    assert await api.updates() == []


async def test_only_the_kinds_asked_for_wait_and_the_wish_is_remembered(api: Api, doctor: Person) -> None:
    await api("getUpdates", allowed_updates=["my_chat_member"])
    await doctor.says("가")
    await doctor.blocks()
    assert [set(update) - {"update_id"} for update in await api.updates()] == [{"my_chat_member"}]
    await api("getUpdates", allowed_updates=[])
    await doctor.unblocks()
    await doctor.says("나")
    assert len(await api.updates()) == 3


async def test_a_waiting_text_lives_a_day_and_a_waiting_tap_150_seconds(
    api: Api, doctor: Person, clock: StillClock
) -> None:
    await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=keyboard([button("네")]))
    await doctor.says("가")
    await doctor.taps("네")
    assert len(await api.updates()) == 2
    clock.seconds += 151
    assert [update["message"]["text"] for update in await api.updates()] == ["가"]
    clock.seconds += 24 * 3600
    assert await api.updates() == []


async def test_a_redelivered_update_comes_once_more_whatever_was_confirmed(api: Api, doctor: Person) -> None:
    first, second = await doctor.says("가"), await doctor.says("나")
    await api.updates(second + 1)
    async with api.session.post(f"{api.base}/sandbox/redeliver", json={"update_id": first}) as response:
        assert response.ok
    assert [update["update_id"] for update in await api.updates(second + 1)] == [first]
    assert await api.updates(first + 1) == []
    async with api.session.post(f"{api.base}/sandbox/redeliver", json={"update_id": 5}) as response:
        assert response.status == 404


async def test_a_bot_is_settled_once_it_has_confirmed_everything(api: Api, doctor: Person, sandbox: Sandbox) -> None:
    await doctor.settled()
    update_id = await doctor.says("가")
    with pytest.raises(TimeoutError):
        await doctor.settled(0)
    settled = asyncio.create_task(doctor.settled())
    await api.updates()
    assert not settled.done()
    await api("sendMessage", chat_id=doctor.id, text="네")
    await api.updates(update_id + 1)
    async with asyncio.timeout(2):
        await settled


async def test_a_bot_with_a_call_under_way_is_not_settled(api: Api, doctor: Person, sandbox: Sandbox) -> None:
    sandbox.faults.delay_ms = 60_000
    call = asyncio.create_task(api.raw("sendMessage", chat_id=doctor.id, text="네"))
    assert await sandbox.bell.wait(lambda: sandbox.running == 1, 5)
    with pytest.raises(TimeoutError):
        await doctor.settled(0)
    call.cancel()
    await doctor.settled()
