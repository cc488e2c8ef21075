"""How our search compares with plain ones on the same articles: `python -m tests.bench.searches [FILE.jsonl]`.

Plain ones see each article as one text (title, examples, body) and nothing else: bm25s with its own tokenizer, bm25s
with our characters and words, and SQLite's FTS5 with its word and its trigram tokenizer.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s

from bot.app import load_base
from knowledge.article import Article
from knowledge.evaluation import Question
from knowledge.profile import Language
from knowledge.tokens import grams, language_of

OWN = Path(__file__).parent.parent / "knowledge" / "questions.jsonl"
NEAR = 3
Search = Callable[[Question], Sequence[str]]


def whole(article: Article) -> str:
    """All an article says, in three languages, with its examples."""
    said = [text for language in Language for text in article.questions[language]]
    return " ".join([*said, *(text for language in Language for text in article.templates(language).values())])


def plain_bm25s(articles: Sequence[Article], cut: Callable[[str], list[str]]) -> Search:
    """bm25s as it comes, over tokens made by `cut`."""
    engine = bm25s.BM25()
    engine.index([cut(whole(article)) for article in articles], show_progress=False)

    def search(question: Question) -> Sequence[str]:
        scores = engine.get_scores(cut(question.text) or [""])
        return [articles[number].id for number in scores.argsort()[::-1][:NEAR]]

    return search


def own_words(text: str) -> list[str]:
    """As bm25s cuts by itself: words of two letters or more."""
    return re.findall(r"(?u)\b\w\w+\b", text.lower())


def fts5(articles: Sequence[Article], tokenizer: str) -> Search:
    """SQLite's full text search, any word of the question counting, ranked by its bm25."""
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE shelf USING fts5(id UNINDEXED, text, tokenize='{tokenizer}')")
    base.executemany("INSERT INTO shelf VALUES (?, ?)", [(article.id, whole(article)) for article in articles])
    shortest = 3 if tokenizer == "trigram" else 1

    def search(question: Question) -> Sequence[str]:
        words = [word for word in re.findall(r"\w+", question.text) if len(word) >= shortest]
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words)
        rows = base.execute("SELECT id FROM shelf WHERE shelf MATCH ? ORDER BY rank LIMIT ?", (asked, NEAR))
        return [key for (key,) in rows]

    return search


def ours(question: Question) -> Sequence[str]:
    """The search Giljabi uses."""
    language = question.language or Language(language_of(question.text, Language.EN))
    found = load_base().library.ask(question.text, language=language, limit=NEAR)
    return [hit.article.id for hit in found.hits]


def measured(search: Search, questions: Sequence[Question]) -> str:
    """hit@1 and hit@3 of questions in scope: all, and by language."""
    by_id = load_base().library.by_id
    places = [
        [bool(set(by_id[key].intents) & set(question.intents)) for key in search(question)] for question in questions
    ]
    parts = []
    for name in ("all", *Language):
        group = [place for place, asked in zip(places, questions, strict=True) if name in ("all", asked.language)]
        first, near = sum(place[:1] == [True] for place in group), sum(map(any, group))
        parts.append(f"{name} {first / max(1, len(group)):.3f} / {near / max(1, len(group)):.3f}")
    return "   ".join(parts)


def main(file: Path) -> None:
    """Print a line for each search."""
    articles = load_base().library.articles
    lines = file.read_text(encoding="utf-8").splitlines()
    asked = [Question.of(json.loads(line)) for line in lines if line.strip()]
    questions = [question for question in asked if question.topic != "out_of_scope"]
    print(f"{file.name}: {len(questions)} questions in scope, {len(articles)} articles; hit@1 / hit@3")
    for name, search in {
        "giljabi": ours,
        "bm25s, own words": plain_bm25s(articles, own_words),
        "bm25s, words and pairs": plain_bm25s(articles, lambda text: list(grams(text))),
        "FTS5, unicode61": fts5(articles, "unicode61"),
        "FTS5, trigram": fts5(articles, "trigram"),
    }.items():
        print(f"  {name:24} {measured(search, questions)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OWN)
