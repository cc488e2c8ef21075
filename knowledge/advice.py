"""Profile and day in, `Advice` out: what stands, what blocks, what to do next, what could not be judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knowledge.guards import Setting
from knowledge.profile import Certificate, Profile
from knowledge.rule import RULES, Finding, Role, Rule, Stage, Verdict, Weight

SOON = timedelta(days=30)
"""Where a credential without a day stands among those with one: begun soon, but after what is due in a few days."""


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
        """The one thing to say first: what blocks or presses this doctor, else how the season looks as a whole."""
        pressing = (finding for finding in self.findings if finding.weight >= Weight.URGENT and _is_news(finding))
        return next(pressing, None) or self.outlook

    @property
    def outlook(self) -> Finding | None:
        """How the season aimed at looks as a whole."""
        return next((finding for finding in self.findings if finding.role is Role.OUTLOOK), None)

    @property
    def todo(self) -> tuple[Finding, ...]:
        """What is to be done: what blocks first, then by day; a credential without a day is begun soon."""
        todo = [finding for finding in self.findings if finding.weight >= Weight.PLAN]
        todo = [finding for finding in todo if finding.verdict is not Verdict.UNKNOWN]
        return tuple(sorted(todo, key=lambda finding: (finding.weight is not Weight.BLOCKS, self._when(finding))))

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which something could not be judged, without repetition."""
        return tuple(dict.fromkeys(fact for finding in self.findings for fact in finding.missing))

    def _when(self, finding: Finding) -> tuple[date, int]:
        soon = finding.due is None and finding.stage is Stage.CREDENTIALS
        return (self.today + SOON, -finding.weight) if soon else _by_day(finding)

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
        return Standing.DONE if verdicts or self._behind(stage) else Standing.LATER

    def _behind(self, stage: Stage) -> bool:
        """Whether a stage of which nothing is said lies behind: the certificate, say, covers the credentials."""
        nothing_said = not self.at(stage)
        return nothing_said and stage is Stage.CREDENTIALS and self.profile.ecfmg_certificate is Certificate.HELD


def advise(profile: Profile, setting: Setting, rules: Iterable[Rule] | None = None) -> Advice:
    """Judge the profile by every rule. Raises NotInForce where a parameter has no value for a day a rule needs."""
    found = [finding for rule in rules or RULES.values() if (finding := rule.find(profile, setting))]
    ordered = sorted(found, key=lambda finding: (-finding.weight, _by_day(finding)))
    return Advice(setting.today, profile, tuple(ordered))


def _is_news(finding: Finding) -> bool:
    return finding.role is not Role.ROUTINE and finding.verdict not in (Verdict.UNKNOWN, Verdict.MET)


def _by_day(finding: Finding) -> tuple[date, int]:
    return (finding.due.on.last if finding.due else date.max, -finding.weight)
