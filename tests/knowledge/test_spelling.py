"""Slips of the keyboard are read as the word that was meant; words that are right stay."""

import pytest

from knowledge.classifier import load_reader, mended
from knowledge.profile import Language
from knowledge.spelling import Spelling

SPELLING = Spelling(["observership", "pathway", "waiver", "wafer", "visa"], {"waver", "whatsoever"}, one=5, two=8)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("waivr", "waiver"),
        ("waiiver", "waiver"),
        ("waixer", "waiver"),
        ("wavier", "waiver"),
        ("waifer", "waiver"),
        ("waiver", "waiver"),
        ("wavre", "wavre"),
        ("wai", "wai"),
        ("patwhya", "patwhya"),
        ("waver", "waver"),
        ("visaa", "visaa"),
        ("vsa", "vsa"),
        ("obsrvrship", "observership"),
        ("obsrvrshp", "obsrvrshp"),
        ("웨이버", "웨이버"),
        ("h1b", "h1b"),
        ("", ""),
    ],
)
def test_a_slip_is_a_letter_missing_added_changed_or_swapped_and_two_in_long_words(written: str, read: str) -> None:
    assert SPELLING.mended(written) == read


def test_only_words_are_mended_and_all_else_stays() -> None:
    assert mended("J-1 Wavier?? 2026 ... 웨이버", SPELLING) == "j-1 waiver?? 2026 ... 웨이버"


@pytest.mark.parametrize(
    ("slips", "meant"),
    [
        ("how long is a ecfmg certifcate vaild", "how long is a ecfmg certificate valid"),
        ("can my wfie wrok on j2", "can my wife work on j2"),
        ("recomendation leters from korean profesors", "recommendation letters from korean professors"),
    ],
)
def test_a_question_full_of_slips_means_the_same(slips: str, meant: str) -> None:
    reader = load_reader()
    assert reader.log_chances(slips, Language.EN) == pytest.approx(reader.log_chances(meant, Language.EN))
