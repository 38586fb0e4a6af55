"""Lay chapters out side by side: chapters, room → a map from time to pixels, with ticks.

Within a chapter time runs evenly, unless its finer part would be too small to see: then the rest of it is
pressed against its edges. Between chapters time runs through a narrow gap.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis import dates
from analysis.dates import DAY
from analysis.drawing import theme, wording
from analysis.drawing.chapters import Chapter
from analysis.drawing.items import Item
from analysis.drawing.lettering import shorten, width
from analysis.model import Instant

GAP, INSET, PRESSED = 20, 7, 22  # between chapters; from a chapter's edge to its first instant; pressed part
LEAST = 76  # the narrowest chapter
_STEPS = (
    ("minute", 1), ("minute", 5), ("minute", 15), ("minute", 30), ("hour", 1), ("hour", 2), ("hour", 3), ("hour", 6),
    ("hour", 12), ("day", 1), ("day", 2), ("day", 7), ("month", 1), ("month", 3), ("month", 6), ("year", 1),
    ("year", 2), ("year", 5), ("year", 10), ("year", 20), ("year", 50), ("year", 100), ("year", 200), ("year", 500),
    ("year", 1000), ("year", 5000), ("year", 20000),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Panel:
    """A chapter in its place: from `x0` to `x1`, with its heading and its ticks (pixel, text)."""

    chapter: Chapter
    x0: float
    x1: float
    heading: str
    ticks: tuple[tuple[float, str], ...]
    pressed: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The panels, and the knots (instant, pixel) between which time runs evenly."""

    panels: tuple[Panel, ...]
    knots: tuple[tuple[Instant, float], ...]

    def x(self, instant: Instant) -> float:
        """The pixel of an instant; before the first chapter and after the last, a little outside."""
        index = bisect_right(self.knots, (instant, float("inf")))
        if index == 0:
            return self.knots[0][1] - (INSET if instant < self.knots[0][0] else 0)
        if index == len(self.knots):
            return self.knots[-1][1] + (INSET if instant > self.knots[-1][0] else 0)
        (t0, x0), (t1, x1) = self.knots[index - 1], self.knots[index]
        return x0 + (x1 - x0) * (instant - t0) / (t1 - t0)

    def panel(self, instant: Instant) -> Panel:
        """The panel that holds an instant, or the next one."""
        return next((p for p in self.panels if instant < p.chapter.end), self.panels[-1])

    def stretch(self, item: Item) -> tuple[Panel, float, float]:
        """The panel where a dated item begins, and from where to where it lies; an open end reaches to the edge."""
        start, end = item.cell
        panel = self.panel(start if item.start is not None else end - 1)
        a = self.x(start) if item.start is not None else panel.x0 + 4
        b = self.x(end) if item.end is not None else panel.x1 - 4
        return panel, min(a, b), max(a, b)


def axis(parts: Sequence[Chapter], needs: Sequence[float], left: float, right: float) -> Axis:
    """The chapters between two pixels; `needs` are the widths that their labels would like."""
    panels, knots = [], list[tuple[Instant, float]]()
    x0 = left
    for chapter, size in zip(parts, _shared(parts, needs, right - left), strict=True):
        own, pressed = _knots(chapter, x0, x0 + size)
        knots += own
        panels.append(Panel(chapter, x0, x0 + size, _heading(chapter, size), _ticks(chapter, own, size), pressed))
        x0 += size + GAP
    return Axis(tuple(panels), tuple(knots))


def _shared(parts: Sequence[Chapter], needs: Sequence[float], room: float) -> list[float]:
    """The widths: the least for each, then what the labels need, then the rest in proportion."""
    room -= GAP * (len(parts) - 1)
    least = [max(LEAST, 12 + min(width(h, theme.HEADING_SIZE, bold=True) for h in _names(c))) for c in parts]
    if sum(least) >= room:
        return [room * one / sum(least) for one in least]
    wanted = [max(0.0, need - one) for need, one in zip(needs, least, strict=True)]
    given = min(1.0, (room - sum(least)) / (sum(wanted) or 1))
    sizes = [one + given * want for one, want in zip(least, wanted, strict=True)]
    return [size * room / sum(sizes) for size in sizes]


