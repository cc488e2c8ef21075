"""Letters before deadlines: several that fall together become one, none comes at night, none comes twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs import certainty
from dialogs.deadlines import line, what_to_do
from dialogs.letters import NewLetter
from dialogs.message import Button, Message, Tap, rows
from dialogs.packing import pack_message
from dialogs.reception import Visit
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.deadlines import Deadline, deadlines, letters_due
from knowledge.profile import LettersWanted

MORNING, EVENING = time(8), time(22)
"""Nothing unasked arrives between evening and morning on the applicant's clock."""

ABOUT = "deadline"


def due_letter(visit: Visit, written: Collection[str]) -> NewLetter | None:
    """The letter to write now, None where there is nothing to remind of.

    `written` are the keys of the letters this applicant has had; what one of them named is not named again. The letter
    speaks on the day it arrives, which after a late evening is the next.
    """
    visit = replace(visit, now=by_day(visit.now, visit.zone))
    if visit.profile.letters_wanted in (None, LettersWanted.NONE):
        return None
    words = visit.words
    had = {mark for key in written for mark in key.rpartition(":")[2].split("+")}
    advice = visit.advice
    ahead = deadlines(visit.profile, words.setting, advice)
    due = {
        mark(deadline, lead): deadline for deadline in ahead if (lead := letters_due(deadline, words.today)) is not None
    }
    new = {name: deadline for name, deadline in due.items() if name not in had}
    if not new:
        return None
    key = f"{ABOUT}:{visit.applicant.id}:{'+'.join(new)}"
    message = reminder(list(new.values()), visit.zone, advice, words)
    return NewLetter(key, visit.applicant.id, pack_message(message), visit.now, ABOUT)


def mark(deadline: Deadline, lead: int) -> str:
    """What a letter's key says of one deadline: which, of which day, how many days before."""
    return f"{deadline.id}@{deadline.on}-{lead}"


def reminder(due: list[Deadline], zone: str, advice: Advice, words: Words) -> Message:
    """One letter about one or several deadlines: when, what to do, where it was read."""
    lines = [words("reminders.opening", count=len(due))]
    for deadline in due:
        lines.append(f"<b>{line(deadline, zone, advice, words)}</b>")
        lines += what_to_do(deadline, advice, words)
    citations = [citation for deadline in due for citation in deadline.citations]
    lines += [*certainty.doubts(citations, words)[:2], certainty.sources_line(citations, words)]
    buttons = (
        Button(words("pages.to_road"), Tap("road")),
        Button(words("pages.deadlines"), Tap("deadlines")),
        Button(words("reminders.stop"), Tap("stop_letters")),
    )
    return Message("\n".join(text for text in lines if text), rows(*buttons))


def by_day(now: datetime, zone: str) -> datetime:
    """Now, or the next morning where it is night on that clock."""
    here = now.astimezone(ZoneInfo(zone))
    if MORNING <= here.time() < EVENING:
        return now
    morning = datetime.combine(here.date(), MORNING, here.tzinfo)
    return morning if here.time() < MORNING else datetime.combine(here.date() + timedelta(days=1), MORNING, here.tzinfo)
