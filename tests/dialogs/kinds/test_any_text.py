"""Whatever is typed: a kind reads it or says why not, and what it reads it can replay."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.interview import Step
from dialogs.interviews.intake import INTAKE
from dialogs.kinds import PastDay, Unreadable
from dialogs.kinds.words import heard
from tests.dialogs.kinds.listening import TODAY, ears

STEPS = list(INTAKE.steps)
REASONS = {
    "unreadable",
    "ambiguous",
    "future",
    "past",
    "no_such_day",
    "too_early",
    "out_of_range",
    "too_long",
    "subspecialty",
    "other",
}
SAID = """
합격 했어요 못 안 아직 없어요 네 아니요 2026 5월 20일 년 작년 올해 . - / ? 248 점 번 세 한국 내과 서울 쯤
the passed not yet march 2 21 last next of no J-1 us in i'm other 过了 没 今年 三月 二十号 ② ½ ㅋㅋ ' ( ) 수
"""
WORDS = st.lists(st.sampled_from(SAID.split()), max_size=8)
TYPED = st.text(max_size=220) | WORDS.map(" ".join) | WORDS.map("".join)


def reading(step: Step, text: str, language: str) -> str:
    """The response, or the reason why there is none."""
    try:
        response = step.kind.hear(text, ears(language))
    except Unreadable as refused:
        return refused.reason
    return "read" if step.kind.value(response) is not None else "lost"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.fact)
@given(text=TYPED, language=st.sampled_from(["ko", "en", "zh"]))
def test_any_text_is_read_or_refused_with_a_reason(step: Step, text: str, language: str) -> None:
    assert reading(step, text, language) in REASONS | {"read"}


@given(st.dates(min_value=date(1950, 1, 1), max_value=TODAY), st.sampled_from(["ko", "en", "zh"]))
def test_every_past_day_is_read_back_from_every_full_form(day: date, language: str) -> None:
    written = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {_english(day.month)} {day.year}",
        f"{_english(day.month)} {day.day}, {day.year}",
        f"{day.year}.{day.month}.{day.day}.",
    ]
    assert {PastDay().hear(text, ears(language)) for text in written} == {day.isoformat()}


def _english(month: int) -> str:
    return str(heard("days")["months"][str(month)][0]).title()
