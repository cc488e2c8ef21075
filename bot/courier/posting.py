"""Turns a message of ours into one call of the Bot API."""

from __future__ import annotations

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode

from dialogs.message import Button, File, Message, Picture, Rows

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def post(bot: Bot, chat: int, message: Message) -> int:
    """Send a message; gives its id. Raises TelegramError."""
    attachment, markup = message.attachment, keyboard(message.rows)
    if isinstance(attachment, Picture):
        sent = await bot.send_photo(
            chat, _file(attachment), caption=message.text, parse_mode=ParseMode.HTML, reply_markup=markup
        )
    elif isinstance(attachment, File):
        sent = await bot.send_document(
            chat, _file(attachment), caption=message.text, parse_mode=ParseMode.HTML, reply_markup=markup
        )
    else:
        sent = await bot.send_message(
            chat, message.text, parse_mode=ParseMode.HTML, reply_markup=markup, link_preview_options=_NO_PREVIEW
        )
    return sent.message_id


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The buttons, None without any."""
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    data = button.tap.pack() if button.tap else None
    return InlineKeyboardButton(button.label, url=button.url, callback_data=data)


def _file(attachment: Picture | File) -> InputFile:
    return InputFile(attachment.content, filename=attachment.name)
