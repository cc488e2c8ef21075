"""Webhooks: order within a chat, tries until a 2xx, the secret."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import Person, Sandbox
from tests.sandbox.helpers import Api, button, keyboard


class Receiver:
    """A bot's webhook: refuses texts that start with "refuse" as often as it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.refuse = 0
        self.got: list[dict[str, Any]] = []
        self.headers: list[str | None] = []

    async def answer(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.headers.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuse and update.get("message", {}).get("text", "").startswith("refuse"):
            self.refuse -= 1
            return web.Response(status=500)
        self.got.append(update)
        return web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] if "message" in update else "tap" for update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.answer)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_arrive_in_order_with_the_secret(api: Api, doctor: Person, receiver: Receiver) -> None:
    await doctor.says("before")
    await api("setWebhook", url=receiver.url, secret_token="s3-cret_")
    for text in "abc":
        await doctor.says(text)
    await doctor.settled()
    assert receiver.texts == ["before", "a", "b", "c"]
    assert set(receiver.headers) == {"s3-cret_"}
    info = await api("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (receiver.url, 0, 40)


async def test_a_refused_update_is_tried_again_and_blocks_its_own_chat_alone(
    api: Api, doctor: Person, moderator: Person, receiver: Receiver, sandbox: Sandbox
) -> None:
    receiver.refuse = 1_000_000
    await api("setWebhook", url=receiver.url)
    await doctor.says("refuse me")
    await doctor.says("after")
    await moderator.says("elsewhere")
    await moderator.wait_for(lambda _: bool(receiver.got and sandbox.webhook.last_error))
    assert receiver.texts == ["elsewhere"]
    assert (await api("getWebhookInfo"))["last_error_message"].startswith("Wrong response from the webhook: 500")
    receiver.refuse = 0
    await doctor.settled()
    assert receiver.texts == ["elsewhere", "refuse me", "after"]


async def test_a_tap_does_not_wait_for_the_texts_of_its_chat(
    api: Api, doctor: Person, receiver: Receiver, sandbox: Sandbox
) -> None:
    await api("sendMessage", chat_id=doctor.id, text="a", reply_markup=keyboard([button("네")]))
    receiver.refuse = 1_000_000
    await api("setWebhook", url=receiver.url)
    await doctor.says("refuse")
    await doctor.taps("네")
    assert await sandbox.bell.wait(lambda: bool(receiver.got), 5)
    assert receiver.texts == ["tap"]


async def test_pending_updates_can_be_dropped(api: Api, doctor: Person, receiver: Receiver) -> None:
    await doctor.says("old")
    await api("setWebhook", url=receiver.url, drop_pending_updates=True)
    await doctor.says("new")
    await doctor.settled()
    assert receiver.texts == ["new"]


async def test_a_webhook_nobody_listens_at_keeps_its_updates(api: Api, doctor: Person, sandbox: Sandbox) -> None:
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    update_id = await doctor.says("가")
    assert await sandbox.bell.wait(lambda: bool(sandbox.webhook.last_error), 5)
    await api("deleteWebhook")
    assert [update["update_id"] for update in await api.updates()] == [update_id]


async def test_a_redelivered_update_arrives_twice(api: Api, doctor: Person, receiver: Receiver) -> None:
    await api("setWebhook", url=receiver.url)
    update_id = await doctor.says("가")
    await doctor.settled()
    async with api.session.post(f"{api.base}/sandbox/redeliver", json={"update_id": update_id}) as response:
        assert response.ok
    await doctor.settled()
    assert receiver.texts == ["가", "가"]
