"""What a question means: glosses, sentence vectors, the classifier, terms asked for, and questions that go on."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from knowledge.classifier import Classifier, Layer, load_reader, mark
from knowledge.encoder import DOWN, SIZE, UP, Reading, Tuning, corrected, load_encoder, load_tuning, weights_folder
from knowledge.files import BrokenDataFile
from knowledge.learning import learn, load_circumstances
from knowledge.lexicon import Lexicon, forms_of, load_lexicon
from knowledge.library import Library
from knowledge.phrases import load_turns
from knowledge.profile import Language

LEXICON = Lexicon({"시험": "exam", "시험장": "test center", "떨어졌": "fail", "나는": "-", "나는시": "never"})


@pytest.mark.parametrize(
    ("said", "gloss"),
    [
        ("시험 떨어졌어요", "exam fail"),
        ("시험장에서 떨어졌는데", "test center fail"),
        ("Step 1 시험?", "Step 1 exam ?"),
        ("나는 시험", "exam"),
        ("how many attempts", "how many attempts"),
        ("아무것도", ""),
        ("", ""),
    ],
)
def test_a_gloss_takes_the_longest_form_and_leaves_out_what_it_does_not_know(said: str, gloss: str) -> None:
    assert LEXICON.gloss(said) == gloss


def test_terms_of_the_field_are_read_by_the_glossary() -> None:
    assert "Step 2 Clinical Knowledge" in load_lexicon().gloss("스텝투씨케이 언제 봐요")
    assert "Statement of Need" in load_lexicon().gloss("해외수련추천서 어디서 받나요")


@pytest.mark.parametrize("lines", ['exam = ["시험"]', 'exam = ""', "exam = 1"])
def test_a_list_of_another_shape_is_named(tmp_path: Path, lines: str) -> None:
    file = tmp_path / "lexicon.xx.toml"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(BrokenDataFile, match=r"lexicon.xx.toml: exam: forms as one text"):
        forms_of(file)


def test_near_things_have_near_vectors() -> None:
    fails, failed, wives = load_encoder(Reading.ENGLISH).encode(
        ["I failed the exam twice", "two attempts without passing the test", "can my wife work on her visa"]
    )
    assert fails @ failed > fails @ wives
    assert fails @ fails == pytest.approx(1)


def test_texts_are_encoded_alike_alone_and_together() -> None:
    texts = ["J-1", "what does the fee for the exam cost in Korea", "", "x" * 5000, "J-1 waiver"]
    encoder = load_encoder(Reading.GLOSSES)
    together = encoder.encode(texts)
    assert together.shape == (len(texts), SIZE)
    for text, vector in zip(texts, together, strict=True):
        assert encoder.encode([text])[0] == pytest.approx(vector, abs=1e-5)


def test_tuning_adds_to_the_weights_and_leaves_the_rest() -> None:
    weights = {name: np.ones(shape, np.float32) for name, shape in [("m", (2, 3)), ("b", (2,)), ("other", (1,))]}
    tuned = corrected(
        weights,
        {"m" + UP: np.array([[1.0], [0.0]]), "m" + DOWN: np.array([[1.0, 2.0, 3.0]]), "b": np.array([0.5, 0])},
    )
    assert tuned["m"].tolist() == [[2, 3, 4], [1, 1, 1]]
    assert tuned["b"].tolist() == [1.5, 1]
    assert tuned["other"].tolist() == [1]
    assert weights["m"].tolist() == [[1, 1, 1], [1, 1, 1]]


KEPT = Tuning(
    {"m" + UP: np.ones((2, 1), np.float32), "b": np.array([0.5], np.float32)},
    ("costs", "fails"),
    np.array([[1, 0], [3, 4]], np.float32),
    np.array([0, 1], np.float32),
)


def test_the_mean_of_tunings_is_that_of_each_of_their_numbers() -> None:
    """Of articles the earlier one did not know, it has the mean of all, as everywhere."""
    later = Tuning(
        {"m" + UP: np.full((2, 1), 3, np.float32), "b": np.array([1.5], np.float32)},
        ("costs", "new"),
        np.array([[2, 2], [4, 4]], np.float32),
        np.array([1, 3], np.float32),
    )
    mean = Tuning.mean([KEPT, later])
    assert mean.corrections["m" + UP].tolist() == [[2], [2]]
    assert mean.corrections["b"].tolist() == [1]
    assert mean.ids == later.ids
    assert mean.weights.tolist() == [[1.5, 1], [3, 3]]
    assert mean.biases.tolist() == [0.5, 1.75]


def test_a_tuning_is_kept_and_read_again(tmp_path: Path) -> None:
    KEPT.keep(tmp_path / "encoder.npz")
    read = Tuning.read(tmp_path / "encoder.npz")
    assert read.ids == KEPT.ids
    assert read.weights.tolist() == KEPT.weights.tolist()
    assert read.biases.tolist() == KEPT.biases.tolist()
    assert {name: change.tolist() for name, change in read.corrections.items()} == {
        "m" + UP: [[1.0], [1.0]],
        "b": [0.5],
    }


def test_an_article_newer_than_the_tuning_begins_as_the_mean_of_all() -> None:
    weights, biases = KEPT.rows(["fails", "wives"])
    assert weights.tolist() == [[3, 4], [2, 2]]
    assert biases.tolist() == [1, 0.5]


@pytest.mark.parametrize("reading", list(Reading))
def test_every_correction_that_ships_fits_a_weight(reading: Reading) -> None:
    with weights_folder() as folder:
        weights = load_file(folder / "model.safetensors")
    corrections = load_tuning(reading).corrections
    assert corrections
    for name, weight in corrected(weights, corrections).items():
        assert weight.shape == weights[name].shape


EXAMPLES = {
    "fails": {Language.EN: ["I failed the exam"] * 5, Language.KO: ["시험 떨어졌어요"] * 5, Language.ZH: ["没过"] * 5},
    "wives": {Language.EN: ["my wife's visa"] * 5, Language.KO: ["아내 비자"] * 5, Language.ZH: ["妻子签证"] * 5},
    "costs": {Language.EN: ["what does it cost"] * 5, Language.KO: ["비용 얼마"] * 5, Language.ZH: ["多少钱"] * 5},
}


def test_what_was_learnt_is_kept_and_read_again(tmp_path: Path) -> None:
    encoders, tunings = {each: load_encoder(each) for each in Reading}, {each: load_tuning(each) for each in Reading}
    learnt = learn(EXAMPLES, load_lexicon(), encoders, tunings)
    learnt.keep(tmp_path / "classifier.npz")
    read = Classifier.read(tmp_path / "classifier.npz")
    for language in Language:
        (vector,) = encoders[Reading.of(language)].encode(["did not pass"])
        chances = read.log_chances("did not pass", vector, language)
        assert chances["fails"] > chances["wives"]
        assert sum(np.exp(list(chances.values()))) == pytest.approx(1)
        assert chances == pytest.approx(learnt.log_chances("did not pass", vector, language), abs=1e-2)
    assert read.learnt == learnt.learnt == mark(EXAMPLES, load_lexicon())


def test_learning_goes_on_from_where_tuning_left_it() -> None:
    """What no example says is still known from the tuning."""
    encoders = {each: load_encoder(each) for each in Reading}
    tunings = {}
    for reading, encoder in encoders.items():
        (vector,) = encoder.encode(["may I sit in on rounds as a visitor"])
        tunings[reading] = Tuning({}, ("costs", "fails"), np.array([20 * vector, 0 * vector]), np.zeros(2, np.float32))
    learnt = learn(EXAMPLES, load_lexicon(), encoders, tunings)
    (vector,) = encoders[Reading.ENGLISH].encode(["may I sit in on rounds as a visitor"])
    chances = learnt.log_chances("may I sit in on rounds as a visitor", vector, Language.EN)
    assert max(chances, key=lambda key: chances[key]) == "costs"
    assert np.exp(chances["costs"]) > 0.9


def test_circumstances_are_told_in_three_languages_and_none_twice() -> None:
    told = load_circumstances()
    assert len(told["en"]) == len(told["ko"]) == len(told["zh"]) >= 300
    assert len({text for language in Language for text in told[language]}) == 3 * len(told["en"])


def test_circumstances_of_another_shape_are_named(tmp_path: Path) -> None:
    file = tmp_path / "circumstances.toml"
    file.write_text('en = ["I graduated in 2014.", ""]', encoding="utf-8")
    with pytest.raises(BrokenDataFile, match=r"circumstances.toml: en.1: "):
        load_circumstances(file)


def test_the_mark_changes_with_any_example_and_with_how_it_is_read() -> None:
    changed = {**EXAMPLES, "wives": {**EXAMPLES["wives"], Language.ZH: ["妻子们"]}}
    assert mark(changed, LEXICON) != mark(EXAMPLES, LEXICON) != mark(EXAMPLES, load_lexicon())


def test_a_layer_shares_out_all_chances() -> None:
    layer = Layer(np.array([[1000.0], [0.0]], np.float32), np.zeros(2, np.float32))
    assert np.exp(layer.log_chances(np.ones(1, np.float32))) == pytest.approx([1, 0])


def test_the_classifier_that_ships_was_learnt_from_the_articles_that_ship() -> None:
    """Where this fails, examples, titles, word lists or the glossary were changed: `make learn`."""
    assert load_reader().classifier.learnt == mark(Library.load().examples, load_lexicon())


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("what is SOAP?", "soap"),
        ("SOAP이 뭐예요?", "soap"),
        ("소압이 뭐예요", "soap"),
        ("SOAP是什么", "soap"),
        ("what does YOG mean", "yog"),
        ("What is an MSPE", "mspe"),
        ("MSPE", "mspe"),
        ("IMG 뜻", "img"),
        ("What is the SOAP deadline", None),
        ("SOAP이 언제예요", None),
        ("what is love", None),
        ("", None),
    ],
)
def test_a_question_for_a_term_and_nothing_else_is_recognized(text: str, term: str | None) -> None:
    found = load_turns().term(text)
    assert (found.id if found else None) == term


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("그럼 비용은요?", True),
        ("and the fee?", True),
        ("那费用呢", True),
        ("얼마나 걸려요", True),
        ("what about H-1B?", True),
        ("step 1 비용 얼마예요", False),
        ("J-1", False),
        ("", False),
        ("and " + "then some more words about everything that happened to me since I left home", False),
    ],
)
def test_a_question_that_leans_on_the_last_answer_is_recognized(text: str, goes_on: bool) -> None:
    assert load_turns().goes_on(text) is goes_on


@pytest.mark.parametrize(
    ("text", "aspects", "nothing_else"),
    [
        ("그럼 비용은요?", ("cost",), True),
        ("and how long does it take", ("duration",), True),
        ("要什么材料", ("papers",), True),
        ("what if i fail?", ("failing",), True),
        ("얼마예요? 얼마나 걸려요?", ("cost", "duration"), True),
        ("how much ibuprofen", ("cost",), False),
        ("is there a fee?", ("cost",), True),
        ("비용 알려주세요", ("cost",), True),
        ("대만은요? 비용", ("cost",), False),
        ("and the other one?", (), False),
        ("不用了", (), False),
        ("와이프도 일할 수 있나요", ("family",), False),
        ("그럼 가도 되나요?", (), False),
        ("the fee " + "of whatever it was that somebody told me at that other place last year", (), False),
        ("", (), False),
    ],
)
def test_what_is_asked_on_about_is_recognized(text: str, aspects: tuple[str, ...], nothing_else: bool) -> None:
    turns = load_turns()
    assert turns.aspects_of(text) == aspects
    assert turns.only_asks_on(text) is nothing_else
