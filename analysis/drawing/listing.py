"""List items in order of time under headings: items → marks with labels, in columns or in rows.

For figures that give most of their room to something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.drawing import theme
from analysis.drawing.canvas import Primitive
from analysis.drawing.cards import band
from analysis.drawing.items import Item
from analysis.drawing.marks import dot
from analysis.drawing.rows import heading, hit, stack, words
from analysis.drawing.sequence import by_heading, in_time
from analysis.drawing.tray import tray

MARK = 24.0  # room of a mark


def listing(
    shown: Sequence[Item], left: float, y: float, right: float, *, columns: bool
) -> tuple[list[Primitive], float]:
    """The items, and where they end."""
    if not columns:
        return _in_rows(shown, left, y, right)
    drawn: list[Primitive] = []
    for name, own in by_heading(shown):
        more, y = band(name, left, y, right)
        inner, y = tray([_dated(item, name) for item in own], left, y, right)
        drawn, y = [*drawn, *more, *inner], y + 8
    return drawn, y


def _dated(item: Item, heading: str) -> Item:
    """The item with its date before its label, unless the heading says it."""
    if not item.dated or item.when in (heading, heading.partition(" ")[2]):  # with its weekday
        return item
    return replace(item, label=f"{item.when} · {item.label}")


def _in_rows(shown: Sequence[Item], left: float, y: float, right: float) -> tuple[list[Primitive], float]:
    ordered, heads = in_time(shown)
    rows, bottom = stack(ordered, y, right - left - MARK, said=_said, heads=heads)
    drawn: list[Primitive] = []
    for row in rows:
        mark = dot(row.item, left + 10, row.middle, size=8 if row.full else 5)
        drawn += [*heading(row, left, right), mark, *words(row, left + MARK), hit(row, left, right)]
    return drawn, bottom


def _said(item: Item) -> str:
    return f"{item.when if item.dated else 'no date'} · {theme.CERTAINTY[item.certainty].word}"
