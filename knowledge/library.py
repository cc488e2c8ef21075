"""The curated answers: by id, by topic, and by question. What none of them covers is not answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from knowledge.article import Article
from knowledge.dated import Strict
from knowledge.files import BrokenDataFile, checked, read_toml
from knowledge.glossary import Glossary, load_concepts
from knowledge.guards import Facts
from knowledge.profile import Language
from knowledge.search import Document, Index

THRESHOLD = 0.15
THRESHOLD_WITHOUT_TERM = 0.25
"""Chosen on tests/knowledge/questions.jsonl; a question that names no term of the field has to fit better."""
NOT_THE_AUDIENCE = 0.6


class Intent(Strict):
    """What a question may be after."""

    id: str
    topic: str
    description: str


@dataclass(frozen=True)
class Hit:
    """An article and how well it fits a question: 0 not at all, around 1 word for word."""

    article: Article
    score: float


@dataclass(frozen=True)
class Found:
    """The articles nearest to a question, best first. `answered`: whether the best is near enough to be shown."""

    hits: tuple[Hit, ...]
    answered: bool

    @property
    def best(self) -> Article | None:
        """The article to show; None where the question is not covered."""
        return self.hits[0].article if self.answered else None


class Library:
    """All articles. Their order is that of topics and ids."""

    def __init__(self, articles: Iterable[Article], concepts: Glossary) -> None:
        self.articles = tuple(sorted(articles, key=lambda article: (article.topic, article.id)))
        self.by_id: Mapping[str, Article] = {article.id: article for article in self.articles}
        if len(self.by_id) != len(self.articles):
            twice = sorted(id_ for id_, count in Counter(each.id for each in self.articles).items() if count > 1)
            raise BrokenDataFile(f"articles: two have the same id: {', '.join(twice)}")
        self._concepts = concepts
        self._index = Index({article.id: _document(article) for article in self.articles}, concepts)

    @classmethod
    def load(cls, folder: Traversable | None = None, concepts: Glossary | None = None) -> Library:
        """The articles of `knowledge/articles/<topic>/<id>.toml`; BrokenDataFile with file, key and reason."""
        found = folder or files("knowledge") / "articles"
        topics = sorted((entry for entry in found.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
        return cls((article for topic in topics for article in _shelf(topic)), concepts or load_concepts())

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    def by_topic(self, topic: str) -> tuple[Article, ...]:
        """The articles of a topic; none for an unknown one."""
        return tuple(article for article in self.articles if article.topic == topic)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics there is anything about."""
        return tuple(dict.fromkeys(article.topic for article in self.articles))

    def ask(self, question: str, *, language: Language, profile: Facts | None = None, limit: int = 3) -> Found:
        """The `limit` articles nearest to a question; those meant for others than the applicant sink.

        `language` is the question's own: examples in it count a little more than those in the other two. `profile` are
        the facts known about whoever asks.
        """
        scores = self._index.scores(question, language)
        hits = [
            Hit(self.by_id[key], score * _for_whom(self.by_id[key], profile or {})) for key, score in scores.items()
        ]
        hits.sort(key=lambda hit: -hit.score)
        near = tuple(hit for hit in hits[:limit] if hit.score > 0)
        needed = THRESHOLD if self._concepts.speaks_of_field(question) else THRESHOLD_WITHOUT_TERM
        return Found(near, bool(near) and near[0].score >= needed)


def _for_whom(article: Article, facts: Facts) -> float:
    stranger = article.audience is not None and article.audience(facts) is False
    return NOT_THE_AUDIENCE if stranger else 1.0


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
