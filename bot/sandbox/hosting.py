"""What the HTTP handlers share."""

import functools
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.calls import Call, read_call
from bot.sandbox.errors import ControlError, Refusal
from bot.sandbox.sandbox import Sandbox

SANDBOX = web.AppKey("sandbox", Sandbox)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def control_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answers a control call that cannot be granted with {"error": text}."""
    try:
        return await handler(request)
    except ControlError as error:
        return web.json_response({"error": error.text}, status=error.status)
    except Refusal as refusal:
        return web.json_response({"error": refusal.description}, status=400)


def control(function: Callable[[Sandbox, Call], Awaitable[object]]) -> Handler:
    """A handler for a control call: what is in the path, the query and the body comes in, JSON goes out."""

    @functools.wraps(function)
    async def handler(request: web.Request) -> web.StreamResponse:
        call = await read_call(request)
        call.params |= request.match_info
        return web.json_response(await function(request.app[SANDBOX], call))

    return handler
