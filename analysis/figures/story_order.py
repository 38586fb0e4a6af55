"""Draw the order of telling against the order of happening: Narrative → Figure.

    draw(narrative).show()

The article runs downwards, one event a row, as it is told; time runs to the right, one step for each layer of the
known order (Kim et al. 2018, "Visualizing nonlinear narratives with story curves"). Where the curve turns left, the
article goes back in time: that stretch is heavier, and the event it leads to says how far back. Each article has a
curve of its own. Events whose place in time is not known stand in a column of their own, off the curve.
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
from analysis.drawing.lettering import width as measured
from analysis.drawing.marks import dot
from analysis.drawing.naming import names, subtitle, title
from analysis.drawing.rows import Row, heading, hit, stack, words
from analysis.drawing.wording import reach
from analysis.layers import layers

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "Order of telling in"
UNKNOWN, LEFT, RIGHT = 30.0, 14.0, 14.0  # column of unknown places; margins
CURVE, NARROW_CURVE = 0.45, 0.34  # share of the width
STEP = 90.0  # the curve takes no more for a step: few steps, steep turns


def draw(narrative: Narrative, *, width: int = 1000, knowledge: bool = False, dark: bool = False) -> go.Figure:
    """The story curve, `width` pixels wide.

    `knowledge` names the date of events that the article does not date, but that are known from outside; the order
    stays the article's own.
    """
    narrow = width < theme.NARROW
    shown = items(narrative, knowledge=knowledge, columns=columns(width))
    if not shown:
        return paint(nothing(title(narrative, WHAT), width), dark=dark)
    text, drawn, y = head(title(narrative, WHAT), subtitle(narrative, shown), [], width)
    places = _places(shown, LEFT + UNKNOWN, width * (NARROW_CURVE if narrow else CURVE))
    back = dict(_back(shown, places))
    at = max(places.values(), default=LEFT + UNKNOWN) + 30
    rows, bottom = stack(shown, y + 34, width - at - RIGHT, said=lambda i: _said(i, back), first=back,
                         heads=_heads(shown, narrative))  # fmt: skip
    drawn += _frame(shown, places, y + 34, bottom, narrow)
    drawn += _curves(rows, places, back)
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
    said = f"{item.when if item.dated else 'no date'} · {theme.CERTAINTY[item.certainty].word}"
    return f"{said} · ← {back[item.id]}" if item.id in back else said


def _places(shown: Sequence[Item], left: float, right: float) -> dict[str, float]:
    """The pixel of each event whose place in time is known: layers at even steps, ties at the same place."""
    ranks = {item.id: item.rank for item in shown if item.rank is not None}
    if len({item.document for item in shown}) > 1:  # the ranks of each article are its own
        ranks = dict(layers([(i.start, i.end, i.id) for i in shown if i.id in ranks and i.start is not None]))
    steps = sorted(set(ranks.values()))
    step = min(STEP, (right - left - 36) / max(1, len(steps) - 1))
    at = {rank: left + 18 + step * place for place, rank in enumerate(steps)}
    return {event: at[rank] for event, rank in ranks.items()}


def _back(shown: Sequence[Item], places: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """The events at which their article has gone back in time, and how far: "back 7 years"."""
    placed = [item for item in shown if item.id in places]
    for before, item in pairwise(placed):
        if before.document == item.document and places[item.id] < places[before.id]:
            far = ""
            if before.start is not None and item.start is not None:
                far = reach((item.start, item.precision), (before.start, before.precision))
            yield item.id, f"back {far}".rstrip()


def _curves(rows: Sequence[Row], places: Mapping[str, float], back: Mapping[str, str]) -> Iterator[Primitive]:
    """The lines between events of an article; backwards in time they are heavier."""
    placed = [row for row in rows if row.item.id in places]
    for before, row in pairwise(placed):
        if before.item.document == row.item.document:
            ends = (places[before.item.id], before.middle), (places[row.item.id], row.middle)
            turned, thin = row.item.id in back, 1.0 if row.full else 0.5
            yield Rule(ends, theme.TEXT if turned else theme.FAINT, (2.2 if turned else 1.2) * thin)


def _frame(
    shown: Sequence[Item], places: Mapping[str, float], top: float, bottom: float, narrow: bool
) -> Iterator[Primitive]:
    """The ground of the curve, and above it which way time runs."""
    if len(places) < len(shown):
        yield Box(LEFT, top, LEFT + UNKNOWN - 4, bottom, theme.PANEL)
        yield Label(LEFT + UNKNOWN / 2 - 2, top - 11, "?", "center", theme.HEADING_SIZE, theme.FAINT)
    if not places:
        return
    low, high = min(places.values()), max(places.values())
    yield Box(low - 14, top, high + 14, bottom, theme.PANEL)
    for x in sorted(set(places.values())):
        yield Rule(((x, top), (x, bottom)), theme.GRID)
    says = ("earlier", "later") if narrow else ("happened earlier", "happened later →")
    if high - low > sum(measured(word, theme.SMALL_SIZE) for word in says) + 12:
        yield Label(low - 14, top - 11, says[0], "left", theme.SMALL_SIZE, theme.FAINT)
        yield Label(high + 14, top - 11, says[1], "right", theme.SMALL_SIZE, theme.FAINT)
