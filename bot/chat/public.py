"""Groups and inline queries, as aiogram brings them. What does not speak to the bot is let pass unread."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Router
from aiogram.enums import ChatType, MessageEntityType, ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.filters import Filter
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
    Update,
    User,
)
from aiogram.types import Message as Incoming_

from bot.chat.desk import Desk
from bot.chat.pace import Pace
from bot.chat.sending import keyboard
from bot.chat.updates import speaks
from dialogs.desks import public
from dialogs.desks.public import Heard, Offer, Stranger
from dialogs.message import Reply

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
CACHE_SECONDS = 300
"""How long Telegram may offer the same results to everybody who types the same query."""

MAY_NOT_WRITE = ("not enough rights", "have no rights", "CHAT_WRITE_FORBIDDEN", "CHAT_RESTRICTED", "TOPIC_CLOSED")
"""How Telegram says that a group's rules keep the bot from writing there."""


class ToUs(Filter):
    """Only what in a group speaks to the bot; gives the handler what it says. Asynchronous, hence no thread."""

    async def __call__(self, message: Incoming_, bot: Bot) -> bool | dict[str, Any]:
        text = message.text or message.caption
        if message.chat.type not in GROUPS or not text or not _is_typed(message):
            return False
        me = await bot.me()
        called = {entity.extract_from(text) for entity in _entities(message) if _means(entity, text, me)}
        heard = public.heard(text, me.username or "", called, _replies_to(message, me))
        return {"heard": heard} if heard else False


def make_public_router() -> Router:
    """The handlers for groups and inline queries."""
    router = Router(name="public")
    router.message.register(asked, ToUs())
    router.inline_query.register(looked_up)
    return router


async def asked(message: Incoming_, event_update: Update, bot: Bot, desk: Desk, pace: Pace, heard: Heard) -> None:
    """Something said to the bot in a group. What a flood brings beyond the pace is not answered."""
    if not pace.allows(message.chat.id, event_update.update_id, await desk.clock()):
        return
    answer = public.respond(await _stranger(bot, desk, message.from_user), heard)
    try:
        reply = Reply(answer, to=message.message_id)
        await desk.reply_publicly(event_update.update_id, message.chat.id, reply)
    except TelegramBadRequest as refusal:
        if not any(words in refusal.message for words in MAY_NOT_WRITE):
            raise
        await desk.let_go(event_update.update_id)


async def looked_up(query: InlineQuery, bot: Bot, desk: Desk) -> None:
    """An inline query. It is kept nowhere: one that could not be answered in time is typed again."""
    offers = public.offers(await _stranger(bot, desk, query.from_user), query.query)
    door = InlineQueryResultsButton(text=offers.door, start_parameter=public.TO_PRIVATE) if offers.door else None
    # What depends on the language of whoever asks must not be offered to others: it is not cached.
    seconds = CACHE_SECONDS if offers.for_all else 0
    try:
        await query.answer(
            [_result(offer) for offer in offers.found], cache_time=seconds, is_personal=False, button=door
        )
    except TelegramRetryAfter:
        return  # by then the query is forgotten
    except TelegramBadRequest as refusal:
        if "query is too old" not in refusal.message:
            raise


def _is_typed(message: Incoming_) -> bool:
    """Whether a member wrote it: not another bot, nor a channel's post passed on, nor a result of an inline query.

    Anonymous administrators and channels come as bots of Telegram's own, with the chat they speak for.
    """
    by_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
    return not (by_bot or message.is_automatic_forward or message.via_bot)


def _entities(message: Incoming_) -> list[MessageEntity]:
    return (message.entities if message.text else message.caption_entities) or []


def _means(entity: MessageEntity, text: str, me: User) -> bool:
    """Whether an entity mentions the bot, by its @name or by a name that Telegram linked to it."""
    if entity.type == MessageEntityType.MENTION:
        return entity.extract_from(text).lower() == f"@{me.username}".lower()
    return entity.type == MessageEntityType.TEXT_MENTION and entity.user is not None and entity.user.id == me.id


def _replies_to(message: Incoming_, me: User) -> bool:
    """Whether somebody replies to the bot. In a topic, every message replies to the one that opened it."""
    told = message.reply_to_message
    return told is not None and told.from_user is not None and told.from_user.id == me.id and _is_said(told)


def _is_said(message: Incoming_) -> bool:
    return bool(message.text or message.caption)


async def _stranger(bot: Bot, desk: Desk, user: User | None) -> Stranger:
    me = await bot.me()
    language = speaks(user.language_code) if user else None
    return Stranger(desk.reception.base, await desk.clock(), me.username or "", language)


def _result(offer: Offer) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        message_text=offer.message.text,
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(
        id=offer.id,
        title=offer.title,
        description=offer.opening,
        input_message_content=content,
        reply_markup=keyboard(offer.message),
    )
