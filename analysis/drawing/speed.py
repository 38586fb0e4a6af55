"""Draw a pace on an axis of paces, and say it: words, seconds → a line from the least pace to the most.

    words_per(0.08)      → "31 words a year"

The axis is logarithmic; what is told at the pace of silent reading is told in the time that it takes (a scene).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.dates import DAY
from analysis.drawing import theme
from analysis.drawing.canvas import Bar, Box, Hit, Label, Primitive, Rule
from analysis.drawing.items import Item
from analysis.drawing.lettering import width
from analysis.drawing.tray import marks
from analysis.measures.duration import READING, Pace

UNITS = (("minute", 60), ("hour", 3_600), ("day", DAY), ("month", 30.4375 * DAY), ("year", 365.25 * DAY),
         ("century", 36_525 * DAY))  # fmt: skip
SCENE = READING * DAY  # words a day
BAR, LEAST = 14.0, 3.0  # height of a bar; width of an event's part of it


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name, what is said under it, and the words that it stands for, as parts of events or whole.

    `gap` is what stands above it; `rest` are events without a part.
    """

    name: str
    said: str
    words: float
    parts: tuple[tuple[Item, float], ...] = ()
    pace: Pace | None = None
    gap: str = ""
    scene: bool = False
    rest: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Speeds:
    """An axis from the slowest to the pace of reading, between two pixels."""

    slow: float
    fast: float
    left: float
    right: float

    def x(self, words_a_day: float) -> float:
        span = math.log(self.fast / self.slow)
        share = math.log(max(self.slow, min(self.fast, words_a_day)) / self.slow) / span
        return self.left + share * (self.right - self.left)


def speeds(own: Sequence[Pace], left: float, right: float) -> Speeds:
    slowest = min((pace.words_a_day for pace in own if pace.words), default=1.0)
    return Speeds(min(slowest, SCENE / 100) / 1.5, SCENE * 1.5, left, right)


def words_per(words_a_day: float) -> str:
    """A pace in the smallest unit of time that has a word in it."""
    name, seconds = next(((n, s) for n, s in UNITS if words_a_day * s / DAY >= 1), UNITS[-1])
    count = words_a_day * seconds / DAY
    shown = f"{count:.0f}" if count >= 9.5 else f"{count:.1f}".removesuffix(".0")
    return f"{shown} word{'' if shown == '1' else 's'} {'an' if name == 'hour' else 'a'} {name}"


def scale(axis: Speeds, top: float, bottom: float) -> Iterator[Primitive]:
    """Where a word a year, a day, a minute lie, as far as their names have room; and the pace of reading."""
    names = [("scene", SCENE)] + [(f"1 a {name}", DAY / seconds) for name, seconds in UNITS if name in ("day", "year")]
    taken: list[tuple[float, float]] = []
    for name, pace in names:
        x, half = axis.x(pace), width(name, theme.SMALL_SIZE) / 2
        if not axis.slow < pace < axis.fast or x - half < axis.left - 8 or x + half > axis.right + 14:
            continue
        if all(x + half + 6 < a or x - half - 6 > b for a, b in taken):
            taken.append((x - half, x + half))
            yield Rule(((x, top), (x, bottom)), theme.LINE if name == "scene" else theme.GRID, 1.0, "solid")
            yield Label(x, top - 9, name, "center", theme.SMALL_SIZE, theme.FAINT)


def mark(axis: Speeds, pace: Pace, y: float) -> Iterator[Primitive]:
    """From the least pace to the most that the dates allow; an arrow where they allow any."""
    if not pace.words:
        return
    least = axis.x(pace.words_a_day)
    most = axis.x(pace.words * DAY / pace.covered) if pace.covered else axis.right
    yield Rule(((least, y), (max(most, least + 2), y)), theme.FAINT, 1.6, "solid" if pace.covered else "2px,2px")
    yield Rule(((least, y - 5), (least, y + 5)), theme.TEXT, 2.0)
    end = ((most, y - 5), (most, y + 5)) if pace.covered else ((most - 5, y - 4), (most, y), (most - 5, y + 4))
    yield Rule(end, theme.TEXT, 2.0 if pace.covered else 1.6)


def word_size(lines: Sequence[Line], room: float) -> float:
    """The pixels of a word, so that every row has room in one line, unless its events alone need more."""
    sizes = [(room - LEAST * len(line.parts)) / line.words for line in lines if line.words]
    return min((size for size, line in zip(sizes, (n for n in lines if n.words), strict=True)
                if LEAST * len(line.parts) < room / 2), default=room / 1000)  # fmt: skip


def bar(line: Line, y: float, room: tuple[float, float, float]) -> tuple[list[Primitive], float]:
    """The words of a row, each event's part in its certainty, and where it ends.

    `room` are the pixels where bars begin, where they may end, and those of a word.
    """
    left, right, word = room
    if not line.parts:
        return _plain(line, y, room)
    drawn: list[Primitive] = []
    x, furthest, first = left, left, y
    for item, words in line.parts:
        size = min(max(LEAST, words * word), right - left)
        if x + size > right + 0.01:
            x, y = left, y + BAR + 2
        drawn += [Bar(x, y, x + max(1.0, size - 0.6), y + BAR, item.certainty, 0.9),
                  Hit(x, y, x + size, y + BAR, item.id, item.hover)]  # fmt: skip
        x += size
        furthest = x if y == first else furthest
    return [*drawn, _count(line, furthest, first)], y + BAR


def _plain(line: Line, y: float, room: tuple[float, float, float]) -> tuple[list[Primitive], float]:
    """Words that no dated event has a part in; under them the marks of those without a date."""
    left, right, word = room
    end = min(right, left + max(1.0, line.words * word))
    drawn: list[Primitive] = [
        Box(left, y, end, y + BAR, theme.VOICE if line.scene else theme.WHISPER),
        _count(line, end, y),
    ]
    if not line.rest:
        return drawn, y + BAR
    more, bottom = marks(line.rest, left, y + BAR + 3, right)
    return [*drawn, *more], bottom


def _count(line: Line, x: float, y: float) -> Label:
    return Label(x + 4, y + BAR / 2, f"{line.words:.0f}", "left", theme.SMALL_SIZE, theme.FAINT)
