"""A state's limits on the Steps beside one applicant's sittings and days: within, beyond, or not to be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from knowledge.days import PartialDate
from knowledge.profile import Certificate, ExamResult, Profile
from knowledge.rules.licence_states import STEP3_TAKES

STEPS = ("step1", "step2_ck", "step3")
OR_MORE = 4
"""The count of sittings that stands for itself and every larger one."""


class Standing(StrEnum):
    """How a state, or one of its conditions, stands to an applicant. UNKNOWN: not to be said, or case by case."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Judged:
    """One limit beside one applicant; `missing` names the facts that would decide it."""

    standing: Standing
    case: str
    values: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How often a Step will have been sat by the time it is passed, at the least and at the most known of."""

    least: int
    most: int
    missing: str = ""


def count(step: str, profile: Profile, most_ever: int) -> Count:
    """The sittings of one Step. A Step not sat yet counts once; one not told of at least once, at most `most_ever`.

    Step 3 cannot have been sat without the certificate.
    """
    result, sat = getattr(profile, f"{step}_result"), getattr(profile, f"{step}_attempts")
    before_certificate = step == "step3" and result is None and profile.ecfmg_certificate is not Certificate.HELD
    if result is ExamResult.NOT_TAKEN or before_certificate:
        return Count(1, 1)
    if result is None or sat is None:
        return Count(1, most_ever, f"{step}_result" if result is None else f"{step}_attempts")
    to_come = 0 if result is ExamResult.PASSED else 1
    return Count(sat + to_come, (most_ever if sat >= OR_MORE else sat) + to_come)


def attempts(limits: Sequence[str], profile: Profile, most_ever: int) -> Judged:
    """The limits of one state, each `step3:3`, `each:3` or `total:5`; the strictest decides.

    `most_ever` is the largest number of sittings USMLE ever allowed. A value that is none of these raises KeyError.
    """
    counts = {step: count(step, profile, most_ever) for step in STEPS}
    found = [judged for limit in limits for judged in _one_limit(limit, counts)]
    worst = max(found, key=lambda judged: _GRAVITY[judged.standing])
    missing = tuple(dict.fromkeys(fact for judged in found for fact in judged.missing))
    values = {"limits": tuple(limits), "counts": counts}
    return Judged(worst.standing, worst.case, values, missing if worst.standing is Standing.UNKNOWN else ())


_GRAVITY = {Standing.OPEN: 0, Standing.UNKNOWN: 1, Standing.CLOSED: 2}


def _one_limit(limit: str, counts: dict[str, Count]) -> list[Judged]:
    kind, _, most = limit.partition(":")
    groups = {"each": [[step] for step in STEPS], "total": [list(STEPS)]}.get(kind) or [[kind]]
    return [_compared([counts[step] for step in group], int(most)) for group in groups]


def _compared(counts: Sequence[Count], limit: int) -> Judged:
    missing = tuple(counted.missing for counted in counts if counted.missing)
    if sum(counted.least for counted in counts) > limit:
        return Judged(Standing.CLOSED, "beyond")
    if sum(counted.most for counted in counts) > limit:
        return Judged(Standing.UNKNOWN, "perhaps_beyond", missing=missing)
    return Judged(Standing.OPEN, "within")


def window(years: int, profile: Profile, today: date) -> Judged:
    """Whether all Steps are, or can still be, passed within so many years of the first one passed.

    A month or a year instead of a day gives UNKNOWN where its days would not agree.
    """
    results = {"step1": profile.step1_result, "step2_ck": profile.step2_ck_result}
    passed = [step for step, result in results.items() if result is ExamResult.PASSED]
    untold = tuple(f"{step}_result" for step, result in results.items() if result is None)
    untold += tuple(f"{step}_passed_on" for step in passed if getattr(profile, f"{step}_passed_on") is None)
    if untold:
        return Judged(Standing.UNKNOWN, "day_needed", {"years": years}, untold)
    if not passed:
        return Judged(Standing.OPEN, "not_begun", {"years": years})
    fact, first = min(
        ((f"{step}_passed_on", getattr(profile, f"{step}_passed_on")) for step in passed),
        key=lambda pair: pair[1].first,
    )
    values = {"years": years, "first": first, "ends": first.plus(years=years)}
    if profile.step3_result is ExamResult.PASSED:
        return _with_step3(profile.step3_passed_on, values, fact)
    return _without_step3(values, fact, today, both=len(passed) == len(results))


def _with_step3(passed_on: PartialDate | None, values: dict[str, Any], first_fact: str) -> Judged:
    ends = values["ends"]
    if passed_on is None:
        return Judged(Standing.UNKNOWN, "day_needed", values, ("step3_passed_on",))
    if passed_on.last <= ends.first:
        return Judged(Standing.OPEN, "kept", values)
    if passed_on.first > ends.last:
        return Judged(Standing.CLOSED, "missed", values)
    inexact = {first_fact: ends, "step3_passed_on": passed_on}
    return Judged(Standing.UNKNOWN, "day_needed", values, tuple(f for f, day in inexact.items() if not day.exact))


def _without_step3(values: dict[str, Any], first_fact: str, today: date, *, both: bool) -> Judged:
    ends = values["ends"]
    if today > ends.last:
        return Judged(Standing.CLOSED, "over", values)
    if today > ends.first:
        return Judged(Standing.UNKNOWN, "day_needed", values, (first_fact,))
    if not both and ends.first <= today + STEP3_TAKES:
        return Judged(Standing.UNKNOWN, "tight", values)
    return Judged(Standing.OPEN, "running", values)


def from_step3(profile: Profile) -> Judged:
    """A state that counts from the first sitting of Step 3: nothing is lost where it was passed at once or not sat."""
    failed = profile.step3_result is ExamResult.FAILED
    again = failed or (profile.step3_result is ExamResult.PASSED and profile.step3_attempts != 1)
    return Judged(Standing.UNKNOWN if again else Standing.OPEN, "from_step3")
