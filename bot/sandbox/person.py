"""Somebody in the sandbox, driven over HTTP: for tests that talk with the bot as people do."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp

Json = dict[str, Any]


class NotPossible(Exception):
    """The sandbox refused a deed; the text says why."""


class Person:
    """A person at the sandbox at `base`, in one chat: their private one unless another is given.

    Every deed returns the update's id at once; `settled` waits for the bot. Raises NotPossible when refused.
    """

    def __init__(self, session: aiohttp.ClientSession, base: str, person: Json, chat_id: int | None = None) -> None:
        self._session = session
        self._base = base
        self.id: int = person["id"]
        self.first_name: str = person["first_name"]
        self.chat_id = chat_id or self.id

    @classmethod
    async def find(cls, session: aiohttp.ClientSession, base: str, role: str = "doctor") -> "Person":
        """The first person of a role who is there from the start."""
        state = await _ask(session, "GET", f"{base}/sandbox/state")
        return cls(session, base, next(person for person in state["people"] if person["role"] == role))

    @classmethod
    async def join(cls, session: aiohttp.ClientSession, base: str, **about: str) -> "Person":
        """A new person; `about`: first_name, username, language_code, role."""
        return cls(session, base, await _ask(session, "POST", f"{base}/sandbox/people", json=about))

    async def within(self, kind: str) -> "Person":
        """The same person in the first group or channel."""
        state = await _ask(self._session, "GET", f"{self._base}/sandbox/state")
        chat = next(chat for chat in state["chats"] if chat["type"] == kind)
        return Person(self._session, self._base, {"id": self.id, "first_name": self.first_name}, chat["id"])

    async def _do(self, deed: str, **what: Any) -> Json:
        url = f"{self._base}/sandbox/chats/{self.chat_id}/{deed}"
        return await _ask(self._session, "POST", url, json={"person": self.id, **what})

    async def says(self, text: str, *, reply_to: int | None = None, anonymous: bool = False) -> int:
        """Writes a text."""
        done = await self._do("say", text=text, reply_to=reply_to, anonymous=anonymous)
        return int(done["update_id"])

    async def edits(self, message_id: int, text: str) -> int:
        """Edits an own message."""
        return int((await self._do("edit", message_id=message_id, text=text))["update_id"])

    async def sends(self, kind: str, data: bytes | None = None, *, name: str = "file", caption: str = "") -> int:
        """Sends a sticker, photo, document, voice, location or contact; without data a sample."""
        form = aiohttp.FormData(quote_fields=False, fields={"person": str(self.id), "kind": kind, "caption": caption})
        if data is not None:
            form.add_field("file", data, filename=name)
        url = f"{self._base}/sandbox/chats/{self.chat_id}/send"
        return int((await _ask(self._session, "POST", url, data=form))["update_id"])

    async def taps(self, label_or_data: str, *, message_id: int | None = None, outdated: bool = False) -> Json:
        """Taps a button, by what stands on it or by its data: on that message, else on the newest that has it.

        Returns query_id and update_id. With `outdated`, label_or_data is the data and need not be there any more.
        """
        messages = [m for m in await self.messages() if message_id in (None, m["message_id"])]
        for message in [] if outdated else reversed(messages):
            for button in (button for row in message["keyboard"] or [] for button in row):
                if button["callback_data"] and label_or_data in (button["text"], button["callback_data"]):
                    return await self._do("tap", message_id=message["message_id"], data=button["callback_data"])
        if not outdated:
            raise NotPossible(f"there is no button {label_or_data!r}")
        wanted = message_id if message_id is not None else messages[-1]["message_id"]
        return await self._do("tap", message_id=wanted, data=label_or_data, outdated=True)

    async def answer_to(self, tapped: Json) -> Json:
        """What the bot answered to a tap, as `taps` returned it: answered, and if so text and alert."""
        return await _ask(self._session, "GET", f"{self._base}/sandbox/queries/{tapped['query_id']}")

    async def asks_inline(self, query: str) -> list[Json]:
        """Asks the bot from another chat; the results it offers."""
        url = f"{self._base}/sandbox/inline"
        answer = await _ask(self._session, "POST", url, json={"person": self.id, "query": query})
        return list(answer["results"])

    async def blocks(self) -> None:
        """Blocks the bot."""
        await _ask(self._session, "POST", f"{self._base}/sandbox/people/{self.id}/block")

    async def unblocks(self) -> None:
        """Unblocks the bot."""
        await _ask(self._session, "POST", f"{self._base}/sandbox/people/{self.id}/unblock")

    async def messages(self) -> list[Json]:
        """All messages of the chat, oldest first, in the control API's shape."""
        answer = await _ask(self._session, "GET", f"{self._base}/sandbox/chats/{self.chat_id}/messages")
        return list(answer["messages"])

    async def last(self) -> Json:
        """The newest message of the bot. Raises NotPossible if it has not written yet."""
        own = [message for message in await self.messages() if message["from_bot"]]
        if not own:
            raise NotPossible("the bot has not written yet")
        return own[-1]

    async def settled(self, within: int = 10) -> None:
        """Waits until the bot has dealt with every update. Raises TimeoutError after so many seconds."""
        url = f"{self._base}/sandbox/settled?timeout={within}"
        answer = await _ask(self._session, "GET", url)
        if not answer["settled"]:
            raise TimeoutError(f"the bot did not settle: {answer}")

    async def wait_for(self, seen: Callable[[list[Json]], bool], within: int = 10) -> list[Json]:
        """Waits until the chat's messages are as `seen` wants them. Raises TimeoutError after so many seconds."""
        since = 0
        async with asyncio.timeout(within):
            while not seen(messages := await self.messages()):
                url = f"{self._base}/sandbox/changes?since={since}&timeout={within}"
                since = (await _ask(self._session, "GET", url))["next"]
        return messages


async def _ask(session: aiohttp.ClientSession, method: str, url: str, **body: Any) -> Json:
    async with session.request(method, url, **body) as response:
        answer: Json = await response.json()
        if not response.ok:
            raise NotPossible(answer["error"])
        return answer
