"""School, training, service, standing, preparation and goals, one clause at a time."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.stories import read
from knowledge.guards import Setting
from knowledge.profile import Language

READ: list[tuple[str, str, Any]] = [
    ("필리핀 의대 졸(2020)", "school_country", "PH"),
    ("India, MBBS 2019", "school_country", "IN"),
    ("MD from Colombia, June 2018", "graduation_month", 6),
    ("의전원 출신", "school_country", "KR"),
    ("昆明2024年毕业", "school_country", "CN"),
    ("18졸", "graduation_year", 2018),
    ("출국 전이고 28년 2월 졸업예정", "student", True),
    ("마취과 전문의", "specialty_trained", "anesthesiology"),
    ("예과2학년입니다", "student", True),
    ("외과 레지던트 2년차예요", "specialist_training", "in_training"),
    ("规培结束了", "specialist_training", "completed"),
    ("面试前没考执照", "licence", "none"),
    ("full registration in Malaysia, MMC", "licence_country", "MY"),
    ("공보의 2년차", "military", "serving"),
    ("공보의 내년 4월 소집해제", "military", "serving"),
    ("군의관 다녀왔습니다", "military", "served"),
    ("미필", "military", "unserved"),
    ("여의사입니다", "military", "not_applicable"),
    ("캐나다 시민권자", "citizenship", "CA"),
    ("Nigerian and British citizen", "citizenship", ["NG", "GB"]),
    ("I have a US passport plus Polish one", "citizenship", ["US", "PL"]),
    ("영주권은 2022년에 받았습니다", "us_status", "green_card"),
    ("postdoc at UCSF on H1B", "us_status", "h1b"),
    ("asylum pending", "us_status", "other"),
    ("남편이 H-1B라 H-4로 있습니다", "us_status", "h4"),
    ("와이프가 미국 시민권자", "spouse_us_status", "citizen"),
    ("H1B only pls", "visa_wish", "h1b"),
    ("J-1이든 H-1B든 상관 없습니다", "visa_wish", "unsure"),
    ("애 둘", "family", "married_with_children"),
    ("已婚丁克", "family", "married"),
    ("85년생", "birth_year", 1985),
    ("two 4-week USCE rotations", "us_clinical_experience_months", 2),
    ("옵저버십 2개월+클리닉 1개월 해서 총 3개월", "us_clinical_experience_months", 3),
    ("Nursing shifts aren't USCE so zero there", "us_clinical_experience_months", 0),
    ("추천서는 미국 3 한국 1", "us_letters", 3),
    ("14 peer-reviewed papers, 3 more under review", "publications", 14),
    ("ECFMG certified via Pathway 1", "pathway", 1),
    ("IM/FM 재도전합니다", "specialty_wish", ["internal medicine", "family medicine"]),
    ("소화기 쪽 하고 싶은데 일단 내과로 지원하는 거죠?", "specialty_wish", "internal medicine"),
    ("applying Sept 2027", "target_season", 2028),
    ("2026-27 cycle", "target_season", 2027),
    ("start residency in July 2029", "target_season", 2029),
]
LEFT: list[tuple[str, str]] = [
    ("형이 미국 시민권자라 초청 얘기가 나와요", "us_status"),
    ("NIW 140 승인났고 아직 영주권은 없어요", "us_status"),
    ("캐나다 영주권자", "us_status"),
    ("미국 시민권자인 여자친구가 있는데", "us_status"),
    ("J1 or H1B, which is better?", "visa_wish"),
    ("다들 H1B 하던데", "visa_wish"),
    ("내과 수련하다 사직했어요", "specialist_training"),
    ("미국 레지던트 매칭 목표", "specialist_training"),
    ("남동생이 지금 공보의", "military"),
    ("석사 2019년 졸업", "graduation_year"),
    ("클럭십은 내년 7월 4주 확정", "us_clinical_experience_months"),
    ("research 2 years at Mayo", "us_clinical_experience_months"),
    ("추천서 4장", "us_letters"),
    ("논문 2편 투고 중", "publications"),
    ("不想干外科了", "specialty_wish"),
    ("apply neuro or path?", "specialty_wish"),
    ("27에 할지 28에 할지 고민입니다", "target_season"),
    ("2026 매칭에서 떨어졌고", "target_season"),
    ("34살", "birth_year"),
    ("single author on 3 papers", "family"),
    ("divorced, one kid", "family"),
    ("한국국적은 상실했습니다", "citizenship"),
    ("our pathway 6 closed?", "pathway"),
    ("ECFMG number requested", "ecfmg_certified"),
    ("old grad, couple of publications, visa requiring", "publications"),
]


def _language(text: str) -> Language:
    if text.isascii():
        return Language.EN
    return Language.KO if any("가" <= sign <= "힣" for sign in text) else Language.ZH


@pytest.mark.parametrize(("text", "key", "expected"), READ)
def test_a_fact_is_read(text: str, key: str, expected: object, setting: Setting) -> None:
    assert read(text, setting, _language(text)).facts.get(key) == expected


@pytest.mark.parametrize(("text", "key"), LEFT)
def test_what_is_not_certain_is_left(text: str, key: str, setting: Setting) -> None:
    assert key not in read(text, setting, _language(text)).facts
