"""Draw the order of telling against the order of happening: Narrative → Figure.

    draw(narrative).show()

The article runs downwards, one event a row, as it is told; time runs to the right, one step for each layer of the
known order (Kim et al. 2018, "Visualizing nonlinear narratives with story curves"). Where the curve turns left, the
article goes back in time; each article has a curve of its own. Events whose place in time is not known stand in a
column of their own, off the curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Box, Canvas, Glyph, Hit, Label, Primitive, Rule, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.items import Item, items, names, subtitle, title
from analysis.drawing.lettering import escape, width, wrap
from analysis.drawing.marks import undated
from analysis.layers import layers

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "Order of telling in"
UNKNOWN, LEFT, RIGHT, ROW, LINE = 30.0, 14.0, 14.0, 26.0, 15.0  # column of unknown places; margins; heights
CURVE, NARROW_CURVE = 0.45, 0.34  # share of the width


def draw(narrative: Narrative, *, width: int = 1000, knowledge: bool = False) -> go.Figure:
    """The story curve, `width` pixels wide.

    `knowledge` names the date of events that the article does not date, but that are known from outside; the order
    stays the article's own.
    """
    narrow = width < theme.NARROW
    shown = items(narrative, knowledge=knowledge, columns=40 if narrow else 60)
    if not shown:
        text, drawn, height = nothing(title(narrative, WHAT), width)
        return paint(Canvas(width, height, text, drawn))
    text, drawn, y = head(title(narrative, WHAT), subtitle(narrative, shown), [], width)
    places = _places(shown, LEFT + UNKNOWN, width * (NARROW_CURVE if narrow else CURVE))
    y += 34
    rows, bottom = _rows(shown, places, y, width, names(narrative) if len(narrative.documents) > 1 else {})
    return paint(Canvas(width, bottom + 10, text, [*drawn, *_frame(shown, places, y, bottom, narrow), *rows]))


def _places(shown: Sequence[Item], left: float, right: float) -> dict[str, float]:
    """The pixel of each event whose place in time is known: layers at even steps, ties at the same place."""
    ranks = {item.id: item.rank for item in shown if item.rank is not None}
    if len({item.document for item in shown}) > 1:  # the ranks of each article are its own
        ranks = dict(layers([(i.start, i.end, i.id) for i in shown if i.id in ranks and i.start is not None]))
    steps = sorted(set(ranks.values()))
    step = (right - left - 36) / max(1, len(steps) - 1)
    at = {rank: left + 18 + step * place for place, rank in enumerate(steps)}
    return {event: at[rank] for event, rank in ranks.items()}


def _rows(
    shown: Sequence[Item], places: dict[str, float], y: float, size: float, articles: dict[str, str]
) -> tuple[list[Primitive], float]:
    """A row for each event: its mark on its article's curve or beside it, and its label at the right."""
    at = max(places.values(), default=LEFT + UNKNOWN) + 30
    drawn: list[Primitive] = []
    curves: dict[str, list[tuple[float, float]]] = {}
    for item in shown:
        if item.document not in curves and articles:
            drawn.append(
                _words(wrap(articles[item.document], size - at - RIGHT, 1), at, y + 6, theme.LABEL_SIZE, theme.FAINT)
            )
            y += ROW
        points = curves.setdefault(item.document, [])
        style = theme.CERTAINTY[item.certainty]
        label = wrap(item.label, size - at - RIGHT, 2)
        said = wrap(
            f"{item.when} · {style.word}" if item.dated else f"no date · {style.word}", size - at - RIGHT, 2, 11
        )
        height = max(ROW, LINE * (len(label) + len(said)) + 8)
        middle, top = y + height / 2, y + 4
        if item.id in places:
            points.append((places[item.id], middle))
            drawn.append(Glyph(places[item.id], middle, "diamond" if item.happened else "x", style.colour, 9))
        else:
            drawn.append(undated(item, LEFT + UNKNOWN / 2, middle))
        drawn.append(_words(label, at, top, theme.LABEL_SIZE, theme.TEXT if item.happened else theme.FAINT))
        drawn.append(_words(said, at, top + LINE * len(label), theme.SMALL_SIZE, style.ink))
        drawn.append(Hit(LEFT, y, size - RIGHT, y + height - 1, item.id, item.hover))
        y += height
    lines = [Rule((a, b), theme.FAINT, 1.2) for points in curves.values() for a, b in pairwise(points)]
    return [*lines, *drawn], y


def _words(lines: Sequence[str], x: float, top: float, size: int, colour: str) -> Label:
    return Label(x, top + LINE * len(lines) / 2, "<br>".join(escape(line) for line in lines), "left", size, colour)


def _frame(shown: Sequence[Item], places: dict[str, float], top: float, bottom: float, narrow: bool) -> list[Primitive]:
    """The ground of the curve, and above it which way time runs."""
    drawn: list[Primitive] = []
    if len(places) < len(shown):
        drawn.append(Box(LEFT, top, LEFT + UNKNOWN - 4, bottom, theme.PANEL))
        drawn.append(Label(LEFT + UNKNOWN / 2 - 2, top - 11, "?", "center", theme.HEADING_SIZE, theme.FAINT))
    if not places:
        return drawn
    low, high = min(places.values()), max(places.values())
    drawn.append(Box(low - 14, top, high + 14, bottom, theme.PANEL))
    drawn += [Rule(((x, top), (x, bottom)), theme.GRID) for x in sorted(set(places.values()))]
    words = ("earlier", "later") if narrow else ("happened earlier", "happened later →")
    if high - low > sum(width(word, theme.SMALL_SIZE) for word in words) + 12:
        drawn.append(Label(low - 14, top - 11, words[0], "left", theme.SMALL_SIZE, theme.FAINT))
        drawn.append(Label(high + 14, top - 11, words[1], "right", theme.SMALL_SIZE, theme.FAINT))
    return drawn
