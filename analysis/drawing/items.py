"""Read the rows that a figure shows: Narrative → items.

    items(narrative)                 the events that are told as having a place on the timeline
    items(narrative, "quote")        all quotes

An item's date is what the text says; only on request (`knowledge`) is a row without one placed by outside knowledge,
and then `outside` is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import dates
from analysis.drawing import theme
from analysis.drawing.hover import COLUMNS, hover
from analysis.drawing.lettering import clean
from analysis.drawing.wording import UNIT_SECONDS, when
from analysis.model import Instant

if TYPE_CHECKING:
    from analysis.narrative import Narrative

ACTING = ("agent", "speaker")  # the roles of those who do something


@dataclass(frozen=True, slots=True)
class Item:
    """One row to draw. `start` and `end` are half-open; None is an open end, both None is no date.

    `actors` are who takes part, `places` where; `at` is the code point where the words stand in their article.
    """

    id: str
    kind: str
    document: str
    label: str
    certainty: str
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
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    holder: str | None = None
    stance: str | None = None
    quote: str = ""
    quote_kind: str | None = None
    same_as: str | None = None
    at: int = 0

    @property
    def actor(self) -> str | None:
        """Who is named first."""
        return self.actors[0] if self.actors else None

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


def items(
    narrative: Narrative,
    kind: str = "event",
    *,
    everything: bool = False,
    knowledge: bool = False,
    columns: int = COLUMNS,
) -> list[Item]:
    """The rows of a kind, article by article in order of telling; `columns` is the width of a hover text.

    Of events only those on the timeline, unless `everything` is asked for.
    """  # fmt: skip
    table = narrative.timeline
    shown = table[table["kind"] == kind]
    if kind == "event" and not everything:
        shown = shown[shown["on_timeline"].astype(bool)]
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
        id=row.id, kind=row.kind, document=row.document, label=clean(row.label) or clean(row.quote),
        certainty=row.certainty, zoned=bool(row.zone),
        start=start, end=end, precision=precision, holds=row.holds, approximate=approximate, outside=outside,
        telling=int(row.telling), rank=None if pd.isna(row.rank) else int(row.rank),
        hover=hover(row, date, why, columns=columns), actors=_actors(row.participants),
        places=_distinct(name for name, role, *_ in row.participants if role == "location"),
        holder=clean(row.holder) if row.holder else None, stance=row.stance, quote=clean(row.quote),
        quote_kind=row.quote_kind, same_as=row.same_as, at=int(row.span_start),
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


def _actors(participants: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Who takes part, those who act first; a place is an actor where it takes part ("Moscow denies"), a thing never."""
    found = [
        (name, role)
        for name, role, *rest in participants
        if role != "location" and rest[:1] not in (["thing"], ["event"])
    ]
    return _distinct(name for name, _ in sorted(found, key=lambda one: one[1] not in ACTING))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(clean, names) if name))
