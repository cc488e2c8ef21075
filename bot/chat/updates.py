"""aiogram's updates as the conversation's events. Handlers translate and call; nothing is decided here."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, TelegramObject, Update, User
from aiogram.types import Message as Incoming_

from bot.chat.desk import Desk, Incoming
from dialogs.events import Commanded, Edited, Event, Said, Showed, Tapped
from dialogs.message import Tap
from knowledge.profile import Language

LONGEST_COMMAND = 256


class InPrivate(Filter):
    """Only what happens in a private chat: interviews never start in a group. Asynchronous, hence no thread."""

    async def __call__(self, event: TelegramObject) -> bool:
        message = event.message if isinstance(event, CallbackQuery) else event
        chat = getattr(message, "chat", None)
        return chat is not None and chat.type == ChatType.PRIVATE


def make_router() -> Router:
    """All handlers, in their order: commands before any text."""
    router = Router(name="private")
    private = InPrivate()
    router.message.register(written, private)
    router.edited_message.register(rewritten, private)
    router.callback_query.register(tapped, private)
    router.my_chat_member.register(membership, private)
    return router


async def written(message: Incoming_, event_update: Update, desk: Desk) -> None:
    """Anything sent in a private chat."""
    if message.from_user:
        await desk.receive(_incoming(event_update, message.from_user, event_of(message)))


async def rewritten(message: Incoming_, event_update: Update, desk: Desk) -> None:
    """A message changed after it was sent."""
    if message.from_user and message.text:
        event = Edited(message.text, message.message_id)
        await desk.receive(_incoming(event_update, message.from_user, event))


async def tapped(query: CallbackQuery, event_update: Update, desk: Desk) -> None:
    """A button, however old its message."""
    number = query.message.message_id if query.message else None
    told = query.message.reply_to_message if isinstance(query.message, Incoming_) else None
    own = told if told and told.from_user and told.from_user.id == query.from_user.id else None
    event = Tapped(Tap.unpack(query.data or ""), (own.text or "") if own else "", own.message_id if own else None)
    notice = await desk.receive(_incoming(event_update, query.from_user, event, number))
    try:
        await query.answer(notice or None)
    except TelegramBadRequest:
        return  # Telegram forgets a tap after some minutes; what it asked for is done all the same


async def membership(change: ChatMemberUpdated, desk: Desk) -> None:
    """The person has blocked the bot, or come back."""
    await desk.keep_blocked(change.from_user.id, change.new_chat_member.status == ChatMemberStatus.KICKED)


def event_of(message: Incoming_) -> Event:
    """What a message is: a command, text, or something that is not text."""
    if message.text is None:
        return Showed(str(message.content_type))
    if message.text.startswith("/") and len(message.text) <= LONGEST_COMMAND:
        name, _, argument = message.text[1:].partition(" ")
        return Commanded(name.partition("@")[0].lower(), argument.strip())
    return Said(message.text, message.message_id)


def _incoming(update: Update, person: User, event: Event, tapped: int | None = None) -> Incoming:
    return Incoming(update.update_id, person.id, speaks(person.language_code), event, tapped)


def speaks(code: str | None) -> Language | None:
    """Telegram's language as one of ours; None where it is none of them."""
    known = (code or "").lower().partition("-")[0]
    return Language(known) if known in set(Language) else None
