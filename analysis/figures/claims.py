"""Draw who asserts, who denies, and what drifts: Narrative → Figure.

    draw(narrative).show()

Claims that compete stand beside each other under the question at issue, joined by what the one is to the other
("contradiction", "drift"); the link shows both. All other claims follow, by holder. A claim is drawn as somebody's
word, never as something that happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Canvas, Hit, Label, Primitive, Rule, paint
from analysis.drawing.cards import LINE, MARK, PAD, band, card
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import both, columns
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import clean, escape, shorten
from analysis.drawing.lettering import width as measured
from analysis.drawing.marks import standings
from analysis.drawing.naming import subtitle, title
from analysis.drawing.tray import marks

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT = "What is claimed in"
LEFT, RIGHT, LINK, GAP = 14.0, 14.0, 150.0, 8.0  # margins; between two claims; below a group
WIDEST, COLUMN = 480.0, 320.0  # of a claim in a pair, of one alone
CARDS, PAIRS = 60, 60  # as many claims, and pairs, are written out; more are marks alone


@dataclass(frozen=True, slots=True)
class Pair:
    a: Item
    b: Item
    relation: str
    issue: str


def draw(narrative: Narrative, *, width: int = 1000, dark: bool = False) -> go.Figure:
    """The claims, `width` pixels wide; under 700 the two of a pair stand one under the other."""
    narrow = width < theme.NARROW
    wrapped = columns(width)
    shown = items(narrative, "claim", columns=wrapped)
    if not shown:
        return paint(nothing(title(narrative, WHAT), width, "No claim was found in the text."), dark=dark)
    every = _pairs(narrative, shown)
    pairs = every[:PAIRS]
    text, drawn, y = head(title(narrative, WHAT), _subtitle(narrative, shown, every), shown, width, explain=standings)
    y += 12
    for issue, own in groupby(pairs, lambda pair: pair.issue):
        more, y = band(issue or "At issue", LEFT, y, width - RIGHT)
        drawn += more
        for pair in own:
            more, y = _stacked(pair, y, width, wrapped) if narrow else _facing(pair, y, width, wrapped)
            drawn += more
        y += GAP
    linked = {item.id for pair in pairs for item in (pair.a, pair.b)}
    more, y = _alone([item for item in shown if item.id not in linked], y, width)
    return paint(Canvas(width, y + 10, text, [*drawn, *more]), dark=dark)


def _pairs(narrative: Narrative, shown: Sequence[Item]) -> list[Pair]:
    """The pairs whose claims are both there, those of one issue together, in order of telling."""
    known = {item.id: item for item in shown}
    found: list[Pair] = []
    for row in narrative.claim_pairs.to_dict("records"):
        if row["a"] in known and row["b"] in known:
            found.append(Pair(known[row["a"]], known[row["b"]], _text(row["relation"]), _text(row.get("issue"))))
    first: dict[str, int] = {}
    place = {item.id: index for index, item in enumerate(shown)}
    for pair in found:
        first[pair.issue] = min(first.get(pair.issue, len(shown)), place[pair.a.id], place[pair.b.id])
    return sorted(found, key=lambda pair: (first[pair.issue], pair.issue, place[pair.a.id], place[pair.b.id]))


def _text(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _subtitle(narrative: Narrative, shown: Sequence[Item], pairs: Sequence[Pair]) -> str:
    linked = f" · {len(pairs)} pair{'' if len(pairs) == 1 else 's'} that compete" if pairs else " · none compete"
    return subtitle(narrative, shown, "claim") + linked


def _facing(pair: Pair, y: float, width: float, wrapped: int) -> tuple[list[Primitive], float]:
    """The two claims at the left and at the right, and between them what they are to each other."""
    room = min(WIDEST, (width - LEFT - RIGHT - LINK) / 2)
    one, low, reach = card(pair.a, LEFT, y, room)
    other, high, _ = card(pair.b, LEFT + room + LINK, y, room)
    bottom, across, middle = max(low, high), y + PAD + LINE / 2, LEFT + room + LINK / 2
    words = shorten(pair.relation, LINK - 24, theme.SMALL_SIZE)
    half = measured(words, theme.SMALL_SIZE) / 2 + 5
    ends = ((reach + 8, middle - half), (middle + half, LEFT + room + LINK - 6))
    link: list[Primitive] = [Rule(((x0, across), (x1, across)), theme.FAINT, 1.2) for x0, x1 in ends if x1 > x0]
    link.append(Label(middle, across, escape(words), "center", theme.SMALL_SIZE, theme.FAINT))
    link.append(_both(pair, LEFT + room, y, LEFT + room + LINK, bottom, wrapped))
    return [*one, *other, *link], bottom + 4


def _stacked(pair: Pair, y: float, width: float, wrapped: int) -> tuple[list[Primitive], float]:
    room = width - LEFT - RIGHT
    one, middle, _ = card(pair.a, LEFT, y, room)
    other, bottom, _ = card(pair.b, LEFT, middle + 20, room)
    x = LEFT + MARK / 2 - 2
    words = shorten(pair.relation, room - MARK, theme.SMALL_SIZE)
    link: list[Primitive] = [
        Rule(((x, y + PAD + LINE + 2), (x, middle + 20 + PAD - 2)), theme.FAINT, 1.4),
        Label(LEFT + MARK, middle + 10, escape(words), "left", theme.SMALL_SIZE, theme.FAINT),
        _both(pair, LEFT, middle, width - RIGHT, middle + 20, wrapped),
    ]
    return [*one, *other, *link], bottom + 10


def _both(pair: Pair, x0: float, y0: float, x1: float, y1: float, wrapped: int) -> Hit:
    words = both(pair.relation, pair.issue, pair.a.hover, pair.b.hover, columns=wrapped)
    return Hit(x0, y0, x1, y1, f"{pair.a.id} {pair.b.id}", words)


def _alone(shown: Sequence[Item], y: float, width: float) -> tuple[list[Primitive], float]:
    """The claims without a pair, in columns; of very many the marks alone."""
    if not shown:
        return [], y
    drawn, y = band("All other claims", LEFT, y, width - RIGHT)
    if len(shown) > CARDS:
        more, bottom = marks(shown, LEFT, y, width - RIGHT)
        return [*drawn, *more], bottom
    count = max(1, int((width - LEFT - RIGHT) // COLUMN))
    room = (width - LEFT - RIGHT) / count
    for begin in range(0, len(shown), count):
        cards = [card(item, LEFT + n * room, y, room - 16) for n, item in enumerate(shown[begin : begin + count])]
        drawn += [one for found, _, _ in cards for one in found]
        y = max(bottom for _, bottom, _ in cards)
    return drawn, y
