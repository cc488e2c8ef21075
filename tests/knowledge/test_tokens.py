"""How texts are taken apart, and which language they are in."""

import pytest

from knowledge.profile import Language
from knowledge.tokens import TEXT_LIMIT, asking, atoms, grams, language_of, runs, singular


@pytest.mark.parametrize(
    ("text", "default", "language"),
    [
        ("스텝1 유효기간이 몇 년이에요", Language.EN, Language.KO),
        ("J-1 waiver 뭐예요", Language.EN, Language.KO),
        ("step1 fee 2027 多少钱", Language.KO, Language.ZH),
        ("who issues the statement of need", Language.KO, Language.EN),
        ("ㅇㅇ", Language.EN, Language.KO),
        ("Step 2 CK", Language.KO, Language.KO),
        ("SOAP?", Language.ZH, Language.ZH),
        ("218", Language.KO, Language.KO),
        ("🙂", Language.ZH, Language.ZH),
        ("", Language.EN, Language.EN),
    ],
)
def test_the_script_tells_the_language(text: str, default: Language, language: Language) -> None:
    assert language_of(text, default) is language


@pytest.mark.parametrize("text", ["Step2CK", "step 2 ck", "STEP-2-CK", "S2CK", "s2 ck", "ｓｔｅｐ２ｃｋ", "stpe2ck"])
def test_an_exam_is_the_same_however_it_is_written(text: str) -> None:
    assert atoms(text) == ("step", "2", "ck")


def test_spaces_within_a_korean_word_make_no_difference_to_its_atoms() -> None:
    assert atoms("국외 여행허가") == atoms("국외여행허가") == tuple("국외여행허가")


def test_hangul_and_han_become_pairs_and_a_lone_character_stays() -> None:
    assert list(grams("비자 뭐")) == ["비자", "뭐"]
    assert list(grams("解除令")) == ["解除", "除令"]


def test_latin_words_lose_their_case_and_their_plural() -> None:
    assert list(grams("A two LETTERS, the class status bus")) == ["two", "letter", "the", "class", "status", "bus"]


@pytest.mark.parametrize(("word", "one"), [("steps", "step"), ("pass", "pass"), ("has", "has"), ("visas", "visa")])
def test_a_plural_is_only_a_last_s_of_a_longer_word(word: str, one: str) -> None:
    assert singular(word) == one


def test_a_text_is_read_only_so_far() -> None:
    assert runs("가" * TEXT_LIMIT + "나" * 10) == ["가" * TEXT_LIMIT]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I failed once. I graduated in 2015! Which pathway?", "Which pathway"),
        ("졸업한 지 오래됐어요 J-1으로 갈 수 있나요", "J-1으로 갈 수 있나요"),
        ("三月匹配上了 找哪个部门", "找哪个部门"),
        ("Is 3.5 enough", ""),
        ("언제 나와요?", ""),
        ("", ""),
    ],
)
def test_after_a_story_the_last_sentence_asks(text: str, asked: str) -> None:
    assert asking(text).strip(" ?") == asked
