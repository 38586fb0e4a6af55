"""Draw what is known to have begun before what: Narrative → Figure.

    draw(narrative).show()

Time runs downwards, a row an event. Events that stand alike to all others share a bar; a line leads from a bar to those
that surely began later, and only where that does not follow from other lines (a Hasse diagram). Bars of one layer share
a ground: nothing tells them apart. Point at a line to read what it rests on; what the text contradicts is broken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Canvas, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import shorten
from analysis.drawing.links import CONFLICT_TRACKS, TRACK, Order, conflicts, ground, lines, order_of, set_aside
from analysis.drawing.marks import dot
from analysis.drawing.naming import names, subtitle, title
from analysis.drawing.rows import heading, hit, stack, words
from analysis.precedence import precedence

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "What came before what in"
UNKNOWN = "Without a known place in the order"
LEFT, RIGHT, MARK = 14.0, 14.0, 16.0  # margins; from the bars to the marks
TRACKS, NARROW_TRACKS = 24, 7  # as many fit; more links are left to their hover texts and dates


def draw(narrative: Narrative, *, width: int = 1000, knowledge: bool = False, dark: bool = False) -> go.Figure:
    """The partial order, `width` pixels wide, article by article.

    `knowledge` also orders events that only outside knowledge dates.
    """
    wrapped, most = columns(width), NARROW_TRACKS if width < theme.NARROW else TRACKS
    shown = {item.id: item for item in items(narrative, knowledge=knowledge, columns=wrapped)}
    if not shown:
        return paint(nothing(title(narrative, WHAT), width), dark=dark)
    orders = [order_of(known, most) for known in precedence(narrative, knowledge=knowledge).values()]
    aside = conflicts(narrative, shown)
    text, drawn, y = head(title(narrative, WHAT), _subtitle(narrative, list(shown.values()), orders), [], width)
    tracks = max((bus.track for order in orders for bus in order.buses), default=0) + min(len(aside), CONFLICT_TRACKS)
    at = LEFT + TRACK * tracks + 10
    ordered, heads = _in_order(narrative, shown, orders)
    rows, bottom = stack(ordered, y + 10, width - at - MARK - 14 - RIGHT, said=_said(orders, shown, aside), heads=heads)
    placed = {row.item.id: row for row in rows}
    for order in orders:
        drawn += ground(order, placed, LEFT, width - RIGHT)
        drawn += lines(order, placed, at, wrapped)
    drawn += set_aside(aside, placed, (LEFT + 2, at), wrapped)
    for row in rows:
        drawn += [*heading(row, LEFT, width - RIGHT), dot(row.item, at + MARK, row.middle, size=9 if row.full else 5),
                  *words(row, at + MARK + 12), hit(row, at + 8, width - RIGHT)]  # fmt: skip
    return paint(Canvas(width, bottom + 10, text, drawn), dark=dark)


def _subtitle(narrative: Narrative, shown: Sequence[Item], orders: Sequence[Order]) -> str:
    pairs = sum(int(order.known.earlier.sum()) for order in orders)
    said = f"{subtitle(narrative, shown)} · {pairs} pair{'' if pairs == 1 else 's'} in a known order"
    if aside := len(getattr(narrative, "conflicts", ())):
        said += f" · {aside} contradiction{'' if aside == 1 else 's'} set aside"
    if lost := sum(order.lost for order in orders):
        said += f" · {lost} line{'' if lost == 1 else 's'} without room"
    return f"{said}. A line leads from what began earlier to what surely began later."


def _in_order(
    narrative: Narrative, shown: Mapping[str, Item], orders: Sequence[Order]
) -> tuple[list[Item], dict[str, str]]:
    """The events block by block, then those of no known order; and the headings above them."""
    called, ordered, heads = names(narrative), list[Item](), dict[str, str]()
    for order in orders:
        own = [shown[order.known.ids[e]] for block in order.blocks for e in block.events]
        if own and len(called) > 1:
            heads[own[0].id] = called[own[0].document]
        ordered += own
    placed = {item.id for item in ordered}
    if rest := [item for item in shown.values() if item.id not in placed]:
        heads[rest[0].id] = UNKNOWN
    return [*ordered, *rest], heads


def _said(orders: Sequence[Order], shown: Mapping[str, Item], aside: Sequence[tuple[Item, Item, str]]) -> Any:
    """When it was, and what the text says of its order."""
    told: dict[str, list[str]] = {}
    for order in orders:
        for (source, target), (kind, _) in order.known.stated.items():
            if kind in ("AFTER", "BEFORE") and source in shown and target in shown:
                told.setdefault(source, []).append(f"{kind.lower()} “{shorten(shown[target].label, 180)}”")
    for one, _, _ in aside:
        told.setdefault(one.id, []).append("contradicted elsewhere")
    return lambda item: " · ".join([item.when, theme.CERTAINTY[item.certainty].word, *told.get(item.id, ())])
