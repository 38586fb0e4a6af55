"""What an export tells of an event: Narrative → Entries, in order of time.

    entries(narrative)[0].when        # "June 2021", "by 7 Dec 2021", "no date"

An entry is a row of the timeline in words: when, how sure, who says so, in which sentence. Text is as the article has
it: each export escapes it for its own form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import UNSEEN
from analysis.drawing.naming import names
from analysis.drawing.wording import when
from analysis.narrative import Narrative

# How sure the text is, as it is said of an event; what it tells as having happened needs no word.
STANDING: Mapping[str, str] = {
    "asserted": "", "future": "planned", "alleged": "alleged", "denied": "denied", "negated": "did not happen",
    "conditional": "only if", "opinion": "believed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: `item` has its date and who takes part, `row` is its row, `source` what its article is called."""

    item: Item
    row: Any
    source: str

    @property
    def when(self) -> str:
        """The date, each end as fine as it is known: "2014 – 7 Dec 2021", "June 2021 (some time within)"."""
        item = self.item
        said = _said(self.row.edtf, item.approximate) or item.when
        some = item.start is not None and item.end is not None and item.end - item.start > DAY
        return f"{said} (some time within)" if some and item.holds == "within" else said

    @property
    def holder(self) -> str | None:
        """Who says so, if the article names anybody."""
        return named(self.item.holder)

    @property
    def standing(self) -> str:
        """ "alleged by Washington", "planned"; empty for what the article itself tells as a fact."""
        word, holder = STANDING[self.item.certainty], self.holder
        if not word:
            return f"according to {holder}" if holder else ""
        by = "by" if self.item.certainty in ("alleged", "denied", "opinion") else "according to"
        return f"{word} {by} {holder}" if holder else word

    @property
    def headline(self) -> str:
        """The label, with how sure it is in front where it is no fact."""
        word = STANDING[self.item.certainty]
        return f"{word[:1].upper()}{word[1:]}: {self.item.label}" if word else self.item.label

    @property
    def sentence(self) -> tuple[str, str, str]:
        """The sentence before the words, the words, and what comes after them; without characters that are not seen."""
        start, end = self.row.span_start - self.row.sentence_start, self.row.span_end - self.row.sentence_start
        whole = self.row.sentence
        before, words, after = (UNSEEN.sub("", part) for part in (whole[:start], whole[start:end], whole[end:]))
        return before, words, after

    @property
    def why(self) -> str:
        """Why it has this date, or none."""
        return " ".join(str(self.row.reason).split())


def entries(narrative: Narrative) -> list[Entry]:
    """The events of the timeline: by their beginning (or end, where that is open), then as told; undated ones last."""
    rows = {row.id: row for row in narrative.timeline.itertuples()}
    sources = names(narrative)
    found = [Entry(item, rows[item.id], sources[item.document]) for item in items(narrative)]
    return sorted(found, key=lambda e: (not e.item.dated, *_place(e.item)))


def named(holder: str | None) -> str | None:
    """A holder's name; None for the article itself and for somebody whom it does not name."""
    return None if holder == "unspecified" else holder


def _said(edtf: object, approximate: bool) -> str:
    """In words, an EDTF interval whose ends are not equally fine; empty for any other."""
    halves = edtf.split("/") if isinstance(edtf, str) else []
    ends = [found for half in halves if (found := dates.edtf_bounds(half))]
    if len(ends) != 2 or ends[0][2] == ends[1][2]:
        return ""
    first, last = (when(start, end, precision) for start, end, precision, _ in ends)
    return f"{'about ' if approximate else ''}{first} – {last}"


def _place(item: Item) -> tuple[int, int]:
    if not item.dated:
        return 0, 0
    start, end = item.start, item.end
    if start is None:
        assert end is not None
        return end, 0
    return start, 1 if end is None else 0
