"""A story is cut into clauses, and each of them is somebody's."""

from __future__ import annotations

import pytest

from dialogs.stories.clauses import Voice, clauses
from dialogs.stories.corrections import corrected
from dialogs.stories.normal import LONGEST, normal
from knowledge.guards import Setting
from knowledge.profile import Language

VOICES = [
    ("와이프가 미국 시민권자고 저는 한국 국적", [Voice.SPOUSE, Voice.ME]),
    ("남편 따라 텍사스 왔어요", [Voice.ME]),
    ("제 친구가 떨어졌는데 기록 남나요", [Voice.OTHER, Voice.OTHER]),
    ("애 하나 있는 아빠입니다", [Voice.ME]),
    ("저희 부부 둘 다 의사예요", [Voice.BOTH]),
    ("my wife matched last year, so I'm here on J-2", [Voice.SPOUSE, Voice.ME]),
    ("I live with my sister", [Voice.ME]),
    ("Wife's brother filed for them", [Voice.OTHER]),
    ("my husband and I are both green card holders", [Voice.BOTH]),
    ("Married to another PhD student, also F-1", [Voice.ME, Voice.SPOUSE]),
    ("My friend failed. He passed later", [Voice.OTHER, Voice.OTHER]),
    ("老公是住院医,我也是学医的", [Voice.SPOUSE, Voice.ME]),
    ("妹妹说可以帮我申请", [Voice.OTHER]),
    ("导师建议先做research", [Voice.OTHER]),
]


def _clauses(text: str) -> tuple[str, ...]:
    return tuple(clause.text for clause in clauses(normal(text, _language(text))))


def _language(text: str) -> Language:
    if text.isascii():
        return Language.EN
    return Language.KO if any("가" <= sign <= "힣" for sign in text) else Language.ZH


@pytest.mark.parametrize(("text", "voices"), VOICES)
def test_each_clause_has_the_voice_of_whom_it_speaks(text: str, voices: list[Voice]) -> None:
    assert [clause.voice for clause in clauses(normal(text, _language(text)))] == voices


@pytest.mark.parametrize(
    "text", ["If I fail twice, am I done", "내년에 붙으면 매칭 될까요", "要是CK能考到250,有希望吗"]
)
def test_what_is_supposed_is_not_told(text: str) -> None:
    assert not any(clause.told for clause in clauses(normal(text, _language(text))))


@pytest.mark.parametrize(
    "text", ["내과로 지원하는 거죠?", "is J1 or H1B better for surgeons?", "还有戏吗", "몇년 걸리나요"]
)
def test_what_is_asked_is_not_told(text: str) -> None:
    assert not clauses(normal(text, _language(text)))[-1].told


@pytest.mark.parametrize(
    "text", ["Posting on behalf of my brother. He passed", "아내 대신 여쭤봅니다", "替朋友问,他过了S1"]
)
def test_a_story_told_for_somebody_else_has_no_clauses(text: str) -> None:
    assert clauses(normal(text, _language(text))) == ()


def test_asking_for_advice_is_not_asking_for_somebody_else() -> None:
    assert clauses(normal("Posting for advice as a dad", Language.EN)) != ()


def test_brackets_and_numbers_are_not_torn_apart() -> None:
    assert _clauses("Step 1 (2021, 236), Step 2 CK (Nov 2023, 249)") == (
        "step 1 (2021, 236),",
        "step 2 ck (nov 2023, 249)",
    )
    assert _clauses("2023.5 합격. 1,000시간") == ("2023.5 합격.", "1,000시간")


def test_a_remark_in_brackets_about_somebody_else_stands_alone() -> None:
    told = clauses(normal("green card (husband is a citizen)", Language.EN))
    assert [(clause.text.strip(), clause.voice) for clause in told] == [
        ("green card", Voice.ME),
        ("husband is a citizen", Voice.SPOUSE),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017년 졸업... 아 아니다 18년 2월이요", "18년 2월"),
        ("graduated 2017 (wait no, 2016)", "2016"),
        ("CK 245, sorry, 254", "254"),
        ("did cardiology... sorry, internal medicine", "internal medicine"),
    ],
)
def test_the_later_of_two_replaces_what_was_taken_back(text: str, expected: str, setting: Setting) -> None:
    plain = normal(text, _language(text))
    read = corrected(plain, setting.today)
    assert expected in read
    assert len(read) < len(plain)


def test_one_spelling_for_counts_and_signs() -> None:
    assert normal("한 번에 두 편", Language.KO) == "1 번에 2 편"
    assert normal("挂了兩次,論文三篇", Language.ZH) == "挂了2次,论文3篇"
    assert normal("Failed once, U.S. IM", Language.EN) == "failed 1 times, us internal medicine"
    assert len(normal("가" * 2 * LONGEST, Language.KO)) == LONGEST
