"""What else comes from groups: topics, channels and bots, which the sandbox has not; outages, deaths, refusals."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage

from bot.chat.desk import Pending, Sender
from bot.chat.pace import MOST_A_MINUTE, Pace
from bot.sandbox.world import BOT as OURSELVES
from tests.chat.group import ARTICLE, BOT, KNOWN, Json, StudyGroup, study_group
from tests.chat.office import NOW, open_office, reception

SUPERGROUP = {"chat": {"id": -700_000_001, "type": "supergroup", "title": "USMLE", "is_forum": True}}
CHANNEL = {"id": -1_001_700_000_001, "type": "channel", "title": "길잡이 공지"}
OURS = {"message_id": 1, "date": 0, "from": OURSELVES, **SUPERGROUP}
OPENER, SAID = {**OURS, "forum_topic_created": {"name": "CK", "icon_color": 0}}, {**OURS, "text": "218"}
TOPIC = {**SUPERGROUP, "message_thread_id": 1, "is_topic_message": True, "reply_to_message": OPENER}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
OTHER_BOT = {"id": 9, "is_bot": True, "first_name": "x", "username": "x_bot"}
TO_US = {"type": "text_mention", "offset": 0, "length": 3, "user": OURSELVES}
TO_SOMEBODY = {**TO_US, "user": {"id": 9, "is_bot": False, "first_name": "길잡이"}}
ASKS, NAMES, SAYS = f"/a {KNOWN}", f"길잡이 {KNOWN}", KNOWN

CASES: dict[str, tuple[str, Json, bool]] = {
    "a supergroup": (ASKS, SUPERGROUP, True),
    "a topic": (ASKS, TOPIC, True),
    "talk in a topic the bot opened": (SAYS, TOPIC, False),
    "a reply to the bot": (SAYS, {**SUPERGROUP, "reply_to_message": SAID}, True),
    "a linked name": (NAMES, {"entities": [TO_US]}, True),
    "somebody else's linked name": (NAMES, {"entities": [TO_SOMEBODY]}, False),
    "a linked name beyond the text": (NAMES, {"entities": [{**TO_US, "offset": 9000}]}, True),
    "a channel as a member": (ASKS, {"from": CHANNEL_BOT, "sender_chat": CHANNEL}, True),
    "a channel's post passed on": (ASKS, {"from": TELEGRAM, "is_automatic_forward": True}, False),
    "another bot": (ASKS, {"from": OTHER_BOT}, False),
    "a result of an inline query": (SAYS, {"via_bot": OURSELVES, "reply_to_message": SAID}, False),
    "no text": (SAYS, {"text": None, "new_chat_title": "x", "reply_to_message": SAID}, False),
}


@pytest.mark.parametrize(("text", "changes", "answered"), CASES.values(), ids=CASES.keys())
async def test_who_speaks_where_decides_whether_there_is_an_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str, changes: Json, answered: bool
) -> None:
    async with study_group(tmp_path, open_chat=False) as group:
        await group.member.says(text)
        (waiting,) = group.stage.sandbox.updates.waiting()
        waiting.payload["message"] = {**waiting.payload["message"], **changes}
        async with open_office(group.stage):
            await group.member.settled()
        said = await group.told()
    assert ["218" in message["text"] for message in said] == [True] * answered
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_an_update_delivered_again_is_answered_once(tmp_path: Path) -> None:
    async with study_group(tmp_path) as group:
        number = await group.member.says(f"/a {ARTICLE}")
        await group.member.settled()
        for _ in range(2):
            group.stage.sandbox.updates.repeat(number)
            await group.member.settled()
        assert len(await group.told()) == 1


@pytest.mark.parametrize("failures", [1, 3, 7])
async def test_an_outage_of_telegram_delays_an_answer_and_neither_loses_nor_doubles_it(
    tmp_path: Path, failures: int
) -> None:
    async with study_group(tmp_path, open_chat=False) as group:
        await group.member.says("/a")
        async with open_office(group.stage) as office:
            await group.stage.sandbox.bell.wait(lambda: "getme" in called(group), 10)
            group.stage.sandbox.faults.fail_next = failures
            await group.member.wait_for(lambda messages: messages[-1]["from_bot"])
            await group.member.settled()
            assert await office.desk.unsent() == []
        assert len(await group.told()) == 1


def called(group: StudyGroup) -> list[str]:
    return [call["method"] for call in group.stage.sandbox.log.calls]


class Death(BaseException):
    """Nothing after this happens, and nobody catches it."""


@dataclass
class DiesAtOnce:
    """The process dies when the reply is kept and nothing is sent."""

    sender: Sender
    dead: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, pending: Pending) -> int:
        self.dead.set()
        raise Death


async def test_a_reply_that_a_killed_process_has_kept_is_sent_by_the_next_and_by_no_other(tmp_path: Path) -> None:
    async with study_group(tmp_path, open_chat=False) as group:
        await group.member.says(f"/a {ARTICLE}")
        dying: list[DiesAtOnce] = []

        def around(sender: Sender) -> Sender:
            dying.append(DiesAtOnce(sender))
            return dying[0]

        with pytest.raises(Death):
            async with open_office(group.stage, around=around):
                await dying[0].dead.wait()
        assert await group.told() == []
        for _ in range(2):
            async with open_office(group.stage) as office:
                await group.member.settled()
                assert await office.desk.unsent() == []
            assert len(await group.told()) == 1
        assert ARTICLE not in group.stored()


async def test_a_group_that_has_sent_the_bot_away_is_let_go(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with study_group(tmp_path, open_chat=False) as group:
        await group.member.says("/a")
        group.stage.sandbox.world.chats[group.member.chat_id].bot = "left"
        async with open_office(group.stage) as office:
            await group.member.settled()
            assert await office.desk.unsent() == []
        assert await group.told() == []
        assert called(group).count("sendmessage") == 1
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@dataclass
class Refuses:
    """A sender to whom Telegram says no, in these words."""

    words: str
    tried: int = 0

    async def send(self, pending: Pending) -> int:
        self.tried += 1
        raise TelegramBadRequest(SendMessage(chat_id=1, text="x"), f"Bad Request: {self.words}")


MAY_NOT = ["not enough rights to send text messages to the chat", "CHAT_WRITE_FORBIDDEN", "TOPIC_CLOSED"]


@pytest.mark.parametrize(("words", "is_error"), [*((words, False) for words in MAY_NOT), ("message is too long", True)])
async def test_a_group_in_which_the_bot_may_not_write_is_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, words: str, is_error: bool
) -> None:
    async with study_group(tmp_path, open_chat=False) as group:
        await group.member.says("/a")
        sender = Refuses(words)
        async with open_office(group.stage, around=lambda _: sender) as office:
            await group.member.settled()
            assert await office.desk.unsent() == []
        assert (sender.tried > 1) is is_error
    assert any(record.levelno >= logging.ERROR for record in caplog.records) is is_error


async def test_a_private_text_is_not_the_publics_business(tmp_path: Path) -> None:
    async with study_group(tmp_path, open_chat=False) as group:
        doctor = await group.stage.doctor("김하늘")
        await doctor.says(f"@{BOT} hello")
        async with open_office(group.stage, reception()):
            await doctor.settled()
        assert [message["text"] for message in await doctor.messages() if message["from_bot"]] == ["heard hello"]


def test_the_pace_counts_each_group_by_itself_and_an_update_once() -> None:
    pace = Pace()
    assert all(pace.allows(-1, number, NOW) for number in range(MOST_A_MINUTE))
    assert not pace.allows(-1, 99, NOW)
    assert pace.allows(-1, 0, NOW)
    assert pace.allows(-2, 99, NOW)
