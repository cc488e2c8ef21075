"""The exams: the last outcome of each, of all that the story says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dialogs.stories.clauses import Clause
from dialogs.stories.exam_names import STEPS
from dialogs.stories.facts import Facts
from dialogs.stories.gathering import Gathered
from dialogs.stories.sittings import Sitting, by_score
from knowledge.dated import NotInForce
from knowledge.days import PartialDate
from knowledge.guards import Setting


def exams(clauses: Iterable[Clause], setting: Setting) -> Facts:
    """The facts about Step 1, Step 2 CK, Step 3 and OET."""
    gathered = Gathered(setting)
    for clause in clauses:
        gathered.hear(clause)
    facts: Facts = {}
    for exam, told in gathered.told.items():
        facts |= _facts(exam, told, setting)
    return facts


def _facts(exam: str, told: list[Sitting], setting: Setting) -> Facts:
    told = [_judged(each, setting) for each in told]
    settled = [each for each in told if each.settled]
    if settled:
        return _settled(exam, settled, setting)
    sat = [each for each in told if each.kind in ("sat", "waiting")]
    ahead = [each for each in told if each.kind in ("booked", "meant", "hoped")]
    if ahead and (ahead[-1].day or ahead[-1].kind == "booked"):
        return _named(exam, "planned", ahead[-1].day)
    if sat and sat[-1].day and sat[-1].day.first <= setting.today:
        return {**_named(exam, None, sat[-1].day), **_counted(exam, sat[-1].attempts)}
    if any(each.kind in ("not_taken", "meant") for each in told) and not sat:
        return _named(exam, "not_taken", None)
    return {}


def _judged(each: Sitting, setting: Setting) -> Sitting:
    """A sitting of which only the score and the day are told is passed or failed by them."""
    if each.kind not in (None, "sat") or each.score is None or each.exam not in STEPS:
        return each
    return replace(each, kind=by_score(each.exam, each.score, each.day, setting) or each.kind)


def _settled(exam: str, settled: list[Sitting], setting: Setting) -> Facts:
    last = settled[-1]
    facts = {**_named(exam, str(last.kind), last.day), **_counted(exam, _attempts(settled))}
    if last.score and exam in STEPS and not (exam == "step1" and last.day and _pass_fail(last.day, setting)):
        facts[f"{exam}_score"] = last.score
    return facts


def _attempts(settled: list[Sitting]) -> int | None:
    """How often it was sat, where that was told or follows from the failures told."""
    last = settled[-1]
    if last.attempts:
        return last.attempts
    failed = [each for each in settled if each.kind == "failed"]
    counts = [each.fails or each.attempts or (1 if each.day or each.again else None) for each in failed]
    if not failed or None in counts:
        return None
    if last.kind == "failed" and len(failed) == 1 and not last.fails:
        return None
    return sum(count for count in counts if count) + (last.kind == "passed")


def _pass_fail(day: PartialDate, setting: Setting) -> bool:
    try:
        return bool(setting.numbers["step1_reported_as"].on(day.first).value == "pass_fail")
    except NotInForce:
        return False


def _named(exam: str, result: str | None, day: PartialDate | None) -> Facts:
    keys = ("oet", "oet_date") if exam == "oet" else (f"{exam}_result", f"{exam}_date")
    return {key: value for key, value in zip(keys, (result, str(day) if day else None), strict=True) if value}


def _counted(exam: str, attempts: int | None) -> Facts:
    return {f"{exam}_attempts": attempts} if attempts and exam in STEPS else {}
