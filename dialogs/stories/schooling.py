"""The medical school: its country, the graduation, and whether somebody still studies there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from dialogs.stories.clauses import Clause
from dialogs.stories.dates import When, dates, exactest
from dialogs.stories.facts import Facts, agreed, known, mine, told
from dialogs.stories.lexicon import has, pattern, words
from dialogs.stories.places import Place, countries, listed
from knowledge.days import PartialDate
from knowledge.guards import Setting

_COMPACT = re.compile(
    r"(?<!\d)(?P<year>\d{4}|\d{2})\s?(?:년|年)?\s?(?:도|에)?\s?(?:(?P<month>1[0-2]|[1-9])월\s?)?(?:에\s?)?(?:[가-힣]{1,6}(?:대|의대|대학교|의전)\s?)?(?:졸|届|毕业)"
)
_NEAR = 28


def schooling(clauses: Sequence[Clause], setting: Setting) -> Facts:
    """school_country, graduation_year, graduation_month and student."""
    graduation = _graduation(told(clauses), setting.today)
    student = _student(mine(clauses), graduation, setting.today)
    facts = known(school_country=_country(clauses), student=student)
    if graduation and (not student or graduation.first > setting.today):
        facts |= known(graduation_year=graduation.year, graduation_month=graduation.month)
    return facts


def _graduation(clauses: Sequence[Clause], today: date) -> PartialDate | None:
    """The day of graduation where only one is told; a day told beside the word itself outweighs the others."""
    surest = [
        day
        for before, clause in zip([None, *clauses], clauses, strict=False)
        for day in _beside_the_word(clause.text, today)
        if not _goes_on_about_another(before, clause)
    ]
    if surest:
        return exactest(surest)
    pairs = zip(clauses, [*clauses[1:], None], strict=False)
    return exactest([day for clause, after in pairs for day in _beside_a_degree(clause, after, today)])


def _beside_the_word(text: str, today: date) -> Iterator[PartialDate]:
    found = dates(text, today)
    ahead = has(text, "training", "school.ahead")
    for word in pattern("training", "school.graduated").finditer(text):
        compact = _compact(text, word.start())
        near = _nearest(found, word.start(), word.end(), text)
        if _of_another_degree(text, word.start(), near.start if near else word.start()):
            continue
        day = compact or (near.on(today, ahead=ahead) if near else None)
        if day and (ahead or day.first <= today or day.year > today.year):
            yield day


def _goes_on_about_another(before: Clause | None, clause: Clause) -> bool:
    """`then a master's, finished 2013`: the degree was named in the clause before."""
    if before is None or before.sentence != clause.sentence or has(clause.text, "training", "school.degree"):
        return False
    return has(before.text, "training", "school.other_degree") and not has(before.text, "training", "school.degree")


def _of_another_degree(text: str, word: int, date_place: int) -> bool:
    near = text[max(0, min(word, date_place) - 16) : max(word, date_place) + 16]
    return has(near, "training", "school.other_degree") and not has(near, "training", "school.degree")


def _compact(text: str, place: int) -> PartialDate | None:
    """`18졸`, `17届`: a year of two digits in front of the word."""
    for found in _COMPACT.finditer(text):
        if found.start() < place < found.end() + 1 and len(found["year"]) == 2:
            year = int(found["year"]) + (
                2000 if int(found["year"]) <= words("dates")["youngest_century_digits"] else 1900
            )
            return PartialDate(year, int(found["month"]) if found["month"] else None)
    return None


def _nearest(found: tuple[When, ...], start: int, end: int, text: str) -> When | None:
    """The date told nearest to the word, where nothing of another topic stands between."""
    dated = [when for when in found if when.year is not None and not (_entered(when, text) or _reckoned(when, text))]
    near = [(min(abs(when.start - end), abs(start - when.end)), when) for when in dated]
    close = [pair for pair in near if pair[0] <= _NEAR]
    return min(close, key=lambda pair: pair[0])[1] if close else None


def _reckoned(when: When, text: str) -> bool:
    """`6 years ago` is not sure enough for a year."""
    return re.search(r"(?:ago|back|전|前)$", text[when.start : when.end]) is not None


def _entered(when: When, text: str) -> bool:
    return has(text[when.end : when.end + 8], "training", "school.entered")


def _beside_a_degree(clause: Clause, after: Clause | None, today: date) -> Iterator[PartialDate]:
    """`MBBS 2019`, `Damascus University 2013`, and a date alone behind either or behind "graduated"."""
    text = clause.text
    named = has(text, "training", "school.degree", "school.university") or listed("schools", text)
    if has(text, "training", "school.other_degree") or has(text, "exams", "named.step1", "named.step2ck"):
        return
    found = [when for when in dates(text, today) if when.year is not None and not _entered(when, text)]
    if named and len(found) == 1 and not has(text, "training", "school.not_school", "school.was_student"):
        yield from _past(found[0], today)
    elif not found and (named or has(text, "training", "school.graduated")) and after:
        alone = dates(after.text, today)
        if after.sentence == clause.sentence and len(alone) == 1 and _only_a_date(after.text, alone[0]):
            yield from _past(alone[0], today)


def _past(when: When, today: date) -> Iterator[PartialDate]:
    day = when.on(today, ahead=False)
    if day and day.first <= today:
        yield day


def _only_a_date(text: str, when: When) -> bool:
    left = re.sub(r"\b(?:in|on|of)\b|에|도|쯤", " ", text[: when.start] + text[when.end :])
    return re.search(r"\w", left) is None


def _student(clauses: Sequence[Clause], graduation: PartialDate | None, today: date) -> bool | None:
    if any(_studies(clause.text) for clause in clauses):
        return True
    if graduation:
        return graduation.first > today
    words_of_doctors = ("school.doctor", "training.completed", "training.in_training", "licence.practising")
    stated = [clause for clause in clauses if clause.told]
    if any(clause.has("training", *words_of_doctors, "military.serving") for clause in stated):
        return False
    return False if any(_graduated(clause.text) for clause in stated) else None


def _studies(text: str) -> bool:
    found = pattern("training", "school.student").search(text)
    return bool(found) and not has(
        text[found.end() : found.end() + 8] if found else "", "training", "school.was_student"
    )


def _graduated(text: str) -> bool:
    return has(text, "training", "school.graduated") and not has(
        text, "training", "school.ahead", "school.other_degree", "school.student"
    )


def _country(clauses: Sequence[Clause]) -> str | None:
    stated = [clause for clause in told(clauses) if not _only_considered(clause.text)]
    codes = [code for clause in stated for code in _school_codes(clause.text)]
    one: str | None = agreed(codes) or agreed([code for each in _pairs(stated) for code in each])
    return one


def _only_considered(text: str) -> bool:
    return has(text, "training", "school.considered") and not has(
        text, "training", "school.graduated", "school.student"
    )


def _school_codes(text: str) -> Iterator[str]:
    if has(text, "training", "school.postgraduate_school", "school.home_ko"):
        yield "KR"
    if has(text, "training", "school.home_zh"):
        yield "CN"
    schools = listed("schools", text)
    if schools and _about_school(text, schools[0]):
        yield schools[0].code
        return
    yield from (place.code for place in countries(text) if _studied_in(text, place))
    if has(text, "training", "school.city_words") and not has(text, "training", "school.not_school"):
        yield from dict.fromkeys(place.code for place in listed("cities", text))


def _about_school(text: str, place: Place) -> bool:
    """Whether a school's name stands for the school, and not for its hospital."""
    behind = text[place.end : place.end + 12]
    if (
        has(behind, "training", "school.degree")
        or has(text, "training", "school.student")
        or re.match(r"\s?(?:대|univ|university)?\s?(?:\d|졸|毕业|grad|$|[,.()])", behind)
    ):
        return True
    return has(text, "training", "school.graduated", "school.degree") and not has(text, "training", "school.not_school")


def _studied_in(text: str, place: Place) -> bool:
    behind = re.match(words("training")["school"]["country_behind"], text[place.end :])
    before = re.search(words("training")["school"]["country_before"], text[: place.start])
    return bool(behind or before)


def _pairs(clauses: Sequence[Clause]) -> Iterator[list[str]]:
    """`India, MBBS 2019`: a country by itself, next to a degree or a graduation."""
    for first, second in pairwise(clauses):
        for alone, other in ((first, second), (second, first)):
            named = countries(alone.text)
            if len(named) == 1 and not named[0].people and _only(alone.text, named[0]) and _school_word(other.text):
                yield [named[0].code]


def _only(text: str, place: Place) -> bool:
    return re.search(r"[^\W\d]", text[: place.start] + text[place.end :]) is None


def _school_word(text: str) -> bool:
    words_of_schools = ("school.degree", "school.graduated", "school.student")
    return has(text, "training", *words_of_schools) and not has(text, "training", "school.other_degree")
