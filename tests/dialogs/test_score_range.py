"""The own score drawn: every letter there, nothing on top of another, the same figures in words, only where known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dialogs.comparisons import own_score, specialties
from dialogs.comparisons.specialties import CODES
from dialogs.desks.comparing import DRAWINGS, TAPS
from dialogs.drawing.fonts import measure
from dialogs.drawing.palette import HEAD, SMALL
from dialogs.drawing.score_range import RIGHT, TEXT, WIDTH, below, marks, scaled, score_range_picture
from dialogs.message import Wanted, plain
from knowledge.comparison import ScoreRange
from knowledge.profile import Language, Profile
from tests.dialogs.four_doctors import speaking

PASSED: Mapping[str, Any] = {
    "step2_ck_result": "passed",
    "step2_ck_score": 245,
    "specialty_wish": "internal_medicine",
}
languages = pytest.mark.parametrize("language", Language)


def known(language: Language, **changed: Any) -> ScoreRange:
    found = own_score.known(Profile.model_validate({**PASSED, **changed}), speaking(language))
    assert found
    return found


@languages
@pytest.mark.parametrize("score", [1, 245, 300])
def test_it_is_drawn_in_every_language_1080_pixels_wide_and_no_lower(score: int, language: Language) -> None:
    """A letter that the face does not have would be a warning, and so an error here."""
    picture = score_range_picture(known(language, step2_ck_score=score), speaking(language))
    assert picture.content.startswith(b"\x89PNG\r\n")
    width, height = (int.from_bytes(picture.content[at : at + 4], "big") for at in (16, 20))
    assert width == WIDTH == 1080
    assert width <= height <= 2 * width


@languages
@pytest.mark.parametrize("score", [1, 231, 300])
@pytest.mark.parametrize("wish", ["family_medicine", "internal_medicine", "diagnostic_radiology", "general_surgery"])
def test_labels_stay_on_the_paper_and_meet_no_line(wish: str, score: int, language: Language) -> None:
    words, wide = speaking(language), measure(language, HEAD)
    found = known(language, specialty_wish=wish, step2_ck_score=score)
    marked = marks(found, words)
    scale = scaled(found, marked, words)
    assert [mark.score for mark in marked] == sorted((found.passing, found.matched, found.unmatched), reverse=True)
    assert all(scale.x(mark.score) + TEXT + wide(mark.text) <= RIGHT + 1 for mark in marked)
    assert scale.x(score) <= RIGHT
    assert all(scale.x(tick) <= RIGHT for tick in scale.ticks)
    assert len(scale.ticks) > 1


@languages
def test_the_lines_below_name_the_source_and_that_it_is_not_official(language: Language) -> None:
    words, small = speaking(language), measure(language, SMALL)
    lines = below(known(language), words)
    said = "".join(lines).replace(" ", "")
    assert "match.saieesh.dev" in said
    assert words("certainty.not_official").replace(" ", "") in said
    assert all(small(line) <= RIGHT for line in lines)


@languages
def test_the_caption_names_both_means_the_passing_score_and_the_own(language: Language) -> None:
    found, words = known(language), speaking(language)
    page = own_score.page(found, words)
    said = plain(page.text)
    assert all(str(score) in said for score in (found.matched, found.unmatched, found.passing, 245))
    assert "match.saieesh.dev" in said
    assert "2026" in said.partition("match.saieesh.dev")[2]
    assert page.attachment == Wanted("score_range")


@pytest.mark.parametrize(
    ("score", "wish", "place"),
    [
        (249, "internal_medicine", "at_matched"),
        (245, "internal_medicine", "between"),
        (230, "internal_medicine", "below"),
        (260, "family_medicine", "no_difference"),
    ],
)
def test_the_caption_says_where_the_score_stands(score: int, wish: str, place: str) -> None:
    words = speaking(Language.EN)
    found = known(Language.EN, step2_ck_score=score, specialty_wish=wish)
    assert plain(words(f"score_range.places.{place}")) in plain(own_score.caption(found, words))


@languages
def test_the_captions_of_all_specialties_fit(language: Language) -> None:
    words = speaking(language)
    ranges = [
        own_score.known(Profile.model_validate({**PASSED, "specialty_wish": key}), words) for key in CODES.values()
    ]
    pages = [own_score.page(found, words) for found in ranges if found]
    assert len(pages) > 10


@pytest.mark.parametrize(
    ("changed", "is_there"),
    [
        ({}, True),
        ({"step2_ck_score": None}, False),
        ({"step2_ck_result": "failed"}, False),
        ({"specialty_wish": None}, False),
        ({"specialty_wish": "undecided"}, False),
        ({"specialty_wish": "urology"}, False),
    ],
)
@languages
def test_the_button_is_there_only_with_a_score_and_figures(
    changed: dict[str, Any], is_there: bool, language: Language
) -> None:
    words = speaking(language)
    page = specialties.table(("im", "fm"), Profile.model_validate({**PASSED, **changed}), words)
    assert (words("score_range.button") in [button.label for button in page.buttons]) is is_there


def test_the_button_leads_to_the_page_and_the_page_to_the_drawing() -> None:
    words = speaking(Language.EN)
    (button,) = own_score.button(Profile.model_validate(PASSED), words)
    assert button.tap
    assert button.tap.action in TAPS
    wanted = own_score.page(known(Language.EN), words).attachment
    assert isinstance(wanted, Wanted)
    assert wanted.kind in DRAWINGS
