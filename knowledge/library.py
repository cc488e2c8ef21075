"""The curated answers: by id, by topic, and by question. What none of them covers is not answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, log
from typing import Protocol

from knowledge.article import Article
from knowledge.classifier import Examples, load_reader
from knowledge.dated import Strict
from knowledge.files import BrokenDataFile, checked, read_toml
from knowledge.glossary import Glossary, load_concepts
from knowledge.guards import Facts
from knowledge.onward import WEIGHT_OF_WORDS_AFTER, Onward
from knowledge.phrases import load_turns
from knowledge.profile import Language
from knowledge.search import Document, Index

CHANCE = 0.3
"""Below this chance the best article is not shown. Chosen on questions of our own, see the picture of `evaluate`."""
WORDS, WORDS_WITHOUT_TERM = 0.04, 0.08
"""The least that has to agree word by word; more where the question names no term of the field."""
WEIGHT_OF_WORDS = {Language.EN: 15.0, Language.KO: 20.0, Language.ZH: 40.0}
"""How much the agreement of words counts beside the logarithm of the chance by meaning."""
CLOSE = 0.4
"""An article whose chance is at least this share of the best one's is offered beside it: none where that is sure."""
SURELY = 0.8
"""From this chance on it is enough that any word agrees."""
OUTSIDE = "out_of_scope"
"""The topic of the articles that only refuse: nothing goes on from them, and none of them is opened whole."""
SAYS_NOTHING = "oos-empty"
"""What by itself says nothing ("how many?") may well go on."""
WORN_OUT = "motivation-burnout"
NOT_THE_AUDIENCE = 0.6


class Meaning(Protocol):
    """Tells what a question means, beyond its words."""

    def log_chances(self, question: str, language: Language) -> Mapping[str, float]:
        """The logarithm of the chance that each article is meant, by its id; articles it does not know are left out."""
        ...


class WordsAlone:
    """No idea of meaning: the words decide."""

    def log_chances(self, question: str, language: Language) -> Mapping[str, float]:
        """Nothing is known of any article."""
        return {}


class Intent(Strict):
    """What a question may be after."""

    id: str
    topic: str
    description: str


@dataclass(frozen=True)
class Hit:
    """An article and the chance, 0 to 1, that it is the one a question is after; `words`: how far the words agree."""

    article: Article
    score: float
    words: float


@dataclass(frozen=True)
class Found:
    """The articles nearest to a question, best first. `answered`: whether the best is near enough to be shown.

    `goes_on`: whether the question was understood as going on from the article told before.
    """

    hits: tuple[Hit, ...]
    answered: bool
    goes_on: bool = False

    @property
    def best(self) -> Article | None:
        """The article to show; None where the question is not covered."""
        return self.hits[0].article if self.answered else None

    @property
    def offered(self) -> tuple[Hit, ...]:
        """The nearest, without those that only refuse: nobody wants to be led there."""
        return tuple(hit for hit in self.hits if hit.article.topic != OUTSIDE)

    @property
    def close(self) -> tuple[Article, ...]:
        """Those hardly less near than the best one, where that is not sure."""
        if not self.answered:
            return ()
        least = CLOSE * self.hits[0].score
        return tuple(hit.article for hit in self.offered if hit is not self.hits[0] and hit.score >= least)


