"""The letters: Noto Sans CJK in the face of each language, and how wide a text is in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from matplotlib.font_manager import FontPath, FontProperties, get_font

from dialogs.drawing.layout import Measure
from knowledge.profile import Language

FACES: Mapping[Language, str] = MappingProxyType(
    {Language.EN: "Noto Sans CJK KR", Language.KO: "Noto Sans CJK KR", Language.ZH: "Noto Sans CJK SC"}
)
"""Han characters are written differently in Korea and in China: the collection has a face for each."""

DPI = 100
POINTS = 72 / DPI
"""Points to a pixel."""


@lru_cache
def face(language: Language) -> FontPath:
    """Where the language's face lies: the collection and its number in it. LookupError where it has none."""
    path = str(files("noto_cjk_sans_otc") / "NotoSansCJK-Regular.ttc")
    for index in range(get_font(path).num_faces):
        found = FontPath(path, index)
        if get_font(found).family_name == FACES[language]:
            return found
    raise LookupError(f"{path} has no {FACES[language]}")


def letters(language: Language, size: float) -> FontProperties:
    """The face at a size in pixels."""
    return FontProperties(fname=face(language), size=size * POINTS)


def measure(language: Language, size: float) -> Measure:
    """How many pixels wide a text is in letters of `size` pixels."""
    font = get_font(face(language))

    def width(text: str) -> float:
        font.set_size(size * POINTS, DPI)
        font.set_text(text.replace("\u00a0", " "), 0.0)
        return float(font.get_width_height()[0] / 64)

    return width
