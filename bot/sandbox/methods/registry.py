"""The Bot API's methods by name."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.sandbox import Sandbox

Method = Callable[[Sandbox, Call], Awaitable[Any]]

METHODS: dict[str, Method] = {}


def method(function: Callable[[Sandbox, Call], Awaitable[Any]]) -> Method:
    """Registers a method: `send_message` answers sendMessage, in whatever case."""
    METHODS[function.__name__.replace("_", "")] = function
    return function
