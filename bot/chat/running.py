"""The chat as a whole: bot, dispatcher, desk and poller, put together and run until it is told to stop."""

from __future__ import annotations

import asyncio
import logging

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, LinkPreviewOptions

from bot.chat.desk import Desk
from bot.chat.needs import Store
from bot.chat.polling import Poller
from bot.chat.sending import BotSender
from bot.chat.updates import make_router
from bot.clock import Clock
from dialogs.reception import Reception
from dialogs.wording import load_texts
from knowledge.profile import Language

log = logging.getLogger(__name__)


def make_bot(token: str, api_base: str) -> Bot:
    """An aiogram bot that writes HTML and shows no previews."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_base))
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(token, session=session, default=defaults)


async def chat(
    *, token: str, api_base: str, store: Store, reception: Reception, clock: Clock, stop: asyncio.Event
) -> None:
    """Send what an earlier process left unsent, then read and answer updates until `stop` is set."""
    bot = make_bot(token, api_base)
    try:
        desk = Desk(store, reception, BotSender(bot), clock)
        dispatcher = Dispatcher(desk=desk)
        dispatcher.include_router(make_router())
        await name_commands(bot)
        log.info("the chat is open")
        await Poller(bot, dispatcher, desk, stop).run()
    finally:
        await bot.session.close()


async def name_commands(bot: Bot) -> None:
    """The menu of commands in three languages. Telegram not answering just now is no reason not to start."""
    try:
        for language in Language:
            await bot.set_my_commands(commands_in(language), language_code=language.value)
        await bot.set_my_commands(commands_in(Language.EN))
    except TelegramAPIError as problem:
        log.warning("the menu of commands could not be set: %s", type(problem).__name__)


def commands_in(language: Language) -> list[BotCommand]:
    """The commands with what each does, in that language."""
    named = load_texts()[language]["talk"]["commands"]
    return [BotCommand(command=name, description=text) for name, text in named.items()]
