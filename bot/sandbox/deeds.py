"""The control API's deeds: what people do in chats."""

from aiohttp import web

from bot.sandbox import inline, people
from bot.sandbox.calls import Call
from bot.sandbox.errors import ControlError
from bot.sandbox.hosting import control
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.views import message_view
from bot.sandbox.world import Chat, Human, Json, Message

_ANSWER_WITHIN = 10


def deed_routes() -> list[web.RouteDef]:
    """POST /sandbox/chats/{chat_id}/… and /sandbox/inline."""
    chat = "/sandbox/chats/{chat_id}"
    return [
        web.post(f"{chat}/say", control(_say)),
        web.post(f"{chat}/edit", control(_edit)),
        web.post(f"{chat}/tap", control(_tap)),
        web.post(f"{chat}/send", control(_send)),
        web.post("/sandbox/inline", control(_inline)),
        web.post("/sandbox/inline/choose", control(_choose)),
    ]


def _scene(sandbox: Sandbox, call: Call) -> tuple[Chat, Human]:
    person = sandbox.world.person(call.integer("person"))
    return sandbox.world.seen_chat(call.integer("chat_id"), person.id), person


def _done(message: Message, update_id: int) -> Json:
    return {"message": message_view(message), "update_id": update_id}


async def _say(sandbox: Sandbox, call: Call) -> Json:
    place, person = _scene(sandbox, call)
    reply_to, anonymous = call.integer("reply_to"), call.flag("anonymous")
    return _done(*people.say(sandbox, place, person, call.text("text"), reply_to, anonymous))


async def _edit(sandbox: Sandbox, call: Call) -> Json:
    place, person = _scene(sandbox, call)
    return _done(*people.edit(sandbox, place, person, call.integer("message_id"), call.text("text")))


async def _tap(sandbox: Sandbox, call: Call) -> Json:
    place, person = _scene(sandbox, call)
    message_id, outdated = call.integer("message_id"), call.flag("outdated")
    query, update_id = people.tap(sandbox, place, person, message_id, call.text("data"), outdated)
    return {"query_id": query.query_id, "update_id": update_id}


async def _send(sandbox: Sandbox, call: Call) -> Json:
    place, person = _scene(sandbox, call)
    upload = call.files.get("file")
    return _done(*people.send(sandbox, place, person, call.text("kind"), upload, call.text("caption")))


async def _inline(sandbox: Sandbox, call: Call) -> Json:
    person = sandbox.world.person(call.integer("person"))
    query = inline.ask(sandbox, person, call.text("query"), call.text("offset"))
    if not await sandbox.bell.wait(lambda: query.answer is not None, call.integer("timeout", _ANSWER_WITHIN)):
        raise ControlError(504, "the bot did not answer")
    return {"query_id": query.query_id, **(query.answer or {})}


async def _choose(sandbox: Sandbox, call: Call) -> Json:
    place, person = _scene(sandbox, call)
    query = sandbox.queries.find(call.text("query_id"))
    if query is None:
        raise ControlError(404, "there is no such inline query")
    return {"message": message_view(inline.choose(sandbox, place, person, query, call.text("result_id")))}
