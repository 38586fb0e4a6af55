"""Draw the figures of the page: Narrative → plates, each figure in three widths, and what it says in words.

A plate is drawn on light paper without its title, which the page gives; the page's script puts in the colours of dark
paper. A hover text stands once, however many figures show it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
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


def plates(narrative: Narrative) -> tuple[list[Plate], list[Plate], list[str]]:
    """The plates in the order of the page, the timeline of each of several articles, and the hover texts."""
    drawn = {width: album.drawn(narrative, width=width) for width in WIDTHS}
    order = [name for name in FIRST if name in drawn[WIDTHS[0]]]
    order += [name for name in catalogue.names("figures") if name not in order]
    hovers: dict[str, int] = {}
    found = [_plate(name, name, [drawn[width][name] for width in WIDTHS], hovers) for name in order]
    single = []
    if len(narrative.documents) > 1:
        draw = catalogue.module("figures", FIRST[0]).draw
        for number, document in enumerate(narrative.documents["id"], 1):
            own = only(narrative, document)
            forms = [draw(own, width=width) for width in WIDTHS]
            single.append(_plate(f"{FIRST[0]}-{number}", FIRST[0], forms, hovers))
    return found, single, list(hovers)


def only(narrative: Narrative, document: str) -> Narrative:
    """One article of several: every table that names its articles, without the rows of the others."""
    tables = {field.name: getattr(narrative, field.name) for field in fields(narrative)}
    named = {name: "id" if name == "documents" else "document" for name in tables}
    return replace(
        narrative,
        **{name: table[table[named[name]] == document] for name, table in tables.items() if named[name] in table},
    )


def _plate(name: str, kind: str, figures: Sequence[go.Figure], hovers: dict[str, int]) -> Plate:
    ids = dict.fromkeys(row for area, _ in _areas(figures[0].to_dict()) for row in area.split())
    heading = HEADINGS.get(kind, kind.replace("_", " ").capitalize())
    return Plate(name, heading, _says(figures[0]), tuple(_form(figure, hovers) for figure in figures), tuple(ids))


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
