"""A sheet of paper measured in pixels from its upper left corner. The only place that draws."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Patch, Polygon, Rectangle
from matplotlib.patheffects import withStroke

from dialogs.drawing.fonts import DPI, POINTS, letters
from knowledge.profile import Language

Points = Sequence[tuple[float, float]]


class Paper:
    """What is drawn later lies on what was drawn earlier. All measures are pixels, y grows downwards."""

    def __init__(self, width: int, height: int, color: str, language: Language) -> None:
        self._figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=color)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._language = language
        self._layer = 0

    def text(
        self,
        x: float,
        top: float,
        text: str,
        size: float,
        color: str,
        *,
        bold: bool = False,
        align: str = "left",
        ground: str | None = None,
    ) -> None:
        """One line of text.

        `top` is the top of its letters, `x` its left end, middle or right end (`align`). On a `ground` a rim of that
        color keeps lines below from running through the letters.
        """
        drawn = self._axes.text(
            x,
            top + size * 0.9,
            text.replace("\u00a0", " "),
            color=color,
            ha=align,
            va="baseline",
            font=letters(self._language, size),
            parse_math=False,
            zorder=self._next(),
        )
        rim = [withStroke(linewidth=size * 0.24 * POINTS, foreground=ground)] if ground else []
        weight = [withStroke(linewidth=size * 0.03 * POINTS, foreground=color)] if bold else []
        drawn.set_path_effects([*rim, *weight])

    def box(self, x: float, y: float, width: float, height: float, color: str, radius: float = 0) -> None:
        """A filled rectangle, its corners rounded by `radius`."""
        if radius == 0:
            self._add(Rectangle((x, y), width, height, facecolor=color, linewidth=0))
            return
        style = f"round,pad=0,rounding_size={radius}"
        self._add(FancyBboxPatch((x, y), width, height, boxstyle=style, facecolor=color, linewidth=0))

    def hatched(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A rectangle of slanting lines."""
        patch = Rectangle((x, y), width, height, facecolor="white", edgecolor=color, linewidth=2 * POINTS, hatch="////")
        patch.set_hatch_linewidth(2.5 * POINTS)
        self._add(patch)

    def line(self, points: Points, color: str, width: float = 2) -> None:
        """A line through the points."""
        xs, ys = zip(*points, strict=True)
        self._axes.add_line(Line2D(xs, ys, color=color, linewidth=width * POINTS, zorder=self._next()))

    def shape(self, points: Points, color: str) -> None:
        """A filled shape with these corners."""
        self._add(Polygon(points, closed=True, facecolor=color, linewidth=0))

    def dot(self, x: float, y: float, radius: float, color: str, *, hollow: bool) -> None:
        """A filled dot, or a ring that is white inside."""
        face = "white" if hollow else color
        self._add(Circle((x, y), radius, facecolor=face, edgecolor=color, linewidth=radius * 0.42 * POINTS))

    def png(self) -> bytes:
        """The picture; equal drawings give equal bytes."""
        content = BytesIO()
        self._figure.savefig(content, format="png", metadata={"Software": None})
        return content.getvalue()

    def _add(self, patch: Patch) -> None:
        patch.set_zorder(self._next())
        self._axes.add_patch(patch)

    def _next(self) -> int:
        self._layer += 1
        return self._layer
