"""Whole stories: what is said is read, what is not said is left empty, in three languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dialogs.stories import read
from dialogs.stories.report import ORDER, understood
from knowledge.guards import Setting
from knowledge.profile import Language
from tests.dialogs.stories.measure import Sample, measured, samples

FILES = sorted(Path(__file__).parent.glob("*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_stories_are_read_as_well_as_is_claimed(path: Path, setting: Setting) -> None:
    result = measured(samples(path), setting)
    wrong = [miss for miss in result.misses if miss.wrong]
    assert result.precision >= 0.98, wrong
    assert result.recall >= 0.85, result.misses


def test_there_are_stories_enough_in_each_language() -> None:
    assert len(FILES) == len(Language)
    assert all(len(samples(path)) >= 40 for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_key_is_both_said_and_not_said(path: Path) -> None:
    known = set(ORDER)
    for story in samples(path):
        assert set(story.facts).isdisjoint(story.not_said), story.id
        assert {*story.facts, *story.not_said} <= known, story.id


def test_a_wrong_value_and_a_filled_blank_count_against_precision(setting: Setting) -> None:
    story = Sample(
        "x", Language.EN, "Step 1 passed May 2025. CK 245.", {"step1_date": "2025", "oet": "passed"}, ["step2ck_score"]
    )
    result = measured([story], setting)
    assert {(miss.key, miss.wrong) for miss in result.misses} == {
        ("step1_date", True),
        ("oet", False),
        ("step2ck_score", True),
    }
    assert (result.recall, result.precision) == (0, 0)


def test_what_is_understood_comes_in_a_fixed_order_and_fits_json(setting: Setting) -> None:
    story = read("2028 match 목표, 스텝1 23년 5월 패스, 2019년 졸업, IM/FM 지원", setting, Language.KO)
    told = understood(story)
    assert list(told) == [key for key in ORDER if key in story.facts]
    assert json.loads(json.dumps(told)) == told == dict(story.facts)


def test_the_same_story_is_read_the_same_in_another_season(setting: Setting) -> None:
    later = Setting(setting.today.replace(year=setting.today.year + 1), setting.numbers, setting.calendar)
    assert read("작년 5월에 스텝1 패스", setting, Language.KO).facts["step1_date"] == "2025-05"
    assert read("작년 5월에 스텝1 패스", later, Language.KO).facts["step1_date"] == "2026-05"
