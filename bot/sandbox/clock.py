"""The sandbox's clock: a real (or a test's) one, shifted by days and hours."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

OnClock = Callable[[timedelta], Awaitable[None]]


class Clock:
    """`now` gives seconds since 1970; `on_clock` hears the whole shift each time it changes."""

    def __init__(self, now: Callable[[], float], on_clock: OnClock | None = None) -> None:
        self._now = now
        self._on_clock = on_clock
        self.shift = timedelta()

    @property
    def movable(self) -> bool:
        """Whether somebody follows when the clock is moved."""
        return self._on_clock is not None

    def now(self) -> float:
        """Seconds since 1970, the shift included."""
        return self._now() + self.shift.total_seconds()

    async def move(self, by: timedelta) -> None:
        """Shifts the clock further and tells who follows it."""
        self.shift += by
        if self._on_clock is not None:
            await self._on_clock(self.shift)

    def view(self) -> dict[str, object]:
        """The control API's `clock`."""
        now = datetime.fromtimestamp(self.now(), UTC).isoformat()
        return {"now": now, "shift_seconds": round(self.shift.total_seconds()), "movable": self.movable}
