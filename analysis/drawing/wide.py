"""Lay the timeline out from left to right: items in lanes → Canvas.

Time runs through chapters side by side; each lane packs its items into rows by the room that mark and label need.
A label stays within the chapter in which its mark begins. What has no date lies in a tray below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from analysis.drawing import theme
from analysis.drawing.axis import GAP, Axis, Panel, axis
from analysis.drawing.canvas import Anchor, Box, Canvas, Hit, Label, Primitive, Rule
from analysis.drawing.chapters import chapters
from analysis.drawing.head import head
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, width, wrap
from analysis.drawing.marks import THICK, is_point, mark, undated
from analysis.drawing.packing import pack

LANE_NAMES, RIGHT, PER_CHAPTER = 124.0, 16.0, 112.0  # room for names; at the right; per chapter at least
LINE, PAD, BETWEEN = 15.0, 5.0, 12.0  # of a label; within a row; between lanes
WIDEST, ROOMY = 250.0, 110.0  # a label is at most so wide, and turns to the other side below the second
COLUMN = 250.0  # of the tray
Lanes = Mapping[str, Sequence[Item]]


@dataclass(frozen=True, slots=True)
class Placed:
    """An item along the axis: its mark from `a` to `b`, its label's lines at `x`, and all it takes."""

    item: Item
    a: float
    b: float
    x: float
    anchor: Anchor
    lines: tuple[str, ...]
    extent: tuple[float, float]


def wide(title: str, subtitle: str, lanes: Lanes, inks: Mapping[str, str], size: float) -> Canvas:
    """The timeline, `size` pixels wide."""
    shown = [item for lane in lanes.values() for item in lane]
    text, drawn, y = head(title, subtitle, shown, size)
    dated = [item for item in shown if item.dated]
    y += 10
    if dated:
        scale = _axis(dated, size)
        y += 44
        top = y
        for name, lane in lanes.items():
            placed = [_place(item, scale) for item in lane if item.dated]
            if placed:
                more, y = _lane(name, inks[name], placed, y, size)
                drawn += more
        drawn = _panels(scale, top, y) + drawn
    more, y = _tray([item for item in shown if not item.dated], y + 8, size)
    return Canvas(size, y + 14, text, drawn + more)


# -- the axis ------------------------------------------------------------------------------------


