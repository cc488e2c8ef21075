"""What a rule is: a small function named by the facts it reads and the parameters it cites."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

from knowledge.dated import Citation, NotInForce, Parameter
from knowledge.days import PartialDate
from knowledge.guards import Guard, Setting
from knowledge.profile import FACTS, Profile
from knowledge.season import Season, SeasonEvent


class Stage(StrEnum):
    """The road, in its order."""

    CREDENTIALS = "credentials"
    EXAMS = "exams"
    CERTIFICATION = "certification"
    APPLICATION = "application"
    MATCH = "match"
    VISA = "visa"
    RESIDENCY = "residency"
    LICENCE = "licence"


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    AT_RISK = "at_risk"
    UNKNOWN = "unknown"


class Weight(IntEnum):
    """How much it matters to this doctor now: what is said first."""

    NOTE = 0
    PLAN = 1
    URGENT = 2
    BLOCKS = 3


class Role(StrEnum):
    """What part a rule plays on the first page.

    An outlook speaks of the season as a whole; a routine is what everybody on the road has to do, and never the news.
    """

    ORDINARY = "ordinary"
    OUTLOOK = "outlook"
    ROUTINE = "routine"


@dataclass(frozen=True)
class Due:
    """By when. `on` may be a month; `estimated` says that nobody announced it."""

    on: PartialDate
    estimated: bool = False

    @classmethod
    def at(cls, event: SeasonEvent) -> Due:
        """The day of a season's event."""
        return cls(event.on, event.estimated)


@dataclass(frozen=True)
class Judgement:
    """What a rule says: the verdict, the case (which text says it) and the values that text names.

    `due` is the day by which something has to be done, if anything has.
    """

    verdict: Verdict
    case: str
    weight: Weight = Weight.NOTE
    values: Mapping[str, Any] = field(default_factory=dict)
    due: Due | None = None


@dataclass(frozen=True)
class Finding:
    """A judgement with everything it rests on. `missing` names the facts without which nothing could be said."""

    rule: str
    stage: Stage
    judgement: Judgement
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    role: Role = Role.ORDINARY

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    @property
    def weight(self) -> Weight:
        return self.judgement.weight

    @property
    def due(self) -> Due | None:
        return self.judgement.due


class Dated:
    """A parameter handed to a rule that looks at other days than today; it notes which entries were used."""

    def __init__(self, parameter: Parameter, noted: dict[tuple[str, date], Citation]) -> None:
        self._parameter = parameter
        self._noted = noted

    def on(self, day: date) -> Any:
        """The value in force on `day`, cited from now on; NotInForce where there is none."""
        entry = self._parameter.on(day)
        self._noted[self._parameter.id, entry.since] = Citation.of(self._parameter, entry)
        return entry.value


class Events:
    """The season aimed at, handed to a rule; it notes which events were used."""

    def __init__(self, season: Season, noted: dict[tuple[str, date], Citation]) -> None:
        self._season = season
        self._noted = noted
        self.year = season.year
        self.has_calendar = season.has_calendar

    def event(self, key: str) -> SeasonEvent:
        """The event, cited from now on."""
        event = self._season.event(key)
        self._noted[key, event.on.first] = event.citation()
        return event


DERIVED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "match_year": ("target_season",),
        "needs_visa": ("citizenship", "us_status"),
        "graduation": ("graduated_on", "graduates_on"),
    }
)
"""Arguments a rule may take that are reckoned from facts, with those facts."""

Judge = Callable[..., Judgement | None]


