"""One update, once: load the applicant, let the conversation decide, keep what it says, then send."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat.needs import KnownApplicant, Store, Unit
from bot.clock import Clock
from dialogs.events import (
    Agreed,
    Applicant,
    Ask,
    Change,
    Erase,
    Event,
    Export,
    Keep,
    Outcome,
    Reopen,
    Speak,
    Write,
)
from dialogs.letters import NewLetter
from dialogs.message import File, Message, Reply
from dialogs.packing import pack_message, pack_replies, unpack_replies
from dialogs.reception import Reception
from knowledge.profile import Language


@dataclass(frozen=True)
class Incoming:
    """Who did something, and where: `tapped` is the message whose button it was, `speaks` Telegram's language."""

    update_id: int
    person: int
    speaks: Language | None
    event: Event
    tapped: int | None = None


@dataclass(frozen=True)
class Pending:
    """Replies that are kept but not yet known to be sent, and the messages they may replace."""

    person: int
    replies: tuple[Reply, ...]
    tapped: int | None = None
    card: int | None = None

    def pack(self) -> str:
        """As text, for the store."""
        kept = {"person": self.person, "tapped": self.tapped, "card": self.card, "replies": pack_replies(self.replies)}
        return json.dumps(kept)

    @classmethod
    def unpack(cls, text: str) -> Pending:
        """The pending replies a text stands for."""
        kept = json.loads(text)
        return cls(kept["person"], unpack_replies(kept["replies"]), kept["tapped"], kept["card"])


@dataclass(frozen=True)
class Delivery:
    """What became of replies: the message that is the live card now, and whether the person has blocked the bot."""

    card: int | None = None
    blocked: bool = False


class Sender(Protocol):
    """Sends replies to one person; raises where Telegram cannot be reached."""

    async def send(self, pending: Pending) -> Delivery: ...


@dataclass(frozen=True)
class Desk:
    """Where updates are handled. Store first, send after: a crash in between sends later, and never answers twice."""

    store: Store
    reception: Reception
    sender: Sender
    clock: Clock

    async def receive(self, incoming: Incoming) -> str:
        """Handle one update and answer it. Returns the notice for a tapped button, empty for none."""
        notice, pending = await self._handle(incoming)
        if pending:
            await self._send(incoming.update_id, pending)
        return notice

    async def catch_up(self) -> int:
        """Send what an earlier process had kept and not sent. Returns how many updates it concerned."""
        async with self.store.unit() as unit:
            waiting = await unit.unsent_replies()
        for update_id, _, replies in waiting:
            await self._send(update_id, Pending.unpack(replies))
        return len(waiting)

    async def blocked(self, person: int) -> None:
        """The person has blocked the bot: nothing more is sent to them until they come back."""
        now = await self.clock()
        async with self.store.unit() as unit:
            if await unit.applicant(person):
                await unit.keep_applicant(person, blocked_at=now)

    async def _handle(self, incoming: Incoming) -> tuple[str, Pending | None]:
        now = await self.clock()
        async with self.store.unit() as unit:
            earlier = await unit.begin_update(incoming.update_id, incoming.person, now)
            if earlier:
                unsent = earlier.replies is not None and not earlier.sent
                return "", Pending.unpack(earlier.replies) if unsent and earlier.replies else None
            known = await unit.applicant(incoming.person)
            outcome = self.reception.receive(await _applicant(unit, incoming, known), incoming.event, now)
            files = [await _keep(unit, incoming.person, change, now) for change in outcome.changes]
            pending = _pending(incoming, outcome, [file for file in files if file], known)
            await unit.keep_replies(incoming.update_id, pending.pack())
            return outcome.notice, pending

    async def _send(self, update_id: int, pending: Pending) -> None:
        delivery = await self.sender.send(pending)
        async with self.store.unit() as unit:
            await unit.replies_sent(update_id)
            if delivery.card and await unit.applicant(pending.person):
                await unit.keep_applicant(pending.person, card=delivery.card)
        if delivery.blocked:
            await self.blocked(pending.person)


async def _applicant(unit: Unit, incoming: Incoming, known: KnownApplicant | None) -> Applicant:
    if known is None or known.consented_at is None:
        return Applicant(incoming.person, incoming.speaks)
    language = Language(known.language) if known.language else incoming.speaks
    return Applicant(known.id, language, True, known.transcript, await unit.asked(known.id))


def _pending(incoming: Incoming, outcome: Outcome, files: list[Reply], known: KnownApplicant | None) -> Pending:
    return Pending(incoming.person, (*outcome.replies, *files), incoming.tapped, known.card if known else None)


async def _keep(unit: Unit, person: int, change: Change, now: datetime) -> Reply | None:
    """Carry out one change; an export comes back as a reply with the file."""
    match change:
        case Agreed(language):
            await unit.keep_applicant(person, language=language.value, consented_at=now)
        case Speak(language):
            await unit.keep_applicant(person, language=language.value)
        case Keep(fact, response):
            await unit.keep_response(person, fact, response, now)
        case Reopen(fact):
            await unit.reopen(person, fact)
        case Ask(ref, text, language, state, nearest):
            await unit.keep_question(
                asker=person, ref=ref, text=text, language=language.value, state=state, nearest=list(nearest), at=now
            )
        case Write(key, message, due, about):
            packed = pack_message(message)
            await unit.write_letter(NewLetter(key, person, packed, due, about))
        case Erase():
            await unit.erase(person)
        case Export(caption):
            content = json.dumps(await unit.export(person), ensure_ascii=False, indent=2).encode()
            return Reply(Message(caption, attachment=File("giljabi.json", content)))
    return None
