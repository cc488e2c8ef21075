"""What the bot says about itself: commands, descriptions, name, menu button."""

from dataclasses import dataclass, field
from typing import Any

Command = dict[str, str]


@dataclass
class Profile:
    """Commands by (scope, language); texts by (kind, language)."""

    commands: dict[tuple[str, str], list[Command]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)
