"""Citizenship, the visa wished for, the family and the year of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dialogs.stories.clauses import Clause, Voice
from dialogs.stories.facts import Facts, agreed, known, told
from dialogs.stories.lexicon import has, pattern, words
from dialogs.stories.places import Place, countries
from dialogs.stories.statuses import american, own_words, statuses
from knowledge.guards import Setting

_US = re.compile(r"(?<![a-z])usa?(?![a-z])|미국|美国")


def standing(clauses: Sequence[Clause], setting: Setting) -> Facts:
    """citizenship, us_status, spouse_us_status, visa_wish, family and birth_year."""
    facts = statuses(clauses)
    citizenship = _citizenship(clauses)
    if facts.get("us_status") == "citizen" and "US" not in citizenship:
        citizenship = [*citizenship, "US"]
    if "US" in citizenship:
        facts["us_status"] = "citizen"
    one = citizenship[0] if len(citizenship) == 1 else citizenship or None
    return facts | known(
        citizenship=one,
        visa_wish=_visa_wish(clauses),
        family=_family(clauses),
        birth_year=_birth_year(told(clauses), setting),
    )


def _citizenship(clauses: Sequence[Clause]) -> list[str]:
    found: list[str] = []
    for clause in told(clauses):
        if not has(clause.text, "standing", "citizenship.lost", "citizenship.not_held"):
            found += _held(own_words(clause.text))
    return list(dict.fromkeys(found))


def _held(text: str) -> Iterator[str]:
    """The countries named beside a word for citizenship, and those joined to them."""
    named = list(countries(text))
    sure = [place for place in named if _beside(text, place)]
    home = pattern("standing", "citizenship.american").search(text)
    if home and american(text) and not _other_country(text, named):
        yield "US"
        sure.append(Place("US", home.start(), home.end()))
    named += [Place("US", found.start(), found.end()) for found in _US.finditer(text)]
    for place in named:
        if place in sure or any(_joined(text, place, other) for other in sure):
            yield place.code


def _other_country(text: str, named: Sequence[Place]) -> bool:
    """`시민권자` alone means the United States, unless a country stands with it."""
    plain = re.search(
        r"(?:us|usa|u\.s\.|american|미국|美国|美)\s?-?(?:citizen|passport|시민|국적|公民|籍|护照)|usc|naturalized", text
    )
    return plain is None and any(place.code != "US" for place in named)


def _beside(text: str, place: Place) -> bool:
    behind = has(text[place.end : place.end + 16].lstrip(" "), "standing", "citizenship.behind")
    return behind or has(text[: place.start], "standing", "citizenship.before")


def _joined(text: str, place: Place, other: Place) -> bool:
    first, second = sorted((place, other), key=lambda each: each.start)
    between = text[first.end : second.start]
    return re.match(words("standing")["citizenship"]["chain"], between) is not None


def _visa_wish(clauses: Sequence[Clause]) -> str | None:
    pairs = zip(clauses, [*clauses[1:], None], strict=False)
    wishes = [wish for clause, after in pairs for wish in _wished(clause, after)]
    wishes += [wish for before, clause in pairwise(clauses) for wish in _wished_with(before, clause)]
    one: str | None = agreed(wishes)
    return one


def _wished(clause: Clause, after: Clause | None) -> Iterator[str]:
    text = clause.text
    if after and after.sentence == clause.sentence and len(list(_visas_named(text))) > 1 and not _is_held(text):
        text = f"{text} {after.text}"
    doubt = has(text, "standing", "wish.unsure")
    if not clause.mine or clause.supposed or (not clause.told and not doubt) or clause.asked:
        return
    named = list(_visas_named(text))
    open_to_all = doubt or has(text, "standing", "wish.both")
    if (len(named) > 1 and open_to_all) or (not named and doubt and has(text, "standing", "wish.visa")):
        yield "unsure"
    elif len(named) == 1 and not doubt and has(text, "standing", "wish.words") and not _is_held(text):
        yield named[0]


def _wished_with(before: Clause, clause: Clause) -> Iterator[str]:
    """`I want to apply in 2029, J-1`: a visa by itself behind a wish is wished for too."""
    alone = re.fullmatch(r"\W*[hj]\W?1\W?b?\W*", clause.text)
    stated = before.sentence == clause.sentence and before.mine and before.told
    if alone and stated and has(before.text, "preparation", "specialty.wish", "season.apply"):
        yield from _visas_named(clause.text)


def _visas_named(text: str) -> Iterator[str]:
    for visa in ("j1", "h1b"):
        places = list(pattern("standing", f"status.{visa}").finditer(text))
        if any(not _dropped(text, found) for found in places):
            yield visa


def _dropped(text: str, found: re.Match[str]) -> bool:
    return has(text[found.end() :], "standing", "wish.dropped") or has(
        text[: found.start()], "standing", "wish.dropped_before"
    )


def _is_held(text: str) -> bool:
    return has(text, "standing", "status.held") and not has(text, "standing", "status.not_held")


def _family(clauses: Sequence[Clause]) -> str | None:
    stated = [clause.text for clause in clauses if _of_the_family(clause)]
    said = {key for key in words("standing")["family"] for text in stated if has(text, "standing", f"family.{key}")}
    if "no_children" in said:
        said -= {"children"}
    if "not_married" in said or ("single" in said and said & {"married", "children"}):
        return None
    if "children" in said:
        return "married_with_children"
    return next((state for state in ("single", "married") if state in said), None)


def _of_the_family(clause: Clause) -> bool:
    """Whether a clause speaks of the applicant, the spouse or their children."""
    child = clause.has("voices", "child.entries")
    return (clause.voice is not Voice.OTHER or child) and not clause.supposed


def _birth_year(clauses: Sequence[Clause], setting: Setting) -> int | None:
    listened = words("standing")["birth"]
    years = []
    for clause in clauses:
        for entry in listened["patterns"]:
            for found in re.finditer(entry, clause.text):
                told_year = int(next(part for part in found.groupdict().values() if part))
                years.append(_full(told_year, setting.today.year - listened["youngest"]))
    in_reach = [year for year in years if year >= setting.today.year - listened["oldest"]]
    one: int | None = agreed(in_reach)
    return one


def _full(year: int, latest: int) -> int:
    if year > 99:
        return year
    return 2000 + year if 2000 + year <= latest else 1900 + year
