"""Whom a rule concerns: conditions that the rules of several subjects share."""

from __future__ import annotations

from datetime import date, timedelta

from knowledge.dated import NotInForce
from knowledge.days import PartialDate
from knowledge.guards import Every, Guard, Is, Known, Not
from knowledge.profile import Certificate, ExamResult
from knowledge.rule import Dated, Weight

SOON = timedelta(days=92)


def said(fact: str, *values: object) -> Guard:
    """The fact was told and has one of these values; not told counts as no."""
    return Every(Known(fact), Is(fact, *values))


def passed(exam: str) -> Guard:
    """That exam is passed; `exam` as in `step1`."""
    return Is(f"{exam}_result", ExamResult.PASSED)


def open_still(exam: str) -> Guard:
    """That exam is still to be passed."""
    return Is(f"{exam}_result", ExamResult.FAILED, ExamResult.NOT_TAKEN)


CERTIFIED = said("ecfmg_certificate", Certificate.HELD)
# The certificate is asked about only once both Steps are passed: before that, nobody has one.
UNCERTIFIED = Every(
    Not(CERTIFIED),
    Not(Every(passed("step1"), passed("step2_ck"), Is("ecfmg_certificate", Certificate.HELD))),
)


def pressing(due: PartialDate, today: date) -> Weight:
    """URGENT for what is due within about three months, else PLAN."""
    return Weight.URGENT if due.first <= today + SOON else Weight.PLAN


def cite(day: date, *parameters: Dated) -> None:
    """Cite parameters that only the words of one case name, so that other cases do not rest on them."""
    for parameter in parameters:
        parameter.on(day)


def known_on(parameter: Dated, day: date) -> int | None:
    """What held on that day; None where the history begins later, which the text then says."""
    try:
        return int(parameter.on(day))
    except NotInForce:
        return None
