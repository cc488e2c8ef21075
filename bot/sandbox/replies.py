"""A call of the Bot API in a webhook's answer, as JSON or multipart."""

import json

import aiohttp

from bot.sandbox.calls import Call
from bot.sandbox.files import Upload


async def call_in(response: aiohttp.ClientResponse) -> Call | None:
    """The call, or None where the answer makes none."""
    if response.content_type.startswith("multipart/"):
        call = await _from_parts(response)
    else:
        call = _from_json(await response.read())
    call.method = call.text("method").lower()
    return call if call.method else None


def _from_json(body: bytes) -> Call:
    try:
        params = json.loads(body)
    except ValueError:
        params = None
    return Call("", params if isinstance(params, dict) else {})


async def _from_parts(response: aiohttp.ClientResponse) -> Call:
    call = Call("")
    reader = aiohttp.MultipartReader.from_response(response)
    while isinstance(part := await reader.next(), aiohttp.BodyPartReader):
        name = part.name or ""
        if part.filename:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            call.files[name] = Upload(part.filename, mime_type, bytes(await part.read()))
        else:
            call.params[name] = await part.text()
    return call
