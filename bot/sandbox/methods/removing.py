"""deleteMessage, deleteMessages, pinChatMessage and its opposite."""

from bot.sandbox.calls import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.addressing import chat_of, message_to, writable_chat
from bot.sandbox.methods.registry import method
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Message

_DELETABLE_FOR = 48 * 3600


def _check_deletable(sandbox: Sandbox, message: Message) -> None:
    chat = message.chat
    if chat.type == "group" and not message.from_bot and chat.bot != "administrator":
        raise bad_request("message can't be deleted")
    if chat.type != "channel" and sandbox.clock.now() - message.date > _DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")


@method
async def delete_message(sandbox: Sandbox, call: Call) -> bool:
    message = message_to("delete", call, chat_of(sandbox, call))
    _check_deletable(sandbox, message)
    sandbox.remove(message)
    return True


@method
async def delete_messages(sandbox: Sandbox, call: Call) -> bool:
    chat = chat_of(sandbox, call)
    ids = call.listed("message_ids")
    if not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers are not specified" if not ids else "too many message identifiers")
    messages = [chat.messages[number] for number in ids if isinstance(number, int) and number in chat.messages]
    for message in messages:
        _check_deletable(sandbox, message)
    for message in messages:
        sandbox.remove(message)
    return True


@method
async def pin_chat_message(sandbox: Sandbox, call: Call) -> bool:
    chat = writable_chat(sandbox, call)
    message = message_to("pin", call, chat)
    if chat.type == "group" and chat.bot != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    chat.pinned = message.message_id
    return True


@method
async def unpin_chat_message(sandbox: Sandbox, call: Call) -> bool:
    chat = chat_of(sandbox, call)
    if chat.pinned is None:
        raise bad_request("message to unpin not found")
    chat.pinned = None
    return True
