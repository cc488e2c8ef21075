"""Replies that are a name or a few words."""

from __future__ import annotations

import unicodedata

from dialogs.kinds.kind import Hearing, Unreadable
from knowledge.guards import Setting

_ROOM = 120


class Text:
    """One line of text with at least one letter in it, trimmed."""

    def options(self, setting: Setting) -> tuple[str, ...]:
        return ()

    def hear(self, text: str, hearing: Hearing) -> str:
        words = text.strip()
        if len(words) > _ROOM:
            raise Unreadable("too_long")
        if not _is_a_line(words) or "?" in unicodedata.normalize("NFKC", words):
            raise Unreadable
        return " ".join(words.split())

    def value(self, response: str) -> str:
        if len(response) > _ROOM or not _is_a_line(response):
            raise ValueError("not one line of text")
        return response


def _is_a_line(text: str) -> bool:
    return any(map(str.isalpha, text)) and all(unicodedata.category(mark)[0] != "C" for mark in text)
