"""The days ahead, each with its weight: announced with both clocks, estimated as such, or a month only."""

from __future__ import annotations

from markupsafe import Markup

from dialogs import certainty
from dialogs.message import Button, Message, Tap, rows
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.deadlines import Deadline, deadlines
from knowledge.rule import Finding

SHOWN = 10


def page(advice: Advice, zone: str, words: Words, number: int = 0) -> Message:
    """The applicant's deadlines in the order of their days, ten a page, pages counted from 0; `zone` is their clock."""
    ahead = deadlines(advice.profile, words.setting, advice)
    shown = ahead[number * SHOWN :][:SHOWN]
    lines = [words("deadlines_page.title", zone=words.zone(zone), today=words.today)]
    lines += [line(deadline, zone, advice, words) for deadline in shown] or [words("deadlines_page.none")]
    if any(deadline.estimated for deadline in shown):
        lines.append(words("deadlines_page.estimates"))
    lines.append(certainty.sources_line([citation for each in shown for citation in each.citations], words))
    return Message("\n".join(text for text in lines if text), rows(*_ways(number, len(ahead), words)))


def _ways(number: int, count: int, words: Words) -> list[Button]:
    ways = [Button(words("deadlines_page.nearer"), Tap("deadlines", str(number - 1)))] if number else []
    if count > (number + 1) * SHOWN:
        ways.append(Button(words("deadlines_page.later"), Tap("deadlines", str(number + 1))))
    file = Button(words("dates_page.calendar"), Tap("calendar"))
    return [*ways, file, Button(words("pages.timeline"), Tap("timeline")), Button(words("pages.to_road"), Tap("road"))]


def line(deadline: Deadline, zone: str, advice: Advice, words: Words) -> str:
    """One deadline in a line: when, what, how sure, how long until then."""
    parts = [when(deadline, zone, words), name(deadline, advice, words)]
    if deadline.estimated:
        parts.append(words("deadlines_page.estimated"))
    if deadline.on.exact:
        parts.append(words.days_left(deadline.on.first))
    return " · ".join(parts)


def when(deadline: Deadline, zone: str, words: Words) -> str:
    """The day, about the day, or the month; the hour on both clocks where it was announced."""
    if not deadline.on.exact:
        return words("deadlines_page.month", on=deadline.on)
    if deadline.estimated:
        return words.day(deadline.on.estimated)
    if deadline.moment is None:
        return words.day(deadline.on)
    return words("deadlines_page.at", on=deadline.on, moment=Markup(words.moment(deadline.moment, zone)))


def name(deadline: Deadline, advice: Advice, words: Words) -> str:
    """What the deadline is called."""
    found = _finding(deadline, advice)
    if found is None:
        return words(f"deadlines.{deadline.id}.name")
    return words(f"findings.{found.rule}.{found.judgement.case}.brief", **found.judgement.values)


def what_to_do(deadline: Deadline, advice: Advice, words: Words) -> list[str]:
    """What to do by then, and why."""
    found = _finding(deadline, advice)
    if found is None:
        return words.many(f"deadlines.{deadline.id}.lines")
    return words.many(f"findings.{found.rule}.{found.judgement.case}.lines", **found.judgement.values)[:2]


def _finding(deadline: Deadline, advice: Advice) -> Finding | None:
    return next((finding for finding in advice.findings if finding.rule == deadline.rule), None)
