"""Answers to questions: from the curated articles, or an honest "I don't know yet"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from markupsafe import escape

from dialogs import certainty
from dialogs.message import Button, Message, Tap, fitting, rows
from dialogs.wording import Words
from knowledge.article import Article
from knowledge.dated import Citation, NotInForce
from knowledge.glossary import Term
from knowledge.guards import Facts
from knowledge.library import Library

NEAREST = 3
ABBREVIATION = range(3, 8)
"""How many letters one has that is worth showing."""
_SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？]")
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]*")


def _citation(article: Article) -> Citation:
    return Citation(article.id, article.sources, article.confidence, article.stale_after)


def answer(
    article: Article,
    words: Words,
    ref: int | None = None,
    *,
    close: Sequence[Article] = (),
    term: Term | None = None,
) -> Message:
    """The short answer, how sure we are, where it was read; `close` articles are offered beside it.

    `ref` is the message that asked; `term` one whose meaning was asked for.
    """
    cited = (_citation(article),)
    lines = [
        meaning(term, words) + "\n" if term else "",
        _verdict_first(with_numbers(article.short[words.language], words)),
        *certainty.doubts(cited, words),
        certainty.sources_line(cited, words),
        "\n" + words("answers.or_this") if close else "",
    ]
    buttons = [Button(words("answers.details"), Tap("details", article.id))]
    if ref is not None:
        buttons.append(_unhelpful(article, ref, words))
    others = [Button(title, Tap("article", id_)) for id_, title in titles(close, words).items()]
    return Message("\n".join(line for line in lines if line), rows(*buttons) + rows(*others, width=1))


def _unhelpful(article: Article, ref: int, words: Words) -> Button:
    return Button(words("answers.not_helpful"), Tap("unhelped", article.id, str(ref)))


def meaning(term: Term, words: Words) -> str:
    """What a term of the glossary means, in two lines: its names, the abbreviation first, then the meaning.

    Raises ValueError for a term without one.
    """
    if term.meaning is None:
        raise ValueError(f"{term.id} has no meaning in the glossary")
    short = [name for name in term.en.also if name.isupper() and len(name) in ABBREVIATION]
    names = dict.fromkeys((*short[:1], term[words.language].term, term.en.term))
    return f"<b>{escape(' · '.join(names))}</b>\n{escape(term.meaning[words.language])}"


def details(
    article: Article,
    facts: Facts,
    words: Words,
    related: dict[str, str],
    *,
    ref: int | None = None,
    from_the_start: bool = False,
) -> Message:
    """The whole article for this applicant: details, what to do next, sources; `related` are titles by id.

    `ref` is the message that asked, where it is an answer; `from_the_start`: the short answer stands in front.
    """
    lines = [
        f"<b>{escape(article.title[words.language])}</b>",
        *([with_numbers(article.short[words.language], words)] if from_the_start else []),
        *(with_numbers(text, words) for text in article.paragraphs(words.language, facts, words.setting)),
        *(f"{number}. {with_numbers(text, words)}" for number, text in enumerate(article.next[words.language], 1)),
        *certainty.doubts((_citation(article),), words),
        *(certainty.source_name(source, words) for source in article.sources),
    ]
    buttons = [Button(title, Tap("article", id_)) for id_, title in related.items()]
    if ref is not None:
        buttons.append(_unhelpful(article, ref, words))
    return Message(fitting(lines), rows(*buttons, width=1))


def unknown(nearest: dict[str, str], words: Words) -> Message:
    """No article is near enough: said so, the question is passed on, the nearest articles are offered."""
    lines = [words("answers.unknown"), words("answers.passed_on")]
    if nearest:
        lines.append(words("answers.nearest"))
    buttons = [Button(title, Tap("article", id_)) for id_, title in nearest.items()]
    return Message("\n".join(lines), rows(*buttons, width=1))


def offer(ref: int, words: Words) -> Message:
    """Something typed into a step that reads like a question: shall it be answered?"""
    yes = Button(words("answers.please"), Tap("question", str(ref), "answer"))
    no = Button(words("answers.meant_as_reply"), Tap("question", str(ref), "reply"))
    return Message(words("answers.offer"), ((yes, no),))


def or_question(again: Message, words: Words) -> Message:
    """A step that is asked again, with a button for whoever had asked something instead."""
    asked = Button(words("answers.was_question"), Tap("asked"))
    return replace(again, rows=(*again.rows, (asked,)))


def looks_like_question(text: str, words: Words) -> bool:
    """Whether typed text asks something: by its marks and its words, in any of the three languages."""
    if text.rstrip().endswith(("?", "？")):
        return True
    return _says(text, words.everywhere("answers.asking")) and not _says(text, words.everywhere("answers.forgotten"))


def despair(text: str, words: Words) -> str:
    """The sentence in which the writer says, in any of the three languages, that they cannot go on; "" where none does.

    Alone, so that what else is told around it does not decide what is answered.
    """
    wanted = words.everywhere("answers.despair")
    return next((sentence for sentence in _SENTENCE.findall(text) if _says(sentence, wanted)), "")


def _says(text: str, any_of: Collection[str]) -> bool:
    low = text.lower()
    return any(said in low for said in any_of)


def titles(articles: Sequence[Article], words: Words) -> dict[str, str]:
    """The titles by id, short enough for buttons."""
    return {article.id: shortened(article.title[words.language]) for article in articles}


def shortened(title: str, longest: int = 60) -> str:
    """A title that fits a button."""
    return title if len(title) <= longest else title[: longest - 1] + "…"


def topics(library: Library, words: Words) -> Message:
    """The subjects there is anything about, a button each."""
    buttons = [Button(words(f"answers.topic.{topic}"), Tap("topic", topic)) for topic in library.topics]
    return Message(words("answers.topics"), rows(*buttons))


def topic(library: Library, which: str, words: Words) -> Message:
    """The articles of one subject, a button each."""
    buttons = [Button(title, Tap("article", id_)) for id_, title in titles(library.by_topic(which), words).items()]
    back = Button(words("answers.all_topics"), Tap("topics"))
    return Message(words("answers.of_topic", topic=words(f"answers.topic.{which}")), rows(*buttons, back, width=1))


def with_numbers(template: str, words: Words) -> str:
    return words.render(template, since=lambda name: since(name, words), before=lambda name: before(name, words))


def _verdict_first(text: str) -> str:
    """The first sentence in bold: what a colleague would say in the corridor."""
    end = _SENTENCE_END.search(text)
    return f"<b>{text[: end.end()]}</b>{text[end.end() :]}" if end else f"<b>{text}</b>"


def since(name: str, words: Words) -> date:
    """The day from which the parameter's value of today holds."""
    return words.setting.numbers[name].on(words.today).since


def before(name: str, words: Words) -> object:
    """The value the parameter had before the one of today; NotInForce where that is the first."""
    current = words.setting.numbers[name].on(words.today)
    earlier = [entry for entry in words.setting.numbers[name].values if entry.since < current.since]
    if not earlier:
        raise NotInForce(f"{name} has no value before {current.since}")
    return earlier[-1].value
