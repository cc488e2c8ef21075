"""One transaction over everything the bot remembers."""

from __future__ import annotations

from bot.store.applicants import Applicants
from bot.store.letters import Letters
from bot.store.questions import Questions
from bot.store.updates import Updates


class Unit(Applicants, Updates, Questions, Letters):
    """What can be read and changed within one transaction; made by `Store.unit()`.

    Keep it short and wait for nothing else inside it: on SQLite every other unit waits meanwhile.
    """
