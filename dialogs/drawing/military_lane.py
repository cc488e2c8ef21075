"""The lane of Korean military service: until when it lasts, or how long each way of serving would take."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from dialogs.drawing.chart import Entry, Lane, said, short_name, until, written
from dialogs.message import plain
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.days import PartialDate, add_months
from knowledge.deadlines import Deadline
from knowledge.profile import Military, OfficerCandidate, Profile
from knowledge.rule import Due

ROUTES = ("soldier_months", "public_health_doctor_months", "military_doctor_months")
"""The ways of serving, by the parameter that says how many months each takes."""

DAYS = ("military_travel_permit",)


def military(advice: Advice, ahead: Collection[Deadline], words: Words) -> Lane | None:
    """The lane; None for those whom Korean service does not concern."""
    profile = advice.profile
    if profile.citizenship != "KR" or profile.military not in (Military.SERVING, Military.NOT_YET):
        return None
    if profile.military is Military.SERVING:
        entries = list(_serving(profile, words))
        return Lane("military", said("lanes.military", words), "", tuple(entries)) if entries else None
    entries = [
        *_routes(profile, words),
        *_latest(advice, words),
        *(_day(each, advice, words) for each in ahead if each.id in DAYS),
    ]
    return Lane("military", said("lanes.military", words), said("if_at_once", words), tuple(entries))


def _serving(profile: Profile, words: Words) -> Iterator[Entry]:
    on = profile.discharged_on
    if on and on.last >= words.today:
        yield Entry(said("serving", words), until(on, words), Due(on), begins=words.today, must_end=True)


def _routes(profile: Profile, words: Words) -> Iterator[Entry]:
    """Each way that is open, begun as early as it can be: as a doctor after graduation, as a soldier at any time."""
    signed = profile.officer_candidate is OfficerCandidate.SIGNED
    for route in ROUTES[1:] if signed else ROUTES:
        months = words.setting.numbers[route].on(words.today).value
        assert isinstance(months, int), f"{route} counts months"
        begins = words.today if route == ROUTES[0] else _graduated(profile, words.today)
        on = PartialDate.of(add_months(begins, months))
        month = PartialDate(on.year, on.month)
        name = said(f"routes.{route}", words, months=months)
        yield Entry(name, until(month, words), Due(month, estimated=True), begins=begins, must_end=True)


def _graduated(profile: Profile, today: date) -> date:
    return max(today, profile.graduation.last) if profile.graduation else today


def _latest(advice: Advice, words: Words) -> Iterator[Entry]:
    """The last month to begin and still be over in time."""
    for finding in advice.findings:
        due = finding.due
        if finding.rule == "military_timing" and due and due.on.last >= words.today:
            case = f"findings.{finding.rule}.{finding.judgement.case}.brief"
            yield Entry(plain(words(case, **finding.judgement.values)), written(due.on, words), due)


def _day(deadline: Deadline, advice: Advice, words: Words) -> Entry:
    return Entry(short_name(deadline, advice, words), written(deadline.on, words), Due(deadline.on, deadline.estimated))
