"""The interview's card: progress, what was understood, the question, its buttons, the foot row."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from dialogs.interview import Interview, Place, Response, Step
from dialogs.kinds import OTHER, Hearing
from dialogs.message import Button, Message, Rows, Tap, rows
from dialogs.wording import Words

FILLED, EMPTY = "●", "○"
SILENT = ("language", "consent")
"""Steps answered before the interview proper; they are neither gone back to nor listed in the summary."""


def labels(step: Step, words: Words) -> Mapping[str, str]:
    """The step's buttons by option, in the order of the texts; the Match years stand before the rest."""
    offered = step.kind.options(words.setting)
    key = f"intake.{step.fact}.options"
    named = {option: words(f"{key}.{option}") for option in words.keys(key)} if words.has(key) else {}
    years = {option: words("common.season", year=option) for option in offered if option.isdigit()}
    return {**{o: label for o, label in years.items() if o not in named}, **named}


def hearing(step: Step, words: Words) -> Hearing:
    """What the step's kind may look at when it reads a reply."""
    return Hearing(words.language, words.setting, labels(step, words))


def told(step: Step, response: str, words: Words) -> str:
    """A response as the summary says it."""
    key = f"intake.{step.fact}"
    if words.has(f"{key}.briefs.{response}"):
        return words(f"{key}.briefs.{response}")
    return words(f"{key}.brief", value=step.kind.value(response))


def echo(step: Step, response: str, words: Words) -> str:
    """What was understood, said in front of the next question."""
    key = f"intake.{step.fact}.echo"
    return words(key, value=step.kind.value(response)) if words.has(key) else ""


def card(
    interview: Interview, place: Place, words: Words, *, lead: str = "", current: Response | None = None
) -> Message:
    """The card of the open step. `lead` is HTML put before the question as it is; `current` the reply it had so far."""
    step = place.open
    if step is None:
        raise ValueError("the interview is at its end")
    text = f"{progress(interview, place, words)} {lead}{ask(step, words)}{_current(step, current, words)}"
    return Message(text, (*_options(step, words), *_keep(step, current, words), _foot(step, words)))


def ask(step: Step, words: Words) -> str:
    """The question of a step."""
    first, second, third = words.setting.calendar.open_years(words.today)
    return words(f"intake.{step.fact}.ask", first=first, year=second, third=third)


def writing(interview: Interview, place: Place, words: Words) -> Message:
    """The card after "another …": the same step, to be written."""
    step = place.open
    if step is None:
        raise ValueError("the interview is at its end")
    text = f"{progress(interview, place, words)} {words(f'intake.{step.fact}.other')}"
    return Message(text, (_foot(step, words),))


def progress(interview: Interview, place: Place, words: Words) -> str:
    """`●●●○○`, and the chapter's name where a chapter begins."""
    if place.open is None:
        return FILLED * len(interview.chapters)
    number, chapter = interview.chapter(place.open)
    dots = FILLED * number + EMPTY * (len(interview.chapters) - number)
    begun = [step for step in place.passed if step in chapter.steps and step.fact not in SILENT]
    return dots if begun else f"{dots} {words(f'intake._chapters.{chapter.name}')} ·"


def _options(step: Step, words: Words) -> Rows:
    made = [
        Button(label, Tap("other", step.fact) if option == OTHER else Tap("answer", step.fact, option))
        for option, label in labels(step, words).items()
    ]
    return rows(*made)


def _current(step: Step, current: Response | None, words: Words) -> str:
    if current is None or not _readable(step, current):
        return ""
    return words("common.between") + words("talk.current", told=Markup(told(step, current.text, words)))


def _keep(step: Step, current: Response | None, words: Words) -> Rows:
    if current is None or current.text in labels(step, words):
        return ()
    return ((Button(words("talk.keep"), Tap("keep", step.fact)),),)


def _readable(step: Step, response: Response) -> bool:
    try:
        step.kind.value(response.text)
    except ValueError:
        return False
    return True


def _foot(step: Step, words: Words) -> tuple[Button, ...]:
    foot = [Button(words("talk.back"), Tap("back", step.fact)), Button(words("talk.why"), Tap("why", step.fact))]
    if step.optional:
        foot.append(Button(words("talk.skip"), Tap("skip", step.fact)))
    return (*foot, Button(words("talk.later"), Tap("later", step.fact)))


def again(step: Step, reason: str, words: Words) -> str:
    """What is said of a reply that could not be read: what is expected, with an example."""
    own = f"intake.{step.fact}.again"
    key = own if reason == "unreadable" and words.has(own) else f"intake._again.{reason}"
    example = words(f"intake.{step.fact}.example") if words.has(f"intake.{step.fact}.example") else ""
    return words(key, example=example)
