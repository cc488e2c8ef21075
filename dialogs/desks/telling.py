"""A story instead of forty taps: what was understood is shown, put right with a tap, kept only when confirmed.

The page replies to the story, so Telegram brings the story back with each tap: nothing of it is kept meanwhile. Which
facts are taken out stands in the buttons, a bit each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from dialogs import cards
from dialogs.events import Keep, Outcome, Said
from dialogs.interview import Response, Step
from dialogs.interviews.intake import INTAKE
from dialogs.message import Button, Message, Place, Reply, Tap, rows
from dialogs.reception import Handler, Visit, of_applicant
from dialogs.stories import read

FEWEST, SHORTEST, LONGEST_STORY = 3, 25, 2000
"""A text that tells so many facts in so many characters is a story and no reply to the open step."""

LONGEST_MASK = 16


def understood(visit: Visit, text: str) -> dict[str, str]:
    """The responses a story gives, by fact, in the order of the intake."""
    if not SHORTEST <= len(text) <= LONGEST_STORY:
        return {}
    words = visit.words
    told = read(text, words.setting, visit.language).responses
    return {step.fact: told[step.fact] for step in INTAKE.steps if step.fact in told}


def is_story(visit: Visit, said: Said) -> bool:
    """Whether the text tells enough to be confirmed at once."""
    return len(understood(visit, said.text)) >= FEWEST


def offer(visit: Visit, said: Said) -> Outcome:
    """What was understood, to be confirmed. Nothing is kept."""
    page = confirmation(visit, understood(visit, said.text), 0)
    return Outcome((Reply(page, Place.MOVE, card=True, to=said.ref),))


def confirmation(visit: Visit, told: Mapping[str, str], out: int) -> Message:
    """The facts as they were read, by chapter, and a button for each; those taken out (bits of `out`) are struck."""
    words = visit.words
    lines, buttons = [words("telling.read")], []
    for chapter in INTAKE.chapters:
        facts = [(n, step) for n, step in _numbered(told) if step in chapter.steps]
        if facts:
            said = words("common.comma").join(
                _line(step, told[step.fact], bool(out >> n & 1), visit) for n, step in facts
            )
            lines.append(f"<b>{words(f'intake._chapters.{chapter.name}')}</b>: {said}")
        for n, step in facts:
            mark = "telling.put_back" if out >> n & 1 else "telling.take_out"
            label = words(mark, label=words(f"intake.{step.fact}.label"))
            buttons.append(Button(label, Tap("story", "mark", f"{out ^ 1 << n:x}")))
    right = Button(words("telling.right"), Tap("story", "keep", f"{out:x}"))
    again = Button(words("telling.again"), Tap("story", "again"))
    return Message("\n".join(lines), ((right, again), *rows(*buttons)))


def _numbered(told: Mapping[str, str]) -> list[tuple[int, Step]]:
    steps = [step for fact in told if (step := INTAKE.step(fact))]
    return list(enumerate(steps))


def _line(step: Step, response: str, out: bool, visit: Visit) -> str:
    said = cards.told(step, response, visit.words)
    return f"<s>{said}</s>" if out else said


def tapped(visit: Visit, tap: Tap) -> Outcome:
    """A button of the confirmation."""
    told = understood(visit, visit.about)
    if tap.subject == "again" or not told:
        return how(visit, tap)
    out = _mask(tap.value)
    if tap.subject == "mark":
        return Outcome((Reply(confirmation(visit, told, out), Place.EDIT, card=True),))
    kept = {fact: told[fact] for n, fact in enumerate(told) if not out >> n & 1}
    transcript = {**visit.applicant.transcript, **{fact: Response(text) for fact, text in kept.items()}}
    after = replace(visit, applicant=replace(visit.applicant, transcript=transcript))
    onward = after.sitting.ask(Place.EDIT, visit.words("telling.kept") + visit.words("common.between"))
    return replace(onward, changes=tuple(Keep(fact, text) for fact, text in kept.items()))


def _mask(text: str) -> int:
    try:
        return int(text or "0", 16) if len(text) <= LONGEST_MASK else 0
    except ValueError:
        return 0


def how(visit: Visit, tap: Tap) -> Outcome:
    """How to tell everything at once, or to answer one by one after all."""
    one_by_one = Button(visit.words("telling.one_by_one"), Tap("resume"))
    return Outcome((Reply(Message(visit.words("telling.how"), ((one_by_one,),)), Place.EDIT, card=True),))


TAPS: Mapping[str, Handler] = MappingProxyType({"story": of_applicant(tapped), "story_how": of_applicant(how)})
