"""Questions a second, the slowest of a hundred, memory and start time of one process: `python -m tests.bench.speed`."""

from __future__ import annotations

import json
import platform
import resource
import statistics
import time
from pathlib import Path

OWN = Path(__file__).parent.parent / "knowledge" / "questions.jsonl"
ROUNDS = 3


def megabytes() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Start, ask every question of our own set ROUNDS times, and print what it took."""
    start = time.perf_counter()
    from bot.app import load_base
    from knowledge.profile import Language

    library = load_base().library
    library.ask("warm", language=Language.EN)
    started = time.perf_counter() - start
    questions = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    took: list[float] = []
    for each in questions * ROUNDS:
        before = time.perf_counter()
        library.ask(each["question"], language=Language(each["lang"]))
        took.append(time.perf_counter() - before)
    p99 = statistics.quantiles(took, n=100)[98]
    examples = sum(len(article.questions[language]) for article in library for language in Language)
    print(f"{platform.machine()}, Python {platform.python_version()}; {len(library)} articles, {examples} examples")
    print(f"start until the first answer: {started:.1f} s; memory: {megabytes():.0f} MB")
    print(f"{len(took)} questions in {sum(took):.1f} s: {len(took) / sum(took):.0f} a second, one after another")
    print(f"median {1000 * statistics.median(took):.0f} ms, p99 {1000 * p99:.0f} ms, slowest {1000 * max(took):.0f} ms")


if __name__ == "__main__":
    main()
