"""Questions written by people who had not seen the examples find their articles.

`questions.jsonl` are such as most doctors ask. `hard.jsonl` are such as a search goes wrong on: nothing has its own
name, or another matter stands in the foreground; a second reader told what else would be right. `read.jsonl` grew out
of public pages: forums, blogs, answers of offices and law firms.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from knowledge.evaluation import Outcome, Question, Share, evaluate
from knowledge.library import Library
from knowledge.profile import Language


@dataclass(frozen=True)
class Measure:
    """What the search reached on a set when it was last measured, a little below: it may only get better.

    `first` and `near`: the right article first, among three; `beside`: out of scope, but answered.
    """

    name: str
    first: float
    near: float
    beside: float

    @property
    def questions(self) -> list[Question]:
        lines = (Path(__file__).parent / f"{self.name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [Question.of(json.loads(line)) for line in lines]


MEASURES = [
    Measure("questions", 0.96, 0.99, 0.03),
    Measure("hard", 0.84, 0.945, 0.15),
    Measure("read", 0.89, 0.97, 0.12),
]
every_measure = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@lru_cache
def outcomes_of(measure: Measure) -> tuple[Outcome, ...]:
    return tuple(evaluate(Library.load(), measure.questions))


@every_measure
def test_most_find_their_article_first_or_among_the_first_three(measure: Measure) -> None:
    inside = [outcome for outcome in outcomes_of(measure) if outcome.in_scope]
    assert len(inside) >= 150
    share = Share.of(inside)
    assert share.first / share.count >= measure.first
    assert share.near / share.count >= measure.near


@every_measure
@pytest.mark.parametrize("language", list(Language))
def test_no_language_is_found_much_worse_than_the_others(measure: Measure, language: Language) -> None:
    asked = [each for each in outcomes_of(measure) if each.in_scope and each.question.language is language]
    share = Share.of(asked)
    assert share.first / share.count >= measure.first - 0.1


@every_measure
def test_what_is_out_of_scope_is_refused(measure: Measure) -> None:
    outside = [outcome for outcome in outcomes_of(measure) if not outcome.in_scope]
    assert len(outside) >= 30
    assert sum(outcome.answered_beside for outcome in outside) / len(outside) <= measure.beside


@every_measure
def test_the_questions_are_not_made_of_the_examples(library: Library, measure: Measure) -> None:
    examples = {question for article in library for language in Language for question in article.questions[language]}
    assert not [question.text for question in measure.questions if question.text in examples]
