"""aiogram and python-telegram-bot, unchanged, against the sandbox."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiogram.exceptions
import pytest
import telegram
import telegram.error
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.methods import SendMessage, SendPhoto
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram.ext import Application, ApplicationBuilder

from bot.sandbox import Person, Sandbox
from bot.sandbox.files import sample_png
from tests.sandbox.helpers import TOKEN


@pytest.fixture
async def bot(base: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    yield Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    await session.close()


@pytest.fixture
async def courier(base: str) -> AsyncIterator[telegram.Bot]:
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().token(TOKEN).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot").build()
    )
    async with application.bot as sender:
        yield sender


def rows(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=x, callback_data=x)] for x in labels])


async def test_aiogram_holds_a_conversation(bot: Bot, doctor: Person) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message, command: CommandObject) -> None:
        await message.answer(f"<b>{command.args}</b>", reply_markup=rows("네", "아니요"))

    @dispatcher.callback_query(F.data == "네")
    async def yes(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("좋아요")
        await query.answer("저장했어요")

    polling = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=5)
    )
    await doctor.says("/start step1")
    await doctor.wait_for(lambda messages: len(messages) == 2)
    tapped = await doctor.taps("네")
    await doctor.wait_for(lambda messages: messages[-1]["text"] == "좋아요")
    await doctor.settled()
    assert (await doctor.answer_to(tapped))["text"] == "저장했어요"
    await dispatcher.stop_polling()
    await polling


@pytest.fixture
async def hook(bot: Bot) -> AsyncIterator[tuple[str, Dispatcher]]:
    """aiogram's own webhook handler, which answers with the call its handler returns."""
    dispatcher = Dispatcher()
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="s3cret").register(app, "/hook")
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", dispatcher
    await runner.cleanup()


async def test_aiogram_answers_its_webhook_with_calls(
    bot: Bot, doctor: Person, hook: tuple[str, Dispatcher], sandbox: Sandbox
) -> None:
    url, dispatcher = hook

    @dispatcher.message(F.text == "그림")
    async def draw(message: Message) -> SendPhoto:
        return SendPhoto(chat_id=message.chat.id, photo=BufferedInputFile(sample_png(), "a.png"))

    @dispatcher.message(F.text == "너무 긴 글")
    async def write_too_much(message: Message) -> SendMessage:
        return SendMessage(chat_id=message.chat.id, text="a" * 4097)

    await bot.set_webhook(url, secret_token="s3cret", allowed_updates=["message"])
    for text in ("그림", "너무 긴 글", "무엇이든"):
        await doctor.says(text)
    await doctor.settled()
    answers = [message["photo"] for message in await doctor.messages() if message["from_bot"]]
    assert [(photo["width"], photo["height"]) for photo in answers] == [(32, 32)]
    assert sandbox.webhook.last_error == ""


async def test_aiogram_uploads_edits_and_downloads(bot: Bot, doctor: Person) -> None:
    picture = BufferedInputFile(sample_png(640, 400), "timeline.png")
    sent = await bot.send_photo(doctor.id, picture, caption="<i>2027</i>")
    assert sent.photo is not None
    assert [(size.width, size.height) for size in sent.photo] == [(320, 200), (640, 400)]
    downloaded = await bot.download(sent.photo[-1])
    assert downloaded is not None
    assert downloaded.read() == sample_png(640, 400)
    edited = await sent.edit_media(InputMediaDocument(media=BufferedInputFile(b"BEGIN", "기한.ics"), caption="새"))
    assert isinstance(edited, Message)
    assert edited.document is not None
    assert (edited.document.file_name, edited.caption) == ("기한.ics", "새")
    again = InputMediaPhoto(media=sent.photo[-1].file_id)
    assert len(await bot.send_media_group(doctor.id, [InputMediaPhoto(media=picture), again])) == 2


