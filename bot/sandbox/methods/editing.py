"""editMessage…"""

from dataclasses import replace

from bot.sandbox.calls import Call
from bot.sandbox.composing import caption_of, text_of
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import inline_keyboard
from bot.sandbox.methods.addressing import message_to_edit
from bot.sandbox.methods.registry import method
from bot.sandbox.methods.sending import input_media
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Content, Json, Message


def _edit(sandbox: Sandbox, call: Call, message: Message, content: Content) -> Json:
    """The message with new content and the call's keyboard; without one, the old keyboard goes."""
    keyboard = inline_keyboard(call.tree("reply_markup"))
    if (content, keyboard) == (message.content, message.keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    return sandbox.shape(sandbox.change(message, content, keyboard))


@method
async def edit_message_text(sandbox: Sandbox, call: Call) -> Json:
    message = message_to_edit(sandbox, call)
    body = text_of(call)
    if message.content.media:
        raise bad_request("there is no text in the message to edit")
    return _edit(sandbox, call, message, Content(body))


@method
async def edit_message_caption(sandbox: Sandbox, call: Call) -> Json:
    message = message_to_edit(sandbox, call)
    if not message.content.media:
        raise bad_request("there is no caption in the message to edit")
    return _edit(sandbox, call, message, replace(message.content, body=caption_of(call)))


@method
async def edit_message_media(sandbox: Sandbox, call: Call) -> Json:
    message = message_to_edit(sandbox, call)
    return _edit(sandbox, call, message, input_media(sandbox, call, call.tree("media")))


@method
async def edit_message_reply_markup(sandbox: Sandbox, call: Call) -> Json:
    message = message_to_edit(sandbox, call)
    return _edit(sandbox, call, message, message.content)
