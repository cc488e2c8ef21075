"""The Bot API, method by method: each takes the sandbox and the call, and gives the result or raises Refusal."""

from bot.sandbox.methods import answering, chats, describing, editing, polling, removing, sending
from bot.sandbox.methods.registry import METHODS

__all__ = ["METHODS", "answering", "chats", "describing", "editing", "polling", "removing", "sending"]
