"""How often a group is answered: a flood in one keeps nobody waiting elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_A_MINUTE = 15
"""Below what Telegram takes for one group, so that no answer has to wait for its leave."""

MINUTE = timedelta(minutes=1)


@dataclass
class Pace:
    """The updates answered within the last minute, by group; kept in memory only."""

    _answered: dict[int, dict[int, datetime]] = field(default_factory=dict)

    def allows(self, group: int, update_id: int, now: datetime) -> bool:
        """Whether the update may be answered in its group now. One that was allowed is allowed again."""
        self._forget(now - MINUTE)
        answered = self._answered.setdefault(group, {})
        if update_id not in answered and len(answered) >= MOST_A_MINUTE:
            return False
        answered.setdefault(update_id, now)
        return True

    def _forget(self, before: datetime) -> None:
        kept = {group: {key: at for key, at in each.items() if at > before} for group, each in self._answered.items()}
        self._answered = {group: each for group, each in kept.items() if each}
