"""Read off the network between which instants an event must lie: Network, Axis → bounds by id.

    "then the outbreak of a conflict", after an annexation of 2014   → not before 2014

Only dates and words of time count here; the forms of verbs, which are habits of telling, give no bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from analysis.model import Instant
from analysis.model.points import END, START
from analysis.relations.axis import AXIS, Axis
from analysis.relations.network import Network

Bounds = tuple[Instant | None, Instant | None]


def limits(names: Iterable[str], network: Network, axis: Axis, doubt: int) -> Mapping[str, Bounds]:
    """What relations no more doubtful than `doubt` add to the dates of `names`; where they add nothing, no entry."""
    groups = network.groups
    low: dict[int, Instant] = {}
    high: dict[int, Instant] = {}
    for (name, side), point in network.points.items():
        if isinstance(name, tuple) and name[0] == AXIS and 0 <= name[1] + side < len(axis.instants):
            low[groups[point]] = high[groups[point]] = axis.instants[name[1] + side]
    trusted = [
        (groups[one], groups[to])
        for one, edges in enumerate(network.out)
        for to, _, number in edges
        if number < 0 or network.statements[number].doubt <= doubt
    ]
    _spread(((one, to) for one, to in sorted(trusted, key=lambda edge: -edge[0])), low, max)
    _spread(((to, one) for one, to in sorted(trusted, key=lambda edge: edge[1])), high, min)
    found = {}
    for name in names:
        if name in network:
            start, end = axis.bounds.get(name, (None, None))
            first = low.get(groups[network.points[name, START]]) if start is None else None
            last = high.get(groups[network.points[name, END]]) if end is None else None
            if first is not None or last is not None:
                found[name] = first, last
    return found


def _spread(
    edges: Iterable[tuple[int, int]], known: dict[int, Instant], better: Callable[[Instant, Instant], Instant]
) -> None:
    """Carry what is known along the edges, which come in the order of their beginnings."""
    for one, to in edges:
        if one != to and one in known:
            known[to] = better(known.get(to, known[one]), known[one])
