"""The specialty wished for and the Match aimed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dialogs.stories.clauses import Clause
from dialogs.stories.dates import dates
from dialogs.stories.facts import Facts, known, mine
from dialogs.stories.lexicon import has, pattern, words
from dialogs.stories.specialties import Named, english, specialties
from knowledge.guards import Setting

_FIRST_MONTH_OF_APPLYING = 6
_NEAR = 40
_MOST_NAMED = 3
"""More specialties than this in a row are a list of something, not a wish."""


def goals(clauses: Sequence[Clause], setting: Setting) -> Facts:
    """specialty_wish, one name or a list, and target_season."""
    keys = wished(clauses)
    names = [english(key) for key in keys]
    return known(
        specialty_wish=names[0] if len(names) == 1 else names or None,
        target_season=_season(mine(clauses), setting),
    )


def wished(clauses: Sequence[Clause]) -> list[str]:
    """The keys of the specialties wished for, in the order they are named."""
    found: dict[str, None] = {}
    for clause in mine(clauses):
        if clause.question and not _states_a_wish(clause):
            continue
        if clause.mode("doubt"):
            continue
        found |= dict.fromkeys(_of_clause(clause))
    return list(found)


def _states_a_wish(clause: Clause) -> bool:
    """A question that takes the wish for granted: `so I apply for internal medicine, right?`"""
    return not has(clause.text, "preparation", "specialty.questioned") and has(
        clause.text, "preparation", "specialty.granted"
    )


def _of_clause(clause: Clause) -> Iterator[str]:
    text = clause.text
    named = [each for each in specialties(text) if not _dropped(text, each)]
    plain = [each for each in named if not each.fellowship]
    if not plain or clause.mode("reported"):
        return
    if (len(named) <= _MOST_NAMED and _nothing_else(text, named)) or has(text, "preparation", "specialty.label"):
        yield from (each.key for each in plain)
    elif has(text, "preparation", "specialty.wish"):
        yield from (each.key for each in plain if not _trained(text, each))


def _dropped(text: str, named: Named) -> bool:
    behind, before = text[named.end : named.end + 14], text[max(0, named.start - 24) : named.start]
    return has(behind, "preparation", "specialty.dropped") or has(before, "preparation", "specialty.dropped_before")


def _trained(text: str, named: Named) -> bool:
    """Whether the specialty is one of training or work, told right beside it."""
    near = text[max(0, named.start - 16) : named.end + 12]
    wish = pattern("preparation", "specialty.wish").search(text[max(0, named.start - 16) : named.end + 24])
    return has(near, "preparation", "specialty.trained") and wish is None


def _nothing_else(text: str, named: Sequence[Named]) -> bool:
    """`FM only`, `IM/FM`: the clause names specialties and nothing more."""
    left = text
    for each in named:
        left = left[: each.start] + " " * (each.end - each.start) + left[each.end :]
    left = re.sub(words("preparation")["specialty"]["filler"], " ", left)
    return re.search(r"\w", left) is None


def _season(clauses: Sequence[Clause], setting: Setting) -> int | None:
    """The Match year told; None where there are two, or only such as are over."""
    first = setting.calendar.open_years(setting.today)[0]
    found: list[int] = []
    for clause in clauses:
        years = [year for year in _years(clause, setting) if year >= first]
        if years and not _given_up(clause):
            found += years
    return found[0] if len(set(found)) == 1 else None


def _given_up(clause: Clause) -> bool:
    text = re.sub(r"\([^)]*\)", " ", clause.text)
    return has(text, "preparation", "season.missed") or (clause.mode("doubt") and clause.mode("plan", "goal") is False)


def _years(clause: Clause, setting: Setting) -> Iterator[int]:
    text = clause.text
    first, second, _ = setting.calendar.open_years(setting.today)
    listened = words("preparation")["season"]
    cycle = re.search(listened["cycle"], text)
    if cycle:
        yield 2000 + int(cycle[2])
        return
    named = [_year(match) for match in re.finditer(listened["year"], text)]
    yield from named
    if named:
        return
    if not clause.told:
        return
    beside = _beside_a_specialty(text, setting)
    if beside:
        yield beside
        return
    by_date = list(_by_date(text, setting))
    yield from by_date
    if not by_date and has(text, "preparation", "season.next"):
        yield second
    elif has(text, "preparation", "season.this") and has(text, "preparation", "season.applied"):
        yield first


def _year(match: re.Match[str]) -> int:
    return int(
        match["match"]
        or match["after"]
        or match["aim"]
        or match["dare"]
        or match["paren"]
        or match["sent"]
        or f"20{match['short'] or match['late']}"
    )


def _beside_a_specialty(text: str, setting: Setting) -> int | None:
    """`Neurology, 2028`: a year by itself with the specialty it is aimed at."""
    year = re.search(words("preparation")["season"]["bare"], text)
    if not year or any(when.month for when in dates(text, setting.today)):
        return None
    if has(text, "preparation", "season.not_bare") or has(text, "exams", "named.step1", "named.step2ck"):
        return None
    if year["short"]:
        return int(f"20{year['short'][-2:]}")
    return int(year["year"]) if any(not each.fellowship for each in specialties(text)) else None


def _by_date(text: str, setting: Setting) -> Iterator[int]:
    """Applying in autumn means the Match of the year after, starting in July the Match of that year."""
    for when in dates(text, setting.today):
        day = when.on(setting.today, ahead=True)
        if day is None:
            continue
        near = text[max(0, when.start - _NEAR) : when.end + _NEAR]
        if has(near, "preparation", "season.start"):
            yield day.year
        elif has(near, "preparation", "season.apply") and (day.month or 12) >= _FIRST_MONTH_OF_APPLYING:
            yield day.year + 1
