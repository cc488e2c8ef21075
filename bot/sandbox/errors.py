"""What the Bot API answers instead of a result."""

from typing import Any


class Refusal(Exception):
    """A call is refused with an HTTP code, Telegram's own text, and `parameters` such as `retry_after` (seconds)."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON object Telegram sends."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


def bad_request(text: str) -> Refusal:
    """400, the text without its prefix."""
    return Refusal(400, f"Bad Request: {text}")


def forbidden(text: str) -> Refusal:
    """403, the text without its prefix."""
    return Refusal(403, f"Forbidden: {text}")


def conflict(text: str) -> Refusal:
    """409, the text without its prefix."""
    return Refusal(409, f"Conflict: {text}")


class ControlError(Exception):
    """A control call asks for something that cannot be: an HTTP status and a sentence."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
