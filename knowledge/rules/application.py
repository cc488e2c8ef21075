"""The application: when it opens, what it needs, what weakens it, what it costs."""

from __future__ import annotations

from datetime import date

from knowledge.days import PartialDate
from knowledge.guards import Every, Is, Not
from knowledge.profile import Applied, Publications, StudyStage, Usce
from knowledge.rule import Due, Events, Judgement, Role, Stage, Verdict, Weight, rule
from knowledge.rules.aim import BEGUN, STILL_TO_APPLY, before_review
from knowledge.rules.concerns import pressing, said

GRADUATE = Is("stage", StudyStage.GRADUATED)
STUDENT = Is("stage", StudyStage.STUDENT)
RESIDENCYCAS_WISH = said("specialty_wish", "emergency_medicine", "obstetrics_gynecology")


@rule(Stage.APPLICATION, when=BEGUN, role=Role.OUTLOOK)
def application_sent(
    applied: Applied, today: date, season: Events, *, eras_sets_deadlines: bool, eras_review_month: int
) -> Judgement | None:
    """Most programs fill their interviews from what is there on the review day; ERAS itself sets no last day."""
    review, ends = season.event("eras_review"), season.event("interviews_end")
    values = {"year": season.year, "next": season.year + 1, "review": review.on}
    if today > season.event("rank_list").on.last:
        return None
    if applied is Applied.YES:
        return Judgement(Verdict.MET, "sent", values=values)
    if today <= review.on.last:
        return Judgement(Verdict.AT_RISK, "open", Weight.URGENT, values, Due.at(review))
    if today <= ends.on.last:
        return Judgement(Verdict.AT_RISK, "late", Weight.URGENT, values)
    return Judgement(Verdict.NOT_MET, "too_late", Weight.URGENT, values)


@rule(Stage.APPLICATION, when=Every(STILL_TO_APPLY, Not(RESIDENCYCAS_WISH)), role=Role.ROUTINE)
def application_window(
    today: date, season: Events, *, token_needed: bool, eras_sets_deadlines: bool
) -> Judgement | None:
    """A Token from ECFMG opens MyERAS; what is sent before the review morning carries the review day (AAMC, ECFMG)."""
    opens, tokens, sends, review = (season.event(key) for key in ("eras_opens", "tokens", "eras_submit", "eras_review"))
    if today > review.on.last:
        return None
    values = {"year": season.year, "opens": opens.on, "tokens": tokens.on, "submit": sends.on, "review": review.on}
    case = "open" if sends.on.first <= today else "prepare" if tokens.on.first <= today else "ahead"
    return Judgement(Verdict.NOT_MET, case, pressing(review.on, today), values, Due.at(review))


@rule(Stage.APPLICATION, when=Every(STILL_TO_APPLY, RESIDENCYCAS_WISH), role=Role.ROUTINE)
def residencycas(
    specialty_wish: str,
    today: date,
    season: Events,
    *,
    residencycas_specialties: list[str],
    residencycas_through_ecfmg: bool,
) -> Judgement | None:
    """Emergency medicine and obstetrics-gynecology take applications through ResidencyCAS only (ECFMG, AMA)."""
    opens, sends = season.event("residencycas_opens"), season.event("residencycas_submit")
    if specialty_wish not in residencycas_specialties or today > sends.on.last:
        return None
    values = {"year": season.year, "specialty": specialty_wish, "opens": opens.on, "submit": sends.on}
    return Judgement(Verdict.NOT_MET, "applies", pressing(sends.on, today), values, Due.at(sends))


def full_years(start: date, end: date) -> int:
    """Whole years from `start` to `end`; 0 where `end` is earlier."""
    return max(0, end.year - start.year - ((end.month, end.day) < (start.month, start.day)))


