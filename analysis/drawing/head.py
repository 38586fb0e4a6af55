"""Set the words over a figure: title, subtitle, key → primitives and the height they take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.drawing import theme
from analysis.drawing.canvas import Canvas, Label, Primitive
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, wrap
from analysis.drawing.marks import key

LEFT = 14.0
_TITLE_LINE, _LINE = 24.0, 17.0
Key = Callable[[Sequence[Item], float, float, float], tuple[list[Primitive], float]]


def head(
    title: str, subtitle: str, shown: Sequence[Item], width: float, *, explain: Key = key
) -> tuple[str, list[Primitive], float]:
    """The title in Plotly's markup, the primitives under it, and where the figure proper can begin."""
    room = width - 2 * LEFT
    titles = wrap(title, room, 3, theme.TITLE_SIZE, bold=True)
    y = 12 + _TITLE_LINE * len(titles)
    drawn: list[Primitive] = []
    for line in wrap(subtitle, room, 5, theme.LABEL_SIZE):
        drawn.append(Label(LEFT, y + _LINE / 2, escape(line), "left", theme.LABEL_SIZE, theme.FAINT))
        y += _LINE
    explained, height = explain(shown, LEFT, y + 4, width - LEFT)
    return "<br>".join(f"<b>{escape(line)}</b>" for line in titles), drawn + explained, y + 4 + height


def nothing(title: str, width: float, words: str = "The text puts no event on the timeline.") -> Canvas:
    """A figure that has nothing to draw says so."""
    text, drawn, y = head(title, words, [], width)
    return Canvas(width, y + 40, text, drawn)
