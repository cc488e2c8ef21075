"""Conditions over facts, declared as data: when a step is asked, when a rule concerns somebody.

A guard answers True, False, or None where a fact it reads is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from knowledge.dated import NotInForce, Numbers
from knowledge.days import PartialDate
from knowledge.season import Calendar

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Setting:
    """What guards may look at besides the facts: the day, the numbers and the calendar."""

    today: date
    numbers: Numbers
    calendar: Calendar


class Guard(Protocol):
    """A condition; `reads` names the facts it looks at."""

    @property
    def reads(self) -> tuple[str, ...]: ...

    def __call__(self, facts: Facts, setting: Setting) -> bool | None: ...


class Is:
    """The fact has one of these values."""

    def __init__(self, fact: str, *values: object) -> None:
        self.reads = (fact,)
        self.values = values

    def __str__(self) -> str:
        return f"{self.reads[0]} is {' or '.join(map(str, self.values))}"

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        value = facts.get(self.reads[0])
        return None if value is None else value in self.values


class Known:
    """The fact is known (never None itself)."""

    def __init__(self, fact: str) -> None:
        self.reads = (fact,)

    def __str__(self) -> str:
        return f"{self.reads[0]} is known"

    def __call__(self, facts: Facts, setting: Setting) -> bool:
        return facts.get(self.reads[0]) is not None


class Not:
    """The other guard does not hold; unknown stays unknown."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.reads = guard.reads

    def __str__(self) -> str:
        return f"not ({self.guard})"

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        held = self.guard(facts, setting)
        return None if held is None else not held


class Every:
    """All of them hold. One that fails decides, whatever is unknown about the others."""

    def __init__(self, *guards: Guard) -> None:
        self.guards = guards
        self.reads = tuple(dict.fromkeys(fact for guard in guards for fact in guard.reads))

    def __str__(self) -> str:
        return " and ".join(map(str, self.guards))

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        held = [guard(facts, setting) for guard in self.guards]
        if False in held:
            return False
        return None if None in held else True


class Some:
    """At least one holds. One that holds decides, whatever is unknown about the others."""

    def __init__(self, *guards: Guard) -> None:
        self.guards = guards
        self.reads = tuple(dict.fromkeys(fact for guard in guards for fact in guard.reads))

    def __str__(self) -> str:
        return "(" + " or ".join(map(str, self.guards)) + ")"

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        held = [guard(facts, setting) for guard in self.guards]
        if True in held:
            return True
        return None if None in held else False


class WasInForce:
    """On some day that `fact` may mean, the parameter had this value (what held on the day of an exam, say)."""

    def __init__(self, fact: str, parameter: str, value: object) -> None:
        self.reads = (fact,)
        self.parameter = parameter
        self.value = value

    def __str__(self) -> str:
        return f"on {self.reads[0]}, {self.parameter} was {self.value}"

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        day = facts.get(self.reads[0])
        if not isinstance(day, PartialDate):
            return None
        parameter = setting.numbers[self.parameter]
        try:
            return self.value in {parameter.on(day.first).value, parameter.on(day.last).value}
        except NotInForce:
            return None


class SeasonBegun:
    """The Match aimed at is one for which applications can already be sent."""

    def __init__(self, fact: str, event: str) -> None:
        self.reads = (fact,)
        self.event = event

    def __str__(self) -> str:
        return f"{self.event} of {self.reads[0]} is past"

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        year = facts.get(self.reads[0])
        if year is None:
            return None
        if not str(year).isdigit() or int(str(year)) < min(setting.calendar.seasons):
            return False
        return setting.calendar.season(int(str(year))).event(self.event).on.first <= setting.today