def _knots(chapter: Chapter, x0: float, x1: float) -> tuple[list[tuple[Instant, float]], bool]:
    """Where time runs evenly within a chapter; whether its rest had to be pressed."""
    a, b = x0 + INSET, x1 - INSET
    start, end, pixels = chapter.start, chapter.end, b - a
    detail = chapter.detail_end - chapter.detail_start
    points = {s for s, _ in chapter.cells if chapter.detail_start <= s < chapter.detail_end}
    if len(points) < 2 or pixels * detail / (end - start) > 110 or pixels < 160:
        return [(start, a), (end, b)], False
    margin = detail // 8
    low, high = max(start, chapter.detail_start - margin), min(end, chapter.detail_end + margin)
    before = [(start, a), (low, a + PRESSED)] if low > start else [(start, a)]
    after = [(high, b - PRESSED), (end, b)] if high < end else [(end, b)]
    return before + after, True


# -- headings and ticks --------------------------------------------------------------------------


def _names(chapter: Chapter) -> tuple[str, ...]:
    return wording.headings(chapter.start, chapter.end)


def _heading(chapter: Chapter, size: float) -> str:
    names = _names(chapter)
    fitting = (name for name in names if width(name, theme.HEADING_SIZE, bold=True) <= size - 8)
    return next(fitting, shorten(names[-1], size - 8, theme.HEADING_SIZE, bold=True))


def _ticks(chapter: Chapter, knots: list[tuple[Instant, float]], size: float) -> tuple[tuple[float, str], ...]:
    """The finest round ticks whose words do not touch; none where the heading says it all."""
    (low, a), (high, b) = (knots[0], knots[-1]) if len(knots) == 2 else _longest(knots)
    if size < LEAST or high <= low:
        return ()
    own = Axis((), ((low, a), (high, b)))
    for unit, step in _STEPS:
        if (high - low) / (step * wording.UNIT_SECONDS[unit]) > (b - a) / 24:
            continue
        found = [(own.x(t), _tick(t, unit)) for t in _multiples(low, high, unit, step)]
        found = [
            (x, text)
            for x, text in found
            if x - width(text, 11) / 2 >= a - INSET and x + width(text, 11) / 2 <= b + INSET
        ]
        edges = [(x - width(text, 11) / 2, x + width(text, 11) / 2) for x, text in found]
        if found and all(right + 10 <= left for (_, right), (left, _) in itertools.pairwise(edges)):
            return tuple(found) if not (len(found) == 1 and found[0][1] in _names(chapter)) else ()
    return ()


def _longest(knots: list[tuple[Instant, float]]) -> tuple[tuple[Instant, float], tuple[Instant, float]]:
    return max(itertools.pairwise(knots), key=lambda pair: pair[1][1] - pair[0][1])


def _multiples(low: Instant, high: Instant, unit: str, step: int) -> Iterator[Instant]:
    if unit in ("minute", "hour", "day"):
        size = step * {"minute": 60, "hour": 3_600, "day": DAY}[unit]
        shift = 4 * DAY if (unit, step) == ("day", 7) else 0  # weeks begin on Monday; 1970 did on Thursday
        yield from range(-(-(low - shift) // size) * size + shift, high + 1, size)
        return
    y, m, _ = dates.civil(low // DAY)
    month = 12 * y + m - 1
    size = step if unit == "month" else 12 * step
    month = -(-month // size) * size
    while (t := dates.day_of(month // 12, month % 12 + 1) * DAY) <= high:
        if t >= low:
            yield t
        month += size


def _tick(instant: Instant, unit: str) -> str:
    y, m, d = dates.civil(instant // DAY)
    if unit in ("minute", "hour"):
        return wording.clock(instant)
    if unit == "day":
        return f"{d} {wording.MONTHS[m - 1][:3]}"
    return wording.year(y) if unit == "year" or m == 1 else wording.MONTHS[m - 1][:3]
