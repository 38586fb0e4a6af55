"""Let a person correct the chosen row: fields, a button → one call of `write`, or of `add` for a new row.

    form = CorrectionForm(narrative, write, add, now, author="Ann")
    form.turn_to(row)          # what the row says now stands greyed in the empty fields

An empty field changes nothing. Who corrects and why has to be told; the time is asked of `now`. Hiding a row, making it
one with another, splitting off a mention and adding a row are done one at a time, without other changes.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from analysis.drawing import theme
from analysis.drawing.lettering import clean
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from analysis.narrative import Narrative

Write = Callable[..., object]
WIDE = {"width": "32em", "max_width": "98%"}
AS_IT_IS, NO, DATES = "as it is", "no", "EDTF: 2021-12-07, 2021-12; or none"
PEOPLE = "Ann Lee=agent; Bo Chen=patient"
MOST = 500  # rows to choose from


class CorrectionForm:
    """`write` is called with the row's id, `add` with an article and a span; both with who, when, why and what."""

    def __init__(
        self, narrative: Narrative, write: Write, add: Write, now: Callable[[], str], *, author: str = ""
    ) -> None:
        self._write, self._add, self._now, self._row = write, add, now, None
        self._texts = dict(zip(narrative.documents["id"], narrative.documents["text"], strict=True))
        self._events = narrative.timeline[narrative.timeline["kind"] == "event"]
        self.date = _text("Date", DATES)
        self.label = _text("Label")
        standings = [(AS_IT_IS, ""), *((style.word, name) for name, style in theme.CERTAINTY.items())]
        self.certainty = widgets.Dropdown(options=standings, value="", description="Standing", layout=WIDE)
        self.holder = _text("Says so", "whose word it is; none for the article itself")
        self.people = _text("People", PEOPLE)
        self.hide = widgets.Checkbox(description="Hide this row", value=False)
        self.merge_into = widgets.Dropdown(options=[(NO, "")], value="", description="Is one with", layout=WIDE)
        self.split = widgets.Dropdown(options=[(NO, "")], value="", description="Split off", layout=WIDE)
        self.words = _text("New row on", "other words of this article, as they stand in it; give a label too")
        self.reason = _text("Reason", "why: it is kept with the correction")
        self.author = _text("Author", "who corrects", author)
        self.button = widgets.Button(description="Write correction", button_style="primary", disabled=True)
        self.answer = widgets.HTML()
        self.button.on_click(lambda _: self.submit())
        self._fields = {"date": self.date, "label": self.label, "certainty": self.certainty, "holder": self.holder}
        self.widget = widgets.VBox([
            *self._fields.values(), self.people, self.hide, self.merge_into, self.split, self.words, self.reason,
            self.author, self.button, self.answer,
        ])  # fmt: skip

    def turn_to(self, row: Any) -> None:
        """The row to correct: a row of the timeline, or None for none."""
        self._row = row
        self.button.disabled = row is None
        self.date.placeholder = f"{row.edtf}; or none" if row is not None and row.edtf else DATES
        self.label.placeholder = "" if row is None else clean(row.label)
        self.holder.placeholder = clean(row.holder) if row is not None and row.holder else "the article itself"
        told = "; ".join(f"{name}={role}" for name, role, *_ in row.participants) if row is not None else ""
        self.people.placeholder = clean(told) or PEOPLE
        self.merge_into.options = [(NO, ""), *self._others(row)]
        self.split.options = [(NO, ""), *self._mentions(row)]
        self._empty()
        self.answer.value = ""

    def _others(self, row: Any) -> list[tuple[str, str]]:
        """The other events of the article, in order of telling."""
        if row is None or row.kind != "event":
            return []
        own = self._events[(self._events["document"] == row.document) & (self._events["id"] != row.id)]
        return [(clean(label)[:80], name) for label, name in zip(own["label"], own["id"], strict=True)][:MOST]

    def _mentions(self, row: Any) -> list[tuple[str, tuple[int, int]]]:
        """The other words that tell the event, with a few around them."""
        if row is None:
            return []
        text = self._texts[row.document]
        return [(clean(text[max(0, a - 30) : b + 30]), (a, b)) for a, b, *_ in row.mentions]

    def _empty(self) -> None:
        for field in (*self._fields.values(), self.people, self.words, self.reason, self.merge_into, self.split):
            field.value = ""
        self.hide.value = False

    def submit(self) -> None:
        """Write the correction, and say what came of it."""
        self.answer.value = html.escape(self._outcome())

    def _outcome(self) -> str:
        if self._row is None:
            return "Choose a row first."
        try:
            changes = self._changes()
            span = self._span() if self.words.value.strip() else None
        except ValueError as err:
            return str(err)
        if not changes and span is None:
            return "Nothing is changed yet: fill in a date, a label or a standing, or hide the row."
        if missing := [f.description.lower() for f in (self.reason, self.author) if not f.value.strip()]:
            return f"A correction needs its {' and '.join(missing)}."
        told = {"author": self.author.value.strip(), "time": self._now(), "reason": self.reason.value.strip()}
        try:
            if span is not None:
                self._add(self._row.document, span, **told, **({"label": self.words.value.strip()} | changes))
            else:
                self._write(str(self._row.id), **told, **changes)
        except AnalysisError as err:
            return f"Not written: {err}"
        self._empty()
        what = "a new row" if span is not None else ", ".join(changes).replace("_", " ")
        return f"Written: {what}. Build again to see it in the timeline."

    def _changes(self) -> dict[str, object]:
        """What the fields say. Raises `ValueError` with what to do for people that cannot be read."""
        changes: dict[str, object] = {n: f.value.strip() for n, f in self._fields.items() if f.value.strip()}
        if str(changes.get("holder", "")).casefold() == "none":
            changes["holder"] = None
        if self.people.value.strip():
            pairs = [part.rpartition("=") for part in self.people.value.split(";") if part.strip()]
            if not all(name.strip() and role.strip() for name, _, role in pairs):
                raise ValueError(f"Write people as {PEOPLE}.")
            changes["people"] = [(name.strip(), role.strip()) for name, _, role in pairs]
        if self.hide.value:
            changes["hide"] = True
        return changes | {n: f.value for n, f in (("merge_into", self.merge_into), ("split", self.split)) if f.value}

    def _span(self) -> tuple[int, int]:
        """Where the words of a new row stand. Raises `ValueError` unless that is in one place of the article."""
        assert self._row is not None
        text, words = self._texts[self._row.document], self.words.value.strip()
        if (times := text.count(words)) != 1:
            raise ValueError(f"“{words}” stands {times} times in the article: give words that stand there once.")
        return text.index(words), text.index(words) + len(words)


def _text(name: str, hint: str = "", value: str = "") -> widgets.Text:
    return widgets.Text(value=value, placeholder=hint, description=name, layout=WIDE)
