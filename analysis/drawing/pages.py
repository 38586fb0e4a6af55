"""Choose the pages of a calendar: dated items → pages of cells, as fine as the events and their span allow.

December 2021: a row for each week, a cell for each day
2021: a row for each month;    20th century: a row for each decade, a cell for each year
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.items import Item
from analysis.drawing.wording import MONTHS, WEEKDAYS, month, span, year

MONTHLY, YEARLY = 3, 4  # as many months are shown by the week, as many years by the month
ENOUGH = 0.6  # of the events told to the day are on those pages; else they are too scattered for them
EACH = 2  # events on a page, on average: else the pages are too many
WORTH = 0.1  # of those events are on a page that is shown
GRAINS = ("month", "year", "decades")
Key = TypeVar("Key", int, tuple[int, int])


@dataclass(frozen=True, slots=True)
class Cell:
    """A day, or a year: its row and column, its own short name, and what happens in it."""

    row: int
    column: int
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A grid: `rows` are (name, first column, column after the last), `columns` the names over them."""

    name: str
    grain: str
    rows: tuple[tuple[str, int, int], ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


def grain_of(dated: Sequence[Item]) -> str:
    """A month, a year or decades: what shows most events in cells of their own, on few pages."""
    days = [item for item in dated if _within(item, DAY)]
    told = [item for item in dated if item.start is not None and item.end is not None]
    if len(days) * 2 >= len(told) and days:
        parts = (("month", MONTHLY, map(_month, days)), ("year", YEARLY, map(_year, days)))
        for grain, most, keys in parts:
            fullest = Counter[object](keys).most_common(most)
            held = sum(count for _, count in fullest)
            if held >= ENOUGH * len(days) and (len(fullest) == 1 or held >= EACH * len(fullest)):
                return grain
    return "decades"


def pages(dated: Sequence[Item], grain: str) -> list[Page]:
    """The pages, in order of time: the fullest if there are many, and for decades all on one."""
    if grain == "decades":
        own = [item for item in dated if item.start is not None and _year(item) == _last_year(item)]
        return [_decades(own)] if own else []
    days = sorted((item for item in dated if _within(item, DAY)), key=lambda item: (item.cell, item.telling))
    if grain == "month":
        months = {key: list(own) for key, own in groupby(days, _month)}
        return [_weeks(*key, months[key]) for key in _fullest(months, MONTHLY)]
    years = {key: list(own) for key, own in groupby(days, _year)}
    return [_months(key, years[key]) for key in _fullest(years, YEARLY)]


def _fullest(groups: Mapping[Key, Sequence[Item]], most: int) -> list[Key]:
    least = WORTH * sum(map(len, groups.values()))
    worth = [key for key, own in groups.items() if len(own) >= least] or list(groups)
    return sorted(sorted(worth, key=lambda key: (-len(groups[key]), key))[:most])


def _within(item: Item, seconds: int) -> bool:
    """Whether the item lies in one day."""
    start, end = item.cell
    return item.start is not None and item.end is not None and start // seconds == (end - 1) // seconds


def _year(item: Item) -> int:
    return dates.civil(item.cell[0] // DAY)[0]


def _last_year(item: Item) -> int:
    return dates.civil((item.cell[1] - 1) // DAY)[0]


def _month(item: Item) -> tuple[int, int]:
    y, m, _ = dates.civil(item.cell[0] // DAY)
    return y, m


def _by_day(own: Sequence[Item]) -> Iterable[tuple[int, tuple[Item, ...]]]:
    for day, items in groupby(own, lambda item: item.cell[0] // DAY):
        yield day, tuple(items)


def _weeks(y: int, m: int, own: Sequence[Item]) -> Page:
    first = dates.day_of(y, m)
    shift = dates.weekday_of(first) - 1
    length = dates.month_length(y, m)
    weeks = -(-(shift + length) // 7)
    rows = [("", max(0, shift - 7 * n), min(7, shift + length - 7 * n)) for n in range(weeks)]
    held = dict(_by_day(own))
    cells = [Cell((shift + n) // 7, (shift + n) % 7, str(n + 1), held.get(first + n, ())) for n in range(length)]
    return Page(month(first * DAY), "month", tuple(rows), WEEKDAYS, tuple(cells))


def _months(y: int, own: Sequence[Item]) -> Page:
    rows = [(MONTHS[m - 1][:3], 0, dates.month_length(y, m)) for m in range(1, 13)]
    cells = [Cell(dates.civil(day)[1] - 1, dates.civil(day)[2] - 1, "", items) for day, items in _by_day(own)]
    return Page(year(y), "year", tuple(rows), tuple(str(n) for n in range(1, 32)), tuple(cells))


def _decades(own: Sequence[Item]) -> Page:
    """Only decades in which anything happens have a row."""
    ordered = sorted(own, key=lambda item: (item.cell, item.telling))
    years = [(y, tuple(items)) for y, items in groupby(ordered, _year)]
    decades = sorted({y - y % 10 for y, _ in years})
    cells = [Cell(decades.index(y - y % 10), y % 10, year(y), items) for y, items in years]
    rows = tuple((span(*(edge * DAY for edge in dates.period("decade", dates.day_of(y)))), 0, 10) for y in decades)
    return Page(f"{year(years[0][0])}–{year(years[-1][0])}", "decades", rows, (), tuple(cells))
