"""Lay the timeline out downwards, for narrow screens: items → Canvas.

One column in order of time, chapters as headings; the mark stands left of its label, and under the label its date
and standing. The same events as `wide`, and the same marks, turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.drawing import theme
from analysis.drawing.canvas import Canvas, Primitive, Rule
from analysis.drawing.head import head
from analysis.drawing.items import Item
from analysis.drawing.marks import dot, is_point, mark
from analysis.drawing.rows import LINE, PAD, Row, heading, hit, stack, words
from analysis.drawing.sequence import in_time

RAIL, WORDS, RIGHT = 26.0, 46.0, 12.0


def downward(title: str, subtitle: str, items: Sequence[Item], size: float) -> Canvas:
    """The timeline in one column, `size` pixels wide."""
    text, drawn, y = head(title, subtitle, items, size)
    ordered, heads = in_time([replace(i, label=i.label + " †") if i.outside else i for i in items])
    rows, bottom = stack(ordered, y + 8, size - WORDS - RIGHT, said=_said, heads=heads, lines=3)
    for row in rows:
        drawn += [*heading(row, RIGHT, size - RIGHT), *_mark(row), *words(row, WORDS), hit(row, RIGHT, size - RIGHT)]
        if row.full:
            drawn.append(Rule(((WORDS, row.y1), (size - RIGHT, row.y1)), theme.GRID))
    return Canvas(size, bottom + 10, text, drawn)


def _said(item: Item) -> str:
    word = theme.CERTAINTY[item.certainty].word
    return f"{item.when} · {word}" if item.dated else word


def _mark(row: Row) -> list[Primitive]:
    item, first = row.item, row.y0 + PAD + LINE / 2
    if not row.full:
        return [dot(item, RAIL, row.middle, size=7 if row.label else 5)]
    if not item.dated:
        return [dot(item, RAIL, first)]
    if is_point(item, 0, 100):
        return mark(item, first - 4, first + 4, RAIL, down=True)
    return mark(item, row.y0 + 8, row.y1 - 8, RAIL, down=True)
