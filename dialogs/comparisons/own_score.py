"""The doctor's own Step 2 CK score within the specialty they wish for: the page whose picture shows it."""

from __future__ import annotations

from dialogs.comparisons import frame
from dialogs.message import Button, Message, Tap, Wanted
from dialogs.wording import Words
from knowledge.comparison import ScoreRange, score_range
from knowledge.profile import Profile

SCORE_RANGE = "score_range"


def known(profile: Profile, words: Words) -> ScoreRange | None:
    """The wished specialty's scores with the doctor's own; None where no own score or no means are known."""
    found = score_range(profile.specialty_wish, profile, words.setting) if profile.specialty_wish else None
    return found if found and found.place else None


def button(profile: Profile, words: Words) -> tuple[Button, ...]:
    """The way to the picture, where there is one."""
    return (Button(words("score_range.button"), Tap(SCORE_RANGE)),) if known(profile, words) else ()


def page(found: ScoreRange, words: Words) -> Message:
    """The picture, and the same in words below it."""
    return Message(caption(found, words), ((frame.to_road(words),),), Wanted(SCORE_RANGE))


def caption(found: ScoreRange, words: Words) -> str:
    """What the picture shows, in words, with its sources."""
    scores = {name: getattr(found, name) for name in ("score", "passing", "unmatched", "matched")}
    place = words(f"score_range.places.{found.place.value}") if found.place else ""
    lines = [
        words("score_range.caption", key=found.specialty, **scores),
        place,
        words("comparisons.specialties.note"),
        *frame.ending(found.citations, words),
    ]
    return "\n".join(line for line in lines if line)
