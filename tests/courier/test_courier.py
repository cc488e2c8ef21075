"""The courier over HTTP: from the store's outbox to people in the sandbox."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.courier import Courier, Swept, TokenRejected, Unreachable
from bot.courier.outcomes import STRANDED_AFTER
from bot.sandbox import Sandbox
from bot.store import Letter
from dialogs.message import Button, File, Message, Picture, Tap, rows
from tests.courier.conftest import NOON, TOKEN, Desk

DOCTOR, CHANNEL = 5_000_001, -1_001_700_000_001
MINUTE = timedelta(minutes=1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
Start = Callable[[], Courier[Letter]]


def heard(sandbox: Sandbox, chat: int = DOCTOR) -> list[str]:
    """The texts and captions in a chat."""
    return [message.content.body.text for message in sandbox.world.chats[chat].messages.values()]


async def test_a_due_letter_arrives_with_its_format_and_buttons(sandbox: Sandbox, desk: Desk, courier: Start) -> None:
    buttons = rows(Button("완료", Tap("done", "rol")), Button("공고", url="https://www.nrmp.org/"))
    await desk.write(DOCTOR, "rol", message=Message("<b>랭크</b> 마감 &lt;내일&gt;", buttons))
    assert await courier().once() == Swept(delivered=1)
    (message,) = sandbox.world.chats[DOCTOR].messages.values()
    assert message.content.body.text == "랭크 마감 <내일>"
    assert sandbox.shape(message)["reply_markup"]["inline_keyboard"] == [
        [{"text": "완료", "callback_data": "done:rol"}, {"text": "공고", "url": "https://www.nrmp.org/"}]
    ]
    row = (await desk.rows())["rol"]
    assert (row["state"], row["message_id"], row["settled_at"]) == ("delivered", message.message_id, NOON)
    assert await courier().once() == Swept()


@pytest.mark.parametrize(
    ("attachment", "kind"), [(Picture("map.png", PNG), "photo"), (File("a.ics", b"x"), "document")]
)
async def test_an_attachment_is_sent_with_its_caption(
    sandbox: Sandbox, desk: Desk, courier: Start, attachment: Picture | File, kind: str
) -> None:
    await desk.write(DOCTOR, "map", message=Message("<i>지도</i>", attachment=attachment))
    assert await courier().once() == Swept(delivered=1)
    (message,) = sandbox.world.chats[DOCTOR].messages.values()
    assert heard(sandbox) == ["지도"]
    assert list(message.content.media) == [kind]


async def test_letters_are_planned_before_they_are_sent(sandbox: Sandbox, desk: Desk, courier: Start) -> None:
    async def plan(now: datetime) -> None:
        await desk.write(DOCTOR, f"planned for {now:%H:%M}")

    desk.plan = plan  # type: ignore[method-assign]  # this test's own plan
    await courier().once()
    assert heard(sandbox) == ["planned for 12:00"]


async def test_a_plan_that_fails_is_told_and_holds_no_letter_back(sandbox: Sandbox, desk: Desk, courier: Start) -> None:
    async def plan(now: datetime) -> None:
        raise ZeroDivisionError

    desk.plan = plan  # type: ignore[method-assign]  # this test's own plan
    await desk.write(DOCTOR, "written before")
    with pytest.raises(ZeroDivisionError):
        await courier().once()
    assert heard(sandbox) == ["written before"]


async def test_someone_who_blocks_the_bot_is_marked_and_the_next_one_is_served(
    sandbox: Sandbox, desk: Desk, courier: Start
) -> None:
    other = sandbox.world.join(None, None).id
    sandbox.world.people[DOCTOR].blocked = True
    async with desk.store.unit() as unit:
        await unit.keep_applicant(DOCTOR, consented_at=NOON)
    await desk.write(DOCTOR, "to the first")
    await desk.write(other, "to the second")
    assert await courier().once() == Swept(delivered=1, refused=1)
    assert await desk.states() == {"to the first": "refused", "to the second": "delivered"}
    assert await desk.store.outbox.subscribers() == []
    assert (heard(sandbox), heard(sandbox, other)) == ([], ["to the second"])


async def test_a_letter_to_nobody_is_spoiled_with_telegrams_reason(desk: Desk, courier: Start) -> None:
    await desk.write(999, "to nobody")
    assert await courier().once() == Swept(spoiled=1)
    assert "not found" in (await desk.rows())["to nobody"]["reason"].lower()


async def test_a_flood_limit_is_waited_out_in_the_outbox(sandbox: Sandbox, desk: Desk, courier: Start) -> None:
    sandbox.faults.flood_limits = True
    for text in ("one", "two", "three"):
        await desk.write(DOCTOR, text)
    assert await courier().once() == Swept(delivered=1, later=1)
    assert await desk.states() == {"one": "delivered", "two": "later", "three": "waiting"}
    assert (await desk.rows())["two"]["attempts"] == 0
    sandbox.faults.flood_limits = False
    desk.now += timedelta(seconds=1)
    assert await courier().once() == Swept(delivered=2)
    assert sorted(heard(sandbox)) == ["one", "three", "two"]


async def test_a_reminder_whose_answer_was_cut_off_comes_again(sandbox: Sandbox, desk: Desk, courier: Start) -> None:
    """It may come twice; the other choice is that it may never come."""
    sandbox.faults.drop_next = 1
    await desk.write(DOCTOR, "rol")
    assert await courier().once() == Swept(later=1)
    desk.now += MINUTE
    assert await courier().once() == Swept(delivered=1)
    assert heard(sandbox) == ["rol", "rol"]


async def test_an_announcement_whose_answer_was_cut_off_does_not_come_again(
    sandbox: Sandbox, desk: Desk, courier: Start
) -> None:
    sandbox.faults.drop_next = 1
    await desk.write(CHANNEL, "news", about="announcement:7")
    assert await courier().once() == Swept(spoiled=1)
    desk.now += timedelta(days=1)
    assert await courier().once() == Swept()
    assert heard(sandbox, CHANNEL) == ["news"]
    assert (await desk.rows())["news"]["reason"].startswith("perhaps delivered")


async def test_a_failing_server_is_tried_again_later(sandbox: Sandbox, desk: Desk, courier: Start) -> None:
    async def plan(now: datetime) -> None:
        sandbox.faults.fail_next = 1  # set after the courier has connected

    desk.plan = plan  # type: ignore[method-assign]  # this test's own plan
    await desk.write(DOCTOR, "rol")
    assert await courier().once() == Swept(later=1)
    assert (await desk.rows())["rol"]["attempts"] == 1
    assert heard(sandbox) == []


async def test_a_crash_between_sending_and_recording_sends_a_reminder_again(
    sandbox: Sandbox, desk: Desk, courier: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object) -> None:
        raise SystemExit

    await desk.write(DOCTOR, "rol")
    await desk.write(DOCTOR, "soap")
    with monkeypatch.context() as broken:
        broken.setattr(desk.store.outbox, "delivered", crash)
        with pytest.raises(SystemExit):
            await courier().once()
    assert await desk.states() == {"rol": "sending", "soap": "waiting"}
    desk.now += STRANDED_AFTER + MINUTE
    assert await courier().once() == Swept(delivered=1, later=1)
    desk.now += MINUTE
    assert await courier().once() == Swept(delivered=1)
    assert heard(sandbox) == ["rol", "soap", "rol"]
    assert set((await desk.states()).values()) == {"delivered"}


async def test_the_running_courier_ticks_and_stops_when_it_is_told(desk: Desk, base: str) -> None:
    """The one test with the job queue; its ticks are as close as they can be."""
    stop, rounds = asyncio.Event(), 0

    async def plan(now: datetime) -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 2:
            raise ZeroDivisionError
        if rounds == 3:
            stop.set()
        await desk.write(DOCTOR, f"round {rounds}")

    moment = timedelta(milliseconds=10)
    courier = Courier(TOKEN, desk.store.outbox, plan=plan, clock=desk.clock, base=base, every=moment)
    await asyncio.wait_for(courier.run(until=stop), 10)
    states = await desk.states()
    assert states["round 1"] == states["round 3"] == "delivered"


async def test_no_log_and_no_reason_holds_the_token(
    sandbox: Sandbox, desk: Desk, courier: Start, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        sandbox.faults.drop_next = 1
        for text in ("one", "two"):
            await desk.write(DOCTOR, text)
        await desk.write(999, "three")
        assert await courier().once() == Swept(delivered=1, spoiled=1, later=1)
    assert TOKEN not in caplog.text
    assert TOKEN not in str(await desk.rows())


async def test_a_rejected_token_is_said_without_repeating_it(base: str, desk: Desk) -> None:
    courier = Courier("43:another-secret", desk.store.outbox, plan=desk.plan, clock=desk.clock, base=base)
    with pytest.raises(TokenRejected) as refusal:
        await courier.once()
    assert "another-secret" not in str(refusal.value)


async def test_an_unreachable_telegram_is_said_at_the_start(desk: Desk) -> None:
    courier = Courier(TOKEN, desk.store.outbox, plan=desk.plan, clock=desk.clock, base="http://127.0.0.1:9")
    with pytest.raises(Unreachable):
        await courier.once()


def test_the_courier_never_imports_what_comes_in_nor_the_store() -> None:
    look = "import bot.courier, sys; print([n for n in ('aiogram', 'sqlalchemy', 'bot.store') if n in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
