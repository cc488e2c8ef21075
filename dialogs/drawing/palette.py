"""The colors and sizes of the timeline."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SHEET, INK, FAINT, RULE = "#FFFFFF", "#1B2430", "#566273", "#D5DBE3"
NOW, GATE, ON_BAND = "#C23F2A", "#1B2430", "#FFFFFF"

COLORS: Mapping[str, str] = MappingProxyType({"exams": "#2563AE", "military": "#96610D", "season": "#147064"})
"""Each lane's bars, dots and heading."""

GROUNDS: Mapping[str, str] = MappingProxyType({"exams": "#F1F6FC", "military": "#FBF5EA", "season": "#EEF8F5"})
"""Each lane's ground."""

TITLE, HEAD, SMALL = 46, 34, 28
"""Letters of the title, of the lanes' headings, and the smallest there are."""

DOT = 9
"""A dot's radius."""
