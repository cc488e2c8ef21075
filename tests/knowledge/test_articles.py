"""The articles as they ship: complete, sourced, rendered in three languages, and found by what doctors type."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest

from dialogs.answers import before, since
from dialogs.wording import Words
from knowledge import checking
from knowledge.article import Article
from knowledge.files import load_calendar, load_numbers
from knowledge.glossary import load_concepts
from knowledge.guards import Setting
from knowledge.library import Library
from knowledge.profile import Language
from tests.knowledge.test_library import an_article

TODAY = date(2026, 11, 22)


@lru_cache
def in_words(language: Language, today: date) -> Words:
    return Words(language, Setting(today, load_numbers(), load_calendar()))


def render(template: str, language: Language, today: date = TODAY) -> str:
    words = in_words(language, today)
    return words.render(template, since=lambda name: since(name, words), before=lambda name: before(name, words))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


def problems(*articles: Article) -> list[str]:
    shelf = Library(articles, load_concepts())
    return checking.problems(shelf, load_numbers(), today=TODAY, render=render)


def test_nothing_is_wrong_with_the_articles(library: Library) -> None:
    assert checking.problems(library, load_numbers(), today=TODAY, render=render) == []


def test_articles_still_render_in_the_years_to_come(library: Library) -> None:
    for article in library:
        for language in Language:
            for template in article.templates(language).values():
                assert render(template, language, TODAY + timedelta(days=1500))


EIGHT_TIMES = {"en": ["a b"] * 2 + [f"q{n}" for n in range(12)], "ko": [f"k{n}" for n in range(12)], "zh": ["z"] * 3}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"intents": ["no-such-intent"]}, "intents: no-such-intent is not in the vocabulary"),
        ({"related": ["elsewhere"]}, "related: there is no article elsewhere"),
        ({"related": ["draft"]}, "related: draft is itself"),
        ({"follow_ups": {"cost": "elsewhere"}}, "follow_ups: there is no article elsewhere"),
        ({"follow_ups": {"weather": "draft"}}, "follow_ups: there is no aspect weather"),
        ({"parameters": ["no_such"]}, "parameters: there is no no_such"),
        (
            {"short": {"en": "{{ p.exam_window_years }}", "ko": "k", "zh": "z"}},
            "exam_window_years is used and not declared",
        ),
        ({"short": {"en": '{{ since("step2_ck_pass")|day }}', "ko": "k", "zh": "z"}}, "step2_ck_pass is used"),
        ({"short": {"en": "within 7 years", "ko": "k", "zh": "z"}}, "short.en: the number 7 is typed"),
        ({"short": {"en": "{{ nothing }}", "ko": "k", "zh": "z"}}, "short.en: UndefinedError"),
        ({"short": {"en": "{{ p.}}", "ko": "k", "zh": "z"}}, "short.en: TemplateSyntaxError"),
        (
            {"short": {"en": "{{ p.kimee_recognized_until }}", "ko": "k", "zh": "z"}},
            "short.en: a date as machines write it",
        ),
        ({"short": {"en": "e", "ko": "가" * 301, "zh": "z"}}, "short.ko: 301 characters, at most 300"),
        ({"short": {"en": "{% if p %}x{% endif %}", "ko": "k", "zh": "z"}}, "short.en: a tag or a statement"),
        ({"short": {"en": "<b>x</b>", "ko": "k", "zh": "z"}}, "short.en: a tag or a statement"),
        ({"as_of": "2026-11-23"}, "as_of: 2026-11-23 is still to come"),
        ({"stale_after": "2026-11-22"}, "stale_after: 2026-11-22 is not after"),
        ({"questions": EIGHT_TIMES}, "questions.zh: 3, at least 12"),
        ({"questions": EIGHT_TIMES}, "questions: 'a b' stands in draft already"),
        ({"details": {"en": ["one", "two"], "ko": ["one"], "zh": ["one", "two"]}}, "details.ko: not the same entries"),
        (
            {"sources": [{"publisher": "X Y", "url": "https://x.org/", "as_of": "2027", "read_on": "2026-11-22"}]},
            "sources: X Y: its dates cannot be",
        ),
    ],
)
def test_what_is_wrong_with_an_article_is_said(changed: dict[str, Any], said: str) -> None:
    assert any(said in problem for problem in problems(an_article("draft", **changed)))


@pytest.mark.parametrize(
    "short", ["Step 1 and Step 2 CK", "J-1 or H-1B", "Pathway 3~5", "9월 초", "B-1/B-2", "Conrad 30"]
)
def test_names_of_exams_visas_and_months_are_no_typed_numbers(short: str) -> None:
    article = an_article("draft", short=dict.fromkeys(("en", "ko", "zh"), short))
    assert not [problem for problem in problems(article) if "is typed" in problem]
