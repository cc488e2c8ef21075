"""A stand-in for Telegram: the Bot API over HTTP with one bot, people who can be made to act, and a chat page.

`Sandbox(token)` holds everything, `serve(sandbox)` runs it, `Person` drives somebody over HTTP, as the page does.
"""

from bot.sandbox.person import NotPossible, Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import make_app, serve

__all__ = ["NotPossible", "Person", "Sandbox", "make_app", "serve"]
