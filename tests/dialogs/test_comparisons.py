"""The pages of comparisons: short enough, sourced, in three languages, and reachable by button and command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dialogs.comparisons import costs, specialties, states
from dialogs.events import Applicant, Tapped
from dialogs.message import Message, Tap, plain
from dialogs.wording import Words, load_texts
from knowledge.budget import Part, budget
from knowledge.profile import Language, Profile
from knowledge.state_limits import Standing
from knowledge.states import codes
from tests.dialogs.talk import Talk, accepted, responses, setting, speaking

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
    said = plain(states.one("GU", Profile(), speaking("ko")).text)
    assert "찾아봤지만 확인하지 못했어요" in said


def test_a_figure_nobody_published_is_a_dash_that_is_explained() -> None:
    words = speaking("en")
    said = lines(specialties.table(("im", "ur"), Profile(), words))
    assert "Mean Step 2 CK (matched/not): 249/242 | –" in said
    assert any(words("comparisons.specialties.gaps") in line for line in said)
    complete = lines(specialties.table(("im", "fm"), Profile(), words))
    assert not any(words("comparisons.specialties.gaps") in line for line in complete)


def test_the_own_score_stands_in_the_table_once_it_is_told() -> None:
    words = speaking("en")
    told = Profile(step2_ck_result="passed", step2_ck_score=245)
    assert "Your 245: between the two means | the means do not differ" in lines(
        specialties.table(("im", "fm"), told, words)
    )
    assert "Your" not in plain(specialties.table(("im", "fm"), Profile(), words).text)


def test_every_state_stands_in_one_group_and_is_counted() -> None:
    for facts in DOCTORS.values():
        said = plain(states.overview(Profile(**facts), speaking("en")).text)
        named = re.findall(
            r"\b[A-Z]{2}\b", "\n".join(line for line in said.split("\n") if re.match(r".*: [A-Z]{2}", line))
        )
        assert sorted(named) == sorted(codes(setting()))


def test_what_closes_a_state_is_said() -> None:
    said = lines(states.overview(Profile(**DOCTORS["old passes"]), speaking("en")))
    assert any(line.startswith("Closed by sittings") and " AK " in line for line in said)
    assert any(line.startswith("Closed by time") and " OR" in line for line in said)


def test_the_parts_add_up_to_the_total() -> None:
    found = budget(Profile(**DOCTORS["new graduate"]), setting())
    said = lines(costs.overview(Profile(**DOCTORS["new graduate"]), None, speaking("en")))
    assert f"{found.total_low:,}–{found.total_high:,}" in said[0]
    sums = [re.findall(r"[\d,]+", line.rpartition("USD")[2]) for line in said if re.search(r"\): USD [\d,–]+$", line)]
    amounts = [[int(amount.replace(",", "")) for amount in pair] for pair in sums]
    assert sum(pair[0] for pair in amounts) == found.total_low
    assert sum(pair[-1] for pair in amounts) == found.total_high


@pytest.mark.parametrize(
    ("language", "citizenship", "money"),
    [("ko", "KR", "만 원"), ("zh", "CN", "元人民币"), ("en", "KR", "million won"), ("en", "CN", "yuan")],
)
def test_sums_are_turned_into_the_money_of_the_reader(language: str, citizenship: str, money: str) -> None:
    profile = Profile(citizenship=citizenship, us_status="none")
    assert money in lines(costs.overview(profile, None, speaking(language)))[1]


def test_other_readers_get_dollars_only() -> None:
    said = plain(costs.overview(Profile(citizenship="IN", us_status="none"), None, speaking("en")).text)
    assert "won" not in said.split()
    assert "yuan" not in said.split()


def test_rates_and_fees_past_their_check_day_are_called_so() -> None:
    late = speaking("en", date(2027, 8, 1))
    said = plain(costs.overview(Profile(), None, late).text)
    assert "Was due for a check by 31 December 2026." in said


def test_the_three_languages_say_the_same_things() -> None:
    def shape(table: Any) -> Any:
        return {key: shape(part) for key, part in table.items()} if isinstance(table, dict) else None

    texts = [load_texts()[language]["comparisons"] for language in Language]
    assert shape(texts[0]) == shape(texts[1]) == shape(texts[2])
    assert set(texts[0]["state_names"]) == set(codes(setting()))


def talking(language: Language = Language.EN, **told: str) -> Talk:
    applicant = Applicant(7, language, consented=True)
    return Talk(replace(applicant, transcript=responses(None, skipping=False, language=language.value, **told)))


@pytest.mark.parametrize(
    ("command", "title"), [("/compare", "Side by side"), ("/states", "State licenses"), ("/costs", "Still to pay")]
)
def test_a_command_opens_each_comparison(command: str, title: str) -> None:
    talk = talking()
    talk.says(command)
    assert talk.heard.startswith(title)


def test_the_stages_lead_to_all_three() -> None:
    talk = talking()
    for label, title in (
        ("Compare specialties", "Side by side"),
        ("State licenses", "State licenses"),
        ("Costs", "Still to pay"),
    ):
        talk.does(Tapped(Tap("stages")))
        talk.taps(label)
        assert talk.heard.startswith(title)


def test_specialties_are_chosen_with_buttons() -> None:
    talk = talking(specialty_wish="neurology")
    talk.says("/compare")
    assert talk.heard.startswith("Side by side: Neurology | Internal medicine | Family medicine")
    talk.taps("Other specialties")
    talk.taps("✓ Family medicine")
    talk.taps("More specialties")
    talk.taps("Urology")
    talk.taps("Compare")
    assert talk.heard.startswith("Side by side: Neurology | Internal medicine | Urology")


def test_one_specialty_alone_is_not_compared() -> None:
    labels = [button.label for button in specialties.picking(("im",), speaking("en")).buttons]
    assert "Compare" not in labels


def test_a_fifth_specialty_takes_the_place_of_the_first() -> None:
    page = specialties.picking(("im", "fm", "pd", "ps"), speaking("en"))
    tap = next(button.tap for button in page.buttons if button.label == "Neurology")
    assert tap
    assert specialties.chosen(tap.subject) == ("fm", "pd", "ps", "nr")


def test_a_state_is_reached_from_its_group_and_leads_back() -> None:
    talk = talking()
    talk.says("/states")
    talk.taps("Open states")
    talk.taps("Further →")
    talk.taps("New York")
    assert talk.heard.startswith("New York (NY)")
    talk.taps("Sources")
    assert "MedLicense.com" in talk.heard
    talk.taps("← New York")
    talk.taps("← State licenses")
    assert talk.heard.startswith("State licenses")


def test_another_number_of_programs_changes_the_sum() -> None:
    talk = talking()
    talk.says("/costs")
    before = talk.heard.split("\n")[0]
    talk.taps("30 programs")
    assert talk.heard.split("\n")[0] != before
    talk.taps("Application and Match")
    assert "ERAS, 30 programs: USD 330" in talk.heard


@pytest.mark.parametrize(
    "tap",
    [
        Tap("compare", "xx-yy"),
        Tap("compare_sources", "<b>"),
        Tap("state", "ZZ"),
        Tap("state_sources", "tx"),
        Tap("states_group", "somewhere"),
        Tap("cost_part", "bribes", "30"),
    ],
)
def test_a_forged_button_is_answered_kindly(tap: Tap) -> None:
    talk = talking()
    talk.does(Tapped(tap))
    assert not talk.seen
    assert talk.notice == talk.text("talk.outdated")


@pytest.mark.parametrize("programs", ["-1", "9" * 30, "²", "", "abc", "999"])
def test_a_forged_number_of_programs_breaks_nothing(programs: str) -> None:
    talk = talking()
    talk.does(Tapped(Tap("costs", programs)))
    assert talk.heard.startswith("Still to pay")


def test_somebody_who_has_not_agreed_is_welcomed() -> None:
    talk = Talk(Applicant(7, Language.EN))
    talk.says("/states")
    assert talk.heard == talk.text("talk.welcome")


def test_somebody_who_told_nothing_is_asked_to_go_on() -> None:
    talk = Talk(Applicant(7, Language.EN, consented=True))
    talk.says("/costs")
    assert "Go on" in talk.labels
