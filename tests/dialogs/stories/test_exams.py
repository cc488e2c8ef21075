"""Results, days, scores and attempts go to the exam they belong to."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.stories import read
from knowledge.guards import Setting
from knowledge.profile import Language

ATTRIBUTED = [
    ("CK 떨어짐, S1 패스", {"step2ck_result": "failed", "step1_result": "passed"}),
    ("스텝1 25년 4월 패스 씨케이 244", {"step1_result": "passed", "step1_date": "2025-04", "step2ck_score": 244}),
    ("passed Step 1 in 2023 and failed CK in 2024", {"step1_date": "2023", "step2ck_result": "failed"}),
    ("前年过了S1,CK挂了一次,第二次231", {"step1_date": "2024", "step2ck_attempts": 2, "step2ck_score": 231}),
    ("step 1 & 2 both passed", {"step1_result": "passed", "step2ck_result": "passed"}),
    ("Step1/CK: pass/243", {"step1_result": "passed", "step2ck_score": 243}),
    ("작년 10월에 스텝1, 올 6월에 CK(239) 모두 초시 합격", {"step1_attempts": 1, "step2ck_attempts": 1}),
    (
        "스텝1 25년 4월 패스, 씨케이는 그제 봤고 결과 기다리는 중. 둘 다 초시",
        {"step1_attempts": 1, "step2ck_attempts": 1},
    ),
    ("S1、S2都过了,分别是2023.5和2024.11", {"step1_date": "2023-05", "step2ck_date": "2024-11"}),
    (
        "step1 3년전에 봤어요(2023.10) 그때 한번 떨어지고 24년 3월에 붙음",
        {"step1_date": "2024-03", "step1_attempts": 2},
    ),
    ("스텝1 두 번 떨어졌습니다. 마지막이 올 9월이에요", {"step1_attempts": 2, "step1_date": "2026-09"}),
    ("Step 1 failed Feb 2025, failed again Oct 2025, passed June 2026", {"step1_attempts": 3, "step1_date": "2026-06"}),
    ("sitting step 1 in feb and CK in october", {"step1_date": "2027-02", "step2ck_date": "2027-10"}),
    ("스텝은 하나도 안 봤습니다", {"step1_result": "not_taken", "step2ck_result": "not_taken"}),
    ("OET B in all, 2026-04", {"oet": "passed", "oet_date": "2026-04"}),
    ("CK 목표 250. 시험은 다음달 10일입니다", {"step2ck_result": "planned", "step2ck_date": "2026-12-10"}),
    ("Step 1 failed in May, retake booked for Feb 2027", {"step1_result": "failed", "step1_date": "2026-05"}),
    ("like a 23x on ck", {"step2ck_result": "passed"}),
    ("CK 2026년 10월 2일에 봤고 205점", {"step2ck_result": "failed"}),
]
LEFT_ALONE = [
    ("CK 목표 260", "step2ck_score"),
    ("NBME 245, UWSA 251", "step2ck_score"),
    ("CK 모의고사 238", "step2ck_score"),
    ("제 친구가 step1 떨어졌는데요", "step1_result"),
    ("what if I get 250 on CK?", "step2ck_result"),
    ("스텝1 250점 이런건 없고 그냥 pass (2025/06/30)", "step1_score"),
    ("160 FM programs, CK 229", "step1_result"),
    ("like a 23x on ck", "step2ck_score"),
    ("TOEFL 105, IELTS 7.5", "oet"),
    ("step1을 입대 전에 붙고 싶은데", "step1_result"),
    ("씨케이는 그제 봤고 결과 기다리는 중", "step2ck_result"),
    ("스텝 공부는 3월부터 시작했어요", "step1_date"),
    ("My friend passed Step 1. I finished residency", "step1_result"),
    ("老公Step全过了", "step1_result"),
]


def _language(text: str) -> Language:
    if text.isascii():
        return Language.EN
    return Language.KO if any("가" <= sign <= "힣" for sign in text) else Language.ZH


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTED)
def test_what_is_said_goes_to_the_right_exam(text: str, expected: dict[str, Any], setting: Setting) -> None:
    facts = read(text, setting, _language(text)).facts
    assert {key: facts.get(key) for key in expected} == expected


@pytest.mark.parametrize(("text", "key"), LEFT_ALONE)
def test_goals_practice_and_other_peoples_exams_are_not_read(text: str, key: str, setting: Setting) -> None:
    assert key not in read(text, setting, _language(text)).facts
