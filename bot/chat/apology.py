"""What a person is told when their message could not be answered, through a fault that is not theirs."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramServerError
from aiogram.types import CallbackQuery, Update, User

from bot.chat.desk import Desk
from bot.chat.updates import speaks
from dialogs.wording import load_texts
from knowledge.profile import Language

log = logging.getLogger(__name__)


async def apologized(bot: Bot, desk: Desk, update: Update) -> bool:
    """Tell the person, where there is one in a private chat. False only where Telegram cannot be reached."""
    person = _private_person(update)
    if person is None:
        return True
    language = await _language(desk, person)
    try:
        await bot.send_message(person.id, load_texts()[language]["talk"]["went_wrong"])
    except (TelegramNetworkError, TelegramServerError):
        return False
    except TelegramAPIError as problem:
        log.warning("update %d: the person could not be told: %s", update.update_id, type(problem).__name__)
    return True


def _private_person(update: Update) -> User | None:
    event = update.message or update.edited_message or update.callback_query
    message = event.message if isinstance(event, CallbackQuery) else event
    if event is None or message is None or message.chat.type != ChatType.PRIVATE:
        return None
    return event.from_user


async def _language(desk: Desk, person: User) -> Language:
    """The one they chose; Telegram's where the store, which may be what fails, does not say."""
    try:
        chosen = await desk.language(person.id)
    except Exception as problem:
        log.warning("the store does not say a language: %s", type(problem).__name__)
        chosen = None
    return chosen or speaks(person.language_code) or Language.EN
