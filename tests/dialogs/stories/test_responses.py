"""The facts of a story answer the steps of the intake, and nothing is invented by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.interview import Response
from dialogs.interviews.intake import INTAKE
from dialogs.stories import read
from knowledge.guards import Setting
from knowledge.profile import Language
from tests.dialogs.stories.measure import samples

FILES = sorted(Path(__file__).parent.glob("*.jsonl"))

TOLD = [
    ("스텝1 작년 5월에 패스", {"step1_result": "passed", "step1_passed_on": "2025-05"}),
    ("스텝1 올 5월에 떨어졌어요", {"step1_result": "failed", "step1_last_sat_on": "2026-05"}),
    ("CK 2026/12/14 예약", {"step2_ck_result": "not_taken", "step2_ck_booked_on": "2026-12-14"}),
    ("CK 내년 3월 예정", {"step2_ck_result": "not_taken"}),
    ("미필", {"military": "not_yet"}),
    ("군 면제", {"military": "not_applicable"}),
    ("28년 2월 졸업예정", {"stage": "student", "graduates_on": "2028-02"}),
    ("2019년 2월 졸업", {"stage": "graduated", "graduated_on": "2019-02"}),
    ("I hold an H-4 now", {"us_status": "dependent"}),
    ("미국 추천서 5장", {"us_letters": "3"}),
    ("논문 7편", {"publications": "five_or_more"}),
    ("usce 3개월", {"usce": "two_to_three_months"}),
    ("정신과 전문의", {"training": "completed", "training_specialty": "psychiatry"}),
    ("의사면허 있음", {"licence": "valid"}),
    ("면허 없음", {"licence": "none"}),
    ("재활의학과 지원", {"specialty_wish": "physical_medicine_rehabilitation"}),
    ("2028 매칭 목표", {"target_season": "2028"}),
]
LEFT = [
    ("정신과 전문의", "licence"),
    ("공보의 1년차", "citizenship"),
    ("논문 없음", "publications"),
    ("usce 6주", "usce"),
    ("IM/FM 지원", "specialty_wish"),
    ("CK 내년 3월 예정", "step2_ck_booked_on"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_facts_become_responses(text: str, expected: dict[str, str], setting: Setting) -> None:
    language = Language.EN if text.isascii() else Language.KO
    told = read(text, setting, language).responses
    assert {fact: told.get(fact) for fact in expected} == expected


@pytest.mark.parametrize(("text", "fact"), LEFT)
def test_nothing_is_invented_by_mapping(text: str, fact: str, setting: Setting) -> None:
    assert fact not in read(text, setting, Language.KO).responses


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_response_is_one_its_step_can_read(path: Path, setting: Setting) -> None:
    for story in samples(path):
        told = read(story.text, setting, story.language).responses
        for fact, text in told.items():
            step = INTAKE.step(fact)
            assert step is not None, fact
            step.kind.value(text)


def test_a_story_opens_the_intake_at_what_it_left_out(setting: Setting) -> None:
    text = "한국 국적, 한국 의대 2014년 졸업, 미혼. 스텝1 2019년 5월 패스"
    told = read(text, setting, Language.KO).responses
    transcript = {fact: Response(response) for fact, response in told.items()}
    transcript |= {"language": Response("ko"), "consent": Response("given"), "school": Response("-")}
    place = INTAKE.walk(transcript, setting)
    assert place.open is not None
    assert place.open.fact == "licence"
