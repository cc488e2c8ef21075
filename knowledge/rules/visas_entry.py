"""Entry: lists of citizenships, the place of the interview, short visits, and a green card before the Match."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Known
from knowledge.profile import StudyStage, UsStatus, VisaWish
from knowledge.rule import Dated, Judgement, Stage, Verdict, Weight, rule
from knowledge.rules.visas import ABROAD, IN_SEASON, TOLD_NEEDS_VISA


@rule(Stage.VISA, when=TOLD_NEEDS_VISA)
def travel_restrictions(
    citizenship: str,
    us_status: UsStatus,
    visa_wish: VisaWish | None,
    *,
    travel_ban_full: list[str],
    travel_ban_partial: list[str],
    immigrant_visa_not_paused: list[str],
    travel_ban_since: str,
) -> Judgement:
    """Visas are suspended for some citizenships, all of them or J, F, M and B only (Proclamation 10998)."""
    values = {"citizenship": citizenship, "since": PartialDate.parse(travel_ban_since)}
    abroad = us_status is UsStatus.NONE
    if citizenship in travel_ban_full:
        return _suspended("full", abroad, Weight.BLOCKS, values)
    if citizenship in travel_ban_partial:
        if visa_wish is VisaWish.H1B:
            return Judgement(Verdict.AT_RISK, "partial_h1b", Weight.PLAN, values)
        return _suspended("partial", abroad, Weight.BLOCKS if visa_wish is VisaWish.J1 else Weight.URGENT, values)
    case = "on_neither" if citizenship in immigrant_visa_not_paused else "not_listed"
    return Judgement(Verdict.MET, case, values=values)


def _suspended(kind: str, abroad: bool, weight: Weight, values: dict[str, object]) -> Judgement:
    if abroad:
        return Judgement(Verdict.NOT_MET, kind, weight, values)
    return Judgement(Verdict.AT_RISK, f"{kind}_inside", Weight.PLAN, values)


@rule(Stage.VISA, when=TOLD_NEEDS_VISA)
def immigrant_visas_paused(
    citizenship: str, *, immigrant_visa_pause: list[str], immigrant_visa_pause_since: str
) -> Judgement | None:
    """Consulates issue no immigrant visas to some citizenships; J-1 and H-1B are not part of it."""
    if citizenship not in immigrant_visa_pause:
        return None
    values = {"citizenship": citizenship, "since": PartialDate.parse(immigrant_visa_pause_since)}
    return Judgement(Verdict.AT_RISK, "paused", values=values)


@rule(Stage.VISA, when=TOLD_NEEDS_VISA)
def cases_inside_unfrozen(
    citizenship: str,
    us_status: UsStatus,
    *,
    travel_ban_full: list[str],
    travel_ban_partial: list[str],
    uscis_hold_vacated_on: str,
) -> Judgement | None:
    """USCIS had frozen cases of the banned citizenships inside the US until a court ended that."""
    if citizenship not in (*travel_ban_full, *travel_ban_partial) or us_status is UsStatus.NONE:
        return None
    return Judgement(Verdict.AT_RISK, "vacated", values={"vacated_on": PartialDate.parse(uscis_hold_vacated_on)})


@rule(Stage.VISA, when=ABROAD)
def visitor_bond(
    citizenship: str,
    *,
    visitor_bond_citizens: list[str],
    visitor_bond_max: int,
    visitor_bond_pilot_end: str,
) -> Judgement | None:
    """A bond was asked of visitors of some citizenships: it matters for observerships and interviews."""
    if citizenship not in visitor_bond_citizens:
        return None
    values = {"usd": visitor_bond_max, "pilot_end": PartialDate.parse(visitor_bond_pilot_end)}
    return Judgement(Verdict.AT_RISK, "pilot", values=values)


@rule(Stage.VISA, when=Every(TOLD_NEEDS_VISA, IN_SEASON))
def visa_interview_place(
    citizenship: str, *, interview_at_home_since: str, social_media_review: list[str]
) -> Judgement:
    """The visa interview is in the country of nationality or legal residence, in person (State Department)."""
    values = {"since": PartialDate.parse(interview_at_home_since), "classes": ", ".join(social_media_review)}
    return Judgement(Verdict.MET, "seoul" if citizenship == "KR" else "home", values=values)


@rule(Stage.VISA, when=Every(ABROAD, Known("stage")))
def short_visit(
    stage: StudyStage,
    citizenship: str,
    today: date,
    *,
    visitor_clerkship: str,
    visitor_observership: str,
    esta_days: Dated,
    esta_fee: Dated,
) -> Judgement:
    """As visitors, enrolled students may do electives; graduates may only observe and be interviewed."""
    values = {"clerkship": visitor_clerkship, "observership": visitor_observership}
    case = "student" if stage is StudyStage.STUDENT else "graduate"
    verdict = Verdict.MET if stage is StudyStage.STUDENT else Verdict.AT_RISK
    if citizenship != "KR":
        return Judgement(verdict, case, values=values)
    return Judgement(verdict, f"{case}_korea", values=values | {"days": esta_days.on(today), "usd": esta_fee.on(today)})


@rule(Stage.VISA, when=TOLD_NEEDS_VISA)
def green_card_before_match(citizenship: str, *, green_card_frees: list[str], eb2_backlog: list[str]) -> Judgement:
    """A green card in hand by ranking frees from every visa; a petition on its way does not yet."""
    case = "backlog" if citizenship in eb2_backlog else "pending_is_not_held"
    return Judgement(Verdict.MET, case, values={"frees": ", ".join(green_card_frees)})
