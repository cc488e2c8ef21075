"""Advice: what is said first, how a stage stands, what is missing; and that no profile on no day breaks it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import knowledge.rules  # noqa: F401 - declares the rules
from dialogs import pages
from dialogs.wording import Words
from knowledge.advice import Advice, Standing, advise
from knowledge.dated import NotInForce
from knowledge.days import PartialDate
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Certificate, ExamResult, Language, Profile
from knowledge.rule import RULES, Due, Finding, Judgement, Role, Stage, Verdict, Weight
from tests.knowledge.profiles import PROFILES

NUMBERS, CALENDAR = load_numbers(), load_calendar()
TODAY = date(2026, 11, 22)
NEWEST = max(parameter.values[0].since for parameter in NUMBERS.values())
MET, NOT_MET, AT_RISK, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.AT_RISK, Verdict.UNKNOWN


def examples(count: int) -> settings:
    """So many examples, however long one takes; the same ones every time."""
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def setting(today: date = TODAY) -> Setting:
    return Setting(today, NUMBERS, CALENDAR)


def found(
    verdict: Verdict,
    weight: Weight = Weight.NOTE,
    *,
    rule: str = "a_rule",
    stage: Stage = Stage.EXAMS,
    on: PartialDate | None = None,
    role: Role = Role.ORDINARY,
    missing: tuple[str, ...] = (),
) -> Finding:
    """A finding as a rule would make it."""
    due = Due(on) if on else None
    return Finding(rule, stage, Judgement(verdict, "case", weight, due=due), (), missing, role)


def advice(*findings: Finding, **facts: object) -> Advice:
    """Advice made of these findings, in the order in which `advise` would put them."""
    ordered = sorted(
        findings, key=lambda each: (-each.weight, each.due.on.last if each.due else date.max, -each.weight)
    )
    return Advice(TODAY, Profile.model_validate(facts), tuple(ordered))


@pytest.mark.parametrize(
    ("findings", "standing"),
    [
        ([], Standing.LATER),
        ([found(MET)], Standing.DONE),
        ([found(MET, Weight.PLAN)], Standing.DONE),
        ([found(MET), found(UNKNOWN)], Standing.UNKNOWN),
        ([found(UNKNOWN), found(AT_RISK)], Standing.NEXT),
        ([found(MET), found(NOT_MET, Weight.PLAN)], Standing.NEXT),
        ([found(NOT_MET, Weight.BLOCKS), found(AT_RISK), found(UNKNOWN)], Standing.BLOCKED),
        ([found(AT_RISK, Weight.BLOCKS)], Standing.NEXT),
        ([found(NOT_MET, Weight.BLOCKS, stage=Stage.VISA)], Standing.LATER),
    ],
)
def test_a_stage_stands_as_its_worst_finding(findings: list[Finding], standing: Standing) -> None:
    assert advice(*findings).standing(Stage.EXAMS) is standing


def test_the_certificate_covers_the_credentials_of_which_nothing_is_said() -> None:
    certified = advice(ecfmg_certificate=Certificate.HELD)
    assert certified.standing(Stage.CREDENTIALS) is Standing.DONE
    assert certified.standing(Stage.EXAMS) is Standing.LATER
    assert advice().standing(Stage.CREDENTIALS) is Standing.LATER


BLOCKING = found(NOT_MET, Weight.BLOCKS, rule="blocking")
SOON = found(AT_RISK, Weight.URGENT, rule="soon", on=PartialDate(2026, 12, 15))
LATER = found(AT_RISK, Weight.URGENT, rule="later", on=PartialDate(2027, 2))
OUTLOOK = found(MET, Weight.PLAN, rule="outlook", role=Role.OUTLOOK)
ROUTINE = found(NOT_MET, Weight.URGENT, rule="routine", role=Role.ROUTINE, on=PartialDate(2026, 11, 23))
PLAN = found(NOT_MET, Weight.PLAN, rule="plan", on=PartialDate(2026, 11, 24))


@pytest.mark.parametrize(
    ("findings", "first"),
    [
        ([OUTLOOK, PLAN, SOON, LATER, BLOCKING], "blocking"),
        ([OUTLOOK, PLAN, LATER, SOON], "soon"),
        ([OUTLOOK, PLAN, ROUTINE], "outlook"),
        ([OUTLOOK, found(MET, Weight.URGENT)], "outlook"),
        ([OUTLOOK, found(UNKNOWN, Weight.URGENT)], "outlook"),
        ([PLAN, ROUTINE], None),
        ([], None),
    ],
)
def test_what_blocks_or_presses_is_said_first_else_the_outlook(findings: list[Finding], first: str | None) -> None:
    headline = advice(*findings).headline
    assert (headline.rule if headline else None) == first


def test_what_is_to_be_done_begins_with_what_blocks_and_then_goes_by_day() -> None:
    without_day = found(AT_RISK, Weight.PLAN, rule="without_day")
    unknown, note = found(UNKNOWN, Weight.URGENT, rule="unknown"), found(NOT_MET, Weight.NOTE, rule="note")
    told = advice(without_day, unknown, note, LATER, PLAN, SOON, BLOCKING)
    assert [finding.rule for finding in told.todo] == ["blocking", "plan", "soon", "later", "without_day"]


def test_missing_facts_are_named_once_in_the_order_of_weight() -> None:
    heavy = found(UNKNOWN, Weight.URGENT, missing=("stage", "citizenship"))
    light = found(UNKNOWN, missing=("citizenship", "us_status"))
    assert advice(light, heavy).missing == ("stage", "citizenship", "us_status")


def test_a_stage_shows_its_own_findings_only() -> None:
    visa = found(MET, stage=Stage.VISA, rule="visa")
    assert advice(visa, PLAN).at(Stage.VISA) == (visa,)


def test_findings_come_by_weight_and_then_by_day() -> None:
    told = advise(Profile(step1_result=ExamResult.NOT_TAKEN, target_season="2028"), setting())
    order = [(-finding.weight, finding.due.on.last if finding.due else date.max) for finding in told.findings]
    assert order == sorted(order)
    assert len(order) > 5


def test_only_the_rules_that_are_asked_judge() -> None:
    told = advise(Profile(step1_result=ExamResult.PASSED), setting(), [RULES["exam_window"]])
    assert [finding.rule for finding in told.findings] == ["exam_window"]


def check(told: Advice) -> None:
    """What must hold for every advice."""
    for finding in told.findings:
        assert finding.judgement.case != "unknown" or finding.missing, f"{finding.rule} does not say what is missing"
        assert finding.verdict is UNKNOWN or finding.judgement.case != "unknown"
        assert len({citation.id for citation in finding.citations}) <= len(finding.citations)
    assert {told.standing(stage) for stage in Stage} <= set(Standing)
    assert all(fact in Profile.model_fields for fact in told.missing)


@examples(120)
@given(PROFILES, st.dates(NEWEST, date(2032, 12, 31)))
def test_any_profile_is_advised_on_any_day_there_are_numbers_for(profile: Profile, today: date) -> None:
    check(advise(profile, setting(today)))


@examples(30)
@given(PROFILES, st.dates(date(2025, 1, 1), NEWEST - timedelta(days=1)))
def test_before_the_numbers_begin_the_missing_one_is_named_and_nothing_is_guessed(
    profile: Profile, today: date
) -> None:
    try:
        check(advise(profile, setting(today)))
    except NotInForce as problem:
        key = str(problem).split()[0]
        assert NUMBERS[key].values[0].since > today


@examples(20)
@given(PROFILES, st.dates(NEWEST, date(2032, 12, 31)))
def test_every_finding_of_any_profile_can_be_said_in_three_languages(profile: Profile, today: date) -> None:
    told = advise(profile, setting(today))
    for language in Language:
        words = Words(language, setting(today))
        assert pages.road(told, words).text
        for finding in told.findings:
            assert pages.finding(finding, words).text


def test_an_exam_told_for_a_day_before_there_was_one_is_asked_for_again() -> None:
    profile = Profile(step1_result=ExamResult.PASSED, step1_passed_on=PartialDate(1975))
    (finding,) = advise(profile, setting(), [RULES["step1_score"]]).findings
    assert (finding.verdict, finding.missing) == (UNKNOWN, ("step1_passed_on",))


def ends(**passed_on: PartialDate) -> date:
    """The last day of the seven years that the rule counts for these passes."""
    results = {
        f"{exam}_result": "passed" if f"{exam}_passed_on" in passed_on else "not_taken"
        for exam in ("step1", "step2_ck")
    }
    profile = Profile.model_validate({**results, **passed_on})
    (finding,) = advise(profile, setting(TODAY), [RULES["exam_window"]]).findings
    on = finding.judgement.values["ends"]
    assert isinstance(on, PartialDate)
    return on.last


PASSED_ON = st.dates(TODAY - timedelta(days=6 * 365), TODAY).map(PartialDate.of)


@examples(150)
@given(PASSED_ON, PASSED_ON)
def test_an_earlier_exam_never_lengthens_the_window(one: PartialDate, another: PartialDate) -> None:
    earlier, later = sorted((one, another), key=lambda on: on.first)
    assert ends(step1_passed_on=earlier) <= ends(step1_passed_on=later)
    assert ends(step1_passed_on=earlier) == ends(step2_ck_passed_on=earlier)


@examples(100)
@given(PASSED_ON, PASSED_ON, PASSED_ON)
def test_neither_does_an_earlier_exam_of_two(one: PartialDate, another: PartialDate, other: PartialDate) -> None:
    earlier, later = sorted((one, another), key=lambda on: on.first)
    early, late = (ends(step1_passed_on=on, step2_ck_passed_on=other) for on in (earlier, later))
    assert early <= late
