"""Licence and training outside the United States."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.stories.clauses import Clause
from dialogs.stories.facts import Facts, known, told
from dialogs.stories.lexicon import has, pattern
from dialogs.stories.places import countries, listed
from dialogs.stories.specialties import Named, english, specialties

_REACH = 30


def credentials(clauses: Sequence[Clause], schooling: Facts) -> Facts:
    """licence, licence_country, specialist_training and specialty_trained."""
    stated = told(clauses)
    training = _training(stated)
    licence = _licence(stated, training)
    specialty = _specialty(stated) if training in ("completed", "in_training") else None
    return known(
        licence=licence,
        licence_country=_country(stated, schooling) if licence == "home_country" else None,
        specialist_training=training,
        specialty_trained=english(specialty.key) if specialty else None,
    )


def licence_stated(clauses: Sequence[Clause]) -> bool:
    """Whether the applicant says outright to hold a licence now."""
    return any(_holds(clause) and not clause.mode("past") for clause in told(clauses))


def _training(clauses: Sequence[Clause]) -> str | None:
    """How far the training at home went; None for those who left it."""
    found = [state for place, clause in enumerate(clauses) if (state := _state(clause, clauses[place + 1 : place + 2]))]
    for state in ("completed", "left", "in_training", "none"):
        if state in found:
            return None if state == "left" else state
    return None


def _state(clause: Clause, after: Sequence[Clause] = ()) -> str | None:
    if _trained(clause, "in_training") and any(
        each.sentence == clause.sentence and each.has("training", "training.left") for each in after
    ):
        return "left"
    if has(clause.text, "training", "training.left") and has(
        clause.text, "training", "training.in_training", "training.completed", "licence.korean", "licence.chinese"
    ):
        return "left"
    if has(clause.text, "training", "training.american"):
        return None
    if _trained(clause, "completed"):
        return "completed"
    if _trained(clause, "in_training") and not clause.mode("past"):
        return "in_training"
    return "none" if has(clause.text, "training", "training.none") else None


def _trained(clause: Clause, state: str) -> bool:
    found = pattern("training", f"training.{state}").search(clause.text)
    if not found:
        return False
    behind = clause.text[found.end() : found.end() + 12]
    before = clause.text[max(0, found.start() - 24) : found.start()]
    near = f"{behind} | {before}"
    if state == "completed" and has(near, "training", "training.end_ahead"):
        return False
    return not has(near, "training", "training.ahead")


def _specialty(clauses: Sequence[Clause]) -> Named | None:
    """The specialty named nearest to the word for training, in its clause or the one before."""
    for place, clause in enumerate(clauses):
        if _state(clause) not in ("completed", "in_training"):
            continue
        word = pattern("training", "training.completed", "training.in_training").search(clause.text)
        named = specialties(clause.text)
        if word and named:
            return min(named, key=lambda each: (each.fellowship, abs(each.start - word.start())))
        before = clauses[place - 1] if place else None
        if before and before.sentence == clause.sentence and not before.mode("plan", "goal"):
            alone = specialties(before.text)
            if len(alone) == 1 and len(before.text) <= _REACH:
                return alone[0]
    return None


def _licence(clauses: Sequence[Clause], training: str | None) -> str | None:
    if any(_holds(clause) for clause in clauses):
        return "home_country"
    if any(_lacks(clause) for clause in clauses):
        return "none"
    if training == "completed" or any(_practises(clause) for clause in clauses):
        return "home_country"
    text = " ".join(clause.text for clause in clauses)
    if training == "in_training" and ("KR" in _codes(text) or has(text, "training", "licence.korean")):
        return "home_country"
    return None


def _lacks(clause: Clause) -> bool:
    return clause.has("training", "licence.none") and not clause.has("training", "licence.not_medical")


def _holds(clause: Clause) -> bool:
    if clause.has("training", "licence.not_medical") or _lacks(clause):
        return False
    return clause.has("training", "licence.named") and not clause.has("training", "licence.ahead")


def _practises(clause: Clause) -> bool:
    if clause.has("training", "military.as_doctor") and clause.has("training", "military.serving", "military.served"):
        return True
    return clause.has("training", "licence.practising") and not clause.has("training", "training.ahead")


def _country(clauses: Sequence[Clause], schooling: Facts) -> str | None:
    school = schooling.get("school_country")
    for code in _told_countries(clauses):
        return code
    text = " ".join(clause.text for clause in clauses)
    if has(text, "training", "licence.korean") and school == "KR":
        return "KR"
    if has(text, "training", "licence.chinese") and school in (None, "CN"):
        return "CN"
    there = any(
        clause.has("training", "licence.there") and (_holds(clause) or _state(clause) == "completed")
        for clause in clauses
    )
    return str(school) if there and school else None


def _told_countries(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        if clause.has("training", "military.serving"):
            yield "KR"
    for clause in clauses:
        if _holds(clause):
            yield from _codes(clause.text)
    for clause in clauses:
        if _state(clause) in ("completed", "in_training") or _practises(clause):
            yield from _codes(clause.text)


def _codes(text: str) -> list[str]:
    boards = [place.code for place in listed("boards", text)]
    cities = [place.code for place in listed("cities", text)]
    return [code for code in (*boards, *(place.code for place in countries(text)), *cities) if code != "US"]
