"""Days as people remember them: a whole date, a month, or only a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year. Its text form is ISO 8601's: year, year-month or year-month-day.

    `about` says that nobody announced it; it makes no difference to comparing.
    """

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the text form; ValueError when it is none or no such day exists."""
        found = _ISO.fullmatch(text)
        if not found:
            raise ValueError(f"not a date: {text!r}")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The same day, known exactly."""
        return cls(day.year, day.month, day.day)

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.day is not None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def estimated(self) -> PartialDate:
        """The same date, told as one nobody announced."""
        return replace(self, about=True)

    def plus(self, *, years: int = 0, months: int = 0) -> PartialDate:
        """The same day so much later, known just as exactly; 29 February becomes 28 where it must."""
        if self.month is None:
            return PartialDate(self.year + years + months // 12)
        total = self.year * 12 + self.month - 1 + years * 12 + months
        year, month = divmod(total, 12)
        day = min(self.day, calendar.monthrange(year, month + 1)[1]) if self.day else None
        return PartialDate(year, month + 1, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object) -> PartialDate:
            if isinstance(value, PartialDate):
                return value
            if isinstance(value, date):
                return cls.of(value)
            return cls.parse(str(value))

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema(when_used="json")
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^{_ISO.pattern}$"}


def add_months(day: date, months: int) -> date:
    """`day` so many months later (or earlier); the last of the month where the day does not exist."""
    return PartialDate.of(day).plus(months=months).first
