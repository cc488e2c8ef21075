"""The facts of a story as responses to the steps of the intake, where they map for certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dialogs.interviews.intake import INTAKE
from dialogs.stories.facts import Facts
from dialogs.stories.specialties import key_of
from knowledge.days import PartialDate
from knowledge.guards import Setting
from knowledge.profile import (
    Certificate,
    ExamResult,
    Family,
    Licence,
    Military,
    Publications,
    StudyStage,
    Training,
    Usce,
    UsStatus,
    VisaWish,
)

_EXAMS = {"step1": "step1", "step2ck": "step2_ck", "step3": "step3"}
_MOST = {"attempts": 4, "us_letters": 3}
_SAME: Mapping[str, Mapping[str | bool, StrEnum]] = {
    "military": {
        "served": Military.SERVED,
        "serving": Military.SERVING,
        "unserved": Military.NOT_YET,
        "exempt": Military.NOT_APPLICABLE,
        "not_applicable": Military.NOT_APPLICABLE,
    },
    "specialist_training": {
        "none": Training.NONE,
        "in_training": Training.IN_TRAINING,
        "completed": Training.COMPLETED,
    },
    "us_status": {
        "none": UsStatus.NONE,
        "green_card": UsStatus.GREEN_CARD,
        "j1": UsStatus.J1,
        "f1": UsStatus.F1,
        "h1b": UsStatus.OTHER,
        "j2": UsStatus.DEPENDENT,
        "h4": UsStatus.DEPENDENT,
    },
    "visa_wish": {"j1": VisaWish.J1, "h1b": VisaWish.H1B, "unsure": VisaWish.NOT_SURE},
    "family": {
        "single": Family.ALONE,
        "married": Family.SPOUSE,
        "married_with_children": Family.SPOUSE_AND_CHILDREN,
    },
    "ecfmg_certified": {True: Certificate.HELD, False: Certificate.NOT_YET},
}
_CALLED = {"specialist_training": "training", "ecfmg_certified": "ecfmg_certificate"}
_RESULTS = {
    "passed": ExamResult.PASSED,
    "failed": ExamResult.FAILED,
    "not_taken": ExamResult.NOT_TAKEN,
    "planned": ExamResult.NOT_TAKEN,
}


@dataclass(frozen=True)
class Aside:
    """What the facts do not carry: whether a licence now held was said outright, and the keys of specialties."""

    licence_stated: bool = False
    specialties_wished: Sequence[str] = ()


def responses(facts: Facts, aside: Aside, setting: Setting) -> dict[str, str]:
    """Responses in the form the steps keep them, by the fact each fills. Each of them is one its step can read."""
    found = {**_named(facts), **_counted(facts), **_schooling(facts, aside, setting), **_wishes(facts, aside, setting)}
    for exam, name in _EXAMS.items():
        found |= _exam(facts, exam, name)
    found |= _oet(facts)
    return {fact: text for fact, text in found.items() if _readable(fact, text)}


def _readable(fact: str, text: str) -> bool:
    step = INTAKE.step(fact)
    if step is None:
        return False
    try:
        step.kind.value(text)
    except ValueError:
        return False
    return True


def _named(facts: Facts) -> dict[str, str]:
    found = {}
    for key, values in _SAME.items():
        if facts.get(key) in values:
            found[_CALLED.get(key, key)] = values[facts[key]].value
    return found


def _counted(facts: Facts) -> dict[str, str]:
    found = {key: str(facts[key]) for key in ("birth_year",) if key in facts}
    if "us_letters" in facts:
        found["us_letters"] = str(min(facts["us_letters"], _MOST["us_letters"]))
    if facts.get("publications"):
        few = facts["publications"] <= 4
        found["publications"] = (Publications.ONE_TO_FOUR if few else Publications.FIVE_OR_MORE).value
    usce = _usce(facts.get("us_clinical_experience_months"))
    return {**found, "usce": usce.value} if usce else found


def _usce(months: float | None) -> Usce | None:
    if months is None:
        return None
    if months == 0:
        return Usce.NONE
    if months <= 1:
        return Usce.UP_TO_ONE_MONTH
    if months >= 4:
        return Usce.FOUR_MONTHS_OR_MORE
    return Usce.TWO_TO_THREE_MONTHS if 2 <= months <= 3 else None


def _schooling(facts: Facts, aside: Aside, setting: Setting) -> dict[str, str]:
    found = {key: facts[key] for key in ("school_country", "citizenship") if isinstance(facts.get(key), str)}
    if "student" in facts:
        found["stage"] = (StudyStage.STUDENT if facts["student"] else StudyStage.GRADUATED).value
    if "graduation_year" in facts:
        day = PartialDate(facts["graduation_year"], facts.get("graduation_month"))
        found["graduated_on" if day.first <= setting.today else "graduates_on"] = str(day)
    if facts.get("licence") == "none":
        found["licence"] = Licence.NONE.value
    elif facts.get("licence") == "home_country" and aside.licence_stated:
        found["licence"] = Licence.VALID.value
    trained = key_of(facts.get("specialty_trained", ""))
    return {**found, "training_specialty": trained} if trained else found


def _exam(facts: Facts, exam: str, name: str) -> dict[str, str]:
    result = _RESULTS.get(facts.get(f"{exam}_result", ""))
    day = facts.get(f"{exam}_date", "")
    if result is None:
        return {}
    found = {f"{name}_result": result.value}
    if result is ExamResult.PASSED or result is ExamResult.FAILED:
        found |= {f"{name}_passed_on" if result is ExamResult.PASSED else f"{name}_last_sat_on": day}
        found |= _told(facts, exam, name)
    elif name == "step2_ck" and len(day) == len("YYYY-MM-DD"):
        found["step2_ck_booked_on"] = day
    return {fact: text for fact, text in found.items() if text}


def _told(facts: Mapping[str, int], exam: str, name: str) -> dict[str, str]:
    found = {}
    if f"{exam}_score" in facts:
        found[f"{name}_score"] = str(facts[f"{exam}_score"])
    if f"{exam}_attempts" in facts:
        found[f"{name}_attempts"] = str(min(facts[f"{exam}_attempts"], _MOST["attempts"]))
    return found


def _oet(facts: Facts) -> dict[str, str]:
    result = _RESULTS.get(facts.get("oet", ""))
    if result is None:
        return {}
    found = {"oet_result": result.value}
    return (
        {**found, "oet_passed_on": facts["oet_date"]} if result is ExamResult.PASSED and "oet_date" in facts else found
    )


def _wishes(facts: Facts, aside: Aside, setting: Setting) -> dict[str, str]:
    found = {}
    if len(aside.specialties_wished) == 1:
        found["specialty_wish"] = aside.specialties_wished[0]
    if facts.get("target_season", 0) >= setting.calendar.open_years(setting.today)[0]:
        found["target_season"] = str(facts["target_season"])
    return found
