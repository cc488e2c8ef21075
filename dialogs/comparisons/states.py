"""The states by how they stand to this doctor, and one state with every reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dialogs.comparisons import frame
from dialogs.message import Button, Message, Tap, rows
from dialogs.wording import Words
from knowledge.dated import Citation
from knowledge.profile import Profile
from knowledge.state_limits import Standing
from knowledge.states import Reason, StateFinding, cited, codes, state, states

ON_A_PAGE = 24
GENERAL = ("foreign_training_counts", "img_training_years_max")


def overview(profile: Profile, words: Words) -> Message:
    """How many states are open, which are closed and why, which cannot be told."""
    found = states(profile, words.setting)
    named = [each for each in found if each.reason("entry") is None]
    opened = [each for each in named if each.standing is Standing.OPEN]
    lines = [
        words("comparisons.states.title", count=len(opened), all=len(named)),
        _group("open", opened, words),
        *_closed(named, words),
        _group("unknown", [each for each in named if each.standing is Standing.UNKNOWN], words),
        _group("not_found", [each for each in found if each.reason("entry")], words),
        _missing(found, words),
        words("comparisons.states.still_asked"),
        words("comparisons.states.caution"),
        *frame.ending(_citations(named, words), words),
    ]
    return frame.page(lines, _overview_buttons(found, words))


def _group(name: str, found: Sequence[StateFinding], words: Words) -> str:
    """One line with the postal codes; nothing for an empty group."""
    said = " ".join(each.state for each in found)
    return words(f"comparisons.states.{name}", count=len(found), codes=said) if found else ""


def _closed(found: Iterable[StateFinding], words: Words) -> list[str]:
    """The closed states by what closes them; one closed by both stands with the attempts."""
    closed = [each for each in found if each.standing is Standing.CLOSED]
    by_attempts = [each for each in closed if _is(each, "attempts", Standing.CLOSED)]
    by_years = [each for each in closed if each not in by_attempts]
    return [_group("closed_attempts", by_attempts, words), _group("closed_years", by_years, words)]


def _is(found: StateFinding, aspect: str, standing: Standing) -> bool:
    reason = found.reason(aspect)
    return reason is not None and reason.standing is standing


def _missing(found: Iterable[StateFinding], words: Words) -> str:
    facts = _wanted(found)
    labels = words("common.comma").join(words(f"intake.{fact}.label") for fact in facts)
    return words("pages.unknown_needs", facts=labels) if facts else ""


def _wanted(found: Iterable[StateFinding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for each in found for fact in each.missing))


def _citations(found: Iterable[StateFinding], words: Words) -> list[Citation]:
    """What the page rests on: attempts and years of every state, and the general lines."""
    reasons = [each.reason(aspect) for aspect in ("attempts", "years") for each in found]
    citations = [citation for reason in reasons if reason for citation in reason.citations]
    return citations + [citation for key in GENERAL for citation in cited(key, words.setting)[1]]


def _overview_buttons(found: Sequence[StateFinding], words: Words) -> tuple[tuple[Button, ...], ...]:
    standings = {each.standing for each in found}
    groups = [
        Button(words(f"comparisons.states.show.{standing.value}"), Tap("states_group", standing.value))
        for standing in Standing
        if standing in standings
    ]
    facts = [Button(words(f"intake.{fact}.label"), Tap("change", fact)) for fact in _wanted(found)[:2]]
    read = Button(words("pages.sources"), Tap("states_sources"))
    return (*rows(*groups, *facts, read), (frame.to_road(words),))


def group(standing: Standing, start: int, profile: Profile, words: Words) -> Message:
    """The states of one standing, a button each, from the so manieth on."""
    found = [each for each in states(profile, words.setting) if each.standing is standing]
    named = sorted((name(each.state, words), each.state) for each in found)
    buttons = [Button(label, Tap("state", code)) for label, code in named[start : start + ON_A_PAGE]]
    turns = [
        Button(words(f"comparisons.states.{way}"), Tap("states_group", standing.value, str(first)))
        for way, first in (("earlier", start - ON_A_PAGE), ("later", start + ON_A_PAGE))
        if 0 <= first < len(found)
    ]
    back = Button(words("comparisons.states.back"), Tap("states"))
    text = words(f"comparisons.states.group.{standing.value}", count=len(found))
    return Message(text, (*rows(*buttons, width=3), *rows(*turns), (back, frame.to_road(words))))


def name(code: str, words: Words) -> str:
    """A state as it is called in that language."""
    return words(f"comparisons.state_names.{code}")


def one(code: str, profile: Profile, words: Words) -> Message:
    """One state: how it stands, and why."""
    found = state(code, profile, words.setting)
    lines = [
        words(f"comparisons.states.one.{found.standing.value}", name=name(code, words), code=code),
        *(line for reason in found.reasons for line in _reason(reason, words)),
        *frame.ending(found.citations, words),
    ]
    facts = [Button(words(f"intake.{fact}.label"), Tap("change", fact)) for fact in found.missing[:2]]
    read = [Button(words("pages.sources"), Tap("state_sources", code))] if found.citations else []
    back = Button(words("comparisons.states.back"), Tap("states"))
    return frame.page(lines, (*rows(*facts, *read), (back, frame.to_road(words))))


def _reason(reason: Reason, words: Words) -> list[str]:
    """What one condition says, and what is known of exceptions to it."""
    values = dict(reason.values)
    if reason.aspect == "attempts" and "limits" in values:
        values["limits"] = words("common.comma").join(_limit(limit, words) for limit in values["limits"])
    tags = values.pop("exceptions", ())
    exceptions = words("common.comma").join(words(f"comparisons.states.exceptions.{tag}") for tag in tags)
    said = [words(f"comparisons.states.{reason.aspect}.{reason.case}", **values)]
    return said + ([words("comparisons.states.except", exceptions=exceptions)] if tags else [])


def _limit(limit: str, words: Words) -> str:
    kind, _, most = limit.partition(":")
    return words(f"comparisons.states.limits.{kind}", count=most)


def sources(profile: Profile, words: Words) -> Message:
    """Every source of the overview."""
    found = states(profile, words.setting)
    return frame.sources(_citations(found, words), Button(words("comparisons.states.back"), Tap("states")), words)


def sources_of(code: str, profile: Profile, words: Words) -> Message:
    """Every source of one state."""
    found = state(code, profile, words.setting)
    back = Button("← " + name(code, words), Tap("state", code))
    return frame.sources(found.citations, back, words)


def known(code: str, words: Words) -> bool:
    """Whether a button's code is that of a board."""
    return code in codes(words.setting)
