"""Measure the order of the telling against the order of what happened: Text → values, and its anachronies.

An inversion is a pair of events told in the one order that surely happened in the other. What nothing sets apart is
never inverted, and an event without a place in time is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise

import numpy as np

from analysis.measures.told import Text, Told, Value
from analysis.precedence import Bounds

_KNOWN = 2**61  # bounds beyond are open


@dataclass(frozen=True, slots=True)
class Anachrony:
    """A stretch of the telling that leaves the first narrative: `kind` is "analepsis" or "prolepsis".

    `reach` is how far from the event `departure`, at which it leaves, `extent` how much time it covers; each as
    (at least, at most) in seconds, None where nothing bounds it.
    """

    kind: str
    events: tuple[Told, ...]
    departure: Told
    reach: tuple[int | None, int | None]
    extent: tuple[int | None, int | None]


def order(text: Text) -> Iterator[Value]:
    """The values of the family "order"."""
    placed = text.placed
    known, inverted = pairs(text)
    steps, back = _steps(text)
    value = partial(Value, left_out=len(text.timeline) - len(placed), outside=sum(e.bounds.outside for e in placed))
    yield value("pairs whose order is known", known, len(placed))
    yield value("inversions", inverted, known)
    yield value("inversions, normalised", inverted / known if known else None, known)
    yield value("non-linearity", _footrule(placed), len(placed))
    yield value("steps back", back, steps)
    found = anachronies(text)
    for kind in ("analepsis", "prolepsis"):
        own = [a for a in found if a.kind == kind]
        told = sum(len(a.events) for a in own)
        plural = "analepses" if kind == "analepsis" else "prolepses"
        yield value(plural, len(own), len(placed))
        yield value(f"events in {plural}", told / len(placed) if placed else None, len(placed))
        for of, side in (("at least", 0), ("at most", 1)):
            yield value(f"farthest reach of {plural}", _longest([a.reach for a in own], side), len(own), of=of)
        for of, side in (("at least", 0), ("at most", 1)):
            yield value(f"longest extent of {plural}", _longest([a.extent for a in own], side), len(own), of=of)


def pairs(text: Text) -> tuple[int, int]:
    """How many pairs of placed events have a known order, and how many of them are told in the other."""
    at = _at(text, text.placed)
    earlier = text.known.earlier[np.ix_(at, at)]
    told_first = np.triu(np.ones(earlier.shape, dtype=bool), 1)
    return int(earlier.sum()), int((earlier & told_first.T).sum())


def anachronies(text: Text) -> list[Anachrony]:
    """What is told after what it surely came before (analepsis), or before what it surely came after (prolepsis).

    The first narrative (Genette's récit premier) is the longest run of events whose layers never fall, without what is
    planned; of several the one that is told first. Only what stands outside it, and is surely earlier than an event of
    it that was told before, or surely later than one that is told after, is an anachrony; neighbours of one kind are
    one.
    """
    placed = text.placed
    main = _first_narrative(placed)
    earlier = text.known.earlier
    at = dict(zip((e.id for e in placed), _at(text, placed), strict=True))
    marked: list[tuple[str, Told, Told | None]] = []
    for place, e in enumerate(placed):
        before = [placed[i] for i in main if i < place and earlier[at[e.id], at[placed[i].id]]]
        after = [placed[i] for i in main if i > place and earlier[at[placed[i].id], at[e.id]]]
        if place in main or not (before or after):
            marked.append(("", e, None))
        else:
            marked.append(("analepsis", e, before[-1]) if before else ("prolepsis", e, after[0]))
    found = []
    for kind, group in groupby(marked, lambda one: one[0]):
        own = list(group)
        if kind and own[0][2] is not None:
            found.append(_anachrony(kind, [e for _, e, _ in own], own[0][2]))
    return found


def _first_narrative(placed: Sequence[Told]) -> set[int]:
    """The places of the longest run of events whose layers never fall (patience sorting, Fredman 1975).

    Where anything is told as having happened, what is only planned does not belong to it.
    """
    places = [n for n, e in enumerate(placed) if e.certainty != "future"] or list(range(len(placed)))
    ranks = [rank for n in places if (rank := placed[n].rank) is not None]
    ends: list[float] = []
    longest = [0] * len(ranks)  # of the runs that begin here
    for place in reversed(range(len(ranks))):
        at = bisect_right(ends, -ranks[place])
        ends[at : at + 1] = [-ranks[place]]
        longest[place] = at + 1
    found: set[int] = set()
    wanted, least = len(ends), float("-inf")
    for place, rank, length in zip(places, ranks, longest, strict=True):
        if length == wanted and rank >= least:
            found.add(place)
            wanted, least = wanted - 1, rank
    return found


def _anachrony(kind: str, events: Sequence[Told], departure: Told) -> Anachrony:
    sides = [_apart(e.bounds, departure.bounds) if kind == "analepsis" else _apart(departure.bounds, e.bounds)
             for e in events]  # fmt: skip
    dated = [e.bounds for e in events if e.bounds.dated]
    return Anachrony(
        kind, tuple(events), departure,
        (_longest(sides, 0), _longest(sides, 1)),
        _extent(dated) if len(dated) == len(events) else (_extent(dated)[0], None),
    )  # fmt: skip


def _apart(first: Bounds, second: Bounds) -> tuple[int | None, int | None]:
    """How long the first began before the second: at least, at most."""
    least = second.start - first.begun if abs(second.start) < _KNOWN and first.begun < _KNOWN else None
    most = second.begun - first.start if abs(first.start) < _KNOWN and second.begun < _KNOWN else None
    return max(0, least) if least is not None else None, most


def _extent(events: Sequence[Bounds]) -> tuple[int | None, int | None]:
    if not events:
        return None, None
    first, last = min(b.start for b in events), max(b.end for b in events)
    least = max(b.start for b in events) - min(b.begun for b in events)
    return (max(0, least) if abs(least) < _KNOWN else 0), last - first if first > -_KNOWN and last < _KNOWN else None


def _longest(sides: Sequence[tuple[int | None, int | None]], side: int) -> int | None:
    """The greatest of the lower bounds (0), or of the upper ones (1): None if one of those is not known."""
    found = [bound for one in sides if (bound := one[side]) is not None]
    return max(found, default=None) if side == 0 or len(found) == len(sides) else None


def _footrule(placed: Sequence[Told]) -> float | None:
    """How far events are told from their place in the story, on the whole, of the most that is possible.

    Ties are told in order, whatever their order.
    """
    ranks = [e.rank for e in placed if e.rank is not None]
    told = range(len(ranks))
    story = {place: n for n, place in enumerate(sorted(told, key=lambda i: (ranks[i], i)))}
    worst = {place: n for n, place in enumerate(sorted(told, key=lambda i: (-ranks[i], i)))}
    most = sum(abs(story[i] - worst[i]) for i in told)
    return sum(abs(story[i] - i) for i in told) / most if most else None


def _steps(text: Text) -> tuple[int, int]:
    """The steps from one placed event to the next told, and how many of them surely go back in time."""
    at = _at(text, text.placed)
    back = sum(bool(text.known.earlier[new, old]) for old, new in pairwise(at))
    return max(0, len(at) - 1), back


def _at(text: Text, events: Sequence[Told]) -> list[int]:
    places = {name: place for place, name in enumerate(text.known.ids)}
    return [places[e.id] for e in events]
