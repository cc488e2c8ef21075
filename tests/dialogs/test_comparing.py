"""Comparisons in the chat: reached by command and button, chosen, led back from; forged buttons do no harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.comparisons import specialties
from dialogs.events import Applicant, Tapped
from dialogs.message import Tap, plain
from dialogs.wording import load_texts
from knowledge.profile import Language
from tests.dialogs.talk import Talk, responses, speaking


def talking(language: Language = Language.EN, **told: str) -> Talk:
    applicant = Applicant(7, language, consented=True)
    return Talk(replace(applicant, transcript=responses(None, skipping=False, language=language.value, **told)))


TITLES = {"compare": "specialties", "states": "states", "costs": "costs"}


def opening(page: str, language: Language = Language.EN) -> str:
    """How the title of a comparison begins, before the first value in it."""
    title: str = load_texts()[language]["comparisons"][TITLES[page]]["title"]
    return plain(title.partition("{{")[0])


@pytest.mark.parametrize("page", TITLES)
def test_a_command_opens_each_comparison(page: str) -> None:
    talk = talking()
    talk.says(f"/{page}")
    assert talk.heard.startswith(opening(page))


@pytest.mark.parametrize("page", TITLES)
def test_the_stages_lead_to_all_three(page: str) -> None:
    talk = talking()
    talk.does(Tapped(Tap("stages")))
    talk.taps(f"comparisons.open.{page}")
    assert talk.heard.startswith(opening(page))


def test_specialties_are_chosen_with_buttons() -> None:
    talk = talking(specialty_wish="neurology")
    talk.says("/compare")
    assert talk.heard.startswith(opening("compare") + "Neurology | Internal medicine | Family medicine")
    talk.taps("comparisons.specialties.change")
    talk.taps(talk.text("comparisons.specialties.taken", name="Family medicine"))
    talk.taps("comparisons.specialties.more")
    talk.taps("Urology")
    talk.taps("comparisons.specialties.compare")
    assert talk.heard.startswith(opening("compare") + "Neurology | Internal medicine | Urology")


def test_one_specialty_alone_is_not_compared() -> None:
    actions = {button.tap.action for button in specialties.picking(("im",), speaking("en")).buttons if button.tap}
    assert actions == {"compare_pick"}


def test_a_fifth_specialty_takes_the_place_of_the_first() -> None:
    page = specialties.picking(("im", "fm", "pd", "ps"), speaking("en"))
    tap = next(button.tap for button in page.buttons if button.label == "Neurology")
    assert tap
    assert specialties.chosen(tap.subject) == ("fm", "pd", "ps", "nr")


def test_a_state_is_reached_from_its_group_and_leads_back() -> None:
    talk = talking()
    talk.says("/states")
    talk.taps("comparisons.states.show.open")
    talk.taps("comparisons.states.later")
    talk.taps("New York")
    assert "(NY)" in talk.heard
    talk.taps("pages.sources")
    assert "MedLicense.com" in talk.heard
    talk.taps("← New York")
    talk.taps("comparisons.states.back")
    assert talk.heard.startswith(opening("states"))


def test_another_number_of_programs_changes_the_sum() -> None:
    talk = talking()
    talk.says("/costs")
    before = talk.heard.split("\n")[0]
    talk.taps(talk.text("comparisons.costs.programs", count=30))
    assert talk.heard.split("\n")[0] != before
    talk.taps("comparisons.costs.parts.season")
    assert "330" in talk.heard


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
    assert talk.heard.startswith(opening("costs"))


def test_somebody_who_has_not_agreed_is_welcomed() -> None:
    talk = Talk(Applicant(7, Language.EN))
    talk.says("/states")
    assert talk.heard == talk.text("talk.welcome")


def test_somebody_who_told_nothing_is_asked_to_go_on() -> None:
    talk = Talk(Applicant(7, Language.EN, consented=True))
    talk.says("/costs")
    assert talk.text("talk.go_on") in talk.labels
