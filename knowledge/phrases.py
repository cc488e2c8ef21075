"""Turns of speech that tell what kind of question this is: after the meaning of a term, or after the last answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from knowledge.article import PerLanguage, Text
from knowledge.dated import Strict
from knowledge.files import checked, read_toml
from knowledge.glossary import Glossary, Term, load_aspects, load_concepts
from knowledge.profile import Language
from knowledge.tokens import atoms

FILE = "phrases.toml"
GAP = "…"
ARTICLES = frozenset({"a", "an", "the"})
SHORT = 12
"""A question of more atoms than this stands for itself."""


class Phrases(Strict):
    """`meaning`: patterns with a gap where the term stands; `onward`: how a question begins that goes on from one.

    `fillers`: words that ask nothing by themselves.
    """

    meaning: PerLanguage[Text]
    onward: PerLanguage[Text]
    fillers: PerLanguage[Text]


@dataclass(frozen=True)
class Turns:
    """Tells the turns of speech apart, with the terms of a glossary and the aspects that are asked on about."""

    glossary: Glossary
    aspects: Glossary
    around: frozenset[tuple[tuple[str, ...], tuple[str, ...]]]
    openings: frozenset[tuple[str, ...]]
    fillers: re.Pattern[str]

    @classmethod
    def of(cls, phrases: Phrases, glossary: Glossary, aspects: Glossary) -> Turns:
        """From the phrases of all three languages: people mix them."""
        cut = [each.partition(GAP) for language in Language for each in phrases.meaning[language]]
        around = frozenset((atoms(before), atoms(after)) for before, _, after in cut)
        openings = frozenset(atoms(each) for language in Language for each in phrases.onward[language])
        fillers = {_spaced(atoms(each)) for language in Language for each in phrases.fillers[language]}
        pattern = "|".join(re.escape(each) for each in sorted(fillers, key=len, reverse=True))
        return cls(glossary, aspects, around, openings, re.compile(f"(?:{pattern})*"))

    def term(self, text: str) -> Term | None:
        """The term with a meaning that `text` asks for, and for nothing besides; None otherwise."""
        said = atoms(text)
        middles = (
            said[len(before) : len(said) - len(after)]
            for before, after in self.around
            if said[: len(before)] == before and said[len(said) - len(after) :] == after
        )
        named = (self.glossary.called(_bare(middle)) for middle in middles)
        return next((term for term in named if term and term.meaning), None)

    def goes_on(self, text: str) -> bool:
        """Whether `text` is understood only after what was said before: short, and leaning on it or naming nothing."""
        return 0 < len(atoms(text)) <= SHORT and (self.leans(text) or not self.glossary.speaks_of_field(text))

    def aspects_of(self, text: str) -> tuple[str, ...]:
        """What a short `text` asks on about, by id: its cost, how long it takes; none where it is long."""
        return self.aspects.concepts(text) if len(atoms(text)) <= SHORT else ()

    def only_asks_on(self, text: str) -> bool:
        """Whether `text` says nothing besides what it asks on about ("and is there a fee?")."""
        return bool(self.aspects_of(text)) and bool(self.fillers.fullmatch(_spaced(self.aspects.besides(text))))

    def leans(self, text: str) -> bool:
        """Whether `text` begins like something that goes on: "and", "그럼", "那"."""
        said = atoms(text)
        return any(said[: len(opening)] == opening for opening in self.openings)


def _spaced(said: tuple[str, ...]) -> str:
    return "".join(f"{atom} " for atom in said)


def _bare(said: tuple[str, ...]) -> tuple[str, ...]:
    return said[1:] if said and said[0] in ARTICLES else said


@lru_cache
def load_turns() -> Turns:
    """The turns of `knowledge/phrases.toml`, with the terms of the glossary and the aspects."""
    file = files("knowledge") / FILE
    return Turns.of(checked(Phrases, read_toml(file), file.name), load_concepts(), load_aspects())
