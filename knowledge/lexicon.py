"""Korean and Chinese questions in rough English, word by word, for an English sentence encoder to tell their meaning.

The gloss is never shown. What the lists do not hold is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from knowledge.files import BrokenDataFile, read_toml
from knowledge.glossary import Glossary, load_glossary

LISTS = ("lexicon.ko.toml", "lexicon.zh.toml")
SILENT = "-"
"""The English of forms that say nothing: they are left out."""
_RUN = re.compile(r"[가-힣]+|[\u3400-\u9fff]+")


class Lexicon:
    """English by the forms in which a word stands in Korean or Chinese text."""

    def __init__(self, english: Mapping[str, str]) -> None:
        self._english = dict(english)
        self._longest = max(map(len, self._english), default=0)

    def __len__(self) -> int:
        return len(self._english)

    def gloss(self, text: str) -> str:
        """The text with its Hangul and Han read as English; Latin letters, numbers and marks stay as they are."""
        return " ".join(_RUN.sub(lambda run: f" {self._read(run[0])} ", text).split())

    def _read(self, run: str) -> str:
        words: list[str] = []
        start = 0
        while start < len(run):
            end = next((end for end in self._ends(run, start) if run[start:end] in self._english), None)
            if end and self._english[run[start:end]] != SILENT:
                words.append(self._english[run[start:end]])
            start = end or start + 1
        return " ".join(words)

    def _ends(self, run: str, start: int) -> range:
        return range(min(start + self._longest, len(run)), start, -1)


@lru_cache
def load_lexicon() -> Lexicon:
    """The lists of this folder, and the glossary's own names, which come first."""
    folder = files("knowledge")
    english: dict[str, str] = {}
    for name in LISTS:
        english |= forms_of(folder / name)
    return Lexicon(english | _terms(load_glossary()))


def forms_of(file: Traversable) -> dict[str, str]:
    """English by form, from lines of `english = "form form"`. BrokenDataFile for a value of another kind."""
    found: dict[str, str] = {}
    for english, forms in read_toml(file).items():
        if not isinstance(forms, str) or not forms.split():
            raise BrokenDataFile(f"{file.name}: {english}: forms as one text, separated by spaces")
        found |= dict.fromkeys(forms.split(), english)
    return found


def _terms(glossary: Glossary) -> dict[str, str]:
    return {
        name: term.en.term
        for term in glossary.values()
        for name in (*term.ko.all, *term.zh.all)
        if _RUN.fullmatch(name) and len(name) > 1
    }
