"""The road and its pages for ten doctors in three languages: short, sendable, sourced, honest about the unknown."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs import certainty, pages
from dialogs.message import Message, Tap, plain
from knowledge.advice import Standing
from knowledge.dated import Citation, Source
from knowledge.days import PartialDate
from knowledge.profile import Language
from knowledge.rule import Due, Finding, Judgement, Stage, Verdict, Weight
from tests.dialogs.profiles import PROFILES, advice
from tests.dialogs.talk import TODAY, Talk, accepted, finished, speaking

WORDS = {language: speaking(language) for language in Language}
ADVICE = {name: advice(name) for name in PROFILES}
MOST_LINES, MOST_BUTTONS = 14, 6
in_each_language = pytest.mark.parametrize("language", list(Language))
of_each_doctor = pytest.mark.parametrize("name", sorted(PROFILES))
SOURCE = Source(
    publisher="ECFMG", url="https://www.ecfmg.org/", as_of=PartialDate(2025, 8), read_on=TODAY, official=True
)


def taps(message: Message, action: str) -> list[str]:
    """What the buttons of one kind are about."""
    return [button.tap.subject for button in message.buttons if button.tap and button.tap.action == action]


def found(verdict: Verdict, weight: Weight, due: Due | None = None, *, estimated: bool = False) -> Finding:
    """A finding of the exam window with one citation."""
    citation = Citation("exam_window_years", (SOURCE,), "high", date(2027, 2, 1), estimated)
    return Finding("exam_window", Stage.EXAMS, Judgement(verdict, "open", weight, due=due), (citation,))


def test_the_ten_doctors_differ() -> None:
    said = {name: tuple(finding.rule for finding in each.findings) for name, each in ADVICE.items()}
    assert len(set(said.values())) == len(PROFILES) == 10
    assert {finding.verdict for each in ADVICE.values() for finding in each.findings} == set(Verdict)
    assert {finding.stage for each in ADVICE.values() for finding in each.findings} == set(Stage)


@of_each_doctor
@in_each_language
def test_the_road_fits_a_phone(name: str, language: Language) -> None:
    road = accepted(pages.road(ADVICE[name], WORDS[language]))
    assert len([line for line in plain(road.text).split("\n") if line]) <= MOST_LINES
    assert len(road.buttons) <= MOST_BUTTONS
    assert {"stages", "deadlines"} <= {button.tap.action for button in road.buttons if button.tap}


@of_each_doctor
@in_each_language
def test_the_road_says_first_what_presses(name: str, language: Language) -> None:
    words, headline = WORDS[language], ADVICE[name].headline
    lines = pages.road(ADVICE[name], words).text.split("\n")
    said = f"<b>{pages.headline(headline, words)}</b>" if headline else words("pages.nothing_judged")
    assert lines[1] == said


@of_each_doctor
def test_the_buttons_of_the_road_lead_to_pages(name: str) -> None:
    road = pages.road(ADVICE[name], WORDS[Language.EN])
    assert set(taps(road, "finding")) <= {finding.rule for finding in ADVICE[name].findings}


@of_each_doctor
@in_each_language
def test_every_finding_has_a_page_with_its_sources_and_doubts(name: str, language: Language) -> None:
    words = WORDS[language]
    for finding in ADVICE[name].findings:
        page = accepted(pages.finding(finding, words))
        assert page.text.startswith(f"<b>{pages.headline(finding, words)}</b>")
        for doubt in certainty.doubts(finding.citations, words):
            assert doubt in page.text
        for source in certainty.unique(finding.citations)[: certainty.SHOWN]:
            assert plain(certainty.source_name(source, words)) in plain(page.text)
        assert (taps(page, "sources") == [finding.rule]) is bool(finding.citations)


@of_each_doctor
@in_each_language
def test_every_finding_that_cites_has_a_page_of_sources_with_all_of_them(name: str, language: Language) -> None:
    for finding in ADVICE[name].findings:
        if finding.citations:
            page = accepted(pages.sources(finding, WORDS[language]))
            assert all(citation.sources[0].publisher in plain(page.text) for citation in finding.citations)
            assert taps(page, "finding") == [finding.rule]


@of_each_doctor
@in_each_language
def test_what_is_not_known_names_the_missing_facts_and_asks_for_them(name: str, language: Language) -> None:
    words = WORDS[language]
    for finding in ADVICE[name].findings:
        if finding.verdict is Verdict.UNKNOWN:
            page = pages.finding(finding, words)
            assert finding.missing
            assert taps(page, "change") == list(finding.missing[:4])
            if not words.has(f"findings.{finding.rule}.{finding.judgement.case}.headline"):
                assert all(plain(words(f"intake.{fact}.label")) in plain(page.text) for fact in finding.missing)


@of_each_doctor
@in_each_language
def test_the_stages_and_what_is_missing_are_pages_that_lead_on(name: str, language: Language) -> None:
    words, told = WORDS[language], ADVICE[name]
    whole = accepted(pages.stages(told, words))
    assert len(plain(whole.text).split("\n")) == 1 + len(Stage)
    assert taps(whole, "stage") == [stage.value for stage in Stage if told.at(stage)]
    missing = accepted(pages.missing(told, words))
    assert taps(missing, "change") == list(told.missing[:8])


@of_each_doctor
@in_each_language
def test_every_finding_stands_on_the_page_of_its_stage_or_among_its_notes(name: str, language: Language) -> None:
    words, told = WORDS[language], ADVICE[name]
    for stage in Stage:
        if told.at(stage):
            asking, notes = (make(told, stage, words) for make in (pages.stage, pages.notes_of))
            listed = {*taps(accepted(asking), "finding"), *taps(accepted(notes), "finding")}
            assert listed == {finding.rule for finding in told.at(stage)}
            assert taps(asking, "finding")


@in_each_language
def test_a_number_past_its_check_day_says_so_on_the_page_and_on_the_road(language: Language) -> None:
    later = date(2031, 6, 1)
    words, told = speaking(language, later), advice("a specialist with an old Step 1", later)
    stale = [finding for finding in told.findings if any(each.stale_after < later for each in finding.citations)]
    assert stale
    for finding in stale:
        first = min(each.stale_after for each in finding.citations)
        assert words("certainty.stale", day=first) in accepted(pages.finding(finding, words)).text
    accepted(pages.road(told, words))


@in_each_language
def test_a_season_without_a_calendar_is_called_so_and_has_months_only(language: Language) -> None:
    words = WORDS[language]
    road = pages.road(ADVICE["an unserved Korean"], words)
    assert words("pages.no_calendar", year=2029) in road.text


def test_a_match_of_the_past_can_still_be_looked_at() -> None:
    told = advice("nothing told")
    profile = told.profile.model_copy(update={"target_season": "2025"})
    road = accepted(pages.road(type(told)(TODAY, profile, told.findings), WORDS[Language.KO]))
    assert "2025" in road.text


@pytest.mark.parametrize(
    ("due", "key"),
    [
        (Due(PartialDate(2027, 3, 3)), "by_day"),
        (Due(PartialDate(2027, 3, 3), estimated=True), "by_estimated"),
        (Due(PartialDate(2028, 9), estimated=True), "by_month"),
        (Due(PartialDate(2028, 9)), "by_month"),
    ],
)
@in_each_language
def test_a_date_shows_its_weight(due: Due, key: str, language: Language) -> None:
    words = WORDS[language]
    assert pages.by(due, words) == words(f"pages.{key}", on=due.on.estimated if due.estimated else due.on)


def test_three_actions_at_most_what_blocks_first_and_then_by_day() -> None:
    words = WORDS[Language.KO]
    for told in ADVICE.values():
        actions = pages.actions(told, words)
        assert len(actions) <= pages.ACTIONS
        blocking = [action.weight is Weight.BLOCKS for action in actions]
        assert blocking == sorted(blocking, reverse=True)
        days = [action.due.on.last for action in actions if action.due and action.weight is not Weight.BLOCKS]
        assert days == sorted(days)


@in_each_language
def test_somebody_of_whom_nothing_is_known_is_told_so(language: Language) -> None:
    words, told = WORDS[language], ADVICE["nothing told"]
    assert told.standing(Stage.EXAMS) is Standing.UNKNOWN
    assert plain(words("pages.goal_open")) in plain(pages.road(told, words).text)


def test_an_estimate_is_called_one_on_its_page() -> None:
    words = WORDS[Language.KO]
    finding = next(f for told in ADVICE.values() for f in told.findings if any(c.estimated for c in f.citations))
    assert words("certainty.estimated") in pages.finding(finding, words).text


def test_a_very_long_page_is_cut_between_lines() -> None:
    words, told = WORDS[Language.EN], ADVICE["nothing told"]
    many = type(told)(TODAY, told.profile, told.findings * 12)
    listed = accepted(pages.missing(many, words)).text.split("\n")
    whole = pages.missing(told, words).text.split("\n")
    assert set(listed) <= set(whole)


def walked(talk: Talk) -> list[str]:
    """Every page that can be reached from the road by its own buttons, by what was tapped."""
    seen, ahead = [], [Tap("road")]
    while ahead:
        tap = ahead.pop()
        if tap.pack() in seen or tap.action not in (
            "road",
            "stages",
            "stage",
            "notes",
            "finding",
            "sources",
            "missing",
        ):
            continue
        seen.append(tap.pack())
        outcome = talk.presses(tap.action, tap.subject, tap.value)
        assert outcome.replies, (tap, talk.notice)
        ahead += [button.tap for button in outcome.replies[0].message.buttons if button.tap]
    return seen


@in_each_language
def test_every_button_below_the_road_opens_a_page(language: Language) -> None:
    talk = finished(language, target_season="2027", step1_passed_on="2019-05-20")
    assert len(walked(talk)) > 20


@pytest.mark.parametrize(
    "told",
    [{}, {"target_season": "not_sure"}, {"stage": "student"}, {"citizenship": "CN", "visa_wish": "not_sure"}],
    ids=str,
)
def test_the_button_of_a_missing_fact_asks_for_it(told: dict[str, str]) -> None:
    whole = finished(skipping=True, **told)
    whole.presses("missing")
    for fact in taps(whole.seen[-1], "change"):
        talk = finished(skipping=True, **told)
        talk.presses("change", fact)
        assert talk.open == fact, talk.notice
