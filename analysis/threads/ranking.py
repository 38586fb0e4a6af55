"""Rank the events of all articles in one order: tables → ranks. Ties are ties; what nothing places has no rank.

An event stands where its own article puts it: at its date, or so many steps after the last dated one there. One that
several articles tell stands at the latest place, in the time that they agree on, that one of them gives it. Undated
events of an article without any date cannot be placed among those of others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis import dates
from analysis.model import Instant

Place = tuple[Instant, int]
Thread = tuple[str, Instant | None, Instant | None]


def ranks(rows: Sequence[Any], own: Mapping[str, int], threads: Mapping[str, Thread]) -> dict[str, int]:
    """The rank of each row by id; `own` are those in its article, `threads` the thread of a row with its time.

    Rows have `id`, `document`, `published`, and their bounds in seconds as `first` and `last`.
    """
    documents: dict[str, list[Any]] = {}
    for row in rows:
        if row.id in own:
            documents.setdefault(row.document, []).append(row)
    places: dict[str, Place] = {}
    for told in documents.values():
        places |= _places(told, own, alone=len(documents) == 1)
    together: dict[str, list[str]] = {}
    for name in places:
        if name in threads:
            together.setdefault(threads[name][0], []).append(name)
    for members in together.values():
        _, start, end = threads[members[0]]
        places |= dict.fromkeys(members, _shared([places[m] for m in members], start, end))
    layers = {place: number for number, place in enumerate(sorted(set(places.values())))}
    return {name: layers[place] for name, place in places.items()}


def _places(told: Sequence[Any], own: Mapping[str, int], *, alone: bool) -> dict[str, Place]:
    """Where the rows of one article stand: an instant, and steps from it; growing with its own ranks."""
    layers: dict[int, list[Any]] = {}
    for row in told:
        layers.setdefault(own[row.id], []).append(row)
    starts = {rank: [r.first for r in rows if r.first is not None] for rank, rows in layers.items()}
    known = {rank: max(firsts) for rank, firsts in starts.items() if firsts}
    day = next((r.published for r in told if r.published is not None), None)
    if not known and day is None and not alone:
        return {}
    begun = known[min(known)] if known else dates.day_bounds(day)[0] if day is not None else 0
    found: dict[str, Place] = {}
    steps = -sum(1 for rank in layers if known and rank < min(known))
    instant = begun
    for rank in sorted(layers):
        if known.get(rank, instant) > instant:
            instant, steps = known[rank], 0
        found |= {row.id: (instant, steps) for row in layers[rank]}
        steps += 1
    return found


def _shared(places: Sequence[Place], start: Instant | None, end: Instant | None) -> Place:
    """The latest place within the time that the articles agree on; its beginning where none lies there."""
    if start is None:
        return max(places)
    inside = [place for place in places if start <= place[0] and (end is None or place[0] < end)]
    return max(inside, default=(start, 0))
