"""Text with entities as safe HTML for the chat page."""

from html import escape

from bot.sandbox.formatted import Entity, Formatted, part

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def as_html(formatted: Formatted) -> str:
    """Everything escaped; only tags made here, properly nested even where entities overlap."""
    encoded = formatted.text.encode("utf-16-le")
    marks = [(entity, _tag(formatted.text, entity)) for entity in formatted.entities]
    shown = [(entity, tag) for entity, tag in marks if tag]
    cuts = sorted({0, len(encoded) // 2} | {edge for entity, _ in shown for edge in _edges(entity)})
    out: list[str] = []
    nesting: list[tuple[Entity, str]] = []
    for start, stop in zip(cuts, [*cuts[1:], None], strict=True):
        starting = [mark for mark in shown if mark[0]["offset"] == start]
        nesting = _turn(out, nesting, starting, start)
        if stop is not None:
            out.append(escape(encoded[start * 2 : stop * 2].decode("utf-16-le", "replace")))
    return "".join(out)


def _edges(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _turn(
    out: list[str], nesting: list[tuple[Entity, str]], starting: list[tuple[Entity, str]], at: int
) -> list[tuple[Entity, str]]:
    """Closes what ends here, reopens what it enclosed, opens what starts; gives the new nesting."""
    ending = [place for place, (entity, _) in enumerate(nesting) if _edges(entity)[1] == at]
    keep = ending[0] if ending else len(nesting)
    out.extend(f"</{tag.split()[0]}>" for _, tag in reversed(nesting[keep:]))
    reopened = [mark for mark in nesting[keep:] if _edges(mark[0])[1] != at] + starting
    out.extend(f"<{tag}>" for _, tag in reopened)
    return nesting[:keep] + reopened


def _tag(text: str, entity: Entity) -> str:
    if entity["type"] in ("text_link", "url"):
        url = entity.get("url") or part(text, entity["offset"], entity["length"])
        safe = url.startswith(("http://", "https://", "tg://", "mailto:"))
        return f'a href="{escape(url)}" target="_blank" rel="noopener"' if safe else ""
    return _TAGS.get(entity["type"], "")
