"""Specialties side by side, and one score within a specialty's: only what a figure was read for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.dated import Citation
from knowledge.guards import Setting
from knowledge.profile import ExamResult, Profile

MOST = 4
"""How many specialties stand side by side."""
FIGURES = (
    "years",
    "positions",
    "matched",
    "ranked_first",
    "ck_matched",
    "ck_unmatched",
    "ranks_matched",
    "signals",
    "signals_gold",
)


@dataclass(frozen=True)
class Specialty:
    """The figures of one specialty; None where none was found. `matched` of `ranked_first` are non-US IMGs.

    `years` is the shortest training there is; scores are means of Step 2 CK; `ranks_matched` is a median.
    """

    key: str
    years: int | None
    positions: int | None
    matched: int | None
    ranked_first: int | None
    ck_matched: int | None
    ck_unmatched: int | None
    ranks_matched: float | None
    signals: int | None
    signals_gold: int | None
    citations: tuple[Citation, ...]

    @property
    def percent(self) -> float | None:
        """How many in a hundred of those ranking it first matched into it."""
        return round(100 * self.matched / self.ranked_first, 1) if self.matched and self.ranked_first else None


class Place(StrEnum):
    """Where a score stands between the means of unmatched and matched."""

    AT_MATCHED = "at_matched"
    BETWEEN = "between"
    BELOW = "below"
    NO_DIFFERENCE = "no_difference"


@dataclass(frozen=True)
class ScoreRange:
    """What a picture of scores shows: mean Step 2 CK of matched and unmatched, the passing line, the own score.

    `score` is None for somebody who has not told one.
    """

    specialty: str
    matched: int
    unmatched: int
    passing: int
    score: int | None
    citations: tuple[Citation, ...]

    @property
    def place(self) -> Place | None:
        """Where the own score stands; None without one. Means a point apart do not tell two groups apart."""
        if self.score is None:
            return None
        if self.matched - self.unmatched <= 1:
            return Place.NO_DIFFERENCE
        if self.score >= self.matched:
            return Place.AT_MATCHED
        return Place.BETWEEN if self.score >= self.unmatched else Place.BELOW


def compare(keys: Iterable[str], setting: Setting) -> tuple[Specialty, ...]:
    """The specialties of those keys, in their order, each once."""
    return tuple(_specialty(key, setting) for key in dict.fromkeys(keys))


def score_range(key: str, profile: Profile, setting: Setting) -> ScoreRange | None:
    """The scores of one specialty with the applicant's passed Step 2 CK; None where no means were found for it."""
    figures = _read(key, ("ck_matched", "ck_unmatched"), setting)
    if len(figures) < 2:
        return None
    parameter = setting.numbers["step2_ck_pass"]
    passing = parameter.on(setting.today)
    told = profile.step2_ck_score if profile.step2_ck_result is ExamResult.PASSED else None
    citations = (*(citation for _, citation in figures.values()), Citation.of(parameter, passing))
    matched, unmatched = (figures[name][0] for name in ("ck_matched", "ck_unmatched"))
    return ScoreRange(key, matched, unmatched, int(str(passing.value)), told, citations)


def _specialty(key: str, setting: Setting) -> Specialty:
    figures = _read(key, FIGURES, setting)
    values = {name: figures[name][0] if name in figures else None for name in FIGURES}
    return Specialty(key=key, citations=tuple(citation for _, citation in figures.values()), **values)


def _read(key: str, names: Iterable[str], setting: Setting) -> dict[str, tuple[Any, Citation]]:
    """The figures of that specialty that have a value today."""
    found = {}
    for name in names:
        parameter = setting.numbers.get(f"specialty_{key}_{name}")
        if parameter:
            entry = parameter.on(setting.today)
            found[name] = entry.value, Citation.of(parameter, entry)
    return found
