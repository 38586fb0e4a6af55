"""Draw the figures of the page: Narrative → plates, each figure in three widths, and what it says in words.

A plate is drawn on light paper without its title, which the page gives; the page's script puts in the colours of dark
paper. A hover text stands once, however many figures show it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis import album, catalogue
from analysis.drawing import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.narrative import Narrative

WIDTHS = (1000, 700, album.PHONE)  # pixels: a desk, a tablet or a sheet of paper, a phone
FIRST = ("lanes", "story_order", "claims", "quotes")  # the figures that open the page; then those of the catalogue
HEADINGS = {
    "lanes": "What happened when", "story_order": "The order of telling", "claims": "Who claims what",
    "quotes": "Who speaks", "actors": "Who takes part", "calendar": "By the calendar", "density": "How many events",
    "certainty": "How sure the text is",
}  # fmt: skip
_TITLE, _LINE = 24, 17  # heights of a line, as in `analysis.drawing.head`
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plate:
    """A figure: its heading on the page, what it is of, its forms from wide to narrow, and the rows in it."""

    name: str
    heading: str
    says: str
    forms: tuple[Spec, ...]
    ids: tuple[str, ...]


def plates(narrative: Narrative) -> tuple[list[Plate], list[str]]:
    """The plates in the order of the page, and the hover texts that their areas name by number."""
    drawn = {width: album.drawn(narrative, width=width) for width in WIDTHS}
    order = [name for name in FIRST if name in drawn[WIDTHS[0]]]
    order += [name for name in catalogue.names("figures") if name not in order]
    hovers: dict[str, int] = {}
    found = []
    for name in order:
        figures = [drawn[width][name] for width in WIDTHS]
        ids = dict.fromkeys(row for area, _ in _areas(figures[0].to_dict()) for row in area.split())
        says = _says(figures[0])
        forms = tuple(_form(figure, hovers) for figure in figures)
        heading = HEADINGS.get(name, name.replace("_", " ").capitalize())
        found.append(Plate(name, heading, says, forms, tuple(ids)))
    return found, list(hovers)


def dark_colours() -> dict[str, str]:
    """The colour on dark paper for each one on light paper."""
    return {colour: theme.DARK[role] for role, colour in theme.LIGHT.items()}


def _areas(spec: Spec) -> Iterator[tuple[str, str]]:
    for trace in spec["data"]:
        yield from trace.get("customdata", ())


def _form(figure: go.Figure, hovers: dict[str, int]) -> Spec:
    """The figure without its title, and with numbers for hover texts."""
    spec: Spec = figure.to_dict()
    layout = dict(spec["layout"])
    cut = _TITLE * _titles(layout) + 2
    bottom = layout["yaxis"]["range"][0]
    layout |= {"height": bottom - cut, "yaxis": layout["yaxis"] | {"range": [bottom, cut]}}
    del layout["title"]
    data = []
    for trace in spec["data"]:
        if "customdata" in trace:
            numbered = [[row, hovers.setdefault(said, len(hovers))] for row, said in trace["customdata"]]
            trace = trace | {"customdata": numbered}
        data.append(trace)
    return {"width": layout.pop("width"), "data": data, "layout": layout}


def _titles(layout: Spec) -> int:
    text: str = layout["title"]["text"]
    return text.count("<br>") + 1


def _says(figure: go.Figure) -> str:
    """Title and subtitle: what a figure shows, for those who do not see it."""
    spec: Spec = figure.to_dict()
    lines = [spec["layout"]["title"]["text"].replace("<br>", " ")]
    y = 12 + _TITLE * _titles(spec["layout"]) + _LINE / 2
    for trace in spec["data"]:
        if trace.get("mode") == "text" and trace.get("textposition") == "middle right":
            lines += _under(trace["y"], trace["text"], y)
    title, *subtitle = (html.unescape(re.sub(r"<[^>]*>", "", line)) for line in lines)
    return f"{title}. {' '.join(subtitle)}".strip()


def _under(ys: Sequence[float], texts: Sequence[str], y: float) -> Iterator[str]:
    """The subtitle's lines: those that follow each other at their distance right under the title."""
    for at, text in zip(ys, texts, strict=True):
        if abs(at - y) > 0.2:
            return
        yield text
        y += _LINE
