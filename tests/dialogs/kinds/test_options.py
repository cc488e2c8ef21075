from __future__ import annotations

from enum import StrEnum

import pytest

from dialogs.kinds import Choice, OneOf, SeasonChoice
from dialogs.kinds.options import option_said
from dialogs.kinds.words import heard
from knowledge import profile
from tests.dialogs.kinds.listening import SETTING, ears, refusal

TYPED = [
    (profile.ExamResult, "합격", "passed"),
    (profile.ExamResult, "합격했습니다", "passed"),
    (profile.ExamResult, "네, 합격했어요", "passed"),
    (profile.ExamResult, "패스", "passed"),
    (profile.ExamResult, "붙었어요", "passed"),
    (profile.ExamResult, "붙음ㅋㅋ", "passed"),
    (profile.ExamResult, "pass", "passed"),
    (profile.ExamResult, "P", "passed"),
    (profile.ExamResult, "I passed it!", "passed"),
    (profile.ExamResult, "过了", "passed"),
    (profile.ExamResult, "我已经过了", "passed"),
    (profile.ExamResult, "불합격", "failed"),
    (profile.ExamResult, "떨어졌어요", "failed"),
    (profile.ExamResult, "합격 못 했어요", "failed"),
    (profile.ExamResult, "합격하지 못했습니다", "failed"),
    (profile.ExamResult, "fail", "failed"),
    (profile.ExamResult, "not passed", "failed"),
    (profile.ExamResult, "didn't pass", "failed"),
    (profile.ExamResult, "挂了", "failed"),
    (profile.ExamResult, "没过", "failed"),
    (profile.ExamResult, "没有通过", "failed"),
    (profile.ExamResult, "아직", "not_taken"),
    (profile.ExamResult, "안 봤어요", "not_taken"),
    (profile.ExamResult, "아니요, 아직 안 봤어요", "not_taken"),
    (profile.ExamResult, "아직이에요", "not_taken"),
    (profile.ExamResult, "no, not yet", "not_taken"),
    (profile.ExamResult, "haven't taken it", "not_taken"),
    (profile.ExamResult, "没考", "not_taken"),
    (profile.ExamResult, "还没考呢", "not_taken"),
    (profile.StudyStage, "본과생이에요", "student"),
    (profile.StudyStage, "아직 졸업 안 했어요", "student"),
    (profile.StudyStage, "졸업했습니다", "graduated"),
    (profile.StudyStage, "没毕业", "student"),
    (profile.Licence, "있어요", "valid"),
    (profile.Licence, "없음", "none"),
    (profile.Sanction, "없습니다", "none"),
    (profile.Sanction, "rather not say", "not_said"),
    (profile.Training, "전문의입니다", "completed"),
    (profile.Training, "사직했습니다", "left"),
    (profile.Military, "군필", "served"),
    (profile.Military, "미필이요", "not_yet"),
    (profile.Military, "공보의예요", "serving"),
    (profile.Military, "여자예요", "not_applicable"),
    (profile.OfficerCandidate, "아니요", "not_signed"),
    (profile.Certificate, "네 받았어요", "held"),
    (profile.Certificate, "no, not yet", "not_yet"),
    (profile.Verification, "몰라요", "not_sure"),
    (profile.UsStatus, "green card", "green_card"),
    (profile.UsStatus, "H-4", "dependent"),
    (profile.UsStatus, "H1B", "another"),
    (profile.VisaWish, "J1이요", "j1"),
    (profile.VisaWish, "h1-b", "h1b"),
    (profile.VisaWish, "상관없어요", "either"),
    (profile.PastJ1, "한 번도 없어요", "never"),
    (profile.Family, "와이프랑 애들이요", "spouse_and_children"),
    (profile.Family, "my wife", "spouse"),
    (profile.Family, "一个人", "alone"),
    (profile.Usce, "없어요", "none"),
    (profile.Usce, "3주", "up_to_one_month"),
    (profile.Usce, "한 달", "up_to_one_month"),
    (profile.Usce, "2 months", "two_to_three_months"),
    (profile.Usce, "2~3개월", "two_to_three_months"),
    (profile.Usce, "6개월이요", "four_months_or_more"),
    (profile.Publications, "논문 2편이요", "one_to_four"),
    (profile.Publications, "1-4편", "one_to_four"),
    (profile.Publications, "14편", "five_or_more"),
    (profile.Publications, "7 papers", "five_or_more"),
    (profile.Publications, "0편", "none"),
    (profile.Applied, "냈어요", "yes"),
    (profile.Applied, "아직 안 냈어요", "not_yet"),
    (profile.LettersWanted, "no thanks", "none"),
    (profile.Language, "중국어", "zh"),
    (profile.Consent, "동의합니다", "given"),
]


@pytest.mark.parametrize(("enum", "written", "option"), TYPED)
def test_an_option_is_heard_in_other_words(enum: type[StrEnum], written: str, option: str) -> None:
    assert OneOf(enum).hear(written, ears()) == option


