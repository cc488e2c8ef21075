"""Text with entities, counted the way Telegram counts: in UTF-16 units."""

import re
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

_AUTOMATIC = (
    ("url", re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,:;!?)]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![A-Za-z0-9_/])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?![A-Za-z0-9_])")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d_]\w*")),
)
_OPAQUE = {"code", "pre", "text_link", "url", "email", "bot_command", "mention", "hashtag"}


@dataclass(frozen=True)
class Formatted:
    """A text and its entities (Bot API's MessageEntity objects, sorted by offset, longest first)."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def part(text: str, offset: int, length: int) -> str:
    """The piece of a text an entity covers; offset and length in UTF-16 units."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def in_order(entities: list[Entity]) -> tuple[Entity, ...]:
    """Sorted by offset, the enclosing one first."""
    return tuple(sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def trimmed(formatted: Formatted) -> Formatted:
    """Without the white space around the text, as Telegram stores it; entities move along and may vanish."""
    lead = units(formatted.text) - units(formatted.text.lstrip())
    text = formatted.text.strip()
    end = units(text)
    kept = []
    for entity in formatted.entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(text, tuple(kept))


def with_automatic(formatted: Formatted) -> Formatted:
    """With the commands, links, mentions, addresses and hashtags that Telegram finds by itself."""
    taken = [entity for entity in formatted.entities if entity["type"] in _OPAQUE]
    entities = list(formatted.entities)
    for kind, pattern in _AUTOMATIC:
        for match in pattern.finditer(formatted.text):
            found = {"type": kind, "offset": units(formatted.text[: match.start()]), "length": units(match[0])}
            if not any(_overlap(found, other) for other in taken):
                taken.append(found)
                entities.append(found)
    return Formatted(formatted.text, in_order(entities))


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])
