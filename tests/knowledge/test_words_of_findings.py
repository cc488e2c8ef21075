"""Every finding has its words in three languages, with the same placeholders and no number typed by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

import knowledge.rules  # noqa: F401 - declares the rules
from dialogs.wording import Words, load_texts
from knowledge.files import load_calendar, load_numbers, read_toml, toml_files
from knowledge.guards import Setting
from knowledge.profile import Language
from knowledge.rule import RULES
from tests.knowledge.cases import cases_of

SETTING = Setting(date(2026, 11, 22), load_numbers(), load_calendar())
FINDINGS = {language: texts["findings"] for language, texts in load_texts().items()}
WORDS = {language: Words(language, SETTING) for language in Language}
FILTERS = {"day", "month", "season", "usd", "num", "fact", "country", "specialty", "ro", "eun", "ieyo", "short_day"}
TERMS = re.compile(
    r"Step ?[123]"
    r"|(?:Pathways?|pathways?) [1-6](?:(?:-|–|, | and |、|·|, and | or )[1-6])*"
    r"|Pathway E"
    r"|\b[JHFLOBK]-?[1-4]B?(?:/[JHFLOB]-?[1-4]B?)*"
    r"|(?:DS|I|N|PGY|EB|SSP|ACGME-I)-?\d+"
    r"|Conrad 30|212\(e\)|22 CFR [\d.]+|R3(?!\d)|1순위|1년 차"
)
WIDEST_NAME, WIDEST_BRIEF, MOST_LINES = 24, 40, 5


def width(text: str) -> int:
    """Columns taken: two for a Hangul or Han character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def tables(language: Language) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Rule, case and table of every case worded in that language."""
    for rule, table in FINDINGS[language].items():
        for case, words in table.items():
            if isinstance(words, Mapping):
                yield rule, case, words


def templates(words: Mapping[str, Any]) -> list[str]:
    """Every text of a case."""
    return [part for value in words.values() for part in (value if isinstance(value, list) else [value])]


def parsed(text: str) -> nodes.Template:
    """The text as Jinja reads it."""
    return WORDS[Language.EN]._environment.parse(text)


def placeholders(texts: list[str]) -> set[str]:
    """The values and parameters that texts name, parameters with their `p.`."""
    found = {name for text in texts for name in find_undeclared_variables(parsed(text)) if name != "p"}
    return found | {f"p.{name}" for name in parameters(texts)}


def parameters(texts: list[str]) -> set[str]:
    """The parameters that texts name."""
    attributes = (node for text in texts for node in parsed(text).find_all(nodes.Getattr))
    return {node.attr for node in attributes if isinstance(node.node, nodes.Name) and node.node.name == "p"}


ALL = [(language, rule, case, words) for language in Language for rule, case, words in tables(language)]
EVERY_CASE = pytest.mark.parametrize(
    ("language", "rule", "case", "words"), ALL, ids=[f"{language}-{rule}-{case}" for language, rule, case, _ in ALL]
)


def test_the_three_languages_have_the_same_files_and_tables() -> None:
    folder = files("dialogs") / "texts"
    keys = {
        language: {
            (file.name, rule, case, tuple(sorted(words)) if isinstance(words, Mapping) else "")
            for file in toml_files(folder / language.value)
            if file.name.startswith("findings_")
            for rule, table in read_toml(file).items()
            for case, words in table.items()
        }
        for language in Language
    }
    assert keys[Language.EN] == keys[Language.KO] == keys[Language.ZH]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_has_a_short_name_and_words_for_each_of_its_cases(rule: str) -> None:
    found = cases_of(RULES[rule])
    for language, words in WORDS.items():
        name = words(f"findings.{rule}.name")
        assert 0 < width(name) <= WIDEST_NAME, (language, name)
        worded = {case for of, case, _ in tables(language) if of == rule}
        assert found.all - {"unknown"} <= worded, language
        assert found.open or worded <= found.all, language


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_case_with_a_day_says_what_to_do_and_how_the_deadline_is_called(rule: str) -> None:
    worded = {case: words for of, case, words in tables(Language.KO) if of == rule}
    assert [case for case in cases_of(RULES[rule]).due if not {"action", "brief"} <= set(worded[case])] == []


def test_no_words_wait_for_a_rule_that_does_not_exist() -> None:
    assert set(FINDINGS[Language.KO]) <= set(RULES)


@EVERY_CASE
def test_a_case_has_a_headline_and_a_few_lines(
    language: Language, rule: str, case: str, words: Mapping[str, Any]
) -> None:
    assert set(words) <= {"headline", "lines", "action", "brief"}
    assert words["headline"]
    assert 1 <= len(words["lines"]) <= MOST_LINES
    assert "|day" not in words.get("action", "")


@EVERY_CASE
def test_the_languages_name_the_same_values(language: Language, rule: str, case: str, words: Mapping[str, Any]) -> None:
    assert placeholders(templates(words)) == placeholders(templates(FINDINGS[Language.KO][rule][case]))


@EVERY_CASE
def test_every_parameter_and_filter_named_exists(
    language: Language, rule: str, case: str, words: Mapping[str, Any]
) -> None:
    texts = templates(words)
    assert parameters(texts) <= set(SETTING.numbers)
    assert {node.name for text in texts for node in parsed(text).find_all(nodes.Filter)} <= FILTERS


@EVERY_CASE
def test_every_parameter_named_is_cited_by_its_rule(
    language: Language, rule: str, case: str, words: Mapping[str, Any]
) -> None:
    assert parameters(templates(words)) <= set(RULES[rule].cites)


@EVERY_CASE
def test_no_number_is_typed_into_a_text(language: Language, rule: str, case: str, words: Mapping[str, Any]) -> None:
    prose = [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text) for text in templates(words)]
    typed = [text for text in prose if re.search(r"\d", TERMS.sub(" ", text))]
    assert typed == []


@EVERY_CASE
def test_no_text_brings_markup_of_its_own(language: Language, rule: str, case: str, words: Mapping[str, Any]) -> None:
    assert not [text for text in templates(words) if "<" in text or "&" in text.replace("&amp;", "")]


@EVERY_CASE
def test_the_name_of_a_deadline_is_short(language: Language, rule: str, case: str, words: Mapping[str, Any]) -> None:
    brief = re.sub(r"\{\{.*?\}\}", "Step 2 CK" if "exam" in words.get("brief", "") else "7", words.get("brief", ""))
    assert width(brief) <= WIDEST_BRIEF
