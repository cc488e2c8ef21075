"""What becomes different in the advice when a fact changes."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from dialogs import pages
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.rule import Finding, Verdict, Weight

SHOWN = 6


def changes(before: Advice, after: Advice, words: Words) -> list[str]:
    """A line for each finding that falls away (−), comes in (+) or reads otherwise now (→); the weightiest first."""
    old, new = _by_rule(before), _by_rule(after)
    lines = [_line("gone", found, words) for rule, found in old.items() if rule not in new]
    lines += [_line("come", found, words) for rule, found in new.items() if rule not in old]
    both = [(old[rule], found) for rule, found in new.items() if rule in old]
    lines += [_line("other", now, words) for then, now in both if _text(now, words) != _text(then, words)]
    return [text for _, text in sorted(lines, key=lambda line: -line[0])][:SHOWN]


def _line(kind: str, found: Finding, words: Words) -> tuple[int, str]:
    return found.weight, words(f"changes.{kind}", text=Markup(_text(found, words)))


def _by_rule(advice: Advice) -> Mapping[str, Finding]:
    """What matters of an advice: notes that are fine as they are do not count."""
    return {found.rule: found for found in advice.findings if _matters(found)}


def _matters(found: Finding) -> bool:
    if found.verdict is Verdict.UNKNOWN:
        return False
    return found.weight > Weight.NOTE or found.verdict in (Verdict.AT_RISK, Verdict.NOT_MET)


def _text(found: Finding, words: Words) -> str:
    return pages.headline(found, words)
