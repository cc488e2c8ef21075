"""Golden chats as text: what people do, and what they see. A moderator could read and write them.

at 2026-11-22 23:40 Asia/Seoul     the clock is set
doctor 김하늘 ko                    somebody with that name and Telegram language comes in
> text                             they write         >> text   the same, without waiting for an answer
→ [button]                         they tap the newest button of that name
! sticker                          they send something that is not text
~ text                             they edit their last message
restart                            the chat stops and starts again
G+ G~ G↓                           a new message; the tapped one, edited; the card moved below what was typed
(note) text                        the short note over a tapped button
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox import NotPossible, Person
from tests.conversations.stage import Stage

SEEN = ("G+ ", "G~ ", "G↓ ", "   ", "(note) ")
_LINK = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)


def deeds(script: str) -> Iterator[str]:
    """The lines of a script that are not what the doctor sees."""
    return (line for line in script.splitlines() if line.strip() and not line.startswith(SEEN))


@dataclass
class Play:
    """Plays a script on a stage and writes down what is seen."""

    stage: Stage
    person: Person | None = None
    seen: list[str] = field(default_factory=list)

    async def play(self, script: str) -> str:
        """The script as it went."""
        for line in deeds(script):
            self.seen.append(line)
            if not line.startswith("#"):
                await self._tried(line)
        return "\n".join(self.seen) + "\n"

    async def _tried(self, line: str) -> None:
        try:
            await self.do(line)
        except NotPossible as problem:
            raise AssertionError("\n".join([*self.seen[-15:], str(problem)])) from problem

    async def do(self, line: str) -> None:
        """One line."""
        word, _, rest = line.partition(" ")
        match word:
            case "at":
                day, hour, zone = rest.split()
                self.stage.clock.at = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZoneInfo(zone))
            case "doctor":
                name, language = rest.split()
                self.person = await self.stage.doctor(name, language)
            case "restart":
                await self.stage.close_chat()
                self.stage.open_chat()
            case ">>":
                await self.someone.says(rest)
            case _:
                await self._watched(word, rest)

    async def _watched(self, word: str, rest: str) -> None:
        before = await self._bot_messages()
        tapped = None
        if word == ">":
            await self.someone.says(rest)
        elif word == "→":
            tapped = await self.someone.taps(rest.strip("[]"))
        elif word == "!":
            await self.someone.sends(rest)
        elif word == "~":
            own = [m["message_id"] for m in await self.someone.messages() if not m["from_bot"]]
            await self.someone.edits(own[-1], rest)
        else:
            raise ValueError(f"a script cannot say {word!r}")
        await self.someone.settled()
        self._note(before, await self._bot_messages())
        if tapped and (note := (await self.someone.answer_to(tapped)).get("text")):
            self.seen.append(f"(note) {note}")

    @property
    def someone(self) -> Person:
        assert self.person, "a script begins with a doctor"
        return self.person

    async def _bot_messages(self) -> dict[int, Any]:
        return {m["message_id"]: m for m in await self.someone.messages() if m["from_bot"]}

    def _note(self, before: dict[int, Any], after: dict[int, Any]) -> None:
        gone = set(before) - set(after)
        for number, message in after.items():
            if number not in before:
                self.seen += shown("G↓" if gone else "G+", message)
                gone.clear()
            elif _content(before[number]) != _content(message):
                self.seen += shown("G~", message)


def _content(message: Any) -> tuple[object, object]:
    return message["html"], message["keyboard"]


def shown(mark: str, message: Any) -> list[str]:
    """A message as a script shows it: its text, bold as **, struck as ~~, its buttons row by row."""
    text = re.sub(r"</?b>", "**", _LINK.sub(r"\1", message["html"]))
    text = re.sub(r"</?(?:s|del)>", "~~", text)
    lines = html.unescape(re.sub(r"<[^>]+>", "", text)).split("\n")
    if message["photo"]:
        lines.append("(photo)")
    if message["document"]:
        lines.append(f"(file {message['document']['name']})")
    rows = ["   " + " ".join(f"[{button['text']}]" for button in row) for row in message["keyboard"] or []]
    return [f"{mark} {lines[0]}", *(f"   {line}" for line in lines[1:]), *rows]
