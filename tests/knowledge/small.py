"""A setting made by hand: two parameters and one season, for tests of what lies beneath the rules."""

from __future__ import annotations

from datetime import date

from knowledge.dated import Numbers, Parameter, Source, Trilingual, Value
from knowledge.days import PartialDate
from knowledge.guards import Setting
from knowledge.season import Calendar, Season, SeasonEvent

TODAY = date(2026, 11, 22)
LABEL = Trilingual(en="A label", ko="이름", zh="名称")
SOURCE = Source(publisher="ECFMG", url="https://www.ecfmg.org/", as_of=PartialDate(2025, 8), read_on=TODAY)


def parameter(key: str, *values: tuple[str, int | str], **more: object) -> Parameter:
    """A parameter with these values, each since its day."""
    history = [Value(since=date.fromisoformat(since), value=value, sources=(SOURCE,)) for since, value in values]
    parts = {"id": key, "label": LABEL, "stale_after": date(2027, 6, 1), "values": history, **more}
    return Parameter.model_validate(parts)


def event(key: str, on: PartialDate, **more: object) -> SeasonEvent:
    """An event of a season."""
    parts = {"id": key, "on": on, "label": LABEL, "stale_after": date(2027, 6, 1), "sources": (SOURCE,), **more}
    return SeasonEvent.model_validate(parts)


LINE = parameter("line", ("2021-01-01", 209), ("2025-07-01", 218))
KIND = parameter("kind", ("2000-01-01", "number"), ("2022-01-26", "pass_fail"))
SEASON = Season(
    year=2027,
    events={
        "eras_submit": event("eras_submit", PartialDate(2026, 9, 23)),
        "rank_list": event("rank_list", PartialDate(2027, 3, 3)),
    },
)


def setting(today: date = TODAY) -> Setting:
    """The small setting on a day."""
    calendar = Calendar(seasons={2027: SEASON}, carried_basis=LABEL, carried_earlier={"rank_list": 1})
    return Setting(today, Numbers({"line": LINE, "kind": KIND}), calendar)
