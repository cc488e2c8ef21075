"""How well questions find their articles: hits by language and topic, wrong refusals, wrong answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.library import Found, Library
from knowledge.profile import Language
from knowledge.tokens import language_of

OUT_OF_SCOPE = "out_of_scope"
NEAR = 3


@dataclass(frozen=True)
class Question:
    """A question somebody asked, and the intents of which an article that answers it must hold one."""

    id: str
    text: str
    language: Language | None
    topic: str
    intents: tuple[str, ...]

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Question:
        """From a line of a question file: id, question, lang, topic, intent and also. KeyError where one is missing."""
        also = data.get("also") or ()
        intents = (str(data["intent"]), *map(str, also if isinstance(also, list) else ()))
        language = Language(str(data["lang"])) if data.get("lang") else None
        return cls(str(data["id"]), str(data["question"]), language, str(data.get("topic", "")), intents)


@dataclass(frozen=True)
class Outcome:
    """What became of one question: the place of the first right article (None: not among the near), and the answer."""

    question: Question
    found: Found
    place: int | None

    @property
    def in_scope(self) -> bool:
        return self.question.topic != OUT_OF_SCOPE

    @property
    def score(self) -> float:
        return self.found.hits[0].score if self.found.hits else 0.0

    @property
    def refused(self) -> bool:
        """Whether it is not answered at all."""
        return not self.found.answered

    @property
    def answered_beside(self) -> bool:
        """Whether something out of scope got an answer that is no refusal."""
        return not self.in_scope and self.found.answered and not self.is_known_outside

    @property
    def is_known_outside(self) -> bool:
        """Whether the nearest article is one that refuses."""
        return bool(self.found.hits) and self.found.hits[0].article.topic == OUT_OF_SCOPE


def evaluate(library: Library, questions: Iterable[Question]) -> list[Outcome]:
    """Ask them all; a question without a language is taken to be in the one it looks like."""
    return [_outcome(library, question) for question in questions]


def _outcome(library: Library, question: Question) -> Outcome:
    language = question.language or language_of(question.text, Language.EN)
    found = library.ask(question.text, language=language, limit=NEAR)
    right = (n for n, hit in enumerate(found.hits, 1) if set(hit.article.intents) & set(question.intents))
    return Outcome(question, found, next(right, None))


@dataclass(frozen=True)
class Share:
    """Hits among the first one and the first three of so many questions."""

    count: int
    first: int
    near: int

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Share:
        return cls(
            len(outcomes),
            sum(outcome.place == 1 for outcome in outcomes),
            sum(outcome.place is not None for outcome in outcomes),
        )


def report(outcomes: Sequence[Outcome]) -> list[str]:
    """The measure in lines: by language, by topic, refusals, answers beside the point, and every miss."""
    inside = [outcome for outcome in outcomes if outcome.in_scope]
    outside = [outcome for outcome in outcomes if not outcome.in_scope]
    lines = ["in scope:", _line("all", inside)]
    lines += [_line(name, group) for name, group in _grouped(inside, "language")]
    lines += [_line(name, group) for name, group in _grouped(inside, "topic")]
    lines.append(_counted("in scope, refused", [o for o in inside if o.refused], inside))
    lines.append(_counted("out of scope, answered", [o for o in outside if o.answered_beside], outside))
    lines.append("misses:")
    return lines + [_miss(outcome) for outcome in outcomes if outcome.place != 1]


def _grouped(outcomes: Sequence[Outcome], by: str) -> list[tuple[str, list[Outcome]]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[str(getattr(outcome.question, by))].append(outcome)
    return sorted(groups.items())


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    share = Share.of(outcomes)
    count = max(1, share.count)
    return f"  {name:14} {share.count:4}  hit@1 {share.first / count:.3f}  hit@3 {share.near / count:.3f}"


def _counted(name: str, some: Sequence[Outcome], outcomes: Sequence[Outcome]) -> str:
    return f"{name}: {len(some)} of {len(outcomes)} ({len(some) / max(1, len(outcomes)):.3f})"


def _miss(outcome: Outcome) -> str:
    best = outcome.found.hits[0].article.id if outcome.found.hits else "-"
    return f"  {outcome.question.id} {outcome.question.intents[0]} -> {best} ({outcome.score:.2f})"
