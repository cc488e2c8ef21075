"""Replies out through aiogram: new, edited in place, or moved below with the older card removed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from aiogram.types import Message as SentMessage

from bot.chat.desk import Blocked, Pending
from dialogs.message import Button, Message, Picture, Place, Wanted

Answer = TypeVar("Answer")

PATIENCE = 3
"""How often a sending is tried when Telegram asks to wait."""


@dataclass(frozen=True)
class BotSender:
    """Sends through one aiogram bot; `wait` is asyncio.sleep outside of tests."""

    bot: Bot
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def send(self, pending: Pending) -> int:
        """Send the first of the replies; gives its message's number. Raises Blocked."""
        reply = pending.replies[0]
        try:
            if reply.place is Place.EDIT and pending.tapped and not reply.message.attachment:
                return await self._edit(pending.person, pending.tapped, reply.message)
            number = await self._new(pending.person, reply.message, reply.to)
        except TelegramForbiddenError:
            raise Blocked from None
        if reply.place is Place.MOVE and pending.card:
            await self._remove(pending.person, pending.card)
        return number

    async def _patiently(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        for _ in range(PATIENCE):
            try:
                return await call()
            except TelegramRetryAfter as limit:
                await self.wait(limit.retry_after)
        return await call()

    async def _edit(self, person: int, number: int, message: Message) -> int:
        try:
            await self._patiently(
                lambda: self.bot.edit_message_text(
                    message.text, chat_id=person, message_id=number, reply_markup=keyboard(message)
                )
            )
        except TelegramBadRequest as refusal:
            if "message is not modified" in refusal.message:
                return number
            if "message to edit not found" in refusal.message or "can't be edited" in refusal.message:
                return await self._new(person, message)
            if "there is no text in the message" in refusal.message:
                return await self._new(person, message)
            raise
        return number

    async def _new(self, person: int, message: Message, to: int | None = None) -> int:
        return (await self._patiently(lambda: self._sent(person, message, to))).message_id

    async def _sent(self, person: int, message: Message, to: int | None) -> SentMessage:
        if message.attachment is None or isinstance(message.attachment, Wanted):
            # Somebody may have deleted what is replied to: then the reply comes without it.
            replying = ReplyParameters(message_id=to, allow_sending_without_reply=True) if to else None
            return await self.bot.send_message(
                person, message.text, reply_markup=keyboard(message), reply_parameters=replying
            )
        file = BufferedInputFile(message.attachment.content, message.attachment.name)
        send = self.bot.send_photo if isinstance(message.attachment, Picture) else self.bot.send_document
        return await send(person, file, caption=message.text, reply_markup=keyboard(message))

    async def _remove(self, person: int, number: int) -> None:
        """The older card goes. Where it stays (Telegram keeps what is 48 hours old), its buttons answer kindly.

        Nothing is raised: the new card is there, and whoever tried again would send it twice.
        """
        with suppress(TelegramAPIError):
            await self._patiently(lambda: self.bot.delete_message(person, number))


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The message's buttons as Telegram wants them."""
    if not message.rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(button) for button in row] for row in message.rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.tap:
        return InlineKeyboardButton(text=button.label, callback_data=button.tap.pack())
    return InlineKeyboardButton(text=button.label, url=button.url)
