"""Finding the article a question is after: BM25 over words, character pairs and concepts of three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import bm25s
import numpy as np

from knowledge.glossary import Glossary
from knowledge.profile import Language
from knowledge.tokens import asking, grams

CONCEPT = "§"
TITLE_WEIGHT = 3
PAIR_WEIGHT, WORD_WEIGHT, CONCEPT_WEIGHT = 1, 2, 6
QUESTION_SHARE = 0.3
OTHER_LANGUAGE = 0.95
_K1, _B = 2.5, 0.6
_USUAL_WORTH, _GROWTH = 60.0, 0.8


def tokens(text: str, concepts: Glossary) -> list[str]:
    """What is compared: words, numbers, pairs of characters, and `§id` of each concept named."""
    return [*grams(text), *(CONCEPT + concept for concept in concepts.concepts(text))]


def weight(token: str) -> int:
    """How much a token of a question counts: a pair of characters least, a concept most."""
    if token.startswith(CONCEPT):
        return CONCEPT_WEIGHT
    return WORD_WEIGHT if token.isascii() else PAIR_WEIGHT


class Bm25:
    """BM25 over token lists, its scores as a share of what the query itself is worth: 0 nothing, about 1 all of it."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._count = len(documents)
        self._engine = bm25s.BM25(k1=_K1, b=_B, method="lucene")
        one_more = [""]  # the engine cannot divide by the length of nothing at all
        self._engine.index([*map(list, documents), one_more], show_progress=False)
        seen = np.diff(self._engine.scores["indptr"])
        self._in = {token: int(seen[number]) for token, number in self._engine.vocab_dict.items() if token}

    def worth(self, token: str) -> float:
        """How much a token tells; most where no document has it."""
        seen = self._in.get(token, 0)
        return log(1 + (self._count - seen + 0.5) / (seen + 0.5))

    def shares(self, query: Sequence[str]) -> np.ndarray:
        """Each document's score over the query's own worth, which grows more slowly than the length of a long story."""
        known = [token for token in query if token in self._in for _ in range(weight(token))]
        if not known:
            return np.zeros(self._count)
        worth = sum(weight(token) * self.worth(token) for token in query)
        allowed = _USUAL_WORTH * (worth / _USUAL_WORTH) ** _GROWTH
        return np.asarray(self._engine.get_scores(known)[: self._count] / allowed)


@dataclass(frozen=True)
class Document:
    """An article as the search sees it: titles and example questions by language, and all the rest."""

    titles: Mapping[Language, str]
    questions: Mapping[Language, Sequence[str]]
    body: str


class Index:
    """All articles by id, searchable."""

    def __init__(self, documents: Mapping[str, Document], concepts: Glossary) -> None:
        self._concepts = concepts
        self._ids = tuple(documents)
        wholes: list[list[str]] = []
        asked: list[list[str]] = []
        owners: list[int] = []
        languages: list[Language] = []
        for number, document in enumerate(documents.values()):
            whole = tokens(document.body, concepts)
            for language in Language:
                named = tokens(document.titles[language], concepts)
                examples = [named, *(tokens(question, concepts) for question in document.questions[language])]
                whole += named * TITLE_WEIGHT + [token for example in examples for token in example]
                asked += examples
                owners += [number] * len(examples)
                languages += [language] * len(examples)
            wholes.append(whole)
        self._wholes, self._asked = Bm25(wholes), Bm25(asked)
        self._owners, self._languages = np.array(owners, dtype=int), np.array(languages, dtype=str)

    def scores(self, question: str, language: Language) -> dict[str, float]:
        """Each article's score for the question, the best first; equal ones in the order of their ids."""
        query = tokens(question, self._concepts) + tokens(asking(question), self._concepts)
        near = self._asked.shares(query) * np.where(self._languages == language, 1.0, OTHER_LANGUAGE)
        best = np.zeros(len(self._ids))
        np.maximum.at(best, self._owners, near)
        mixed = QUESTION_SHARE * best + (1 - QUESTION_SHARE) * self._wholes.shares(query)
        ranked = sorted(zip(self._ids, mixed, strict=True), key=lambda each: (-each[1], each[0]))
        return {key: float(score) for key, score in ranked}
