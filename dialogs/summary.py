"""What was told, chapter by chapter, each with a button to change it."""

from __future__ import annotations

from markupsafe import Markup, escape

from dialogs import cards
from dialogs.interview import SKIPPED, Chapter, Interview, Place, Response, Step, Transcript
from dialogs.message import Button, Message, Tap, rows
from dialogs.wording import Words


def page(interview: Interview, transcript: Transcript, place: Place, words: Words, lead: str = "") -> Message:
    """Everything that was told, and a button for each chapter. `lead` is HTML put before it as it is."""
    lines = [lead + words("talk.summary")]
    for chapter in interview.chapters:
        facts = [_told(step, transcript, words) for step in _answered(chapter, place)]
        told = words("common.comma").join(fact for fact in facts if fact)
        if told:
            lines.append(f"<b>{_name(chapter, words)}</b>: {told}")
    buttons = [
        Button(words("talk.change_chapter", chapter=_name(chapter, words)), Tap("chapter", chapter.name))
        for chapter in interview.chapters
        if _answered(chapter, place)
    ]
    see = Button(words("talk.see_road"), Tap("road"))
    return Message("\n".join(lines), rows(*buttons, see))


def chapter_page(chapter: Chapter, transcript: Transcript, place: Place, words: Words) -> Message:
    """The facts of one chapter, each a button that asks it again."""
    buttons = []
    for step in _answered(chapter, place):
        told = Markup(_told(step, transcript, words) or words("talk.not_told")).striptags()
        label = f"{words(f'intake.{step.fact}.label')}: {told}"
        buttons.append(Button(label if len(label) <= 60 else label[:59] + "…", Tap("change", step.fact)))
    back = Button(words("talk.to_summary"), Tap("summary"))
    return Message(words("talk.choose_fact", chapter=_name(chapter, words)), rows(*buttons, back, width=1))


def change_offer(step: Step, earlier: Response, words: Words) -> Message:
    """After an outdated tap: what stands, and whether to change it."""
    told = Markup(cards.told(step, earlier.text, words)) if earlier.text != SKIPPED else words("talk.not_told")
    text = words("talk.answered_offer", label=words(f"intake.{step.fact}.label"), told=told)
    return Message(
        text, ((Button(words("talk.change"), Tap("change", step.fact)), Button(words("talk.keep"), Tap("dismiss"))),)
    )


def _answered(chapter: Chapter, place: Place) -> list[Step]:
    return [step for step in chapter.steps if step in place.passed and step.fact not in cards.SILENT]


def _told(step: Step, transcript: Transcript, words: Words) -> str:
    response = transcript[step.fact].text
    return "" if response == SKIPPED else str(escape(Markup(cards.told(step, response, words))))


def _name(chapter: Chapter, words: Words) -> str:
    return words(f"intake._chapters.{chapter.name}")
