"""Advice as data for programs: every finding with its words, values and sources."""

from __future__ import annotations

from typing import Any

from dialogs import deadlines as dated
from dialogs import pages
from dialogs.message import plain
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.dated import Citation
from knowledge.deadlines import deadlines
from knowledge.rule import Due, Finding, Stage


def of(advice: Advice, words: Words) -> dict[str, Any]:
    """Stages, findings, next actions, deadlines, missing facts, and all of it as text for a terminal."""
    ahead = deadlines(advice.profile, words.setting, advice)
    return {
        "as_of": str(advice.today),
        "language": words.language.value,
        "stages": {stage.value: advice.standing(stage).value for stage in Stage},
        "findings": [_finding(finding, words) for finding in advice.findings],
        "next_actions": [_action(finding, words) for finding in pages.actions(advice, words)],
        "deadlines": [
            {"id": each.id, "name": plain(dated.name(each, advice, words)), **_due(Due(each.on, each.estimated))}
            for each in ahead
        ],
        "missing": list(advice.missing),
        "text": text(advice, words),
    }


def text(advice: Advice, words: Words) -> str:
    """The first page and every finding, as a terminal shows them."""
    parts = [plain(pages.road(advice, words).text)]
    for stage in Stage:
        found = advice.at(stage)
        if found:
            parts.append(f"== {words(f'pages.stages.{stage.value}')} ==")
            parts += [plain(pages.finding(each, words).text) for each in found]
    return "\n\n".join(parts)


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "stage": finding.stage.value,
        "verdict": finding.verdict.value,
        "case": finding.judgement.case,
        "headline": plain(pages.headline(finding, words)),
        "reason": [plain(line) for line in pages.text_lines(finding, words)],
        "values": {name: _plain(value) for name, value in finding.judgement.values.items()},
        "due": _due(finding.due) if finding.due else None,
        "missing": list(finding.missing),
        "cites": [_citation(citation) for citation in finding.citations],
    }


def _action(finding: Finding, words: Words) -> dict[str, Any]:
    due = _due(finding.due) if finding.due else None
    return {"rule": finding.rule, "text": plain(pages.action(finding, words)), "due": due}


def _due(due: Due) -> dict[str, Any]:
    return {"on": str(due.on), "estimated": due.estimated}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "id": citation.id,
        "value": _plain(citation.value),
        "since": str(citation.since) if citation.since else None,
        "confidence": citation.confidence,
        "estimated": citation.estimated,
        "stale_after": str(citation.stale_after),
        "sources": [source.model_dump(mode="json") for source in citation.sources],
    }


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, bool | int | float | str | None) else str(value)
