"""Group events by their place in a partial order: what began before what → blocks in layers, and the links to draw.

blocks(earlier)        events that stand alike to all others are one block; a block lies above all that precede it
links(earlier, found)  only what does not follow from other links (transitive reduction; Hasse diagram)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """Events (places in the matrix, in order) that come before and after the same others; layers count from 0."""

    events: tuple[int, ...]
    layer: int


@dataclass(frozen=True, slots=True)
class Bus:
    """All links into one block: from these blocks, by place in the list, and the track that they share.

    Track 0 goes straight down from the block above.
    """

    to: int
    sources: tuple[int, ...]
    track: int


def blocks(earlier: Matrix) -> list[Block]:
    """The blocks that stand before or after anything, layer by layer; `earlier` is closed under transitivity."""
    groups: dict[tuple[bytes, bytes], list[int]] = {}
    for event in range(len(earlier)):
        row, column = earlier[event, :], earlier[:, event]
        if row.any() or column.any():
            groups.setdefault((row.tobytes(), column.tobytes()), []).append(event)
    layer: dict[int, int] = {}
    for event in sorted((own[0] for own in groups.values()), key=lambda one: (int(earlier[:, one].sum()), one)):
        layer[event] = 1 + max((layer[int(b)] for b in np.flatnonzero(earlier[:, event]) if b in layer), default=-1)
    found = [Block(tuple(own), layer[own[0]]) for own in groups.values()]
    return sorted(found, key=lambda block: (block.layer, block.events))


def links(earlier: Matrix, found: Sequence[Block]) -> list[tuple[int, int]]:
    """The pairs of blocks, by place in the list, that lie directly one after the other."""
    if not found:
        return []
    first = [block.events[0] for block in found]
    between = earlier[np.ix_(first, first)]
    direct = between & ~(between.astype(np.float32) @ between.astype(np.float32) > 0)
    return [(int(a), int(b)) for a, b in zip(*np.nonzero(direct), strict=True)]


def buses(pairs: Sequence[tuple[int, int]]) -> list[Bus]:
    """The links by where they lead, on as few tracks as keep them apart (Hashimoto and Stevens 1971, left edge)."""
    into: dict[int, list[int]] = {}
    for a, b in pairs:
        into.setdefault(b, []).append(a)
    done: list[Bus] = []
    ends: list[int] = []
    for to, sources in sorted(into.items(), key=lambda one: (min(one[1]), one[0])):
        if sources == [to - 1]:
            done.append(Bus(to, (to - 1,), 0))
            continue
        track = next((n for n, end in enumerate(ends) if end <= min(sources)), len(ends))
        ends[track : track + 1] = [to]
        done.append(Bus(to, tuple(sorted(sources)), track + 1))
    return done
