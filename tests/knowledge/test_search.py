"""Terms found in what somebody wrote, and the order in which documents come back."""

import pytest

from knowledge.glossary import Glossary, Names, Term, load_concepts, load_glossary
from knowledge.profile import Language
from knowledge.search import Bm25, Document, Index, tokens


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("CK 컷", "step-2-ck"),
        ("스텝투씨케이 언제 봐요", "step-2-ck"),
        ("s2ck date", "step-2-ck"),
        ("pathwy 3 for students", "pathway-3"),
        ("Conrad30", "conrad-30"),
        ("해외수련 추천서", "statement-of-need"),
        ("需求声明去哪开", "statement-of-need"),
        ("h1b", "h-1b"),
        ("국외여행 허가", "overseas-travel-permission"),
    ],
)
def test_a_term_is_found_in_any_language_and_spelling(text: str, concept: str) -> None:
    assert concept in load_glossary().concepts(text)


def test_the_longest_name_at_a_place_wins() -> None:
    assert load_glossary().concepts("Pathway 3") == ("pathway-3",)


def test_a_slip_is_mended_only_in_words_long_enough() -> None:
    assert "observership" in load_glossary().concepts("observershp")
    assert "oet" in load_glossary().concepts("oet")
    assert "oet" not in load_glossary().concepts("oat")


def test_everyday_words_are_no_sign_of_a_question_for_us() -> None:
    concepts = load_concepts()
    assert concepts.concepts("how much is the fee")
    assert not concepts.speaks_of_field("how much is the fee")
    assert concepts.speaks_of_field("how much is the OET fee")


def test_every_name_of_a_term_finds_it() -> None:
    glossary = load_glossary()
    lost = [
        f"{term.id}: {name}"
        for term in glossary.values()
        for name in term.names
        if term.id not in glossary.concepts(name) and len(name) > 2
    ]
    assert len(lost) <= 0.03 * sum(len(term.names) for term in glossary.values()), lost


def test_a_share_is_what_of_the_question_is_found() -> None:
    found = Bm25([["oet", "score"], ["visa", "fee"], ["rank", "list"]])
    whole, other, none = found.shares(["oet", "score"])
    assert whole > other
    assert other == none == 0
    assert found.shares(["oet", "zzz"])[0] < whole
    assert list(found.shares(["zzz"])) == [0, 0, 0]
    assert list(found.shares([])) == [0, 0, 0]


def test_a_concept_connects_the_languages() -> None:
    waiver = Term(
        id="waiver",
        en=Names(term="waiver"),
        ko=Names(term="귀국의무 면제"),
        zh=Names(term="豁免"),
    )
    only_english = Document(
        dict.fromkeys(Language, "waiver"), {language: ["who grants a waiver"] for language in Language}, ""
    )
    other = Document(dict.fromkeys(Language, "rank"), {language: ["how do I rank"] for language in Language}, "")
    index = Index({"a": other, "b": only_english}, Glossary([waiver]))
    assert next(iter(index.scores("豁免怎么办", Language.ZH))) == "b"


def test_equal_scores_come_in_the_order_of_ids() -> None:
    same = Document(dict.fromkeys(Language, "visa"), {language: ["which visa"] for language in Language}, "")
    index = Index({"b": same, "a": same}, Glossary([]))
    assert list(index.scores("visa", Language.EN)) == ["a", "b"]


def test_tokens_are_words_pairs_and_concepts() -> None:
    assert tokens("OET 몇점", load_glossary()) == ["oet", "몇점", "§oet"]
