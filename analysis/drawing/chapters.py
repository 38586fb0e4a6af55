"""Break time into chapters: stretches of time that items need → chapters, each with a scale of its own.

    2014 · June 2021 · 6 December 2021 · 7 December 2021, by the hour

Nothing is typed in: a chapter ends where the emptiness after it is large against what lies on either side, or
where the grain changes by much (days told by the day, then one told by the minute). Long stretches that merely
cover others break nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.model import Instant

Cell = tuple[Instant, Instant]

EMPTY = 1.5  # an empty stretch is large if it is longer than this times what lies on either side
GRAIN = 20  # the grain changes if the shortest item on one side is this much shorter than on the other
HOUR, DAY = 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of time shown to one scale. `[detail_start, detail_end)` is the part that finer items need."""

    start: Instant
    end: Instant
    detail_start: Instant
    detail_end: Instant
    cells: tuple[Cell, ...] = ()


def chapters(cells: Sequence[Cell], most: int) -> list[Chapter]:
    """The chapters of `cells`, at most `most`, in order of time."""
    if not cells:
        return []
    parts = [sorted(set(cells))]
    while len(parts) < most:
        cuts = [(*cut, index) for index, part in enumerate(parts) if (cut := _best_cut(part))]
        if not cuts:
            break
        _, at, index = max(cuts, key=lambda cut: (cut[0], -cut[2]))
        inner = _inner(parts[index])
        parts[index : index + 1] = [[c for c in inner if c[1] <= at], [c for c in inner if c[1] > at]]
    return _widened([_chapter(part) for part in parts], sorted(set(cells), key=lambda c: (c[1] - c[0], c)))


def _inner(part: Sequence[Cell]) -> list[Cell]:
    """The cells without those that merely cover others: longer than half of all, with a shorter one inside."""
    length = max(end for _, end in part) - min(start for start, _ in part)
    return [c for c in part if not (2 * (c[1] - c[0]) > length and any(_inside(other, c) for other in part))]


def _inside(inner: Cell, outer: Cell) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _best_cut(part: Sequence[Cell]) -> tuple[float, Instant] | None:
    """How strongly the part asks to be cut in two, and where; None if it does not."""
    inner = sorted(_inner(part))
    if not inner:
        return None
    low, high = inner[0][0], max(end for _, end in inner)
    cuts = []
    reached = low
    for index, (start, _) in enumerate(inner):
        if index and start >= reached:
            strength = _strength(inner[:index], inner[index:], start - reached, reached - low, high - start)
            if strength > 0:
                cuts.append((strength, reached))
        reached = max(reached, inner[index][1])
    return max(cuts, default=None, key=lambda cut: (cut[0], -cut[1]))


def _strength(left: Sequence[Cell], right: Sequence[Cell], gap: int, before: int, after: int) -> float:
    emptiness = gap / (EMPTY * max(before, after, 1))
    finest = [max(1, min(end - start for start, end in side)) for side in (left, right)]
    grain = max(finest) / (GRAIN * min(finest))
    # an empty quarter is also worth a break where one scale for all could not show the finest item
    unreadable = 1.01 if 4 * gap > gap + before + after > 300 * min(finest) else 0.0
    return math.log(max(emptiness, grain, unreadable, 1e-9))


def _chapter(part: Sequence[Cell]) -> Chapter:
    inner = _inner(part) or list(part)
    start, end = min(s for s, _ in inner), max(e for _, e in inner)
    return Chapter(start, end, start, end, tuple(part))


def _widened(parts: list[Chapter], cells: Sequence[Cell]) -> list[Chapter]:
    """Chapters as wide as the cells that concern no other chapter, within their neighbours."""
    for cell in cells:
        touched = [i for i, c in enumerate(parts) if cell[0] < c.end and c.start < cell[1]]
        if len(touched) == 1:
            parts[touched[0]] = _to(parts, touched[0], *cell)
    for index, chapter in enumerate(parts):
        if chapter.end - chapter.start < DAY:  # whole hours around clock times, unless the day is shown anyway
            parts[index] = _to(parts, index, chapter.start // HOUR * HOUR, -(-chapter.end // HOUR) * HOUR)
    return parts


def _to(parts: Sequence[Chapter], index: int, start: Instant, end: Instant) -> Chapter:
    chapter = parts[index]
    floor = parts[index - 1].end if index else start
    ceiling = parts[index + 1].start if index + 1 < len(parts) else end
    return replace(chapter, start=min(chapter.start, max(start, floor)), end=max(chapter.end, min(end, ceiling)))
