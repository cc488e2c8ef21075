"""Brings a story into one spelling: plain characters, lower case, simplified Chinese, counts in digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dialogs.stories.lexicon import words
from knowledge.profile import Language

LONGEST = 4000
"""More characters than a message may have; what is longer is not read to its end."""

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "。": ". ", "、": "、", "–": "-", "—": " -- ", "…": "..."}
)
_ZH_MONTH = re.compile(r"(十[一二]?)(?=\s*(?:个?月|年|号|日|次|篇|封|周))")
_MONTH_DOT = re.compile(r"(?<![a-z])(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.(?=\s?\d)")
_MONTH_AND_DAY = re.compile(r"(?<![\d/.a-z\-텝탭])(?<!step )(?<!텝 )(1[0-2]|[1-9])/(3[01]|[12]\d|[4-9])(?![\d/.])")
_ENDLESS = re.compile(r"[a-z]{40}")
_SAME_YEAR = re.compile(r"((?:19|20)\d\d)((?:(?!(?:19|20)\d\d)[^\n]){0,40}?)(?:同年|같은 ?해)")
_US = re.compile(r"(?<![a-z])u\.s\.(?:a\.)?")
_SHORT = {
    re.compile(r"(?<![A-Za-z])IM(?![A-Za-z])"): "internal medicine",
    re.compile(r"(?<![A-Za-z])S[oO]N(?![A-Za-z])"): "statement of need",
}
"""Abbreviations that only their capitals tell from words."""

_LAUGHS = re.compile(r"[ㅋㅎㅠㅜ]+[.~^!]*")
_TENS = {"十": "10", "十一": "11", "十二": "12"}


def normal(text: str, language: Language) -> str:
    """The story as the extractors see it; outside English `12/9` is the ninth of December, in English who knows."""
    plain = "".join(_plain(sign) for sign in text[:LONGEST]).translate(_QUOTES)
    for short, words_meant in _SHORT.items():
        plain = short.sub(words_meant, plain)
    lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in plain)
    lowered = _SAME_YEAR.sub(r"\1\2\1年", lowered)
    lowered = _LAUGHS.sub(". ", lowered)
    lowered = _ENDLESS.sub(r"\g<0> ", lowered)
    lowered = _US.sub("us", lowered)
    lowered = re.sub(_MONTH_DOT, r"\1", lowered)
    if language is not Language.EN:
        lowered = _MONTH_AND_DAY.sub(r"\1월 \2일", lowered)
    return _english(_korean(_chinese(lowered.translate(_simplified()))))


def _plain(sign: str) -> str:
    """Full-width signs as plain ones; single Hangul letters (ㅋㅋ, ㅠ) stay as typed."""
    return sign if "\u3130" <= sign <= "\u318f" else unicodedata.normalize("NFKC", sign)


@lru_cache
def _simplified() -> dict[int, str]:
    pairs = words("normal")["simplified"]
    return {ord(pairs[place]): pairs[place + 1] for place in range(0, len(pairs), 2)}


def _chinese(text: str) -> str:
    listened = words("normal")["numbers"]["zh"]
    text = re.sub(r"两", "二", re.sub(_ZH_MONTH, lambda found: _TENS[found[1]], text))
    signs = listened["signs"]
    return re.sub(rf"(?<![{signs}十])[{signs}]{listened['units']}", lambda found: str(signs.index(found[0])), text)


def _korean(text: str) -> str:
    listened = words("normal")["numbers"]["ko"]
    counted = "|".join(sorted(listened["words"], key=len, reverse=True))
    found = re.compile(rf"(?<![가-힣])({counted}){listened['units']}")
    return found.sub(lambda match: str(listened["words"][match[1]]), text)


def _english(text: str) -> str:
    listened = words("normal")["numbers"]["en"]
    digits = {**listened["times"], **listened["ordinals"], **listened["words"]}
    return re.sub(rf"(?<![a-z])({'|'.join(digits)})(?![a-z])", lambda match: str(digits[match[1]]), text)
