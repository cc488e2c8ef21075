"""The lane of exams and certification: what was passed, what has to be sat in time, which windows are running out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from dialogs.drawing.chart import Entry, Lane, between, by, said, short_name, until, written
from dialogs.message import plain
from dialogs.wording import Words
from knowledge.advice import Advice
from knowledge.days import PartialDate
from knowledge.deadlines import Deadline
from knowledge.profile import Certificate
from knowledge.rule import Due, Finding

OPENS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "step1_for_season": (),
        "step2_ck_for_season": (),
        "oet_for_season": ("opens",),
        "oet_age": ("opens",),
        "pathway_by_season": ("opens",),
        "h1b_step3": (),
        "exam_window": ("second_passed", "passed"),
    }
)
"""The rules drawn as spans, with the values that say since when; without one, from today."""

STANDS_FOR: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "step2_ck_for_season": ("step2ck_advised", "step2ck_last_safe"),
        "oet_for_season": ("oet_advised",),
        "oet_age": ("oet_advised",),
        "pathway_by_season": ("pathways_open", "pathways_submit", "pathways_close"),
        "h1b_step3": ("step3",),
    }
)
"""The days of the season that such a span makes superfluous."""

DAYS = ("step2ck_advised", "step2ck_last_safe", "oet_advised", "pathways_submit", "step3", "ecfmg_certificate")

PASSED: Mapping[str, str] = MappingProxyType(
    {
        "step1_passed_on": "Step 1",
        "step2_ck_passed_on": "Step 2 CK",
        "oet_passed_on": "OET",
        "step3_passed_on": "Step 3",
    }
)


def exams(advice: Advice, ahead: Collection[Deadline], words: Words) -> Lane:
    """The lane; `ahead` are the applicant's deadlines."""
    found = [finding for finding in advice.findings if finding.rule in OPENS and _runs(finding, words)]
    covered = {key for finding in found for key in STANDS_FOR.get(finding.rule, ())}
    entries = [
        *_passes(advice, words),
        *_ended(advice, words),
        *(_span(finding, words) for finding in found),
        *_certificate(advice, words),
        *_graduation(advice, words),
        *(_day(each, advice, words) for each in ahead if each.id in DAYS and each.id not in covered),
    ]
    return Lane("exams", said("lanes.exams", words), "", tuple(entries))


def _runs(finding: Finding, words: Words) -> bool:
    return bool(finding.due and finding.due.on.last >= words.today)


def _passes(advice: Advice, words: Words) -> Iterator[Entry]:
    for fact, exam in PASSED.items():
        on = getattr(advice.profile, fact)
        if on is not None:
            yield Entry(said("passed", words, exam=exam), written(on, words), Due(on), done=True)


def _ended(advice: Advice, words: Words) -> Iterator[Entry]:
    """The exam window, where it has closed."""
    for finding in advice.findings:
        values = finding.judgement.values
        on = values.get("new_ends", values.get("ends")) if finding.rule == "exam_window" else None
        if isinstance(on, PartialDate) and on.last < words.today and finding.judgement.case != "both":
            exam = values.get("second", values.get("exam"))
            yield Entry(said("window_ended", words, exam=exam), written(on, words), Due(on), done=True)


def _span(finding: Finding, words: Words) -> Entry:
    """A finding with a day to act by, as the span in which to act."""
    due = finding.due
    assert due is not None, "only findings with a day are drawn"
    values = finding.judgement.values
    opens = next((values[key] for key in OPENS[finding.rule] if isinstance(values.get(key), PartialDate)), None)
    name = plain(words(f"findings.{finding.rule}.{finding.judgement.case}.brief", **values))
    if opens and opens.first > words.today:
        return Entry(name, between(opens, due.on, words), due, begins=opens.first)
    if opens and finding.rule == "exam_window":
        return Entry(name, until(due.on, words), due, begins=opens.first)
    return Entry(name, by(due.on, words), due, begins=words.today)


def _certificate(advice: Advice, words: Words) -> Iterator[Entry]:
    profile = advice.profile
    on = profile.certificate_valid_until
    if profile.ecfmg_certificate is Certificate.HELD and isinstance(on, PartialDate):
        behind = on.last < words.today
        begins = None if behind else words.today
        yield Entry(said("certificate", words), until(on, words), Due(on), begins=begins, done=behind)


def _graduation(advice: Advice, words: Words) -> Iterator[Entry]:
    on = advice.profile.graduates_on
    if on and on.last >= words.today:
        yield Entry(said("graduation", words), written(on, words), Due(on, estimated=True))


def _day(deadline: Deadline, advice: Advice, words: Words) -> Entry:
    return Entry(short_name(deadline, advice, words), written(deadline.on, words), Due(deadline.on, deadline.estimated))
