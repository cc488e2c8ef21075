"""Messages as the chat page shows them."""

from typing import Any

from bot.sandbox.rendering import as_html
from bot.sandbox.shapes import person_view
from bot.sandbox.world import Json, Message


def message_view(letter: Message) -> Json:
    """The control API's Message."""
    body, media = letter.content.body, letter.content.media
    return {
        "message_id": letter.message_id,
        "chat_id": letter.chat.id,
        "date": letter.date,
        "edit_date": letter.edit_date,
        "from_bot": letter.from_bot,
        "from": person_view(letter.sender) if letter.sender else None,
        "html": as_html(body),
        "text": body.text,
        "photo": _photo(media["photo"]) if "photo" in media else None,
        "document": _document(media["document"]) if "document" in media else None,
        "sticker": {"emoji": media["sticker"]["emoji"]} if "sticker" in media else None,
        "keyboard": _keyboard(letter),
        "reply_to": letter.reply_to.message_id if letter.reply_to else None,
        "deleted": False,
    }


def _photo(sizes: list[Json]) -> Json:
    largest = sizes[-1]
    return {"url": f"/sandbox/files/{largest['file_id']}", "width": largest["width"], "height": largest["height"]}


def _document(document: Json) -> Json:
    return {
        "url": f"/sandbox/files/{document['file_id']}",
        "name": document["file_name"],
        "size": document["file_size"],
        "mime_type": document["mime_type"],
    }


def _keyboard(letter: Message) -> list[list[dict[str, Any]]] | None:
    if letter.keyboard is None:
        return None
    names = ("text", "callback_data", "url")
    return [[{name: button.get(name) for name in names} for button in row] for row in letter.keyboard]
