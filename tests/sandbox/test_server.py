"""Starting, stopping, the ways a call may come in, and the page's files."""

import asyncio

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox, serve
from tests.sandbox.helpers import TOKEN, Api


async def test_a_sandbox_can_be_stopped_and_served_again(session: aiohttp.ClientSession) -> None:
    sandbox = Sandbox(TOKEN)
    for said in (1, 2, 3):
        async with serve(sandbox) as base:
            doctor = await Person.find(session, base)
            await doctor.says("가")
            assert len(await doctor.messages()) == said


async def test_everybody_who_waits_is_sent_away_at_the_end() -> None:
    sandbox = Sandbox(TOKEN)
    async with aiohttp.ClientSession() as session:
        async with serve(sandbox) as base:
            doctor = await Person.find(session, base)
            stream = await session.get(f"{base}/sandbox/events")
            await stream.content.readuntil(b"\n\n")
            api = Api(session, base)
            waiting = [
                asyncio.create_task(api("getUpdates", timeout=50)),
                asyncio.create_task(doctor.wait_for(lambda _: False, 50)),
            ]
            assert await sandbox.bell.wait(lambda: sandbox.poll == 1, 5)
        async with asyncio.timeout(5):
            assert await stream.content.read() == b""
            ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(end == [] or isinstance(end, aiohttp.ClientError) for end in ends)


@pytest.mark.parametrize("name", ["sendMessage", "sendmessage", "SENDMESSAGE"])
async def test_a_call_may_come_as_query_form_or_multipart(api: Api, doctor: Person, name: str) -> None:
    url = f"{api.base}/bot{TOKEN}/{name}"
    words = {"chat_id": str(doctor.id), "text": "가", "reply_markup": '{"inline_keyboard": [[]]}'}
    multipart = aiohttp.FormData(words, default_to_multipart=True)
    for request in (
        api.session.get(url, params=words),
        api.session.post(url, params=words),
        api.session.post(url, data=words),
        api.session.post(url, data=multipart),
    ):
        async with request as response:
            assert (await response.json())["result"]["text"] == "가"


async def test_the_page_is_served_and_nothing_beside_it(api: Api) -> None:
    async with api.session.get(api.base) as response:
        assert (response.status, response.content_type) == (200, "text/html")
    async with api.session.get(f"{api.base}/page/..%2Fserver.py") as response:
        assert response.status == 404
    async with api.session.get(f"{api.base}/page/none.js") as response:
        assert response.status == 404


async def test_a_chat_may_be_named(api: Api) -> None:
    sent = await api("sendMessage", chat_id="@giljabi_news", text="공지")
    assert sent["chat"]["type"] == "channel"
    assert "from" not in sent


async def test_a_forwarded_and_a_copied_message(api: Api, doctor: Person, moderator: Person) -> None:
    await doctor.says("질문입니다")
    places = {"chat_id": moderator.id, "from_chat_id": doctor.id, "message_id": 1}
    forwarded = await api("forwardMessage", **places)
    assert forwarded["forward_origin"]["sender_user"]["id"] == doctor.id
    copied = await api("copyMessage", **places)
    assert [message["text"] for message in await moderator.messages()] == ["질문입니다", "질문입니다"]
    assert copied == {"message_id": 2}
    gone = places | {"message_id": 9}
    assert await api.refused("copyMessage", **gone) == (400, "Bad Request: message to copy not found")
    assert await api.refused("forwardMessage", **gone) == (400, "Bad Request: message to forward not found")
