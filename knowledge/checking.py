"""What is wrong with the articles, in words: for tests, for the command line, and before an edit is published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from knowledge.article import Article
from knowledge.dated import Numbers
from knowledge.glossary import load_aspects
from knowledge.library import Library, load_intents
from knowledge.profile import Language

Render = Callable[[str, Language], str]
"""A template in a language, filled in; raises where it cannot be."""

FEWEST_QUESTIONS = 12
LONGEST_SHORT = {Language.EN: 900, Language.KO: 300, Language.ZH: 300}
_CITED = re.compile(r"\bp\.([a-z][a-z0-9_]*)|\b(?:since|before)\(\"([a-z0-9_]+)\"\)")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")
_HIDDEN = re.compile(r"\{%|\{#|<[a-z/]")
_UNWRITTEN_DATE = re.compile(r"\d{4}-(?:0\d|1[0-2])(?!\d)")
_NAME_WITH_DIGIT = re.compile(
    r"(?:Step|Pathways?|Conrad|PGY|J|H|F|B|O|EB|DS)[ -]?\d+(?:-?[A-Z]\b)?(?:(?:~|/| to | 至 )\d)?"
    r"|\d{1,2}(?:~\d{1,2})?[월月]"
)
"""Digits that are no number: names of exams, Pathways and visas, and the months of every year."""


def problems(library: Library, numbers: Numbers, *, today: date, render: Render) -> list[str]:
    """Every problem as "article: place: what"; empty where all is well.

    Looked at: intents, cited parameters and related articles exist; each language has enough example questions, none
    twice; every template renders, types no number and writes dates out; short answers are short; sources and dates are
    plausible.
    """
    found = [
        f"{article.id}: {problem}" for article in library for problem in _of(article, library, numbers, today, render)
    ]
    return found + list(_asked_twice(library))


def _of(article: Article, library: Library, numbers: Numbers, today: date, render: Render) -> Iterator[str]:
    yield from _references(article, library, numbers)
    yield from _dates(article, today)
    for language in Language:
        yield from _lists(article, language)
        yield from _texts(article, language, render)


def _references(article: Article, library: Library, numbers: Numbers) -> Iterator[str]:
    intents = load_intents()
    yield from (f"intents: {key} is not in the vocabulary" for key in article.intents if key not in intents)
    yield from (f"related: there is no article {key}" for key in article.related if key not in library.by_id)
    yield from (f"related: {key} is itself" for key in article.related if key == article.id)
    named = article.follow_ups.values()
    yield from (f"follow_ups: there is no article {key}" for key in named if key not in library.by_id)
    aspects = load_aspects()
    yield from (f"follow_ups: there is no aspect {key}" for key in article.follow_ups if key not in aspects)
    yield from (f"parameters: there is no {key}" for key in article.parameters if key not in numbers)
    cited = {key for language in Language for text in article.templates(language).values() for key in _cited(text)}
    yield from (f"parameters: {key} is used and not declared" for key in sorted(cited - set(article.parameters)))


def _cited(text: str) -> Iterator[str]:
    return (found[1] or found[2] for found in _CITED.finditer(text))


def _dates(article: Article, today: date) -> Iterator[str]:
    if article.as_of > today:
        yield f"as_of: {article.as_of} is still to come"
    if article.stale_after <= article.as_of:
        yield f"stale_after: {article.stale_after} is not after {article.as_of}"
    for source in article.sources:
        if source.read_on > today or source.as_of.first > source.read_on:
            yield f"sources: {source.publisher}: its dates cannot be"


def _lists(article: Article, language: Language) -> Iterator[str]:
    if len(article.questions[language]) < FEWEST_QUESTIONS:
        yield f"questions.{language}: {len(article.questions[language])}, at least {FEWEST_QUESTIONS}"
    for name, lists in (("details", article.details), ("next", article.next)):
        conditions = [getattr(item, "when", None) for item in lists[language]]
        if conditions != [getattr(item, "when", None) for item in lists["en"]]:
            yield f"{name}.{language}: not the same entries and conditions as in English"


def _texts(article: Article, language: Language, render: Render) -> Iterator[str]:
    for place, template in article.templates(language).items():
        where = f"{place}.{language}"
        typed = re.search(r"\d+", _NAME_WITH_DIGIT.sub("", _PLACEHOLDER.sub("", template)))
        if typed and place != "title":
            yield f"{where}: the number {typed[0]} is typed instead of taken from a parameter"
        if _HIDDEN.search(template):
            yield f"{where}: a tag or a statement"
        try:
            shown = render(template, language)
        except Exception as problem:  # whatever the template raises is what is told
            yield f"{where}: {type(problem).__name__}: {problem}"
            continue
        if _UNWRITTEN_DATE.search(shown):
            yield f"{where}: a date as machines write it; `|day` or `|month` writes it out"
        if place == "short" and len(shown) > LONGEST_SHORT[language]:
            yield f"{where}: {len(shown)} characters, at most {LONGEST_SHORT[language]}"


def _asked_twice(library: Library) -> Iterator[str]:
    first: dict[str, str] = {}
    for article in library:
        for question in (question for language in Language for question in article.questions[language]):
            asked = "".join(question.casefold().split()).rstrip("?？.!")
            if asked in first:
                yield f"{article.id}: questions: {question!r} stands in {first[asked]} already"
            first.setdefault(asked, article.id)
