"""The field's terms in three languages, and how they are found in what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import Field

from knowledge.dated import Strict, Trilingual
from knowledge.files import checked, read_toml
from knowledge.spelling import Spelling
from knowledge.tokens import atoms, is_latin

FEWEST_LETTERS_OF_A_SLIP = 5


class Names(Strict):
    """What a term is called in one language; `also` are abbreviations, spoken forms and common misspellings."""

    term: str = Field(min_length=1)
    also: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name."""
        return (self.term, *self.also)


class Term(Strict):
    """A concept. `meaning` is its definition, for the terms doctors ask about.

    `everyday` ones (to pass, to cost, a deadline) help to tell questions apart, but are no sign of one for us.
    """

    id: str
    en: Names
    ko: Names
    zh: Names
    meaning: Trilingual | None = None
    everyday: bool = False

    def __getitem__(self, language: str) -> Names:
        found: Names = getattr(self, language)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in every language."""
        return self.en.all + self.ko.all + self.zh.all


class Glossary(Mapping[str, Term]):
    """All terms by id; `concepts(text)` finds which of them a text speaks of, slips of the keyboard mended or not."""

    def __init__(self, terms: Iterable[Term], *, mending: bool = True) -> None:
        self._terms = {term.id: term for term in terms}
        self._named: dict[tuple[str, ...], tuple[str, ...]] = {}
        for term in self._terms.values():
            for name in map(atoms, term.names):
                if len(name) > 1 or (name and is_latin(name[0]) and len(name[0]) > 1):
                    self._named[name] = tuple(dict.fromkeys((*self._named.get(name, ()), term.id)))
        self._longest: dict[str, int] = {}
        for first, *rest in self._named:
            self._longest[first] = max(1 + len(rest), self._longest.get(first, 0))
        words = sorted({atom for name in self._named for atom in name}) if mending else ()
        self._spelling = Spelling(words, one=FEWEST_LETTERS_OF_A_SLIP)

    def __getitem__(self, key: str) -> Term:
        return self._terms[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def concepts(self, text: str) -> tuple[str, ...]:
        """The ids of the terms named in `text`, the longest name first at each place, in their order."""
        return tuple(dict.fromkeys(id_ for _, ids in self._pieces(text) for id_ in ids))

    def besides(self, text: str) -> tuple[str, ...]:
        """The atoms of `text` that belong to no term's name."""
        return tuple(atom for piece, ids in self._pieces(text) if not ids for atom in piece)

    def called(self, name: tuple[str, ...]) -> Term | None:
        """The term whose name these atoms are, the first one where several have it."""
        ids = self._named.get(tuple(self._spelling.mended(atom) for atom in name))
        return self[ids[0]] if ids else None

    def speaks_of_field(self, text: str) -> bool:
        """Whether `text` names any term of the field, everyday words aside."""
        return any(not self[concept].everyday for concept in self.concepts(text))

    def _pieces(self, text: str) -> Iterator[tuple[list[str], tuple[str, ...]]]:
        """The text piece by piece: names of terms with the ids of those, and single atoms between them with none."""
        read = [self._spelling.mended(atom) for atom in atoms(text)]
        start = 0
        while start < len(read):
            length, ids = self._at(read, start) if read[start] in self._longest else (1, ())
            yield read[start : start + length], ids
            start += length

    def _at(self, read: list[str], start: int) -> tuple[int, tuple[str, ...]]:
        for length in range(min(self._longest[read[start]], len(read) - start), 0, -1):
            ids = self._named.get(tuple(read[start : start + length]))
            if ids:
                return length, ids
        return 1, ()


@lru_cache
def load_glossary(file: Traversable | None = None) -> Glossary:
    """The terms of `knowledge/glossary.toml`, in the order of the file."""
    return Glossary(_terms(file or files("knowledge") / "glossary.toml"))


@lru_cache
def load_concepts() -> Glossary:
    """What a question may speak of: the field's terms, and everyday words for passing, costs, dates and the like."""
    return Glossary([*load_glossary().values(), *_terms(files("knowledge") / "everyday.toml", everyday=True)])


@lru_cache
def load_aspects() -> Glossary:
    """What is asked on about after an answer: its cost, how long it takes, who may, and so on.

    Slips are not mended: these words are so common that others would be taken for them ("other" for "mother").
    """
    return Glossary(_terms(files("knowledge") / "aspects.toml", everyday=True), mending=False)


def _terms(file: Traversable, *, everyday: bool = False) -> Iterator[Term]:
    for key, term in read_toml(file).items():
        yield checked(Term, {"id": key, "everyday": everyday, **term}, file.name, key)
