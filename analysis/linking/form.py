"""Let a person correct the chosen row: fields, a button → one call of `write`.

    form = CorrectionForm(write, now, author="Ann")
    form.turn_to(row)          # what the row says now stands greyed in the empty fields

An empty field changes nothing. Who corrects and why has to be told; the time is asked of `now`.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from analysis.drawing import theme
from analysis.drawing.lettering import clean
from analysis.errors import AnalysisError

Write = Callable[..., object]
WIDE = {"width": "32em", "max_width": "98%"}
AS_IT_IS, DATES = "as it is", "EDTF: 2021-12-07, 2021-12; or none"


class CorrectionForm:
    """`write` is called with the row's id, `author`, `time`, `reason`, and what was changed."""

    def __init__(self, write: Write, now: Callable[[], str], *, author: str = "") -> None:
        self._write, self._now, self._id = write, now, ""
        self.date = _text("Date", DATES)
        self.label = _text("Label")
        standings = [(AS_IT_IS, ""), *((style.word, name) for name, style in theme.CERTAINTY.items())]
        self.certainty = widgets.Dropdown(options=standings, value="", description="Standing", layout=WIDE)
        self.hide = widgets.Checkbox(description="Hide this row", value=False)
        self.reason = _text("Reason", "why: it is kept with the correction")
        self.author = _text("Author", "who corrects", author)
        self.button = widgets.Button(description="Write correction", button_style="primary", disabled=True)
        self.answer = widgets.HTML()
        self.button.on_click(lambda _: self.submit())
        fields = [self.date, self.label, self.certainty, self.hide, self.reason, self.author, self.button, self.answer]
        self.widget = widgets.VBox(fields)

    def turn_to(self, row: Any) -> None:
        """The row to correct: a row of the timeline, or None for none."""
        self._id = "" if row is None else str(row.id)
        self.button.disabled = row is None
        self.date.placeholder = f"{row.edtf}; or none" if row is not None and row.edtf else DATES
        self.label.placeholder = "" if row is None else clean(row.label)
        self.date.value = self.label.value = self.certainty.value = self.reason.value = ""
        self.hide.value = False
        self.answer.value = ""

    def submit(self) -> None:
        """Write the correction, and say what came of it."""
        self.answer.value = html.escape(self._outcome())

    def _outcome(self) -> str:
        changes: dict[str, object] = {
            name: field.value.strip()
            for name, field in (("date", self.date), ("label", self.label), ("certainty", self.certainty))
            if field.value.strip()
        }
        if self.hide.value:
            changes["hide"] = True
        if not self._id:
            return "Choose a row first."
        if not changes:
            return "Nothing is changed yet: fill in a date, a label or a standing, or hide the row."
        if missing := [f.description.lower() for f in (self.reason, self.author) if not f.value.strip()]:
            return f"A correction needs its {' and '.join(missing)}."
        told = {"author": self.author.value.strip(), "time": self._now(), "reason": self.reason.value.strip()}
        try:
            self._write(self._id, **told, **changes)
        except AnalysisError as err:
            return f"Not written: {err}"
        for field in (self.date, self.label, self.certainty, self.reason):
            field.value = ""
        self.hide.value = False
        return f"Written: {', '.join(changes)}. Build again to see it in the timeline."


def _text(name: str, hint: str = "", value: str = "") -> widgets.Text:
    return widgets.Text(value=value, placeholder=hint, description=name, layout=WIDE)
