"""How the bot gets its updates: getUpdates and the webhook's methods."""

import re

from bot.sandbox.calls import Call
from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.methods.registry import method
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Json

_LONGEST_POLL = 50
_LARGEST_BATCH = 100


def _allow(sandbox: Sandbox, call: Call) -> None:
    if call.params.get("allowed_updates") is not None:
        sandbox.updates.allow(str(kind) for kind in call.listed("allowed_updates"))


@method
async def get_updates(sandbox: Sandbox, call: Call) -> list[Json]:
    """A new call ends the one that waits, as at Telegram: the older poller gets the 409."""
    if sandbox.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(sandbox, call)
    sandbox.poll += 1
    mine = sandbox.poll
    sandbox.bell.ring()
    sandbox.updates.confirm_before(call.integer("offset"))
    timeout = min(max(call.integer("timeout"), 0), _LONGEST_POLL)
    await sandbox.bell.wait(
        lambda: sandbox.poll != mine or bool(sandbox.webhook.url or sandbox.updates.waiting()), timeout
    )
    if sandbox.poll != mine:
        raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
    if sandbox.webhook.url:
        raise conflict("terminated by setWebhook request")
    limit = call.integer("limit") or _LARGEST_BATCH
    return sandbox.updates.batch(min(max(limit, 1), _LARGEST_BATCH))


@method
async def set_webhook(sandbox: Sandbox, call: Call) -> bool:
    """Unlike Telegram, the sandbox delivers to http addresses and private ones too."""
    secret = call.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    url = call.text("url")
    if url and not re.match(r"https?://[^/]", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _allow(sandbox, call)
    if call.flag("drop_pending_updates"):
        sandbox.updates.clear()
    webhook = sandbox.webhook
    webhook.url, webhook.secret = url, secret
    webhook.max_connections = min(max(call.integer("max_connections", 40), 1), 100)
    webhook.last_error = ""
    sandbox.bell.ring()
    return True


@method
async def delete_webhook(sandbox: Sandbox, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        sandbox.updates.clear()
    sandbox.webhook.url = ""
    sandbox.bell.ring()
    return True


@method
async def get_webhook_info(sandbox: Sandbox, _call: Call) -> Json:
    webhook = sandbox.webhook
    info: Json = {"url": webhook.url, "has_custom_certificate": False}
    info["pending_update_count"] = len(sandbox.updates.waiting())
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if webhook.last_error:
        info |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error}
    return info | ({"allowed_updates": sandbox.updates.allowed} if sandbox.updates.allowed else {})


@method
async def log_out(_sandbox: Sandbox, _call: Call) -> bool:
    return True


@method
async def close(_sandbox: Sandbox, _call: Call) -> bool:
    return True
