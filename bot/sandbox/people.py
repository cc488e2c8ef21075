"""What people do: they write, edit, tap, send things, block the bot. Each deed gives the update's id."""

from collections.abc import Callable
from dataclasses import replace

from bot.sandbox import shapes
from bot.sandbox.attachments import document, file_fields, photo_sizes
from bot.sandbox.composing import MOST_TEXT, caption
from bot.sandbox.errors import ControlError
from bot.sandbox.files import Upload, sample
from bot.sandbox.formatted import Formatted, trimmed, units, with_automatic
from bot.sandbox.keyboards import data_on
from bot.sandbox.queries import Query
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import BOT, Chat, Content, Human, Json, Message


def say(sandbox: Sandbox, place: Chat, person: Human, text: str, reply_to: int, anonymous: bool) -> tuple[Message, int]:
    """A person writes; `anonymous` is how a group's administrators may hide. Raises ControlError."""
    return put(sandbox, place, person, Content(_typed(text)), reply_to, anonymous)


def put(
    sandbox: Sandbox, place: Chat, person: Human, content: Content, reply_to: int = 0, anonymous: bool = False
) -> tuple[Message, int]:
    """Whatever a person sends becomes a message and an update, whose id is 0 where the bot has left.

    Raises ControlError if the person may not write there.
    """
    _check_may_write(place, person)
    hidden = place.type == "channel" or (anonymous and place.type == "group")
    draft = sandbox.draft(place, content, sender=None if hidden else person)
    message = sandbox.post(replace(draft, reply_to=place.messages.get(reply_to)))
    if place.bot == "left":
        return message, 0
    kind = "channel_post" if place.type == "channel" else "message"
    return message, sandbox.tell(kind, sandbox.shape(message), ("chat", place.id))


def _check_may_write(place: Chat, person: Human) -> None:
    if place.type == "private" and person.blocked:
        raise ControlError(409, f"person {person.id} blocks the bot; unblock first")
    if place.type == "channel" and person.role != "moderator":
        raise ControlError(403, "only moderators write in the channel")


def _typed(text: str) -> Formatted:
    body = with_automatic(trimmed(Formatted(text)))
    if not 1 <= units(body.text) <= MOST_TEXT:
        raise ControlError(400, f"a text has 1 to {MOST_TEXT} characters")
    return body


def edit(sandbox: Sandbox, place: Chat, person: Human, message_id: int, text: str) -> tuple[Message, int]:
    """A person edits what they wrote. Raises ControlError if it is not theirs."""
    message = place.messages.get(message_id)
    if message is None:
        raise ControlError(404, f"there is no message {message_id}")
    if message.sender is not person or message.from_bot:
        raise ControlError(403, f"message {message_id} is not by person {person.id}")
    edited = sandbox.change(message, replace(message.content, body=_typed(text)), message.keyboard)
    return edited, sandbox.tell("edited_message", sandbox.shape(edited), ("chat", place.id))


def tap(sandbox: Sandbox, place: Chat, person: Human, message_id: int, data: str, outdated: bool) -> tuple[Query, int]:
    """A person taps a button, with `outdated` also one that is gone. Raises ControlError."""
    message = place.messages.get(message_id)
    if not 1 <= message_id <= place.last_id:
        raise ControlError(404, f"there never was a message {message_id}")
    if not outdated and (message is None or data not in data_on(message.keyboard)):
        raise ControlError(409, "there is no such button on the message (any more)")
    query = sandbox.queries.ask(person, data, place.id)
    gone = {"chat": shapes.chat(sandbox.world, place), "message_id": message_id, "date": 0}
    payload = {
        "id": query.query_id,
        "from": shapes.user(person),
        "message": sandbox.shape(message) if message else gone,
        "chat_instance": str(1_000_003 * abs(place.id)),
        "data": data,
    }
    return query, sandbox.tell("callback_query", payload, ("tap", person.id))


def things(sandbox: Sandbox, person: Human) -> dict[str, Callable[[Upload], Json]]:
    """What can be sent, by kind: the message's fields for a file."""

    def plain(kind: str, upload: Upload, **more: object) -> Json:
        return {kind: {**file_fields(sandbox.files.store(upload, f"{kind}s")), **more}}

    square = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    contact = {"phone_number": "+821000000000", "first_name": person.first_name, "user_id": person.id}
    return {
        "photo": lambda upload: {"photo": photo_sizes(sandbox, upload, upload)},
        "document": lambda upload: {"document": document(sandbox, upload, upload)},
        "voice": lambda upload: plain("voice", upload, duration=3, mime_type=upload.mime_type),
        "sticker": lambda upload: plain("sticker", upload, emoji="👍", **square),
        "location": lambda _: {"location": {"latitude": 37.5665, "longitude": 126.978}},
        "contact": lambda _: {"contact": contact},
    }


def send(
    sandbox: Sandbox, place: Chat, person: Human, kind: str, upload: Upload | None, words: str
) -> tuple[Message, int]:
    """A person sends something other than text; without a file a small sample goes. Raises ControlError, Refusal."""
    known = things(sandbox, person)
    if kind not in known:
        raise ControlError(400, f"kind is one of {', '.join(known)}")
    _check_may_write(place, person)
    content = Content(caption(words, "", []), known[kind](upload or sample(kind)))
    return put(sandbox, place, person, content)


def set_blocked(sandbox: Sandbox, person: Human, blocked: bool) -> None:
    """A person blocks or unblocks the bot, and the bot is told; nothing happens if it is so already."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    member = {"status": "member", "user": BOT}
    kicked = {"status": "kicked", "user": BOT, "until_date": 0}
    old, new = (member, kicked) if blocked else (kicked, member)
    payload = {
        "chat": shapes.chat(sandbox.world, sandbox.world.chats[person.id]),
        "from": shapes.user(person),
        "date": int(sandbox.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    sandbox.publish("state")
    sandbox.tell("my_chat_member", payload, ("chat", person.id))
