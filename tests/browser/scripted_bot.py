"""A bot of a few lines, for tests of the page alone: it polls, greets, and does what its keys say."""

import html
from typing import Any

import aiohttp

Json = dict[str, Any]

GREETING = "안녕하세요, 선생님. 길잡이예요."
QUESTION = "Step 1은 보셨을까요?"
SAVED = "저장했어요"
WARNING = "이 단추는 경고를 띄워요"
FIRST_KEYS = [["인터뷰 시작", "경고"], ["지우기", "침묵"]]
SECOND_KEYS = [["합격했어요", "불합격했어요"], ["아직 안 봤어요"]]


def keyboard(rows: list[list[str]]) -> Json:
    """Inline keys whose data is what stands on them."""
    return {"inline_keyboard": [[{"text": text, "callback_data": text} for text in row] for row in rows]}


class ScriptedBot:
    """Answers /start with a greeting, other texts with an echo in bold, and the greeting's keys each in its way."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url
        self.edits_heard: list[str] = []
        self.taps_heard: list[str] = []

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a Bot API method."""
        async with self._session.post(f"{self._url}/{method}", json=params) as response:
            return (await response.json())["result"]

    async def run(self) -> None:
        """Polls until it is cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                await self._take(update)

    async def _take(self, update: Json) -> None:
        if "message" in update:
            await self._answer(update["message"])
        if "edited_message" in update:
            self.edits_heard.append(update["edited_message"]["text"])
        if "callback_query" in update:
            await self._tapped(update["callback_query"])

    async def _answer(self, message: Json) -> None:
        chat = message["chat"]["id"]
        text = message.get("text", "")
        if text == "/start":
            await self.call("sendMessage", chat_id=chat, text=GREETING, reply_markup=keyboard(FIRST_KEYS))
        elif text:
            echo = f"<b>{html.escape(text)}</b>"
            await self.call("sendMessage", chat_id=chat, text=echo, parse_mode="HTML")

    async def _tapped(self, query: Json) -> None:
        data = query["data"]
        self.taps_heard.append(data)
        where = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        if data == "인터뷰 시작":
            await self.call("editMessageText", **where, text=QUESTION, reply_markup=keyboard(SECOND_KEYS))
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text=SAVED)
        if data == "경고":
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text=WARNING, show_alert=True)
        if data == "지우기":
            await self.call("deleteMessage", **where)
