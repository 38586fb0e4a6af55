"""Draw how many events there are, by time and by telling: Narrative → Figure.

    draw(narrative, unit="month").show()

A row for each unit of time in which anything happens, and one for each tenth of the article; a mark for each event.
Each chapter of time is counted in the unit that the article tells it in; what is told less exactly is counted beside,
in pale, and never put on a day that nobody told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.bins import UNITS, bins
from analysis.drawing.canvas import Canvas, Label, Primitive, Rule, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import escape, shorten
from analysis.drawing.lettering import width as measured
from analysis.drawing.marks import standings
from analysis.drawing.naming import subtitle, title
from analysis.drawing.sequence import UNDATED
from analysis.drawing.tray import STEP, marks

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "How many events in"
LEFT, RIGHT, BETWEEN, COUNT = 14.0, 14.0, 40.0, 30.0  # margins; between the halves; of a count
ROW, GAP = 18.0, 16.0  # heights
PARTS = 10  # of an article
FINEST = 4.0  # between marks; with more events they go on in the next line


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    items: tuple[Item, ...]
    rough: bool = False
    gap: bool = False


def draw(
    narrative: Narrative, *, unit: str | None = None, width: int = 1000, knowledge: bool = False, dark: bool = False
) -> go.Figure:
    """The counts, `width` pixels wide; under 700 the two halves stand one under the other.

    `unit` counts all time in one unit, from "minute" to "century"; `knowledge` counts events at dates known from
    outside. Raises `ValueError` for another unit.
    """
    if unit is not None and unit not in UNITS:
        raise ValueError(f"unit is one of {', '.join(UNITS)}, not {unit!r}")
    narrow = width < theme.NARROW
    shown = items(narrative, knowledge=knowledge, columns=columns(width))
    if not shown:
        return paint(nothing(title(narrative, WHAT), width), dark=dark)
    text, drawn, y = head(title(narrative, WHAT), subtitle(narrative, shown), shown, width, explain=standings)
    time, telling = _by_time(shown, unit), _by_telling(shown, narrative)
    right = width - RIGHT if narrow else width * 0.58
    other_left = LEFT if narrow else right + BETWEEN
    step = min(_step(time, right - LEFT), _step(telling, width - RIGHT - other_left))
    more, bottom = _half("by the time told", time, LEFT, y + 10, right, step)
    drawn += more
    if narrow:
        more, bottom = _half("by place in the text", telling, LEFT, bottom + 14, right, step)
    else:
        more, other = _half("by place in the text", telling, other_left, y + 10, width - RIGHT, step)
        bottom = max(bottom, other)
    return paint(Canvas(width, bottom + 14, text, [*drawn, *more]), dark=dark)


def _by_time(shown: Sequence[Item], unit: str | None) -> list[Line]:
    lines = [Line(one.name, one.items, one.rough, one.gap) for one in bins(shown, unit)]
    undated = tuple(item for item in shown if not item.dated)
    return [*lines, Line(UNDATED, undated, rough=True, gap=True)] if undated else lines


def _by_telling(shown: Sequence[Item], narrative: Narrative) -> list[Line]:
    """The tenths of the article, or of each of several."""
    sizes = {name: max(1, len(text)) for name, text in narrative.documents[["id", "text"]].itertuples(index=False)}
    parts: list[list[Item]] = [[] for _ in range(PARTS)]
    for item in shown:
        parts[min(PARTS - 1, item.at * PARTS // sizes[item.document])].append(item)
    step = 100 // PARTS
    return [Line(f"{n * step}–{(n + 1) * step} %", tuple(own)) for n, own in enumerate(parts)]


def _step(lines: Sequence[Line], room: float) -> float:
    """The distance between marks at which the fullest line fits."""
    fullest = max(1, *(len(line.items) for line in lines), 1)
    return max(FINEST, min(STEP, (room - COUNT - _names(lines, room - COUNT)) / fullest))


def _names(lines: Sequence[Line], room: float) -> float:
    return min(room * 0.45, 8 + max(measured(line.name) for line in lines))


def _half(
    name: str, lines: Sequence[Line], left: float, y: float, right: float, step: float
) -> tuple[list[Primitive], float]:
    """Rows of names, counts and marks under a heading."""
    names = _names(lines, right - left - COUNT)
    drawn: list[Primitive] = [Label(left, y + 9, f"<b>{escape(name)}</b>", "left", theme.HEADING_SIZE)]
    y += 24
    drawn.append(Rule(((left, y), (right, y)), theme.LINE))
    y += 4
    for line in lines:
        if line.gap:
            drawn.append(Label(left + names - 8, y + GAP / 2, "⋯", "right", theme.LABEL_SIZE, theme.FAINT))
            y += GAP
        colour = theme.FAINT if line.rough or not line.items else theme.TEXT
        words = escape(shorten(line.name, names - 8))
        at = left + names + COUNT
        sure, pale = ((), line.items) if line.rough else (line.items, ())
        more, bottom = marks(sure, at, y + (ROW - STEP) / 2, right, step=step, pale=pale)
        drawn += [Label(left + names - 8, y + ROW / 2, f"<i>{words}</i>" if line.rough else words, "right",
                        theme.LABEL_SIZE, colour),
                  Label(left + names + COUNT - 8, y + ROW / 2, str(len(line.items)), "right", theme.LABEL_SIZE, colour),
                  *more]  # fmt: skip
        y = max(y + ROW, bottom + (ROW - STEP) / 2)
    return drawn, y
