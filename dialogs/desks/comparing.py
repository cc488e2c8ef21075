"""Comparisons: specialties, states and costs, each from a command, from a button, and page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dialogs.comparisons import costs, own_score, specialties, states
from dialogs.desks.interviewing import resume_offer, welcome
from dialogs.events import Outcome
from dialogs.message import Message, Picture, Place, Tap
from dialogs.reception import Command, Drawing, Handler, Visit, say
from knowledge.budget import Part
from knowledge.state_limits import Standing

MOST_PROGRAMS = 300
"""More than anybody applies to: a forged button asks for no larger a sum."""
Page = Callable[[Visit, Tap], Message | None]


def compare(visit: Visit, tap: Tap) -> Message | None:
    """The specialties of a button side by side; without any, the doctor's own with the usual ones."""
    codes = specialties.chosen(tap.subject) if tap.subject else specialties.start(visit.profile)
    return specialties.table(codes, visit.profile, visit.words) if codes else None


def pick(visit: Visit, tap: Tap) -> Message | None:
    """Which specialties shall stand side by side."""
    return specialties.picking(specialties.chosen(tap.subject), visit.words, more=tap.value == "more")


def compare_sources(visit: Visit, tap: Tap) -> Message | None:
    """Where the table was read."""
    codes = specialties.chosen(tap.subject)
    return specialties.sources(codes, visit.words) if codes else None


def own_score_page(visit: Visit, tap: Tap) -> Message | None:
    """The doctor's own score in the specialty they wish for, as a picture."""
    found = own_score.known(visit.profile, visit.words)
    return own_score.page(found, visit.words) if found else None


def draw_own_score(visit: Visit) -> Picture | None:
    """The picture itself."""
    from dialogs.drawing.score_range import score_range_picture  # slow to load, as in dialogs.drawing

    found = own_score.known(visit.profile, visit.words)
    return score_range_picture(found, visit.words) if found else None


def all_states(visit: Visit, tap: Tap) -> Message | None:
    """The states by how they stand."""
    return states.overview(visit.profile, visit.words)


def states_group(visit: Visit, tap: Tap) -> Message | None:
    """The states of one standing."""
    if tap.subject not in set(Standing):
        return None
    start = min(_number(tap.value) or 0, MOST_PROGRAMS) // states.ON_A_PAGE * states.ON_A_PAGE
    return states.group(Standing(tap.subject), start, visit.profile, visit.words)


def one_state(visit: Visit, tap: Tap) -> Message | None:
    """One state with its reasons."""
    return states.one(tap.subject, visit.profile, visit.words) if states.known(tap.subject, visit.words) else None


def states_sources(visit: Visit, tap: Tap) -> Message | None:
    """Where the states' limits were read."""
    return states.sources(visit.profile, visit.words)


def state_sources(visit: Visit, tap: Tap) -> Message | None:
    """Where one state's conditions were read."""
    found = states.known(tap.subject, visit.words)
    return states.sources_of(tap.subject, visit.profile, visit.words) if found else None


def all_costs(visit: Visit, tap: Tap) -> Message | None:
    """What the road still costs, with applications to as many programs as the button says."""
    return costs.overview(visit.profile, _programs(tap.subject), visit.words)


def cost_part(visit: Visit, tap: Tap) -> Message | None:
    """The fees of one part."""
    if tap.subject not in set(Part):
        return None
    return costs.one(Part(tap.subject), visit.profile, _programs(tap.value), visit.words)


def costs_sources(visit: Visit, tap: Tap) -> Message | None:
    """Where the fees were read."""
    return costs.sources(visit.profile, _programs(tap.subject), visit.words)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _programs(text: str) -> int | None:
    count = _number(text)
    return min(count, MOST_PROGRAMS) if count is not None else None


def _tapped(page: Page, place: Place = Place.EDIT) -> Handler:
    """A page for those who have told something; the others are welcomed, or their interview goes on."""

    def show(visit: Visit, tap: Tap) -> Outcome:
        if not visit.applicant.consented:
            return say(welcome(visit))
        if visit.profile.stage is None:
            return say(resume_offer(visit))
        message = page(visit, tap)
        return say(message, place) if message else Outcome(notice=visit.words("talk.outdated"))

    return show


def _commanded(page: Page) -> Command:
    handler = _tapped(page, Place.NEW)
    return lambda visit, argument: handler(visit, Tap("command"))


TAPS: Mapping[str, Handler] = MappingProxyType(
    {
        "compare": _tapped(compare),
        "compare_pick": _tapped(pick),
        "compare_sources": _tapped(compare_sources),
        own_score.SCORE_RANGE: _tapped(own_score_page, Place.NEW),
        "states": _tapped(all_states),
        "states_group": _tapped(states_group),
        "states_sources": _tapped(states_sources),
        "state": _tapped(one_state),
        "state_sources": _tapped(state_sources),
        "costs": _tapped(all_costs),
        "cost_part": _tapped(cost_part),
        "costs_sources": _tapped(costs_sources),
    }
)

COMMANDS: Mapping[str, Command] = MappingProxyType(
    {"compare": _commanded(compare), "states": _commanded(all_states), "costs": _commanded(all_costs)}
)

DRAWINGS: Mapping[str, Drawing] = MappingProxyType({own_score.SCORE_RANGE: draw_own_score})
