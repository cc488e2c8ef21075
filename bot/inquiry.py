"""What `ask`, `advise` and `check` do: the same knowledge as the chat, for moderators and tests at a terminal."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.app import load_base
from dialogs import answers, report
from dialogs.message import plain
from dialogs.stories import read
from dialogs.stories.report import understood
from dialogs.wording import Words
from knowledge.advice import advise
from knowledge.checking import problems
from knowledge.evaluation import Outcome, Question, evaluate
from knowledge.guards import Setting
from knowledge.library import Hit
from knowledge.phrases import load_turns
from knowledge.profile import FACTS, Language, Profile
from knowledge.tokens import language_of


class BadProfile(ValueError):
    """A profile file that cannot be used; the text names file, key and reason."""


def words_on(today: date, language: Language) -> Words:
    """The texts on that day."""
    base = load_base()
    return Words(language, Setting(today, base.numbers, base.calendar))


def answer_question(
    question: str, language: Language | None, today: date, profile: Path | None = None
) -> dict[str, Any]:
    """What the articles say: article, intents, score, runners-up, whether it abstained, and the text."""
    spoken = language or Language(language_of(question, Language.EN))
    words, library = words_on(today, spoken), load_base().library
    facts = read_profile(profile).__dict__ if profile else {}
    found = library.ask(question, language=spoken, profile=facts)
    titles = answers.titles([hit.article for hit in found.offered], words)
    term = load_turns().term(question)
    message = answers.answer(found.best, words, term=term) if found.best else answers.unknown(titles, words)
    return {
        "question": question,
        "article": found.best.id if found.best else None,
        "intents": list(found.best.intents) if found.best else [],
        "score": round(found.hits[0].score, 3) if found.hits else 0.0,
        "runners_up": [_hit(hit) for hit in (found.hits[1:] if found.best else found.hits)],
        "abstained": found.best is None,
        "text": plain(message.text),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {"article": hit.article.id, "intents": list(hit.article.intents), "score": round(hit.score, 3)}


def answer_batch(file: Path, today: date) -> Iterator[dict[str, Any]]:
    """One answer for each line of a JSONL file (id, question, lang). Raises BadProfile naming a broken line."""
    for number, data in _lines(file):
        try:
            language = Language(data["lang"]) if data.get("lang") else None
            answered = answer_question(str(data["question"]), language, today)
        except (KeyError, ValueError) as problem:
            raise BadProfile(f"{file}: line {number}: {problem!r}") from None
        answered.pop("question")
        yield {"id": data.get("id"), **answered}


def evaluate_file(file: Path) -> list[Outcome]:
    """How well the questions of a JSONL file find their articles."""
    try:
        questions = [Question.of(data) for _, data in _lines(file)]
    except (KeyError, ValueError) as problem:
        raise BadProfile(f"{file}: {problem!r}") from None
    return evaluate(load_base().library, questions)


def _lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as problem:
                raise BadProfile(f"{file}: line {number}: {problem}") from None


def advise_file(file: Path, language: Language, today: date) -> dict[str, Any]:
    """The advice for the profile in a file. Raises BadProfile where it cannot be read."""
    words = words_on(today, language)
    return report.of(advise(read_profile(file), words.setting), words)


def read_story(story: str, language: Language | None, today: date) -> dict[str, Any]:
    """What a story was understood to say; facts that are not certain are left out."""
    spoken = language or Language(language_of(story, Language.EN))
    return understood(read(story, words_on(today, spoken).setting, spoken))


def profile_schema() -> dict[str, Any]:
    """The JSON Schema of a profile file."""
    return Profile.model_json_schema()


def read_profile(file: Path) -> Profile:
    """The profile in a TOML or JSON file; BadProfile names file, key, reason, and the nearest thing that would do."""
    try:
        text = file.read_text(encoding="utf-8")
        facts = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
        return Profile.model_validate(facts)
    except ValidationError as problem:
        first = problem.errors()[0]
        fact = first["loc"][0] if first["loc"] else "the file"
        raise BadProfile(f"{file}: {fact}: {first['msg']}{_nearest(first)}") from None
    except (ValueError, UnicodeDecodeError) as problem:
        raise BadProfile(f"{file}: {problem}") from None


def _nearest(error: ErrorDetails) -> str:
    """For an unknown fact or value, the known one that looks most like it."""
    fact = str(error["loc"][0]) if error["loc"] else ""
    if fact not in FACTS:
        return _meant(fact, FACTS)
    allowed = error.get("ctx", {}).get("expected", "")
    return _meant(str(error["input"]), [value.strip("' ") for value in re.split(r",| or ", str(allowed))])


def _meant(said: str, known: Iterable[str]) -> str:
    close = get_close_matches(said.lower(), list(known), n=1, cutoff=0.5)
    return f" (did you mean {close[0]}?)" if close else ""


def check_everything(today: date) -> tuple[list[str], list[str]]:
    """What is broken, and what is worth knowing: stale, estimated and weakly sourced entries."""
    base = load_base()
    setting = Setting(today, base.numbers, base.calendar)
    broken = problems(base.library, base.numbers, today=today, render=_renderer(setting))
    notes = []
    for parameter in base.numbers.values():
        if parameter.stale(today):
            notes.append(f"stale since {parameter.stale_after}: {parameter.id}")
        if parameter.confidence == "low":
            notes.append(f"one source only: {parameter.id}")
    for year, season in base.calendar.seasons.items():
        estimated = [key for key, event in season.events.items() if event.estimated]
        notes.append(f"estimated days of the {year} season: {', '.join(sorted(estimated))}")
    return broken, notes


def _renderer(setting: Setting) -> Any:
    return lambda template, language: answers.with_numbers(template, Words(Language(language), setting))
