"""What the pages of comparisons share: the lines at the end and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogs import certainty
from dialogs.message import Button, Message, Rows, Tap
from dialogs.wording import Words
from knowledge.dated import Citation

SOURCES = 20
"""How many sources the page of sources lists."""


def ending(citations: Sequence[Citation], words: Words) -> list[str]:
    """How sure the page is and where it was read: nothing where nothing is cited."""
    doubts = words("common.between").join(certainty.doubts(citations, words))
    return [line for line in (doubts, certainty.sources_line(citations, words)) if line]


def page(lines: Iterable[str], rows: Rows) -> Message:
    """The lines that there are, with their buttons."""
    return Message("\n".join(line for line in lines if line), rows)


def sources(citations: Sequence[Citation], back: Button, words: Words) -> Message:
    """Every source of a page, a line each."""
    named = [f"· {certainty.source_name(source, words)}" for source in certainty.unique(citations)[:SOURCES]]
    title = words("comparisons.sources_title", name=back.label.removeprefix("← "))
    return page([title, *named], ((back,), (to_road(words),)))


def to_road(words: Words) -> Button:
    """Back to the first page."""
    return Button(words("pages.to_road"), Tap("road"))


def ways(words: Words) -> tuple[Button, ...]:
    """The three comparisons, a button each."""
    return tuple(Button(words(f"comparisons.open.{name}"), Tap(name)) for name in ("compare", "states", "costs"))
