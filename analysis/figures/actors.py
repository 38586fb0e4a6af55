"""Draw who is where when: Narrative → Figure.

    draw(narrative, most=6).show()

Storyline lanes (Tanahashi and Ma 2012, "Design considerations for optimizing storyline visualizations"): one lane
for each actor, time runs downwards, one event a row. A mark stands on the lanes of those who take part, a link joins
them; what the text says of the place stands under the label. Events in which nobody is named are left out, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Canvas, Label, Primitive, Rule, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import escape, shorten
from analysis.drawing.marks import dot, standings
from analysis.drawing.naming import subtitle, title
from analysis.drawing.rows import Row, heading, hit, stack, words
from analysis.drawing.sequence import in_time

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT, OTHERS = "Who takes part in", "others"
NOBODY = "The text names nobody who takes part in an event."
LEFT, RIGHT, BESIDE = 24.0, 14.0, 22.0  # margins; from the last lane to the labels
STEP, NARROW_STEP, NAME = 26.0, 17.0, 17.0  # between lanes; of a name
MOST, NARROW_MOST = 10, 6


def draw(
    narrative: Narrative, *, most: int | None = None, width: int = 1000, knowledge: bool = False, dark: bool = False
) -> go.Figure:
    """The lanes of the `most` who take part most often (10; 6 on a phone), all others in one.

    `knowledge` places events by dates known from outside, marked as such. Raises `ValueError` for `most` below 1.
    """
    if most is not None and most < 1:
        raise ValueError(f"most is 1 or more, not {most}")
    narrow = width < theme.NARROW
    shown = items(narrative, knowledge=knowledge, columns=columns(width))
    acted = [item for item in shown if item.actors]
    if not acted:
        return paint(nothing(title(narrative, WHAT), width, NOBODY), dark=dark)
    step, most = (NARROW_STEP, most or NARROW_MOST) if narrow else (STEP, most or MOST)
    lanes = {name: LEFT + step * place for place, name in enumerate(_names(acted, most))}
    text, drawn, y = head(title(narrative, WHAT), _subtitle(narrative, shown, acted), acted, width, explain=standings)
    ordered, heads = in_time(acted)
    at = max(lanes.values()) + BESIDE
    rows, bottom = stack(ordered, y + 18 + NAME * len(lanes), width - at - RIGHT, said=_said, heads=heads)
    for row in rows:
        drawn += [*heading(row, at - 6, width - RIGHT), *_taking_part(row, lanes), *words(row, at),
                  hit(row, LEFT - 10, width - RIGHT)]  # fmt: skip
    drawn += _lanes(lanes, rows, y + 10, bottom, width)
    return paint(Canvas(width, bottom + 12, text, drawn), dark=dark)


def _names(acted: Sequence[Item], most: int) -> list[str]:
    """Those who take part most often, at the left; the rest share the last lane."""
    often = Counter(name for item in acted for name in item.actors)
    named = sorted(often, key=lambda name: (-often[name], name))
    return named if len(named) <= most + 1 else [*named[:most], OTHERS]


def _subtitle(narrative: Narrative, shown: Sequence[Item], acted: Sequence[Item]) -> str:
    silent = len(shown) - len(acted)
    return subtitle(narrative, acted) + (f" · {silent} more in which nobody is named" if silent else "")


def _said(item: Item) -> str:
    where = f" · {', '.join(item.places)}" if item.places else ""
    standing = "" if item.certainty == "asserted" else f" · {theme.CERTAINTY[item.certainty].word}"
    return f"{item.when if item.dated else 'no date'}{where}{standing}"


def _at(item: Item, lanes: Mapping[str, float]) -> list[float]:
    return sorted({lanes[name] if name in lanes else lanes[OTHERS] for name in item.actors})


def _taking_part(row: Row, lanes: Mapping[str, float]) -> Iterator[Primitive]:
    """The marks of an event on the lanes of those who take part, and the link between them."""
    places = _at(row.item, lanes)
    if len(places) > 1:
        ends = (places[0], row.middle), (places[-1], row.middle)
        yield Rule(ends, row.item.certainty, 1.4, "solid" if row.item.happened else "dash")
    for x in places:
        yield dot(row.item, x, row.middle, size=9 if row.full else 7 if row.label else 5)


def _lanes(
    lanes: Mapping[str, float], rows: Sequence[Row], top: float, bottom: float, width: float
) -> Iterator[Primitive]:
    """The names, each on a line of its own, and from each a lane, heavier from its first dated event to its last."""
    for place, (name, x) in enumerate(lanes.items()):
        y = top + NAME * (place + 0.5)
        text = shorten(name, width - x - 6 - RIGHT, bold=True)
        colour = theme.FAINT if name == OTHERS else theme.TEXT
        yield Label(x + 4, y, f"<b>{escape(text)}</b>", "left", theme.LABEL_SIZE, colour)
        yield Rule(((x, y + 6), (x, bottom)), theme.GRID, 1.0)
        yield Rule(((x, y - 5), (x, y + 6)), theme.LINE, 2.0)
        own = [row.middle for row in rows if row.item.dated and x in _at(row.item, lanes)]
        if own and name != OTHERS:
            yield Rule(((x, min(own)), (x, max(own))), theme.LINE, 2.0)
