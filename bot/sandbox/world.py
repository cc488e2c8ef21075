"""Who and what is there: people, chats, messages. Pure state, no clock, no network."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.sandbox.errors import ControlError, bad_request
from bot.sandbox.formatted import Formatted
from bot.sandbox.keyboards import Keyboard

Json = dict[str, Any]
ChatType = Literal["private", "group", "channel"]
Standing = Literal["administrator", "member", "left"]

BOT: Json = {
    "id": 7_000_000_001,
    "is_bot": True,
    "first_name": "길잡이",
    "username": "giljabi_sandbox_bot",
}
ANONYMOUS_ADMINISTRATOR: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
_FIRST_PERSON = 5_000_001
_FIRST_NAMES = {
    "ko": ("이서연", "최민준", "정하윤", "강도윤", "윤지호"),
    "en": ("Amina Yusuf", "Daniel Reyes", "Priya Nair", "Tomás Silva", "Olena Koval"),
    "zh": ("王芳", "李伟", "张敏", "刘洋", "陈静"),
}


@dataclass
class Human:
    """A person in Telegram; `role` is what the demo uses them for."""

    id: int
    first_name: str
    username: str | None
    language_code: str
    role: str
    blocked: bool = False


@dataclass(frozen=True)
class Content:
    """What a message says: its text, or its media with a caption. `media` holds Telegram's own fields."""

    body: Formatted = field(default_factory=Formatted)
    media: Json = field(default_factory=dict)


@dataclass
class Message:
    """One message of a chat. `sender` is None for channel posts and for the bot's own messages."""

    message_id: int
    chat: "Chat"
    sender: Human | None
    from_bot: bool
    date: int
    content: Content
    keyboard: Keyboard | None = None
    reply_to: "Message | None" = None
    edit_date: int | None = None
    extra: Json = field(default_factory=dict)


@dataclass
class Chat:
    """A private chat, a group or a channel; `bot` is the bot's standing in it."""

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    person: int | None = None
    members: list[int] = field(default_factory=list)
    bot: Standing = "member"
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    pinned: int | None = None

    def add(self, message: Message) -> Message:
        """Puts a message into the chat under the next free id."""
        self.last_id += 1
        message = replace(message, message_id=self.last_id)
        self.messages[self.last_id] = message
        return message


class World:
    """The people and chats there are to start with, and those who join."""

    def __init__(self) -> None:
        self.people: dict[int, Human] = {}
        self.chats: dict[int, Chat] = {}
        doctor = self.join("김하늘", "haneul_kim", "ko", "doctor")
        moderator = self.join("박지우", "jiwoo_park", "ko", "moderator")
        both = [doctor.id, moderator.id]
        self._open(Chat(-1_001_700_000_001, "channel", "길잡이 공지", "giljabi_news", None, both, "administrator"))
        self._open(Chat(-700_000_001, "group", "USMLE 스터디", members=list(both)))

    def _open(self, chat: Chat) -> None:
        self.chats[chat.id] = chat

    def join(
        self, first_name: str | None, username: str | None, language_code: str = "ko", role: str = "doctor"
    ) -> Human:
        """A new person with a private chat; without a first name they get one that fits the language."""
        number = len(self.people)
        names = _FIRST_NAMES.get(language_code, _FIRST_NAMES["en"])
        name = first_name or names[number % len(names)]
        person = Human(_FIRST_PERSON + number, name, username, language_code, role)
        self.people[person.id] = person
        self._open(Chat(person.id, "private", person=person.id, members=[person.id]))
        return person

    def chat(self, chat_id: int | str) -> Chat:
        """The chat a bot names by id or @username. Raises Refusal."""
        for chat in self.chats.values():
            if chat_id == chat.id or (chat.username and chat_id == f"@{chat.username}"):
                return chat
        raise bad_request("chat not found")

    def seen_chat(self, chat_id: int, person_id: int | None = None) -> Chat:
        """The chat a person sees. Raises ControlError 404 for an unknown one, 403 for one they are not in."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise ControlError(404, f"there is no chat {chat_id}")
        if person_id is not None and person_id not in chat.members:
            raise ControlError(403, f"person {person_id} is not in chat {chat_id}")
        return chat

    def person(self, person_id: int) -> Human:
        """The person with this id. Raises ControlError 404."""
        if person_id not in self.people:
            raise ControlError(404, f"there is no person {person_id}")
        return self.people[person_id]
