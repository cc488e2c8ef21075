"""The scores of measured questions, and the threshold chosen by them: which would be answered, which refused."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from knowledge.evaluation import Outcome

BINS = 30
WIDTH, HEIGHT = 10, 6


def scores_picture(outcomes: Sequence[Outcome], threshold: float) -> bytes:
    """A PNG: how many questions reach which score; the right and the wrong ones in scope, and those out of scope."""
    right = [outcome.score for outcome in outcomes if outcome.in_scope and outcome.place == 1]
    wrong = [outcome.score for outcome in outcomes if outcome.in_scope and outcome.place != 1]
    outside = [outcome.score for outcome in outcomes if not outcome.in_scope]
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=100)
    axes = figure.add_subplot()
    axes.hist([right, wrong, outside], bins=BINS, label=["in scope, right", "in scope, wrong", "out of scope"])
    axes.axvline(threshold, color="black", linestyle="--", label=f"threshold {threshold:.2f}")
    axes.set_xlabel("score of the best article")
    axes.set_ylabel("questions")
    axes.legend()
    drawn = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
