"""getMe, getChat… and files."""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.calls import Call
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.files import MOST_DOWNLOAD_BYTES
from bot.sandbox.methods.addressing import chat_of
from bot.sandbox.methods.registry import method
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import BOT, Json

_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": True,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


@method
async def get_me(sandbox: Sandbox, _call: Call) -> Json:
    name = sandbox.profile.texts.get(("name", ""), BOT["first_name"])
    return BOT | {"first_name": name} | _ABILITIES


@method
async def get_chat(sandbox: Sandbox, call: Call) -> Json:
    chat = chat_of(sandbox, call)
    full = shapes.chat(sandbox.world, chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if chat.pinned in chat.messages:
        full["pinned_message"] = sandbox.shape(chat.messages[chat.pinned])
    return full


def _user_id(sandbox: Sandbox, call: Call) -> int:
    user_id = call.integer("user_id")
    if user_id != BOT["id"] and user_id not in sandbox.world.people:
        raise bad_request("user not found")
    return user_id


@method
async def get_chat_member(sandbox: Sandbox, call: Call) -> Json:
    return shapes.member(sandbox.world, chat_of(sandbox, call), _user_id(sandbox, call))


@method
async def get_chat_administrators(sandbox: Sandbox, call: Call) -> list[Json]:
    chat = chat_of(sandbox, call)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    members = [shapes.member(sandbox.world, chat, user_id) for user_id in (*chat.members, BOT["id"])]
    return [member for member in members if member["status"] in ("creator", "administrator")]


@method
async def get_chat_member_count(sandbox: Sandbox, call: Call) -> int:
    chat = chat_of(sandbox, call)
    return len(chat.members) + (chat.bot != "left")


@method
async def leave_chat(sandbox: Sandbox, call: Call) -> bool:
    chat = chat_of(sandbox, call)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    if chat.bot == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    chat.bot = "left"
    sandbox.publish("state")
    return True


@method
async def get_file(sandbox: Sandbox, call: Call) -> dict[str, Any]:
    stored = sandbox.files.with_id(call.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.upload.data) > MOST_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.upload.data),
        "file_path": stored.path,
    }
