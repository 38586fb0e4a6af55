"""Draw the patterns of bars as lines: the JSON of a figure → the same without patterns.

For PDF: a browser writes a pattern there as an image, of megabytes; lines stay lines, sharp in print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

STEP, THICK = 5.0, 1.5  # pixels between lines, and of a line
Segment = tuple[float, float, float, float]
# of each shape of plotly.js, the lines: (a, b) for those on which a·x + b·y is the same
_LINES: Mapping[str, tuple[tuple[int, int], ...]] = {
    "/": ((1, 1),), "\\": ((1, -1),), "x": ((1, 1), (1, -1)), "-": ((0, 1),), "|": ((1, 0),), "+": ((1, 0), (0, 1)),
    ".": ((0, 1),),
}  # fmt: skip


def hatched(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The figure with a trace of lines behind each trace of patterned bars."""
    return {**spec, "data": [one for trace in spec["data"] for one in _parted(trace)]}


def _parted(trace: dict[str, Any]) -> Iterator[dict[str, Any]]:
    pattern = trace.get("marker", {}).get("pattern", {}) if trace["type"] == "bar" else {}
    if not pattern.get("shape"):
        yield trace
        return
    marker = {name: value for name, value in trace["marker"].items() if name != "pattern"}
    yield {**trace, "marker": {**marker, "color": pattern["bgcolor"]}}
    bars = list(zip(trace["base"], trace["x"], trace["y"], trace["width"], marker["opacity"], strict=True))
    for opacity, group in groupby(sorted(bars, key=lambda bar: bar[4]), key=lambda bar: bar[4]):
        x: list[float | None] = []
        y: list[float | None] = []
        for base, length, middle, thick, _ in group:
            top, bottom = middle - thick / 2, middle + thick / 2
            for x0, y0, x1, y1 in _segments(pattern["shape"], base, top, base + length, bottom):
                x += [round(x0, 1), round(x1, 1), None]
                y += [round(y0, 1), round(y1, 1), None]
        dash = f"{THICK}px,{STEP - THICK}px" if pattern["shape"] == "." else "solid"
        line = {"color": pattern["fgcolor"], "width": THICK, "dash": dash}
        yield {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "opacity": opacity}


def _segments(shape: str, left: float, top: float, right: float, bottom: float) -> Iterator[Segment]:
    """The lines of a pattern within a rectangle."""
    for a, b in _LINES[shape]:
        corners = [a * x + b * y for x in (left, right) for y in (top, bottom)]
        value = min(corners) + STEP / 2
        while value < max(corners):
            match a, b:
                case 0, _:
                    yield left, value, right, value
                case _, 0:
                    yield value, top, value, bottom
                case _:  # x = value - b·y, within both sides
                    ends = sorted((value - b * top, value - b * bottom))
                    x0, x1 = max(left, ends[0]), min(right, ends[1])
                    if x0 < x1:
                        yield x0, (value - x0) / b, x1, (value - x1) / b
            value += STEP