@dataclass(frozen=True)
class Rule:
    """A declared rule: `id` is the function's name, `reads` the facts, `cites` the parameters."""

    id: str
    stage: Stage
    judge: Judge
    needs: tuple[str, ...]
    may_use: tuple[str, ...]
    cites: tuple[str, ...]
    dated: tuple[str, ...]
    wants: tuple[str, ...]
    when: Guard | None
    role: Role

    @property
    def reads(self) -> tuple[str, ...]:
        """Every fact the rule or its guard looks at."""
        named = (*self.needs, *self.may_use, *(self.when.reads if self.when else ()))
        return tuple(dict.fromkeys(fact for name in named for fact in DERIVED.get(name, (name,))))

    def find(self, profile: Profile, setting: Setting) -> Finding | None:
        """Judge one applicant; None where the rule does not concern them.

        A fact that is needed and missing gives `unknown` and is named; NotInForce is never swallowed.
        """
        concerns = self.when(profile.__dict__, setting) if self.when else True
        if concerns is False or not self._has_season(profile, setting):
            return None
        missing = self._missing(profile, concerns)
        if missing:
            return Finding(self.id, self.stage, Judgement(Verdict.UNKNOWN, "unknown"), missing=missing, role=self.role)
        noted: dict[tuple[str, date], Citation] = {}
        judgement = self.judge(**self._arguments(profile, setting, noted))
        if judgement is None:
            return None
        missing = judgement.values.get("missing", ())
        return Finding(self.id, self.stage, judgement, tuple(noted.values()), missing, self.role)

    def _has_season(self, profile: Profile, setting: Setting) -> bool:
        """Whether the calendar reaches back to the season aimed at, where the rule looks at one."""
        year = profile.match_year
        return "season" not in self.wants or year is None or year >= min(setting.calendar.seasons)

    def _missing(self, profile: Profile, concerns: bool | None) -> tuple[str, ...]:
        names = self.when.reads if self.when and concerns is None else self.needs
        absent = [name for name in names if getattr(profile, name) is None]
        if "season" in self.wants and concerns and profile.match_year is None:
            absent.append("match_year")
        return tuple(dict.fromkeys(fact for name in absent for fact in DERIVED.get(name, (name,))))

    def _arguments(self, profile: Profile, setting: Setting, noted: dict[tuple[str, date], Citation]) -> dict[str, Any]:
        found: dict[str, Any] = {name: getattr(profile, name) for name in (*self.needs, *self.may_use)}
        for name in self.cites:
            dated = Dated(setting.numbers[name], noted)
            found[name] = dated if name in self.dated else dated.on(setting.today)
        if "today" in self.wants:
            found["today"] = setting.today
        if "season" in self.wants and profile.match_year is not None:
            found["season"] = Events(setting.calendar.season(profile.match_year), noted)
        return found


RULES: dict[str, Rule] = {}


def rule(stage: Stage, *, when: Guard | None = None, role: Role = Role.ORDINARY) -> Callable[[Judge], Judge]:
    """Declare a rule.

    Positional arguments are facts (or `today`, `season`, or one of DERIVED); a fact whose annotation admits None may be
    missing. Keyword-only arguments are parameters: the value in force today, or the whole history where annotated
    `Dated`. The function returns a Judgement, or None where it does not concern the applicant.
    """

    def declare(judge: Judge) -> Judge:
        made = _declared(judge, stage, when, role)
        if made.id in RULES:
            raise ValueError(f"two rules are called {made.id}")
        RULES[made.id] = made
        return judge

    return declare


def _declared(judge: Judge, stage: Stage, when: Guard | None, role: Role) -> Rule:
    hints = get_type_hints(judge)
    arguments = inspect.signature(judge).parameters.values()
    facts = [a.name for a in arguments if a.kind is a.POSITIONAL_OR_KEYWORD and a.name not in ("today", "season")]
    unknown = [name for name in facts if name not in FACTS and name not in DERIVED]
    if unknown:
        raise ValueError(f"{judge.__name__} reads {', '.join(unknown)}, which no profile has")
    optional = tuple(name for name in facts if NoneType in get_args(hints[name]))
    cites = tuple(a.name for a in arguments if a.kind is a.KEYWORD_ONLY)
    return Rule(
        id=judge.__name__,
        stage=stage,
        judge=judge,
        needs=tuple(name for name in facts if name not in optional),
        may_use=optional,
        cites=cites,
        dated=tuple(name for name in cites if hints[name] is Dated),
        wants=tuple(a.name for a in arguments if a.name in ("today", "season")),
        when=when,
        role=role,
    )


__all__ = [
    "RULES",
    "Dated",
    "Due",
    "Events",
    "Finding",
    "Judgement",
    "NotInForce",
    "Role",
    "Rule",
    "Stage",
    "Verdict",
    "Weight",
    "rule",
]
