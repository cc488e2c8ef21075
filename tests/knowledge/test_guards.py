"""Guards: true, false, or unknown, and unknown only where it matters."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.days import PartialDate
from knowledge.guards import Every, Facts, Guard, Is, Known, Not, SeasonBegun, Setting, Some, WasInForce
from tests.knowledge.small import TODAY, setting

THREE = (True, False, None)


class Told:
    """A guard that says what the fact `name` says."""

    def __init__(self, name: str) -> None:
        self.reads = (name,)

    def __str__(self) -> str:
        return self.reads[0]

    def __call__(self, facts: Facts, setting: Setting) -> bool | None:
        told: bool | None = facts.get(self.reads[0])
        return told


A, B, C = Told("a"), Told("b"), Told("c")


def held(guard: Guard, **facts: object) -> bool | None:
    return guard(facts, setting())


@pytest.mark.parametrize(
    ("value", "told"), [("j1", True), ("either", True), ("h1b", False), (None, None), ("", False), (0, False)]
)
def test_is_knows_only_what_was_told(value: object, told: bool | None) -> None:
    assert held(Is("visa_wish", "j1", "either"), visa_wish=value) is told


def test_a_fact_never_mentioned_is_unknown() -> None:
    assert held(Is("visa_wish", "j1")) is None


@pytest.mark.parametrize(("value", "told"), [("j1", True), (0, True), (False, True), (None, False)])
def test_known_is_never_unknown_itself(value: object, told: bool) -> None:
    assert held(Known("visa_wish"), visa_wish=value) is told


@pytest.mark.parametrize(("value", "told"), [(True, False), (False, True), (None, None)])
def test_not_leaves_the_unknown_unknown(value: bool | None, told: bool | None) -> None:
    assert held(Not(A), a=value) is told


@pytest.mark.parametrize(
    ("a", "b", "every", "some"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_one_that_decides_does_so_whatever_is_unknown(
    a: bool | None, b: bool | None, every: bool | None, some: bool | None
) -> None:
    for first, second in ((a, b), (b, a)):
        assert held(Every(A, B), a=first, b=second) is every
        assert held(Some(A, B), a=first, b=second) is some


def test_of_none_every_one_holds_and_not_a_single_one() -> None:
    assert held(Every()) is True
    assert held(Some()) is False


@pytest.mark.parametrize(("a", "b", "c"), list(product(THREE, repeat=3)))
def test_not_turns_every_into_some(a: bool | None, b: bool | None, c: bool | None) -> None:
    facts = {"a": a, "b": b, "c": c}
    assert held(Not(Every(A, B, C)), **facts) is held(Some(Not(A), Not(B), Not(C)), **facts)


GUARDS = st.recursive(
    st.sampled_from([A, B, C]),
    lambda inner: st.builds(Not, inner) | st.builds(Every, inner, inner) | st.builds(Some, inner, inner),
    max_leaves=6,
)


@given(GUARDS, st.tuples(*[st.sampled_from(THREE)] * 3))
def test_learning_more_never_overturns_what_was_certain(guard: Guard, told: tuple[bool | None, ...]) -> None:
    facts = dict(zip("abc", told, strict=True))
    before = held(guard, **facts)
    unknown = [name for name, value in facts.items() if value is None]
    for values in product((True, False), repeat=len(unknown)):
        after = held(guard, **{**facts, **dict(zip(unknown, values, strict=True))})
        assert after is not None
        assert before in (None, after)


def test_a_guard_reads_each_fact_once_in_the_order_of_its_parts() -> None:
    guard = Every(Not(Is("us_status", "j1")), Some(Known("citizenship"), Is("us_status", "f1")))
    assert guard.reads == ("us_status", "citizenship")
    assert WasInForce("step1_passed_on", "line", 1).reads == ("step1_passed_on",)


def test_a_guard_can_be_read_aloud() -> None:
    guard = Every(
        Is("visa_wish", "j1", "either"), Some(Not(Known("stage")), SeasonBegun("target_season", "eras_submit"))
    )
    assert str(guard) == (
        "visa_wish is j1 or either and (not (stage is known) or eras_submit of target_season is past)"
    )
    assert str(WasInForce("step1_passed_on", "kind", "number")) == "on step1_passed_on, kind was number"


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (PartialDate(2022, 1, 25), True),
        (PartialDate(2022, 1, 26), False),
        (PartialDate(2022, 1), True),
        (PartialDate(2022), True),
        (PartialDate(2021, 12), True),
        (PartialDate(2022, 2), False),
        (PartialDate(1999, 12, 31), None),
        (PartialDate(1999), None),
        (None, None),
        ("none", None),
    ],
)
def test_what_was_in_force_on_a_day_that_may_be_a_month(on: object, told: bool | None) -> None:
    assert held(WasInForce("step1_passed_on", "kind", "number"), step1_passed_on=on) is told


@pytest.mark.parametrize(
    ("target", "today", "told"),
    [
        ("2027", TODAY, True),
        ("2027", date(2026, 9, 23), True),
        ("2027", date(2026, 9, 22), False),
        ("2028", TODAY, False),
        ("2028", date(2027, 9, 1), True),
        ("2026", TODAY, False),
        ("later", TODAY, False),
        ("not_sure", TODAY, False),
        (None, TODAY, None),
    ],
)
def test_a_season_has_begun_from_the_day_of_its_event(target: str | None, today: date, told: bool | None) -> None:
    guard = SeasonBegun("target_season", "eras_submit")
    assert guard({"target_season": target}, setting(today)) is told
