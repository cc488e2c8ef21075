"""A question in the light of the article told just before it: does it go on from there, and what is it after then?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import inf

from knowledge.article import Article
from knowledge.phrases import Turns

WEIGHT_ALONE, WEIGHT_WITH_TERM, WEIGHT_OF_WORDS_AFTER, WEIGHT_OF_RELATED = 0.75, 1.8, 22.0, 3.0
"""In a question that goes on: what it says by itself beside what it says after the last answer, more where it names a
term of the field; words in that; articles related to that one. Chosen on some forty questions, those of the tests among
them."""
WEIGHT_OF_NOTHING_ELSE, WEIGHT_OF_ASKED_ON = 40.0, 12.0
"""The article that the last one names for what is asked on about: where the question says nothing else, and where it
does. Chosen, as are the three below, on some eight hundred short questions after answers."""
STAYING, STAYING_NEAR = 3.0, 2.0
"""In a question that can stand for itself: the last answer, and the articles related to it."""
LEAST_ALONE = -8.0
OUTSIDE_SURELY = 0.9
"""What is so likely out of scope by itself ("thank you"), or near to it ("I want to give up"), does not go on."""
SURELY_ALONE = 3.0
"""A question that by itself is so much more likely after one article than after any other (the logarithm of how many
times) is not drawn back by a word like "how" or "when"."""
LIKELY_WORN_OUT = 0.5
"""Who more likely than not has no strength left does not ask about an article's odds."""


@dataclass(frozen=True)
class Onward:
    """How a question stands to the article `told` before it.

    `asked_on` are the ids of the articles that one names for what is asked on about, and `nothing_else` tells whether
    that is all the question says. `goes_on`: whether it is understood only after what was told; `left_out` are the ids
    of those it cannot be after then.
    """

    told: Article
    left_out: frozenset[str]
    asked_on: frozenset[str]
    nothing_else: bool
    goes_on: bool

    @classmethod
    def of(
        cls, told: Article, question: str, turns: Turns, *, left_out: frozenset[str], apart: float, worn_out: float
    ) -> Onward:
        """`apart` and `worn_out` are the chances, 0 to 1, that the question by itself is out of scope or of despair."""
        named = (told.follow_ups.get(aspect) for aspect in turns.aspects_of(question))
        asked_on = frozenset(key for key in named if key) - left_out
        nothing_else = bool(asked_on) and worn_out < LIKELY_WORN_OUT and turns.only_asks_on(question)
        onward = turns.goes_on(question) and (turns.leans(question) or apart < OUTSIDE_SURELY)
        return cls(told, left_out, asked_on, nothing_else, nothing_else or onward)

    def going_on(
        self, alone: Mapping[str, float], together: Mapping[str, float], *, names_term: bool
    ) -> dict[str, float]:
        """The worth of each article, by id, for a question that goes on.

        `alone` and `together` are what they are worth for the question by itself and with the title of what was told.
        """
        most = max(alone.values())
        by_itself = WEIGHT_WITH_TERM if names_term else WEIGHT_ALONE
        near = dict.fromkeys(self.told.related, WEIGHT_OF_RELATED)
        named = dict.fromkeys(self.asked_on, self._weight_of_asked_on(alone))
        return {
            key: by_itself * max(worth - most, LEAST_ALONE) + together[key] + near.get(key, 0.0) + named.get(key, 0.0)
            for key, worth in alone.items()
            if key not in self.left_out
        }

    def _weight_of_asked_on(self, alone: Mapping[str, float]) -> float:
        if self.nothing_else:
            return WEIGHT_OF_NOTHING_ELSE
        first, second = nlargest(2, (*alone.values(), -inf))
        return WEIGHT_OF_ASKED_ON if first - second < SURELY_ALONE else 0.0

    def staying(self, alone: Mapping[str, float]) -> dict[str, float]:
        """The worth of each article, by id, for a question that stands for itself: people stay with their subject."""
        near = dict.fromkeys(self.told.related, STAYING_NEAR) | {self.told.id: STAYING}
        return {key: worth + near.get(key, 0.0) for key, worth in alone.items()}
