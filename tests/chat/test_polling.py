"""Updates in batches: their order, outages of Telegram, and one that always fails."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.chat.desk import Pending, Sender
from bot.chat.polling import ATTEMPTS
from bot.sandbox import Person
from dialogs.message import Message, Reply
from dialogs.wording import load_texts
from knowledge.profile import Language
from tests.chat.office import broken, open_office, reception
from tests.conversations.stage import Stage, stage

SORRY = {language: load_texts()[language]["talk"]["went_wrong"] for language in Language}


async def told(person: Person) -> list[str]:
    return [message["text"] for message in await person.messages() if message["from_bot"]]


async def said(on_stage: Stage, person: Person) -> str:
    """What is kept of what somebody said, in the order in which it was heard."""
    async with on_stage.store.unit() as unit:
        known = await unit.applicant(person.id)
    assert known
    return known.transcript["school_name"].text


async def agreed(on_stage: Stage, name: str, language: str = "ko") -> Person:
    """Somebody who has consented, in Korean."""
    doctor = await on_stage.doctor(name, language)
    async with on_stage.store.unit() as unit:
        await unit.keep_applicant(doctor.id, language="ko", consented_at=on_stage.clock.at)
    return doctor


async def test_one_persons_texts_and_taps_stay_in_their_order(tmp_path: Path) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        doctor = await agreed(on_stage, "김하늘")
        await doctor.says("a")
        await doctor.taps("echo:b", message_id=1, outdated=True)
        await doctor.says("c")
        await doctor.taps("echo:d", message_id=1, outdated=True)
        async with open_office(on_stage):
            await doctor.settled()
        assert await said(on_stage, doctor) == "a b c d"
        assert await told(doctor) == ["heard d"]


@dataclass
class Gate:
    """Holds back what is sent to one person until something was sent to another."""

    sender: Sender
    held: int
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, pending: Pending) -> int:
        if pending.person == self.held:
            await self.opened.wait()
        number = await self.sender.send(pending)
        self.opened.set()
        return number


async def test_nobody_waits_for_somebody_else(tmp_path: Path) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        slow, quick = await agreed(on_stage, "김하늘"), await agreed(on_stage, "박도윤")
        for word in ("a", "b"):
            await slow.says(word)
        await quick.says("c")
        async with open_office(on_stage, around=lambda sender: Gate(sender, slow.id)):
            await slow.settled()
        assert (await said(on_stage, slow), await told(slow)) == ("a b", ["heard b"])
        assert await told(quick) == ["heard c"]


async def test_a_poison_update_is_let_go_and_the_person_told_once_in_their_language(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        doctor = await agreed(on_stage, "Kim", language="en")
        number = await doctor.says("poison 020202-3")
        await doctor.says("fine")
        async with open_office(on_stage, reception(broken)) as office:
            await doctor.settled()
            on_stage.sandbox.updates.repeat(number)
            await doctor.settled()
        assert await told(doctor) == [SORRY[Language.KO], "heard fine"]
        assert await said(on_stage, doctor) == "fine"
        assert [wait for wait in office.waits if wait] == list(range(1, ATTEMPTS))
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == ATTEMPTS
    assert "ValueError" in errors[0].getMessage()
    assert "020202" not in caplog.text


async def test_a_poison_tap_is_told_to_a_stranger_in_telegrams_language(tmp_path: Path) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        doctor = await on_stage.doctor("李晨", "zh-hans")
        await doctor.says("hello")
        await doctor.taps("echo:poison", message_id=1, outdated=True)
        async with open_office(on_stage, reception(broken)):
            await doctor.settled()
        assert await told(doctor) == ["heard hello", SORRY[Language.ZH]]


async def test_somebody_who_has_gone_is_not_told_and_stops_nobody(tmp_path: Path) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        gone, doctor = await agreed(on_stage, "김하늘"), await agreed(on_stage, "박도윤")
        await gone.says("poison")
        await gone.blocks()
        await doctor.says("fine")
        async with open_office(on_stage, reception(broken)):
            await doctor.settled()
        assert await told(gone) == []
        assert await told(doctor) == ["heard fine"]


@pytest.mark.parametrize("failures", [1, ATTEMPTS, 4 * ATTEMPTS])
async def test_an_outage_of_telegram_delays_an_answer_and_neither_loses_nor_doubles_it(
    tmp_path: Path, failures: int
) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        doctor = await agreed(on_stage, "김하늘")
        on_stage.sandbox.faults.fail_next = failures
        await doctor.says("one two")
        async with open_office(on_stage):
            await doctor.wait_for(lambda messages: messages[-1]["text"] == "heard two")
            await doctor.settled()
        assert await told(doctor) == ["heard two"]
        assert await said(on_stage, doctor) == "one two"
        assert on_stage.sandbox.faults.fail_next == 0


async def test_a_lost_answer_of_telegram_repeats_a_message_and_keeps_the_response_once(tmp_path: Path) -> None:
    """The one doubling that cannot be prevented: Telegram has taken a message, and nobody learns of it."""
    async with stage(tmp_path, open_chat=False) as on_stage:
        doctor = await agreed(on_stage, "김하늘")
        on_stage.sandbox.faults.drop_next = 1
        await doctor.says("one")
        async with open_office(on_stage):
            await doctor.settled()
        assert await told(doctor) == ["heard one", "heard one"]
        assert await said(on_stage, doctor) == "one"


async def test_what_an_earlier_process_left_is_sent_before_anything_new_and_what_is_refused_is_let_go(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        doctor = await agreed(on_stage, "김하늘")
        refused, left = Pending(404, (Reply(Message("x")),)), Pending(doctor.id, (Reply(Message("left over")),))
        async with on_stage.store.unit() as unit:
            for number, pending in enumerate((refused, left), 1):
                await unit.begin_update(number, pending.person, on_stage.clock.at)
                await unit.keep_replies(number, pending.pack())
        await doctor.says("new")
        async with open_office(on_stage) as office:
            await doctor.settled()
            assert await office.desk.unsent() == []
        assert await told(doctor) == ["left over", "heard new"]


async def test_blocking_and_coming_back_is_noted(tmp_path: Path) -> None:
    async with stage(tmp_path, open_chat=False) as on_stage:
        doctor = await agreed(on_stage, "김하늘")
        async with open_office(on_stage):
            await doctor.blocks()
            await doctor.settled()
            assert doctor.id not in await subscribers(on_stage)
            await doctor.unblocks()
            await doctor.settled()
            assert doctor.id in await subscribers(on_stage)


async def subscribers(on_stage: Stage) -> list[int]:
    return [record.id for record in await on_stage.store.outbox.subscribers()]
