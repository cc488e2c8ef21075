"""Where exams are named in a clause, and which words beside them belong to which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dialogs.stories.clauses import Clause
from dialogs.stories.dates import dates
from dialogs.stories.lexicon import any_of, pattern, words

STEPS = ("step1", "step2ck", "step3")
EXAMS = (*STEPS, "oet")
_BEFORE_THE_REST = ("practice", "other", "triple", "pair", "step1", "step2ck", "step3", "oet", "steps")


@dataclass(frozen=True)
class Part:
    """What a clause says of some exams: `exams` is empty where none is named; `lead` stood before their name.

    `ahead`: the sentence speaks of what is still to come. `generic`: only "the Steps" were named.
    """

    exams: tuple[str, ...]
    lead: str
    rest: str
    clause: Clause
    ahead: bool = False
    generic: bool = False

    @property
    def text(self) -> str:
        return f"{self.lead} \n {self.rest}" if self.lead else self.rest

    @property
    def real(self) -> bool:
        """Only exams that count, no practice and no exam of another kind."""
        return bool(self.exams) and set(self.exams) <= set(EXAMS)


@dataclass(frozen=True)
class _Named:
    start: int
    end: int
    exams: tuple[str, ...]


def parts(clause: Clause, today: date) -> list[Part]:
    """The clause cut into one part for each exam, or group of exams, named in it."""
    named = _grouped(_named(clause.text), clause.text)
    if not named:
        return [Part((), "", clause.text, clause)]
    cuts = _cuts(named, clause.text, today)
    return [
        Part(
            _spelled_out(group.exams),
            clause.text[start : group.start],
            clause.text[group.end : end],
            clause,
            generic=group.exams == ("steps",),
        )
        for group, start, end in zip(named, [0, *cuts], [*cuts, len(clause.text)], strict=True)
    ]


def _named(text: str) -> list[_Named]:
    found = []
    for match in _names().finditer(text):
        kind = str(match.lastgroup)
        exams = {"pair": STEPS[:2], "triple": STEPS}.get(kind, (kind,))
        found.append(_Named(match.start(), match.end(), exams))
    return found


@lru_cache
def _names() -> re.Pattern[str]:
    named = words("exams")["named"]
    return re.compile("|".join(f"(?P<{kind}>{any_of(named[kind]).pattern})" for kind in _BEFORE_THE_REST))


def _grouped(named: list[_Named], text: str) -> list[_Named]:
    """Exams with nothing but "and" between them belong together: `Step 1 and CK`."""
    groups: list[_Named] = []
    for each in named:
        before = groups[-1] if groups else None
        if before and re.match(words("exams")["named"]["connectors"], text[before.end : each.start]):
            groups[-1] = _Named(before.start, each.end, _together(before.exams, each.exams))
        else:
            groups.append(each)
    return groups


def _together(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """`USMLE Step 1` is Step 1: the family's name adds nothing to its members."""
    members = tuple(exam for exam in dict.fromkeys((*first, *second)) if exam != "steps")
    return members or ("steps",)


def _spelled_out(exams: tuple[str, ...]) -> tuple[str, ...]:
    return STEPS[:2] if exams == ("steps",) else exams


def _cuts(named: list[_Named], text: str, today: date) -> list[int]:
    """Where one exam's words end and the next one's begin."""
    lead = text[: named[0].start]
    result_first = _result_in_front(lead) is not None
    date_first = _date_in_front(lead, today) is not None
    cuts = []
    for each, following in pairwise(named):
        between = text[each.end : following.start]
        place = _result_in_front(between) if result_first or _results(between) > 1 else None
        if place is None and date_first:
            place = _date_in_front(between, today)
        cuts.append(each.end + place if place is not None else following.start)
    return cuts


def _results(text: str) -> int:
    return len(list(pattern("exams", "results.passed", "results.failed", "results.not_taken").finditer(text)))


def _result_in_front(text: str) -> int | None:
    found = re.search(words("exams")["results"]["before_exam"], text)
    return found.start() if found else None


def _date_in_front(text: str, today: date) -> int | None:
    found = dates(text, today)
    if found and re.fullmatch(r"[\s,:()]*(?:에|에는|of|on|in|的|,)?[\s,:()]*", text[found[-1].end :]):
        return found[-1].start
    return None
