"""What each button, command and typed text leads to, by subject; and the reception that knows them all."""

from dialogs.desks import asking, comparing, dates, interviewing, own_data, road, telling, what_if
from dialogs.reception import Base, Reception


def open_reception(base: Base) -> Reception:
    """The reception with every desk at its place."""
    return Reception(
        base,
        taps={
            **interviewing.TAPS,
            **road.TAPS,
            **asking.TAPS,
            **own_data.TAPS,
            **what_if.TAPS,
            **dates.TAPS,
            **telling.TAPS,
            **comparing.TAPS,
        },
        commands={
            **interviewing.COMMANDS,
            **road.COMMANDS,
            **asking.COMMANDS,
            **own_data.COMMANDS,
            **dates.COMMANDS,
            **comparing.COMMANDS,
        },
        hear=asking.hear,
        drawings={**dates.DRAWINGS, **comparing.DRAWINGS},
    )


__all__ = ["Base", "Reception", "open_reception"]
