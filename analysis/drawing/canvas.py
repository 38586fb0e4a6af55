"""Paint primitives: boxes, bars, rules, glyphs, labels → Figure.

Everything is in pixels, y downwards from the top. A figure may be shown wider than it was painted for, never
narrower: words keep their size while distances grow. Labels are painted last but for the hits: invisible areas
that carry the hover text, over a mark and its label alike. No primitive names a colour, a symbol or a pattern: it
names a role or a certainty, and the theme decides; so nothing can look surer than it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Literal

import plotly.graph_objects as go

from analysis.drawing import theme

Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle behind everything else."""

    x0: float
    y0: float
    x1: float
    y1: float
    fill: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a certainty: `firm` is all of that time, otherwise some time within."""

    x0: float
    y0: float
    x1: float
    y1: float
    certainty: str
    opacity: float = 1.0
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str = theme.LINE
    width: float = 1.0
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Glyph:
    """The mark of a row of one certainty: an "instant", a "stretch", or an arrow of `theme.ARROWS`."""

    x: float
    y: float
    certainty: str
    shape: str = "instant"
    size: float = 9.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Text in Plotly's markup (so: escaped), vertically centred at `y`."""

    x: float
    y: float
    text: str
    anchor: Anchor = "left"
    size: float = theme.LABEL_SIZE
    colour: str = theme.TEXT


@dataclass(frozen=True, slots=True)
class Hit:
    """An area that shows `hover`; `id` is the row's, or those of a link's two rows with a blank between.

    Every mark lies under one. In the figure the areas are the trace "events", and `id` is the first value of each
    area's `customdata`: by it a click is followed to its row.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    id: str
    hover: str


Primitive = Box | Bar | Rule | Glyph | Label | Hit
Inks = Mapping[str, str]
HOVER_LINE = 16.0  # pixels
BEHIND = (theme.GRID, theme.LINE)  # rules that others cross


@dataclass(frozen=True, slots=True)
class Canvas:
    """A figure in the making. `title` is in Plotly's markup, its lines parted by `<br>`."""

    width: float
    height: float
    title: str
    primitives: Sequence[Primitive] = field(default_factory=tuple)


def paint(canvas: Canvas, *, dark: bool = False) -> go.Figure:
    """The figure, on light or dark paper: few traces, plain lists, no template."""
    inks = theme.DARK if dark else theme.LIGHT
    canvas = replace(canvas, height=max(canvas.height, _tallest(canvas.primitives)))
    kinds = (_bars, _rules, _glyphs, _labels, _hits)
    traces = [trace for kind in kinds for trace in kind(canvas.primitives, inks)]
    figure = go.Figure(traces, layout=_layout(canvas, inks))
    figure.layout.template = None  # a figure of its own, whatever a notebook's default template is
    return figure


def _tallest(primitives: Sequence[Primitive]) -> float:
    """The height of the longest hover: plotly.js cuts off what does not fit into the figure."""
    lines = max((one.hover.count("<br>") + 1 for one in primitives if isinstance(one, Hit)), default=0)
    return HOVER_LINE * lines + 24 if lines else 0.0


def _layout(canvas: Canvas, inks: Inks) -> dict[str, Any]:
    still = {"visible": False, "fixedrange": True}
    # plotly.js hangs a title of several lines higher than one of a single line
    top = 14 if "<br>" not in canvas.title else 14 + round(0.7 * theme.TITLE_SIZE)
    return {
        "width": round(canvas.width), "height": round(canvas.height), "margin": dict.fromkeys("lrtb", 0),
        "title": {
            "text": canvas.title, "x": 0, "xanchor": "left", "y": 1, "yanchor": "top", "yref": "container",
            "pad": {"l": 14, "t": top}, "automargin": False,
            "font": {"size": theme.TITLE_SIZE, "color": inks[theme.TEXT]},
        },
        "xaxis": {"range": [0, round(canvas.width)], **still},
        "yaxis": {"range": [round(canvas.height), 0], **still},
        "font": {"family": theme.FONT, "size": theme.LABEL_SIZE, "color": inks[theme.TEXT]},
        "paper_bgcolor": inks[theme.PAPER], "plot_bgcolor": "rgba(0,0,0,0)", "barmode": "overlay", "bargap": 0,
        "showlegend": False, "dragmode": False, "hovermode": "closest", "hoverdistance": 6,
        "hoverlabel": {"align": "left", "bgcolor": inks[theme.PAPER], "bordercolor": inks[theme.LINE], "namelength": 0,
                       "font": {"family": theme.FONT, "size": theme.LABEL_SIZE, "color": inks[theme.TEXT]}},
        "shapes": [
            {"type": "rect", "layer": "below", "x0": b.x0, "x1": b.x1, "y0": b.y0, "y1": b.y1, "line": {"width": 0},
             "fillcolor": inks[b.fill]} for b in _rounded(canvas.primitives, Box)
        ],
    }  # fmt: skip


