"""Count by calendar unit: dated items → bins in order of time, each item in one of them.

    2014 · 3    June 2021 · 2    7 Dec 2021 · 14

Each chapter has the unit that its events are told in; what is told less exactly has a bin of its own ("December 2021"
beside "7 Dec 2021"), so that nothing is put on a day that nobody told, and nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.chapters import chapters
from analysis.drawing.items import Item
from analysis.drawing.sequence import by_chapter
from analysis.drawing.wording import UNIT_SECONDS, span, when
from analysis.model import Instant

UNITS = ("minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
MOST_CHAPTERS, MOST_ROWS = 40, 70
FEW = 2  # as many empty units are shown as such; more are a gap
LARGER = 6  # a unit more times longer than an item does not say when it was


@dataclass(frozen=True, slots=True)
class Bin:
    """The items of one stretch; `rough` ones are told less exactly than those around, `gap`: time passes before it."""

    name: str
    unit: str
    start: Instant
    end: Instant
    items: tuple[Item, ...] = ()
    rough: bool = False
    gap: bool = False


def bins(shown: Sequence[Item], unit: str | None = None) -> list[Bin]:
    """The bins of the dated ones of `shown`, by `unit` or by what suits each chapter."""
    dated = [item for item in shown if item.dated]
    parts = by_chapter(dated, chapters([item.cell for item in dated], MOST_CHAPTERS))
    found: list[Bin] = []
    for most in (31, 14, 7, 3, 1):
        found = list(_spaced(_binned([(own, unit or _unit(own, most)) for _, own in parts])))
        if unit or len(found) <= MOST_ROWS:
            break
    return found


def _unit(own: Sequence[Item], most: int) -> str:
    """The finest unit that is not finer than the events are told in, and cuts their time into few parts."""
    told = median_low(max(UNIT_SECONDS[item.precision], item.cell[1] - item.cell[0]) for item in own)
    length = max(item.cell[1] for item in own) - min(item.cell[0] for item in own)
    fitting = (u for u in UNITS if UNIT_SECONDS[u] * 1.3 >= min(told, UNIT_SECONDS["century"]))
    return next((u for u in fitting if length <= most * UNIT_SECONDS[u] * 1.03), "century")


def _binned(groups: Sequence[tuple[Sequence[Item], str]]) -> list[Bin]:
    made: dict[tuple[Instant, Instant, str], Bin] = {}
    for own, unit in groups:
        for item in own:
            one = _bin(item, unit)
            key = (one.start, one.end, one.name)
            made[key] = replace(made.get(key, one), items=(*(made[key].items if key in made else ()), item))
    return sorted(made.values(), key=lambda one: (one.start, one.start - one.end, one.name))


def _bin(item: Item, unit: str) -> Bin:
    """The unit that holds all of the item; what no unit holds, or has an open end, stands for itself."""
    start, end = item.cell
    if item.start is not None and item.end is not None:
        for larger in UNITS[UNITS.index(unit) :]:
            low, high = bounds(larger, start)
            if end <= high and (larger == unit or high - low <= LARGER * (end - start)):
                return Bin(_name(low, high, larger), larger, low, high, rough=larger != unit)
    return Bin(item.when, "", start, end, rough=True)


def bounds(unit: str, instant: Instant) -> tuple[Instant, Instant]:
    """The calendar unit that holds an instant."""
    if unit in ("minute", "hour"):
        start = instant - instant % UNIT_SECONDS[unit]
        return start, start + UNIT_SECONDS[unit]
    low, high = dates.period(unit, instant // DAY)  # type: ignore[arg-type]
    return low * DAY, high * DAY


def _name(start: Instant, end: Instant, unit: str) -> str:
    return when(start, end, unit, zoned=False) if unit in ("minute", "hour") else span(start, end)


def _spaced(found: Sequence[Bin]) -> Iterator[Bin]:
    """The bins with the few empty ones between them, or with a gap for many."""
    before: Bin | None = None  # the last that is not rough: those lie over others
    told = True  # whether the gap since then has been shown
    for one in found:
        empty: list[Bin] = []
        if before is not None and one.start > before.end:
            empty = list(_between(before, one)) if before.unit == one.unit else []
        yield from empty
        gap = before is not None and one.start > before.end and not empty and not told
        yield replace(one, gap=gap)
        told = told or gap
        if before is None or not one.rough:
            before, told = one, False


def _between(before: Bin, after: Bin) -> Iterator[Bin]:
    if after.start - before.end <= FEW * UNIT_SECONDS[after.unit] * 1.1:
        start = before.end
        while start < after.start:
            low, high = bounds(after.unit, start)
            yield Bin(_name(low, high, after.unit), after.unit, low, high)
            start = high
