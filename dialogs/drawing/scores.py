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
    """A PNG: how many questions reach which score: right and wrong ones in scope; others known as such or not."""
    groups = {
        "in scope, right": [outcome for outcome in outcomes if outcome.in_scope and outcome.place == 1],
        "in scope, wrong": [outcome for outcome in outcomes if outcome.in_scope and outcome.place != 1],
        "out of scope, known as such": [o for o in outcomes if not o.in_scope and o.is_known_outside],
        "out of scope, taken for a question": [o for o in outcomes if not o.in_scope and not o.is_known_outside],
    }
    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=100)
    axes = figure.add_subplot()
    axes.hist([[o.score for o in group] for group in groups.values()], bins=BINS, label=list(groups))
    axes.set_yscale("symlog", linthresh=10)  # a few wrong ones are to be seen beside hundreds of right ones
    axes.axvline(threshold, color="black", linestyle="--", label=f"threshold {threshold:.2f}")
    axes.set_xlabel("chance of the best article")
    axes.set_ylabel("questions")
    axes.legend()
    drawn = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
