"""Data files: what is wrong with one is said by file, key and reason, before anybody is advised by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.dated import Trilingual
from knowledge.files import BrokenDataFile, checked, load_calendar, load_numbers, read_toml, toml_files

SOURCE = '{ publisher = "ECFMG", url = "https://www.ecfmg.org/", as_of = "2025-08", read_on = 2026-11-22 }'
PARAMETER = f"""
[line]
label = {{ en = "Line", ko = "합격선", zh = "合格线" }}
stale_after = 2027-06-01
values = [
    {{ since = 2021-01-01, value = 209, sources = [{SOURCE}] }},
    {{ since = 2025-07-01, value = 218, sources = [{SOURCE}] }},
]
"""
EVENT = f"""
[events.rank_list]
on = "2027-03-03"
label = {{ en = "Rank list", ko = "랭크 리스트", zh = "排名表" }}
stale_after = 2027-06-01
sources = [{SOURCE}]
"""
LATER = """
[basis]
en = "as before"
ko = "예년처럼"
zh = "按往年"
"""


def put(folder: Path, **texts: str) -> Path:
    """A folder with these files."""
    for name, text in texts.items():
        (folder / f"{name.strip('_')}.toml").write_text(text, encoding="utf-8")
    return folder


def test_parameters_are_loaded_from_all_files_and_folders(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    put(tmp_path, numbers=PARAMETER)
    put(inner, more=PARAMETER.replace("[line]", "[other]"))
    numbers = load_numbers(tmp_path)
    assert set(numbers) == {"line", "other"}
    assert numbers["other"].on(date(2026, 1, 1)).value == 218


def test_files_are_read_in_the_order_of_their_names_and_others_are_let_be(tmp_path: Path) -> None:
    put(tmp_path, b="", a="")
    (tmp_path / "readme.md").write_text("not data")
    assert [file.name for file in toml_files(tmp_path)] == ["a.toml", "b.toml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[line", r"numbers\.toml: Expected ']' at the end"),
        ("line = 5", r"numbers\.toml: line: not a table"),
        (PARAMETER + PARAMETER, r"numbers\.toml: .*"),
        (PARAMETER.replace("209", '"'), r"numbers\.toml: .*"),
        (PARAMETER.replace("zh =", "jp ="), r"numbers\.toml: line\.label\.zh: Field required"),
        (PARAMETER.replace("stale_after = 2027-06-01", ""), r"numbers\.toml: line\.stale_after: Field required"),
        (PARAMETER.replace("stale_after", "stale_before"), r"numbers\.toml: line\.stale_\w+: "),
        (
            PARAMETER.replace("https://", "ftp://"),
            r"numbers\.toml: line\.values\.0\.sources\.0\.url: String should match",
        ),
        (PARAMETER.replace('as_of = "2025-08"', 'as_of = "2025-13"'), r"line\.values\.0\.sources\.0\.as_of: .*month"),
        (PARAMETER.replace(f"[{SOURCE}]", "[]"), r"numbers\.toml: line\.values\.0\.sources: .*at least 1"),
        (PARAMETER.replace("2021-01-01", "2026-01-01"), r"numbers\.toml: line: .*in the order of their `since`"),
        (PARAMETER.replace("label", "unit = 5\nlabel"), r"numbers\.toml: line\.unit: Input should be a valid string"),
        (PARAMETER.replace("value = 218", "value = 218, sure = true"), r"line\.values\.1\.sure: Extra inputs"),
    ],
)
def test_a_broken_parameter_is_named_by_file_key_and_reason(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenDataFile, match=said):
        load_numbers(put(tmp_path, numbers=text))


def test_a_parameter_defined_in_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenDataFile, match=r"second\.toml: line: defined twice"):
        load_numbers(put(tmp_path, first=PARAMETER, second=PARAMETER))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "numbers.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenDataFile, match=r"numbers\.toml: .*decode"):
        load_numbers(tmp_path)


def test_seasons_are_loaded_by_their_year(tmp_path: Path) -> None:
    calendar = load_calendar(put(tmp_path, _2027=EVENT, later=LATER))
    assert str(calendar.season(2027).event("rank_list").on) == "2027-03-03"
    carried = calendar.season(2029).event("rank_list")
    assert (str(carried.on), carried.estimated) == ("2029-03", True)
    assert carried.basis
    assert carried.basis["ko"] == "예년처럼"


def test_what_is_carried_earlier_is_said_in_the_file(tmp_path: Path) -> None:
    calendar = load_calendar(put(tmp_path, _2027=EVENT, later=LATER + "[earlier]\nrank_list = 1\n"))
    assert str(calendar.season(2028).event("rank_list").on) == "2028-02"


def test_a_season_before_the_first_is_not_made_up(tmp_path: Path) -> None:
    calendar = load_calendar(put(tmp_path, _2027=EVENT, later=LATER))
    with pytest.raises(KeyError, match="2026"):
        calendar.season(2026)


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2020, 1, 1), (2027, 2028, 2029)),
        (date(2027, 3, 3), (2027, 2028, 2029)),
        (date(2027, 3, 4), (2028, 2029, 2030)),
        (date(2028, 3, 31), (2028, 2029, 2030)),
        (date(2028, 4, 1), (2029, 2030, 2031)),
        (date(2040, 1, 1), (2040, 2041, 2042)),
    ],
)
def test_there_are_always_three_matches_to_aim_at(today: date, years: tuple[int, int, int], tmp_path: Path) -> None:
    calendar = load_calendar(put(tmp_path, _2027=EVENT, later=LATER))
    assert calendar.open_years(today) == years


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"later": LATER}, r"seasons: later\.toml and at least one YEAR\.toml are needed"),
        ({"_2027": EVENT}, r"seasons: later\.toml and at least one YEAR\.toml are needed"),
        ({"_2027": EVENT, "later": "x = 1"}, r"later\.toml: carried_basis"),
        (
            {"_2027": EVENT, "later": LATER + "[earlier]\nrank_list = 'soon'"},
            r"later\.toml: carried_earlier\.rank_list",
        ),
        ({"_2027": EVENT.replace("03-03", "02-30"), "later": LATER}, r"2027\.toml: events\.rank_list\.on: "),
        ({"_2027": EVENT.replace("rank_list", "RankList"), "later": LATER}, r"2027\.toml: events\.RankList"),
        ({"_2027": EVENT + "at = 25:00:00", "later": LATER}, r"2027\.toml: .*"),
        (
            {"_2027": EVENT.replace("label", "name"), "later": LATER},
            r"2027\.toml: events\.rank_list\.label: Field required",
        ),
        ({"_2027": "", "later": LATER}, r"2027\.toml: events: missing"),
        ({"_2027": "events.rank_list = 5", "later": LATER}, r"2027\.toml: events\.rank_list: not a table"),
        ({"_next": EVENT, "later": LATER}, r"next\.toml: the name is no year"),
    ],
)
def test_a_broken_season_is_named_by_file_key_and_reason(files: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(BrokenDataFile, match=said):
        load_calendar(put(tmp_path, **files))


def test_what_ships_loads() -> None:
    assert len(load_numbers()) > 100
    assert min(load_calendar().seasons) == 2027


def test_toml_is_read_as_it_stands(tmp_path: Path) -> None:
    put(tmp_path, one='a = "가"\n[b]\nc = 2026-11-22\n')
    assert read_toml(tmp_path / "one.toml") == {"a": "가", "b": {"c": date(2026, 11, 22)}}


def test_the_key_of_a_piece_stands_before_its_place() -> None:
    with pytest.raises(BrokenDataFile, match=r"^labels\.toml: title\.zh: Field required$"):
        checked(Trilingual, {"en": "a", "ko": "가"}, "labels.toml", "title")
    with pytest.raises(BrokenDataFile, match=r"^labels\.toml: zh: Field required$"):
        checked(Trilingual, {"en": "a", "ko": "가"}, "labels.toml")
