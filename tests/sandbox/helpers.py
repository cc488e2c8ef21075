"""A bare client of the Bot API and a clock that stands still."""

from typing import Any

import aiohttp

TOKEN = "42:TEST"


class Api:
    """Calls the Bot API over HTTP with JSON."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session = session
        self.base = base

    async def raw(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        """The HTTP status and the body."""
        async with self.session.post(f"{self.base}/bot{TOKEN}/{method}", json=params) as response:
            return response.status, await response.json()

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result of a call that is granted."""
        status, body = await self.raw(method, **params)
        assert status == 200, body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> tuple[int, str]:
        """The code and text of a call that is refused."""
        status, body = await self.raw(method, **params)
        assert not body["ok"], body
        assert body["error_code"] == status
        return status, body["description"]

    async def updates(self, offset: int = 0) -> list[dict[str, Any]]:
        """What waits; confirms what is below the offset."""
        updates: list[dict[str, Any]] = await self("getUpdates", offset=offset)
        return updates


class StillClock:
    """Seconds since 1970 that only tests move."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An inline keyboard."""
    return {"inline_keyboard": list(rows)}


def button(text: str = "네", **action: Any) -> dict[str, Any]:
    """An inline button; with callback data unless another action is given."""
    return {"text": text, **(action or {"callback_data": text})}
