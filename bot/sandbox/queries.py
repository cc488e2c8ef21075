"""Taps and inline questions that await the bot's answer."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.errors import bad_request
from bot.sandbox.updates import TAP_LIFE
from bot.sandbox.world import Human, Json


@dataclass
class Query:
    """A callback query or an inline query with its data; `answer` is what the bot said to it."""

    query_id: str
    person: Human
    data: str
    since: float
    chat_id: int | None = None
    answer: Json | None = None


class Queries:
    """All queries by id; `now` in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._queries: dict[str, Query] = {}

    def ask(self, person: Human, data: str, chat_id: int | None = None) -> Query:
        """A new query; chat_id for a tap, None for an inline question."""
        query = Query(f"{4_000_000_000_000_000_001 + len(self._queries)}", person, data, self._now(), chat_id)
        self._queries[query.query_id] = query
        return query

    def find(self, query_id: str) -> Query | None:
        """The query with this id."""
        return self._queries.get(query_id)

    def answer(self, query_id: str, answer: Json) -> Query:
        """Records the answer. Raises Refusal if the query is unknown, was answered before, or is too old."""
        query = self._queries.get(query_id)
        if query is None or query.answer is not None or self._now() - query.since > TAP_LIFE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = answer
        return query
