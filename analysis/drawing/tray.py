"""Lay items out beside each other, without an axis: items, room → marks with labels in columns.

For what has no date, or none fine enough for the figure. With many items the labels go to one line, then the marks
stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.drawing import theme
from analysis.drawing.canvas import Hit, Label, Primitive
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, shorten, wrap
from analysis.drawing.marks import dot

COLUMN, LINE, PAD, STEP = 240.0, 15.0, 5.0, 13.0  # widths and heights; of a mark that stands alone
TWO_LINES, ONE_LINE = 60, 120  # as many items have labels of two lines, and of one


def tray(shown: Sequence[Item], left: float, y: float, right: float) -> tuple[list[Primitive], float]:
    """The items from `left` to `right`, and where they end."""
    if len(shown) > ONE_LINE:
        return marks(shown, left, y + PAD, right)
    columns = max(1, int((right - left) // COLUMN))
    step = (right - left) / columns
    drawn: list[Primitive] = []
    for begin in range(0, len(shown), columns):
        row = shown[begin : begin + columns]
        lines = [wrap(item.label, step - 30, 2 if len(shown) <= TWO_LINES else 1) for item in row]
        height = LINE * max(len(one) for one in lines) + 2 * PAD
        for column, (item, words) in enumerate(zip(row, lines, strict=True)):
            x = left + column * step
            text = "<br>".join(escape(line) for line in words)
            drawn += [
                dot(item, x + 8, y + PAD + LINE / 2),
                Label(x + 18, y + PAD + LINE * len(words) / 2, text, "left", theme.LABEL_SIZE,
                      theme.TEXT if item.happened else theme.FAINT),
                Hit(x, y, x + step - 8, y + height - 1, item.id, item.hover),
            ]  # fmt: skip
        y += height
    return drawn, y


def marks(
    shown: Sequence[Item], left: float, y: float, right: float, *, step: float = STEP, pale: Sequence[Item] = ()
) -> tuple[list[Primitive], float]:
    """The items as marks alone, by certainty, wrapped at `right`, and where they end.

    `pale` ones are not sure to belong here.
    """
    across = max(1, int((right - left) // step))
    drawn: list[Primitive] = []
    faded = {item.id for item in pale}
    order = list(theme.CERTAINTY)
    every = sorted([*shown, *pale], key=lambda item: order.index(item.certainty))
    for place, item in enumerate(every):
        x, top = left + place % across * step, y + place // across * STEP
        opacity = 0.35 if item.id in faded else 1.0
        drawn.append(dot(item, x + step / 2, top + STEP / 2, size=min(8.0, step), opacity=opacity))
        drawn.append(Hit(x, top, x + step, top + STEP, item.id, item.hover))
    return drawn, y + STEP * -(-len(every) // across)


def numbered(shown: Sequence[Item], left: float, y: float, right: float) -> tuple[list[Primitive], float]:
    """A list in columns, counted from 1, a line each; and where it ends."""
    columns = max(1, int((right - left) // COLUMN))
    step, most = (right - left) / columns, -(-len(shown) // columns)
    drawn: list[Primitive] = []
    for place, item in enumerate(shown):
        x, top = left + place // most * step, y + place % most * (LINE + 1)
        words = escape(shorten(item.label, step - 46))
        drawn += [
            Label(x + 26, top + LINE / 2, str(place + 1), "right", theme.LABEL_SIZE, theme.ink(item.certainty)),
            Label(x + 34, top + LINE / 2, words, "left"),
            Hit(x, top, x + step - 8, top + LINE, item.id, item.hover),
        ]
    return drawn, y + most * (LINE + 1)
