"""Composes advice into messages that fit a phone: the road, its stages, one finding, its sources."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dialogs import certainty
from dialogs.comparisons import frame as comparisons
from dialogs.message import Button, Message, Tap, fitting, rows
from dialogs.wording import Words
from knowledge.advice import Advice, Standing
from knowledge.dated import Citation
from knowledge.deadlines import season_of
from knowledge.rule import Due, Finding, Stage, Verdict, Weight

ACTIONS = 3


def road(advice: Advice, words: Words) -> Message:
    """The first page: verdict, where the doctor stands, three next actions with dates, how sure we are."""
    said = [finding for finding in (advice.headline, *actions(advice, words)) if finding]
    citations = [citation for finding in said for citation in finding.citations]
    title = words("pages.road_title", goal=Markup(_goal(advice, words)), today=words.today)
    sure = [*_sureness(advice, citations, words), certainty.sources_line(citations, words)]
    parts = ([title, *_verdict(advice, words)], standings(advice, words), _next(advice, words), sure)
    text = "\n\n".join("\n".join(filter(None, part)) for part in parts if any(part))
    return Message(text, _road_buttons(advice, words))


def _goal(advice: Advice, words: Words) -> str:
    year = advice.profile.match_year
    return words("pages.goal_season", year=year) if year else words("pages.goal_open")


def _verdict(advice: Advice, words: Words) -> list[str]:
    """What presses in bold, then how the season looks; where nothing presses, that in bold with its first reason."""
    first, outlook = advice.headline, advice.outlook
    if first is None:
        return [words("pages.nothing_judged")]
    second = [headline(outlook, words)] if outlook and outlook is not first else []
    return [f"<b>{headline(first, words)}</b>", *text_lines(first, words)[:1], *second]


def headline(finding: Finding, words: Words) -> str:
    """The finding in one sentence."""
    if finding.verdict is Verdict.UNKNOWN and not words.has(_key(finding, "headline")):
        return words("pages.unknown", name=name(finding, words))
    return words(_key(finding, "headline"), **finding.judgement.values)


def text_lines(finding: Finding, words: Words) -> list[str]:
    """The finding's further sentences: why, since when, what stays; for an unknown one, what is missing."""
    if finding.verdict is Verdict.UNKNOWN and not words.has(_key(finding, "headline")):
        missing = words("common.comma").join(words(f"intake.{fact}.label") for fact in finding.missing)
        return [words("pages.unknown_needs", facts=missing)]
    return words.many(_key(finding, "lines"), **finding.judgement.values)


def name(finding: Finding, words: Words) -> str:
    """The finding's short name."""
    return words(f"findings.{finding.rule}.name")


def _key(finding: Finding, part: str) -> str:
    return f"findings.{finding.rule}.{finding.judgement.case}.{part}"


def standings(advice: Advice, words: Words) -> list[str]:
    """The stages of the road by how they stand, a line for each standing there is."""
    lines = []
    for standing in (Standing.BLOCKED, Standing.DONE, Standing.NEXT, Standing.UNKNOWN):
        stages = [words(f"pages.stages.{stage.value}") for stage in Stage if advice.standing(stage) is standing]
        if stages:
            lines.append(words(f"pages.standing.{standing.value}", stages=words("common.comma").join(stages)))
    return lines


def actions(advice: Advice, words: Words) -> list[Finding]:
    """The findings that say what to do next: what blocks first, then by day; three at most."""
    return [finding for finding in advice.todo if words.has(_key(finding, "action"))][:ACTIONS]


def _next(advice: Advice, words: Words) -> list[str]:
    lines = []
    for number, finding in enumerate(actions(advice, words), 1):
        said = Markup(action(finding, words))
        text = words("pages.action_by", by=Markup(by(finding.due, words)), action=said) if finding.due else said
        lines.append(f"{number}. {text}")
    return [words("pages.next_title"), *lines] if lines else []


def action(finding: Finding, words: Words) -> str:
    """What is to be done about it."""
    return words(_key(finding, "action"), **finding.judgement.values)


def by(due: Due, words: Words) -> str:
    """By when, with the weight of the date: announced, estimated, or a month only."""
    kind = "month" if not due.on.exact else "estimated" if due.estimated else "day"
    return words(f"pages.by_{kind}", on=due.on.estimated if due.estimated else due.on)


def _sureness(advice: Advice, citations: Sequence[Citation], words: Words) -> list[str]:
    said = certainty.doubts(citations, words)[:2]
    season = season_of(advice.profile, words.setting)
    if season and not season.has_calendar:
        said = [words("pages.no_calendar", year=season.year)]
    return [words("pages.how_sure", doubts=Markup(words("common.between").join(said)))] if said else []


