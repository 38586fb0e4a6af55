"""Read the rows that a figure shows: Narrative → items, title, subtitle.

An item is a row of the timeline that is told as an event with a place on it. Its date is what the text says; only
on request (`knowledge`) is a row without one placed by outside knowledge, and then `outside` is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import dates
from analysis.dates import DAY
from analysis.drawing import theme
from analysis.drawing.hover import COLUMNS, hover
from analysis.drawing.lettering import clean
from analysis.drawing.wording import CLOCK, UNIT_SECONDS, when
from analysis.model import Instant

if TYPE_CHECKING:
    from analysis.narrative import Narrative


@dataclass(frozen=True, slots=True)
class Item:
    """One event to draw. `start` and `end` are half-open; None is an open end, both None is no date."""

    id: str
    document: str
    label: str
    certainty: str
    actor: str | None
    start: Instant | None
    end: Instant | None
    precision: str
    holds: str
    approximate: bool
    zoned: bool
    outside: bool
    telling: int
    rank: int | None
    hover: str

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def happened(self) -> bool:
        """False for what is denied or told as not having happened: it must not look like an event."""
        return self.certainty not in theme.NOT_SO

    @property
    def instant(self) -> bool:
        return self.start is not None and self.end is not None and self.end - self.start <= 60

    @property
    def cell(self) -> tuple[Instant, Instant]:
        """The stretch of the axis that a dated item needs: an open end counts one unit of its precision."""
        unit = UNIT_SECONDS[self.precision]
        if self.start is None:
            assert self.end is not None
            return self.end - unit, self.end
        return self.start, self.start + unit if self.end is None else self.end

    @property
    def when(self) -> str:
        said = when(self.start, self.end, self.precision, zoned=self.zoned)
        return f"about {said}" if self.approximate and self.dated else said


def items(narrative: Narrative, *, knowledge: bool = False, columns: int = COLUMNS) -> list[Item]:
    """The events on the timeline, article by article in order of telling; `columns` is the width of a hover text."""
    table = narrative.timeline
    shown = table[(table["kind"] == "event") & table["on_timeline"].astype(bool)]
    starts, ends = (_instants(shown[name]) for name in ("start", "end"))
    rows = zip(shown.itertuples(), starts, ends, strict=True)
    places = {document: place for place, document in enumerate(narrative.documents["id"])}
    return sorted(
        (_item(*row, knowledge, columns) for row in rows), key=lambda i: (places[i.document], i.telling, i.id)
    )


def _instants(column: pd.Series[Any]) -> list[Instant | None]:
    seconds = column.astype("datetime64[s]").astype("int64")  # not by way of Timestamp, which pads no year
    return [None if missing else int(value) for value, missing in zip(seconds, column.isna(), strict=True)]


def _item(row: Any, start: Instant | None, end: Instant | None, knowledge: bool, columns: int) -> Item:
    known = dates.edtf_bounds(row.known_edtf) if row.known_edtf and start is None and end is None else None
    outside = knowledge and known is not None
    precision, approximate = row.precision, bool(row.approximate)
    why = row.reason
    if outside and known is not None:
        start, end, precision, approximate = known
        why = f"not said by the article; {row.known_event} ({row.known_edtf}), from outside knowledge"
    date = _said(row, start, end, precision, outside)
    return Item(
        id=row.id, document=row.document, label=clean(row.label) or clean(row.quote),
        certainty=row.certainty, actor=_actor(row.participants), zoned=bool(row.zone),
        start=start, end=end, precision=precision, holds=row.holds, approximate=approximate, outside=outside,
        telling=int(row.telling), rank=None if pd.isna(row.rank) else int(row.rank),
        hover=hover(row, date, why, columns=columns),
    )  # fmt: skip


def _said(row: Any, start: Instant | None, end: Instant | None, precision: str, outside: bool) -> str:
    """The date in words, with its EDTF form and how it is meant."""
    if start is None and end is None:
        return "none"
    edtf = row.known_edtf if outside else row.edtf
    meant = "all of it" if row.holds == "throughout" else "some time within"
    short = start is not None and end is not None and end - start <= 60
    about = "about " if row.approximate else ""
    return (
        about
        + when(start, end, precision, zoned=bool(row.zone))
        + ("" if short else f" ({meant})")
        + (f", EDTF {edtf}" if edtf else "")
    )


def _actor(participants: Sequence[tuple[Any, ...]]) -> str | None:
    names = [clean(name) for name, role, *_ in participants if role == "agent"] or [
        clean(name) for name, *_ in participants
    ]
    return names[0] if names else None


# -- words over the figure -----------------------------------------------------------------------


def title(narrative: Narrative, what: str = "Timeline of") -> str:
    """A title from the documents."""
    documents = narrative.documents
    if len(documents) == 0:
        return f"{what} nothing"
    if len(documents) > 1:
        return f"{what} {len(documents)} articles"
    first = documents.iloc[0]
    named = clean(first["title"] or "") if isinstance(first["title"], str) else ""
    return f"{what} “{named}”" if named else f"{what} {clean(str(first['id']))}"


def names(narrative: Narrative) -> dict[str, str]:
    """What each article is called: its title, or else its id."""
    rows = zip(narrative.documents["id"], narrative.documents["title"], strict=True)
    return {name: (clean(title) if isinstance(title, str) else "") or clean(str(name)) for name, title in rows}


def subtitle(narrative: Narrative, shown: Sequence[Item]) -> str:
    """When the article was published and how that is known, and what the figure holds."""
    documents = narrative.documents
    undated = sum(not item.dated for item in shown)
    parts = [_published(documents.iloc[0])] if len(documents) == 1 else []
    parts.append(
        f"{len(shown)} event{'' if len(shown) == 1 else 's'}" + (f", {undated} without a date" if undated else "")
    )
    clocks = {item.zoned for item in shown if item.precision in CLOCK and item.dated}
    if True in clocks:
        parts.append("clock times in UTC" + (" where their zone is told" if False in clocks else ""))
    return " · ".join(parts)


def _published(document: pd.Series[Any]) -> str:
    if isinstance(document["published"], str):
        day = dates.day_number(document["published"]) * DAY
        return f"published {when(day, day + DAY, 'day')} ({'given' if document['given'] else 'inferred from the text'})"
    if isinstance(document["earliest"], str) and isinstance(document["latest"], str):
        return f"published between {document['earliest']} and {document['latest']} (inferred from the text)"
    return "publication date unknown"
