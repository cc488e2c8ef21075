"""A rule: declared by what it reads and cites, unknown where a fact is missing, and never a silent default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from knowledge.dated import NotInForce
from knowledge.days import PartialDate
from knowledge.guards import Is
from knowledge.profile import ExamResult, Profile, VisaWish
from knowledge.rule import RULES, Dated, Due, Events, Finding, Judgement, Role, Rule, Stage, Verdict, Weight, rule
from knowledge.season import SeasonEvent
from tests.knowledge.small import SEASON, TODAY, setting

EXAMS = Stage.EXAMS
MET = Verdict.MET


@pytest.fixture
def declare() -> Iterator[Callable[..., Rule]]:
    """Declares a rule, which is forgotten after the test."""
    declared: list[str] = []

    def do(judge: Callable[..., Judgement | None], **how: Any) -> Rule:
        rule(how.pop("stage", EXAMS), **how)(judge)
        declared.append(judge.__name__)
        return RULES[judge.__name__]

    yield do
    for name in declared:
        RULES.pop(name, None)


def both_results(step1_result: ExamResult, step2_ck_result: ExamResult | None, *, line: int) -> Judgement:
    """Says what it was given."""
    return Judgement(MET, "told", values={"one": step1_result, "two": step2_ck_result, "line": line})


def found(made: Rule, today: date = TODAY, **facts: Any) -> Finding:
    """The finding, which there has to be."""
    finding = made.find(Profile(**facts), setting(today))
    assert finding
    return finding


def test_a_rule_is_read_from_its_function(declare: Callable[..., Rule]) -> None:
    made = declare(both_results, role=Role.OUTLOOK)
    assert (made.id, made.stage, made.role) == ("both_results", EXAMS, Role.OUTLOOK)
    assert (made.needs, made.may_use, made.cites) == (("step1_result",), ("step2_ck_result",), ("line",))
    assert made.reads == ("step1_result", "step2_ck_result")


def test_what_is_needed_and_missing_gives_unknown_and_is_named(declare: Callable[..., Rule]) -> None:
    finding = found(declare(both_results), step2_ck_result=ExamResult.PASSED)
    assert (finding.verdict, finding.judgement.case) == (Verdict.UNKNOWN, "unknown")
    assert (finding.missing, finding.citations) == (("step1_result",), ())


def test_what_may_be_missing_is_handed_over_as_unknown(declare: Callable[..., Rule]) -> None:
    finding = found(declare(both_results), step1_result=ExamResult.FAILED)
    assert finding.judgement.values == {"one": ExamResult.FAILED, "two": None, "line": 218}
    assert finding.missing == ()


@pytest.mark.parametrize(("today", "line"), [(date(2025, 6, 30), 209), (date(2025, 7, 1), 218)])
def test_a_parameter_is_the_value_of_the_day_and_is_cited(today: date, line: int, declare: Callable[..., Rule]) -> None:
    finding = found(declare(both_results), today, step1_result=ExamResult.PASSED)
    assert finding.judgement.values["line"] == line
    assert [(citation.id, citation.value) for citation in finding.citations] == [("line", line)]


def test_a_day_without_a_value_raises_and_is_not_swallowed(declare: Callable[..., Rule]) -> None:
    made = declare(both_results)
    with pytest.raises(NotInForce, match="line has no value on 2020-01-01"):
        made.find(Profile(step1_result=ExamResult.PASSED), setting(date(2020, 1, 1)))


def test_where_a_fact_is_missing_no_number_is_asked_for(declare: Callable[..., Rule]) -> None:
    assert found(declare(both_results), date(2020, 1, 1)).verdict is Verdict.UNKNOWN


def then_and_now(step1_passed_on: PartialDate, *, line: Dated) -> Judgement:
    """The line of the test day and the one of today."""
    return Judgement(MET, "told", values={"then": line.on(step1_passed_on.first), "now": line.on(TODAY)})


def test_the_history_of_a_parameter_cites_every_entry_that_was_looked_at_once(declare: Callable[..., Rule]) -> None:
    made = declare(then_and_now)
    finding = found(made, step1_passed_on=PartialDate(2023, 5))
    assert finding.judgement.values == {"then": 209, "now": 218}
    assert [citation.value for citation in finding.citations] == [209, 218]
    assert len(found(made, step1_passed_on=PartialDate(2026, 5)).citations) == 1


def for_j1(visa_wish: VisaWish, today: date) -> Judgement | None:
    """Concerns nobody who wants J-1 alone."""
    return None if visa_wish is VisaWish.J1 else Judgement(MET, "told", values={"today": today})


@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        ({"citizenship": "US"}, None, ()),
        ({"citizenship": "KR", "visa_wish": VisaWish.J1}, None, ()),
        ({"citizenship": "KR", "visa_wish": VisaWish.H1B}, MET, ()),
        ({"citizenship": "KR"}, Verdict.UNKNOWN, ("visa_wish",)),
        ({"visa_wish": VisaWish.H1B}, Verdict.UNKNOWN, ("citizenship",)),
        ({}, Verdict.UNKNOWN, ("citizenship",)),
    ],
)
def test_a_guard_says_whom_a_rule_concerns(
    facts: dict[str, Any], verdict: Verdict | None, missing: tuple[str, ...], declare: Callable[..., Rule]
) -> None:
    finding = declare(for_j1, when=Is("citizenship", "KR")).find(Profile(**facts), setting())
    assert (finding.verdict if finding else None) is verdict
    assert (finding.missing if finding else ()) == missing


def test_the_facts_of_a_guard_count_among_what_a_rule_reads(declare: Callable[..., Rule]) -> None:
    made = declare(for_j1, when=Is("citizenship", "KR"))
    assert made.reads == ("visa_wish", "citizenship")
    assert found(made, citizenship="KR", visa_wish=VisaWish.H1B).judgement.values == {"today": TODAY}


def derived(needs_visa: bool, graduation: PartialDate, match_year: int) -> Judgement:
    """Reads nothing but what is reckoned."""
    return Judgement(MET, "told", values={"visa": needs_visa, "graduation": graduation, "year": match_year})


def test_what_is_reckoned_is_missing_by_the_facts_it_is_reckoned_from(declare: Callable[..., Rule]) -> None:
    made = declare(derived)
    everything = ("citizenship", "us_status", "graduated_on", "graduates_on", "target_season")
    assert made.reads == found(made).missing == everything
    told: dict[str, Any] = {"citizenship": "US", "graduated_on": PartialDate(2020, 2), "target_season": "2028"}
    assert found(made, **told).judgement.values == {"visa": False, "graduation": PartialDate(2020, 2), "year": 2028}


def by_rank_list(season: Events) -> Judgement:
    """Due on the day of the rank list."""
    return Judgement(MET, season.event("rank_list").id, due=Due.at(season.event("rank_list")))


def test_a_rule_about_a_season_cites_the_event_it_looked_at(declare: Callable[..., Rule]) -> None:
    finding = found(declare(by_rank_list), target_season="2027")
    assert [(citation.id, citation.value) for citation in finding.citations] == [("rank_list", "2027-03-03")]
    assert finding.due == Due(PartialDate(2027, 3, 3))


def test_a_later_season_is_reckoned_by_month_and_called_estimated(declare: Callable[..., Rule]) -> None:
    finding = found(declare(by_rank_list), target_season="2030")
    assert finding.due
    assert (str(finding.due.on), finding.due.estimated) == ("2030-02", True)
    assert finding.citations[0].estimated


def test_a_season_not_named_is_unknown_and_one_before_the_calendar_concerns_nobody(
    declare: Callable[..., Rule],
) -> None:
    made = declare(by_rank_list)
    for target in (None, "later", "not_sure"):
        assert found(made, target_season=target).missing == ("target_season",)
    assert made.find(Profile(target_season="2026"), setting()) is None


def tells_what_it_misses(step1_result: ExamResult) -> Judgement:
    """Finds out by itself that a day is needed."""
    return Judgement(Verdict.UNKNOWN, "day_needed", Weight.URGENT, {"missing": ("step1_passed_on",)})


def test_a_rule_may_itself_say_which_fact_is_missing(declare: Callable[..., Rule]) -> None:
    finding = found(declare(tells_what_it_misses), step1_result=ExamResult.PASSED)
    assert (finding.missing, finding.weight) == (("step1_passed_on",), Weight.URGENT)


def shoe_size(size: int) -> Judgement:
    """Reads what no profile has."""
    return Judgement(MET, "told")


def test_a_rule_that_reads_what_no_profile_has_is_not_declared() -> None:
    with pytest.raises(ValueError, match="shoe_size reads size, which no profile has"):
        rule(EXAMS)(shoe_size)
    assert "shoe_size" not in RULES


def test_two_rules_of_one_name_are_not_declared(declare: Callable[..., Rule]) -> None:
    declare(both_results)
    with pytest.raises(ValueError, match="two rules are called both_results"):
        rule(EXAMS)(both_results)


def of_nothing_there_is(*, lime: int) -> Judgement:
    """Cites a parameter there is not."""
    return Judgement(MET, "told")


def test_a_parameter_there_is_not_is_an_error(declare: Callable[..., Rule]) -> None:
    made = declare(of_nothing_there_is)
    with pytest.raises(KeyError, match="lime"):
        made.find(Profile(), setting())


def test_an_event_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="mach_day"):
        Events(SEASON, {}).event("mach_day")


@pytest.mark.parametrize("estimated", [True, False])
def test_a_due_day_is_as_sure_as_its_event(estimated: bool) -> None:
    event: SeasonEvent = SEASON.events["rank_list"].model_copy(update={"estimated": estimated})
    assert Due.at(event).estimated is estimated


def test_every_rule_that_ships_reads_facts_and_cites_numbers_there_are() -> None:
    import knowledge.rules  # noqa: F401 - declares the rules
    from knowledge.files import load_numbers

    numbers = load_numbers()
    assert len(RULES) > 50
    for made in RULES.values():
        assert set(made.reads) <= set(Profile.model_fields), made.id
        assert set(made.cites) <= set(numbers), made.id
        assert set(made.dated) <= set(made.cites), made.id