def _road_buttons(advice: Advice, words: Words) -> tuple[tuple[Button, ...], ...]:
    weighty = [f for f in advice.findings if f.weight >= Weight.PLAN and f.verdict is not Verdict.UNKNOWN][:2]
    buttons = [Button(name(finding, words), Tap("finding", finding.rule)) for finding in weighty]
    buttons += [
        Button(words("pages.by_stage"), Tap("stages")),
        Button(words("pages.timeline"), Tap("timeline")),
        Button(words("pages.deadlines"), Tap("deadlines")),
        Button(words("pages.what_if"), Tap("whatifs")),
    ]
    return rows(*buttons)


def stages(advice: Advice, words: Words) -> Message:
    """The road in its eight stages, each with how it stands, and a button each."""
    lines = [words("pages.stages_title")]
    buttons = []
    for stage in Stage:
        standing, label = advice.standing(stage), words(f"pages.stages.{stage.value}")
        lines.append(words("pages.stage_line", stage=label, standing=words(f"pages.standing_word.{standing.value}")))
        if standing in (Standing.BLOCKED, Standing.NEXT):
            lines[-1] += words("pages.stage_first", name=name(advice.at(stage)[0], words))
        if advice.at(stage):
            buttons.append(Button(label, Tap("stage", stage.value)))
    if advice.missing:
        buttons.append(Button(words("pages.missing"), Tap("missing")))
    fix = Button(words("pages.fix"), Tap("summary"))
    return Message("\n".join(lines), (*rows(*buttons, fix, _to_road(words)), comparisons.ways(words)))


def stage(advice: Advice, which: Stage, words: Words) -> Message:
    """The findings of one stage that ask for something, a line and a button each; the rest behind one more button."""
    asking = [found for found in advice.at(which) if _asks(found)]
    notes = [found for found in advice.at(which) if not _asks(found)]
    if not asking:
        return notes_of(advice, which, words)
    title = words("pages.stage_title", stage=words(f"pages.stages.{which.value}"))
    more = [Button(words("pages.notes", count=len(notes)), Tap("notes", which.value))] if notes else []
    return _list(title, asking, more, words)


def notes_of(advice: Advice, which: Stage, words: Words) -> Message:
    """What is good to know about one stage."""
    title = words("pages.notes_title", stage=words(f"pages.stages.{which.value}"))
    return _list(title, [found for found in advice.at(which) if not _asks(found)], [], words)


def _asks(found: Finding) -> bool:
    return found.weight >= Weight.PLAN or found.verdict is Verdict.UNKNOWN


def _list(title: str, found: Sequence[Finding], more: list[Button], words: Words) -> Message:
    lines = [words("pages.finding_line", mark=_mark(f, words), headline=Markup(headline(f, words))) for f in found]
    buttons = [Button(name(f, words), Tap("finding", f.rule)) for f in found]
    ways = (*more, Button(words("pages.by_stage"), Tap("stages")), _to_road(words))
    return Message(fitting([title, *lines]), (*rows(*buttons), *rows(*ways, width=3)))


def finding(found: Finding, words: Words) -> Message:
    """One finding: verdict, reasons, by when, how sure, where it was read."""
    lines = [f"<b>{headline(found, words)}</b>", *text_lines(found, words)]
    if found.due:
        lines.append(words("pages.due", by=by(found.due, words)))
    lines += certainty.doubts(found.citations, words)
    lines.append(certainty.sources_line(found.citations, words))
    buttons = [Button(words(f"intake.{fact}.label"), Tap("change", fact)) for fact in found.missing[:4]]
    if found.citations:
        buttons.append(Button(words("pages.sources"), Tap("sources", found.rule)))
    return Message(fitting([line for line in lines if line]), rows(*buttons, _to_road(words)))


def sources(found: Finding, words: Words) -> Message:
    """Every source of one finding."""
    lines = [words("pages.sources_title", name=name(found, words)), *certainty.sources_list(found.citations, words)]
    return Message(fitting(lines), rows(Button(name(found, words), Tap("finding", found.rule)), _to_road(words)))


def missing(advice: Advice, words: Words) -> Message:
    """What could not be judged, and the facts that would decide it."""
    lines = [words("pages.missing_title")]
    lines += [f"· {headline(f, words)}" for f in advice.findings if f.verdict is Verdict.UNKNOWN]
    buttons = [Button(words(f"intake.{fact}.label"), Tap("change", fact)) for fact in advice.missing[:8]]
    return Message(fitting(lines), rows(*buttons, _to_road(words)))


def _mark(found: Finding, words: Words) -> str:
    blocks = found.verdict is Verdict.NOT_MET and found.weight is Weight.BLOCKS
    return words("pages.mark.blocks" if blocks else f"pages.mark.{found.verdict.value}")


def _to_road(words: Words) -> Button:
    return Button(words("pages.to_road"), Tap("road"))
