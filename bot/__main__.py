"""The command line `giljabi`. Each command imports only what it needs, so that `ask` and `advise` start fast."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Coroutine
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.files import BrokenDataFile
from knowledge.profile import Language

app = typer.Typer(
    name="giljabi",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Giljabi (길잡이) shows foreign medical graduates their road to practising medicine in the United States.

    Settings come from the environment or a file `.env`: `TELEGRAM_BOT_TOKEN`, `TELEGRAM_API_BASE`, `DATABASE_URL`
    (`sqlite:///giljabi.sqlite3` or `postgresql://…`) and `GILJABI_*`. The demo needs none of them.""",
)

Speaks = Annotated[Language, typer.Option("--language", "-l", help="The language of the answer.")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day to judge on; today where it is not given."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]


def finish(problem: str) -> typer.Exit:
    """Say in one line what is wrong; the exit code 2 says that trying again would not help."""
    print(f"giljabi: {problem}", file=sys.stderr)  # noqa: T201
    return typer.Exit(2)


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run until done; a bad setting or data file ends with one line."""
    from bot.process import Refused
    from bot.settings import BadSetting
    from bot.store import UnknownDatabase

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    for chatty in ("httpx", "aiogram.event", "apscheduler", "alembic", "bm25s", "telegram.ext"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # httpx would even log the token
    try:
        asyncio.run(work)
    except (BadSetting, BrokenDataFile, UnknownDatabase) as problem:
        raise finish(str(problem)) from None
    except Refused as problem:
        raise finish(f"stopped, because {problem} cannot run; the line above says why") from None


@app.command()
def demo(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The chat page's port; 0 takes any free one.")
    ] = None,
) -> None:
    """Open a working Giljabi with a chat page in the browser.

    Starts a stand-in for Telegram, the chat and the courier on a fresh SQLite file, thrown away at the end. Needs no
    token and no account. Prints the address of the chat page; Ctrl-C stops everything. Each demo begins anew.
    """
    from bot.demo import CannotListen, run_demo

    try:
        run(run_demo(port))
    except CannotListen as problem:
        raise finish(str(problem)) from None


@app.command("run")
def run_() -> None:
    """Run chat and courier together against Telegram.

    Needs `TELEGRAM_BOT_TOKEN`. Each is a process of its own; one that dies is started again. Ctrl-C stops both.
    """
    from bot.programs import run_both

    run(run_both())


@app.command()
def chat() -> None:
    """Run the chat alone: read updates from Telegram and answer them."""
    from bot.programs import run_chat_process

    run(run_chat_process())


@app.command()
def courier(once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False) -> None:
    """Run the courier alone: send reminders and other letters when they are due."""
    from bot.programs import run_courier_process

    run(run_courier_process(once=once))


@app.command()
def migrate() -> None:
    """Bring the database's tables to this version. Chat and courier do it by themselves when they start."""
    from bot.programs import run_migration

    run(run_migration())


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Korean, English or Chinese.")] = None,
    language: Annotated[Language | None, typer.Option("--language", "-l", help="The language of the answer.")] = None,
    profile: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Whose question: a profile.")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="JSONL: id, question, lang a line.")
    ] = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Answer one question from the curated articles, or say that there is no answer yet.

    With `--batch` every line of a file is answered, a line of JSON each. The exit code is 0 with an answer and 1
    without.
    """
    from bot.inquiry import answer_batch, answer_question

    if batch:
        for answered in work(lambda: list(answer_batch(batch, on(as_of)))):
            show(json.dumps(answered, ensure_ascii=False))
        return
    if question is None:
        raise finish("a question is needed (or --batch FILE)")
    found = work(lambda: answer_question(question, language, on(as_of), profile))
    show(found if as_json else found["text"])
    if found["abstained"]:
        raise typer.Exit(1)


@app.command("evaluate")
def evaluate_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSONL with id, question, lang, intent.")],
    picture: Annotated[Path | None, typer.Option(help="Where to write the picture of the scores.")] = None,
) -> None:
    """Measure how well questions find their articles: hit@1 and hit@3 by language and topic, refusals, misses."""
    from bot.inquiry import evaluate_file
    from knowledge.evaluation import report

    outcomes = work(lambda: evaluate_file(file))
    show("\n".join(report(outcomes)))
    if picture:
        from dialogs.drawing.scores import scores_picture
        from knowledge.library import CHANCE

        picture.write_bytes(scores_picture(outcomes, CHANCE))
        show(f"scores: {picture}")


@app.command()
def learn() -> None:
    """Learn the example questions anew, after examples or articles have changed. Takes some minutes."""
    from bot.teaching import learn_examples

    show(work(learn_examples))


@app.command()
def tune(rounds: Annotated[int, typer.Option(min=1, help="How often to go through all examples.")] = 1) -> None:
    """Tune the encoders to the examples, after very many have changed. Needs torch and most of an hour."""
    from bot.teaching import tune_encoders

    try:
        for line in tune_encoders(rounds):
            show(line)
    except ModuleNotFoundError as problem:
        raise finish(f"{problem}: it comes with `make tune`") from None


@app.command()
def advise(
    profile: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="TOML or JSON with the profile's facts.")
    ] = None,
    language: Speaks = Language.EN,
    as_json: AsJson = False,
    as_of: AsOf = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the profile file's JSON Schema instead.")] = False,
) -> None:
    """Judge a profile: stages, findings, next actions, deadlines, and what could not be judged.

    The file holds the facts by the names the interview uses, such as `step1_result = "passed"`. A key or value
    nobody knows is refused with the nearest one that would do.
    """
    from bot.inquiry import advise_file, profile_schema

    if schema:
        show(profile_schema())
        return
    if profile is None:
        raise finish("--profile FILE is needed (or --schema)")
    found = work(lambda: advise_file(profile, language, on(as_of)))
    show(found if as_json else found["text"])


@app.command()
def read(
    story: Annotated[str, typer.Argument(help="A whole situation in free text, in any of the three languages.")],
    language: Annotated[Language | None, typer.Option("--language", "-l", help="The applicant's language.")] = None,
    as_json: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Read a story: the facts it is sure of, and nothing else. Relative dates are counted from `--as-of`."""
    from bot.inquiry import read_story

    found = work(lambda: read_story(story, language, on(as_of)))
    show(found if as_json else "\n".join(f"{key}: {value}" for key, value in found.items()))


@app.command()
def check(as_of: AsOf = None) -> None:
    """Prove all data files: parameters, seasons, articles, texts; and list what is stale, estimated or of one source.

    The exit code is 1 where something is broken.
    """
    from bot.inquiry import check_everything

    broken, notes = work(lambda: check_everything(on(as_of)))
    show("\n".join([*notes, *broken, f"{len(broken)} broken, {len(notes)} to know"]))
    if broken:
        raise typer.Exit(1)


def work(do: Any) -> Any:
    """Do something that reads data files; a broken one ends with one line."""
    from bot.inquiry import BadProfile

    try:
        return do()
    except (BrokenDataFile, BadProfile) as problem:
        raise finish(str(problem)) from None


def on(day: datetime | None) -> date:
    """The day given, or today where the machine is."""
    return day.date() if day else datetime.now().astimezone().date()


def show(found: object) -> None:
    """Print text as it is and anything else as JSON."""
    text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, indent=2)
    print(text)  # noqa: T201


if __name__ == "__main__":
    app()