def _rounded(primitives: Iterable[Primitive], kind: type[Any]) -> list[Any]:
    """The primitives of one kind, their numbers to a tenth of a pixel: the same bytes on every machine."""
    found = []
    for one in primitives:
        if isinstance(one, kind):
            values = {name: getattr(one, name) for name in one.__slots__}
            found.append(kind(**{n: round(v, 1) if isinstance(v, float) else v for n, v in values.items()}))
    return found


def _grouped(ones: list[Any], *names: str) -> list[tuple[tuple[Any, ...], list[Any]]]:
    def key(one: Any) -> tuple[Any, ...]:
        return tuple(getattr(one, name) for name in names)

    return [(values, list(group)) for values, group in groupby(sorted(ones, key=key), key)]


def _bars(primitives: Sequence[Primitive], inks: Inks) -> list[go.Bar]:
    return [
        _bar(group, name=theme.CERTAINTY[certainty].lane, hoverinfo="skip", marker={
            "color": inks[certainty], "opacity": [b.opacity for b in group], "line": {"width": 0},
            **_pattern(certainty, firm, inks),
        })
        for (certainty, firm), group in _grouped(_rounded(primitives, Bar), "certainty", "firm")
    ]  # fmt: skip


def _pattern(certainty: str, firm: bool, inks: Inks) -> dict[str, Any]:
    """Light lines on the colour where the bar is firm, coloured lines on the paper where it is not."""
    if not (shape := theme.pattern(certainty)):
        return {}
    over = {"fillmode": "overlay", "bgcolor": inks[certainty], "fgcolor": inks[theme.PAPER], "fgopacity": 0.9}
    loose = {"fillmode": "replace", "fgcolor": inks[certainty], "bgcolor": inks[theme.PAPER]}
    return {"pattern": {"shape": shape, "size": 5, "solidity": 0.35, **(over if firm else loose)}}


def _bar(group: Sequence[Any], **style: Any) -> go.Bar:
    return go.Bar(
        orientation="h", base=[b.x0 for b in group], x=[round(b.x1 - b.x0, 1) for b in group],
        y=[round((b.y0 + b.y1) / 2, 1) for b in group], width=[round(b.y1 - b.y0, 1) for b in group],
        textposition="none", cliponaxis=False, **style,
    )  # fmt: skip


def _rules(primitives: Sequence[Primitive], inks: Inks) -> list[go.Scatter]:
    traces = []
    groups = _grouped(_rounded(primitives, Rule), "colour", "width", "dash")
    for (colour, width, dash), group in sorted(groups, key=lambda one: one[0][0] not in BEHIND):
        points = [point for rule in group for point in (*rule.points, (None, None))][:-1]
        traces.append(
            go.Scatter(
                x=[x if x is None else round(x, 1) for x, _ in points],
                y=[y if y is None else round(y, 1) for _, y in points],
                mode="lines", line={"color": inks[colour], "width": width, "dash": dash}, hoverinfo="skip",
            )
        )  # fmt: skip
    return traces


def _glyphs(primitives: Sequence[Primitive], inks: Inks) -> list[go.Scatter]:
    found = _rounded(primitives, Glyph)
    if not found:
        return []
    colours = [inks[g.certainty] for g in found]
    style = {"symbol": [theme.symbol(g.certainty, g.shape) for g in found], "color": colours,
             "size": [g.size for g in found], "opacity": [g.opacity for g in found],
             "line": {"width": 1.5, "color": colours}}  # fmt: skip
    return [
        go.Scatter(x=[g.x for g in found], y=[g.y for g in found], mode="markers", marker=style, cliponaxis=False,
                   hoverinfo="skip")
    ]  # fmt: skip


def _labels(primitives: Sequence[Primitive], inks: Inks) -> list[go.Scatter]:
    side = {"left": "middle right", "center": "middle center", "right": "middle left"}
    return [
        go.Scatter(
            x=[one.x for one in group], y=[one.y for one in group], text=[one.text for one in group], mode="text",
            textposition=side[str(anchor)], cliponaxis=False, hoverinfo="skip",
            textfont={"size": [one.size for one in group], "color": [inks[one.colour] for one in group]},
        )
        for (anchor,), group in _grouped(_rounded(primitives, Label), "anchor")
    ]  # fmt: skip


def _hits(primitives: Sequence[Primitive], _: Inks) -> list[go.Bar]:
    found = _rounded(primitives, Hit)
    if not found:
        return []
    return [
        _bar(found, name="events", marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
             customdata=[[h.id, h.hover] for h in found], hovertemplate="%{customdata[1]}<extra></extra>")
    ]  # fmt: skip