@rule(Stage.APPLICATION, when=GRADUATE)
def graduation_year(
    graduated_on: PartialDate,
    match_year: int | None,
    today: date,
    *,
    graduation_filter_years: int,
    graduation_filter_strict_years: int,
    eras_review_month: int,
) -> Judgement:
    """Many programs filter by the years between diploma and application; none of them is a rule for all (app-yog)."""
    read = PartialDate(match_year - 1, eras_review_month) if match_year else PartialDate.of(today)
    since = {full_years(day, read.last) for day in (graduated_on.first, graduated_on.last)}
    limits = (graduation_filter_strict_years, graduation_filter_years)
    passed = {sum(years >= limit for limit in limits) for years in since}
    if len(passed) > 1:
        return Judgement(Verdict.UNKNOWN, "day_needed", values={"missing": ("graduated_on",)})
    case = ("recent", "over_strict", "over_usual")[passed.pop()]
    values = {"years": min(since), "read": read, "graduated": graduated_on}
    return Judgement(Verdict.MET if case == "recent" else Verdict.AT_RISK, case, Weight.NOTE, values)


@rule(Stage.APPLICATION, when=STUDENT)
def student_electives(
    graduates_on: PartialDate, usce: Usce, today: date, *, electives_for_students_only: bool, usce_months_min: int
) -> Judgement:
    """Hands-on electives and sub-internships are open before graduation only (app-usce-student-window)."""
    values = {"graduates": graduates_on}
    if usce in (Usce.TWO_TO_THREE_MONTHS, Usce.FOUR_MONTHS_OR_MORE):
        return Judgement(Verdict.MET, "done", values=values)
    due = Due(graduates_on, estimated=True)
    return Judgement(Verdict.NOT_MET, "before_graduation", pressing(graduates_on, today), values, due)


@rule(Stage.APPLICATION, when=GRADUATE)
def us_experience(
    usce: Usce,
    match_year: int | None,
    applied: Applied | None,
    today: date,
    *,
    usce_months_min: int,
    usce_months_max: int,
    eras_review_month: int,
    us_letters_recent_months: int,
) -> Judgement:
    """Some months with letters from them are advised; graduates are left with externships and observerships."""
    if usce in (Usce.TWO_TO_THREE_MONTHS, Usce.FOUR_MONTHS_OR_MORE):
        return Judgement(Verdict.MET, usce.value)
    if applied is Applied.YES:
        return Judgement(Verdict.AT_RISK, "short_applied")
    due = before_review(match_year, eras_review_month, today)
    return Judgement(Verdict.NOT_MET, "none" if usce is Usce.NONE else "short", Weight.PLAN, due=due)


@rule(Stage.APPLICATION)
def letters(
    us_letters: int,
    match_year: int | None,
    applied: Applied | None,
    today: date,
    *,
    us_letters_min: int,
    us_letters_max: int,
    letters_per_program: int,
    us_letters_recent_months: int,
    eras_review_month: int,
) -> Judgement:
    """Some of the letters should come from US physicians who saw the applicant work (app-lor-who)."""
    values = {"count": us_letters}
    if us_letters >= us_letters_min:
        return Judgement(Verdict.MET, "enough", values=values)
    if applied is Applied.YES:
        return Judgement(Verdict.AT_RISK, "few_applied", values=values)
    due = before_review(match_year, eras_review_month, today)
    return Judgement(Verdict.NOT_MET, "none" if not us_letters else "few", Weight.PLAN, values, due)


@rule(Stage.APPLICATION, when=said("publications", *Publications))
def scholarly_work(
    publications: Publications, *, scholarly_work_section: bool, publications_median: int, charting_match_year: int
) -> Judgement | None:
    """Papers and presentations have a section of their own in the application, by now called Scholarly Work."""
    if not scholarly_work_section:
        return None
    return Judgement(Verdict.MET, "none" if publications is Publications.NONE else "listed")


@rule(Stage.APPLICATION, when=STILL_TO_APPLY)
def season_costs(
    *,
    eras_fee_first_usd: int,
    eras_fee_more_usd: int,
    eras_fee_first_programs: int,
    usmle_transcript_fee_usd: int,
    token_fee_usd: int,
    nrmp_fee_usd: int,
    season_budget_programs: int,
    road_cost_low_usd: int,
    road_cost_high_usd: int,
) -> Judgement:
    """What one season costs at the last known rates, for an example of so many programs in one specialty (AAMC)."""
    more = max(0, season_budget_programs - eras_fee_first_programs)
    eras = (season_budget_programs - more) * eras_fee_first_usd + more * eras_fee_more_usd
    total = eras + usmle_transcript_fee_usd + token_fee_usd + nrmp_fee_usd
    return Judgement(Verdict.MET, "budget", values={"eras": eras, "total": total})
