"""Learning the classifier from the example questions: once, when the base is built, and never while answering."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from knowledge.classifier import Classifier, Examples, Layer, mark
from knowledge.encoder import Array, Encoder
from knowledge.lexicon import Lexicon
from knowledge.profile import Language

CONFIDENCE = 10.0
"""How closely the classifier follows single examples (scikit-learn's C); 3 and 20 did not find more."""
_ROUNDS = 1000
_NEAR_ENOUGH = 1e-4


def learn(examples: Examples, lexicon: Lexicon, encoder: Encoder) -> Classifier:
    """The classifier of all examples. Korean and Chinese layers learn from the glosses and from English besides.

    So a Korean question finds what only an English example says; English is read best where nothing else is mixed in.
    """
    ids = tuple(sorted(examples))
    taught = {language: _taught(ids, examples, language, lexicon, encoder) for language in Language}
    english = taught[Language.EN]
    layers = {
        language: _layer([english] if language is Language.EN else [english, taught[language]]) for language in Language
    }
    return Classifier(ids, layers, mark(examples, lexicon))


def _taught(
    ids: tuple[str, ...], examples: Examples, language: Language, lexicon: Lexicon, encoder: Encoder
) -> tuple[Array, list[int]]:
    """The vectors of the examples in that language, and the number of the article of each."""
    owners = [number for number, key in enumerate(ids) for _ in examples[key][language]]
    return encoder.encode([lexicon.gloss(text) for key in ids for text in examples[key][language]]), owners


def _layer(taught: Sequence[tuple[Array, list[int]]]) -> Layer:
    model = LogisticRegression(C=CONFIDENCE, max_iter=_ROUNDS, tol=_NEAR_ENOUGH)
    model.fit(np.concatenate([vectors for vectors, _ in taught]), [owner for _, owners in taught for owner in owners])
    return Layer(np.asarray(model.coef_, np.float32), np.asarray(model.intercept_, np.float32))
