"""What the road still costs one applicant, from the last fees read: a line for each fee that is still before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.dated import Citation
from knowledge.guards import Setting
from knowledge.profile import Application as CertificationApplication
from knowledge.profile import (
    Applied,
    Certificate,
    ExamResult,
    PathwayState,
    Profile,
    VisaWish,
)


class Part(StrEnum):
    """What a fee is for, in the order of the road."""

    EXAMS = "exams"
    CERTIFICATION = "certification"
    SEASON = "season"
    VISA = "visa"
    LICENCE = "licence"


@dataclass(frozen=True)
class BudgetLine:
    """One fee in whole US dollars, from `low` to `high`; the two differ where it depends or is not sure to be asked."""

    id: str
    part: Part
    low: int
    high: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Budget:
    """The fees still to be paid, and under `unknown` what no amount was found for, by name."""

    programs: int
    lines: tuple[BudgetLine, ...]
    unknown: tuple[str, ...]

    @property
    def total_low(self) -> int:
        return sum(line.low for line in self.lines)

    @property
    def total_high(self) -> int:
        return sum(line.high for line in self.lines)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the lines rest on, each once."""
        return tuple({citation.id: citation for line in self.lines for citation in line.citations}.values())

    def of(self, part: Part) -> tuple[BudgetLine, ...]:
        """The lines of one part."""
        return tuple(line for line in self.lines if line.part is part)


class _Fees:
    """The amounts in force today, each with its citation once read."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def cite(self, *keys: str) -> tuple[Citation, ...]:
        numbers, today = self._setting.numbers, self._setting.today
        return tuple(Citation.of(numbers[key], numbers[key].on(today)) for key in keys)

    def amount(self, key: str) -> float:
        return float(str(self._setting.numbers[key].on(self._setting.today).value))

    def line(self, name: str, part: Part, key: str, *, sure: bool = True) -> BudgetLine:
        """A fee that is one parameter; not `sure` where it may not be asked at all."""
        amount = round(self.amount(key))
        return BudgetLine(name, part, amount if sure else 0, amount, self.cite(key))

    def has(self, key: str) -> bool:
        return key in self._setting.numbers


def budget(profile: Profile, setting: Setting, programs: int | None = None) -> Budget:
    """What this applicant still has to pay, with applications to so many programs of one specialty.

    Without `programs` the number of our worked example is taken. A passed exam, a certificate held and an application
    sent cost nothing more. NotInForce where a fee has no value today.
    """
    fees = _Fees(setting)
    count = programs if programs is not None else round(fees.amount("season_budget_programs"))
    lines = (
        *_exams(profile, fees),
        *_certification(profile, fees),
        *_season(profile, fees, count),
        *_visa(profile, fees),
        fees.line("fcvs", Part.LICENCE, "fcvs_fee_usd", sure=False),
    )
    return Budget(count, lines, tuple(_unknown(profile, lines)))


def converted(dollars: int, rate_key: str, setting: Setting) -> tuple[float, Citation]:
    """Dollars in the currency of the rate `krw_per_usd` or `cny_per_usd`, with the rate's citation."""
    fees = _Fees(setting)
    return dollars * fees.amount(rate_key), fees.cite(rate_key)[0]


def _certified(profile: Profile) -> bool:
    return profile.ecfmg_certificate is Certificate.HELD


def _exams(profile: Profile, fees: _Fees) -> Iterator[BudgetLine]:
    """Steps 1 and 2 CK with the surcharge abroad, Step 3 without one: it is given in the US only."""
    for step in ("step1", "step2_ck"):
        if not _certified(profile) and getattr(profile, f"{step}_result") is not ExamResult.PASSED:
            fee, surcharge = round(fees.amount(f"{step}_fee_usd")), round(fees.amount("exam_surcharge_abroad_usd"))
            citations = fees.cite(f"{step}_fee_usd", "exam_surcharge_abroad_usd")
            yield BudgetLine(step, Part.EXAMS, fee, fee + surcharge, citations)
    if profile.step3_result is not ExamResult.PASSED:
        yield fees.line("step3", Part.EXAMS, "step3_exam_fee")


