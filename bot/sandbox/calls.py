"""A call of the Bot API, read from JSON, a form, multipart or the query."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.errors import bad_request
from bot.sandbox.files import Upload


@dataclass
class Call:
    """One call: the method's name in lower case, its parameters, and the files that came along."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text; absent is the default."""
        value = self.params.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A parameter as a whole number. Raises Refusal."""
        value = self.params.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f'invalid parameter "{name}": expected an Integer') from None

    def flag(self, name: str) -> bool:
        """A parameter as yes or no."""
        return str(self.params.get(name, "")).lower() in ("true", "1", "yes")

    def tree(self, name: str) -> Any:
        """A parameter as JSON, given as such or as text; absent is None. Raises Refusal."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def listed(self, name: str) -> list[Any]:
        """A parameter as a JSON array; absent is an empty one. Raises Refusal."""
        value = self.tree(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(f'invalid parameter "{name}": expected an Array')
        return value

    def chat_id(self, name: str = "chat_id") -> int | str:
        """The chat's id, or its @username. Raises Refusal if there is none."""
        value = self.text(name).strip()
        if not value:
            raise bad_request(f"{name} is empty")
        return int(value) if value.removeprefix("-").isdecimal() else value


async def read_call(request: web.Request, method: str = "") -> Call:
    """The call an HTTP request makes: the body's parameters over the query's. Raises Refusal."""
    call = Call(method.lower(), dict(request.query))
    if request.content_type == "application/json":
        call.params |= await _json_body(request)
    else:
        form = await request.post()
        call.params |= {name: value for name, value in form.items() if isinstance(value, str)}
        call.files |= _uploads(form)
    _check_encoding(call.params)
    return call


async def _json_body(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    try:
        body = json.loads(raw) if raw.strip() else {}
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object: expected an Object")
    return body


def _uploads(form: Mapping[str, Any]) -> dict[str, Upload]:
    files = ((name, value) for name, value in form.items() if isinstance(value, web.FileField))
    return {name: Upload(file.filename, file.content_type, file.file.read()) for name, file in files}


def _check_encoding(params: dict[str, Any]) -> None:
    try:
        json.dumps(params, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
