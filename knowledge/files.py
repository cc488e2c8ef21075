"""Reads the data files that ship with the package. What is wrong with one is said with file, key and reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.dated import Numbers, Parameter
from knowledge.season import Calendar, Season

Model = TypeVar("Model", bound=BaseModel)


class BrokenDataFile(ValueError):
    """A data file that cannot be used; the text names file, key and reason."""


def read_toml(file: Traversable) -> dict[str, Any]:
    """The parsed file; BrokenDataFile where it is not TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BrokenDataFile(f"{file.name}: {problem}") from problem


def checked(model: type[Model], data: Mapping[str, Any], file: str, key: str = "") -> Model:
    """`data` as `model`; BrokenDataFile naming file, key and reason where it does not fit."""
    try:
        return model.model_validate(dict(data))
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join([key, *map(str, first["loc"])] if key else map(str, first["loc"]))
        raise BrokenDataFile(f"{file}: {place}: {first['msg']}") from problem


def toml_files(folder: Traversable) -> Iterator[Traversable]:
    """The folder's TOML files, in the order of their names, its subfolders included."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from toml_files(entry)
        elif entry.name.endswith(".toml"):
            yield entry


def load_numbers(folder: Traversable | None = None) -> Numbers:
    """All parameters of `knowledge/parameters`."""
    parameters: dict[str, Parameter] = {}
    for file in toml_files(folder or files("knowledge") / "parameters"):
        for key, data in read_toml(file).items():
            if key in parameters:
                raise BrokenDataFile(f"{file.name}: {key}: defined twice")
            parameters[key] = checked(Parameter, _named(key, data, file.name), file.name, key)
    return Numbers(parameters)


def _named(key: str, data: object, file: str) -> dict[str, Any]:
    """A table of a file with its own key as `id`."""
    if not isinstance(data, Mapping):
        raise BrokenDataFile(f"{file}: {key}: not a table")
    return {"id": key.rpartition(".")[2], **data}


def load_calendar(folder: Traversable | None = None) -> Calendar:
    """All seasons of `knowledge/seasons`: `YEAR.toml` each, and `later.toml` for how further ones are reckoned."""
    seasons: dict[int, Season] = {}
    later: dict[str, Any] = {}
    for file in toml_files(folder or files("knowledge") / "seasons"):
        data = read_toml(file)
        if file.name == "later.toml":
            later = data
            continue
        name = file.name.removesuffix(".toml")
        if not name.isdecimal():
            raise BrokenDataFile(f"{file.name}: the name is no year")
        events = {key: _named(f"events.{key}", event, file.name) for key, event in data.get("events", {}).items()}
        if not events:
            raise BrokenDataFile(f"{file.name}: events: missing")
        seasons[int(name)] = checked(Season, {"year": int(name), "events": events}, file.name)
    if not later or not seasons:
        raise BrokenDataFile("seasons: later.toml and at least one YEAR.toml are needed")
    carried = {"carried_basis": later.get("basis"), "carried_earlier": later.get("earlier", {})}
    return checked(Calendar, {"seasons": seasons, **carried}, "later.toml")