def _axis(dated: Sequence[Item], size: float) -> Axis:
    left, right = LANE_NAMES, size - RIGHT
    parts = chapters([item.cell for item in dated], max(1, int((right - left) // PER_CHAPTER)))
    needs, crowds = [0.0] * len(parts), [0] * len(parts)
    for item in dated:
        start = item.cell[0]
        own = next((i for i, part in enumerate(parts) if start < part.end), len(parts) - 1)
        needs[own] = max(needs[own], 40 + min(WIDEST, width(item.label)))
        crowds[own] += 1
    # a chapter of many events is given more room, so that they need fewer rows
    return axis(
        parts, [need * (1 + log2(crowd or 1) / 2) for need, crowd in zip(needs, crowds, strict=True)], left, right
    )


def _panels(scale: Axis, top: float, bottom: float) -> list[Primitive]:
    drawn: list[Primitive] = []
    for before, panel in zip((None, *scale.panels), scale.panels, strict=False):
        drawn.append(Box(panel.x0, top - 20, panel.x1, bottom, theme.PANEL))
        drawn.append(Label(panel.x0 + 2, top - 31, f"<b>{escape(panel.heading)}</b>", "left", theme.HEADING_SIZE))
        if before:
            drawn.append(Label(panel.x0 - GAP / 2, top - 31, "⋯", "center", theme.HEADING_SIZE, theme.FAINT))
        for x, words in panel.ticks:
            drawn.append(Rule(((x, top - 2), (x, bottom)), theme.GRID))
            drawn.append(Label(x, top - 11, words, "center", theme.SMALL_SIZE, theme.FAINT))
    return drawn


# -- lanes ---------------------------------------------------------------------------------------


def _place(item: Item, scale: Axis) -> Placed:
    start, end = item.cell
    panel = scale.panel(start if item.start is not None else end - 1)
    a = scale.x(start) if item.start is not None else panel.x0 + 4
    b = scale.x(end) if item.end is not None else panel.x1 - 4
    a, b = min(a, b), max(a, b)
    point = is_point(item, a, b)
    return _label(item, a, b, panel, point)


def _label(item: Item, a: float, b: float, panel: Panel, point: bool) -> Placed:
    """The label over its bar or beside its diamond; on the left where the right has no room."""
    beside = 9.0 if point else 0.0
    words = item.label + (" †" if item.outside else "")
    at = max(a, panel.x0 + 3) if not point else (a + b) / 2
    right, left = panel.x1 - 4 - (at + beside), min(b, panel.x1 - 3) - beside - panel.x0 - 4
    if point:
        left = at - beside - panel.x0 - 4
    turned = right < min(width(words), ROOMY) and left > right
    room = min(WIDEST, left if turned else right)
    lines = tuple(wrap(words, room, 2))
    taken = max(width(line) for line in lines)
    edge = at if point else min(b, panel.x1 - 3)
    x = edge - beside if turned else at + beside
    low, high = (x - taken, x) if turned else (x, x + taken)
    extent = (min(a - 5, low), max(b + 5, high))
    return Placed(item, a, b, x, "right" if turned else "left", lines, extent)


def _lane(name: str, ink: str, placed: Sequence[Placed], y: float, size: float) -> tuple[list[Primitive], float]:
    placed = sorted(placed, key=lambda p: (p.item.cell, p.item.telling))
    rows = pack([p.extent for p in placed], 10)
    names = wrap(name, LANE_NAMES - 26, 3, bold=True)
    drawn: list[Primitive] = [
        Label(LANE_NAMES - 12, y + PAD + LINE * (i + 0.5), f"<b>{escape(line)}</b>", "right", theme.LABEL_SIZE, ink)
        for i, line in enumerate(names)
    ]
    bottom = y + PAD + LINE * len(names)
    for row in range(max(rows) + 1):
        own = [p for p, r in zip(placed, rows, strict=True) if r == row]
        height = 2 * PAD + LINE * max(len(p.lines) for p in own) + (THICK if any(_under(p) for p in own) else 0)
        for p in own:
            drawn += _item(p, y, height)
        y += height
    y = max(y, bottom) + BETWEEN
    return [*drawn, Rule(((12, y - BETWEEN / 2), (size - RIGHT, y - BETWEEN / 2)), theme.GRID)], y


def _under(placed: Placed) -> bool:
    return not is_point(placed.item, placed.a, placed.b)


def _item(p: Placed, y: float, height: float) -> list[Primitive]:
    tall = LINE * len(p.lines)
    middle = y + PAD + tall / 2
    text = "<br>".join(escape(line) for line in p.lines)
    colour = theme.TEXT if p.item.happened else theme.FAINT
    label = Label(p.x, middle, f"<i>{text}</i>" if p.item.outside else text, p.anchor, theme.LABEL_SIZE, colour)
    across = y + PAD + tall + THICK / 2 - 1 if _under(p) else y + PAD + LINE / 2
    hit = Hit(p.extent[0], y, p.extent[1], y + height - 1, p.item.id, p.item.hover)
    return [*mark(p.item, p.a, p.b, across), label, hit]


# -- the tray ------------------------------------------------------------------------------------


def _tray(items: Sequence[Item], y: float, size: float) -> tuple[list[Primitive], float]:
    if not items:
        return [], y
    columns = max(1, int((size - LANE_NAMES - RIGHT) // COLUMN))
    step = (size - LANE_NAMES - RIGHT) / columns
    drawn: list[Primitive] = [
        Label(LANE_NAMES - 12, y + PAD + LINE * (i + 0.5), f"<b>{line}</b>", "right", theme.LABEL_SIZE, theme.FAINT)
        for i, line in enumerate(("no date", "in the text"))
    ]
    bottom = y + 2 * PAD + 2 * LINE
    for begin in range(0, len(items), columns):
        lines = [wrap(item.label, step - 30, 2) for item in items[begin : begin + columns]]
        height = LINE * max(len(one) for one in lines) + 2 * PAD
        for column, (item, words) in enumerate(zip(items[begin : begin + columns], lines, strict=True)):
            x = LANE_NAMES + column * step
            drawn.append(undated(item, x + 8, y + PAD + LINE / 2))
            text = "<br>".join(escape(line) for line in words)
            drawn.append(Label(x + 18, y + PAD + LINE * len(words) / 2, text, "left", theme.LABEL_SIZE, theme.FAINT))
            drawn.append(Hit(x, y, x + step - 8, y + height - 1, item.id, item.hover))
        y += height
    return drawn, max(y, bottom)
