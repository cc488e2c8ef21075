"""Numbers with a history: what was in force on a day, since when, and where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.days import PartialDate

Confidence = Literal["high", "medium", "low"]
Https = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]


class Strict(BaseModel):
    """A piece of a data file: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Trilingual(Strict):
    """One text in the three languages."""

    en: str = Field(min_length=1)
    ko: str = Field(min_length=1)
    zh: str = Field(min_length=1)

    def __getitem__(self, language: str) -> str:
        return str(getattr(self, language))


class Source(Strict):
    """Where something was read.

    `as_of` is the date of the text itself, `read_on` the day one of us read it: the two are never mixed up.
    `copy_read` says that a stored copy was read, though `url` is the publisher's own page.
    """

    publisher: str = Field(min_length=2)
    url: Https
    as_of: PartialDate
    read_on: date
    official: bool = False
    copy_read: bool = False


class NotInForce(LookupError):
    """A parameter was asked for a day on which none of its values is known to hold."""


class Value(Strict):
    """One entry of a parameter's history: `value` holds from `since` (inclusive) until the next entry."""

    since: date
    value: int | float | bool | str | list[str]
    sources: tuple[Source, ...] = Field(min_length=1)
    estimated: bool = False


class Parameter(Strict):
    """A dated, sourced number or statement; `unit` names what `value` counts."""

    id: str
    label: Trilingual
    unit: str = ""
    confidence: Confidence = "high"
    stale_after: date
    note: str = ""
    values: tuple[Value, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Parameter:
        days = [value.since for value in self.values]
        if days != sorted(set(days)):
            raise ValueError("`values` must be in the order of their `since`, one entry a day")
        return self

    def on(self, day: date) -> Value:
        """The entry in force on `day`; NotInForce where the history begins later."""
        for value in reversed(self.values):
            if value.since <= day:
                return value
        raise NotInForce(f"{self.id} has no value on {day}")

    def stale(self, today: date) -> bool:
        """Whether its check day has passed."""
        return today > self.stale_after


@dataclass(frozen=True)
class Citation:
    """What a statement rests on: one value as it was used, or one dated entry of a season."""

    id: str
    sources: tuple[Source, ...]
    confidence: Confidence
    stale_after: date
    estimated: bool = False
    value: Any = None
    since: date | None = None

    @classmethod
    def of(cls, parameter: Parameter, value: Value) -> Citation:
        """The citation of one entry of a parameter."""
        return cls(
            parameter.id,
            value.sources,
            parameter.confidence,
            parameter.stale_after,
            value.estimated,
            value.value,
            value.since,
        )


class Numbers(Mapping[str, Parameter]):
    """All parameters by id. `numbers["x"]` raises KeyError for an unknown id: there is no silent default."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._parameters = dict(parameters)

    def __getitem__(self, key: str) -> Parameter:
        return self._parameters[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parameters)

    def __len__(self) -> int:
        return len(self._parameters)

    def on(self, day: date) -> dict[str, Any]:
        """The values in force on `day`, for prose; parameters without one are left out."""
        values = {}
        for key, parameter in self._parameters.items():
            try:
                values[key] = parameter.on(day).value
            except NotInForce:
                continue
        return values
