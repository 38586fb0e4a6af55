"""Know what began before what: Narrative → for each article, events and which surely began earlier.

    known = precedence(narrative)["article"]
    known.earlier[i, j]                    # known.ids[i] began before known.ids[j]

It rests on dates and on the relations that the text states, never on habits of telling, which ranks also hold: of two
events that nothing sets apart, neither is earlier. Events are those of the timeline that are told as having happened,
planned or alleged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import dates
from analysis.drawing.wording import UNIT_SECONDS, when
from analysis.model import DCT, SUPPOSED, Instant
from analysis.model.points import POINTS, point_order

if TYPE_CHECKING:
    from analysis.narrative import Narrative

ORDERED = frozenset({"asserted", "future", "alleged"})
_EVER = 2**62
_CALENDAR = ("day", "week", "month", "quarter", "season", "year", "decade", "century")
Matrix = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bounds:
    """When an event lies: it begins from `start` on and before `begun`, and ends by `end`; in seconds."""

    start: Instant
    begun: Instant
    end: Instant
    said: str = ""
    outside: bool = False

    @property
    def dated(self) -> bool:
        return self.start > -_EVER or self.end < _EVER


@dataclass(frozen=True, slots=True, eq=False)
class Precedence:
    """`ids` in order of telling; `earlier[i, j]`: the first surely began before the second.

    `stated` is what the text says of two events, by (source, target): kind and evidence.
    """

    ids: tuple[str, ...]
    bounds: tuple[Bounds, ...]
    earlier: Matrix
    stated: Mapping[tuple[str, str], tuple[str, str]]

    def evidence(self, one: int, other: int) -> str:
        """Why `ids[one]` is known to have begun before `ids[other]`."""
        a, b = self.ids[one], self.ids[other]
        for pair in ((b, a), (a, b)):
            if pair in self.stated:
                kind, words = self.stated[pair]
                return f"{kind.lower().replace('_', ' ')}: {words}"
        first, second = self.bounds[one], self.bounds[other]
        if first.begun <= second.start:
            return f"by their dates: {first.said}, then {second.said}"
        return "it follows from other relations"


def precedence(narrative: Narrative, *, knowledge: bool = False) -> Mapping[str, Precedence]:
    """What is known of each article, by its id; `knowledge` also uses dates that are only known from outside."""
    table = narrative.timeline
    held = table[(table["kind"] == "event") & table["on_timeline"].astype(bool) & table["certainty"].isin(ORDERED)]
    stated = narrative.relations[~narrative.relations["basis"].isin(SUPPOSED)]
    links = dict(list(stated.groupby("document", sort=False)))
    found = {}
    for name, day in zip(narrative.documents["id"], narrative.documents["published"], strict=True):
        rows = held[held["document"] == name].sort_values(["telling", "id"])
        own = links[name] if name in links else stated.iloc[:0]
        found[name] = _known(rows, own, day if isinstance(day, str) else None, knowledge)
    return found


def surely(narrative: Narrative, *, knowledge: bool = False) -> set[tuple[str, str]]:
    """The pairs of ids of which the first surely began before the second."""
    pairs: set[tuple[str, str]] = set()
    for known in precedence(narrative, knowledge=knowledge).values():
        pairs |= {(known.ids[a], known.ids[b]) for a, b in zip(*known.earlier.nonzero(), strict=True)}
    return pairs


def bounds(row: Any, start: Instant | None, end: Instant | None, *, knowledge: bool = False) -> Bounds:
    """When a row of the timeline lies; an open end leaves the beginning within a unit of its precision."""
    precision, outside = row.precision, False
    known = row.known_edtf if knowledge and start is None and end is None else None
    if known and (interval := dates.edtf_bounds(known)) is not None:
        (start, end, precision, _), outside = interval, True
    begun = _EVER if start is None else start + UNIT_SECONDS[precision]
    if start is not None and precision in _CALENDAR:
        begun = dates.period(precision, start // dates.DAY)[1] * dates.DAY
    return Bounds(
        -_EVER if start is None else start, begun if end is None else end, _EVER if end is None else end,
        when(start, end, precision, zoned=bool(row.zone)), outside,
    )  # fmt: skip


def instants(column: pd.Series[Any]) -> list[Instant | None]:
    """A column of times in seconds since 1970; no date is None."""
    seconds = column.astype("datetime64[s]").astype("int64")
    return [None if missing else int(value) for value, missing in zip(seconds, column.isna(), strict=True)]


def _known(rows: pd.DataFrame, links: pd.DataFrame, day: str | None, knowledge: bool) -> Precedence:
    times = zip(rows.itertuples(), instants(rows["start"]), instants(rows["end"]), strict=True)
    placed = [bounds(row, start, end, knowledge=knowledge) for row, start, end in times]
    ids = tuple(rows["id"])
    if day is not None:  # one more interval, for what is told as before or after the day of publication
        start = dates.day_number(day) * dates.DAY
        placed.append(Bounds(start, start + dates.DAY, start + dates.DAY))
    names = {name: place for place, name in enumerate(ids)} | ({DCT: len(ids)} if day is not None else {})
    before, strictly = _by_dates(placed)
    stated: dict[tuple[str, str], tuple[str, str]] = {}
    for source, kind, target, words in zip(*(links[c] for c in ("source", "kind", "target", "evidence")), strict=True):
        if source in names and target in names and source != target and kind in POINTS:
            u, v = (2 * names[name] for name in (source, target))
            told = list(point_order(kind, (u, u + 1), (v, v + 1)))
            if not any(strictly[b, a] or (strict and before[b, a]) for a, b, strict in told):
                stated.setdefault((source, target), (kind, str(words)))
                for edge in told:
                    _add(before, strictly, *edge)
    n = len(ids)
    return Precedence(ids, tuple(placed[:n]), strictly[: 2 * n : 2, : 2 * n : 2], stated)


def _by_dates(placed: Sequence[Bounds]) -> tuple[Matrix, Matrix]:
    """Of all points (start and end of each, in turn): which is not after which, and which is before which."""
    start, begun, end = (np.array([getattr(b, name) for b in placed], dtype=np.int64) for name in
                         ("start", "begun", "end"))  # fmt: skip
    begins = (begun[:, None] <= start[None, :]) & (begun < _EVER)[:, None]
    ended = (end[:, None] <= start[None, :]) & (end < _EVER)[:, None]
    size = 2 * len(placed)
    strictly = np.zeros((size, size), dtype=bool)
    strictly[0::2, 0::2] = begins
    strictly[0::2, 1::2] = begins | np.eye(len(placed), dtype=bool)
    strictly[1::2, 1::2] = ended
    before = strictly | np.eye(size, dtype=bool)
    before[1::2, 0::2] |= ended
    return before, strictly


def _add(before: Matrix, strictly: Matrix, u: int, v: int, strict: bool) -> None:
    """One more edge, and all that follows from it."""
    if strictly[u, v] or not strict and before[u, v]:
        return
    from_v, surely_from_v = before[v].copy(), strictly[v].copy()
    to_u, surely_to_u = before[:, u].nonzero()[0], strictly[:, u].nonzero()[0]
    before[to_u] |= from_v
    strictly[to_u] |= from_v if strict else surely_from_v
    strictly[surely_to_u] |= from_v
