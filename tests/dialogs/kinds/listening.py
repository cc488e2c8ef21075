"""A day, a calendar of two seasons and ears in three languages, for the tests of the kinds."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.kinds import Hearing, Kind, Unreadable
from knowledge.dated import Numbers, Source, Trilingual
from knowledge.days import PartialDate
from knowledge.guards import Setting
from knowledge.profile import Language
from knowledge.season import Calendar, Season, SeasonEvent

TODAY = date(2026, 11, 22)
_LABEL = Trilingual(en="Rank list", ko="랭크 리스트", zh="排名表")
_SOURCE = Source(publisher="Somebody", url="https://example.org/", as_of=PartialDate(2026), read_on=TODAY)


def _season(year: int) -> Season:
    rank_list = SeasonEvent(
        id="rank_list", on=PartialDate(year, 3, 3), label=_LABEL, stale_after=TODAY, sources=(_SOURCE,)
    )
    return Season(year=year, events={"rank_list": rank_list})


SETTING = Setting(TODAY, Numbers({}), Calendar(seasons={2027: _season(2027)}, carried_basis=_LABEL))


def ears(language: str = "ko", **labels: str) -> Hearing:
    """What a kind may look at; `labels` are the buttons."""
    return Hearing(Language(language), SETTING, labels)


def refusal(kind: Kind, text: str, hearing: Hearing) -> str:
    """Why the text is not read."""
    with pytest.raises(Unreadable) as refused:
        kind.hear(text, hearing)
    return refused.value.reason
