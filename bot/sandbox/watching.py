"""The control API's eyes: state, messages, events, files, and waiting for the bot."""

import asyncio
import json
from dataclasses import asdict

from aiohttp import web

from bot.sandbox.calls import Call
from bot.sandbox.errors import ControlError
from bot.sandbox.hosting import SANDBOX, control
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.shapes import chat_view, person_view
from bot.sandbox.views import message_view
from bot.sandbox.world import BOT, Json

_ALIVE_EVERY = 15
_WAIT = 10


def watching_routes() -> list[web.RouteDef]:
    """The GETs under /sandbox."""
    return [
        web.get("/sandbox/state", control(_state)),
        web.get("/sandbox/chats/{chat_id}/messages", control(_messages)),
        web.get("/sandbox/calls", control(_calls)),
        web.get("/sandbox/queries/{query_id}", control(_query)),
        web.get("/sandbox/settled", control(_settled)),
        web.get("/sandbox/changes", control(_changes)),
        web.get("/sandbox/events", _events),
        web.get("/sandbox/files/{file_id}", _file),
    ]


async def _state(sandbox: Sandbox, _call: Call) -> Json:
    return {
        "bot": {name: BOT[name] for name in ("id", "username", "first_name")},
        "people": [person_view(person) for person in sandbox.world.people.values()],
        "chats": [chat_view(chat) for chat in sandbox.world.chats.values()],
        "faults": asdict(sandbox.faults),
        "clock": sandbox.clock.view(),
    }


async def _messages(sandbox: Sandbox, call: Call) -> Json:
    chat = sandbox.world.seen_chat(call.integer("chat_id"))
    return {"messages": [message_view(message) for message in chat.messages.values()]}


async def _calls(sandbox: Sandbox, call: Call) -> Json:
    since = max(call.integer("since"), 0)
    return {"calls": sandbox.log.calls[since:], "next": len(sandbox.log.calls)}


async def _query(sandbox: Sandbox, call: Call) -> Json:
    query = sandbox.queries.find(call.text("query_id"))
    if query is None:
        raise ControlError(404, "there is no such query")
    return {"answered": query.answer is not None, **(query.answer or {})}


async def _settled(sandbox: Sandbox, call: Call) -> Json:
    """Waits up to `timeout` seconds until the bot has confirmed all updates and no call of it runs."""
    settled = await sandbox.bell.wait(lambda: sandbox.settled, call.integer("timeout", _WAIT))
    return {"settled": settled, "pending": len(sandbox.updates.waiting()), "running": sandbox.running}


async def _changes(sandbox: Sandbox, call: Call) -> Json:
    """Waits up to `timeout` seconds until anything has happened since the number `since`; `next` is the new number."""
    since = call.integer("since")
    await sandbox.bell.wait(lambda: sandbox.bell.rung > since, call.integer("timeout", _WAIT))
    return {"next": sandbox.bell.rung}


async def _file(request: web.Request) -> web.Response:
    stored = request.app[SANDBOX].files.with_id(request.match_info["file_id"])
    if stored is None:
        raise ControlError(404, "there is no such file")
    is_picture = stored.upload.mime_type in ("image/png", "image/jpeg", "image/gif", "image/webp")
    mime_type = stored.upload.mime_type if is_picture else "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" if is_picture else "attachment"}
    return web.Response(body=stored.upload.data, content_type=mime_type, headers=headers)


async def _events(request: web.Request) -> web.StreamResponse:
    """Server-Sent Events until the page goes or the server stops."""
    events = request.app[SANDBOX].events
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    queue = events.listen()
    try:
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        while (line := await _next_line(queue)) is not None:
            await response.write(line)
    except ConnectionError:
        pass
    finally:
        events.leave(queue)
    return response


async def _next_line(queue: "asyncio.Queue[Json | None]") -> bytes | None:
    try:
        event = await asyncio.wait_for(queue.get(), _ALIVE_EVERY)
    except TimeoutError:
        return b": still here\n\n"
    return None if event is None else f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
