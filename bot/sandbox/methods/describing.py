"""setMyCommands, setMyDescription and the other things the bot says about itself."""

import json
import re
from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import method
from bot.sandbox.profile import Command
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import BOT, Json

_MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def _where(call: Call) -> tuple[str, str]:
    scope = call.tree("scope") or {"type": "default"}
    language = call.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return json.dumps(scope, sort_keys=True), language


def _command(raw: Any) -> Command:
    if not isinstance(raw, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = str(raw.get("command", "")).removeprefix("/"), str(raw.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


@method
async def set_my_commands(sandbox: Sandbox, call: Call) -> bool:
    commands = [_command(raw) for raw in call.listed("commands")]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    sandbox.profile.commands[_where(call)] = commands
    return True


@method
async def get_my_commands(sandbox: Sandbox, call: Call) -> list[Command]:
    return sandbox.profile.commands.get(_where(call), [])


@method
async def delete_my_commands(sandbox: Sandbox, call: Call) -> bool:
    sandbox.profile.commands.pop(_where(call), None)
    return True


def _set_text(sandbox: Sandbox, call: Call, kind: str) -> bool:
    text = call.text(kind)
    if len(text) > _LONGEST[kind]:
        raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
    sandbox.profile.texts[kind, _where(call)[1]] = text
    return True


def _get_text(sandbox: Sandbox, call: Call, kind: str, default: str = "") -> Json:
    texts, language = sandbox.profile.texts, _where(call)[1]
    return {kind: texts.get((kind, language)) or texts.get((kind, "")) or default}


@method
async def set_my_name(sandbox: Sandbox, call: Call) -> bool:
    return _set_text(sandbox, call, "name")


@method
async def set_my_description(sandbox: Sandbox, call: Call) -> bool:
    return _set_text(sandbox, call, "description")


@method
async def set_my_short_description(sandbox: Sandbox, call: Call) -> bool:
    return _set_text(sandbox, call, "short_description")


@method
async def get_my_name(sandbox: Sandbox, call: Call) -> Json:
    return _get_text(sandbox, call, "name", BOT["first_name"])


@method
async def get_my_description(sandbox: Sandbox, call: Call) -> Json:
    return _get_text(sandbox, call, "description")


@method
async def get_my_short_description(sandbox: Sandbox, call: Call) -> Json:
    return _get_text(sandbox, call, "short_description")


@method
async def set_chat_menu_button(sandbox: Sandbox, call: Call) -> bool:
    button = call.tree("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: Unsupported menu button type specified")
    sandbox.profile.menu_buttons[call.integer("chat_id") or None] = button
    return True


@method
async def get_chat_menu_button(sandbox: Sandbox, call: Call) -> Json:
    buttons = sandbox.profile.menu_buttons
    return buttons.get(call.integer("chat_id") or None) or buttons.get(None) or {"type": "commands"}
