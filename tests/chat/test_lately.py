"""What a person was told a little while ago is remembered for a little while."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import lately
from bot.chat.lately import WHILE, Lately

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_it_is_forgotten_after_a_while() -> None:
    told = Lately()
    told.keep(7, "exam-fees", NOON)
    assert told.told(7, NOON + WHILE) == "exam-fees"
    assert told.told(7, NOON + WHILE + timedelta(seconds=1)) == ""
    assert told.told(8, NOON) == ""


def test_the_last_one_counts() -> None:
    told = Lately()
    told.keep(7, "exam-fees", NOON)
    told.keep(7, "soap", NOON + timedelta(minutes=1))
    assert told.told(7, NOON + timedelta(minutes=2)) == "soap"


def test_no_more_people_are_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lately, "MOST", 2)
    told = Lately()
    for person in (1, 2, 1, 3):
        told.keep(person, f"article-{person}", NOON)
    assert [told.told(person, NOON) for person in (1, 2, 3)] == ["article-1", "", "article-3"]