async def test_aiogram_asks_about_chats_and_describes_itself(bot: Bot, doctor: Person) -> None:
    group, channel = await doctor.within("group"), await doctor.within("channel")
    me = await bot.me()
    assert (await bot.get_chat(group.chat_id)).title == "USMLE 스터디"
    assert (await bot.get_chat_member(channel.chat_id, me.id)).status == "administrator"
    assert (await bot.get_chat_member(group.chat_id, doctor.id)).status == "member"
    assert [member.status for member in await bot.get_chat_administrators(group.chat_id)] == ["creator"]
    assert await bot.get_chat_member_count(channel.chat_id) == 3
    await bot.set_my_commands([BotCommand(command="start", description="시작")], language_code="ko")
    assert [command.command for command in await bot.get_my_commands(language_code="ko")] == ["start"]
    assert await bot.get_my_commands() == []
    assert await bot.delete_my_commands(language_code="ko")
    await bot.set_my_description("길을 잡아 드립니다")
    assert (await bot.get_my_description()).description == "길을 잡아 드립니다"
    post = await bot.send_message(channel.chat_id, "공지")
    assert await bot.pin_chat_message(channel.chat_id, post.message_id)
    pinned = (await bot.get_chat(channel.chat_id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == post.message_id


async def test_aiogram_raises_its_own_errors(bot: Bot, doctor: Person, sandbox: Sandbox) -> None:
    sandbox.faults.flood_limits = True
    sent = await bot.send_message(doctor.id, "가")
    with pytest.raises(aiogram.exceptions.TelegramRetryAfter) as flood:
        await bot.send_message(doctor.id, "나")
    assert flood.value.retry_after == 1
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="message is not modified"):
        await sent.edit_text("가")
    sandbox.faults.fail_next = 1
    with pytest.raises(aiogram.exceptions.TelegramServerError):
        await bot.get_me()
    sandbox.faults.flood_limits, sandbox.faults.drop_next = False, 1
    with pytest.raises(aiogram.exceptions.TelegramNetworkError):
        await bot.send_message(doctor.id, "다")
    await doctor.blocks()
    with pytest.raises(aiogram.exceptions.TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(doctor.id, "라")


async def test_aiogram_hears_of_a_conflict(bot: Bot, sandbox: Sandbox) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    assert await sandbox.bell.wait(lambda: sandbox.poll == 1, 5)
    await bot.get_updates(timeout=0)
    with pytest.raises(aiogram.exceptions.TelegramConflictError):
        await first


async def test_python_telegram_bot_sends_edits_and_uploads(courier: telegram.Bot, doctor: Person) -> None:
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("읽었어요", callback_data="read")]])
    letter = await courier.send_message(doctor.id, "<b>ERAS</b> 마감", parse_mode="HTML", reply_markup=keyboard)
    assert letter.entities[0].type == "bold"
    await letter.edit_text("ERAS 마감 전날")
    photo = await courier.send_photo(doctor.id, sample_png(), caption="그림", filename="a.png")
    file = await photo.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == sample_png()
    document = await courier.send_document(doctor.id, b"BEGIN:VCALENDAR", filename="기한.ics")
    assert document.document is not None
    assert document.document.file_name == "기한.ics"
    assert (await courier.get_chat(doctor.id)).first_name == "김하늘"
    await doctor.says("고마워요")
    update = (await courier.get_updates())[-1]
    assert update.message is not None
    assert update.message.text == "고마워요"


async def test_python_telegram_bot_answers_a_tap(courier: telegram.Bot, doctor: Person) -> None:
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("읽었어요", callback_data="read")]])
    await courier.send_message(doctor.id, "편지", reply_markup=keyboard)
    tapped = await doctor.taps("읽었어요")
    query = (await courier.get_updates())[0].callback_query
    assert query is not None
    assert await courier.answer_callback_query(query.id, "네")
    assert (await doctor.answer_to(tapped))["answered"]


async def test_python_telegram_bot_raises_its_own_errors(
    courier: telegram.Bot, doctor: Person, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    sandbox.faults.flood_limits = True
    await courier.send_message(doctor.id, "가")
    with pytest.raises(telegram.error.RetryAfter) as flood:
        await courier.send_message(doctor.id, "나")
    assert flood.value.retry_after == timedelta(seconds=1)
    with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
        await courier.send_message(1, "가")
    sandbox.faults.flood_limits, sandbox.faults.drop_next = False, 1
    with pytest.raises(telegram.error.NetworkError):
        await courier.send_message(doctor.id, "다")
    await doctor.blocks()
    with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
        await courier.send_message(doctor.id, "라")
