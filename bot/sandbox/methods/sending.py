"""send…, copyMessage, forwardMessage."""

from dataclasses import replace
from typing import Any

from bot.sandbox import shapes
from bot.sandbox.attachments import KINDS, attached
from bot.sandbox.calls import Call
from bot.sandbox.composing import caption_of, text_of
from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.keyboards import inline_keyboard
from bot.sandbox.methods.addressing import chat_of, message_to, replied_to, writable_chat
from bot.sandbox.methods.registry import method
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import BOT, Chat, Content, Json, Message

_ACTIONS = {
    *("typing", "upload_photo", "upload_document", "choose_sticker", "find_location"),
    *("record_video", "upload_video", "record_voice", "upload_voice", "record_video_note", "upload_video_note"),
}


def _post(sandbox: Sandbox, call: Call, chat: Chat, content: Content, extra: Json | None = None) -> Message:
    draft = replace(
        sandbox.draft(chat, content, from_bot=True),
        keyboard=inline_keyboard(call.tree("reply_markup")),
        reply_to=replied_to(call, chat),
        extra=extra or {},
    )
    return sandbox.post(draft)


@method
async def send_message(sandbox: Sandbox, call: Call) -> Json:
    chat = writable_chat(sandbox, call)
    return sandbox.shape(_post(sandbox, call, chat, Content(text_of(call))))


@method
async def send_photo(sandbox: Sandbox, call: Call) -> Json:
    return _send_file(sandbox, call, "photo")


@method
async def send_document(sandbox: Sandbox, call: Call) -> Json:
    return _send_file(sandbox, call, "document")


def _send_file(sandbox: Sandbox, call: Call, kind: str) -> Json:
    chat = writable_chat(sandbox, call)
    body = caption_of(call)
    media = attached(sandbox, call, kind, call.params.get(kind))
    return sandbox.shape(_post(sandbox, call, chat, Content(body, media)))


@method
async def send_media_group(sandbox: Sandbox, call: Call) -> list[Json]:
    chat = writable_chat(sandbox, call)
    album = call.listed("media")
    if not 2 <= len(album) <= 10:
        raise bad_request("group send failed" if album else "there are no messages to send")
    contents = [_album_part(sandbox, call, number, item) for number, item in enumerate(album, start=1)]
    if len({kind for content in contents for kind in content.media}) > 1:
        raise bad_request("document can't be mixed with other media types")
    group = {"media_group_id": f"{abs(chat.id)}{chat.last_id + 1:06d}"}
    return [sandbox.shape(_post(sandbox, call, chat, content, group)) for content in contents]


def _album_part(sandbox: Sandbox, call: Call, number: int, item: Any) -> Content:
    try:
        return input_media(sandbox, call, item)
    except Refusal as refusal:
        reason = refusal.description.removeprefix("Bad Request: ")
        raise bad_request(f'failed to send message #{number} with the error message "{reason}"') from None


def input_media(sandbox: Sandbox, call: Call, item: Any) -> Content:
    """The content an InputMediaPhoto or InputMediaDocument describes. Raises Refusal."""
    if not isinstance(item, dict) or item.get("type") not in KINDS:
        raise bad_request("can't parse InputMedia: this sandbox takes photos and documents")
    words = Call("", item)
    return Content(caption_of(words), attached(sandbox, call, item["type"], item.get("media")))


@method
async def send_chat_action(sandbox: Sandbox, call: Call) -> bool:
    chat = writable_chat(sandbox, call)
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    sandbox.publish("typing", chat_id=chat.id)
    return True


@method
async def copy_message(sandbox: Sandbox, call: Call) -> Json:
    chat = writable_chat(sandbox, call)
    original = message_to("copy", call, chat_of(sandbox, call, "from_chat_id"))
    content = original.content
    if content.media and "caption" in call.params:
        content = Content(caption_of(call), content.media)
    return {"message_id": _post(sandbox, call, chat, content).message_id}


@method
async def forward_message(sandbox: Sandbox, call: Call) -> Json:
    chat = writable_chat(sandbox, call)
    original = message_to("forward", call, chat_of(sandbox, call, "from_chat_id"))
    return sandbox.shape(_post(sandbox, call, chat, original.content, {"forward_origin": _origin(sandbox, original)}))


def _origin(sandbox: Sandbox, original: Message) -> Json:
    if original.chat.type == "channel":
        where = {"chat": shapes.chat(sandbox.world, original.chat), "message_id": original.message_id}
        return {"type": "channel", "date": original.date, **where}
    sender = shapes.user(original.sender) if original.sender else BOT
    return {"type": "user", "date": original.date, "sender_user": sender}
