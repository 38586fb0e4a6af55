"""Rank events in layers: Events, Network → ranks. Ties are ties; what nothing places has no rank.

An event ranks by when it begins. One without a date ranks where the telling puts it (`Placement`), just before, level
with or just after another. Then all that the network knows is enforced: what is after something ranks above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.model import DCT, Event, Instant
from analysis.model.points import START
from analysis.relations.network import Network

RANKED = frozenset({"asserted", "future", "alleged"})
Key = tuple[Instant, int]  # where it begins, and how far it lies from there for no known time


def rank(events: Sequence[Event], network: Network, day: tuple[Instant, Instant] | None) -> Mapping[str, int]:
    """The layer of each event, by id; `day` is that of publication."""
    keys = _keys([e for e in events if e.certainty in RANKED], day)
    raised = _raised(keys, network)
    layers = {key: place for place, key in enumerate(sorted(set(raised.values())))}
    return {e.id: layers[raised[e.id]] for e in events if e.id in raised}


def _keys(events: Sequence[Event], day: tuple[Instant, Instant] | None) -> dict[str, Key]:
    """Where each begins, as far as its own date and its placement say; in order of telling, as placements look back.

    What a placement looks ahead to has a date of its own.
    """
    found = {e.id: key for e in events if (key := _dated(e)) is not None}
    for e in events:
        if e.placement is None:
            continue
        side = e.placement.side
        if e.placement.target == DCT and day is not None:
            found.setdefault(e.id, (day[side > 0], side))
        elif e.placement.target in found:
            instant, sub = found[e.placement.target]
            if e.id not in found or _holds(e, instant):
                found[e.id] = instant, sub + side
    return found


def _dated(event: Event) -> Key | None:
    moment = event.when.moment
    if moment is None or moment.start is None and (moment.end is None or event.when.expression is None):
        return None
    return (moment.start, 0) if moment.start is not None else (moment.end, -1)  # type: ignore[return-value]


def _holds(event: Event, instant: Instant) -> bool:
    """Some time in a day that the instant lies in: what goes on in a scene."""
    m = event.when.moment
    return m is not None and m.start is not None and m.end is not None and m.start <= instant < m.end


def _raised(keys: Mapping[str, Key], network: Network) -> Mapping[str, Key]:
    """The keys, raised until nothing ranks below what it comes after."""
    groups = network.groups
    where = {name: groups[network.points[name, START]] for name in keys if name in network}
    reached: dict[int, Key] = {}  # by group of equal points
    for name, group in where.items():
        reached[group] = max(reached.get(group, keys[name]), keys[name])
    for point in network.in_order():
        own = reached.get(groups[point])
        if own is None:
            continue
        for to, strictly, _ in network.out[point]:
            other = groups[to]
            if other != groups[point]:
                key = (own[0], own[1] + strictly)
                if other not in reached or reached[other] < key:
                    reached[other] = key
    return {name: reached[where[name]] if name in where else key for name, key in keys.items()}
