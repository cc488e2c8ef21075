"""Every sentence the bot says, from `dialogs/texts/{en,ko,zh}/*.toml`, with numbers and names filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from types import CodeType
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from knowledge.days import PartialDate
from knowledge.files import BrokenDataFile, read_toml, toml_files
from knowledge.guards import Setting
from knowledge.profile import Language

Table = Mapping[str, Any]


@lru_cache
def load_texts() -> Mapping[Language, Table]:
    """All texts by language. The files `findings_*.toml` make up one table `findings`; others go by their name."""
    return {language: _load(language) for language in Language}


def _load(language: Language) -> Table:
    tables: dict[str, dict[str, Any]] = {}
    for file in toml_files(files("dialogs") / "texts" / language.value):
        name = file.name.removesuffix(".toml")
        table = tables.setdefault("findings" if name.startswith("findings_") else name, {})
        for key, text in read_toml(file).items():
            if key in table:
                raise BrokenDataFile(f"{language}/{file.name}: {key}: defined twice")
            table[key] = text
    return tables


Day = PartialDate | date | str
"""A day as texts are given it: parameters hold it in the text form of `PartialDate`."""


class Words:
    """The texts in one language on one day. `words("intake.stage.ask")` says a text; KeyError for an unknown key."""

    def __init__(self, language: Language, setting: Setting) -> None:
        self.language = language
        self.setting = setting
        self._table = load_texts()[language]
        self._environment = _environment(self)

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text under `key` as HTML, values escaped; a missing value raises."""
        return self.render(self._at(key), **values)

    def render(self, template: str, /, **values: Any) -> str:
        """A template of the texts or of an article, filled in."""
        code = _compiled(template, self._environment)
        made = self._environment.template_class.from_code(self._environment, code, self._environment.make_globals(None))
        return str(made.render(p=Today(self.setting), **values))

    def many(self, key: str, /, **values: Any) -> list[str]:
        """The list of texts under `key`; empty where there is none."""
        return [self.render(text, **values) for text in (self._at(key) if self.has(key) else [])]

    def everywhere(self, key: str) -> frozenset[str]:
        """The words listed under `key`, of all three languages: people mix them."""
        tables = [Words(language, self.setting)._at(key) for language in Language]
        return frozenset(word for table in tables for word in table)

    def has(self, key: str) -> bool:
        """Whether there is anything under `key`."""
        try:
            self._at(key)
        except KeyError:
            return False
        return True

    def keys(self, key: str) -> tuple[str, ...]:
        """The names under a table of texts, in their order."""
        return tuple(self._at(key))

    @property
    def today(self) -> date:
        """The day the texts speak on."""
        return self.setting.today

    def _at(self, key: str) -> Any:
        place: Any = self._table
        for part in key.split("."):
            if not isinstance(place, Mapping) or part not in place:
                raise KeyError(f"{self.language}: {key}")
            place = place[part]
        return place

    def day(self, value: Day) -> str:
        """A day in words, with its weekday where it is exact, and as "about" where nobody announced it."""
        return self._told(value, "day")

    def short_day(self, value: Day) -> str:
        """A day in words without the weekday."""
        return self._told(value, "short_day")

    def _told(self, value: Day, exact: str) -> str:
        known = _known(value)
        if not known.exact:
            return self._format(known, "month" if known.month else "year")
        told = self._format(known, exact)
        return self("dates.about", day=told) if known.about else told

    def month(self, value: Day) -> str:
        """The month of a day."""
        known = _known(value)
        return self._format(known, "month" if known.month else "year")

    def _format(self, value: PartialDate, name: str) -> str:
        return format_date(value.first, self._at(f"dates.{name}"), locale=self.language.value)

    def moment(self, value: datetime, zone: str) -> str:
        """An instant on both clocks: the one it was announced on and the reader's."""
        there = self("dates.eastern", at=value)
        here = value.astimezone(ZoneInfo(zone))
        if here.utcoffset() == value.utcoffset():
            return there
        return self("dates.both_clocks", there=Markup(there), here=here, zone=self.zone(zone), day=here.date())

    def zone(self, zone: str) -> str:
        """A time zone as people call it."""
        names = self._at("dates.zones")
        return str(names.get(zone, zone.rpartition("/")[2].replace("_", " ")))

    def days_left(self, day: date) -> str:
        """How long until `day`."""
        return self("dates.days_left", days=(day - self.setting.today) // timedelta(days=1))


def _known(value: Day) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    return PartialDate.parse(value) if isinstance(value, str) else PartialDate.of(value)


class Today:
    """The parameters' values in force today, as `p.name` in a text; UndefinedError for an unknown name."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self._setting.numbers:
            raise AttributeError(name)
        return self._setting.numbers[name].on(self._setting.today).value


def _environment(words: Words) -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False
    )
    named: dict[str, Callable[..., str]] = {
        "day": words.day,
        "short_day": words.short_day,
        "month": words.month,
        "season": lambda year: words("common.season", year=year),
        "usd": lambda amount: words("common.usd", amount=f"{amount:,}"),
        "num": lambda amount: f"{amount:,}",
        "million": lambda tens_of_thousands: f"{tens_of_thousands / 100:.1f}",
        "fact": lambda fact: words(f"intake.{fact}.label"),
        "ro": with_particle("로", "으로", "로"),
        "ieyo": with_particle("예요", "이에요"),
        "eun": with_particle("는", "은"),
        "country": lambda code: country_name(code, words.language),
        "specialty": lambda key: specialty_name(key, words.language),
    }
    environment.filters.update(named)
    return environment


_CODES: dict[str, CodeType] = {}
"""Compiled templates of the texts: without `optimized` nothing of a language or a day gets into the code."""


def _compiled(template: str, environment: Environment) -> CodeType:
    if template not in _CODES:
        _CODES[template] = environment.compile(template)
    return _CODES[template]


def with_particle(after_vowel: str, after_consonant: str, after_l: str | None = None) -> Callable[[object], str]:
    """A filter that puts the right one of a Korean particle's forms behind a word, by its last sound.

    What is HTML already stays HTML: it is not escaped a second time.
    """

    def attach(text: object) -> str:
        word = text if isinstance(text, Markup) else str(text)
        read = word.striptags() if isinstance(word, Markup) else word
        final = _final(read.rstrip(")]’'\"")[-1:])
        if final == _FINAL_L and after_l is not None:
            return word + after_l
        return word + (after_consonant if final else after_vowel)

    return attach


_FINAL_L = 8
_READ_ALOUD = {"0": 21, "1": _FINAL_L, "3": 16, "6": 1, "7": _FINAL_L, "8": _FINAL_L, "L": _FINAL_L, "M": 16, "N": 4}


def _final(letter: str) -> int:
    """The final consonant of a syllable, 0 for none; digits and Latin letters as they are read aloud."""
    if "가" <= letter <= "힣":
        return (ord(letter) - ord("가")) % 28
    return _READ_ALOUD.get(letter.upper(), 0)


def country_name(code: str, language: Language) -> str:
    """A country as it is called in that language."""
    from dialogs.kinds.countries import name

    return name(code, language)


def specialty_name(key: str, language: Language) -> str:
    """A specialty as it is called in that language."""
    from dialogs.kinds.specialties import name

    return name(key, language)
