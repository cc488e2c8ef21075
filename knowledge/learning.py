"""Learning the classifier from the example questions: once, when the base is built, and never while answering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from knowledge.article import PerLanguage, Text
from knowledge.classifier import Classifier, Examples, Layer, mark, mended, spelling_by
from knowledge.encoder import Array, Encoder, Reading, Tuning
from knowledge.files import checked, read_toml
from knowledge.letters import Letters, groups
from knowledge.lexicon import Lexicon
from knowledge.profile import Language
from knowledge.spelling import WORD, Spelling

CONFIDENCE = 0.3
"""How far single examples may take the classifier from where tuning left it: what they weigh beside the square of the
way. With 1 and 3 it found less."""
SEEN_ENOUGH = 2
SOFTNESS_OF_LETTERS = 0.05
"""How little the classifier by letters follows single examples: scikit-learn's alpha times their number."""
STRONGEST = 300_000
"""Weights of letters that are kept; with all of them, ten million and more, it finds no more."""
CIRCUMSTANCES = "circumstances.toml"
_STEPS = 25
_TINY = 1e-12
_ROUNDS_OF_LETTERS = 15


@dataclass(frozen=True)
class Lessons:
    """All examples as the encoder reads them, in English or as glosses, each with the number of its article in `ids`.

    `words` are those seen often enough to be no slips themselves, the most frequent first; `spelling` mends the others.
    """

    ids: tuple[str, ...]
    words: tuple[str, ...]
    spelling: Spelling
    texts: Mapping[Language, Sequence[tuple[str, int]]]

    @classmethod
    def of(cls, examples: Examples, lexicon: Lexicon, encoder: Encoder) -> Lessons:
        """The lessons the examples of all articles give."""
        ids = tuple(sorted(examples))
        read = {language: _read(ids, examples, language, lexicon) for language in Language}
        words = _words(text for texts in read.values() for text, _ in texts)
        spelling = spelling_by(words, encoder)
        known = {language: [(mended(text, spelling), number) for text, number in read[language]] for language in read}
        return cls(ids, words, spelling, known)


def learn(
    examples: Examples, lexicon: Lexicon, encoders: Mapping[Reading, Encoder], tunings: Mapping[Reading, Tuning]
) -> Classifier:
    """The classifier of all examples; Korean and Chinese layers learn from their glosses and from English besides."""
    lessons = Lessons.of(examples, lexicon, encoders[Reading.ENGLISH])
    layers: dict[Language, Layer] = {}
    for reading in Reading:
        taught = {language: _taught(lessons.texts[language], encoders[reading]) for language in reading.languages}
        first = Layer(*tunings[reading].rows(lessons.ids))
        for language in (each for each in Language if Reading.of(each) is reading):
            layers[language] = _layer([taught[each] for each in dict.fromkeys((Language.EN, language))], first)
    letters = {language: _letters(_typed(lessons.ids, examples, language)) for language in Language}
    return Classifier(lessons.ids, layers, letters, lessons.words, mark(examples, lexicon))


def load_circumstances(file: Traversable | None = None) -> PerLanguage[Text]:
    """What people tell of themselves around a question; BrokenDataFile with file, key and reason."""
    found = file or files("knowledge") / CIRCUMSTANCES
    return checked(PerLanguage[Text], read_toml(found), found.name)


def _read(ids: Sequence[str], examples: Examples, language: Language, lexicon: Lexicon) -> list[tuple[str, int]]:
    return [(lexicon.gloss(text), number) for text, number in _typed(ids, examples, language)]


def _typed(ids: Sequence[str], examples: Examples, language: Language) -> list[tuple[str, int]]:
    return [(text, number) for number, key in enumerate(ids) for text in examples[key][language]]


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    seen = Counter(word for text in texts for word in WORD.findall(text.lower()))
    return tuple(word for word, times in seen.most_common() if times >= SEEN_ENOUGH)


def _taught(texts: Sequence[tuple[str, int]], encoder: Encoder) -> tuple[Array, list[int]]:
    """The vectors of the texts, and the number of the article of each."""
    return encoder.encode([text for text, _ in texts]), [number for _, number in texts]


def _layer(taught: Sequence[tuple[Array, list[int]]], first: Layer) -> Layer:
    """The layer that tells the examples apart and is not far from the first one.

    A layer learnt from the examples alone finds less: a tuned encoder knows them nearly by heart, and what it says of
    them is no measure of what it says of other questions.
    """
    vectors = np.concatenate([vectors for vectors, _ in taught])
    seen = np.column_stack([vectors, np.ones(len(vectors), np.float32)])
    owners = np.array([owner for _, owners in taught for owner in owners])
    start = np.column_stack([first.weights, first.biases])
    every = np.arange(len(owners))

    def loss(way: Array) -> tuple[float, Array]:
        changed = way.reshape(start.shape).astype(np.float32)
        worth = seen @ (start + changed).T
        chances = np.exp(worth - worth.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        missed = -np.log(chances[every, owners] + _TINY).sum()
        chances[every, owners] -= 1
        slope = CONFIDENCE * (chances.T @ seen) + changed
        return float(CONFIDENCE * missed + (changed**2).sum() / 2), slope.ravel().astype(float)

    found = minimize(loss, np.zeros(start.size), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    learnt = (start + found.x.reshape(start.shape)).astype(np.float32)
    return Layer(learnt[:, :-1], learnt[:, -1])


def _letters(texts: Sequence[tuple[str, int]]) -> Letters:
    """Learnt from texts as they were typed, each with the number of its article."""
    reading = TfidfVectorizer(analyzer=groups, min_df=SEEN_ENOUGH, sublinear_tf=True)
    seen = reading.fit_transform([text for text, _ in texts])
    model = SGDClassifier(
        loss="log_loss", alpha=SOFTNESS_OF_LETTERS / len(texts), max_iter=_ROUNDS_OF_LETTERS, tol=None, random_state=1
    )
    model.fit(seen, [number for _, number in texts])
    weights = np.asarray(model.coef_, np.float32).T
    least = np.sort(np.abs(weights), axis=None)[-min(STRONGEST, weights.size)]
    places, owners = np.nonzero(np.abs(weights) >= least)
    starts = np.searchsorted(places, np.arange(len(weights) + 1)).tolist()
    worth, biases = (np.asarray(numbers, np.float32) for numbers in (reading.idf_, model.intercept_))
    return Letters(reading.get_feature_names_out().tolist(), worth, starts, owners, weights[places, owners], biases)
