"""Draw who reports what, and how late: Narrative → Figure.

    draw(analysis.merge(narrative)).show()

First what several articles tell, with a mark for each mention in the column of its day and the number of its article
behind; under the label, who was first and where they disagree. Then, article by article, what no other tells. Of one
article there is nothing to compare, and the figure says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis import dates, threads
from analysis.drawing import theme
from analysis.drawing.canvas import Canvas, Primitive, Rule, paint
from analysis.drawing.cards import band
from analysis.drawing.gathering import called as naming
from analysis.drawing.gathering import gathered
from analysis.drawing.gathering import numbers as numbering
from analysis.drawing.head import LEFT, head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.marks import dot, standings
from analysis.drawing.naming import subtitle, title
from analysis.drawing.reports import Columns, Told, columns_of, told
from analysis.drawing.rows import heading, hit, stack, words
from analysis.drawing.wording import span

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "Who reports what in"
RAIL, WORDS, RIGHT, NAMES = 26.0, 46.0, 14.0, 0.36  # where marks and words stand; margin; share of the labels


def draw(narrative: Narrative, *, most: int = 60, width: int = 1000, dark: bool = False) -> go.Figure:
    """The reports, `width` pixels wide: at most `most` threads, those of the most articles, in order of time.

    A narrative that is not merged yet is merged first. Raises `ValueError` for `most` below 1.
    """
    if most < 1:
        raise ValueError(f"most is 1 or more, not {most}")
    narrative = narrative if len(narrative.threads) else threads.merge(narrative)
    shown = items(narrative, columns=columns(width))
    if not shown and not len(narrative.threads):
        return paint(nothing(title(narrative, WHAT), width), dark=dark)
    number = numbering(narrative)
    joined = gathered(narrative, shown, number, most=most, columns=columns(width))
    said = f"{subtitle(narrative, shown)} · {_extent(narrative)}"
    text, drawn, y = head(title(narrative, WHAT), said, shown, width, explain=standings)
    if joined:
        more, y = _together(joined, y + 6, width)
        drawn += more
    there = {mark for one in joined for mention in one.mentions for mark in mention.id.split()}
    more, y = _alone(narrative, [i for i in shown if i.id not in there], number, y + 6, width)
    return paint(Canvas(width, y + 10, text, [*drawn, *more]), dark=dark)


def _extent(narrative: Narrative) -> str:
    if len(narrative.documents) < 2:
        return "there is one article, and nothing to compare it with"
    count = len(narrative.threads)
    return f"{count} told by several articles" if count else "none that two articles are known to tell"


def _together(joined: Sequence[Told], y: float, width: float) -> tuple[list[Primitive], float]:
    narrow = width < theme.NARROW
    names = (LEFT, width - RIGHT if narrow else LEFT + (width - LEFT - RIGHT) * NAMES)
    days: list[int | None] = [mention.day for one in joined for mention in one.mentions]
    laid: Columns = columns_of(days, LEFT + 12 if narrow else names[1] + 16, width - RIGHT)
    known = [day for day in days if day is not None]
    reported = f", published {span(min(known) * dates.DAY, (max(known) + 1) * dates.DAY)}" if known else ""
    drawn, y = band(f"Told by several articles{reported}", LEFT, y, width - RIGHT)
    drawn += laid.head(y + 8)
    y += 18
    for one in joined:
        more, bottom = told(one, y, names, laid)
        line = Rule(((LEFT, bottom), (width - RIGHT, bottom)), theme.LINE)
        drawn += [*([] if narrow else laid.rules(y, bottom)), *more, line]
        y = bottom
    return drawn, y


def _alone(
    narrative: Narrative, shown: Sequence[Item], numbers: Mapping[str, int], y: float, width: float
) -> tuple[list[Primitive], float]:
    """What one article alone tells, by article; those that tell nothing alone are named too."""
    ordered = sorted(shown, key=lambda i: (numbers[i.document], i.telling, i.id))
    called = {name: naming(narrative, name, place) for name, place in numbers.items()}
    heads: dict[str, str] = {}
    for item in reversed(ordered):
        heads = {k: v for k, v in heads.items() if v != called[item.document]} | {item.id: called[item.document]}
    rows, bottom = stack(ordered, y, width - WORDS - RIGHT, said=_said, heads=heads if len(numbers) > 1 else {})
    drawn: list[Primitive] = []
    found = set(narrative.timeline["document"])
    for row in rows:
        size = 9 if row.full else 7 if row.label else 5
        drawn += [*heading(row, LEFT, width - RIGHT), dot(row.item, RAIL, row.middle, size=size), *words(row, WORDS),
                  hit(row, LEFT, width - RIGHT)]  # fmt: skip
    for name in sorted(set(numbers) - {i.document for i in ordered}, key=lambda name: numbers[name]):
        silent = "nothing alone" if name in found else "no event is found in it"
        more, bottom = band(f"{called[name]}: {silent}", LEFT, bottom + 6, width - RIGHT)
        drawn += more
    return drawn, bottom


def _said(item: Item) -> str:
    word = theme.CERTAINTY[item.certainty].word
    return f"{item.when} · {word}" if item.dated else word
