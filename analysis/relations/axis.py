"""Lay the dates of events on one axis: Events → Axis, Statements about their order.

    Monday, and some time in June  → the instants at which days and months begin and end, in order

The stretches between neighbouring instants are intervals like any other, so that dates and what words say of the order
are judged by the same rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.model import Event, Instant
from analysis.relations.network import Statement

AXIS = "axis"
Stretch = tuple[str, int]  # AXIS, and the number of the instant that it begins with


@dataclass(frozen=True, slots=True)
class Axis:
    """All instants that bound an event, in order, and the bounds of each event by id."""

    instants: tuple[Instant, ...]
    bounds: Mapping[str, tuple[Instant | None, Instant | None]]

    @classmethod
    def of(cls, events: Sequence[Event], others: Mapping[str, tuple[Instant | None, Instant | None]]) -> Axis:
        """Of `events` and of `others`, by id: the day of writing."""
        told = {e.id: (e.when.moment.start, e.when.moment.end) for e in events if e.when.moment is not None}
        bounds = {**told, **others}
        return cls(tuple(sorted({t for pair in bounds.values() for t in pair if t is not None})), bounds)

    def stretch(self, instant: Instant) -> Stretch:
        """The one that begins with `instant`."""
        return AXIS, bisect_left(self.instants, instant)

    def statements(self, doubts: Mapping[str, int]) -> Iterator[Statement]:
        """That instants follow each other, and where each event lies; `doubts` of the dates by event."""
        for number in range(-1, len(self.instants) - 1):  # the first and the last stretch are open
            yield Statement((AXIS, number), "IBEFORE", (AXIS, number + 1))
        for name, (start, end) in self.bounds.items():
            if start is not None:
                yield Statement(name, "NOT_BEFORE", self.stretch(start), doubts[name])
            if end is not None:
                _, number = self.stretch(end)
                yield Statement(name, "NOT_AFTER", (AXIS, number - 1), doubts[name])
