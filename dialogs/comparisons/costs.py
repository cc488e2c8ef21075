"""What the road still costs this doctor, in dollars and in the money they have."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.comparisons import frame
from dialogs.message import Button, Message, Tap, rows
from dialogs.wording import Words
from knowledge.budget import Budget, BudgetLine, Part, budget, converted
from knowledge.dated import Citation
from knowledge.profile import Language, Profile
from knowledge.states import cited

CHOICES = (30, 60, 100, 150)
"""Numbers of programs a doctor may try."""
RATES = {"won": ("krw_per_usd", 10_000), "yuan": ("cny_per_usd", 100)}
"""By the name of a currency: its rate, and to what its sums are rounded, as they are said."""
NAMED = 3


def overview(profile: Profile, programs: int | None, words: Words) -> Message:
    """The whole sum and its parts, what no amount was found for, and how sure that is."""
    found = budget(profile, words.setting, programs)
    lines = [
        words("comparisons.costs.title", total=between(found.total_low, found.total_high, words)),
        _local(found, profile, words),
        *(_part(part, found, words) for part in Part),
        words("comparisons.costs.unknown", names=_unknown(found.unknown[:NAMED], words)),
        words("comparisons.costs.left_out"),
        *frame.ending(_citations(found, profile, words), words),
    ]
    return frame.page(lines, _buttons(found, words))


def between(low: int, high: int, words: Words) -> str:
    """An amount, or from which to which."""
    if low == high:
        return words("comparisons.costs.amount", high=high)
    return words("comparisons.costs.from_to", low=low, high=high)


def _currency(profile: Profile, words: Words) -> str | None:
    """The doctor's own money: by language, in English by citizenship."""
    by_language = {Language.KO: "won", Language.ZH: "yuan"}.get(words.language)
    return by_language or {"KR": "won", "CN": "yuan"}.get(profile.citizenship or "")


def _local(found: Budget, profile: Profile, words: Words) -> str:
    currency = _currency(profile, words)
    if currency is None:
        return ""
    rate, unit = RATES[currency]
    low, high = (
        round(converted(total, rate, words.setting)[0] / unit) * unit for total in (found.total_low, found.total_high)
    )
    _, (citation,) = cited(rate, words.setting)
    values = {"low": low // 10_000, "high": high // 10_000} if currency == "won" else {"low": low, "high": high}
    return words(f"comparisons.costs.{currency}", since=citation.since, rate=citation.value, **values)


def _part(part: Part, found: Budget, words: Words) -> str:
    lines = found.of(part)
    if not lines:
        return words("comparisons.costs.nothing", part=words(f"comparisons.costs.parts.{part.value}"))
    sum_of = between(sum(line.low for line in lines), sum(line.high for line in lines), words)
    names = words("common.comma").join(_name(line, found, words) for line in lines)
    label = words(f"comparisons.costs.parts.{part.value}")
    return words("comparisons.costs.part", part=label, names=names, total=sum_of)


def _name(line: BudgetLine, found: Budget, words: Words) -> str:
    return words(f"comparisons.costs.lines.{line.id}", programs=found.programs)


def _unknown(names: Sequence[str], words: Words) -> str:
    return words("common.comma").join(words(f"comparisons.costs.not_known.{name}") for name in names)


def _citations(found: Budget, profile: Profile, words: Words) -> list[Citation]:
    currency = _currency(profile, words)
    rate = cited(RATES[currency][0], words.setting)[1] if currency else ()
    general = [
        citation for key in ("road_cost_low_usd", "road_cost_high_usd") for citation in cited(key, words.setting)[1]
    ]
    return [*found.citations, *rate, *general]


def _buttons(found: Budget, words: Words) -> tuple[tuple[Button, ...], ...]:
    counts = [
        Button(words("comparisons.costs.programs", count=count), Tap("costs", str(count)))
        for count in CHOICES
        if count != found.programs
    ]
    parts = [
        Button(words(f"comparisons.costs.parts.{part.value}"), Tap("cost_part", part.value, str(found.programs)))
        for part in Part
        if found.of(part)
    ]
    chosen = counts if any(line.id in ("eras", "residencycas") for line in found.lines) else []
    read = Button(words("pages.sources"), Tap("costs_sources", str(found.programs)))
    return (*rows(*parts, read, width=3), *rows(*chosen, width=4), (frame.to_road(words),))


def one(part: Part, profile: Profile, programs: int | None, words: Words) -> Message:
    """The fees of one part, each with the year its amount is of."""
    found = budget(profile, words.setting, programs)
    lines = found.of(part)
    said = [
        words(
            "comparisons.costs.line",
            name=_name(line, found, words),
            total=between(line.low, line.high, words),
            of=_year(line),
        )
        + (words(f"comparisons.costs.why.{line.id}") if words.has(f"comparisons.costs.why.{line.id}") else "")
        for line in lines
    ]
    title = words("comparisons.costs.part_title", part=words(f"comparisons.costs.parts.{part.value}"))
    citations = [citation for line in lines for citation in line.citations]
    unknown = [name for name in found.unknown if name in UNKNOWN_OF.get(part, ())]
    gap = words("comparisons.costs.unknown", names=_unknown(unknown, words)) if unknown else ""
    back = Button(words("comparisons.costs.back"), Tap("costs", str(found.programs)))
    return frame.page([title, *said, gap, *frame.ending(citations, words)], ((back, frame.to_road(words)),))


UNKNOWN_OF = {
    Part.EXAMS: ("next_years", "step2_ck"),
    Part.CERTIFICATION: ("account",),
    Part.SEASON: ("residencycas_price", "support_form", "own_match"),
    Part.VISA: ("h1b",),
    Part.LICENCE: ("licence",),
}
"""What is not known, by the part it belongs to."""


def _year(line: BudgetLine) -> int:
    """The year since which the amount is known to hold."""
    since = line.citations[0].since
    assert since, "a fee is the value of a parameter, which always has its day"
    return since.year


def sources(profile: Profile, programs: int | None, words: Words) -> Message:
    """Every source of the sum."""
    found = budget(profile, words.setting, programs)
    back = Button(words("comparisons.costs.back"), Tap("costs", str(found.programs)))
    return frame.sources(_citations(found, profile, words), back, words)