def _certification(profile: Profile, fees: _Fees) -> Iterator[BudgetLine]:
    if _certified(profile):
        return
    if profile.certification_application in (None, CertificationApplication.NOT_YET):
        yield fees.line("application", Part.CERTIFICATION, "certification_fee_usd")
    if profile.step2_cs is ExamResult.PASSED:
        return
    if profile.oet_result is not ExamResult.PASSED:
        dollars = round(fees.amount("oet_fee_aud") * fees.amount("usd_per_aud"))
        yield BudgetLine("oet", Part.CERTIFICATION, dollars, dollars, fees.cite("oet_fee_aud", "usd_per_aud"))
    if profile.pathway not in (PathwayState.ACCEPTED, PathwayState.IN_REVIEW):
        yield fees.line("pathway", Part.CERTIFICATION, "pathway_fee_usd")


def _season(profile: Profile, fees: _Fees, programs: int) -> Iterator[BudgetLine]:
    if profile.applied is not Applied.YES:
        if profile.specialty_wish == "emergency_medicine":
            yield _residencycas(fees, programs)
        elif profile.specialty_wish != "obstetrics_gynecology":
            yield _eras(fees, programs)
            yield fees.line("token", Part.SEASON, "token_fee_usd")
            yield fees.line("transcript", Part.SEASON, "usmle_transcript_fee_usd")
    yield fees.line("nrmp", Part.SEASON, "nrmp_fee_usd")


def _eras(fees: _Fees, programs: int) -> BudgetLine:
    keys = ("eras_fee_first_programs", "eras_fee_first_usd", "eras_fee_more_usd")
    tier, first, more = (round(fees.amount(key)) for key in keys)
    cost = min(programs, tier) * first + max(0, programs - tier) * more
    return BudgetLine("eras", Part.SEASON, cost, cost, fees.cite(*keys))


def _residencycas(fees: _Fees, programs: int) -> BudgetLine:
    keys = tuple(
        f"residencycas_{name}" for name in ("flat_programs", "next_programs", "flat_usd", "next_usd", "more_usd")
    )
    flat, tier, base, following, more = (round(fees.amount(key)) for key in keys)
    cost = base + max(0, min(programs, tier) - flat) * following + max(0, programs - tier) * more
    return BudgetLine("residencycas", Part.SEASON, cost if programs else 0, cost if programs else 0, fees.cite(*keys))


def _visa(profile: Profile, fees: _Fees) -> Iterator[BudgetLine]:
    """The fees of a J-1, and the one that may be asked of every visa. Nothing for those who need none."""
    if profile.needs_visa is False:
        return
    if profile.visa_wish is not VisaWish.H1B:
        yield fees.line("sevis", Part.VISA, "j1_sevis_fee")
        yield fees.line("visa_application", Part.VISA, "j1_visa_fee")
        yield _sponsor(profile, fees)
    yield fees.line("integrity", Part.VISA, "visa_integrity_fee_min", sure=False)


def _sponsor(profile: Profile, fees: _Fees) -> BudgetLine:
    """Paid every year of training: one year at the least, at the most all years of the specialty."""
    wished = f"specialty_{profile.specialty_wish}_years"
    years_key = wished if fees.has(wished) else "img_training_years_max"
    yearly, years = round(fees.amount("j1_sponsor_fee")), round(fees.amount(years_key))
    return BudgetLine("sponsor", Part.VISA, yearly, yearly * years, fees.cite("j1_sponsor_fee", years_key))


def _unknown(profile: Profile, lines: tuple[BudgetLine, ...]) -> Iterator[str]:
    """What no amount was found for: what this doctor alone lacks first, what differs for everybody last."""
    listed = {line.id for line in lines}
    if profile.applied is not Applied.YES:
        yield from _unknown_of_specialty(profile.specialty_wish)
    if profile.needs_visa is not False and profile.visa_wish in (VisaWish.H1B, VisaWish.EITHER):
        yield "h1b"
    if listed & {"step1", "step2_ck", "step3"}:
        yield "next_years"
    if "step2_ck" in listed:
        yield "step2_ck"
    if not _certified(profile):
        yield "account"
    yield "licence"
    yield "living"


def _unknown_of_specialty(specialty: str | None) -> Iterator[str]:
    if specialty == "obstetrics_gynecology":
        yield "residencycas_price"
    if specialty in ("obstetrics_gynecology", "emergency_medicine"):
        yield "support_form"
    if specialty in ("urology", "ophthalmology"):
        yield "own_match"
