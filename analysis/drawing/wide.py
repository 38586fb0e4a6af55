"""Lay the timeline out from left to right: items in lanes → Canvas.

Time runs through chapters side by side; each lane packs its items into rows by the room that mark and label need.
A label stays within the chapter in which its mark begins. What has no date lies in a tray below. The more items, the
less each says: two lines, one line, a number that a list below explains, then a mark alone (`crowd`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from analysis.drawing import theme
from analysis.drawing.axis import GAP, Axis, Panel, axis
from analysis.drawing.canvas import Anchor, Box, Canvas, Hit, Label, Primitive, Rule
from analysis.drawing.chapters import chapters
from analysis.drawing.crowd import crowd
from analysis.drawing.head import head
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, width, wrap
from analysis.drawing.marks import THICK, is_point, mark
from analysis.drawing.packing import pack
from analysis.drawing.tray import numbered, tray

LANE_NAMES, RIGHT, PER_CHAPTER = 124.0, 16.0, 100.0  # room for names; at the right; per chapter at least
LINE, BETWEEN = 15.0, 12.0  # of a label; between lanes
WIDEST, LONGEST = 250.0, 460.0  # a label is at most so wide, and over a long bar
ROOMY = 110.0  # with less room a label turns to the other side
Lanes = Mapping[str, Sequence[Item]]


@dataclass(frozen=True, slots=True)
class Level:
    """How much each item says: lines of a label, its width at most, padding of a row; used up to a height of `most`."""

    lines: int
    widest: float
    pad: float
    most: float
    numbers: bool = False


LEVELS = (Level(2, WIDEST, 5, 1600), Level(1, 230, 2, 2400), Level(1, 40, 1, 1800, numbers=True))


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
        more, bottom, listed = _lanes(lanes, inks, scale, y, size)
        drawn += [*_panels(scale, y, bottom), *more]
        more, y = numbered(listed, LANE_NAMES, bottom + 8, size - RIGHT)
        drawn += more
    undated = [item for item in shown if not item.dated]
    if undated:
        y += 8
        drawn += _name(("no date", "in the text"), theme.FAINT, y + 5)
        more, bottom = tray(undated, LANE_NAMES, y, size - RIGHT)
        drawn, y = drawn + more, max(bottom, y + 40)
    return Canvas(size, y + 14, text, drawn)


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
    wanted = [need * (1 + log2(count or 1) / 2) for need, count in zip(needs, crowds, strict=True)]
    return axis(parts, wanted, left, right)


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


def _lanes(
    lanes: Lanes, inks: Mapping[str, str], scale: Axis, top: float, size: float
) -> tuple[list[Primitive], float, list[Item]]:
    """The lanes with as many words as have room, where they end, and the items that go by number."""
    dated = {name: [item for item in lane if item.dated] for name, lane in lanes.items()}
    dated = {name: lane for name, lane in dated.items() if lane}
    ordered = sorted((i for lane in dated.values() for i in lane), key=lambda i: (i.cell, i.telling, i.document))
    numbers = {item.id: str(place) for place, item in enumerate(ordered, 1)}
    for level in LEVELS:
        drawn: list[Primitive] = []
        y = top
        for name, lane in dated.items():
            placed = [_place(item, scale, level, numbers[item.id]) for item in lane]
            more, bottom = _packed(placed, y, level)
            drawn += more
            y = _closed(drawn, name, inks[name], y, bottom, size)
        if y - top <= level.most:
            return drawn, y, ordered if level.numbers else []
    drawn, y = [], top
    for name, lane in dated.items():
        more, bottom = crowd(lane, scale, y)
        drawn += more
        y = _closed(drawn, name, inks[name], y, bottom, size)
    return drawn, y, []


def _closed(drawn: list[Primitive], name: str, ink: str, top: float, bottom: float, size: float) -> float:
    """Name a lane and draw the line under it; returns where the next one begins."""
    names = wrap(name, LANE_NAMES - 26, 3, bold=True)
    drawn += _name(names, ink, top + 5)
    y = max(bottom, top + 5 + LINE * len(names)) + BETWEEN
    drawn.append(Rule(((12, y - BETWEEN / 2), (size - RIGHT, y - BETWEEN / 2)), theme.GRID))
    return y


def _name(lines: Sequence[str], ink: str, y: float) -> list[Primitive]:
    return [
        Label(LANE_NAMES - 12, y + LINE * (i + 0.5), f"<b>{escape(line)}</b>", "right", theme.LABEL_SIZE, ink)
        for i, line in enumerate(lines)
    ]


def _place(item: Item, scale: Axis, level: Level, number: str) -> Placed:
    panel, a, b = scale.stretch(item)
    words = number if level.numbers else item.label + (" †" if item.outside else "")
    return _label(item, a, b, panel, level, words)


def _label(item: Item, a: float, b: float, panel: Panel, level: Level, words: str) -> Placed:
    """The label over its bar or beside its point; on the left where the right has no room."""
    point = is_point(item, a, b)
    beside = 9.0 if point else 0.0
    at = max(a, panel.x0 + 3) if not point else (a + b) / 2
    right, left = panel.x1 - 4 - (at + beside), min(b, panel.x1 - 3) - beside - panel.x0 - 4
    if point:
        left = at - beside - panel.x0 - 4
    turned = right < min(width(words), ROOMY) and left > right
    widest = level.widest if level.numbers else max(level.widest, min(b - a, LONGEST))
    lines = tuple(wrap(words, min(widest, left if turned else right), level.lines))
    taken = max(width(line) for line in lines)
    edge = at if point else min(b, panel.x1 - 3)
    x = edge - beside if turned else at + beside
    low, high = (x - taken, x) if turned else (x, x + taken)
    extent = (min(a - 5, low), max(b + 5, high))
    return Placed(item, a, b, x, "right" if turned else "left", lines, extent)


def _packed(placed: Sequence[Placed], y: float, level: Level) -> tuple[list[Primitive], float]:
    placed = sorted(placed, key=lambda p: (p.item.cell, p.item.telling))
    rows = pack([p.extent for p in placed], 10)
    drawn: list[Primitive] = []
    for row in range(max(rows) + 1):
        own = [p for p, r in zip(placed, rows, strict=True) if r == row]
        under = any(not is_point(p.item, p.a, p.b) for p in own)
        height = 2 * level.pad + LINE * max(len(p.lines) for p in own) + (THICK if under else 0)
        for p in own:
            drawn += _item(p, y, height, level.pad)
        y += height
    return drawn, y


def _item(p: Placed, y: float, height: float, pad: float) -> list[Primitive]:
    tall = LINE * len(p.lines)
    text = "<br>".join(escape(line) for line in p.lines)
    colour = theme.TEXT if p.item.happened else theme.FAINT
    label = Label(p.x, y + pad + tall / 2, f"<i>{text}</i>" if p.item.outside else text, p.anchor,
                  theme.LABEL_SIZE, colour)  # fmt: skip
    across = y + pad + (LINE / 2 if is_point(p.item, p.a, p.b) else tall + THICK / 2 - 1)
    hit = Hit(p.extent[0], y, p.extent[1], y + height - 1, p.item.id, p.item.hover)
    return [*mark(p.item, p.a, p.b, across), label, hit]
