"""The updates that wait for the bot."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.sandbox.world import Json

DAY = 24 * 3600
TAP_LIFE = 150
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}

Line = tuple[str, int]


@dataclass
class Waiting:
    """An update that was not confirmed yet. `line`: texts of a chat and taps of a person wait in different lines."""

    update_id: int
    kind: str
    line: Line
    payload: Json
    since: float
    again: bool = False
    delivered: bool = False


class Updates:
    """The queue. `now` in seconds; `changed` is called after each change."""

    def __init__(self, now: Callable[[], float], changed: Callable[[], None]) -> None:
        self._now = now
        self._changed = changed
        self._last_id = 100_000_000
        self._waiting: list[Waiting] = []
        self._past: dict[int, Waiting] = {}
        self._wanted: frozenset[str] | None = None

    def allow(self, kinds: Iterable[str]) -> None:
        """From now on only these kinds wait; no kinds at all means the default."""
        self._wanted = frozenset(kinds) or None

    @property
    def allowed(self) -> list[str] | None:
        """The kinds the bot asked for, None for the default."""
        return sorted(self._wanted) if self._wanted else None

    def put(self, kind: str, payload: Json, line: Line) -> int:
        """Queues an update, if the bot wants its kind; gives its id either way."""
        self._last_id += 1
        waiting = Waiting(self._last_id, kind, line, {"update_id": self._last_id, kind: payload}, self._now())
        self._past[self._last_id] = waiting
        wanted = kind in self._wanted if self._wanted else kind not in _NOT_BY_DEFAULT
        if wanted:
            self._waiting.append(waiting)
            self._changed()
        return self._last_id

    def repeat(self, update_id: int) -> bool:
        """Queues an update once more, before all others; False if there never was such an update."""
        past = self._past.get(update_id)
        if past is None:
            return False
        again = Waiting(update_id, past.kind, past.line, past.payload, self._now(), again=True)
        self._waiting.insert(0, again)
        self._changed()
        return True

    def waiting(self) -> list[Waiting]:
        """What waits, oldest first. Texts are forgotten after 24 hours, taps and inline queries after 150 seconds."""
        now = self._now()
        self._waiting = [update for update in self._waiting if now - update.since < _life(update.kind)]
        return list(self._waiting)

    def batch(self, limit: int) -> list[Json]:
        """The next updates for getUpdates."""
        updates = self.waiting()[:limit]
        for update in updates:
            update.delivered = True
        return [update.payload for update in updates]

    def confirm_before(self, offset: int) -> None:
        """Forgets updates below the offset; a negative one keeps only so many from the end, 0 confirms nothing."""
        waiting = self.waiting()
        if offset < 0:
            self._waiting = waiting[offset:]
        elif offset > 0:
            self._waiting = [update for update in waiting if not _is_confirmed(update, offset)]
        if len(self._waiting) < len(waiting):
            self._changed()

    def done(self, update: Waiting) -> None:
        """A webhook took this update."""
        self._waiting = [other for other in self._waiting if other is not update]
        self._changed()

    def clear(self) -> None:
        """Drops everything that waits."""
        self._waiting.clear()
        self._changed()


def _is_confirmed(update: Waiting, offset: int) -> bool:
    """A repeated update counts as confirmed only once it was handed out again."""
    return update.delivered if update.again else update.update_id < offset


def _life(kind: str) -> int:
    return TAP_LIFE if kind in ("callback_query", "inline_query") else DAY
