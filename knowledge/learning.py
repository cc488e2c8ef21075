"""Learning the classifier from the example questions: once, when the base is built, and never while answering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge.classifier import Classifier, Examples, Layer, mark, mended, spelling_by
from knowledge.encoder import Array, Encoder
from knowledge.lexicon import Lexicon
from knowledge.profile import Language
from knowledge.spelling import WORD

CONFIDENCE = 10.0
"""How closely the classifier follows single examples (scikit-learn's C); 3 and 20 did not find more."""
SEEN_ENOUGH = 2
_ROUNDS = 1000
_NEAR_ENOUGH = 1e-3
"""Learnt to the end it finds less: the tuned encoder knows its examples nearly by heart."""


@dataclass(frozen=True)
class Lessons:
    """All examples as the encoder reads them, in English or as glosses, each with the number of its article in `ids`.

    `words` are those seen often enough to be no slips themselves, the most frequent first.
    """

    ids: tuple[str, ...]
    words: tuple[str, ...]
    texts: Mapping[Language, Sequence[tuple[str, int]]]

    @classmethod
    def of(cls, examples: Examples, lexicon: Lexicon, encoder: Encoder) -> Lessons:
        """The lessons the examples of all articles give."""
        ids = tuple(sorted(examples))
        read = {language: _read(ids, examples, language, lexicon) for language in Language}
        words = _words(text for texts in read.values() for text, _ in texts)
        spelling = spelling_by(words, encoder)
        known = {language: [(mended(text, spelling), number) for text, number in read[language]] for language in read}
        return cls(ids, words, known)


def learn(examples: Examples, lexicon: Lexicon, encoder: Encoder) -> Classifier:
    """The classifier of all examples. Korean and Chinese layers learn from the glosses and from English besides.

    So a Korean question finds what only an English example says; English is read best where nothing else is mixed in.
    """
    lessons = Lessons.of(examples, lexicon, encoder)
    taught = {language: _taught(texts, encoder) for language, texts in lessons.texts.items()}
    english = taught[Language.EN]
    layers = {
        language: _layer([english] if language is Language.EN else [english, taught[language]]) for language in Language
    }
    return Classifier(lessons.ids, layers, lessons.words, mark(examples, lexicon))


def _read(ids: Sequence[str], examples: Examples, language: Language, lexicon: Lexicon) -> list[tuple[str, int]]:
    return [(lexicon.gloss(text), number) for number, key in enumerate(ids) for text in examples[key][language]]


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    seen = Counter(word for text in texts for word in WORD.findall(text.lower()))
    return tuple(word for word, times in seen.most_common() if times >= SEEN_ENOUGH)


def _taught(texts: Sequence[tuple[str, int]], encoder: Encoder) -> tuple[Array, list[int]]:
    """The vectors of the texts, and the number of the article of each."""
    return encoder.encode([text for text, _ in texts]), [number for _, number in texts]


def _layer(taught: Sequence[tuple[Array, list[int]]]) -> Layer:
    model = LogisticRegression(C=CONFIDENCE, max_iter=_ROUNDS, tol=_NEAR_ENOUGH)
    model.fit(np.concatenate([vectors for vectors, _ in taught]), [owner for _, owners in taught for owner in owners])
    return Layer(np.asarray(model.coef_, np.float32), np.asarray(model.intercept_, np.float32))
