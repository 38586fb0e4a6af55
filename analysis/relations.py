"""Order what is dated: Events → ranks and relations.

A rank is a layer: an event's rank is one more than the highest rank of those that end before it begins.
Events that may overlap are level; an event without a date, or with an open beginning, has no rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.layers import layers
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
    return layers(placed)
