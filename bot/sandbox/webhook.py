"""The webhook as it is set."""

from dataclasses import dataclass


@dataclass
class Webhook:
    """Where updates are delivered; an empty url means nowhere. `pause` is in seconds."""

    pause: float
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0
