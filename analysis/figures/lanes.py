"""Draw the timeline in lanes: Narrative → Figure.

    draw(narrative).show()
    draw(narrative, by="actor", width=390)

Time runs through chapters with scales of their own, so that a year and a minute are readable side by side. What is
denied or did not happen has lanes of its own; what has no date lies in a tray, and never on the axis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import paint
from analysis.drawing.downward import downward
from analysis.drawing.head import nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.naming import subtitle, title
from analysis.drawing.wide import wide

if TYPE_CHECKING:
    from analysis.narrative import Narrative

NOBODY, OTHERS, REFUSED = "nobody named", "others", "denied or did not happen"
MOST_ACTORS = 8


def draw(
    narrative: Narrative,
    *,
    by: Literal["certainty", "actor"] = "certainty",
    width: int = 1000,
    knowledge: bool = False,
    dark: bool = False,
) -> go.Figure:
    """The timeline, `width` pixels wide; under 700 it runs downwards.

    `knowledge` moves events that the article does not date, but that are known from outside, to their known date,
    marked as such. Raises `ValueError` for another `by`.
    """  # fmt: skip
    if by not in ("certainty", "actor"):
        raise ValueError(f"by is 'certainty' or 'actor', not {by!r}")
    narrow = width < theme.NARROW
    shown = items(narrative, knowledge=knowledge, columns=columns(width))
    if not shown:
        return paint(nothing(title(narrative), width), dark=dark)
    words = title(narrative), subtitle(narrative, shown)
    if narrow:
        return paint(downward(*words, shown, width), dark=dark)
    lanes = _by_certainty(shown) if by == "certainty" else _by_actor(shown)
    return paint(wide(*words, lanes, _inks(lanes), width), dark=dark)


def _by_certainty(shown: Sequence[Item]) -> dict[str, list[Item]]:
    lanes = {style.lane: [i for i in shown if i.certainty == name] for name, style in theme.CERTAINTY.items()}
    return {name: lane for name, lane in lanes.items() if lane}


def _by_actor(shown: Sequence[Item]) -> dict[str, list[Item]]:
    """A lane for each who acts most; what did not happen stays apart from what they did."""
    happened = [i for i in shown if i.happened]
    often = Counter(i.actor for i in happened if i.actor)
    named = sorted(often, key=lambda name: (-often[name], name))[:MOST_ACTORS]
    lanes = {name: [i for i in happened if i.actor == name] for name in named}
    lanes[OTHERS] = [i for i in happened if i.actor and i.actor not in named]
    lanes[NOBODY] = [i for i in happened if not i.actor]
    lanes[REFUSED] = [i for i in shown if not i.happened]
    return {name: lane for name, lane in lanes.items() if lane}


def _inks(lanes: dict[str, list[Item]]) -> dict[str, str]:
    """A lane of one certainty is named in its ink."""
    inks = {style.lane: theme.ink(name) for name, style in theme.CERTAINTY.items()}
    return {name: inks.get(name, theme.TEXT) for name in lanes}
