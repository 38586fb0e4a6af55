"""Draw the order of telling against the order of happening: Narrative → Figure.

    draw(narrative).show()

The article runs downwards, one event a row, as it is told; time runs to the right, one step for each layer of the
order (Kim et al. 2018, "Visualizing nonlinear narratives with story curves", turned so that each event has its words
beside it). Where the curve turns left, the article goes back in time: that stretch is heavier where the order is sure,
and broken where only the way of telling suggests it; the event it leads to says how far back. Each article has a curve
of its own. Events whose place in time is not known stand in a column of their own, off the curve.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Box, Canvas, Label, Primitive, Rule, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.marks import dot
from analysis.drawing.naming import names, subtitle, title
from analysis.drawing.rows import Row, heading, hit, stack, words
from analysis.drawing.sequence import axis_names
from analysis.drawing.wording import CLOCK, day, reach
from analysis.layers import layers
from analysis.measures.order import pairs
from analysis.measures.told import Text, read
from analysis.precedence import surely

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "Order of telling in"
UNKNOWN, LEFT, RIGHT = 30.0, 14.0, 14.0  # column of unknown places; margins
CURVE, NARROW_CURVE = 0.45, 0.34  # share of the width
STEP = 90.0  # the curve takes no more for a step: few steps, steep turns


def draw(narrative: Narrative, *, width: int = 1000, knowledge: bool = False, dark: bool = False) -> go.Figure:
    """The story curve, `width` pixels wide.

    `knowledge` moves events that the article does not date, but that are known from outside, to their place, and says
    so.
    """
    narrow = width < theme.NARROW
    shown = items(narrative, knowledge=knowledge, columns=columns(width))
    if not shown:
        return paint(nothing(title(narrative, WHAT), width), dark=dark)
    texts = list(read(narrative, knowledge=knowledge).values())
    ranks = {e.id: e.rank for text in texts for e in text.events if e.rank is not None}
    places = _places(shown, ranks, LEFT + UNKNOWN, width * (NARROW_CURVE if narrow else CURVE))
    turns = dict(_turns(shown, places, surely(narrative, knowledge=knowledge)))
    back = {event: far for event, far in turns.items() if far}
    said = f"{subtitle(narrative, shown)} · {_inverted(texts)}{' · broken: not sure' if '' in turns.values() else ''}"
    text, drawn, y = head(title(narrative, WHAT), said, [], width)
    at = max(places.values(), default=LEFT + UNKNOWN) + 30
    rows, bottom = stack(shown, y + 34, width - at - RIGHT, said=lambda i: _said(i, back), first=back,
                         heads=_heads(shown, narrative))  # fmt: skip
    drawn += _frame(shown, places, y + 34, bottom)
    drawn += _curves(rows, places, turns)
    for row in rows:
        x = places.get(row.item.id, LEFT + UNKNOWN / 2 - 2)
        mark = dot(row.item, x, row.middle, size=9 if row.full else 7 if row.label else 5)
        drawn += [*heading(row, at - 6, width - RIGHT), mark, *words(row, at), hit(row, LEFT, width - RIGHT)]
    return paint(Canvas(width, bottom + 10, text, drawn), dark=dark)


def _heads(shown: Sequence[Item], narrative: Narrative) -> dict[str, str]:
    """The article's name above its first event, where there are several articles."""
    if len(narrative.documents) < 2:
        return {}
    called = names(narrative)
    return {next(own).id: called[name] for name, own in groupby(shown, lambda item: item.document)}


def _said(item: Item, back: Mapping[str, str]) -> str:
    outside = " (from outside the text)" if item.outside else ""
    said = f"{item.when if item.dated else 'no date'}{outside} · {theme.CERTAINTY[item.certainty].word}"
    return f"{said} · ← {back[item.id]}" if item.id in back else said


def _places(shown: Sequence[Item], known: Mapping[str, float], left: float, right: float) -> dict[str, float]:
    """The pixel of each event whose place in time is known: layers at even steps, ties at the same place."""
    ranks = {item.id: known[item.id] for item in shown if item.id in known}
    if len({item.document for item in shown}) > 1:  # the ranks of each article are its own
        ranks = dict(layers([(i.start, i.end, i.id) for i in shown if i.id in ranks and i.start is not None]))
    steps = sorted(set(ranks.values()))
    step = min(STEP, (right - left - 36) / max(1, len(steps) - 1))
    at = {rank: left + 18 + step * place for place, rank in enumerate(steps)}
    return {event: at[rank] for event, rank in ranks.items()}


def _inverted(texts: Sequence[Text]) -> str:
    """How much of the order is told the other way round, in words."""
    counts = [pairs(text) for text in texts]
    known, inverted = sum(one for one, _ in counts), sum(other for _, other in counts)
    return f"{inverted} of {known} pairs in a known order are told the other way round" if known else "no order known"


def _turns(shown: Sequence[Item], places: Mapping[str, float], sure: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The events at which their article goes back in time, and how far: "back 7 years", or "" if that is not sure."""
    placed = [item for item in shown if item.id in places]
    for before, item in pairwise(placed):
        if before.document == item.document and places[item.id] < places[before.id]:
            far = ""
            if before.start is not None and item.start is not None:
                far = reach((item.start, item.precision), (before.start, before.precision))
            yield item.id, f"back {far}".rstrip() if (item.id, before.id) in sure else ""


def _curves(rows: Sequence[Row], places: Mapping[str, float], turns: Mapping[str, str]) -> Iterator[Primitive]:
    """The lines between events of an article; backwards in time they are heavier, or broken."""
    placed = [row for row in rows if row.item.id in places]
    for before, row in pairwise(placed):
        if before.item.document == row.item.document:
            ends = (places[before.item.id], before.middle), (places[row.item.id], row.middle)
            far, thin = turns.get(row.item.id), 1.0 if row.full else 0.5
            dash = "3px,3px" if far == "" else "solid"
            yield Rule(ends, theme.TEXT if far else theme.FAINT, (2.2 if far else 1.2) * thin, dash)


def _frame(shown: Sequence[Item], places: Mapping[str, float], top: float, bottom: float) -> Iterator[Primitive]:
    """The ground of the curve, and above it the dates of its steps, as far as they have room."""
    if len(places) < len(shown):
        yield Box(LEFT, top, LEFT + UNKNOWN - 4, bottom, theme.PANEL)
        yield Label(LEFT + UNKNOWN / 2 - 2, top - 11, "?", "center", theme.HEADING_SIZE, theme.FAINT)
    if not places:
        return
    low, high = min(places.values()), max(places.values())
    yield Box(low - 14, top, high + 14, bottom, theme.PANEL)
    for x in sorted(set(places.values())):
        yield Rule(((x, top), (x, bottom)), theme.GRID)
    yield from axis_names(_dates(shown, places), low - 14, high + 44, top - 11)


def _dates(shown: Sequence[Item], places: Mapping[str, float]) -> dict[float, str]:
    """The date of each step, as the first event there that has one tells it."""
    found: dict[float, str] = {}
    for item in shown:
        if item.id in places and item.start is not None and not item.outside:
            found.setdefault(places[item.id], day(item.start) if item.precision in CLOCK else item.when)
    return found
