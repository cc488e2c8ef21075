"""Any profile there may be: each fact unknown or one of its valid values, also where they contradict one another."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from dialogs.kinds.countries import codes
from dialogs.kinds.specialties import keys
from knowledge.days import PartialDate
from knowledge.profile import Profile

DAYS = st.dates(date(1965, 1, 1), date(2038, 12, 31))
PARTIAL_DATES = st.builds(
    lambda day, known: PartialDate(*(day.year, day.month, day.day)[:known]), DAYS, st.integers(1, 3)
)
TEXTS = {
    "school": st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20),
    "school_country": st.sampled_from(["KR", "CN", "IN", "US", "CA", "IR", "NG"]) | st.sampled_from(sorted(codes())),
    "citizenship": st.sampled_from(["KR", "CN", "IN", "US", "CA", "IR", "NG"]) | st.sampled_from(sorted(codes())),
    "training_specialty": st.sampled_from(sorted(set(keys()) - {"undecided"})),
    "specialty_wish": st.sampled_from(sorted({*keys(), "undecided"})),
    "target_season": st.sampled_from(["2026", "2027", "2028", "2029", "2031", "2040", "later", "not_sure"]),
    "zone": st.sampled_from(["Asia/Seoul", "America/New_York", "Asia/Kolkata"]),
}


def valid(name: str, annotation: Any) -> st.SearchStrategy[Any]:
    """The values a fact may have, None among them."""
    if name in TEXTS:
        return st.none() | TEXTS[name]
    return st.one_of([_values(part) for part in get_args(annotation)])


def _values(part: Any) -> st.SearchStrategy[Any]:
    if part is type(None):
        return st.none()
    if part is PartialDate:
        return PARTIAL_DATES
    if get_origin(part) is Annotated:
        (limits,) = [mark for mark in get_args(part) if isinstance(mark, FieldInfo)]
        bounds = {type(limit).__name__: limit for limit in limits.metadata}
        return st.integers(bounds["Ge"].ge, bounds["Le"].le)
    assert issubclass(part, Enum), f"no strategy for {part}"
    return st.sampled_from(part)


PROFILES = st.fixed_dictionaries(
    {name: valid(name, field.annotation) for name, field in Profile.model_fields.items()}
).map(Profile.model_validate)
