"""What `learn` and `tune` do: the search learns the example questions. Needed to work on Giljabi, not to run it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from knowledge import classifier
from knowledge.classifier import mended
from knowledge.encoder import Reading, load_encoder, load_tuning, weights_folder
from knowledge.lexicon import load_lexicon
from knowledge.library import OUTSIDE, Library, WordsAlone


def learn_examples() -> str:
    """Learn the classifier from the articles' example questions and keep it beside them; says what was learnt."""
    from knowledge.learning import learn  # scikit-learn is there for those who work on the articles, not on a server

    examples = _library().examples
    encoders, tunings = {each: load_encoder(each) for each in Reading}, {each: load_tuning(each) for each in Reading}
    learn(examples, load_lexicon(), encoders, tunings).keep(_beside(classifier.FILE))
    count = sum(len(texts) for each in examples.values() for texts in each.values())
    return f"{classifier.FILE}: {count} examples of {len(examples)} articles"


def tune_encoders(rounds: int) -> Iterator[str]:
    """Tune the encoders further, `rounds` times through their examples, and keep them; says how far it is.

    The one for English sees English alone, the one for glosses all that is asked.
    """
    for reading in Reading:
        yield from _tune(reading, rounds)
    yield "tuned; `giljabi learn` comes next"


def _tune(reading: Reading, rounds: int) -> Iterator[str]:
    from knowledge.learning import Lessons, load_circumstances
    from knowledge.tuning import Tuner  # torch is there for whoever tunes, nowhere else

    library, lexicon = _library(), load_lexicon()
    lessons = Lessons.of(library.examples, lexicon, load_encoder(reading))
    examples = [(text, lessons.ids[number]) for each in reading.languages for text, number in lessons.texts[each]]
    around = load_circumstances()
    told = [mended(lexicon.gloss(text), lessons.spelling) for each in reading.languages for text in around[each]]
    alone = frozenset(article.id for article in library.by_topic(OUTSIDE))
    with weights_folder() as folder:
        tuner = Tuner(folder, load_tuning(reading), examples, told, alone)
    yield from (f"{reading}: {line}" for line in tuner.tune(rounds))
    tuner.tuning().keep(_beside(reading.file))


def _library() -> Library:
    return Library.load(meaning=WordsAlone())


def _beside(name: str) -> Path:
    return Path(str(files("knowledge") / name))
