"""Know of each row what the page says of it: Narrative → facts, by id, in order of telling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.drawing import theme
from analysis.drawing.items import Item, items
from analysis.drawing.marks import voiced
from analysis.schema import KINDS

if TYPE_CHECKING:
    from analysis.narrative import Narrative


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the timeline: `item` as the figures show it, `row` with all its columns."""

    item: Item
    row: Any

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def label(self) -> str:
        return self.item.label

    @property
    def when(self) -> str:
        return self.item.when if self.item.dated else "no date"

    @property
    def standing(self) -> str:
        """How sure the text is of it; a quote is certain as words, and says nothing of what they claim."""
        return "quoted" if self.item.kind == "quote" else theme.CERTAINTY[voiced(self.item)].word

    @property
    def holder(self) -> str:
        """Who says so."""
        nobody = "nobody named" if self.item.kind == "quote" else "the article itself"
        return {None: nobody, "unspecified": "somebody not named"}.get(self.item.holder) or str(self.item.holder)


Facts = dict[str, Fact]


def facts(narrative: Narrative) -> Facts:
    """Every row, article by article in order of telling."""
    rows = {row.id: row for row in narrative.timeline.itertuples()}
    places = {document: place for place, document in enumerate(narrative.documents["id"])}
    found = [item for kind in KINDS for item in items(narrative, kind, everything=True)]
    found.sort(key=lambda item: (places[item.document], item.telling, item.id))
    return {item.id: Fact(item, rows[item.id]) for item in found}
