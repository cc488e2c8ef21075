"""What a timeline shows, before anything is drawn: lanes of entries, each a day or a span of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from dialogs import deadlines as dated
from dialogs.message import plain
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.days import PartialDate
from knowledge.deadlines import Deadline
from knowledge.rule import Due


@dataclass(frozen=True)
class Entry:
    """A day on the timeline (a dot) or, with `begins`, a span that ends on it (a bar).

    `name` and `dates` are what its label says. `must_end` says that it has to be over when training starts; `done`
    that it lies behind.
    """

    name: str
    dates: str
    due: Due
    begins: date | None = None
    must_end: bool = False
    done: bool = False

    @property
    def middle(self) -> date:
        """The day itself, or the middle of what it may mean."""
        return self.due.on.first + (self.due.on.last - self.due.on.first) / 2


@dataclass(frozen=True)
class Lane:
    """One column: its key in the texts, its heading, a line below it, and its entries."""

    key: str
    title: str
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Chart:
    """The whole timeline. `start` is when the training aimed at begins; time is drawn to scale until `ends`."""

    title: str
    as_of: str
    today: date
    start: Entry | None
    ends: date
    lanes: tuple[Lane, ...]

    def beyond(self, entry: Entry) -> bool:
        """Whether it lies after what is drawn to scale."""
        return entry.due.on.first > self.ends

    def runs_past(self, entry: Entry) -> bool:
        """Whether it has to be over when training starts, and is not."""
        return bool(entry.must_end and self.start and entry.due.on.last >= self.start.due.on.first)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, lane by lane."""
        return tuple(entry for lane in self.lanes for entry in lane.entries)


def short_name(deadline: Deadline, advice: Advice, words: Words) -> str:
    """What a deadline is called where there is little room."""
    if words.has(f"timeline.short.{deadline.id}"):
        return said(f"short.{deadline.id}", words)
    return plain(dated.name(deadline, advice, words))


def said(key: str, words: Words, **values: object) -> str:
    """A text of the timeline, as it is seen."""
    return plain(words(f"timeline.{key}", **values))


def written(on: PartialDate | date, words: Words) -> str:
    """A day, month or year in few letters that stay on one line."""
    known = on if isinstance(on, PartialDate) else PartialDate.of(on)
    return formatted(known.first, "day" if known.exact else "month" if known.month else "year", words)


def formatted(day: date, form: str, words: Words) -> str:
    """A day in one of the timeline's forms."""
    text: str = format_date(day, said(f"forms.{form}", words), locale=words.language.value)
    return text.replace(" ", "\u00a0")


def by(on: PartialDate, words: Words) -> str:
    """By when something has to be done."""
    return said("by", words, on=written(on, words))


def until(on: PartialDate, words: Words) -> str:
    """Until when something lasts."""
    return said("until", words, on=written(on, words))


def between(begins: PartialDate, ends: PartialDate, words: Words) -> str:
    """From when until when."""
    return said("between", words, begins=written(begins, words), ends=written(ends, words))
