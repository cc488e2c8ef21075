"""Which article a person was told a little while ago, so that "and the fee?" is understood. Kept in memory alone."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

WHILE = timedelta(minutes=30)
MOST = 10_000
"""People remembered at once; the one heard of longest ago is forgotten first."""


class Lately:
    """Forgets by itself, and at the latest with the process: nothing of it is stored."""

    def __init__(self) -> None:
        self._told: OrderedDict[int, tuple[str, datetime]] = OrderedDict()

    def keep(self, person: int, article: str, now: datetime) -> None:
        """The person has just been told this article."""
        self._told.pop(person, None)
        self._told[person] = (article, now)
        if len(self._told) > MOST:
            self._told.popitem(last=False)

    def told(self, person: int, now: datetime) -> str:
        """The id of the article, empty where it is too long ago or there was none."""
        article, at = self._told.get(person, ("", now))
        return article if now - at <= WHILE else ""
