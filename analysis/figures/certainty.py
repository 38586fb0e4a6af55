"""Draw how sure the text is of what it tells: Narrative → Figure.

    draw(narrative).show()

A row for each article, then one for each chapter of time; a column for each certainty, with how many rows of the
timeline have it and what share of the article's or chapter's that is. All events count, also those that are mere
conditions or wishes and stand on no timeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Bar, Canvas, Hit, Label, Primitive, Rule, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import escape, shorten, wrap
from analysis.drawing.naming import names, subtitle, title
from analysis.drawing.sequence import by_heading

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "How sure the text is in"
LEFT, RIGHT, GAP, SHARE = 14.0, 14.0, 14.0, 64.0  # margins; between columns; room of "12 · 85 %"
ROW, BAR, LINE = 26.0, 12.0, 15.0  # heights
LEAST = 3.0  # pixels of a bar: none vanishes
LEGIBLE = 90.0  # pixels of a bar for all rows: with less they stand one under the other
Group = tuple[str, list[Item]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the bars of each certainty begin, how wide the names are, and how long the bar of a whole is."""

    starts: dict[str, float]
    names: float
    whole: float


def draw(narrative: Narrative, *, most: int = 40, width: int = 1000, dark: bool = False) -> go.Figure:
    """The shares, `width` pixels wide; where that is too narrow, the certainties of a row stand one under the other.

    At most `most` articles have a row of their own. Raises `ValueError` for `most` below 1.
    """
    if most < 1:
        raise ValueError(f"most is 1 or more, not {most}")
    shown = items(narrative, everything=True, columns=columns(width))
    if not shown:
        return paint(nothing(title(narrative, WHAT), width, "The text tells of no event."), dark=dark)
    text, drawn, y = head(title(narrative, WHAT), subtitle(narrative, shown), [], width)
    parts = [("by article", _by_article(narrative, shown, most)), ("by the time told", by_heading(shown))]
    laid = _columns([own for _, groups in parts for _, own in groups], width)
    if laid.whole >= LEGIBLE:
        drawn += _words(laid, y + 8, width)
        y += 8 + 2 * LINE
    for name, groups in parts:
        drawn += [Label(LEFT, y + 14, f"<b>{name}</b>", "left", theme.HEADING_SIZE),
                  Rule(((LEFT, y + 26), (width - RIGHT, y + 26)), theme.LINE)]  # fmt: skip
        y += 30
        for group in groups:
            more, y = _across(group, laid, y, width) if laid.whole >= LEGIBLE else _downward(group, y, width)
            drawn += more
        y += 10
    return paint(Canvas(width, y + 4, text, drawn), dark=dark)


def _by_article(narrative: Narrative, shown: Sequence[Item], most: int) -> list[Group]:
    own = [(name, [i for i in shown if i.document == article]) for article, name in names(narrative).items()]
    own = [group for group in own if group[1]]
    if rest := own[most:]:
        return [*own[:most], (f"{len(rest)} more", [item for _, more in rest for item in more])]
    return own


def _columns(groups: Sequence[Sequence[Item]], width: float) -> Columns:
    """Columns as wide as their largest share needs: one scale for all, so that bars can be compared."""
    largest = {
        name: max(sum(item.certainty == name for item in own) / len(own) for own in groups) for name in theme.CERTAINTY
    }
    used = {name: share for name, share in largest.items() if share}
    names = min(230.0, width * 0.2)
    whole = (width - LEFT - RIGHT - names - len(used) * (GAP + SHARE)) / sum(used.values())
    x, starts = LEFT + names + GAP, dict[str, float]()
    for name, share in used.items():
        starts[name] = x
        x += share * whole + SHARE + GAP
    return Columns(starts, names, whole)


def _words(columns: Columns, y: float, width: float) -> Iterator[Primitive]:
    ends = [*columns.starts.values(), width - RIGHT + GAP][1:]
    for (certainty, x), end in zip(columns.starts.items(), ends, strict=True):
        lines = wrap(theme.CERTAINTY[certainty].word, end - x - GAP, 2, bold=True)
        text = "<br>".join(f"<b>{escape(line)}</b>" for line in lines)
        yield Label(x, y + 2 * LINE - LINE * len(lines) / 2, text, "left", theme.LABEL_SIZE, theme.ink(certainty))


def _across(group: Group, columns: Columns, y: float, width: float) -> tuple[list[Primitive], float]:
    """A row: its name, and in each column a bar as long as its share."""
    words, own = group
    drawn: list[Primitive] = [Label(LEFT, y + ROW / 2, escape(shorten(words, columns.names)), "left")]
    for certainty, x in columns.starts.items():
        drawn += _share(own, certainty, x, y + ROW / 2, columns.whole)
    drawn.append(Rule(((LEFT, y + ROW), (width - RIGHT, y + ROW)), theme.GRID))
    return drawn, y + ROW


def _downward(group: Group, y: float, width: float) -> tuple[list[Primitive], float]:
    """The name, and under it a row for each certainty that occurs."""
    words, own = group
    text = shorten(words, width - LEFT - RIGHT, bold=True)
    drawn: list[Primitive] = [Label(LEFT, y + LINE / 2 + 3, f"<b>{escape(text)}</b>", "left")]
    y += LINE + 4
    for certainty, style in theme.CERTAINTY.items():
        if any(item.certainty == certainty for item in own):
            said = shorten(style.word, 132, theme.SMALL_SIZE)
            drawn.append(Label(LEFT, y + 9, said, "left", theme.SMALL_SIZE, theme.ink(certainty)))
            drawn += _share(own, certainty, LEFT + 138, y + 9, width - LEFT - RIGHT - 138 - SHARE)
            y += 18
    return drawn, y + 8


def _share(own: Sequence[Item], certainty: str, x: float, across: float, room: float) -> Iterator[Primitive]:
    """A bar as long as the share of `own` that has this certainty, a part for each, and its number beside it."""
    of_it = [item for item in own if item.certainty == certainty]
    if not of_it:
        return
    part = max(room / len(own), LEAST / len(of_it))
    end = x + part * len(of_it)
    yield Bar(x, across - BAR / 2, end, across + BAR / 2, certainty, 0.9)
    for place, item in enumerate(of_it):
        left = x + place * part
        yield Hit(left, across - BAR / 2, left + part, across + BAR / 2, item.id, item.hover)
    percent = f"{100 * len(of_it) / len(own):.0f} %" if 200 * len(of_it) >= len(own) else "under 1 %"
    said = f"{len(of_it)} · {percent}"
    yield Label(end + 4, across, said, "left", theme.SMALL_SIZE, theme.ink(certainty))
