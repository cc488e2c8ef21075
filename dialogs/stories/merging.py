"""Two statements about one exam: about the same sitting, or about two."""

from __future__ import annotations

from dataclasses import replace

from dialogs.stories.dates import exactest
from dialogs.stories.sittings import Sitting


def merged(before: Sitting, after: Sitting) -> Sitting | None:
    """Both statements as one, where they can be about the same sitting."""
    days = [day for day in (before.day, after.day) if day]
    day = exactest(days)
    if (before.fails or 0) > 1 and after == Sitting(after.exam, day=after.day):
        return replace(before, day=max(days))
    clash = (days and not day) or (before.score and after.score and before.score != after.score)
    if clash or (before.attempts and after.attempts and before.attempts != after.attempts):
        return None
    open_before = before.kind in (None, "sat", "waiting", "meant", "booked", "not_taken", "hoped")
    if not (after.kind in (None, before.kind) or (open_before and _may_become(before, after))):
        return None
    return Sitting(
        before.exam,
        after.kind or before.kind,
        day,
        before.score or after.score,
        before.attempts or after.attempts,
        before.fails or after.fails,
        before.again or after.again,
    )


def _may_become(before: Sitting, after: Sitting) -> bool:
    if before.kind in (None, "sat"):
        return after.kind in (None, "sat", "waiting", "passed", "failed")
    if before.kind in ("not_taken", "meant", "booked", "hoped"):
        return after.kind in ("booked", "meant")
    return False
