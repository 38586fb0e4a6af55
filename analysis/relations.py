"""Order what is told: Events → relations and ranks.

    "phoned them after the call", the call dated to 15:07 → the call ranks before the phoning

Ranks are layers of beginnings: an event ranks above all that surely ended before it began, by their dates or by what
the text says of them. What is not told apart is level. A link that contradicts the dates is left out of the ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis import dates
from analysis.model import Event, Moment, Relation

RANKED = frozenset({"asserted", "future", "alleged"})
_ROUNDS = 64  # layers that one round of raising may still have to pass on
_CALENDAR = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "season": "season", "year": "year",
             "decade": "decade", "century": "century"}  # fmt: skip
Edge = tuple[str, str, str]  # source, kind, target


def relate(events: Sequence[Event]) -> tuple[Relation, ...]:
    """Which expression includes which event, and how events stand to each other, as TimeML links."""
    dated = (
        Relation(e.id, e.when.expression, "IS_INCLUDED", e.when.reason) for e in events if e.when.expression is not None
    )
    linked = (Relation(e.id, link.target, link.kind, link.evidence) for e in events for link in e.links)
    return tuple(dict.fromkeys((*dated, *linked)))


def rank(events: Sequence[Event]) -> Mapping[str, int]:
    """Layers of the events that the timeline shows, by id; those that nothing places are left out."""
    shown = {e.id: e for e in events if e.on_timeline and e.certainty in RANKED}
    bounds = {name: found for name, e in shown.items() if (found := _bounds(e.when.moment)) is not None}
    edges = _consistent(
        [(e.id, link.kind, link.target) for e in shown.values() for link in e.links if link.target in shown], bounds
    )
    placed = set(bounds) | {source for source, kind, target in edges if kind == "AFTER" and target in bounds}
    start = _layers(placed, bounds, [edge for edge in edges if edge[0] in placed and edge[2] in placed])
    dense = {layer: place for place, layer in enumerate(sorted(set(start.values())))}
    return {e.id: dense[start[e.id]] for e in events if e.id in start}


def _bounds(moment: Moment | None) -> tuple[int, int] | None:
    """Where an event lies for ranking; one without an end is ranked by its beginning, in the unit that is known."""
    if moment is None or moment.start is None:
        return None
    if moment.end is not None:
        return moment.start, moment.end
    unit = _CALENDAR.get(moment.precision)
    if unit is None:
        return moment.start, moment.start + 1
    return moment.start, dates.period(unit, moment.start // 86_400)[1] * 86_400  # type: ignore[arg-type]


def _consistent(edges: Sequence[Edge], bounds: Mapping[str, tuple[int, int]]) -> list[Edge]:
    """The edges that neither the dates nor the edges before them contradict."""
    after: dict[str, set[str]] = {}
    kept: list[Edge] = []
    for source, kind, target in edges:
        first, second = (source, target) if kind == "BEFORE" else (target, source)
        told = bounds.get(first), bounds.get(second)
        apart = told[0] is not None and told[1] is not None and told[1][1] <= told[0][0]
        if kind in ("AFTER", "BEFORE"):
            if apart or _reaches(second, first, after):
                continue
            after.setdefault(first, set()).add(second)
        elif apart or told[0] is not None and told[1] is not None and told[0][1] <= told[1][0]:
            continue  # told as of one time, dated to two
        kept.append((source, kind, target))
    return kept


def _reaches(start: str, goal: str, after: Mapping[str, set[str]]) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        waiting += (new := after.get(node, set()) - seen)
        seen |= new
    return False


def _layers(placed: set[str], bounds: Mapping[str, tuple[int, int]], edges: Sequence[Edge]) -> Mapping[str, int]:
    """The layer of each beginning: raised until every date and every edge is satisfied."""
    start, end = dict.fromkeys(sorted(placed), 0), dict.fromkeys(placed, 1)
    by_start = sorted((bounds[name][0], name) for name in placed & set(bounds))
    by_end = sorted((bounds[name][1], name) for name in placed & set(bounds))
    for _ in range(_ROUNDS):
        before = dict(start), dict(end)
        _raise_by_dates(by_start, by_end, start, end)
        for left, low, right, high, step in (c for edge in edges for c in _constraints(*edge, start, end)):
            right[high] = max(right[high], left[low] + step)
        for name in start:
            end[name] = max(end[name], start[name] + 1)
        if (start, end) == before:
            break
    return start


def _raise_by_dates(
    by_start: Sequence[tuple[int, str]], by_end: Sequence[tuple[int, str]], start: dict[str, int], end: dict[str, int]
) -> None:
    """What begins when or after others have ended lies above them; one sweep over the time axis."""
    highest, taken = -1, 0
    for instant, name in by_start:
        while taken < len(by_end) and by_end[taken][0] <= instant:
            highest = max(highest, end[by_end[taken][1]])
            taken += 1
        start[name] = max(start[name], highest + 1)
        end[name] = max(end[name], start[name] + 1)


Layers = dict[str, int]


def _constraints(
    source: str, kind: str, target: str, start: Layers, end: Layers
) -> Iterator[tuple[Layers, str, Layers, str, int]]:
    """What a relation says of the four points: (this, of whom) + step is at most (that, of whom)."""
    match kind:
        case "AFTER":
            yield end, target, start, source, 1
        case "BEFORE":
            yield end, source, start, target, 1
        case "SIMULTANEOUS":
            yield start, source, start, target, 0
            yield start, target, start, source, 0
        case "BEGINS":
            yield start, target, start, source, 0
            yield start, source, start, target, 0
            yield end, source, end, target, 0
        case "ENDS":
            yield start, target, start, source, 1
            yield end, source, end, target, 0
        case "IS_INCLUDED":
            yield start, target, start, source, 1
            yield end, source, end, target, 1
        case "INCLUDES":
            yield start, source, start, target, 1
            yield end, target, end, source, 1
