"""The control API's conditions: who is there, what goes wrong, what time it is."""

from dataclasses import asdict
from datetime import timedelta

from aiohttp import web

from bot.sandbox import people
from bot.sandbox.calls import Call
from bot.sandbox.errors import ControlError
from bot.sandbox.hosting import control
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.shapes import person_view
from bot.sandbox.world import Json


def condition_routes() -> list[web.RouteDef]:
    """POST /sandbox/people…, /faults, /clock, /redeliver."""
    return [
        web.post("/sandbox/people", control(_join)),
        web.post("/sandbox/people/{person}/block", control(_block)),
        web.post("/sandbox/people/{person}/unblock", control(_unblock)),
        web.post("/sandbox/faults", control(_faults)),
        web.post("/sandbox/clock", control(_clock)),
        web.post("/sandbox/redeliver", control(_redeliver)),
    ]


async def _join(sandbox: Sandbox, call: Call) -> Json:
    person = sandbox.world.join(
        call.text("first_name") or None,
        call.text("username") or None,
        call.text("language_code", "ko"),
        call.text("role", "doctor"),
    )
    sandbox.publish("state")
    return person_view(person)


async def _block(sandbox: Sandbox, call: Call) -> Json:
    return _set_blocked(sandbox, call, True)


async def _unblock(sandbox: Sandbox, call: Call) -> Json:
    return _set_blocked(sandbox, call, False)


def _set_blocked(sandbox: Sandbox, call: Call, blocked: bool) -> Json:
    person = sandbox.world.person(call.integer("person"))
    people.set_blocked(sandbox, person, blocked)
    return person_view(person)


async def _faults(sandbox: Sandbox, call: Call) -> Json:
    if "flood_limits" in call.params:
        sandbox.faults.flood_limits = call.flag("flood_limits")
    for name in ("fail_next", "drop_next", "delay_ms"):
        if name in call.params:
            setattr(sandbox.faults, name, max(call.integer(name), 0))
    sandbox.publish("state")
    return asdict(sandbox.faults)


async def _clock(sandbox: Sandbox, call: Call) -> dict[str, object]:
    if not sandbox.clock.movable:
        raise ControlError(409, "nobody follows this sandbox's clock")
    await sandbox.clock.move(timedelta(days=call.integer("days"), hours=call.integer("hours")))
    sandbox.publish("state")
    return sandbox.clock.view()


async def _redeliver(sandbox: Sandbox, call: Call) -> Json:
    if not sandbox.updates.repeat(call.integer("update_id")):
        raise ControlError(404, "there never was such an update")
    return {"update_id": call.integer("update_id")}
