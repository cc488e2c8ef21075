"""Which state boards would take one applicant, which not and why: their entries beside the applicant's facts.

The entries are parameters called `state_<postal code>_<figure>`: attempts, years, training, exceptions, alternative.
Where there is no entry nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.dated import Citation
from knowledge.guards import Setting
from knowledge.profile import Profile, Training
from knowledge.state_limits import Judged, Standing, attempts, from_step3, window

BOARDS_NOT_FOUND = ("GU", "MP", "VI")
"""Territories with boards of their own of which no text was found."""
CASE_BY_CASE = frozenset(
    f"{aspect}_{way}"
    for aspect in ("attempts", "years")
    for way in ("waiver", "review", "more_training", "flexible", "disputed")
)
"""Exceptions, and doubts about a limit, that leave open what happens beyond it."""
LIMITS = frozenset({"attempts", "years"})
"""Without any of these nothing is known of a state that could open or close it."""
SCHOOLS_AT_HOME = ("US", "CA")
"""Graduates of schools there are not asked the training of IMGs."""
_ENTRY = re.compile(r"state_([a-z]{2})_")


@dataclass(frozen=True)
class Reason:
    """One condition of a state beside the applicant. `case` names the text that says it, `values` what it names."""

    aspect: str
    standing: Standing
    case: str
    values: dict[str, Any] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class StateFinding:
    """One state (its postal code) and every condition known of it."""

    state: str
    reasons: tuple[Reason, ...]

    @property
    def standing(self) -> Standing:
        """Closed beats unknown, unknown beats open."""
        standings = {reason.standing for reason in self.reasons}
        for standing in (Standing.CLOSED, Standing.UNKNOWN):
            if standing in standings:
                return standing
        return Standing.OPEN

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the reasons rest on, each once."""
        return tuple({c.id: c for reason in self.reasons for c in reason.citations}.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would decide what is open."""
        return tuple(dict.fromkeys(fact for reason in self.reasons for fact in reason.missing))

    def reason(self, aspect: str) -> Reason | None:
        """The condition of that kind."""
        return next((reason for reason in self.reasons if reason.aspect == aspect), None)


def codes(setting: Setting) -> tuple[str, ...]:
    """The postal codes of all boards, those without an entry included."""
    entered = {found[1].upper() for key in setting.numbers if (found := _ENTRY.match(key))}
    return tuple(sorted(entered | set(BOARDS_NOT_FOUND)))


def states(profile: Profile, setting: Setting) -> tuple[StateFinding, ...]:
    """Every board, in the order of the postal codes. NotInForce where an entry begins after today."""
    return tuple(state(code, profile, setting) for code in codes(setting))


def state(code: str, profile: Profile, setting: Setting) -> StateFinding:
    """One board; with nothing known of it a finding that says so."""
    reasons = tuple(_reasons(_Entry(code, setting), profile, setting))
    if not LIMITS.intersection(reason.aspect for reason in reasons):
        reasons = (Reason("entry", Standing.UNKNOWN, "not_found"), *reasons)
    return StateFinding(code, reasons)


class _Entry:
    """The values in force today of one state."""

    def __init__(self, code: str, setting: Setting) -> None:
        self._code, self._setting = code.lower(), setting

    def read(self, figure: str) -> tuple[Any, tuple[Citation, ...]]:
        """The value and its citation; None and nothing where there is no entry."""
        key = f"state_{self._code}_{figure}"
        return cited(key, self._setting) if key in self._setting.numbers else (None, ())

    @property
    def code(self) -> str:
        return self._code.upper()


def cited(key: str, setting: Setting) -> tuple[Any, tuple[Citation, ...]]:
    """A parameter's value today with its citation."""
    parameter = setting.numbers[key]
    entry = parameter.on(setting.today)
    return entry.value, (Citation.of(parameter, entry),)


def _reasons(entry: _Entry, profile: Profile, setting: Setting) -> Iterator[Reason]:
    limits, sources = entry.read("attempts")
    if limits is not None:
        yield _tempered("attempts", _attempts(limits, profile, setting), entry, sources)
    years, sources = entry.read("years")
    if years is not None:
        yield _tempered("years", _years(years, profile, setting), entry, sources)
    asked, sources = entry.read("training")
    if asked is not None and profile.school_country not in SCHOOLS_AT_HOME:
        yield _training(asked, sources)
    if entry.code in _SERVICE and profile.needs_visa is not False:
        years, sources = cited(_SERVICE[entry.code], setting)
        yield Reason("service", Standing.OPEN, entry.code.lower(), {"years": years}, sources)
    kind, sources = entry.read("alternative")
    if kind is not None:
        yield _alternative(kind, sources, entry, profile)


_SERVICE = {"NY": "new_york_visa_licence_years", "TX": "texas_service_years"}


def _attempts(limits: list[str] | str, profile: Profile, setting: Setting) -> Judged:
    if isinstance(limits, str):
        return Judged(Standing.OPEN, "no_limit")
    most_ever = max(int(str(entry.value)) for entry in setting.numbers["exam_attempts_max"].values)
    return attempts(limits, profile, most_ever)


def _years(limit: int | str, profile: Profile, setting: Setting) -> Judged:
    if isinstance(limit, int):
        return window(limit, profile, setting.today)
    return from_step3(profile) if limit == "from_step3" else Judged(Standing.OPEN, "no_limit")


def _tempered(aspect: str, judged: Judged, entry: _Entry, sources: tuple[Citation, ...]) -> Reason:
    """A limit with the exceptions known to it: beyond one that is disputed or waived, nothing is sure."""
    tags, also = entry.read("exceptions")
    known = tuple(tag for tag in tags or () if tag.startswith(f"{aspect}_"))
    if judged.standing is Standing.CLOSED and CASE_BY_CASE.intersection(known):
        judged = replace(judged, standing=Standing.UNKNOWN)
    told = known if judged.standing is not Standing.OPEN else ()
    values = judged.values | {"exceptions": told}
    return Reason(aspect, judged.standing, judged.case, values, sources + (also if told else ()), judged.missing)


def _training(asked: int | str | list[str], sources: tuple[Citation, ...]) -> Reason:
    if isinstance(asked, list):
        values: dict[str, Any] = {"least": asked[0], "most": asked[-1]}
        return Reason("training", Standing.OPEN, "range", values, sources)
    case = "years" if isinstance(asked, int) else asked
    return Reason("training", Standing.OPEN, case, {"years": asked}, sources)


def _alternative(kind: str, sources: tuple[Citation, ...], entry: _Entry, profile: Profile) -> Reason:
    """A licence without a US residency, told to those who finished one at home; it never opens or closes a state."""
    years, also = entry.read("alternative_years")
    done = profile.training is Training.COMPLETED
    case = kind if done or kind in ("limited", "not_yet") else "for_specialists"
    return Reason("alternative", Standing.OPEN, case, {"years": years}, sources + also)
