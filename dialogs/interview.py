"""An interview: an ordered tuple of steps with guards, checked when it is defined, replayed to find the place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.kinds.kind import Kind
from knowledge.guards import Guard, Setting

SKIPPED = "-"
"""The response to a step that was skipped: the fact stays unknown, and the step is not asked again."""


class BadInterview(ValueError):
    """A declaration that could not work: a fact asked twice, a guard on a later fact."""


@dataclass(frozen=True)
class Step:
    """One question: the fact it fills, how the reply is read, and when it is asked."""

    fact: str
    kind: Kind
    when: Guard | None = None
    optional: bool = False


@dataclass(frozen=True)
class Chapter:
    """A part of the interview with a name of its own, by which progress is shown."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Response:
    """What was said to a step. `reopened`: it is to be asked again, and holds until it is answered anew."""

    text: str
    reopened: bool = False


Transcript = Mapping[str, Response]
"""All responses by the fact they fill; never by order, so that steps may come and go."""


@dataclass(frozen=True)
class Place:
    """Where a transcript leads: the facts it gives and the step still open, None at the end."""

    facts: Mapping[str, Any]
    open: Step | None
    passed: tuple[Step, ...]


@dataclass(frozen=True)
class Interview:
    """An interview by name. Raises BadInterview when it is defined wrongly."""

    name: str
    chapters: tuple[Chapter, ...]
    _by_fact: Mapping[str, Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        seen: dict[str, Step] = {}
        for step in self.steps:
            if step.fact in seen:
                raise BadInterview(f"{self.name}: {step.fact} is asked twice")
            later = [fact for fact in (step.when.reads if step.when else ()) if fact not in seen]
            if later:
                raise BadInterview(f"{self.name}: {step.fact} depends on {', '.join(later)}, not asked before it")
            seen[step.fact] = step
        object.__setattr__(self, "_by_fact", seen)

    @property
    def steps(self) -> Iterator[Step]:
        """All steps in their order."""
        return (step for chapter in self.chapters for step in chapter.steps)

    def step(self, fact: str) -> Step | None:
        """The step that fills `fact`."""
        return self._by_fact.get(fact)

    def chapter(self, step: Step) -> tuple[int, Chapter]:
        """The chapter of a step and its number, from 1."""
        return next((n, chapter) for n, chapter in enumerate(self.chapters, 1) if step in chapter.steps)

    def walk(self, transcript: Transcript, setting: Setting) -> Place:
        """Replay the responses: the facts they give, and the first step still open.

        Steps whose guard does not hold are passed over, their responses with them. A response the step can no longer
        read (the interview has changed since) counts as not given.
        """
        facts: dict[str, Any] = {}
        passed: list[Step] = []
        first_open: Step | None = None
        for step in self.steps:
            if step.when and not step.when(facts, setting):
                continue
            response = transcript.get(step.fact)
            readable = response is not None and _fill(facts, step, response)
            if not readable or (response and response.reopened):
                first_open = first_open or step
            elif first_open is None:
                passed.append(step)
        return Place(facts, first_open, tuple(passed))


def _fill(facts: dict[str, Any], step: Step, response: Response) -> bool:
    if response.text == SKIPPED:
        return step.optional
    try:
        facts[step.fact] = step.kind.value(response.text)
    except ValueError:
        return False
    return True
