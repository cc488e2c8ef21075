"""What if: another season or visa on top of what is stored. Nothing is saved until that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from dialogs import cards
from dialogs.changes import changes
from dialogs.events import Keep, Outcome
from dialogs.interview import Step
from dialogs.interviews.intake import INTAKE
from dialogs.kinds import OTHER
from dialogs.message import Button, Message, Place, Reply, Tap, rows
from dialogs.reception import Handler, Visit, of_applicant, say
from dialogs.wording import Words
from knowledge.advice import advise
from knowledge.profile import Profile

ASKED = ("target_season", "visa_wish", "us_status", "step3_result", "step2_ck_result", "specialty_wish")
"""The facts a doctor may try another value of."""


def offer(visit: Visit, tap: Tap) -> Outcome:
    """What shall be different?"""
    words = visit.words
    buttons = [
        Button(words(f"intake.{fact}.label"), Tap("whatif_fact", fact))
        for fact in ASKED
        if getattr(visit.profile, fact) is not None
    ]
    return say(Message(words("what_if.offer"), rows(*buttons, Button(words("pages.to_road"), Tap("road")))), Place.EDIT)


def values(visit: Visit, tap: Tap) -> Outcome:
    """The other values of one fact."""
    words = visit.words
    if tap.subject not in ASKED:
        return Outcome(notice=words("talk.outdated"))
    buttons = [Button(label, Tap("whatif", tap.subject, option)) for option, label in _others(visit, tap.subject)]
    label = words(f"intake.{tap.subject}.label")
    page = Message(words("what_if.which", fact=label), rows(*buttons, Button(words("what_if.back"), Tap("whatifs"))))
    return say(page, Place.EDIT)


def _others(visit: Visit, fact: str) -> Iterator[tuple[str, str]]:
    step = INTAKE.step(fact)
    response = visit.applicant.transcript.get(fact)
    if step is None:
        return
    for option, label in _labels(step, visit.words).items():
        if response is None or response.text != option:
            yield option, label


def _labels(step: Step, words: Words) -> Mapping[str, str]:
    """The step's buttons that fill its fact by themselves."""
    return {option: label for option, label in cards.labels(step, words).items() if option != OTHER}


def show(visit: Visit, tap: Tap) -> Outcome:
    """What would change, and nothing saved."""
    words, step = visit.words, INTAKE.step(tap.subject)
    labels = _labels(step, words) if step else {}
    if step is None or tap.subject not in ASKED or tap.value not in labels:
        return Outcome(notice=words("talk.outdated"))
    supposed = visit.profile.model_dump() | {tap.subject: step.kind.value(tap.value)}
    after = advise(Profile.model_validate(supposed), words.setting)
    lines = changes(visit.advice, after, words) or [words("what_if.same")]
    title = words("what_if.title", fact=words(f"intake.{tap.subject}.label"), value=Markup(labels[tap.value]))
    keep = Button(words("what_if.keep"), Tap("road"))
    switch = Button(words("what_if.switch", value=labels[tap.value]), Tap("whatif_save", tap.subject, tap.value))
    again = Button(words("what_if.again"), Tap("whatifs"))
    return say(Message("\n".join([title, *lines]), rows(switch, keep, again)), Place.EDIT)


def save(visit: Visit, tap: Tap) -> Outcome:
    """The supposed value becomes a fact after all."""
    words, step = visit.words, INTAKE.step(tap.subject)
    if step is None or tap.subject not in ASKED or tap.value not in _labels(step, words):
        return Outcome(notice=words("talk.outdated"))
    text = words("what_if.saved", told=Markup(cards.told(step, tap.value, words)))
    road = Button(words("talk.see_road"), Tap("road"))
    return Outcome((Reply(Message(text, ((road,),)), Place.EDIT),), (Keep(tap.subject, tap.value),))


TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        "whatifs": of_applicant(offer),
        "whatif_fact": of_applicant(values),
        "whatif": of_applicant(show),
        "whatif_save": of_applicant(save),
    }
)
