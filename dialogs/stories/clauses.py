"""A story taken apart into clauses, and whose each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from dialogs.stories.lexicon import has, pattern, words

_BRACKETS = re.compile(r"\(([^()]{3,80})\)")
_LONGEST = 300
_ASIDE = -1
"""Remarks in brackets are sentences of their own, counted below zero."""


class Voice(StrEnum):
    """Whom a clause speaks of."""

    ME = "me"
    SPOUSE = "spouse"
    BOTH = "both"
    OTHER = "other"


@dataclass(frozen=True)
class Clause:
    """A piece of a sentence. `sentence` counts from 0; `asked` says that it ends in a question mark."""

    text: str
    sentence: int
    voice: Voice = Voice.ME
    asked: bool = False
    supposed: bool = False

    @cached_property
    def question(self) -> bool:
        return self.asked or has(self.text, "voices", "mode.question_end", "mode.question_start")

    @cached_property
    def told(self) -> bool:
        """The applicant states it: neither asked, nor supposed, nor heard from others."""
        return not (self.question or self.supposed or has(self.text, "voices", "mode.reported"))

    @property
    def mine(self) -> bool:
        return self.voice in (Voice.ME, Voice.BOTH)

    def has(self, topic: str, *keys: str) -> bool:
        return has(self.text, topic, *keys)

    def mode(self, *names: str) -> bool:
        """Whether a word of these modes of `voices.toml` stands in it: goal, plan, past, doubt."""
        return has(self.text, "voices", *(f"mode.{name}" for name in names))


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a story in normal spelling; none where it is told for somebody else."""
    if has(text, "voices", "for_another.entries"):
        return ()
    found = [Clause(piece, number, asked=asked) for number, piece, asked in _pieces(text)]
    return tuple(_supposed(_voiced(found)))


def _pieces(text: str) -> list[tuple[int, str, bool]]:
    found = []
    for number, (sentence, asked) in enumerate(_sentences(text)):
        cut = [piece.strip() for piece in _cut(sentence, words("splitting")["clauses"])]
        kept = [part for piece in cut for part in _short(piece) if re.search(r"\w", part)]
        for piece in kept:
            plain, asides = _asides(piece)
            found += [
                (number, plain, asked and piece is kept[-1]),
                *((_ASIDE - number, each, False) for each in asides),
            ]
    return found


def _short(piece: str) -> list[str]:
    """The piece in parts no longer than any clause one would write; what is longer is no clause."""
    return [piece[start : start + _LONGEST] for start in range(0, len(piece), _LONGEST)]


def _asides(piece: str) -> tuple[str, list[str]]:
    """The piece without its bracketed remarks about other people, and these: `green card (husband is a citizen)`."""
    asides = [found[1] for found in _BRACKETS.finditer(piece) if _about_others(found[1])]
    for aside in asides:
        piece = piece.replace(f"({aside})", " ")
    return piece, asides


def _about_others(text: str) -> bool:
    return _person(text, "spouse") is not None or _person(text, "others") is not None


def _sentences(text: str) -> list[tuple[str, bool]]:
    found = []
    for sentence in _cut(text, words("splitting")["sentences"]):
        if re.search(r"\w", sentence):
            found.append((sentence, False))
        if "?" in sentence and found:
            found[-1] = (found[-1][0], True)
    return found


def _cut(text: str, marks: list[str]) -> list[str]:
    """The text cut behind every mark, but not within brackets."""
    hidden = re.sub(r"\([^()]{0,80}\)", lambda found: re.sub(r"[^()\w]", "\x01", found[0]), text)
    pieces, start = [], 0
    for found in re.finditer("|".join(marks), hidden):
        pieces.append(text[start : found.end()])
        start = found.end()
    return [*pieces, text[start:]]


def _voiced(found: list[Clause]) -> list[Clause]:
    """Each clause with its voice: named in it, or carried from the one before in the same sentence."""
    voiced: list[Clause] = []
    last_person = Voice.OTHER
    for clause in found:
        before = voiced[-1] if voiced and voiced[-1].sentence == clause.sentence else None
        voice = _named(clause.text) or (_carried(before) if before else Voice.ME)
        if has(clause.text, "voices", "pronouns.entries"):
            voice = last_person
        if voice is not Voice.ME:
            last_person = Voice.OTHER if voice is Voice.OTHER else Voice.SPOUSE
        voiced.append(replace(clause, voice=voice))
    return voiced


def _carried(before: Clause) -> Voice:
    """Whose the next words are where they name nobody: after `married to …` they are about the spouse."""
    return Voice.SPOUSE if has(before.text, "voices", "spouse_follows.entries") else before.voice


def _named(text: str) -> Voice | None:
    """Who is named first as the one spoken of."""
    if has(text, "voices", "both.entries"):
        return Voice.BOTH
    places = {Voice.SPOUSE: _person(text, "spouse"), Voice.OTHER: _person(text, "others"), Voice.ME: _me(text)}
    known = {voice: place for voice, place in places.items() if place is not None}
    return min(known, key=lambda voice: (known[voice], voice)) if known else None


def _person(text: str, whom: str) -> int | None:
    for found in pattern("voices", f"{whom}.ko", f"{whom}.en", f"{whom}.zh").finditer(text):
        behind, before = text[found.end() :], text[: found.start()]
        if not behind.strip(" ,.") and re.search("[가-힣]", found[0]):
            continue
        if not has(behind, "voices", "not_subject.behind") and not has(before, "voices", "not_subject.before"):
            return found.start()
    return None


def _me(text: str) -> int | None:
    found = pattern("voices", "me.ko", "me.en", "me.zh").search(text)
    return found.start() if found else None


def _supposed(found: list[Clause]) -> list[Clause]:
    """What follows a supposition in its sentence is supposed with it."""
    marked: list[Clause] = []
    for clause in found:
        before = marked[-1] if marked and marked[-1].sentence == clause.sentence else None
        supposed = clause.mode("hypothetical") or bool(before and before.supposed)
        marked.append(replace(clause, supposed=supposed))
        if supposed and re.search(r"[가-힣]면", clause.text):
            _suppose_what_leads_to(marked)
    return marked


def _suppose_what_leads_to(marked: list[Clause]) -> None:
    """In Korean the "if" comes last: what leads to it without a verb of its own is supposed too."""
    for place in range(len(marked) - 2, -1, -1):
        before = marked[place]
        if before.sentence != marked[-1].sentence or re.search(r"[다요음함임고데만][\s,.]*$", before.text):
            return
        marked[place] = replace(before, supposed=True)
