"""From a call's parameters to the content of a message."""

from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.errors import bad_request
from bot.sandbox.formatted import Entity, Formatted, in_order, trimmed, units, with_automatic
from bot.sandbox.markup import parse_html

MOST_TEXT = 4096
MOST_CAPTION = 1024


def text_of(call: Call) -> Formatted:
    """A message's text. Raises Refusal if it is empty, too long or badly formatted."""
    if not call.text("text"):
        raise bad_request("message text is empty")
    body = composed(call.text("text"), call.text("parse_mode"), call.listed("entities"))
    if not body.text:
        raise bad_request("text must be non-empty")
    if units(body.text) > MOST_TEXT:
        raise bad_request("message is too long")
    return body


def caption_of(call: Call) -> Formatted:
    """A caption, possibly empty. Raises Refusal if it is too long or badly formatted."""
    return caption(call.text("caption"), call.text("parse_mode"), call.listed("caption_entities"))


def caption(text: str, parse_mode: str, entities: list[Any]) -> Formatted:
    """A caption from its parts. Raises Refusal."""
    body = composed(text, parse_mode, entities)
    if units(body.text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    return body


def composed(text: str, parse_mode: str, entities: list[Any]) -> Formatted:
    """Text and entities, from markup if there is a parse_mode, else from the entities given. Raises Refusal."""
    match parse_mode.lower():
        case "":
            body = Formatted(text, in_order([_entity(raw, units(text)) for raw in entities]))
        case "html":
            body = parse_html(text)
        case "markdown" | "markdownv2":
            raise bad_request("this sandbox reads no Markdown; use parse_mode HTML or entities")
        case _:
            raise bad_request("unsupported parse_mode")
    return with_automatic(trimmed(body))


def _entity(raw: Any, end: int) -> Entity:
    if not isinstance(raw, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    if not isinstance(raw.get("type"), str):
        raise bad_request("can't parse MessageEntity: Can't find field \"type\"")
    for name in ("offset", "length"):
        if not isinstance(raw.get(name), int):
            raise bad_request(f'can\'t parse MessageEntity: Field "{name}" must be of type Number')
    if raw["type"] == "text_link" and not isinstance(raw.get("url"), str):
        raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
    offset, length = raw["offset"], raw["length"]
    if offset < 0 or length < 0 or offset + length > end:
        where = f"entity beginning at UTF-16 offset {offset}"
        raise bad_request(f"{where} ends after the end of the text at UTF-16 offset {offset + length}")
    return dict(raw)