@pytest.mark.parametrize(
    ("enum", "written"),
    [
        (profile.ExamResult, "합격했어요?"),
        (profile.ExamResult, "합격한 것 같아요"),
        (profile.ExamResult, "아마 합격"),
        (profile.ExamResult, "합격했을걸요"),
        (profile.ExamResult, "합격 아니에요"),
        (profile.ExamResult, "not fail"),
        (profile.ExamResult, "passed with 240"),
        (profile.ExamResult, "네"),
        (profile.ExamResult, "봤어요"),
        (profile.ExamResult, "没有"),
        (profile.ExamResult, "考过了"),
        (profile.ExamResult, "过了吧"),
        (profile.ExamResult, "no, passed"),
        (profile.ExamResult, "결과 기다리는 중"),
        (profile.ExamResult, "Step 1은 합격, CK는 불합격"),
        (profile.Licence, "없지 않아요"),
        (profile.Usce, "6주"),
        (profile.Usce, "1.5개월"),
        (profile.Publications, "논문 4편 발표 2편"),
        (profile.Publications, "-3편"),
        (profile.UsStatus, "영주권 신청 중"),
        (profile.VisaWish, "J-1 H-1B"),
        (profile.Certificate, "maybe"),
        (profile.Certificate, ""),
    ],
)
def test_an_option_is_not_guessed(enum: type[StrEnum], written: str) -> None:
    assert refusal(OneOf(enum), written, ears()) == "unreadable"


def test_a_button_can_be_typed_with_other_capitals_and_spaces() -> None:
    hearing = ears("en", passed="Passed", failed="Did not pass", not_taken="Not taken")
    assert OneOf(profile.ExamResult).hear("  did NOT  pass ", hearing) == "failed"


def test_every_value_of_an_enum_is_an_option_and_a_value() -> None:
    kind = OneOf(profile.VisaWish)
    assert kind.options(SETTING) == ("j1", "h1b", "either", "not_sure")
    assert kind.value("h1b") is profile.VisaWish.H1B
    with pytest.raises(ValueError, match="h2b"):
        kind.value("h2b")


def _phrases() -> list[tuple[str, str, str]]:
    return [
        (topic, option, phrase)
        for topic, entry in heard("options").items()
        for option, phrases in entry.get("said", {}).items()
        for phrase in phrases
    ]


@pytest.mark.parametrize(("topic", "option", "phrase"), _phrases())
def test_no_phrase_stands_for_two_options(topic: str, option: str, phrase: str) -> None:
    assert option_said(phrase, topic) == option


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("3", "3"),
        ("3번", "3"),
        ("3회", "3"),
        ("세 번", "3"),
        ("두번이요", "2"),
        ("네 번", "4"),
        ("네, 두 번이요", "2"),
        ("한 번에 붙었어요", "1"),
        ("once", "1"),
        ("twice", "2"),
        ("first attempt", "1"),
        ("2 times", "2"),
        ("两次", "2"),
        ("一次过", "1"),
        ("三次", "3"),
        ("5번", "4"),
        ("4번 이상", "4"),
        ("4 or more", "4"),
    ],
)
def test_attempts_are_counted(written: str, count: str) -> None:
    kind = Choice("1", "2", "3", "4")
    assert kind.hear(written, ears()) == count
    assert kind.value(count) == int(count)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("네", "unreadable"),
        ("1~2번", "unreadable"),
        ("2 or 3", "unreadable"),
        ("2번 이상", "unreadable"),
        ("두세 번", "unreadable"),
        ("3년", "unreadable"),
        ("-3", "unreadable"),
        ("없어요", "unreadable"),
        ("0", "out_of_range"),
        ("100", "out_of_range"),
    ],
)
def test_attempts_are_not_guessed(written: str, reason: str) -> None:
    assert refusal(Choice("1", "2", "3", "4"), written, ears()) == reason


@pytest.mark.parametrize(
    ("written", "count"), [("없어요", "0"), ("none", "0"), ("두 통", "2"), ("2 letters", "2"), ("5封", "3")]
)
def test_letters_are_counted_from_none(written: str, count: str) -> None:
    assert Choice("0", "1", "2", "3").hear(written, ears()) == count


def test_a_count_that_was_not_offered_is_no_response() -> None:
    with pytest.raises(ValueError, match="5"):
        Choice("1", "2", "3", "4").value("5")


def test_the_three_open_match_years_are_offered() -> None:
    assert SeasonChoice().options(SETTING) == ("2027", "2028", "2029", "later", "not_sure")


@pytest.mark.parametrize(
    ("written", "season"),
    [
        ("2028", "2028"),
        ("2028 매칭", "2028"),
        ("28 매칭이요", "2028"),
        ("2028년", "2028"),
        ("Match 2029", "2029"),
        ("2029 match", "2029"),
        ("2028匹配", "2028"),
        ("2031", "2031"),
        ("그 뒤예요", "later"),
        ("更晚", "later"),
        ("아직 몰라요", "not_sure"),
        ("not sure", "not_sure"),
    ],
)
def test_a_match_is_heard_by_its_year(written: str, season: str) -> None:
    assert SeasonChoice().hear(written, ears()) == season
    assert SeasonChoice().value(season) == season


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2026", "past"),
        ("2050", "out_of_range"),
        ("내년", "unreadable"),
        ("2028 or 2029", "unreadable"),
        ("2028?", "unreadable"),
        ("2027년 9월에 지원", "unreadable"),
    ],
)
def test_a_match_is_not_guessed(written: str, reason: str) -> None:
    assert refusal(SeasonChoice(), written, ears()) == reason


@pytest.mark.parametrize("response", ["other", "27", "1999", "next"])
def test_what_is_no_match_year_is_no_response(response: str) -> None:
    with pytest.raises(ValueError, match=response):
        SeasonChoice().value(response)
