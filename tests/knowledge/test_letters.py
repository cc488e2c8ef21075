"""What a question means by its letters: groups, weights, and what is kept of them."""

import numpy as np
import pytest

from knowledge.letters import Letters, groups
from knowledge.tokens import TEXT_LIMIT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("J1", [" ", "j", "1", " ", " j", "j1", "1 ", " j1", "j1 ", " j1 "]),
        ("\uff2a\uff11", [" ", "j", "1", " ", " j", "j1", "1 ", " j1", "j1 ", " j1 "]),
        ("면 허", [" ", "면", " ", " 면", "면 ", " 면 ", " ", "허", " ", " 허", "허 ", " 허 "]),
        ("", []),
        (" \n", []),
    ],
)
def test_groups_are_one_to_four_letters_of_a_word_and_its_ends(text: str, found: list[str]) -> None:
    assert list(groups(text)) == found


def test_a_very_long_message_is_read_up_to_a_limit() -> None:
    assert list(groups("가" * 10 * TEXT_LIMIT)) == list(groups("가" * TEXT_LIMIT))


def weighed() -> Letters:
    """`아내` speaks for the second of three articles, `시험` for the first and against the second."""
    known, worth = ["시험", "아내"], np.array([1.0, 3.0], np.float32)
    weights, biases = np.array([4.0, -4.0, 4.0], np.float32), np.full(3, -2.0, np.float32)
    return Letters(known, worth, [0, 2, 3], np.array([0, 1, 1]), weights, biases)


@pytest.mark.parametrize(
    ("text", "meant"), [("시험요", 0), ("아내는", 1), ("아내 시험", 1), ("아내 시험 시험 시험 시험", 0)]
)
def test_letters_speak_for_articles_by_their_weight_and_worth(text: str, meant: int) -> None:
    chances = np.exp(weighed().log_chances(text))
    assert chances.sum() == pytest.approx(1)
    assert int(chances.argmax()) == meant


@pytest.mark.parametrize("text", ["", "?", "Ж"])
def test_unknown_letters_tell_nothing(text: str) -> None:
    assert np.exp(weighed().log_chances(text)) == pytest.approx([1 / 3] * 3)


def test_what_is_kept_says_the_same_when_read_again() -> None:
    again = Letters.read(weighed().kept())
    assert again.log_chances("아내 시험") == pytest.approx(weighed().log_chances("아내 시험"), abs=1e-2)
