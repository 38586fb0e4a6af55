"""Draw a partial order beside its rows: what began before what, rows → bars, lines and what they rest on.

Events of one block share a bar; all lines into a block share a track at its left, each with a stretch of its own to
point at. What the text says and contradicts elsewhere is a broken line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.drawing import theme
from analysis.drawing.canvas import Box, Hit, Primitive, Rule
from analysis.drawing.hasse import Block, Bus, blocks, buses
from analysis.drawing.hasse import links as direct
from analysis.drawing.hover import both
from analysis.drawing.items import Item
from analysis.drawing.rows import Row
from analysis.precedence import Precedence

if TYPE_CHECKING:
    from analysis.narrative import Narrative

BAR, TRACK = 3.0, 9.0  # of a bar; between tracks
CONFLICT_TRACKS = 4
ASIDE = "alleged"  # the colour of what is set aside


@dataclass(frozen=True, slots=True)
class Order:
    """The order of one article: its blocks and what leads into them; `lost` links have no room."""

    known: Precedence
    blocks: tuple[Block, ...]
    buses: tuple[Bus, ...]
    lost: int


def order_of(known: Precedence, most: int) -> Order:
    """On too few tracks, what leads over the longest way is left out: its dates say it as well."""
    found = blocks(known.earlier)
    led = buses(direct(known.earlier, found))
    kept = tuple(bus for bus in led if bus.track <= most)
    return Order(known, tuple(found), kept, sum(len(bus.sources) for bus in led) - sum(len(b.sources) for b in kept))


def _edges(block: Block, order: Order, placed: Mapping[str, Row]) -> tuple[float, float]:
    """From where to where the bar of a block runs; between bars there is room for a line."""
    first, last = (placed[order.known.ids[block.events[n]]] for n in (0, -1))
    inset = min(6.0, (first.y1 - first.y0) / 4)
    return first.y0 + inset, last.y1 - inset


def ground(order: Order, placed: Mapping[str, Row], left: float, right: float) -> Iterator[Primitive]:
    """Every other layer stands on a ground of its own."""
    for block in order.blocks:
        if block.layer % 2:
            first, last = (placed[order.known.ids[block.events[n]]] for n in (0, -1))
            yield Box(left, first.y0, right, last.y1, theme.PANEL)


def lines(order: Order, placed: Mapping[str, Row], at: float, wrapped: int) -> Iterator[Primitive]:
    """The bars at `at`, and the lines between them."""
    edges = [_edges(block, order, placed) for block in order.blocks]
    for top, bottom in edges:
        yield Rule(((at, top), (at, bottom)), theme.TEXT, BAR)
    for bus in order.buses:
        x, end = at - TRACK * bus.track, edges[bus.to][0] + (2 if bus.track else 0)
        starts = [edges[source][1] - (2 if bus.track else 0) for source in bus.sources]
        yield Rule(((x, starts[0]), (x, end), (at, end)), theme.FAINT, 1.2)
        yield Rule(((at - 4, end - 3), (at, end), (at - 4, end + 3)) if bus.track
                   else ((at - 3, end - 4), (at, end), (at + 3, end - 4)), theme.FAINT, 1.2)  # fmt: skip
        for source, start, after in zip(bus.sources, starts, [*starts[1:], end], strict=True):
            yield Rule(((at, start), (x, start)), theme.FAINT, 1.2)
            yield _why(order, source, bus.to, (x, start, after), placed, wrapped)


def _why(
    order: Order, source: int, to: int, line: tuple[float, float, float], placed: Mapping[str, Row], wrapped: int
) -> Hit:
    """The hover text of a link: the pair of events that the text itself relates, or else the first of both blocks."""
    pairs = [(a, b) for a in order.blocks[source].events for b in order.blocks[to].events]
    ids, stated = order.known.ids, order.known.stated
    a, b = next(((a, b) for a, b in pairs if (ids[a], ids[b]) in stated or (ids[b], ids[a]) in stated), pairs[0])
    one, other = (placed[ids[e]].item for e in (a, b))
    said = both("surely began earlier", order.known.evidence(a, b), one.hover, other.hover, columns=wrapped)
    x, top, bottom = line
    return Hit(x - 4, top, x + 4, max(bottom, top + 1), f"{one.id} {other.id}", said)


def conflicts(narrative: Narrative, shown: Mapping[str, Item]) -> list[tuple[Item, Item, str]]:
    """What the text says of two events and contradicts elsewhere: the two, and both sides in words."""
    table = getattr(narrative, "conflicts", None)
    if table is None or not {"source", "target", "kind", "evidence"} <= set(table.columns):
        return []
    found = []
    for row in table.to_dict("records"):
        if row["source"] in shown and row["target"] in shown and row["source"] != row["target"]:
            against = "; ".join(f"{kind.lower()}: {why}" for _, _, kind, why in row.get("against") or ())
            said = f"{row['kind'].lower()}: {row['evidence']}" + (f"; but {against}" if against else "")
            found.append((shown[row["source"]], shown[row["target"]], said))
    return found


def set_aside(
    aside: Sequence[tuple[Item, Item, str]], placed: Mapping[str, Row], room: tuple[float, float], wrapped: int
) -> Iterator[Primitive]:
    """The broken lines, each on a track of its own as far as there are, from the left of `room`."""
    left, at = room
    for place, (one, other, said) in enumerate(aside):
        x = left + TRACK * (place % CONFLICT_TRACKS)
        start, end = placed[one.id].middle, placed[other.id].middle
        yield Rule(((at, start), (x, start), (x, end), (at, end)), ASIDE, 1.4, "4px,3px")
        words = both("set aside: the text contradicts it", said, one.hover, other.hover, columns=wrapped)
        yield Hit(x - 4, min(start, end), x + 4, max(start, end), f"{one.id} {other.id}", words)
