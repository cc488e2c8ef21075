"""Faults that can be switched on, and the record of what the bot called."""

from dataclasses import dataclass, field
from typing import Any


def sends(method: str) -> bool:
    """Whether a method, named in lower case, brings new messages into a chat."""
    return method.startswith(("send", "copy", "forward")) and method != "sendchataction"


@dataclass
class Faults:
    """What goes wrong on purpose. fail_next and drop_next count down; delay_ms holds until it is set to 0.

    They touch every method but getUpdates, so that tests can tell which call they hit.
    """

    flood_limits: bool = False
    fail_next: int = 0
    drop_next: int = 0
    delay_ms: int = 0

    def takes_failure(self) -> bool:
        """Whether this call fails."""
        fails = self.fail_next > 0
        self.fail_next -= fails
        return fails

    def takes_drop(self, method: str) -> bool:
        """Whether this call, once carried out, gets no answer; only calls that bring messages do."""
        drops = self.drop_next > 0 and sends(method)
        self.drop_next -= drops
        return drops


@dataclass
class CallLog:
    """What the bot called, without texts."""

    calls: list[dict[str, Any]] = field(default_factory=list)

    def note(self, method: str, chat_id: int | None, error_code: int | None) -> None:
        """One more call; error_code is None if it was granted."""
        line = {"n": len(self.calls), "method": method, "chat_id": chat_id}
        self.calls.append(line | {"ok": error_code is None, "error_code": error_code})
