"""How much of what stories say is read, and how much of what is read is right.

Run over a file of stories: `python -m tests.dialogs.stories.measure FILE... [--as-of DATE]`. A line of a file is an
object with `id`, `lang`, `text`, `facts` (what is said) and `not_said` (what a careless reader would fill).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dialogs.stories import read
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Language


@dataclass(frozen=True)
class Sample:
    """A story and what is in it."""

    id: str
    language: Language
    text: str
    facts: Mapping[str, Any]
    not_said: Sequence[str]


@dataclass(frozen=True)
class Miss:
    """A key not read as it should be: `expected` is None for one that is not said, `found` for one not read."""

    story: str
    key: str
    expected: Any
    found: Any

    @property
    def wrong(self) -> bool:
        return self.found is not None


@dataclass(frozen=True)
class Measure:
    """Of `said` facts `right` were read; `misses` are the others, and the keys filled that should be empty."""

    said: int
    right: int
    misses: tuple[Miss, ...]

    @property
    def recall(self) -> float:
        return self.right / self.said

    @property
    def precision(self) -> float:
        return self.right / (self.right + sum(miss.wrong for miss in self.misses))


def samples(path: Path) -> tuple[Sample, ...]:
    """The stories of a file."""
    told = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Sample(entry["id"], Language(entry["lang"]), entry["text"], entry["facts"], entry["not_said"]) for entry in told
    )


def measured(stories: Iterable[Sample], setting: Setting) -> Measure:
    """The stories read and compared. Dates have to be exactly as precise as told; the order of a list is free."""
    said = 0
    misses: list[Miss] = []
    for story in stories:
        said += len(story.facts)
        misses += _misses(story, read(story.text, setting, story.language).facts)
    missed = sum(miss.expected is not None for miss in misses)
    return Measure(said, said - missed, tuple(misses))


def _misses(story: Sample, found: Mapping[str, Any]) -> Iterator[Miss]:
    for key, expected in story.facts.items():
        if _comparable(found.get(key)) != _comparable(expected):
            yield Miss(story.id, key, expected, found.get(key))
    yield from (Miss(story.id, key, None, found[key]) for key in story.not_said if key in found)


def _comparable(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def main() -> None:
    """Print the misses and the two figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 22))
    asked = parser.parse_args()
    setting = Setting(asked.as_of, load_numbers(), load_calendar())
    result = measured((story for path in asked.files for story in samples(path)), setting)
    for miss in result.misses:
        sys.stdout.write(f"{miss.story:16} {miss.key:28} expected {miss.expected!s:32} found {miss.found}\n")
    sys.stdout.write(f"{result.said} facts, recall {result.recall:.3f}, precision {result.precision:.3f}\n")


if __name__ == "__main__":
    main()
