"""Stay in the United States: the statuses held now by the applicant and by the spouse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dialogs.stories.clauses import Clause, Voice
from dialogs.stories.facts import Facts, agreed, known, of_spouse, told
from dialogs.stories.lexicon import any_of, has, pattern, words
from knowledge.profile import Language

VISAS = ("h1b", "j1", "f1", "j2", "h4")
_ORDER = ("citizen", "green_card", "j2", "h4", "h1b", "j1", "f1", "other", "none")


def statuses(clauses: Sequence[Clause]) -> Facts:
    """us_status and spouse_us_status."""
    own = [status for clause in told(clauses) for status in _own(clause)]
    spouse = [status for clause in of_spouse(clauses) for status in _of_the_spouse(clause)]
    spouse += [status for clause in told(clauses) for status in _beside_the_spouse(clause.text)]
    if "citizen" not in own and _shared(clauses):
        spouse += own
    follows = [status for status in spouse if status in _dependents()]
    principal = [status for status in spouse if status not in follows]
    if principal and follows:
        own, spouse = own or follows, principal
    return known(us_status=_one(own), spouse_us_status=_one(spouse))


def _dependents() -> Sequence[str]:
    return list(words("standing")["status"]["dependents"])


def _one(found: Sequence[str]) -> str | None:
    """The one status held; `none` and `other` give way to what is said more exactly."""
    exact = [status for status in found if status not in ("other", "none")]
    if "citizen" in exact:
        return "citizen"
    one: str | None = agreed(exact or [status for status in found if status == "other"] or found)
    return one


def _own(clause: Clause) -> Iterator[str]:
    text = own_words(clause.text)
    if american(text):
        yield "citizen"
    if _green_card(text):
        yield "green_card"
    if not clause.mode("past"):
        yield from _visas(text)
    if has(text, "standing", "status.none"):
        yield "none"


def american(text: str) -> bool:
    """Whether US citizenship is said to be held."""
    found = pattern("standing", "citizenship.american").search(text)
    return bool(found) and not has(text, "standing", "citizenship.not_held", "citizenship.lost")


def _green_card(text: str) -> bool:
    for found in pattern("standing", "status.green_card").finditer(text):
        foreign = re.search(words("standing")["status"]["foreign_before"], text[: found.start()])
        near = text[max(0, found.start() - 14) : found.end() + 22]
        obtained = has(near, "standing", "status.obtained") and not re.search(
            r"안 |못|없|没|yet|n't|(?<![a-z])not?(?![a-z])", near
        )
        pending = has(near, "standing", "status.not_yet", "status.other")
        if not foreign and (obtained or not pending):
            return True
    return False


def _visas(text: str) -> Iterator[str]:
    """Visas that are said to be held, not wished for."""
    if has(text, "standing", "status.other") and not has(text, "standing", "status.not_held"):
        yield "other"
    held = [
        (visa, found)
        for visa in VISAS
        for found in pattern("standing", f"status.{visa}").finditer(text)
        if (_alone(text, found) or has(text, "standing", "status.held"))
        and not has(text, "standing", "status.not_held")
    ]
    now = [pair for pair in held if _said_to_be_now(text, pair[1])]
    yield from (visa for visa, _ in now or held)


def _said_to_be_now(text: str, found: re.Match[str]) -> bool:
    """`J-1 then, H-1B now`."""
    behind, before = text[found.end() :], text[: found.start()]
    return has(behind, "standing", "status.now") or has(before, "standing", "status.now_before")


def _alone(text: str, found: re.Match[str]) -> bool:
    """A dependent's visa, or student's work permit, named by itself is one that is held."""
    left = text[: found.start()] + text[found.end() :]
    return found[0].strip(" -").replace("-", "").replace(" ", "") in ("h4", "j2", "f2") and len(left.strip(" ,.")) < 3


def _of_the_spouse(clause: Clause) -> Iterator[str]:
    if american(clause.text):
        yield "citizen"
    elif _green_card(clause.text) and not clause.mode("past"):
        yield "green_card"
    elif not clause.mode("past", "goal"):
        yield from _every_visa(clause.text)
    if has(clause.text, "standing", "status.none"):
        yield "none"


def _every_visa(text: str) -> Iterator[str]:
    if has(text, "standing", "status.not_held"):
        return
    for visa in VISAS:
        if has(text, "standing", f"status.{visa}"):
            yield visa
    if has(text, "standing", "status.other"):
        yield "other"


def _spouse_words() -> re.Pattern[str]:
    return pattern("voices", "spouse.ko", "spouse.en", "spouse.zh")


def _beside_the_spouse(text: str) -> Iterator[str]:
    """`married to a US citizen`, `my green card wife`, `husband (USC)`."""
    nouns = _spouse_words().pattern
    named = {
        "citizen": pattern("standing", "citizenship.american").pattern,
        "green_card": pattern("standing", "status.green_card").pattern,
        **{visa: pattern("standing", f"status.{visa}").pattern for visa in VISAS},
    }
    for status, entry in named.items():
        around = any_of(
            [
                rf"married to an? (?:{entry})",
                rf"(?:{entry})\s?(?:인|인 |랑|과|와|이랑|하고)?\s?(?:holder )?(?:결혼|{nouns})",
                rf"(?:{nouns})\s?(?:는|은)?\s?[(:=]\s?(?:a |an )?(?:{entry})",
                rf"(?:嫁(?:给)?了?|娶了?)(?:个)?(?:{entry})",
            ]
        )
        if around.search(text) and not has(text, "standing", "family.not_married"):
            yield status


def own_words(text: str) -> str:
    """The text without `married to a citizen`, `my citizen wife`, `시민권자인 여자친구`: there the status is theirs."""
    listened = words("standing")["status"]
    people = pattern(
        "voices", *(f"{whom}.{language}" for whom in ("spouse", "others") for language in Language)
    ).pattern
    for entry in listened["of_others"]:
        text = re.sub(entry.format(people=people), " ", text)
    return text


def _shared(clauses: Iterable[Clause]) -> bool:
    """`my husband got it together with me`."""
    return any(
        clause.voice is Voice.SPOUSE and clause.told and clause.has("standing", "status.same") for clause in clauses
    )
