"""Draw a month, a year or a century at a glance: Narrative → Figure.

    draw(narrative, by="year").show()

Events that the text puts on a day stand in that day's cell (in decades: those it puts in a year). Where cells are wide
enough they are labelled there; all others, and what is told less exactly or not at all, are listed below in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Box, Canvas, Hit, Label, Primitive, paint
from analysis.drawing.cards import band
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import items
from analysis.drawing.lettering import escape, shorten
from analysis.drawing.listing import listing
from analysis.drawing.marks import dot, standings
from analysis.drawing.naming import subtitle, title
from analysis.drawing.pages import GRAINS, Cell, Page, grain_of, pages
from analysis.drawing.tray import STEP, marks

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "Calendar of"
LEFT, RIGHT, NAMES, GAP = 14.0, 14.0, 78.0, 3.0  # margins; of the names of rows; between cells
LINE, HEAD, LOW = 15.0, 18.0, 24.0  # heights: of a label, of a cell's name, of a cell without labels
LABELLED, FULL, MANY = 110.0, 5, 120  # cells as wide have labels, for as many events; so many are not listed twice
WIDEST = 30.0  # of a cell that holds marks alone


def draw(
    narrative: Narrative, *, by: str | None = None, width: int = 1000, knowledge: bool = False, dark: bool = False
) -> go.Figure:
    """The calendar, `width` pixels wide.

    `by` is "month", "year" or "decades"; without it, what suits the events. `knowledge` places events by dates known
    from outside. Raises `ValueError` for another `by`.
    """
    if by is not None and by not in GRAINS:
        raise ValueError(f"by is one of {', '.join(GRAINS)}, not {by!r}")
    narrow = width < theme.NARROW
    shown = items(narrative, knowledge=knowledge, columns=columns(width))
    if not shown:
        return paint(nothing(title(narrative, WHAT), width), dark=dark)
    text, drawn, y = head(title(narrative, WHAT), subtitle(narrative, shown), shown, width, explain=standings)
    dated = [item for item in shown if item.dated]
    y += 10
    shows = pages(dated, by or grain_of(dated)) if dated else []
    labelled: set[str] = set()
    for page in shows:
        more, y = band(page.name, LEFT, y, width - RIGHT)
        drawn += more
        more, y, named = _weeks(page, y, width) if page.grain == "month" else _grid(page, y, width)
        drawn += more
        labelled |= named
    celled = {item.id for page in shows for cell in page.cells for item in cell.items}
    rest = [item for item in shown if item.id not in labelled]
    if len(rest) > MANY:  # what stands in a cell can be pointed at there
        rest = [item for item in rest if item.id not in celled]
    more, y = listing(rest, LEFT, y, width - RIGHT, columns=not narrow)
    return paint(Canvas(width, y + 12, text, [*drawn, *more]), dark=dark)


def _weeks(page: Page, y: float, width: float) -> tuple[list[Primitive], float, set[str]]:
    """A month: a row for each week, as high as its fullest day; and the items that are labelled in it."""
    size = (width - LEFT - RIGHT) / 7
    drawn: list[Primitive] = [
        Label(LEFT + size * (n + 0.5), y + 8, name, "center", theme.SMALL_SIZE, theme.FAINT)
        for n, name in enumerate(page.columns)
    ]
    y += HEAD
    named: set[str] = set()
    for row in range(len(page.rows)):
        own = [cell for cell in page.cells if cell.row == row]
        filled = [_day(cell, LEFT + cell.column * size, y, size - GAP) for cell in own]
        bottom = max(low for _, low, _ in filled)
        for cell, (inner, _, labelled) in zip(own, filled, strict=True):
            x = LEFT + cell.column * size
            drawn += [Box(x, y, x + size - GAP, bottom, theme.PANEL), *inner]
            named |= labelled
        y = bottom + GAP
    return drawn, y + 10, named


def _day(cell: Cell, x: float, y: float, size: float) -> tuple[list[Primitive], float, set[str]]:
    """A day: its number and its events, with labels if they are few and there is room."""
    colour = theme.TEXT if cell.items else theme.FAINT
    text = f"<b>{cell.name}</b>" if cell.items else cell.name
    drawn: list[Primitive] = [Label(x + 5, y + HEAD / 2, text, "left", theme.SMALL_SIZE, colour)]
    top = y + HEAD
    if size < LABELLED or len(cell.items) > FULL:
        more, bottom = marks(cell.items, x + 3, top, x + size - 2)
        return drawn + more, max(bottom + 4, y + LOW + 4), set()
    for place, item in enumerate(cell.items):
        middle = top + LINE * (place + 0.5)
        words = escape(shorten(item.label, size - 24, theme.SMALL_SIZE))
        drawn += [dot(item, x + 10, middle, size=7), Hit(x, middle - LINE / 2, x + size, middle + LINE / 2, item.id,
                  item.hover), Label(x + 18, middle, words, "left", theme.SMALL_SIZE)]  # fmt: skip
    return drawn, max(top + LINE * len(cell.items) + 5, y + LOW + 4), {item.id for item in cell.items}


def _grid(page: Page, y: float, width: float) -> tuple[list[Primitive], float, set[str]]:
    """A year or decades: a row for each month or decade, and in each cell the marks that fit."""
    columns = max(last for _, _, last in page.rows)
    size = (width - LEFT - RIGHT - NAMES) / columns
    size = min(WIDEST, size) if page.grain == "year" else size
    at = LEFT + NAMES
    drawn: list[Primitive] = [
        Label(at + size * (n + 0.5), y + 8, name, "center", theme.SMALL_SIZE, theme.FAINT)
        for n, name in enumerate(page.columns) if n == 0 or (n + 1) % 5 == 0
    ]  # fmt: skip
    y += HEAD if page.columns else 0
    for row, (name, first, last) in enumerate(page.rows):
        own = [cell for cell in page.cells if cell.row == row]
        inner, bottom = list[Primitive](), y + (LOW - 6 if page.grain == "year" else LOW)
        for cell in own:
            x, top = at + cell.column * size, y + 2
            if size > 60 and cell.name:
                inner.append(Label(x + 4, top + 7, cell.name, "left", theme.SMALL_SIZE, theme.FAINT))
                top += HEAD - 3
            more, low = marks(cell.items, x + 1, top, x + size - 1, step=min(STEP, size - 2))
            inner, bottom = inner + more, max(bottom, low + 2)
        drawn.append(Label(at - 8, (y + bottom) / 2, escape(name), "right", theme.SMALL_SIZE, theme.FAINT))
        drawn += [Box(at + first * size, y, at + last * size, bottom, theme.PANEL), *inner]
        y = bottom + GAP
    return drawn, y + 10, set()
