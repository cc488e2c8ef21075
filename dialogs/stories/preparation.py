"""Clinical experience, letters and papers; certification by ECFMG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dialogs.stories.clauses import Clause
from dialogs.stories.dates import dates
from dialogs.stories.facts import Facts, agreed, known, told
from dialogs.stories.lexicon import has, pattern, words
from dialogs.stories.sittings import blanked

_WEEKS_IN_A_MONTH = 4


def preparation(clauses: Sequence[Clause], today: date) -> Facts:
    """us_clinical_experience_months, us_letters, publications, ecfmg_certified and pathway."""
    stated = told(clauses)
    return known(
        us_clinical_experience_months=_months(stated, today),
        us_letters=_last([count for clause in stated for count in _letters(_undated(clause, today))]),
        publications=_papers([_undated(clause, today) for clause in stated]),
        ecfmg_certified=_certified(stated),
        pathway=_pathway(stated),
    )


def _undated(clause: Clause, today: date) -> str:
    return blanked(clause.text, dates(clause.text, today)).replace("\x00", " ")


def _last(counts: Sequence[int]) -> int | None:
    return counts[-1] if counts else None


def _months(clauses: Sequence[Clause], today: date) -> float | None:
    """All that was done, added up, unless the sum itself is told."""
    parts: list[float] = []
    named = False
    for clause in clauses:
        text = clause.text
        here = has(text, "preparation", "usce.words") and not has(text, "preparation", "usce.elsewhere")
        total = has(text, "preparation", "usce.total")
        if not here and not (named and total):
            named = named and bool(parts)
            continue
        named = True
        if has(text, "preparation", "usce.ahead") or _lies_ahead(text, today):
            continue
        research = has(text, "preparation", "usce.research")
        amounts = [] if research else _amounts(_undated(clause, today))
        if amounts:
            parts = [max(amounts)] if total else [*parts, sum(amounts)]
        elif _none_of(text, "usce"):
            parts.append(0)
    return _whole(sum(parts)) if parts else None


def _lies_ahead(text: str, today: date) -> bool:
    if has(text, "preparation", "season.apply"):
        return False
    return any((day := when.on(today, ahead=False)) and day.first > today for when in dates(text, today))


def _amounts(text: str) -> list[float]:
    listened = words("preparation")["usce"]
    found = [
        float(match["count"]) / (_WEEKS_IN_A_MONTH if match["unit"][0] in "주w周星" else 1)
        for match in re.finditer(listened["amount"], text)
    ]
    units = {match["unit"][0] in "주w周星" for match in re.finditer(listened["amount"], text)}
    if len(units) == 2 and len(set(found)) == 1:
        return found[:1]
    times = re.search(listened["times"], text)
    if len(found) == 1 and times:
        return [found[0] * int(next(part for part in times.groups() if part))]
    return found


def _whole(months: float) -> float | int:
    return int(months) if months == int(months) else months


def _none_of(text: str, key: str) -> bool:
    """Whether "none" is said close to what it is none of."""
    for word in pattern("preparation", f"{key}.words").finditer(text):
        near = text[max(0, word.start() - 26) : word.end() + 26]
        if has(near, "preparation", "usce.none"):
            return True
    return False


def _letters(text: str) -> Iterator[int]:
    """Letters counted beside a word for the United States; none at all where there are no letters."""
    if not has(text, "preparation", "letters.words") or has(text, "preparation", "usce.ahead"):
        return
    listened = words("preparation")["letters"]
    counts = list(re.finditer(listened["count"], text))
    american = list(pattern("preparation", "letters.american").finditer(text))
    if not counts or all(int(count[0]) == 0 for count in counts):
        if counts or _none_of(text, "letters"):
            yield 0
        return
    if american:
        yield int(min(counts, key=lambda count: min(_distance(count, place) for place in american))[0])
    elif len(counts) == 1 and has(text, "preparation", "letters.american_place"):
        yield int(counts[0][0])


def _distance(count: re.Match[str], place: re.Match[str]) -> float:
    """How far a number stands from the word; behind it a little nearer than in front."""
    if count.start() >= place.end():
        return count.start() - place.end()
    return place.start() - count.end() + 0.5


def _papers(texts: Sequence[str]) -> int | None:
    """The first count of published papers; 0 where there are none."""
    for text in texts:
        for word in pattern("preparation", "papers.words").finditer(text):
            count = _published(text[: word.start()], text[word.end() :])
            near = text[max(0, word.start() - 26) : word.end() + 26]
            if count is not None or _none_of(near, "papers"):
                return count or 0
    return None


def _published(before: str, behind: str) -> int | None:
    """The number that counts the papers, in front of the word or behind it; not of those that are only on their way."""
    listened = words("preparation")["papers"]
    in_front, after = re.search(listened["before"], before), re.match(listened["behind"], behind)
    found = in_front or after
    if not found:
        return None
    rest = behind if in_front else behind[found.end() :]
    same = re.match(r"[^,+&\d]{0,20}", rest)
    on_its_way = same is not None and has(same[0], "preparation", "papers.unpublished")
    return None if on_its_way or re.match(listened["or_more"], rest) else int(found[1])


def _certified(clauses: Sequence[Clause]) -> bool | None:
    found: list[bool] = []
    for clause in clauses:
        if clause.has("preparation", "certificate.lacking"):
            found.append(False)
        elif clause.has("preparation", "certificate.held") and not (
            clause.has("preparation", "certificate.not_held") or clause.mode("plan", "goal")
        ):
            found.append(True)
    one: bool | None = agreed(found)
    return one


def _pathway(clauses: Sequence[Clause]) -> int | None:
    numbers = [
        int(number)
        for clause in clauses
        if not clause.has("preparation", "certificate.pathway_open")
        for number in re.findall(words("preparation")["certificate"]["pathway"], clause.text)
    ]
    one: int | None = agreed(numbers)
    return one
