"""Rank events in layers: Events, Network → ranks. Ties are ties; what nothing places has no rank.

An event ranks by when it begins. One without a date ranks where the telling puts it (`Placement`), just before, level
with or just after another. Then all that the network knows is enforced: what is after something ranks above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.model import Event, Instant
from analysis.relations.network import START, Network

RANKED = frozenset({"asserted", "future", "alleged"})
Key = tuple[Instant, int]  # where it begins, and how far it lies from there for no known time


def rank(events: Sequence[Event], network: Network, day: tuple[Instant, Instant] | None) -> Mapping[str, int]:
    """The layer of each event, by id; `day` is that of publication."""
    keys = _keys([e for e in events if e.certainty in RANKED], day)
    raised = _raised(keys, network)
    layers = {key: place for place, key in enumerate(sorted(set(raised.values())))}
    return {e.id: layers[raised[e.id]] for e in events if e.id in raised}


def _keys(events: Sequence[Event], day: tuple[Instant, Instant] | None) -> dict[str, Key]:
    """Where each begins, as far as its own date and its placement say; in order of telling, as placements look back."""
    found = {e.id: key for e in events if (key := _dated(e)) is not None}
    for e in events:
        if e.placement is None:
            continue
        side = e.placement.side
        if e.placement.target == "DCT" and day is not None:
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
    names = {network.points[name, START]: name for name in keys if name in network}
    lowest: dict[int, Key] = {}  # by group of equal points
    for point in network.in_order():
        group = network.group(point)
        if point in names:
            lowest[group] = max(lowest.get(group, keys[names[point]]), keys[names[point]])
    reached: dict[int, Key] = {}
    for point in network.in_order():
        group = network.group(point)
        own = max((k for k in (lowest.get(group), reached.get(group)) if k is not None), default=None)
        if own is None:
            continue
        reached[group] = own
        for to, strictly, _ in network.out[point]:
            if network.group(to) != group:
                key = (own[0], own[1] + strictly)
                reached[network.group(to)] = max(reached.get(network.group(to), key), key)
    found = dict(keys)
    for point, name in names.items():
        found[name] = max(keys[name], reached[network.group(point)])
    return found
