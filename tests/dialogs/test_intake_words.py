"""The intake's texts: all there, alike in three languages, short enough, and readable by the kinds they belong to."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dialogs.interview import Step
from dialogs.interviews.intake import INTAKE
from dialogs.kinds import OTHER, CountryName, Hearing, OneOf, SeasonChoice, SpecialtyName, Unreadable, ZoneName
from dialogs.wording import Words, load_texts
from knowledge.profile import FACTS, Language, NoDay
from tests.dialogs.kinds.listening import SETTING
from tests.dialogs.kinds.test_any_text import REASONS

STEPS = list(INTAKE.steps)
OPEN_YEARS = {"first": 2027, "year": 2028, "third": 2029}
in_each_language = pytest.mark.parametrize("language", list(Language))
at_each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.fact)


def table(language: Language, fact: str) -> dict[str, Any]:
    return dict(load_texts()[language]["intake"][fact])


def buttons(step: Step, language: Language) -> dict[str, str]:
    """The step's buttons; the Match years are called by the season's name."""
    words = Words(language, SETTING)
    years = [
        option for option in step.kind.options(SETTING) if isinstance(step.kind, SeasonChoice) and option.isdigit()
    ]
    return {
        **{year: words("common.season", year=year) for year in years},
        **table(language, step.fact).get("options", {}),
    }


def width(label: str) -> float:
    """How broad a label is, a Hangul or Chinese sign as 1 and a Latin one as about half of it."""
    return sum(1 if ord(sign) >= 0x1100 else 12 / 22 for sign in label)


@in_each_language
def test_the_texts_are_those_of_the_steps_and_of_every_fact(language: Language) -> None:
    facts = {key for key in load_texts()[language]["intake"] if not key.startswith("_")}
    assert facts == {step.fact for step in STEPS} == set(FACTS)


@at_each_step
@in_each_language
def test_a_step_has_a_label_a_question_a_reason_and_an_example(step: Step, language: Language) -> None:
    words = Words(language, SETTING)
    label = words(f"intake.{step.fact}.label")
    assert 1 <= width(label) <= 20
    assert words(f"intake.{step.fact}.ask", **OPEN_YEARS)
    assert words(f"intake.{step.fact}.why")


@at_each_step
@in_each_language
def test_the_example_can_be_read(step: Step, language: Language) -> None:
    text = table(language, step.fact)["example"]
    response = step.kind.hear(text, Hearing(language, SETTING, buttons(step, language)))
    assert step.kind.value(response) is not None


@at_each_step
@in_each_language
def test_every_option_has_a_short_button_of_its_own(step: Step, language: Language) -> None:
    shown, offered = buttons(step, language), set(step.kind.options(SETTING))
    assert set(shown) <= offered if isinstance(step.kind, ZoneName) else set(shown) == offered
    assert len(set(shown.values())) == len(shown)
    assert [label for label in shown.values() if width(label) > 12] == []


@at_each_step
@in_each_language
def test_a_button_that_is_typed_is_its_option(step: Step, language: Language) -> None:
    hearing = Hearing(language, SETTING, buttons(step, language))
    for option, label in hearing.labels.items():
        if option == OTHER:
            with pytest.raises(Unreadable, match=OTHER):
                step.kind.hear(label, hearing)
        else:
            assert step.kind.hear(label.upper(), hearing) == option


@at_each_step
@in_each_language
def test_a_button_is_heard_even_where_it_is_not_shown(step: Step, language: Language) -> None:
    for option, label in buttons(step, language).items():
        if option != OTHER and not isinstance(step.kind, ZoneName):
            assert step.kind.hear(label, Hearing(language, SETTING)) == option


@at_each_step
@in_each_language
def test_the_summary_can_say_whatever_was_told(step: Step, language: Language) -> None:
    words, texts = Words(language, SETTING), table(language, step.fact)
    for option in step.kind.options(SETTING):
        if option in texts.get("briefs", {}):
            assert words(f"intake.{step.fact}.briefs.{option}")
        elif option != OTHER:
            assert words(f"intake.{step.fact}.brief", value=step.kind.value(option))
    if not isinstance(step.kind, OneOf) and "brief" in texts:
        assert words(f"intake.{step.fact}.brief", value=_told(step, language))


@at_each_step
@in_each_language
def test_what_is_typed_is_echoed(step: Step, language: Language) -> None:
    texts = table(language, step.fact)
    if not step.kind.options(SETTING) or isinstance(step.kind, (CountryName, SpecialtyName, ZoneName)):
        assert Words(language, SETTING)(f"intake.{step.fact}.echo", value=_told(step, language))
        assert "again" in texts
    if isinstance(step.kind, (CountryName, SpecialtyName, ZoneName)):
        assert Words(language, SETTING)(f"intake.{step.fact}.other")


def test_no_day_is_not_echoed_as_one() -> None:
    for fact in ("step2_ck_booked_on", "certificate_valid_until"):
        for language in Language:
            assert Words(language, SETTING)(f"intake.{fact}.echo", value=NoDay.NONE) == ""


def _told(step: Step, language: Language) -> Any:
    heard = step.kind.hear(table(language, step.fact)["example"], Hearing(language, SETTING))
    return step.kind.value(heard)


@in_each_language
def test_every_reason_of_not_reading_is_said(language: Language) -> None:
    words = Words(language, SETTING)
    assert set(words.keys("intake._again")) == REASONS
    assert all("2026-05-20" in words(f"intake._again.{reason}", example="2026-05-20") for reason in REASONS)


@in_each_language
def test_every_chapter_has_a_name(language: Language) -> None:
    assert set(Words(language, SETTING).keys("intake._chapters")) == {chapter.name for chapter in INTAKE.chapters}


def _shape(texts: Any) -> Any:
    """The keys of a table and the values its texts take; which zones are offered differs on purpose."""
    if isinstance(texts, str):
        return sorted(
            set(re.findall(r"\b(?:value|year|first|third|example)\b", "".join(re.findall(r"{[{%].*?[%}]}", texts))))
        )
    return {key: _shape(text) for key, text in texts.items()}


@pytest.mark.parametrize("fact", ["_chapters", "_again", *FACTS])
def test_the_three_languages_have_the_same_texts_with_the_same_values(fact: str) -> None:
    shapes = [_shape(table(language, fact)) for language in Language]
    if fact == "zone":
        for shape in shapes:
            shape.pop("options")
    assert shapes[0] == shapes[1] == shapes[2]


def test_the_question_about_the_match_names_the_years_of_that_match() -> None:
    asked = Words(Language.KO, SETTING)("intake.target_season.ask", **OPEN_YEARS)
    assert "2028 매칭은 2027년 9월에 지원하고 2028년 7월에 시작해요" in asked
