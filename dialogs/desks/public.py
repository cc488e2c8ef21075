"""What anybody may ask in public: in a group, or inline from any chat. Nobody's facts are read, and nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogs import answers
from dialogs.desks.asking import LONGEST_QUESTION, tell
from dialogs.events import Applicant, Outcome
from dialogs.message import Button, Message, plain, rows
from dialogs.reception import Base, Visit
from dialogs.wording import Words
from knowledge.article import Article
from knowledge.glossary import Term
from knowledge.library import Found
from knowledge.phrases import load_turns
from knowledge.profile import Language
from knowledge.tokens import language_of

QUESTION = "a"
"""The command that asks in a group."""

TO_ARTICLE = "a_"
TO_PRIVATE = "ask"
"""What links into the private chat carry: an article's id behind its mark, or just that somebody comes to ask."""

MOST_OFFERS = 5
MOST_NEIGHBOURS = 2
WORTH_A_LOOK = 0.6
"""How far the words of another article have to agree, beside those of the best one, for it to be in a list."""

LONGEST_QUERY = 256
LONGEST_OPENING = 120

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]+))?(?![\w@/-])")


@dataclass(frozen=True)
class Heard:
    """What a message in a group says to the bot: a command without its slash (empty for none), and the other words."""

    text: str
    command: str = ""


@dataclass(frozen=True)
class Stranger:
    """Somebody who asks in public, now. `bot` is the bot's name without @, `speaks` Telegram's language."""

    base: Base
    now: datetime
    bot: str
    speaks: Language | None = None

    def words(self, text: str = "") -> Words:
        """The texts in the language of `text`; where that does not tell, in Telegram's, else in English."""
        return self.speaking(language_of(text, self.speaks or Language.EN))

    def speaking(self, language: Language) -> Words:
        """The texts in that language, on the day it is where it is spoken most."""
        return Visit(self.base, Applicant(0, language), self.now).words

    def door(self, label: str, to: str = TO_PRIVATE) -> Button:
        """A button that leads into the private chat."""
        return Button(label, url=f"https://t.me/{self.bot}?start={to}")


def heard(text: str, bot: str, called: Collection[str], is_reply: bool) -> Heard | None:
    """What a message says to the bot; None where it does not speak to it.

    `called` are the mentions of the bot in it as they are written; `is_reply` says that it replies to the bot.
    """
    command = _COMMAND.match(text)
    words = _without(text[command.end() :] if command else text, called)
    if command is None:
        return Heard(words) if called or is_reply else None
    name, addressee = command[1].lower(), (command[2] or "").lower()
    if addressee not in ("", bot.lower()):
        return None
    return Heard(words, name) if addressee or called or name == QUESTION else None


def _without(text: str, called: Collection[str]) -> str:
    """The text without the bot's names, whole ones only, in capitals or not."""
    for name in called:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?![A-Za-z0-9_])", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split())


def respond(asker: Stranger, said: Heard) -> Message:
    """The answer to what was said in a group: an article by its id or by a question, or how to go on."""
    if said.command not in ("", QUESTION):
        return _elsewhere(asker, "public.only_questions", asker.words(said.text[:LONGEST_QUESTION]))
    if not said.text:
        return Message(asker.words()("public.usage"))
    if len(said.text) > LONGEST_QUESTION:
        return _elsewhere(asker, "answers.too_long", asker.words(said.text[:LONGEST_QUESTION]))
    library = asker.base.library
    if article := library.by_id.get(said.text.lower()):
        return _answer(asker, article, [library.by_id[key] for key in article.related], asker.words())
    words = asker.words(said.text)
    found, term = library.ask(said.text, language=words.language), load_turns().term(said.text)
    if found.best:
        return _answer(asker, found.best, found.close, words, term)
    return Message(answers.meaning(term, words)) if term else _elsewhere(asker, "public.unknown", words)


def _listed(found: Found) -> list[Article]:
    """The article that answers, then those whose words agree nearly as well; none where nothing answers."""
    if found.best is None:
        return []
    least = found.hits[0].words * WORTH_A_LOOK
    return [found.best, *(hit.article for hit in found.offered if hit is not found.hits[0] and hit.words >= least)]


def _answer(
    asker: Stranger, article: Article, others: Sequence[Article], words: Words, term: Term | None = None
) -> Message:
    """The short answer as everybody may see it; what is more waits in the private chat."""
    named = answers.titles(others[:MOST_NEIGHBOURS], words)
    doors = [asker.door(title, TO_ARTICLE + key) for key, title in named.items()]
    details = asker.door(words("answers.details"), TO_ARTICLE + article.id)
    return Message(answers.answer(article, words, term=term).text, rows(details, *doors, width=1))


def _elsewhere(asker: Stranger, key: str, words: Words) -> Message:
    return Message(words(key), rows(asker.door(words("public.ask_in_private"))))


@dataclass(frozen=True)
class Offer:
    """One result of an inline query: a title, how the answer begins, and the message it puts into the chat."""

    id: str
    title: str
    opening: str
    message: Message


@dataclass(frozen=True)
class Offers:
    """What an inline query finds, best first. `door` is the label of the way into the private chat, empty for none.

    `for_all` says that the query itself tells the language, so that everybody who types it is offered the same.
    """

    found: tuple[Offer, ...]
    door: str
    for_all: bool


def offers(asker: Stranger, query: str) -> Offers:
    """What to offer for an inline query: up to five answers, or the way into the private chat."""
    asked = query[:LONGEST_QUERY].strip()
    for_all = len({language_of(asked, each) for each in Language}) == 1
    words = asker.words(asked)
    near = asker.base.library.ask(asked, language=words.language, limit=MOST_OFFERS)
    found = tuple(_offer(asker, article, words) for article in _listed(near))
    return Offers(found, "" if found else words("public.ask_in_private"), for_all)


def _offer(asker: Stranger, article: Article, words: Words) -> Offer:
    opening = plain(answers.with_numbers(article.short[words.language], words))
    message = _answer(asker, article, (), words)
    return Offer(article.id, article.title[words.language], answers.shortened(opening, LONGEST_OPENING), message)


def linked(visit: Visit, argument: str) -> Outcome | None:
    """The article a link into the private chat leads to; None where it leads to none."""
    key = argument.removeprefix(TO_ARTICLE) if argument.startswith(TO_ARTICLE) else ""
    article = visit.base.library.by_id.get(key)
    return tell(visit, article) if article else None
