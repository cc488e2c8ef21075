"""How sure we are, and where it was read: the same words on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from markupsafe import Markup, escape

from dialogs.wording import Words
from knowledge.dated import Citation, Source

SHOWN = 2
"""How many sources the line names; the page of sources names all."""


def doubts(citations: Sequence[Citation], words: Words) -> list[str]:
    """What has to be said about the certainty of a statement; nothing where an official text says it."""
    said = []
    if any(citation.estimated for citation in citations):
        said.append(words("certainty.estimated"))
    if any(citation.confidence == "low" and len(citation.sources) == 1 for citation in citations):
        said.append(words("certainty.one_source"))
    elif any(not any(source.official for source in citation.sources) for citation in citations):
        said.append(words("certainty.not_official"))
    stale = [citation.stale_after for citation in citations if words.today > citation.stale_after]
    if stale:
        said.append(words("certainty.stale", day=min(stale)))
    return said


def sources_line(citations: Iterable[Citation], words: Words) -> str:
    """One line: publisher (linked), date of the text, day we read it. Empty where nothing was cited."""
    sources = unique(citations)
    if not sources:
        return ""
    shown = " · ".join(source_name(source, words) for source in sources[:SHOWN])
    read_on = min(source.read_on for source in sources[:SHOWN])
    return words("certainty.sources", sources=Markup(shown), read_on=read_on)


def source_name(source: Source, words: Words) -> str:
    """A source as the line shows it: linked, dated, unofficial ones called so."""
    link = Markup('<a href="{}">{}</a>').format(source.url, source.publisher)
    kind = "unofficial" if not source.official else "copy" if source.copy_read else "official"
    return words(f"certainty.source_{kind}", link=link, as_of=source.as_of)


def unique(citations: Iterable[Citation]) -> list[Source]:
    """The sources of several citations, each address once: the best of every citation first, in their order."""
    ranked = [sorted(citation.sources, key=lambda source: not source.official) for citation in citations]
    in_turn = [source for row in zip_longest(*ranked) for source in row if source]
    return list({source.url: source for source in in_turn}.values())


def sources_list(citations: Sequence[Citation], words: Words) -> list[str]:
    """Every source of a page, a line each, with what it says in numbers and since when."""
    lines = []
    for citation in citations:
        names = "; ".join(f"{source_name(source, words)}" for source in citation.sources)
        lines.append(words("certainty.cited", what=_what(citation, words), sources=Markup(names)))
    return lines


def _what(citation: Citation, words: Words) -> Markup:
    numbers = words.setting.numbers
    if citation.id in numbers:
        return escape(numbers[citation.id].label[words.language])
    events = words.setting.calendar.seasons[max(words.setting.calendar.seasons)].events
    return escape(events[citation.id].label[words.language] if citation.id in events else citation.id)
