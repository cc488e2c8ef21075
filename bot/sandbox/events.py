"""What the chat page hears: Server-Sent Events."""

import asyncio
from typing import Any

Event = dict[str, Any]


class Events:
    """Everybody who listens gets every event; None ends their stream."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Event | None]] = set()

    def listen(self) -> asyncio.Queue[Event | None]:
        """A queue of all events from now on; to be given back to `leave`."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[Event | None]) -> None:
        """Stops listening."""
        self._listeners.discard(queue)

    def publish(self, kind: str, **event: Any) -> None:
        """Tells everybody."""
        for queue in self._listeners:
            queue.put_nowait({"kind": kind, **event})

    def end(self) -> None:
        """Ends all streams."""
        for queue in self._listeners:
            queue.put_nowait(None)
