"""What `learn` and `tune` do: the search learns the example questions. Needed to work on Giljabi, not to run it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np

from knowledge import classifier, encoder
from knowledge.classifier import Examples
from knowledge.encoder import load_corrections, load_encoder, weights_folder
from knowledge.lexicon import load_lexicon
from knowledge.library import Library, WordsAlone


def learn_examples() -> str:
    """Learn the classifier from the articles' example questions and keep it beside them; says what was learnt."""
    from knowledge.learning import learn  # scikit-learn is there for those who work on the articles, not on a server

    examples = _examples()
    learn(examples, load_lexicon(), load_encoder()).keep(_beside(classifier.FILE))
    count = sum(len(texts) for each in examples.values() for texts in each.values())
    return f"{classifier.FILE}: {count} examples of {len(examples)} articles"


def tune_encoder(rounds: int) -> Iterator[str]:
    """Tune the encoder further, `rounds` times through all examples, and keep it; says how far it is."""
    from knowledge.learning import Lessons
    from knowledge.tuning import Tuner  # torch is there for whoever tunes, nowhere else

    lessons = Lessons.of(_examples(), load_lexicon(), load_encoder())
    with weights_folder() as folder:
        tuner = Tuner(folder, load_corrections(), [each for texts in lessons.texts.values() for each in texts])
    yield from tuner.tune(rounds)
    np.savez_compressed(_beside(encoder.FILE), allow_pickle=False, **tuner.corrections())
    yield f"{encoder.FILE}: tuned; `giljabi learn` comes next"


def _examples() -> Examples:
    return Library.load(meaning=WordsAlone()).examples


def _beside(name: str) -> Path:
    return Path(str(files("knowledge") / name))
