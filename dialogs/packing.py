"""Messages and replies as JSON, for what is stored before it is sent."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from dialogs.message import Button, File, Message, Picture, Place, Reply, Tap, Wanted

_KINDS: Mapping[str, type[Picture] | type[File]] = {"picture": Picture, "file": File}


class Unpackable(ValueError):
    """A text that holds no message: not JSON, incomplete, or something Telegram would refuse."""


def pack_message(message: Message) -> str:
    """A message as JSON; attachments are in it, as base64."""
    return _json(_message(message))


def unpack_message(packed: str) -> Message:
    """The message a JSON text holds. Raises Unpackable."""
    with _refusing():
        return _read_message(json.loads(packed))


def pack_replies(replies: Iterable[Reply]) -> str:
    """Replies in their order as JSON."""
    return _json(
        [
            {"message": _message(reply.message), "place": reply.place.value, "card": reply.card, "to": reply.to}
            for reply in replies
        ]
    )


def unpack_replies(packed: str) -> tuple[Reply, ...]:
    """The replies a JSON text holds, in their order. Raises Unpackable."""
    with _refusing():
        return tuple(
            Reply(_read_message(tree["message"]), Place(tree["place"]), bool(tree["card"]), tree.get("to"))
            for tree in json.loads(packed)
        )


def _json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _message(message: Message) -> dict[str, Any]:
    tree: dict[str, Any] = {"text": message.text}
    if message.rows:
        tree["rows"] = [[_button(button) for button in row] for row in message.rows]
    if message.attachment:
        tree["attachment"] = _attachment(message.attachment)
    return tree


def _attachment(attachment: Picture | File | Wanted) -> dict[str, Any]:
    if isinstance(attachment, Wanted):
        return {"wanted": attachment.kind}
    kind = "picture" if isinstance(attachment, Picture) else "file"
    return {"kind": kind, "name": attachment.name, "content": b64encode(attachment.content).decode()}


def _button(button: Button) -> dict[str, Any]:
    if button.tap:
        return {"label": button.label, "tap": [button.tap.action, button.tap.subject, button.tap.value]}
    return {"label": button.label, "url": button.url}


def _read_message(tree: Mapping[str, Any]) -> Message:
    rows = tuple(tuple(_read_button(button) for button in row) for row in tree.get("rows", ()))
    attachment = tree.get("attachment")
    return Message(tree["text"], rows, _read_attachment(attachment) if attachment else None)


def _read_button(tree: Mapping[str, Any]) -> Button:
    return Button(tree["label"], Tap(*tree["tap"]) if "tap" in tree else None, tree.get("url"))


def _read_attachment(tree: Mapping[str, Any]) -> Picture | File | Wanted:
    if "wanted" in tree:
        return Wanted(str(tree["wanted"]))
    return _KINDS[tree["kind"]](tree["name"], b64decode(tree["content"], validate=True))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Unpackable(f"not a packed message: {type(problem).__name__}") from problem
