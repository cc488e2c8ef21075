"""Time zones by city, country or name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from dialogs.kinds.countries import country
from dialogs.kinds.kind import OTHER, Hearing, Unreadable
from dialogs.kinds.words import Names, fold, heard, offered
from knowledge.guards import Setting
from knowledge.profile import Language


class ZoneName:
    """A time zone, kept as its name in the zone database. Each language's texts show those of the offered it lists."""

    def options(self, setting: Setting) -> tuple[str, ...]:
        return (*heard("zones")["offered"], OTHER)

    def hear(self, text: str, hearing: Hearing) -> str:
        return offered(text, hearing) or _agreed(text, hearing) or zone(text)

    def value(self, response: str) -> str:
        if response not in _known():
            raise ValueError(f"no time zone: {response!r}")
        return response


def _agreed(text: str, hearing: Hearing) -> str | None:
    """A "yes" to the only zone that was offered."""
    shown = [option for option in hearing.labels if option != OTHER]
    said_yes = fold(text) in map(fold, heard("words")["yes"])
    return shown[0] if said_yes and len(shown) == 1 else None


def zone(text: str) -> str:
    """The zone of the city, or of the country that has only one; Unreadable otherwise."""
    listened = heard("zones")
    try:
        return _names().key(text, listened["before"], listened["after"])
    except Unreadable as problem:
        if problem.reason == "ambiguous":
            raise
    zones = get_global("territory_zones").get(country(text), [])
    if len(zones) != 1:
        raise Unreadable("ambiguous")
    return str(zones[0])


@lru_cache
def _names() -> Names:
    return Names(_named())


@lru_cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def _named() -> Iterator[tuple[str, str]]:
    for key in sorted(_known()):
        area, _, city = key.partition("/")
        if city and area in heard("zones")["areas"]:
            yield _today(key), key
            yield _today(key), city.rpartition("/")[2].replace("_", " ")
    for language in Language:
        for key, names in Locale.parse(language.value).time_zones.items():
            if "city" in names and key in _known():
                yield _today(key), names["city"]
    for key, aliases in heard("zones")["aliases"].items():
        yield from ((key, alias) for alias in aliases)


def _today(key: str) -> str:
    """The name a zone has now (Asia/Kolkata, once Asia/Calcutta)."""
    return str(get_global("zone_aliases").get(key, key))
