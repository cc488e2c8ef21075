"""The pages of comparisons: short enough, sourced, the same in three languages, their sums right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogs.comparisons import costs, specialties, states
from dialogs.message import Message, plain
from dialogs.wording import Words, load_texts
from knowledge.budget import Part, budget
from knowledge.profile import Language, Profile
from knowledge.state_limits import Standing
from knowledge.states import codes
from knowledge.states import states as all_states
from tests.dialogs.talk import accepted, setting, speaking

LINES = 12
DOCTORS: dict[str, dict[str, Any]] = {
    "told nothing": {},
    "new graduate": {
        "stage": "graduated",
        "citizenship": "KR",
        "us_status": "none",
        "step1_result": "passed",
        "step1_passed_on": "2026-05-20",
        "step1_attempts": 1,
        "step2_ck_result": "not_taken",
        "specialty_wish": "internal_medicine",
    },
    "old passes": {
        "citizenship": "CN",
        "us_status": "j1",
        "visa_wish": "either",
        "training": "completed",
        "step1_result": "passed",
        "step1_passed_on": "2012-03",
        "step1_attempts": 4,
        "step2_ck_result": "passed",
        "step2_ck_passed_on": "2013-11-20",
        "step2_ck_attempts": 3,
        "step2_ck_score": 245,
        "specialty_wish": "emergency_medicine",
    },
    "nearly there": {
        "citizenship": "KR",
        "us_status": "green_card",
        "ecfmg_certificate": "held",
        "step1_result": "passed",
        "step1_passed_on": "2020-11-22",
        "step1_attempts": 2,
        "step2_ck_result": "passed",
        "step2_ck_passed_on": "2021-06-01",
        "step2_ck_attempts": 1,
        "step2_ck_score": 262,
        "step3_result": "passed",
        "step3_passed_on": "2025-02-01",
        "step3_attempts": 1,
        "applied": "yes",
        "specialty_wish": "ophthalmology",
    },
}
CHOSEN = (("im", "fm"), ("ur", "de", "cn", "va"), ("pm", "dr", "ob", "em"))


def lines(message: Message) -> list[str]:
    return plain(message.text).split("\n")


def pages(profile: Profile, words: Words) -> Iterator[Message]:
    """Every page that shows findings."""
    yield specialties.table(specialties.start(profile), profile, words)
    yield from (specialties.table(chosen, profile, words) for chosen in CHOSEN)
    yield states.overview(profile, words)
    yield from (states.one(code, profile, words) for code in codes(words.setting))
    yield costs.overview(profile, None, words)
    yield from (costs.one(part, profile, 60, words) for part in Part)


def menus(profile: Profile, words: Words) -> Iterator[Message]:
    """Every page that only leads on, and the pages of sources."""
    yield from (specialties.picking(chosen, words, more=more) for chosen in ((), *CHOSEN) for more in (False, True))
    yield from (states.group(standing, start, profile, words) for standing in Standing for start in (0, 24, 48))
    yield specialties.sources(("im", "fm"), words)
    yield states.sources(profile, words)
    yield states.sources_of("TX", profile, words)
    yield costs.sources(profile, 60, words)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("doctor", DOCTORS)
def test_pages_fit_a_phone_in_every_language(language: Language, doctor: str) -> None:
    profile, words = Profile(**DOCTORS[doctor]), speaking(language.value)
    for message in pages(profile, words):
        assert len(lines(accepted(message))) <= LINES
    for message in menus(profile, words):
        accepted(message)


@pytest.mark.parametrize("language", Language)
def test_what_rests_on_something_names_it(language: Language) -> None:
    profile, words = Profile(**DOCTORS["new graduate"]), speaking(language.value)
    for message in pages(profile, words):
        cites = "href=" in message.text
        nothing_found = plain(words("comparisons.states.entry.not_found")) in lines(message)
        nothing_to_pay = len(message.rows) == 1 and len(lines(message)) <= 2
        assert cites or nothing_found or nothing_to_pay


def test_a_state_told_by_one_old_table_says_so() -> None:
    words = speaking("ko")
    told = lines(states.one("ND", Profile(**DOCTORS["new graduate"]), words))
    assert plain(words("certainty.one_source")) in told


def test_a_board_of_which_nothing_was_read_says_that_it_was_looked_for() -> None:
    words = speaking("ko")
    assert words("comparisons.states.entry.not_found") in lines(states.one("GU", Profile(), words))
    assert "찾아봤지만 확인하지 못했어요" in words("comparisons.states.entry.not_found")


def test_a_figure_nobody_published_is_a_dash_that_is_explained() -> None:
    words = speaking("en")
    said = lines(specialties.table(("im", "ur"), Profile(), words))
    assert any(line.endswith("249/242 | –") for line in said)
    assert any(words("comparisons.specialties.gaps") in line for line in said)
    complete = lines(specialties.table(("im", "fm"), Profile(), words))
    assert not any(words("comparisons.specialties.gaps") in line for line in complete)


def test_the_own_score_stands_in_the_table_once_it_is_told() -> None:
    words = speaking("en")
    told = Profile(step2_ck_result="passed", step2_ck_score=245)
    places = [words(f"comparisons.specialties.places.{place}") for place in ("between", "no_difference")]
    own = words("comparisons.specialties.own_score", score=245)
    assert own + " | ".join(places) in lines(specialties.table(("im", "fm"), told, words))
    assert len(lines(specialties.table(("im", "fm"), told, words))) == 1 + len(
        lines(specialties.table(("im", "fm"), Profile(), words))
    )


def test_every_state_stands_in_one_group_and_is_counted() -> None:
    for facts in DOCTORS.values():
        said = lines(states.overview(Profile(**facts), speaking("en")))
        groups = [re.search(r": ((?:[A-Z]{2} ?)+)$", line) for line in said]
        assert sorted(" ".join(found[1] for found in groups if found).split()) == sorted(codes(setting()))


def test_what_closes_a_state_is_said() -> None:
    profile, words = Profile(**DOCTORS["old passes"]), speaking("en")
    closed = [each for each in all_states(profile, setting()) if each.standing is Standing.CLOSED]
    reasons = [each.reason("attempts") for each in closed]
    by_attempts = [r is not None and r.standing is Standing.CLOSED for r in reasons]
    said = lines(states.overview(profile, words))
    for name, kept in (("closed_attempts", True), ("closed_years", False)):
        named = [each.state for each, by in zip(closed, by_attempts, strict=True) if by is kept]
        assert named
        assert words(f"comparisons.states.{name}", count=len(named), codes=" ".join(named)) in said


def test_the_parts_add_up_to_the_total() -> None:
    profile, words = Profile(**DOCTORS["new graduate"]), speaking("en")
    found = budget(profile, setting())
    said = lines(costs.overview(profile, None, words))
    parts = [next(line for line in said if line.startswith(words(f"comparisons.costs.parts.{p.value}"))) for p in Part]
    amounts = [[int(n.replace(",", "")) for n in re.findall(r"[\d,]+", line.rpartition(")")[2])] for line in parts]
    assert sum(pair[0] for pair in amounts) == found.total_low
    assert sum(pair[-1] for pair in amounts) == found.total_high
    assert f"{found.total_low:,}" in said[0]
    assert f"{found.total_high:,}" in said[0]


@pytest.mark.parametrize(
    ("language", "citizenship", "low", "high"),
    [
        ("ko", "IN", "1,048", "1,299"),
        ("zh", "IN", "51,100", "63,400"),
        ("en", "KR", "10.5", "13.0"),
        ("en", "CN", "51,100", "63,400"),
    ],
)
def test_sums_are_turned_into_the_money_of_the_reader(language: str, citizenship: str, low: str, high: str) -> None:
    profile = Profile(citizenship=citizenship, us_status="none")
    money = lines(costs.overview(profile, None, speaking(language)))[1]
    assert low in money
    assert high in money


def test_other_readers_get_dollars_only() -> None:
    words = speaking("en")
    korean, indian = (Profile(citizenship=code, us_status="none") for code in ("KR", "IN"))
    more, fewer = (lines(costs.overview(profile, None, words)) for profile in (korean, indian))
    assert len(more) - len(fewer) == 1


def test_rates_and_fees_past_their_check_day_are_called_so() -> None:
    late = speaking("en", date(2027, 8, 1))
    said = plain(costs.overview(Profile(), None, late).text)
    assert late("certainty.stale", day=date(2026, 12, 31)) in said


def test_the_three_languages_say_the_same_things() -> None:
    def shape(table: Any) -> Any:
        return {key: shape(part) for key, part in table.items()} if isinstance(table, dict) else None

    texts = [load_texts()[language]["comparisons"] for language in Language]
    assert shape(texts[0]) == shape(texts[1]) == shape(texts[2])
    assert set(texts[0]["state_names"]) == set(codes(setting()))
