"""What people, and people who are no friends, may send: through Telegram's stand-in, aiogram and the real reception."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Person
from dialogs.wording import load_texts
from knowledge.profile import Language
from tests.conversations.stage import Stage, stage

KO = load_texts()[Language.KO]["talk"]


@dataclass
class Scene:
    """A doctor in the midst of the interview, and what the chat knows and shows of them."""

    stage: Stage
    doctor: Person

    async def kept(self, person: Person | None = None) -> dict[str, Any]:
        async with self.stage.store.unit() as unit:
            return await unit.export((person or self.doctor).id)

    async def told(self) -> list[str]:
        return [message["text"] for message in await self.doctor.messages() if message["from_bot"]]

    async def after(self, doing: Any) -> str:
        """What the bot's newest message says once it has dealt with a deed."""
        await doing
        await self.doctor.settled()
        return str((await self.doctor.last())["text"])


@pytest.fixture
async def scene(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    """Nothing of what these tests do may be an error to the chat."""
    async with stage(tmp_path) as on_stage:
        yield Scene(on_stage, await interviewed(on_stage))
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def interviewed(on_stage: Stage, name: str = "김하늘") -> Person:
    """Somebody who has begun the interview, in Korean."""
    doctor = await on_stage.doctor(name)
    async with on_stage.store.unit() as unit:
        await unit.keep_applicant(doctor.id, language="ko", consented_at=on_stage.clock.at)
        for fact, text in (("language", "ko"), ("consent", "given"), ("stage", "graduated")):
            await unit.keep_response(doctor.id, fact, text, on_stage.clock.at)
    await doctor.says("/start")
    await doctor.settled()
    await doctor.taps("resume")
    await doctor.settled()
    return doctor


FORGED = {
    "no action": ["", ":", "::", ":::::", ":stage:student", "\x00", " "],
    "an unknown action": ["x", "🦷" * 16, "answer_", "ANSWER:stage:student", "__class__", "a" * 64, "a" * 5000],
    "no such fact": ["answer", "answer:", "answer:no_such_fact:yes", "answer:id:1", "why:", "other:🦷", "later:none"],
    "no such option": ["answer:school_country:", "answer:school_country:🦷", "answer:school_country:" + "9" * 40],
    "colons": ["answer:school_country:KR:KR", "answer:school_country::KR", "answer::school_country:KR"],
    "a fact that is not open": ["answer:step1_result:passed", "skip:step1_attempts", "back:visa", "keep:stage"],
    "never told": ["change:step1_result", "change:no_such_fact", "keep:no_such_fact"],
    "a step that may not be skipped": ["skip:school_country", "skip:stage"],
    "no such question": ["question:5:ask", "question:٣:answer", "question:²:answer", "question:-1:x", "unhelped:x:٣"],
    "a number beyond all bounds": ["question:" + "9" * 50 + ":answer", "unhelped:x:" + "9" * 50],
    "no such page": ["topic:../../etc/passwd", "details:'; DROP TABLE applicant;--", "article:", "finding:x:y"],
    "no such stage": ["stage:", "stage:🦷", "chapter:none", "speak:xx"],
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
async def test_a_forged_tap_is_answered_and_writes_nothing(scene: Scene, forged: list[str]) -> None:
    card = (await scene.doctor.last())["message_id"]
    before = await scene.kept()
    for data in forged:
        tapped = await scene.doctor.taps(data, message_id=card, outdated=True)
        await scene.doctor.settled()
        assert (await scene.doctor.answer_to(tapped))["answered"], data
        assert await scene.kept() == before, data


async def test_a_button_of_somebody_elses_question_opens_nothing(scene: Scene) -> None:
    other = await interviewed(scene.stage, "박도윤")
    await other.says("근데 CK 커트라인이 몇 점이에요?")
    await other.settled()
    (question,) = (await scene.kept(other))["question"]
    before = await scene.kept(), await scene.kept(other)
    for data in ("question:{}:ask", "question:{}:answer", "unhelped:x:{}"):
        tapped = await scene.doctor.taps(data.format(question["ref"]), message_id=1, outdated=True)
        await scene.doctor.settled()
        assert (await scene.doctor.answer_to(tapped))["text"] == KO["outdated"]
    assert (await scene.kept(), await scene.kept(other)) == before


async def test_a_tap_that_telegram_has_forgotten_still_does_what_it_says(tmp_path: Path) -> None:
    async with stage(tmp_path) as on_stage:
        scene = Scene(on_stage, await interviewed(on_stage))
        await on_stage.close_chat()
        await scene.doctor.taps("answer:school_country:KR")
        on_stage.sandbox.updates.waiting()[-1].payload["callback_query"]["id"] = "1"
        on_stage.open_chat()
        await scene.doctor.settled()
        refused = [call["method"] for call in on_stage.sandbox.log.calls if call["error_code"] == 400]
        assert refused == ["answercallbackquery"]
        assert "KR" in [row["text"] for row in (await scene.kept())["response"]]


async def test_an_update_delivered_again_is_answered_once(scene: Scene) -> None:
    number = await scene.doctor.says("/help")
    await scene.doctor.settled()
    before = await scene.told()
    scene.stage.sandbox.updates.repeat(number)
    await scene.doctor.settled()
    assert await scene.told() == before


async def test_a_group_in_which_nobody_speaks_to_the_bot_is_not_listened_to(scene: Scene) -> None:
    in_group = await (await Person.find(scene.stage.session, scene.stage.base)).within("group")
    before = len(scene.stage.sandbox.log.calls)
    await in_group.says("/start")
    await in_group.says("Step 2 CK 합격선이 몇 점이에요?")
    own = [message["message_id"] for message in await in_group.messages()]
    await in_group.edits(own[-1], "고쳤어요")
    await in_group.taps("answer:stage:student", message_id=own[-1], outdated=True)
    await in_group.settled()
    assert len(scene.stage.sandbox.log.calls) == before
    assert await scene.kept(in_group) == {table: [] for table in await scene.kept()}


@pytest.mark.parametrize("command", ["/help", "/help@giljabi_sandbox_bot", "/HELP", "/help  me", "/help@other_bot x"])
async def test_a_command_is_known_with_the_bots_name_and_in_capitals(scene: Scene, command: str) -> None:
    assert await scene.after(scene.doctor.says(command)) == KO["help"].strip()


@pytest.mark.parametrize("command", ["/", "//", "/nonsense", "/🦷", "/@giljabi_sandbox_bot", "/start_", "/__init__"])
async def test_an_unknown_command_is_answered_kindly_and_keeps_nothing(scene: Scene, command: str) -> None:
    before = await scene.kept()
    assert await scene.after(scene.doctor.says(command)) == KO["no_such_command"]
    assert await scene.kept() == before


HOSTILE = {
    "as long as Telegram allows": "가" * 4096,
    "a command without end": "/" + "x" * 4095,
    "tags": "<b>" * 1365,
    "entities": "&lt;&amp;&#0;" * 100,
    "templates": "{{ 7 * 7 }} {% raw %}",
    "emoji": "🦷" * 2048,
    "invisible": "\u200b\u202e\ufeff x",
    "numbers": "9" * 4096,
    "marks": "?" * 4096,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("is_known", [True, False], ids=["in the interview", "a stranger"])
async def test_hostile_text_is_answered_and_never_kept_as_a_response(scene: Scene, text: str, is_known: bool) -> None:
    doctor = scene.doctor if is_known else await scene.stage.doctor("최민준")
    before = (await scene.kept(doctor))["response"]
    await doctor.says(text)
    await doctor.settled()
    assert (await doctor.last())["text"] != KO["went_wrong"]
    assert (await scene.kept(doctor))["response"] == before


@pytest.mark.parametrize("kind", ["photo", "document", "voice", "sticker", "location", "contact"])
async def test_what_is_not_text_is_answered_with_the_open_question(scene: Scene, kind: str) -> None:
    before = await scene.kept()
    said = await scene.after(scene.doctor.sends(kind, caption="한국" if kind in ("photo", "document") else ""))
    assert KO["only_text"] in said
    assert (await scene.kept())["response"] == before["response"]


async def test_an_edited_message_changes_nothing_and_says_how_to(scene: Scene) -> None:
    await scene.doctor.says("대한민국 어딘가")
    await scene.doctor.settled()
    before = await scene.kept()
    own = [message["message_id"] for message in await scene.doctor.messages() if not message["from_bot"]]
    assert await scene.after(scene.doctor.edits(own[-1], "한국")) == KO["edited"]
    assert await scene.kept() == before


async def test_many_people_at_once_are_all_answered(scene: Scene) -> None:
    people = [await scene.stage.doctor(f"{number}") for number in range(20)]
    await asyncio.gather(*(person.says("/start") for person in people))
    await scene.doctor.settled()
    assert {len(await person.messages()) for person in people} == {2}
