"""Which chat and which message a call means."""

from bot.sandbox.calls import Call
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Chat, Message


def chat_of(sandbox: Sandbox, call: Call, name: str = "chat_id") -> Chat:
    """The chat a call names. Raises Refusal if there is none."""
    return sandbox.world.chat(call.chat_id(name))


def writable_chat(sandbox: Sandbox, call: Call) -> Chat:
    """The chat a call wants to write to. Raises Refusal if the bot may not."""
    chat = chat_of(sandbox, call)
    if chat.person is not None and sandbox.world.people[chat.person].blocked:
        raise forbidden("bot was blocked by the user")
    if chat.bot == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


def message_to(deed: str, call: Call, chat: Chat) -> Message:
    """The message a call names; `deed` goes into the text of the Refusal: edit, delete, copy, forward."""
    if "message_id" not in call.params:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(call.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {deed} not found")
    return message


def message_to_edit(sandbox: Sandbox, call: Call) -> Message:
    """The bot's own message a call names. Raises Refusal."""
    if "inline_message_id" in call.params:
        raise bad_request("MESSAGE_ID_INVALID")
    message = message_to("edit", call, writable_chat(sandbox, call))
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def replied_to(call: Call, chat: Chat) -> Message | None:
    """The message a new one replies to, if any. Raises Refusal if it is gone and the call insists on it."""
    reply = call.tree("reply_parameters")
    wanted = Call("", reply) if isinstance(reply, dict) else call
    message_id = wanted.integer("message_id" if wanted is not call else "reply_to_message_id")
    if not message_id:
        return None
    message = chat.messages.get(message_id)
    lenient = wanted.flag("allow_sending_without_reply")
    if message is None and not lenient:
        raise bad_request("message to be replied not found")
    return message
