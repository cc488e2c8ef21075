"""The sandbox over HTTP: the Bot API, the control API and the chat page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from aiohttp import web

from bot.sandbox.calls import read_call
from bot.sandbox.conditions import condition_routes
from bot.sandbox.deeds import deed_routes
from bot.sandbox.deliveries import Deliveries
from bot.sandbox.dispatch import answer, busy
from bot.sandbox.errors import Refusal
from bot.sandbox.files import MOST_UPLOAD_BYTES
from bot.sandbox.hosting import SANDBOX, control_errors
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.watching import watching_routes

_PAGE = Path(__file__).parent / "page"
_FORM_OVERHEAD = 1024 * 1024
_LEAVE_WITHIN = 1.0


def make_app(sandbox: Sandbox) -> web.Application:
    """The application; while it runs, webhooks are delivered and people can wait for things."""
    app = web.Application(client_max_size=MOST_UPLOAD_BYTES + _FORM_OVERHEAD, middlewares=[control_errors])
    app[SANDBOX] = sandbox
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", _bot_api)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", _bot_file)
    app.router.add_get("/", _index)
    app.router.add_get("/page/{file}", _page_file)
    app.router.add_routes([*watching_routes(), *deed_routes(), *condition_routes()])
    app.cleanup_ctx.append(_deliveries)
    app.on_shutdown.append(_end_waiting)
    return app


@asynccontextmanager
async def serve(sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Runs the server; gives its base URL, such as http://127.0.0.1:8081. Port 0 takes a free one.

    The same sandbox can be served again later: what it holds stays.
    """
    runner = web.AppRunner(
        make_app(sandbox), access_log=None, handler_cancellation=True, shutdown_timeout=_LEAVE_WITHIN
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0][1]
        yield f"http://{host}:{bound}"
    finally:
        await runner.cleanup()


async def _deliveries(app: web.Application) -> AsyncIterator[None]:
    app[SANDBOX].bell.open()
    task = asyncio.create_task(Deliveries(app[SANDBOX]).run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _end_waiting(app: web.Application) -> None:
    app[SANDBOX].bell.close()
    app[SANDBOX].events.end()


def _check_token(request: web.Request) -> None:
    if request.match_info["token"] != request.app[SANDBOX].token:
        raise Refusal(401, "Unauthorized")


async def _bot_api(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    try:
        _check_token(request)
        with busy(sandbox, request.match_info["method"]):
            call = await read_call(request, request.match_info["method"])
            result = await answer(sandbox, call)
    except Refusal as refusal:
        return web.json_response(refusal.body(), status=refusal.code)
    except web.HTTPRequestEntityTooLarge:
        return web.json_response(Refusal(413, "Request Entity Too Large").body(), status=413)
    if sandbox.faults.takes_drop(call.method) and request.transport is not None:
        sandbox.publish("state")
        request.transport.abort()
    return web.json_response({"ok": True, "result": result})


async def _bot_file(request: web.Request) -> web.Response:
    try:
        _check_token(request)
        stored = request.app[SANDBOX].files.at(request.match_info["path"])
        if stored is None:
            raise Refusal(404, "Not Found")
    except Refusal as refusal:
        return web.json_response(refusal.body(), status=refusal.code)
    return web.Response(body=stored.upload.data, content_type="application/octet-stream")


async def _index(_request: web.Request) -> web.StreamResponse:
    return _static("index.html")


async def _page_file(request: web.Request) -> web.StreamResponse:
    return _static(request.match_info["file"])


def _static(name: str) -> web.StreamResponse:
    path = _PAGE / name
    if path.parent != _PAGE or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})
