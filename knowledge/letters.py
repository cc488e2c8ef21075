"""What a question means by its letters: a linear classifier over groups of neighbouring letters, one for each language.

It stands beside the sentence encoder, which reads Korean and Chinese through glosses only and misses endings, slang and
words that no list has.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.encoder import Array
from knowledge.tokens import TEXT_LIMIT

LONGEST_GROUP = 4
_SEPARATOR = "\n"


def groups(text: str) -> Iterator[str]:
    """All stretches of one to four letters of each word; where a word begins and ends is a space."""
    for word in unicodedata.normalize("NFKC", text[:TEXT_LIMIT]).casefold().split():
        bounded = f" {word} "
        for size in range(1, LONGEST_GROUP + 1):
            yield from (bounded[start : start + size] for start in range(len(bounded) - size + 1))


class Letters:
    """The weights of groups of letters for and against articles, which go by their number.

    `worth` is what a group tells by being rare. `owners` and `weights` are pairs of article and weight; those of group
    number n begin at `starts[n]` and end before `starts[n + 1]`. `biases` has one number for each article.
    """

    def __init__(
        self,
        known: Sequence[str],
        worth: Array,
        starts: Sequence[int],
        owners: npt.NDArray[np.integer],
        weights: Array,
        biases: Array,
    ) -> None:
        self._known, self._worth, self._biases = known, worth, biases
        self._owners, self._weights, self._starts = owners, weights, starts
        self._numbers = {group: number for number, group in enumerate(known)}

    def log_chances(self, text: str) -> Array:
        """The logarithm of each article's chance of being meant; the chances of all add up to 1."""
        worth = self._biases.copy()
        for number, share in self._shares(text).items():
            start, end = self._starts[number], self._starts[number + 1]
            worth[self._owners[start:end]] += share * self._weights[start:end]
        meant = -np.logaddexp(0, -worth)
        return np.asarray(meant - np.logaddexp.reduce(meant))

    def _shares(self, text: str) -> dict[int, float]:
        seen = Counter(number for group in groups(text) if (number := self._numbers.get(group)) is not None)
        told = {number: (1 + np.log(times)) * self._worth[number] for number, times in seen.items()}
        whole = np.sqrt(sum(each**2 for each in told.values()))
        return {number: float(each / whole) for number, each in told.items()}

    def kept(self) -> dict[str, npt.NDArray[Any]]:
        """As arrays to write down, half as precise."""
        return {
            "known": np.frombuffer(_SEPARATOR.join(self._known).encode(), np.uint8),
            "worth": self._worth.astype(np.float16),
            "counts": np.diff(self._starts).astype(np.uint16),
            "owners": self._owners.astype(np.uint16),
            "weights": self._weights.astype(np.float16),
            "biases": self._biases.astype(np.float16),
        }

    @classmethod
    def read(cls, kept: Mapping[str, npt.NDArray[Any]]) -> Letters:
        """What `kept` gave."""
        return cls(
            kept["known"].tobytes().decode().split(_SEPARATOR),
            kept["worth"].astype(np.float32),
            [0, *np.cumsum(kept["counts"], dtype=int).tolist()],
            kept["owners"],
            kept["weights"].astype(np.float32),
            kept["biases"].astype(np.float32),
        )
