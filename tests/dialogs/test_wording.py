"""The texts: the same in three languages, filled in without a rest, read by Telegram, grammatical in Korean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError, nodes
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup

from bot.sandbox.markup import parse_html
from dialogs.kinds.countries import codes
from dialogs.kinds.specialties import keys
from dialogs.message import plain
from dialogs.wording import load_texts, with_particle
from knowledge.days import PartialDate
from knowledge.profile import Language
from tests.dialogs.talk import HOSTILE, speaking

WORDS = {language: speaking(language) for language in Language}
TEXTS = load_texts()
DIFFERENT_ON_PURPOSE = ("answers.asking", "intake.zone.options")
EASTERN = ZoneInfo("America/New_York")
in_each_language = pytest.mark.parametrize("language", list(Language))


def leaves(table: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, Any]]:
    """Every text or list of texts with its key."""
    for key, value in table.items():
        name = f"{place}.{key}" if place else key
        if name in DIFFERENT_ON_PURPOSE:
            continue
        if isinstance(value, Mapping):
            yield from leaves(value, name)
        else:
            yield name, value


ALL = {language: dict(leaves(TEXTS[language])) for language in Language}
FILES = sorted(TEXTS[Language.EN])


def templates(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def tree(template: str) -> nodes.Template:
    return WORDS[Language.EN]._environment.parse(template)


def placeholders(value: str | list[str]) -> set[str]:
    """The values that a text takes, parameters by their name."""
    trees = [tree(template) for template in templates(value)]
    names = {name for each in trees for name in find_undeclared_variables(each)}
    attributes = [node for each in trees for node in each.find_all(nodes.Getattr)]
    return names | {f"p.{node.attr}" for node in attributes if getattr(node.node, "name", "") == "p"}


@pytest.mark.parametrize("file", FILES)
def test_the_three_languages_have_the_same_keys(file: str) -> None:
    found = [{key for key in ALL[language] if key.partition(".")[0] == file} for language in Language]
    assert found[0] == found[1] == found[2] != set()


@pytest.mark.parametrize("file", FILES)
def test_the_three_languages_name_the_same_values(file: str) -> None:
    for key in ALL[Language.KO]:
        if key.partition(".")[0] == file:
            named = [placeholders(ALL[language][key]) for language in Language]
            if not key.endswith(".name"):  # a name may hold a number in one language and do without in another
                assert named[0] == named[1] == named[2], key


@in_each_language
def test_no_text_is_empty(language: Language) -> None:
    empty = {key for key, value in ALL[language].items() if not all(templates(value))}
    assert empty <= {"intake.step2_ck_booked_on.echo", "intake.certificate_valid_until.echo", "common.between"}


@in_each_language
def test_every_filter_a_text_uses_is_one_of_ours(language: Language) -> None:
    ours = set(WORDS[language]._environment.filters)
    for key, value in ALL[language].items():
        used = {node.name for template in templates(value) for node in tree(template).find_all(nodes.Filter)}
        assert used <= ours, key


BY_FILTER: Mapping[str, object] = {
    **dict.fromkeys(("day", "short_day", "month"), PartialDate(2027, 3, 3)),
    **dict.fromkeys(("usd", "num", "million", "season"), 2028),
    "fact": "stage",
    "country": "KR",
    "specialty": "internal_medicine",
}
BY_NAME: Mapping[str, object] = {
    **dict.fromkeys(("count", "days", "first", "year", "third"), 3),
    **dict.fromkeys(("here", "at"), datetime(2027, 3, 3, 21, tzinfo=EASTERN)),
}


def samples(template: str) -> dict[str, object]:
    """A value for everything a text names: of the sort its filter takes, else the most hostile text."""
    root = tree(template)
    found: dict[str, object] = {name: BY_NAME.get(name, HOSTILE) for name in find_undeclared_variables(root)}
    for node in root.find_all(nodes.Filter):
        if isinstance(node.node, nodes.Name) and node.name in BY_FILTER:
            found[node.node.name] = BY_FILTER[node.name]
    for loop in root.find_all(nodes.For):
        if isinstance(loop.iter, nodes.Name):
            found[loop.iter.name] = [HOSTILE]
    found.pop("p", None)
    return found


@in_each_language
@pytest.mark.parametrize("file", [file for file in FILES if file not in ("findings", "intake")])
def test_every_text_is_html_telegram_reads_whatever_is_filled_in(file: str, language: Language) -> None:
    words = WORDS[language]
    for key, value in ALL[language].items():
        if key.partition(".")[0] == file:
            for template in templates(value):
                shown = words.render(template, **samples(template))
                assert parse_html(shown).text == plain(shown), key
                assert "<script>" not in shown, key


def test_a_missing_value_raises_instead_of_leaving_a_gap() -> None:
    with pytest.raises(UndefinedError):
        WORDS[Language.KO]("talk.current")


def test_an_unknown_text_raises_and_can_be_asked_for_before() -> None:
    words = WORDS[Language.ZH]
    assert not words.has("talk.nonsense")
    assert not words.has("talk.back.further")
    with pytest.raises(KeyError, match=r"zh: talk\.nonsense"):
        words("talk.nonsense")
    assert words.many("talk.nonsense") == []


def test_an_unknown_parameter_raises() -> None:
    with pytest.raises(UndefinedError):
        WORDS[Language.EN].render("{{ p.nonsense }}")


def test_a_parameter_is_the_value_of_that_day() -> None:
    shown = [speaking("en", day).render("{{ p.step2_ck_pass }}") for day in CHANGE]
    assert shown == ["214", "218"]


CHANGE = (date(2025, 6, 30), date(2025, 7, 1))


def test_words_listed_for_one_language_are_heard_in_all() -> None:
    heard = WORDS[Language.ZH].everywhere("answers.asking")
    assert {"나요", "how "} <= heard


def test_one_template_on_two_days_and_in_two_languages_is_said_four_ways() -> None:
    days = (date(2026, 11, 22), date(2027, 1, 1))
    said = {speaking(language, day).render("{{ d|short_day }}", d=day) for language in ("en", "ko") for day in days}
    assert said == {"22 November 2026", "1 January 2027", "2026년 11월 22일", "2027년 1월 1일"}


RO, IEYO, EUN = with_particle("로", "으로", "로"), with_particle("예요", "이에요"), with_particle("는", "은")


@pytest.mark.parametrize(
    ("word", "ro", "ieyo", "eun"),
    [
        ("의대", "의대로", "의대예요", "의대는"),
        ("졸업", "졸업으로", "졸업이에요", "졸업은"),
        ("서울", "서울로", "서울이에요", "서울은"),
        ("2028 매칭", "2028 매칭으로", "2028 매칭이에요", "2028 매칭은"),
        ("Step 1", "Step 1로", "Step 1이에요", "Step 1은"),
        ("Step 2", "Step 2로", "Step 2예요", "Step 2는"),
        ("Step 3", "Step 3으로", "Step 3이에요", "Step 3은"),
        ("H-1B", "H-1B로", "H-1B예요", "H-1B는"),
        ("240", "240으로", "240이에요", "240은"),
        ("6", "6으로", "6이에요", "6은"),
        ("GMC 7", "GMC 7로", "GMC 7이에요", "GMC 7은"),
        ("KNUM", "KNUM으로", "KNUM이에요", "KNUM은"),
        ("졸업장(사본)", "졸업장(사본)으로", "졸업장(사본)이에요", "졸업장(사본)은"),
        ("‘내과’", "‘내과’로", "‘내과’예요", "‘내과’는"),
        ("", "로", "예요", "는"),
    ],
)
def test_a_particle_follows_the_sound_it_stands_behind(word: str, ro: str, ieyo: str, eun: str) -> None:
    assert (RO(word), IEYO(word), EUN(word)) == (ro, ieyo, eun)


def test_a_particle_neither_escapes_html_again_nor_lets_plain_text_through() -> None:
    words = WORDS[Language.KO]
    assert words.render("{{ told|ro }}", told=Markup("&lt;의대&gt;")) == "&lt;의대&gt;로"
    assert words.render("{{ told|ro }}", told="<졸업>") == "&lt;졸업&gt;로"


def test_a_particle_hears_the_letter_and_not_its_escape() -> None:
    assert RO(Markup("‘졸업&#39;")) == "‘졸업&#39;으로"


@pytest.mark.parametrize(
    ("known", "ko", "en", "zh"),
    [
        (PartialDate(2026, 5, 20), "2026년 5월 20일(수)", "Wednesday, 20 May 2026", "2026年5月20日（周三）"),
        (PartialDate(2026, 5), "2026년 5월", "May 2026", "2026年5月"),
        (PartialDate(2026), "2026년", "2026", "2026年"),
        (date(2028, 2, 29), "2028년 2월 29일(화)", "Tuesday, 29 February 2028", "2028年2月29日（周二）"),
    ],
)
def test_a_day_is_said_as_exactly_as_it_is_known(known: PartialDate | date, ko: str, en: str, zh: str) -> None:
    assert [WORDS[language].day(known) for language in (Language.KO, Language.EN, Language.ZH)] == [ko, en, zh]


def test_a_short_day_has_no_weekday_and_a_month_no_day() -> None:
    words, day = WORDS[Language.KO], date(2027, 3, 3)
    assert (words.short_day(day), words.month(day)) == ("2027년 3월 3일", "2027년 3월")
    assert words.month(PartialDate(2027)) == "2027년"
    assert words.month("2026-09") == "2026년 9월"  # as parameters hold it


@pytest.mark.parametrize(
    ("at", "zone", "here"),
    [
        (datetime(2027, 1, 29, 23, 59, tzinfo=EASTERN), "Asia/Seoul", ("23:59", "2027년 1월 30일", "13:59")),
        (datetime(2027, 7, 1, 23, 59, tzinfo=EASTERN), "Asia/Seoul", ("23:59", "2027년 7월 2일", "12:59")),
        (datetime(2027, 3, 3, 21, tzinfo=EASTERN), "Asia/Kolkata", ("21:00", "2027년 3월 4일", "07:30")),
        (datetime(2027, 3, 3, 21, tzinfo=EASTERN), "America/Los_Angeles", ("21:00", "2027년 3월 3일", "18:00")),
        (datetime(2027, 3, 13, 12, tzinfo=EASTERN), "Asia/Seoul", ("12:00", "2027년 3월 14일", "02:00")),
        (datetime(2027, 3, 14, 12, tzinfo=EASTERN), "Asia/Seoul", ("12:00", "2027년 3월 15일", "01:00")),
    ],
)
def test_a_moment_is_told_on_both_clocks(at: datetime, zone: str, here: tuple[str, ...]) -> None:
    said = plain(WORDS[Language.KO].moment(at, zone))
    there, day, hour = here
    assert said.index(there) < said.index(day) < said.rindex(hour)


@pytest.mark.parametrize("zone", ["America/New_York", "America/Toronto"])
@in_each_language
def test_on_the_same_clock_one_time_is_enough(language: Language, zone: str) -> None:
    said = WORDS[language].moment(datetime(2027, 3, 3, 21, tzinfo=EASTERN), zone)
    assert said.count(":") == said.count("21:00") == 1


def test_the_same_hour_under_another_name_is_one_time_only_while_it_is_the_same() -> None:
    summer, winter = (datetime(2027, month, 3, 21, tzinfo=EASTERN) for month in (7, 1))
    said = [WORDS[Language.EN].moment(at, "America/Port_of_Spain").count(":") for at in (summer, winter)]
    assert said == [1, 2]


def test_a_zone_without_a_name_of_ours_is_called_by_its_city() -> None:
    assert WORDS[Language.EN].zone("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert WORDS[Language.KO].zone("Asia/Seoul") == "한국시간"


@in_each_language
def test_the_days_until_a_day_are_counted_in_whole_days(language: Language) -> None:
    words = WORDS[language]
    assert "101" in words.days_left(date(2027, 3, 3))
    assert "101" not in words.days_left(date(2027, 3, 4))


@in_each_language
def test_every_country_and_specialty_can_be_said(language: Language) -> None:
    words = WORDS[language]
    said = [words.render("{{ code|country }}", code=code) for code in codes()]
    said += [words.render("{{ key|specialty }}", key=key) for key in keys()]
    assert all(said)
    assert len(set(said)) == len(codes()) + len(keys())
