"""Whom visas concern at all, and what a US status held already means."""

from __future__ import annotations

from knowledge.guards import Every, Is, Known, Not, SeasonBegun, Some
from knowledge.profile import Family, UsStatus, VisaWish
from knowledge.rule import Judgement, Stage, Verdict, rule
from knowledge.rules.concerns import said

NO_VISA_NEEDED = Some(Is("citizenship", "US"), Is("us_status", UsStatus.GREEN_CARD))
NEEDS_VISA = Not(NO_VISA_NEEDED)

# The "told" guards keep a note silent as long as nobody asked: they never answer "unknown".
TOLD_NO_VISA = Some(said("citizenship", "US"), said("us_status", UsStatus.GREEN_CARD))
TOLD_NEEDS_VISA = Every(Known("citizenship"), Known("us_status"), NEEDS_VISA)
ABROAD = Every(TOLD_NEEDS_VISA, Is("us_status", UsStatus.NONE))

J1_IN_QUESTION = (VisaWish.J1, VisaWish.EITHER, VisaWish.NOT_SURE)
WANTS_J1 = Every(NEEDS_VISA, Is("visa_wish", *J1_IN_QUESTION))
TOLD_WANTS_J1 = Every(TOLD_NEEDS_VISA, said("visa_wish", *J1_IN_QUESTION))
TOLD_WANTS_H1B = Every(TOLD_NEEDS_VISA, said("visa_wish", VisaWish.H1B, VisaWish.EITHER))

SEASON_NAMED = Not(Is("target_season", "later", "not_sure"))
IN_SEASON = Every(Known("target_season"), SeasonBegun("target_season", "eras_opens"))


@rule(Stage.VISA, when=TOLD_NO_VISA)
def visa_none_needed(citizenship: str | None, *, green_card_frees: list[str]) -> Judgement:
    """Citizens and permanent residents train without a visa: no J-1, no H-1B and none of their papers."""
    case = "citizen" if citizenship == "US" else "green_card"
    return Judgement(Verdict.MET, case, values={"frees": ", ".join(green_card_frees)})


@rule(Stage.VISA, when=Every(TOLD_NEEDS_VISA, Is("us_status", UsStatus.F1, UsStatus.DEPENDENT, UsStatus.OTHER)))
def us_status_held(
    us_status: UsStatus,
    *,
    opt_months: int,
    spouse_work_j2: str,
    spouse_work_h4: str,
    h1b_payment: int,
) -> Judgement:
    """What a student's or a dependant's status allows; another status has to be named first (immigration law)."""
    if us_status is UsStatus.F1:
        return Judgement(Verdict.MET, "f1", values={"opt_months": opt_months, "payment": h1b_payment})
    if us_status is UsStatus.DEPENDENT:
        return Judgement(Verdict.MET, "dependent", values={"j2": spouse_work_j2, "h4": spouse_work_h4})
    return Judgement(Verdict.UNKNOWN, "other", values={"payment": h1b_payment})


@rule(
    Stage.VISA,
    when=Every(
        TOLD_NEEDS_VISA,
        Known("visa_wish"),
        said("family", Family.SPOUSE, Family.SPOUSE_AND_CHILDREN, Family.CHILDREN),
    ),
)
def family_work(
    visa_wish: VisaWish,
    family: Family,
    *,
    spouse_work_j2: str,
    spouse_work_h4: str,
    dependent_child_age_max: int,
) -> Judgement:
    """A J-2 spouse may get a work permit, an H-4 spouse has no general right to work; children come until an age."""
    values = {"j2": spouse_work_j2, "h4": spouse_work_h4, "child_age": dependent_child_age_max}
    if family is Family.CHILDREN:
        return Judgement(Verdict.MET, "children", values=values)
    if visa_wish is VisaWish.J1:
        return Judgement(Verdict.MET, "j1", values=values)
    return Judgement(Verdict.AT_RISK, "h1b" if visa_wish is VisaWish.H1B else "either", values=values)
