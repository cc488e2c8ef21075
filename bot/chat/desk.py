"""One update, once: load the applicant, let the conversation decide, keep what it says, then send."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.chat.lately import Lately
from bot.chat.needs import HandledUpdate, KnownApplicant, Store, Unit
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
from dialogs.message import File, Message, Reply, Wanted
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
    """Replies that are kept but not yet known to be sent, and the messages they may replace.

    `person` is the chat they go to: the person's own, or a group.
    """

    person: int
    replies: tuple[Reply, ...]
    tapped: int | None = None
    card: int | None = None

    def pack(self) -> str:
        """As text, for the store."""
        kept = {"person": self.person, "tapped": self.tapped, "card": self.card, "replies": pack_replies(self.replies)}
        return json.dumps(kept)

    def after(self, number: int) -> Pending:
        """What is left once the first reply is the message of that number."""
        return replace(self, replies=self.replies[1:], card=number if self.replies[0].card else self.card)

    @classmethod
    def unpack(cls, text: str) -> Pending:
        """The pending replies a text stands for."""
        kept = json.loads(text)
        return cls(kept["person"], unpack_replies(kept["replies"]), kept["tapped"], kept["card"])


class Blocked(Exception):
    """The person has blocked the bot: nothing reaches them until they come back."""


class Sender(Protocol):
    """Sends to one person; raises where Telegram cannot be reached."""

    async def send(self, pending: Pending) -> int:
        """Send the first of the replies; gives its message's number. Raises Blocked."""
        ...


@dataclass(frozen=True)
class Desk:
    """Where updates are handled. Store first, send after: a crash in between sends later, and never answers twice."""

    store: Store
    reception: Reception
    sender: Sender
    clock: Clock
    lately: Lately = field(default_factory=Lately)

    async def receive(self, incoming: Incoming) -> str:
        """Handle one update and answer it. Returns the notice for a tapped button, empty for none."""
        notice, pending = await self._handle(incoming)
        if pending:
            await self.send(incoming.update_id, pending)
        return notice

    async def reply_publicly(self, update_id: int, group: int, reply: Reply) -> None:
        """Send a reply to a group, once. Nothing is kept of whoever asked, and of the reply only until it is sent."""
        pending = Pending(group, (reply,))
        now = await self.clock()
        async with self.store.unit() as unit:
            earlier = await unit.begin_update(update_id, None, now)
            if earlier is None:
                await _keep_unsent(unit, update_id, pending)
        left = _unsent(earlier) if earlier else pending
        if left:
            await self.send(update_id, left)

    async def unsent(self) -> list[tuple[int, Pending]]:
        """What an earlier process had kept and not sent, by the update it answers."""
        async with self.store.unit() as unit:
            return [(number, Pending.unpack(replies)) for number, _, replies in await unit.unsent_replies()]

    async def send(self, update_id: int, pending: Pending) -> None:
        """Send the replies in order and record each at once, so that a crash can repeat one message at most."""
        try:
            while pending.replies:
                is_card = pending.replies[0].card
                number = await self.sender.send(await self._drawn(pending))
                pending = pending.after(number)
                await self._record(update_id, pending, number if is_card else None)
        except Blocked:
            await self.keep_blocked(pending.person, True)
            await self.let_go(update_id)

    async def _drawn(self, pending: Pending) -> Pending:
        """The same, with the picture drawn that the first reply wants; in a thread, since drawing takes a while."""
        first, *rest = pending.replies
        wanted = first.message.attachment
        if not isinstance(wanted, Wanted):
            return pending
        now = await self.clock()
        async with self.store.unit() as unit:
            applicant = await _known(unit, await unit.applicant(pending.person), pending.person, None)
        picture = await asyncio.to_thread(self.reception.draw, applicant, wanted, now)
        message = replace(first.message, attachment=picture)
        return replace(pending, replies=(replace(first, message=message), *rest))

    async def let_go(self, update_id: int) -> None:
        """Nothing more comes of this update, also when it is delivered again."""
        now = await self.clock()
        async with self.store.unit() as unit:
            await unit.begin_update(update_id, None, now)
            await unit.replies_sent(update_id)

    async def keep_blocked(self, person: int, is_blocked: bool) -> None:
        """The person has blocked the bot, or has come back: letters are written only to people they reach."""
        now = await self.clock()
        async with self.store.unit() as unit:
            if await unit.applicant(person):
                await unit.keep_applicant(person, blocked_at=now if is_blocked else None)

    async def language(self, person: int) -> Language | None:
        """The language the person has chosen, if they have."""
        async with self.store.unit() as unit:
            known = await unit.applicant(person)
        return Language(known.language) if known and known.language else None

    async def _handle(self, incoming: Incoming) -> tuple[str, Pending | None]:
        now = await self.clock()
        async with self.store.unit() as unit:
            earlier = await unit.begin_update(incoming.update_id, incoming.person, now)
            if earlier:
                return "", _unsent(earlier)
            known = await unit.applicant(incoming.person)
            applicant = await _known(unit, known, incoming.person, incoming.speaks)
            applicant = replace(applicant, told=self.lately.told(incoming.person, now))
            outcome = self.reception.receive(applicant, incoming.event, now)
            if outcome.told:
                self.lately.keep(incoming.person, outcome.told, now)
            if known and known.blocked_at:
                await unit.keep_applicant(incoming.person, blocked_at=None)
            files = [await _keep(unit, incoming.person, change, now) for change in outcome.changes]
            pending = _pending(incoming, outcome, [file for file in files if file], known)
            await _keep_unsent(unit, incoming.update_id, pending)
            return outcome.notice, pending

    async def _record(self, update_id: int, left: Pending, card: int | None) -> None:
        async with self.store.unit() as unit:
            await _keep_unsent(unit, update_id, left)
            if card and await unit.applicant(left.person):
                await unit.keep_applicant(left.person, card=card)


def _unsent(earlier: HandledUpdate) -> Pending | None:
    return Pending.unpack(earlier.replies) if earlier.replies and not earlier.sent else None


async def _keep_unsent(unit: Unit, update_id: int, pending: Pending) -> None:
    if pending.replies:
        await unit.keep_replies(update_id, pending.pack())
    else:
        await unit.replies_sent(update_id)


async def _known(unit: Unit, known: KnownApplicant | None, person: int, speaks: Language | None) -> Applicant:
    """The person as the conversation knows them; `speaks` where they have chosen no language."""
    if known is None or known.consented_at is None:
        return Applicant(person, speaks)
    language = Language(known.language) if known.language else speaks
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
