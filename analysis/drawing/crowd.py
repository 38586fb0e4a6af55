"""Draw hundreds of items as marks alone: a lane's items, axis → bars with a dot for each item on them.

Items of the same stretch share one bar, and each has a dot over it: the count is seen, and each can be pointed at.
Where a bar is too short for its dots they pile up over its beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, sqrt

from analysis.drawing.axis import Axis
from analysis.drawing.canvas import Hit, Primitive
from analysis.drawing.items import Item
from analysis.drawing.marks import THICK, dot, mark
from analysis.drawing.packing import pack

STEP, DOT, PAD = 9.0, 6.0, 4.0


@dataclass(frozen=True, slots=True)
class Block:
    """Items of one stretch from `a` to `b`, with `across` dots beside each other from `x`."""

    items: tuple[Item, ...]
    a: float
    b: float
    x: float
    across: int

    @property
    def height(self) -> float:
        if len(self.items) == 1:
            return THICK + PAD
        return STEP * ceil(len(self.items) / self.across) + THICK + PAD

    @property
    def extent(self) -> tuple[float, float]:
        return min(self.a, self.x) - 5, max(self.b, self.x + STEP * self.across) + 5


def crowd(lane: Sequence[Item], scale: Axis, y: float) -> tuple[list[Primitive], float]:
    """The marks of a lane from `y` downwards, and where they end."""

    def alike(item: Item) -> tuple[object, ...]:
        return (item.cell, item.start is None, item.end is None, item.certainty, item.holds, item.approximate)

    blocks = [_block(tuple(own), scale) for _, own in groupby(sorted(lane, key=lambda i: (alike(i), i.telling)), alike)]
    drawn: list[Primitive] = []
    rows = pack([block.extent for block in blocks], 3)
    for row in range(max(rows, default=-1) + 1):
        own = [block for block, r in zip(blocks, rows, strict=True) if r == row]
        height = max(block.height for block in own)
        for block in own:
            drawn += _drawn(block, y + height - block.height)
        y += height
    return drawn, y


def _block(items: tuple[Item, ...], scale: Axis) -> Block:
    panel, a, b = scale.stretch(items[0])
    wanted = max(int((b - a) // STEP), ceil(sqrt(len(items))), 1)
    room = max(1, int((panel.x1 - panel.x0) // STEP))
    across = min(wanted, room, len(items))
    return Block(items, a, b, max(panel.x0, min(a, panel.x1 - STEP * across)), across)


def _drawn(block: Block, y: float) -> list[Primitive]:
    first = block.items[0]
    base = y + block.height - THICK / 2 - PAD / 2
    found = mark(first, block.a, block.b, base)
    if len(block.items) == 1:
        return [*found, Hit(*block.extent[:1], y, block.extent[1], y + block.height, first.id, first.hover)]
    for place, item in enumerate(block.items):
        x, top = block.x + place % block.across * STEP, y + place // block.across * STEP
        found.append(dot(item, x + STEP / 2, top + STEP / 2, size=DOT))
        found.append(Hit(x, top, x + STEP, top + STEP, item.id, item.hover))
    return found
