"""What an export tells of an event: Narrative → Entries, in order of time.

    entries(narrative)[0].when        # "June 2021", "by 7 Dec 2021", "no date"

An entry is a row of the timeline in words: when, how sure, who says so, in which sentence. Text is as the article has
it: each export escapes it for its own form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.drawing.items import Item, items
from analysis.drawing.lettering import UNSEEN
from analysis.drawing.naming import names
from analysis.narrative import Narrative

# How sure the text is, as it is said of an event; what it tells as having happened needs no word.
STANDING: Mapping[str, str] = {
    "asserted": "", "future": "planned", "alleged": "alleged", "denied": "denied", "negated": "did not happen",
    "conditional": "only if", "opinion": "believed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `start` and `end` are its half-open interval in seconds, None where open; both None: no date."""

    item: Item
    row: Any
    source: str

    @property
    def standing(self) -> str:
        """ "alleged by Washington", "planned"; empty for what the article itself tells as a fact."""
        word, holder = STANDING[self.item.certainty], self.item.holder
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


def _place(item: Item) -> tuple[int, int]:
    if not item.dated:
        return 0, 0
    start, end = item.start, item.end
    if start is None:
        assert end is not None
        return end, 0
    return start, 1 if end is None else 0
