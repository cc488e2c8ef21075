"""After a fact was changed: what that changes in the advice."""

from __future__ import annotations

from dataclasses import replace

from dialogs.changes import changes
from dialogs.events import Keep, Outcome
from dialogs.interview import SKIPPED, Response
from dialogs.message import Button, Message, Reply, Tap
from dialogs.reception import Visit


def with_changes(visit: Visit, outcome: Outcome) -> Outcome:
    """The outcome of a reply; where it changed a fact and nothing else is open, with what that changes."""
    kept = [change for change in outcome.changes if isinstance(change, Keep)]
    if len(kept) != 1 or not outcome.replies or not _changes_a_fact(visit, kept[0]):
        return outcome
    after = _after(visit, kept[0])
    if after.sitting.place.open is not None:
        return outcome
    words = visit.words
    told = words("talk.changed", told=after.sitting.told(kept[0].fact))
    lines = changes(visit.advice, after.advice, words) or [words("what_if.same")]
    text = "\n".join([told, f"<b>{words('changes.title')}</b>", *lines])
    road, more = Button(words("talk.see_road"), Tap("road")), Button(words("changes.more"), Tap("summary"))
    return replace(outcome, replies=(Reply(Message(text, ((road, more),)), outcome.replies[0].place, card=True),))


def _changes_a_fact(visit: Visit, kept: Keep) -> bool:
    earlier = visit.applicant.transcript.get(kept.fact)
    held = earlier is not None and earlier.reopened and earlier.text not in (SKIPPED, kept.response)
    return held and kept.response != SKIPPED


def _after(visit: Visit, kept: Keep) -> Visit:
    transcript = {**visit.applicant.transcript, kept.fact: Response(kept.response)}
    return replace(visit, applicant=replace(visit.applicant, transcript=transcript))
