"""An interview is checked when it is defined, and its place is found by replaying the responses."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import load_base
from dialogs.interview import SKIPPED, BadInterview, Chapter, Interview, Response, Step
from dialogs.interviews.intake import INTAKE
from dialogs.kinds import Choice, OneOf
from knowledge.guards import Is, Setting
from knowledge.profile import FACTS, ExamResult, Military, StudyStage

STAGE = Step("stage", OneOf(StudyStage))
ATTEMPTS = Step("step1_attempts", Choice("1", "2"), when=Is("stage", StudyStage.GRADUATED))
RESULT = Step("step1_result", OneOf(ExamResult), optional=True)
SHORT = Interview("short", (Chapter("only", (STAGE, ATTEMPTS, RESULT)),))


@pytest.fixture
def setting() -> Setting:
    base = load_base()
    return Setting(date(2026, 11, 22), base.numbers, base.calendar)


def transcript(**responses: str) -> dict[str, Response]:
    return {fact: Response(text) for fact, text in responses.items()}


def test_a_fact_asked_twice_is_refused_when_it_is_declared() -> None:
    with pytest.raises(BadInterview, match="stage is asked twice"):
        Interview("twice", (Chapter("only", (STAGE, STAGE)),))


def test_a_guard_on_a_later_fact_is_refused_when_it_is_declared() -> None:
    with pytest.raises(BadInterview, match="step1_attempts depends on stage"):
        Interview("backwards", (Chapter("only", (ATTEMPTS, STAGE)),))


@pytest.mark.parametrize(
    ("responses", "open_fact"),
    [
        ({}, "stage"),
        ({"stage": "graduated"}, "step1_attempts"),
        ({"stage": "student"}, "step1_result"),
        ({"stage": "graduated", "step1_attempts": "2"}, "step1_result"),
        ({"stage": "graduated", "step1_attempts": "2", "step1_result": "passed"}, None),
        ({"stage": "graduated", "step1_attempts": "2", "step1_result": SKIPPED}, None),
    ],
)
def test_the_open_step_follows_from_the_responses(
    responses: dict[str, str], open_fact: str | None, setting: Setting
) -> None:
    place = SHORT.walk(transcript(**responses), setting)
    assert (place.open.fact if place.open else None) == open_fact


def test_a_response_to_a_step_that_no_longer_applies_is_not_a_fact(setting: Setting) -> None:
    place = SHORT.walk(transcript(stage="student", step1_attempts="2"), setting)
    assert "step1_attempts" not in place.facts


def test_a_response_the_step_can_no_longer_read_is_asked_again(setting: Setting) -> None:
    place = SHORT.walk(transcript(stage="graduated", step1_attempts="seven"), setting)
    assert place.open is ATTEMPTS


def test_a_step_that_may_not_be_skipped_stays_open(setting: Setting) -> None:
    assert SHORT.walk(transcript(stage=SKIPPED), setting).open is STAGE


def test_a_reopened_step_is_asked_first_and_its_fact_still_holds(setting: Setting) -> None:
    said = {**transcript(stage="graduated", step1_result="passed"), "step1_attempts": Response("2", reopened=True)}
    place = SHORT.walk(said, setting)
    assert place.open is ATTEMPTS
    assert place.facts == {"stage": StudyStage.GRADUATED, "step1_attempts": 2, "step1_result": ExamResult.PASSED}


def test_every_step_of_the_intake_fills_a_fact_of_the_profile() -> None:
    assert [step.fact for step in INTAKE.steps if step.fact not in FACTS] == []


def test_every_fact_of_the_profile_is_asked() -> None:
    assert set(FACTS) == {step.fact for step in INTAKE.steps}


def asked(setting: Setting, **told: str) -> list[str]:
    """The steps a person with these responses is asked, the first option or example taken where nothing is told."""
    examples = {"stage": "graduated", "school": "KNU", "graduated_on": "2020-02", "graduates_on": "2028-02"}
    examples |= {"birth_year": "2000", "discharged_on": "2028-04"}
    examples |= dict.fromkeys(("step1_passed_on", "step2_ck_passed_on", "oet_passed_on", "step3_passed_on"), "2026-05")
    said: dict[str, Response] = {}
    facts = []
    while (step := INTAKE.walk(said, setting).open) is not None:
        offered = [option for option in step.kind.options(setting) if option != "other"]
        assert step.fact not in said, f"{step.fact} does not take {said[step.fact].text}"
        text = told.get(step.fact) or examples.get(step.fact) or (offered[0] if offered else "2")
        said[step.fact] = Response(text)
        facts.append(step.fact)
    return facts


def test_an_american_citizen_is_not_asked_about_visas(setting: Setting) -> None:
    steps = asked(setting, citizenship="US")
    assert not {"us_status", "visa_wish", "past_j1", "family", "military"} & set(steps)


def test_a_green_card_ends_the_questions_about_visas(setting: Setting) -> None:
    steps = asked(setting, citizenship="KR", us_status="green_card")
    assert "us_status" in steps
    assert not {"visa_wish", "past_j1", "family"} & set(steps)


def test_a_student_is_not_asked_for_a_licence(setting: Setting) -> None:
    steps = asked(setting, stage="student")
    assert "graduates_on" in steps
    assert not {"graduated_on", "licence", "sanction", "training", "officer_candidate", "diploma_verified"} & set(steps)


@pytest.mark.parametrize(
    ("citizenship", "military", "follows"),
    [
        ("KR", Military.NOT_YET, {"military", "birth_year", "officer_candidate"}),
        ("KR", Military.SERVING, {"military", "discharged_on"}),
        ("KR", Military.SERVED, {"military"}),
        ("CN", Military.NOT_YET, set()),
    ],
)
def test_only_koreans_are_asked_about_military_service(
    citizenship: str, military: Military, follows: set[str], setting: Setting
) -> None:
    about = {"military", "birth_year", "officer_candidate", "discharged_on"}
    assert about & set(asked(setting, citizenship=citizenship, military=military.value)) == follows


@pytest.mark.parametrize(("sat_on", "scored"), [("2022-01-25", True), ("2022-01-26", False)])
def test_step_1_has_a_score_only_where_it_was_given_one(sat_on: str, scored: bool, setting: Setting) -> None:
    steps = asked(setting, step1_result="passed", step1_passed_on=sat_on)
    assert ("step1_score" in steps) is scored


@pytest.mark.parametrize(("sat_on", "asked_for_cs"), [("2021-01-25", True), ("2021-01-26", False)])
def test_step_2_cs_is_asked_of_those_who_could_have_taken_it(sat_on: str, asked_for_cs: bool, setting: Setting) -> None:
    steps = asked(setting, step1_result="passed", step1_passed_on=sat_on, step2_ck_result="not_taken")
    assert ("step2_cs" in steps) is asked_for_cs


def test_a_certificate_makes_the_way_to_it_uninteresting(setting: Setting) -> None:
    steps = asked(setting, step1_result="passed", step2_ck_result="passed", ecfmg_certificate="held")
    assert "step3_result" in steps
    assert not {"oet_result", "pathway", "diploma_verified", "step2_ck_booked_on"} & set(steps)


@pytest.mark.parametrize(("target", "asked_whether_applied"), [("2027", True), ("2028", False), ("not_sure", False)])
def test_whether_one_has_applied_is_asked_only_of_a_season_that_is_open(
    target: str, asked_whether_applied: bool, setting: Setting
) -> None:
    assert ("applied" in asked(setting, target_season=target)) is asked_whether_applied
