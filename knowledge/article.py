"""A curated answer: one file in three languages, with its sources, intents and example questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import Field, StringConstraints, field_validator, model_validator

from knowledge.dated import Confidence, Source, Strict, Trilingual
from knowledge.guards import Facts, Setting
from knowledge.profile import FACTS

ArticleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Item = TypeVar("Item")


class PerLanguage(Strict, Generic[Item]):
    """A list in each of the three languages."""

    en: tuple[Item, ...] = ()
    ko: tuple[Item, ...] = ()
    zh: tuple[Item, ...] = ()

    def __getitem__(self, language: str) -> tuple[Item, ...]:
        found: tuple[Item, ...] = getattr(self, language)
        return found


class Condition(Strict):
    """For whom something is said, as data: the guard that `fact` has one of the values `is`."""

    fact: str
    values: tuple[str, ...] = Field(alias="is", min_length=1)

    @field_validator("fact")
    @classmethod
    def _a_fact(cls, fact: str) -> str:
        if fact not in FACTS:
            raise ValueError(f"no profile has the fact {fact}")
        return fact

    @property
    def reads(self) -> tuple[str, ...]:
        """The fact it looks at."""
        return (self.fact,)

    def __call__(self, facts: Facts, setting: Setting | None = None) -> bool | None:
        """Whether it holds for the applicant; None where the fact is not known. No condition looks at the setting."""
        value = facts.get(self.fact)
        return None if value is None else str(value) in self.values


class Passage(Strict):
    """A paragraph (a template), and whom it concerns; without `when` everybody."""

    text: Text
    when: Condition | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {"text": data} if isinstance(data, str) else data


class Article(Strict):
    """One answer. `short` is the verdict in two or three sentences; `details` and `next` open on tap.

    `title`, `short`, `details` and `next` are Jinja2 templates in which numbers stand as `p.<parameter id>`;
    `parameters` names all of them. `audience` says for whom the article is meant where it is not for everybody.
    `follow_ups` says which article answers what is asked on from this one, by its aspect ("and the cost?").
    """

    id: ArticleId
    topic: str
    intents: tuple[str, ...] = Field(min_length=1)
    title: Trilingual
    short: Trilingual
    details: PerLanguage[Passage] = PerLanguage()
    next: PerLanguage[Text] = PerLanguage()
    sources: tuple[Source, ...] = Field(min_length=1)
    as_of: date
    stale_after: date
    confidence: Confidence = "high"
    questions: PerLanguage[Text]
    related: tuple[ArticleId, ...] = ()
    follow_ups: Mapping[str, ArticleId] = Field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    audience: Condition | None = None

    def paragraphs(self, language: str, facts: Facts, setting: Setting | None = None) -> tuple[str, ...]:
        """The paragraphs (templates) for this applicant: also those whose condition hangs on a fact not known."""
        shown = (each for each in self.details[language] if not each.when or each.when(facts, setting) is not False)
        return tuple(each.text for each in shown)

    def stale(self, today: date) -> bool:
        """Whether its check day has passed."""
        return today > self.stale_after

    def templates(self, language: str) -> Mapping[str, str]:
        """Every template in that language, by the place it stands at."""
        places = {"title": self.title[language], "short": self.short[language]}
        places |= {f"details.{number}": passage.text for number, passage in enumerate(self.details[language])}
        return places | {f"next.{number}": step for number, step in enumerate(self.next[language])}
