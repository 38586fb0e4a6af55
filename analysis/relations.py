"""Order what is dated: Events → ranks and relations.

A rank is a layer: an event's rank is one more than the highest rank of those that end before it begins.
Events that may overlap are level; an event without a date, or with an open beginning, has no rank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from analysis.model import Event, Relation

RANKED = frozenset({"asserted", "future", "alleged"})


def relate(events: Sequence[Event]) -> tuple[Relation, ...]:
    """Which expression includes which event, as TimeML links."""
    return tuple(
        Relation(e.id, e.when.expression, "IS_INCLUDED", e.when.reason) for e in events if e.when.expression is not None
    )


def rank(events: Sequence[Event]) -> Mapping[str, int]:
    """Layers of the events that the timeline shows, by id; those without a beginning are left out."""
    placed = []
    for event in events:
        moment = event.when.moment
        if event.on_timeline and event.certainty in RANKED and moment is not None and moment.start is not None:
            placed.append((moment.start, moment.end, event.id))
    return _layers(placed)


def _layers(placed: Sequence[tuple[int, int | None, str]]) -> Mapping[str, int]:
    """Sweep by start; `ends` holds closed intervals so far by end, `best` the highest rank among those."""
    out: dict[str, int] = {}
    waiting = sorted((end, start, name) for start, end, name in placed if end is not None)
    ends: list[int] = []
    best: list[int] = []
    taken = 0
    for start, _, name in sorted(placed, key=lambda p: (p[0], p[2])):
        while taken < len(waiting) and waiting[taken][0] <= start:
            end, _, earlier = waiting[taken]
            ends.append(end)
            best.append(max(out[earlier], best[-1] if best else 0))
            taken += 1
        place = bisect_right(ends, start)
        out[name] = best[place - 1] + 1 if place else 0
    return out
