"""The chat as a whole: bot, dispatcher, desk and poller, put together and run until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, LinkPreviewOptions

from bot.chat.desk import Desk
from bot.chat.needs import Store
from bot.chat.pace import Pace
from bot.chat.polling import Poller
from bot.chat.public import make_public_router
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
        await introduce(bot)
        log.info("the chat is open")
        await Poller(bot, make_dispatcher(desk), desk, stop).run()
    finally:
        await bot.session.close()


def make_dispatcher(desk: Desk) -> Dispatcher:
    """aiogram's way from an update to its handler: private chats, then groups and inline queries."""
    dispatcher = Dispatcher(desk=desk, pace=Pace())
    dispatcher.include_routers(make_router(), make_public_router())
    return dispatcher


async def introduce(bot: Bot) -> None:
    """Learn the bot's own name and set its menus. Telegram not answering just now is no reason not to start."""
    try:
        await bot.me()
        for language in Language:
            await name_commands(bot, language, language.value)
        await name_commands(bot, Language.EN, None)
    except TelegramAPIError as problem:
        log.warning("the menus of commands could not be set: %s", type(problem).__name__)


async def name_commands(bot: Bot, language: Language, code: str | None) -> None:
    """The menus of private chats and of groups, for people whose Telegram speaks `code`; None for all others."""
    texts = load_texts()[language]
    in_groups = BotCommandScopeAllGroupChats()
    await bot.set_my_commands(_menu(texts["talk"]["commands"]), language_code=code)
    await bot.set_my_commands(_menu(texts["public"]["commands"]), scope=in_groups, language_code=code)


def _menu(named: Mapping[str, str]) -> list[BotCommand]:
    """The commands with what each does."""
    return [BotCommand(command=name, description=text) for name, text in named.items()]
