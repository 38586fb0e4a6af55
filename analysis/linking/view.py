"""Link a figure, its rows and the article: Narrative → widget.

    view = linked(narrative, "lanes")
    view.choose("e1")          # what a click on a mark or on a row does
    view.sentence              # the chosen row's words in their sentence

What is chosen stands in one place, `view.table.chosen`; the figure, the article and the form follow it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import plotly.graph_objects as go

from analysis.errors import UnknownName
from analysis.highlight import Highlights
from analysis.linking import pages, places
from analysis.linking.form import CorrectionForm
from analysis.linking.pane import Pane, pane

if TYPE_CHECKING:
    from analysis.narrative import Narrative

HINT = "Click a mark of the figure or a row of the table; in the table the arrow keys move on."
OUTLINE = "chosen"  # name of the trace around the chosen marks


class View:
    """The linked view. `figure`, `table`, `article` and `form` are its parts, `widget` is the whole."""

    def __init__(self, narrative: Narrative, drawn: go.Figure, form: CorrectionForm | None) -> None:
        self.narrative, self.drawn, self.form = narrative, drawn, form
        self._rows = {str(row.id): row for row in narrative.timeline.itertuples()}
        self._places = places.find(drawn, self._rows)
        self.figure = _figure(drawn)
        self.table: Pane = pane(pages.table(narrative, self._places.boxes), name="Rows of the timeline", **_HALF)
        self.article: Pane = pane(pages.article(narrative, None), name="The article", **_HALF)
        self.status = widgets.HTML(HINT)
        self.widget = self._laid_out()
        for number in self._places.traces:
            self.figure.data[number].on_click(self._clicked)
        self.table.observe(self._follow, "chosen")

    @property
    def chosen(self) -> str | None:
        """The id of the chosen row."""
        return self.table.chosen or None

    @property
    def sentence(self) -> Highlights:
        """The chosen row's words in their sentence. Raises `UnknownName` while none is chosen."""
        return pages.sentence(self.narrative, self.table.chosen)

    def choose(self, id: str | None) -> None:
        """Choose a row, or none. Raises `UnknownName` for an id that the timeline does not have."""
        if id and id not in self._rows:
            raise UnknownName(f"there is no row {id[:40]!r} in the timeline: see the column `id`")
        self.table.chosen = id or ""

    def _clicked(self, _: Any, points: Any, __: Any) -> None:
        """The row of a mark; of a mark that stands for several, the next one at each click."""
        for point in points.point_inds:
            ids = self._places.at(points.trace_index, point)
            if ids:
                at = ids.index(self.table.chosen) + 1 if self.table.chosen in ids else 0
                self.choose(ids[at % len(ids)])
                return

    def _follow(self, change: Any) -> None:
        row = change["new"]
        if row and row not in self._rows:  # a browser may send anything
            self.table.chosen = ""
            return
        xs, ys = self._places.outline(row)
        with self.figure.batch_update():
            self.figure.data[-1].x, self.figure.data[-1].y = xs, ys
        self.table.top = round(min((y for y in ys if y is not None), default=-1))
        self.article.page = pages.article(self.narrative, row)
        self.status.value = self._said(row)
        if self.form:
            self.form.turn_to(self._rows.get(row))

    def _said(self, id: str) -> str:
        if not id:
            return HINT
        shared = next((ids for ids in self._places.ids.values() if id in ids and len(ids) > 1), ())
        if id not in self._places.boxes:
            return "This figure has no mark for the chosen row."
        if shared:
            return f"A mark of this row stands for {len(shared)} rows: click it again for the next one."
        return HINT

    def _laid_out(self) -> widgets.VBox:
        figure = widgets.Box([self.figure], layout={"overflow": "auto", "flex": "0 0 auto"})
        panes = widgets.Box([self.table, self.article], layout={"display": "flex", "flex_flow": "row wrap"})
        form = []
        if self.form:
            form = [widgets.Accordion([self.form.widget], titles=("Correct the chosen row",))]
        whole = widgets.VBox([figure, self.status, panes, *form])
        figure.add_class("tl-figure")
        whole.add_class("tl-linked")
        return whole

    def __repr__(self) -> str:
        return f"Linked view of {len(self._rows)} rows"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The widget, and the figure as it was drawn for viewers without a kernel."""
        still = self.drawn._repr_mimebundle_() or {}
        return {**still, **self.widget._repr_mimebundle_(), "text/plain": repr(self)}


_HALF = {"flex": "1 1 26em", "width": "auto", "min_width": "0"}


def _figure(drawn: go.Figure) -> go.FigureWidget:
    """The figure with a last trace: the line around what is chosen, nowhere as yet."""
    figure = go.FigureWidget(drawn)
    figure.layout.template = None
    ink = drawn.layout.font.color
    figure.add_trace(
        go.Scatter(x=[], y=[], mode="lines", line={"color": ink, "width": 2.5}, hoverinfo="skip", name=OUTLINE)
    )
    return figure


def linked(
    narrative: Narrative, drawn: go.Figure, *, write: Callable[..., object] | None = None,
    add: Callable[..., object] | None = None, now: Callable[[], str], author: str = "",
) -> View:  # fmt: skip
    """The linked view of a figure drawn from the narrative; with `write` and `add`, a form to correct it."""
    if write is None or add is None:
        return View(narrative, drawn, None)
    return View(narrative, drawn, CorrectionForm(narrative, write, add, now, author=author))


def clock() -> str:
    """The present time, UTC: of a correction, when a person makes it. Nothing else here asks the clock."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
