"""How a text is taken apart for searching, in Korean, English and Chinese; and which of them it is written in.

An atom is a Latin word, a number, or one Hangul or Han character. Spaces and hyphens only separate, so that `Step2CK`,
`step 2 ck` and `step-2-ck` are the same atoms, and so are `국외 여행허가` and `국외여행허가`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from knowledge.profile import Language

TEXT_LIMIT = 1000
_SENTENCE_END = re.compile(r"[.!?。？！\n]+(?:\s+|$)|(?<=[다요])\s+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_RUN = re.compile(r"[a-z]+|\d+|[가-힣]+|[\u3400-\u9fff]+")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_FEWEST_WORDS = 3
_SINGULAR = re.compile(r"(?<=[a-z]{3})(?<![su])s$")
_STEP = re.compile(r"(?<![a-z])s(?=[123](?:ck|cs)?(?![a-z0-9]))|(?<![a-z])(?:stp|setp|stpe|sept)(?=\s?[123](?!\d))")


def language_of(text: str, default: Language) -> Language:
    """The language of a text by its script. Only a few Latin words (names of exams, say) tell nothing: `default`."""
    hangul, han = len(_HANGUL.findall(text)), len(_HAN.findall(text))
    if hangul or han:
        return Language.KO if hangul >= han else Language.ZH
    return Language.EN if len(_LATIN_WORD.findall(text)) >= _FEWEST_WORDS else default


def asking(text: str) -> str:
    """The last sentence, which is where people ask after telling their situation; empty where there is only one."""
    said = [part for part in _SENTENCE_END.split(text[:TEXT_LIMIT]) if part.strip()]
    return said[-1] if len(said) > 1 else ""


def runs(text: str) -> list[str]:
    """Stretches of one script, lower case, full-width forms folded, `s1` and the like written out."""
    plain = unicodedata.normalize("NFKC", text[:TEXT_LIMIT]).casefold().replace("'", "").replace("’", "")
    return _RUN.findall(_STEP.sub("step", plain))


def is_latin(run: str) -> bool:
    """Whether a run is a Latin word."""
    return "a" <= run[0] <= "z"


def atoms(text: str) -> tuple[str, ...]:
    """The text's Latin words and numbers, and its Hangul and Han characters one by one."""
    return tuple(atom for run in runs(text) for atom in ((run,) if run.isascii() else run))


def grams(text: str) -> Iterator[str]:
    """Words in the singular, numbers, and for Hangul and Han every two neighbours (a lone character as it is).

    A single Latin letter tells nothing and is left out.
    """
    for run in runs(text):
        if run.isascii():
            if len(run) > 1 or run.isdigit():
                yield singular(run)
        elif len(run) == 1:
            yield run
        else:
            yield from (run[start : start + 2] for start in range(len(run) - 1))


def singular(word: str) -> str:
    """A Latin word without the s of its plural: `letters` and `letter` are one."""
    return _SINGULAR.sub("", word)
