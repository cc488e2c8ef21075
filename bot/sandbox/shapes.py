"""People, chats and messages as the Bot API shows them."""

from dataclasses import asdict

from bot.sandbox.world import ANONYMOUS_ADMINISTRATOR, BOT, Chat, Human, Json, Message, World

_REFUSED = {"can_be_edited", "is_anonymous", "can_promote_members"}
_RIGHTS = (
    *("can_manage_chat", "can_change_info", "can_invite_users", "can_restrict_members", "can_manage_video_chats"),
    *("can_post_messages", "can_edit_messages", "can_delete_messages", "can_send_welcome_messages"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
    *_REFUSED,
)


def user(person: Human) -> Json:
    """Bot API's User."""
    shape: Json = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    if person.username:
        shape["username"] = person.username
    return shape | {"language_code": person.language_code}


def chat(world: World, room: Chat) -> Json:
    """Bot API's Chat."""
    shape: Json = {"id": room.id, "type": room.type}
    if room.person is not None:
        person = world.people[room.person]
        shape["first_name"] = person.first_name
        return shape | ({"username": person.username} if person.username else {})
    shape["title"] = room.title
    return shape | ({"username": room.username} if room.username else {})


def message(world: World, letter: Message, *, with_reply: bool = True) -> Json:
    """Bot API's Message; the message it replies to is shown one level deep."""
    shape: Json = {"message_id": letter.message_id, **_sender(world, letter), "chat": chat(world, letter.chat)}
    shape["date"] = letter.date
    if letter.edit_date is not None:
        shape["edit_date"] = letter.edit_date
    if with_reply and letter.reply_to is not None:
        shape["reply_to_message"] = message(world, letter.reply_to, with_reply=False)
    shape |= letter.extra | letter.content.media | _words(letter)
    if letter.keyboard:
        shape["reply_markup"] = {"inline_keyboard": letter.keyboard}
    return shape


def _sender(world: World, letter: Message) -> Json:
    if letter.chat.type == "channel":
        return {"sender_chat": chat(world, letter.chat)}
    if letter.from_bot:
        return {"from": BOT}
    if letter.sender is None:
        return {"from": ANONYMOUS_ADMINISTRATOR, "sender_chat": chat(world, letter.chat)}
    return {"from": user(letter.sender)}


def _words(letter: Message) -> Json:
    body = letter.content.body
    name = "caption" if letter.content.media else "text"
    shape: Json = {name: body.text} if body.text else {}
    if body.entities:
        shape["caption_entities" if letter.content.media else "entities"] = list(body.entities)
    return shape


def member(world: World, room: Chat, user_id: int) -> Json:
    """Bot API's ChatMember: moderators administrate groups and channels."""
    if user_id == BOT["id"]:
        return _bot_member(room)
    person = world.people[user_id]
    if user_id not in room.members:
        return {"status": "left", "user": user(person)}
    if room.type != "private" and person.role == "moderator":
        return {"status": "creator", "user": user(person), "is_anonymous": False}
    return {"status": "member", "user": user(person)}


def _bot_member(room: Chat) -> Json:
    if room.bot != "administrator":
        return {"status": room.bot, "user": BOT}
    held = {right: right not in _REFUSED for right in _RIGHTS}
    return {"status": "administrator", "user": BOT, **held}


def person_view(person: Human) -> Json:
    """The control API's Person."""
    return asdict(person)


def chat_view(room: Chat) -> Json:
    """The control API's Chat."""
    names = ("id", "type", "title", "person", "members")
    return {name: getattr(room, name) for name in names}
