"""The sandbox: everything it holds, and the few things that happen to messages."""

import time
from collections.abc import Callable
from dataclasses import replace

from bot.sandbox import shapes
from bot.sandbox.bell import Bell
from bot.sandbox.clock import Clock, OnClock
from bot.sandbox.events import Events
from bot.sandbox.faults import CallLog, Faults
from bot.sandbox.files import Files
from bot.sandbox.keyboards import Keyboard
from bot.sandbox.limits import Flood
from bot.sandbox.profile import Profile
from bot.sandbox.queries import Queries
from bot.sandbox.updates import Line, Updates
from bot.sandbox.views import message_view
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import Chat, Content, Human, Json, Message, World


class Sandbox:
    """A stand-in for Telegram with one bot, whose token it is given.

    `now` gives seconds since 1970 (the machine's clock unless given); `on_clock` is awaited with the clock's whole
    shift each time somebody moves it, and without it the clock cannot be moved; a refused webhook delivery is tried
    again after `webhook_pause` seconds.
    """

    def __init__(
        self,
        token: str,
        *,
        now: Callable[[], float] | None = None,
        on_clock: OnClock | None = None,
        webhook_pause: float = 1.0,
    ) -> None:
        self.token = token
        self.clock = Clock(now or time.time, on_clock)
        self.world = World()
        self.files = Files()
        self.bell = Bell()
        self.updates = Updates(self.clock.now, self.bell.ring)
        self.webhook = Webhook(pause=webhook_pause)
        self.queries = Queries(self.clock.now)
        self.flood = Flood()
        self.faults = Faults()
        self.log = CallLog()
        self.profile = Profile()
        self.events = Events()
        self.running = 0
        self.poll = 0

    @property
    def settled(self) -> bool:
        """Whether the bot has confirmed every update and no call of it is running (getUpdates aside)."""
        return self.running == 0 and not self.updates.waiting()

    def publish(self, kind: str, **event: object) -> None:
        """Tells the page, and whoever waits for a change."""
        self.events.publish(kind, **event)
        self.bell.ring()

    def post(self, draft: Message) -> Message:
        """Adds a new message to its chat."""
        message = draft.chat.add(draft)
        self.publish("message", chat_id=message.chat.id, message=message_view(message))
        return message

    def draft(self, chat: Chat, content: Content, *, sender: Human | None = None, from_bot: bool = False) -> Message:
        """A message that is not in its chat yet."""
        return Message(0, chat, sender, from_bot, int(self.clock.now()), content)

    def change(self, message: Message, content: Content, keyboard: Keyboard | None) -> Message:
        """Replaces a message by its edited self."""
        edited = replace(message, content=content, keyboard=keyboard, edit_date=int(self.clock.now()))
        message.chat.messages[message.message_id] = edited
        self.publish("edited", chat_id=message.chat.id, message=message_view(edited))
        return edited

    def remove(self, message: Message) -> None:
        """Deletes a message."""
        del message.chat.messages[message.message_id]
        self.publish("deleted", chat_id=message.chat.id, message_id=message.message_id)

    def shape(self, message: Message) -> Json:
        """Bot API's Message."""
        return shapes.message(self.world, message)

    def tell(self, kind: str, payload: Json, line: Line) -> int:
        """Queues an update for the bot; gives its id."""
        return self.updates.put(kind, payload, line)
