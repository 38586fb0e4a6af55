"""Draw how much text goes on how much time: Narrative → Figure.

    draw(narrative).show()

A row for each chapter of the story, in order of time: its length, a bar as long as the words that tell it (a part for
each event), and its pace, from the least to the most that its dates allow. Between rows stands to how much time
nothing is dated (an ellipsis); below, the words in quotation marks (a scene) and those during which no time goes by (a
pause). After Genette 1972; see `analysis.measures.duration`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Canvas, Label, Primitive, Rule, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import escape, shorten, wrap
from analysis.drawing.marks import standings
from analysis.drawing.naming import names, subtitle, title
from analysis.drawing.speed import BAR, Line, Speeds, bar, mark, scale, speeds, word_size, words_per
from analysis.drawing.wording import headings, length
from analysis.measures.duration import movements, paces
from analysis.measures.told import Text, read

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "The pace of"
LEFT, RIGHT, BETWEEN = 14.0, 14.0, 22.0  # margins; between columns
ROW, NARROW_ROW, GAP, SMALL = 58.0, 44.0, 20.0, 14.0  # heights


def draw(narrative: Narrative, *, width: int = 1000, knowledge: bool = False, dark: bool = False) -> go.Figure:
    """The pace, `width` pixels wide; under 700 the bars stand under their names, and the pace is said in words alone.

    `knowledge` gives events that only outside knowledge dates to the chapter of that date.
    """
    shown = {item.id: item for item in items(narrative, knowledge=knowledge, columns=columns(width))}
    if not shown:
        return paint(nothing(title(narrative, WHAT), width), dark=dark)
    texts = read(narrative, knowledge=knowledge)
    found = {name: _lines(text, shown) for name, text in texts.items()}
    narrow = width < theme.NARROW
    listed = list(shown.values())
    text, drawn, y = head(title(narrative, WHAT), subtitle(narrative, listed), listed, width, explain=standings)
    left = LEFT if narrow else LEFT + min(250.0, width * 0.27)
    right = width - RIGHT - 30 if narrow else left + (width - RIGHT - left) * 0.6
    word = word_size([line for lines in found.values() for line in lines], right - left)
    axis = speeds([p for one in texts.values() for p in paces(one)], right + BETWEEN + 44, width - RIGHT - 14)
    called = names(narrative)
    for name, lines in found.items():
        if len(found) > 1:
            drawn.append(Label(LEFT, y + 20, f"<b>{escape(shorten(called[name], width - 40, 13, bold=True))}</b>",
                               "left", theme.HEADING_SIZE))  # fmt: skip
            y += 28
        more, bottom = _article(lines, y + 20, (left, right, word), None if narrow else axis, width)
        drawn += more
        y = bottom
    return paint(Canvas(width, y + 14, text, drawn), dark=dark)


def _lines(text: Text, shown: dict[str, Item]) -> list[Line]:
    """The chapters, then dialogue and pause, with the events that have no part in any chapter."""
    found, before = list[Line](), None
    own = paces(text)
    for p in own:
        gap = f"{length(p.start - before)} to which nothing is dated" if before is not None and p.start > before else ""
        said = f"{length(p.seconds)} at most" + (f" · {p.movement}" if p.movement else "")
        said += f" · at least {words_per(p.words_a_day)}" if p.words else ""
        if outside := sum(e.bounds.outside for e in p.events):
            said += f" · {outside} dated from outside the text"
        parts = tuple((shown[e.id], e.narrated) for e in p.events)
        found.append(Line(headings(p.start, p.end)[0], said, p.words, parts, p, gap))
        before = p.end
    shares = movements(text, own)
    placed = {e.id for p in own for e in p.events}
    rest = tuple(shown[e.id] for e in text.timeline if e.id not in placed)
    below = (("In quotation marks", "dialogue", "scene", ()),
             ("Without story time", "pause", "pause, or no date of one chapter", rest))  # fmt: skip
    for name, movement, what, held in below:
        share = shares.get(movement, 0.0)
        if share or held:
            said = f"{what} · {100 * share:.0f} % of the text"
            found.append(Line(name, said, share * text.words, scene=movement == "dialogue", rest=held))
    return found


def _article(
    lines: Sequence[Line], y: float, room: tuple[float, float, float], axis: Speeds | None, width: float
) -> tuple[list[Primitive], float]:
    """The rows of one article; `room` are the pixels where bars begin, where they may end, and those of a word."""
    drawn, top, last = list[Primitive](), y, y
    left = room[0]
    for line in lines:
        if line.gap:
            words = escape(shorten(f"⋯ {line.gap}", width - 2 * LEFT, theme.SMALL_SIZE))
            drawn.append(Label(LEFT, y + GAP / 2, words, "left", theme.SMALL_SIZE, theme.FAINT))
            y += GAP
        names = (left - LEFT - 12) if axis else width - 2 * LEFT
        drawn.append(Label(LEFT, y + 11, f"<b>{escape(shorten(line.name, names, bold=True))}</b>", "left"))
        more, end = bar(line, y + (ROW - BAR) / 2 if axis else y + 19, room)
        under = y + 21 if axis else end + 2
        said = wrap(line.said, names, 2, theme.SMALL_SIZE)
        bottom = under + SMALL * len(said)
        drawn += [*more, Label(LEFT, (under + bottom) / 2, "<br>".join(map(escape, said)), "left", theme.SMALL_SIZE,
                               theme.FAINT)]  # fmt: skip
        if axis and line.pace:
            drawn += mark(axis, line.pace, y + ROW / 2)
            last = y + ROW
        y = max(y + (ROW if axis else NARROW_ROW), end + 6, bottom + 6)
        drawn.append(Rule(((LEFT, y), (width - RIGHT, y)), theme.GRID))
    return ([*scale(axis, top, last), *drawn] if axis and last > top else drawn), y
