"""Telegram's flood limits, simple and strict: no bursts."""

from collections import deque
from math import ceil

MOST_A_SECOND = 30
MOST_A_SECOND_PER_CHAT = 1
MOST_A_MINUTE_PER_GROUP = 20


class Window:
    """At most `most` messages in any `span` seconds."""

    def __init__(self, most: int, span: float) -> None:
        self._most = most
        self._span = span
        self._sent: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more message may go; 0 if at once."""
        while self._sent and self._sent[0] <= now - self._span:
            self._sent.popleft()
        return self._sent[-self._most] + self._span - now if len(self._sent) >= self._most else 0.0

    def count(self, now: float) -> None:
        """One more message went out."""
        self._sent.append(now)


class Flood:
    """Counts the messages of the one bot."""

    def __init__(self) -> None:
        self._overall = Window(MOST_A_SECOND, 1)
        self._chats: dict[tuple[int, bool], Window] = {}

    def _windows(self, chat_id: int) -> list[Window]:
        """The limits that concern a chat: groups and channels, whose ids are negative, have one more."""
        windows = [self._overall, self._chats.setdefault((chat_id, False), Window(MOST_A_SECOND_PER_CHAT, 1))]
        if chat_id < 0:
            windows.append(self._chats.setdefault((chat_id, True), Window(MOST_A_MINUTE_PER_GROUP, 60)))
        return windows

    def retry_after(self, chat_id: int, now: float) -> int:
        """Whole seconds to wait before a message to this chat; 0 if it may go."""
        return ceil(max(window.wait(now) for window in self._windows(chat_id)))

    def count(self, chat_id: int, now: float, messages: int) -> None:
        """So many messages went to this chat."""
        for window in self._windows(chat_id):
            for _ in range(messages):
                window.count(now)
