"""Any text is read without an error: empty, endless, or in no language at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.stories import read
from dialogs.stories.lexicon import any_of, words
from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting
from knowledge.profile import Language

PIECES = [
    "step 1 ",
    "스텝1 ",
    "CK",
    "2023.",
    " 99/99 ",
    "2월 30일",
    "fail",
    "패스 ",
    "(",
    ")",
    "/",
    "if ",
    "와이프가 ",
    "절대",
    "\x00",
    "졸업 ",
    "no ",
    "\n",
    "?",
    "아니 ",
    "年",
    "月",
    "ㅠㅠ",
    "h-1b ",
    "영주권 ",
    "２０２３",
    "İ",
    "ß",
    "...",
    "my wife ",
    "매칭 ",
]
SETTING = Setting(load_calendar().season(2027).event("rank_list").on.first, load_numbers(), load_calendar())


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_is_read(text: str) -> None:
    for language in Language:
        read(text, SETTING, language)


@pytest.mark.parametrize("text", ["", " ", "?", "안녕하세요", "hello there", "你好"])
def test_a_text_without_facts_gives_an_empty_story(text: str) -> None:
    story = read(text, SETTING, Language.EN)
    assert story.facts == {}
    assert story.responses == {}


@pytest.mark.parametrize(
    "piece", ["a", "step 1, ", "1, ", "peer-reviewed published ", "h-1b ", "아니 2019 ", "no ", "my ", "(", "1/"]
)
def test_an_endless_text_is_read_to_its_bound(piece: str) -> None:
    read(piece * (9000 // len(piece)), SETTING, Language.EN)


def test_a_word_never_matches_within_a_longer_one() -> None:
    pattern = any_of(["im", "own goal", "내과", "step 1"])
    assert [found[0] for found in pattern.finditer("important im, own-goal, step 12, step1, 내과의")] == [
        "im",
        "own-goal",
        "step1",
        "내과",
    ]
    assert any_of(["my (?!wife)"]).search("my  wife") is None


def test_traditional_signs_come_with_their_simplified_ones() -> None:
    pairs = words("normal")["simplified"]
    assert len(pairs) % 2 == 0
    assert {"畢": "毕", "業": "业", "變": "变"}.items() <= dict(zip(pairs[::2], pairs[1::2], strict=True)).items()
