"""A study group with the bot in it, as its members see it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox import Person
from dialogs.wording import load_texts
from knowledge.profile import Language
from tests.conversations.stage import Stage, stage

BOT = "giljabi_sandbox_bot"
TEXTS = {language: load_texts()[language] for language in Language}
ARTICLE, TITLE_KO = "seven-year-rule-ecfmg", "7년"
KNOWN = "Step 2 CK 합격선이 몇 점이에요?"
UNKNOWN = "Kann mein Hund auch Arzt werden?"
STARTS = f"https://t.me/{BOT}?start="

Json = dict[str, Any]


@dataclass
class StudyGroup:
    """The group on a stage; `member` speaks Korean."""

    stage: Stage
    member: Person
    file: Path

    async def newcomer(self, language: str) -> Person:
        """Somebody more in the group, whose Telegram speaks that language."""
        person = await self.stage.doctor(language, language)
        self.stage.sandbox.world.chats[self.member.chat_id].members.append(person.id)
        return await person.within("group")

    async def told(self) -> list[Json]:
        """What the bot has said in the group."""
        return [message for message in await self.member.messages() if message["from_bot"]]

    async def answers(self, text: str, *, by: Person | None = None, **how: Any) -> list[Json]:
        """What the bot says once it has dealt with a text."""
        before = len(await self.told())
        await (by or self.member).says(text, **how)
        await self.member.settled()
        return (await self.told())[before:]

    async def answer(self, text: str, *, by: Person | None = None, **how: Any) -> Json:
        """The one answer to a text, which replies to it."""
        (said,) = await self.answers(text, by=by, **how)
        own = [each for each in await self.member.messages() if not each["from_bot"]]
        assert said["reply_to"] == own[-1]["message_id"]
        return said

    def stored(self) -> str:
        """Everything in the database, as text."""
        with closing(sqlite3.connect(self.file)) as database:
            return "\n".join(database.iterdump())


def links(message: Json) -> list[str]:
    """Where the buttons lead; no other buttons may be there."""
    buttons = [button for row in message["keyboard"] or [] for button in row]
    assert not [button for button in buttons if button["callback_data"]]
    return [button["url"] for button in buttons]


@asynccontextmanager
async def study_group(folder: Path, *, open_chat: bool = True) -> AsyncIterator[StudyGroup]:
    """A fresh stage whose chat is open unless told otherwise."""
    async with stage(folder, open_chat=open_chat) as on_stage:
        member = await (await Person.find(on_stage.session, on_stage.base)).within("group")
        group = StudyGroup(on_stage, member, folder / "stage.sqlite3")
        if open_chat:
            await member.says("hello everybody")
            await member.settled()
        yield group
