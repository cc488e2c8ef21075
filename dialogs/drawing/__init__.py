"""Pictures of the applicant's road, and the same told in words."""

from __future__ import annotations

from dialogs.drawing.charting import chart
from dialogs.drawing.telling import tell
from dialogs.message import Picture
from dialogs.wording import Words
from knowledge.advice import Advice


def timeline(advice: Advice, words: Words) -> Picture | None:
    """The timeline as a PNG 1080 pixels wide; None where no day is ahead. It reckons for about half a second."""
    from dialogs.drawing.timeline import draw  # the drawing library takes a second to load: only who draws waits for it

    found = chart(advice, words)
    return Picture("timeline.png", draw(found, words)) if found else None


def timeline_text(advice: Advice, words: Words) -> str | None:
    """The timeline in words, as HTML that fits a caption; None where no day is ahead."""
    found = chart(advice, words)
    return tell(found, words) if found else None
