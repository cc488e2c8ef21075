"""Profile and day in, `Advice` out: what stands, what blocks, what to do next, what could not be judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.guards import Setting
from knowledge.profile import Profile
from knowledge.rule import RULES, Finding, Rule, Stage, Verdict, Weight


class Standing(StrEnum):
    """How a stage of the road stands."""

    DONE = "done"
    NEXT = "next"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    LATER = "later"


@dataclass(frozen=True)
class Advice:
    """All findings about one profile on one day, the weightiest first."""

    today: date
    profile: Profile
    findings: tuple[Finding, ...]

    @property
    def headline(self) -> Finding | None:
        """The one thing to say first: what blocks, else what presses."""
        said = [finding for finding in self.findings if finding.verdict is not Verdict.UNKNOWN]
        return said[0] if said else None

    @property
    def todo(self) -> tuple[Finding, ...]:
        """What is to be done: what blocks first, then by day; what has no day last."""
        todo = [finding for finding in self.findings if finding.weight >= Weight.PLAN]
        todo = [finding for finding in todo if finding.verdict is not Verdict.UNKNOWN]
        return tuple(sorted(todo, key=lambda finding: (finding.weight is not Weight.BLOCKS, _by_day(finding))))

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which something could not be judged, without repetition."""
        return tuple(dict.fromkeys(fact for finding in self.findings for fact in finding.missing))

    def at(self, stage: Stage) -> tuple[Finding, ...]:
        """The findings of one stage."""
        return tuple(finding for finding in self.findings if finding.stage is stage)

    def standing(self, stage: Stage) -> Standing:
        """How that stage stands: blocked beats next, next beats unknown, unknown beats done."""
        verdicts = {finding.verdict for finding in self.at(stage)}
        weights = {finding.weight for finding in self.at(stage) if finding.verdict is Verdict.NOT_MET}
        if Weight.BLOCKS in weights:
            return Standing.BLOCKED
        if verdicts & {Verdict.NOT_MET, Verdict.AT_RISK}:
            return Standing.NEXT
        if Verdict.UNKNOWN in verdicts:
            return Standing.UNKNOWN
        return Standing.DONE if verdicts else Standing.LATER


def advise(profile: Profile, setting: Setting, rules: Iterable[Rule] | None = None) -> Advice:
    """Judge the profile by every rule. Raises NotInForce where a parameter has no value for a day a rule needs."""
    found = [finding for rule in rules or RULES.values() if (finding := rule.find(profile, setting))]
    ordered = sorted(found, key=lambda finding: (-finding.weight, _by_day(finding)))
    return Advice(setting.today, profile, tuple(ordered))


def _by_day(finding: Finding) -> tuple[date, int]:
    return (finding.due.on.last if finding.due else date.max, -finding.weight)
