"""Which article a question means, learnt from the example questions: linear classifiers of its vector and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.encoder import Array, Encoder, Reading, load_encoder
from knowledge.letters import Letters
from knowledge.lexicon import Lexicon, load_lexicon
from knowledge.profile import Language
from knowledge.spelling import WORD, Spelling

FILE = "classifier.npz"
WEIGHT_OF_LETTERS = {Language.EN: 0.15, Language.KO: 1.0, Language.ZH: 1.0}
"""How much the letters count beside the vector, which is of a gloss where the question is not in English."""
LETTERS_FOR_ONE_SLIP, LETTERS_FOR_TWO_SLIPS = 4, 8


@dataclass(frozen=True)
class Layer:
    """A row of weights and a bias for each article."""

    weights: Array
    biases: Array

    def log_chances(self, vector: Array) -> Array:
        """The logarithm of each article's chance of being meant; the chances of all add up to 1."""
        worth = self.weights @ vector + self.biases
        worth = worth - worth.max()
        return np.asarray(worth - np.log(np.exp(worth).sum()))


@dataclass(frozen=True)
class Classifier:
    """For questions of each language a layer over their vectors and the weights of their letters.

    All are over the articles `ids`. `words` are those of the examples, the most frequent first; `learnt` is the mark of
    what it was learnt from.
    """

    ids: tuple[str, ...]
    layers: Mapping[Language, Layer]
    letters: Mapping[Language, Letters]
    words: tuple[str, ...]
    learnt: str

    def log_chances(self, question: str, vector: Array, language: Language) -> Mapping[str, float]:
        """By article id, for a question and its vector."""
        by_vector = self.layers[language].log_chances(vector)
        by_letters = self.letters[language].log_chances(question)
        told = by_vector + WEIGHT_OF_LETTERS[language] * by_letters
        return dict(zip(self.ids, map(float, told - np.logaddexp.reduce(told)), strict=True))

    def keep(self, file: Path) -> None:
        """Write it down, half as precise, which changes no answer and halves the file."""
        kept: dict[str, npt.NDArray[Any]] = {
            "ids": np.array(self.ids),
            "words": np.array(" ".join(self.words)),
            "learnt": np.array(self.learnt),
        }
        for language, layer in self.layers.items():
            kept[f"{language}.weights"] = layer.weights.astype(np.float16)
            kept[f"{language}.biases"] = layer.biases.astype(np.float16)
            kept |= {f"{language}.letters.{name}": told for name, told in self.letters[language].kept().items()}
        np.savez_compressed(file, allow_pickle=False, **kept)

    @classmethod
    def read(cls, file: Path) -> Classifier:
        """The classifier in a file `keep` wrote."""
        with np.load(file) as kept:
            layers = {
                language: Layer(
                    kept[f"{language}.weights"].astype(np.float32), kept[f"{language}.biases"].astype(np.float32)
                )
                for language in Language
            }
            letters = {language: Letters.read(_below(kept, f"{language}.letters.")) for language in Language}
            words = tuple(str(kept["words"]).split())
            return cls(tuple(map(str, kept["ids"])), layers, letters, words, str(kept["learnt"]))


def _below(kept: Mapping[str, npt.NDArray[Any]], place: str) -> dict[str, npt.NDArray[Any]]:
    return {name.removeprefix(place): kept[name] for name in kept if name.startswith(place)}


@dataclass(frozen=True)
class Reader:
    """Reads a question in any of the three languages for its meaning."""

    lexicon: Lexicon
    spelling: Spelling
    encoders: Mapping[Reading, Encoder]
    classifier: Classifier

    def log_chances(self, question: str, language: Language) -> Mapping[str, float]:
        """By article id."""
        encoder = self.encoders[Reading.of(language)]
        (vector,) = encoder.encode([mended(self.lexicon.gloss(question), self.spelling)])
        return self.classifier.log_chances(mended(question, self.spelling), vector, language)


def spelling_by(words: Sequence[str], encoder: Encoder) -> Spelling:
    """Mends what neither an example says nor the encoder knows."""
    return Spelling(words, encoder.words, one=LETTERS_FOR_ONE_SLIP, two=LETTERS_FOR_TWO_SLIPS)


def mended(text: str, spelling: Spelling) -> str:
    """The text with its Latin words in lower case and without their slips."""
    return WORD.sub(lambda word: spelling.mended(word[0]), text.lower())


Examples = Mapping[str, Mapping[Language, Sequence[str]]]
"""Questions by language by the id of the article that answers them."""


def mark(examples: Examples, lexicon: Lexicon) -> str:
    """A short mark of all that is learnt from: another one as soon as an example, or how it is read, changes."""
    told = "\n".join(
        f"{key}\t{language}\t{lexicon.gloss(text)}"
        for key in sorted(examples)
        for language in Language
        for text in examples[key][language]
    )
    return sha256(told.encode()).hexdigest()[:16]


@lru_cache
def load_reader() -> Reader:
    """The reader with the classifier of this folder."""
    with as_file(files("knowledge") / FILE) as file:
        classifier = Classifier.read(file)
    encoders = {reading: load_encoder(reading) for reading in Reading}
    return Reader(load_lexicon(), spelling_by(classifier.words, encoders[Reading.ENGLISH]), encoders, classifier)
