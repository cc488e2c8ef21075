"""Inline keyboards, checked as Telegram checks them."""

import re
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.formatted import units

Row = list[dict[str, Any]]
Keyboard = list[Row]

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8  # Telegram takes longer rows and shows only the first eight: here that is an error
MOST_DATA_BYTES = 64
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def inline_keyboard(markup: Any) -> Keyboard | None:
    """The rows of a reply_markup, or None if it has none (or is of another kind). Raises Refusal."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if markup and not any(kind in markup for kind in _OTHER_KINDS):
            raise bad_request("can't parse reply keyboard markup JSON object")
        return None
    rows = _rows(markup["inline_keyboard"])
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return [[_button(button) for button in row] for row in rows] or None


def data_on(keyboard: Keyboard | None) -> set[str]:
    """The callback data that can be tapped."""
    return {button["callback_data"] for row in keyboard or [] for button in row if "callback_data" in button}


def _rows(raw: Any) -> list[list[Any]]:
    if not isinstance(raw, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in raw):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return [row for row in raw if row]


def _button(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if not isinstance(raw.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    actions = [name for name in _ACTIONS if raw.get(name) not in (None, "") or (name in raw and "switch" in name)]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be used")
    if not units(raw["text"].strip()):
        raise bad_request("inline keyboard button text must be non-empty")
    _check_action(actions[0], raw[actions[0]])
    return {name: value for name, value in raw.items() if value is not None}


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data" and not (isinstance(value, str) and len(value.encode()) <= MOST_DATA_BYTES):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        _check_url(str(value))


def _check_url(url: str) -> None:
    scheme, colon, rest = url.partition("://")
    if colon and scheme not in ("http", "https", "tg"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if scheme != "tg" and not re.match(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)", rest if colon else url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
