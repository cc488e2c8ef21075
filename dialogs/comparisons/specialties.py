"""Two to four specialties side by side, a line for each figure, with the doctor's own score among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dialogs.comparisons import frame, own_score
from dialogs.message import Button, Message, Tap, rows
from dialogs.wording import Words
from knowledge.comparison import MOST, Specialty, compare, score_range
from knowledge.dated import Citation
from knowledge.profile import Profile
from knowledge.states import cited

CODES: Mapping[str, str] = MappingProxyType(
    {
        "im": "internal_medicine",
        "fm": "family_medicine",
        "pd": "pediatrics",
        "ps": "psychiatry",
        "nr": "neurology",
        "pa": "pathology",
        "gs": "general_surgery",
        "an": "anesthesiology",
        "dr": "diagnostic_radiology",
        "em": "emergency_medicine",
        "ob": "obstetrics_gynecology",
        "pm": "physical_medicine_rehabilitation",
        "cn": "child_neurology",
        "ro": "radiation_oncology",
        "ns": "neurosurgery",
        "de": "dermatology",
        "os": "orthopedic_surgery",
        "pl": "plastic_surgery",
        "en": "otolaryngology",
        "ir": "interventional_radiology",
        "va": "vascular_surgery",
        "ur": "urology",
    }
)
"""Two letters for each specialty on a button, which holds few. A code is never given to another specialty."""
FIRST_PAGE = 10
USUAL = ("im", "fm", "pd")
"""Compared with the doctor's own wish where nothing else was chosen: where most non-US IMGs match."""
VISA_FIGURES = ("visa_programs_studied", "im_programs_taking_j1", "im_programs_taking_h1b")


def chosen(subject: str) -> tuple[str, ...]:
    """The codes on a button, without unknown ones, each once, four at most."""
    return tuple(dict.fromkeys(code for code in subject.split("-") if code in CODES))[:MOST]


def start(profile: Profile) -> tuple[str, ...]:
    """What is compared first: the doctor's wish and the usual ones."""
    wish = next((code for code, key in CODES.items() if key == profile.specialty_wish), None)
    codes = (wish, *USUAL) if wish else USUAL
    return tuple(dict.fromkeys(codes))[: len(USUAL)]


def table(codes: Sequence[str], profile: Profile, words: Words) -> Message:
    """The specialties of these codes side by side."""
    found = compare((CODES[code] for code in codes), words.setting)
    gaps = any(getattr(each, need) is None for each in found for needs in ROWS.values() for need in needs)
    notes = ("note", "gaps") if gaps else ("note",)
    lines = [
        words("comparisons.specialties.title", names=_names(found, words)),
        *(_row(name, found, words) for name in ROWS),
        _scores(found, profile, words),
        _visas(found, words),
        words("common.between").join(words(f"comparisons.specialties.{note}") for note in notes),
        *frame.ending(cites(codes, words), words),
    ]
    return frame.page(lines, _buttons(codes, profile, words))


def _names(found: Sequence[Specialty], words: Words) -> str:
    return words("comparisons.specialties.between").join(
        words("comparisons.specialties.name", key=each.key) for each in found
    )


def _row(name: str, found: Sequence[Specialty], words: Words) -> str:
    needs = ROWS[name]
    cells = [_cell(name, {need: getattr(each, need) for need in needs}, each, words) for each in found]
    return words(f"comparisons.specialties.rows.{name}") + words("comparisons.specialties.between").join(cells)


ROWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "years": ("years",),
        "positions": ("positions",),
        "matched": ("matched", "ranked_first"),
        "scores": ("ck_matched", "ck_unmatched"),
        "ranks": ("ranks_matched",),
        "signals": ("signals",),
    }
)
"""The lines of the table, each with the figures it needs."""


def _cell(name: str, values: Mapping[str, Any], each: Specialty, words: Words) -> str:
    if any(value is None for value in values.values()):
        return words("comparisons.specialties.none")
    if name == "signals" and each.signals_gold is not None and each.signals is not None:
        silver = each.signals - each.signals_gold
        return words("comparisons.specialties.cells.tiers", gold=each.signals_gold, silver=silver)
    return words(f"comparisons.specialties.cells.{name}", percent=each.percent, **values)


def _scores(found: Sequence[Specialty], profile: Profile, words: Words) -> str:
    """Where the doctor's score stands in each; nothing without a score."""
    ranges = [score_range(each.key, profile, words.setting) for each in found]
    places = [scores.place if scores else None for scores in ranges]
    if not any(places):
        return ""
    cells = [words(f"comparisons.specialties.places.{place.value}" if place else _NONE) for place in places]
    joined = words("comparisons.specialties.between").join(cells)
    return words("comparisons.specialties.own_score", score=profile.step2_ck_score) + joined


_NONE = "comparisons.specialties.none"


def _visas(found: Sequence[Specialty], words: Words) -> str:
    """Visas were counted for internal medicine only."""
    counted = any(each.key == CODES["im"] for each in found)
    return words(f"comparisons.specialties.visas.{'counted' if counted else 'not_found'}")


def cites(codes: Sequence[str], words: Words) -> list[Citation]:
    """What the table of these specialties rests on."""
    found = compare((CODES[code] for code in codes), words.setting)
    citations = [citation for each in found for citation in each.citations]
    if "im" in codes:
        citations += [citation for key in VISA_FIGURES for citation in cited(key, words.setting)[1]]
    return citations


def _buttons(codes: Sequence[str], profile: Profile, words: Words) -> tuple[tuple[Button, ...], ...]:
    packed = "-".join(codes)
    change = Button(words("comparisons.specialties.change"), Tap("compare_pick", packed))
    read = Button(words("pages.sources"), Tap("compare_sources", packed))
    return ((change, read), frame.ways(words)[1:], (*own_score.button(profile, words), frame.to_road(words)))


def picking(codes: Sequence[str], words: Words, *, more: bool = False) -> Message:
    """The specialties to choose from, those chosen marked; a tap adds one or takes it away."""
    offered = list(CODES)[FIRST_PAGE:] if more else list(CODES)[:FIRST_PAGE]
    buttons = [_toggle(code, codes, more, words) for code in offered]
    packed = "-".join(codes)
    other = Button(words(f"comparisons.specialties.{'fewer' if more else 'more'}"), _pick(packed, not more))
    compared = Button(words("comparisons.specialties.compare"), Tap("compare", packed))
    foot = (other, compared) if len(codes) > 1 else (other,)
    found = compare((CODES[code] for code in codes), words.setting)
    names = _names(found, words) if found else words("comparisons.specialties.nobody")
    return Message(words("comparisons.specialties.pick", names=names, most=MOST), (*rows(*buttons), foot))


def _toggle(code: str, codes: Sequence[str], more: bool, words: Words) -> Button:
    taken = code in codes
    left = [each for each in codes if each != code] if taken else [*codes, code][-MOST:]
    name = words("comparisons.specialties.name", key=CODES[code])
    label = words("comparisons.specialties.taken", name=name) if taken else name
    return Button(label, _pick("-".join(left), more))


def _pick(packed: str, more: bool) -> Tap:
    return Tap("compare_pick", packed, "more" if more else "")


def sources(codes: Sequence[str], words: Words) -> Message:
    """Every source of the table."""
    back = Button(words("comparisons.specialties.back"), Tap("compare", "-".join(codes)))
    return frame.sources(cites(codes, words), back, words)