class Library:
    """All articles. Their order is that of topics and ids."""

    def __init__(self, articles: Iterable[Article], concepts: Glossary, meaning: Meaning | None = None) -> None:
        self.articles = tuple(sorted(articles, key=lambda article: (article.topic, article.id)))
        self.by_id: Mapping[str, Article] = {article.id: article for article in self.articles}
        if len(self.by_id) != len(self.articles):
            twice = sorted(id_ for id_, count in Counter(each.id for each in self.articles).items() if count > 1)
            raise BrokenDataFile(f"articles: two have the same id: {', '.join(twice)}")
        self._concepts = concepts
        self._meaning = meaning or WordsAlone()
        outside = {intent for article in self.by_topic(OUTSIDE) for intent in article.intents}
        outside.discard(SAYS_NOTHING)
        self._apart = frozenset(article.id for article in self if outside.intersection(article.intents))
        self._for_worn_out = frozenset(article.id for article in self if WORN_OUT in article.intents)
        self._index = Index({article.id: _document(article) for article in self.articles}, concepts)

    @classmethod
    def load(
        cls, folder: Traversable | None = None, concepts: Glossary | None = None, meaning: Meaning | None = None
    ) -> Library:
        """The articles of `knowledge/articles/<topic>/<id>.toml`; BrokenDataFile with file, key and reason.

        The classifier is that of those articles: other ones are found by their words alone unless `meaning` is given.
        """
        meaning = meaning or (None if folder else load_reader())
        found = folder or files("knowledge") / "articles"
        topics = sorted((entry for entry in found.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
        return cls((article for topic in topics for article in _shelf(topic)), concepts or load_concepts(), meaning)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    @property
    def examples(self) -> Examples:
        """All example questions and titles, by language by article id: what the classifier learns from."""
        return {
            article.id: {language: (article.title[language], *article.questions[language]) for language in Language}
            for article in self
        }

    def by_topic(self, topic: str) -> tuple[Article, ...]:
        """The articles of a topic; none for an unknown one."""
        return tuple(article for article in self.articles if article.topic == topic)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics there is anything about."""
        return tuple(dict.fromkeys(article.topic for article in self.articles))

    def ask(
        self,
        question: str,
        *,
        language: Language,
        profile: Facts | None = None,
        limit: int = 3,
        after: str | None = None,
    ) -> Found:
        """The `limit` articles nearest to a question; those meant for others than the applicant sink.

        `language` is the question's own: examples in it count a little more than those in the other two. `profile` are
        the facts known about whoever asks. `after` is the id of the article they were just told: a question that
        cannot be understood by itself ("and the fee?") is then taken to go on from there, and any other to be rather
        about the same than about something far from it.
        """
        facts, words = profile or {}, self._index.scores(question, language)
        worth = self._worth(question, words, language, WEIGHT_OF_WORDS[language])
        onward = self._onward(after, question, worth, facts)
        if onward and onward.goes_on:
            worth = self._going_on(onward, question, language, worth)
        elif onward:
            worth = onward.staying(worth)
        hits = [
            Hit(self.by_id[key], chance * _for_whom(self.by_id[key], facts), words[key])
            for key, chance in _chances(worth).items()
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.article.id))
        if onward and onward.goes_on:
            return Found(tuple(hits[:limit]), self._is_enough_onward(hits[:limit], question, onward), goes_on=True)
        near = tuple(hit for hit in hits[:limit] if hit.words > 0)
        return Found(near, bool(near) and self._is_enough(near[0], question))

    def _onward(self, after: str | None, question: str, worth: Mapping[str, float], facts: Facts) -> Onward | None:
        told = self.by_id.get(after or "")
        if told is None or told.topic == OUTSIDE:
            return None
        chances = _chances(worth)
        apart, worn_out = (sum(chances[key] for key in ids) for ids in (self._apart, self._for_worn_out))
        unwanted = (each.id for each in self if each.topic == OUTSIDE or _is_for_others(each, facts))
        left_out = frozenset(unwanted) - {told.id}
        return Onward.of(told, question, load_turns(), left_out=left_out, apart=apart, worn_out=worn_out)

    def _worth(self, question: str, words: Mapping[str, float], language: Language, weight: float) -> dict[str, float]:
        meant = self._meaning.log_chances(question, language)
        unknown = -log(max(1, len(words)))
        return {key: meant.get(key, unknown) + weight * share for key, share in words.items()}

    def _going_on(
        self, onward: Onward, question: str, language: Language, alone: Mapping[str, float]
    ) -> dict[str, float]:
        joined = f"{onward.told.title[language]}: {question}"
        together = self._worth(joined, self._index.scores(joined, language), language, WEIGHT_OF_WORDS_AFTER)
        return onward.going_on(alone, together, names_term=self._concepts.speaks_of_field(question))

    def _is_enough_onward(self, near: Sequence[Hit], question: str, onward: Onward) -> bool:
        named = near[0].article.id in onward.asked_on
        return named or load_turns().leans(question) or any(hit.words >= WORDS for hit in near)

    def _is_enough(self, best: Hit, question: str) -> bool:
        needed = WORDS if self._concepts.speaks_of_field(question) else WORDS_WITHOUT_TERM
        return best.score >= SURELY or (best.score >= CHANCE and best.words >= needed)


def _chances(worth: Mapping[str, float]) -> dict[str, float]:
    most = max(worth.values(), default=0.0)
    shares = {key: exp(each - most) for key, each in worth.items()}
    whole = sum(shares.values())
    return {key: share / whole for key, share in shares.items()}


def _for_whom(article: Article, facts: Facts) -> float:
    return NOT_THE_AUDIENCE if _is_for_others(article, facts) else 1.0


def _is_for_others(article: Article, facts: Facts) -> bool:
    return article.audience is not None and article.audience(facts) is False


def _document(article: Article) -> Document:
    return Document(
        titles={language: article.title[language] for language in Language},
        questions={language: article.questions[language] for language in Language},
        body=" ".join(text for language in Language for text in article.templates(language).values()),
    )


def _shelf(topic: Traversable) -> Iterator[Article]:
    for file in sorted(topic.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            key = file.name.removesuffix(".toml")
            yield checked(Article, {"id": key, "topic": topic.name, **read_toml(file)}, f"{topic.name}/{file.name}")


@lru_cache
def load_intents(file: Traversable | None = None) -> Mapping[str, Intent]:
    """The vocabulary of `knowledge/intents.toml`, by id."""
    found = file or files("knowledge") / "intents.toml"
    return {key: checked(Intent, {"id": key, **data}, found.name, key) for key, data in read_toml(found).items()}
