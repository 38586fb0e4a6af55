"""Gather tellings into threads: Tellings → groups of two articles or more.

Only tellings of one family with a name or noun in common are compared, and of those, sorted by time, each with the few
that come next (the sorted-neighbourhood method: Hernández and Stolfo 1995), so that work grows with the number of
articles, not with its square. The best pairs join first; a group takes in nothing that contradicts what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.model import Instant
from analysis.threads.matching import (
    APART,
    BESIDE,
    ENOUGH,
    NOT_SO,
    Bounds,
    denied_until,
    gap,
    overlap,
    points,
    retold,
    told_from,
)
from analysis.threads.telling import Telling, in_order

NEAR = 3  # sentences, counted among those that tell anything, within which a story is one
ROUNDS = 3
WINDOW = 16  # tellings after it in time with which each is compared, for each word that it shares with them


Pair = tuple[float, Telling, Telling]


def groups(found: Sequence[Telling]) -> list[list[Telling]]:
    """The threads: each the tellings of one event by at least two articles; in order of publication.

    In rounds: what one round joins is evidence in the next for what stands beside it.
    """
    listed = list(in_order(found))
    pairs = list(_pairs(listed))
    joined = _joined(listed, [pair for pair in pairs if pair[0] >= ENOUGH])
    for _ in range(ROUNDS - 1):
        stories = _stories(listed, joined)
        raised = ((worth + BESIDE * bool(stories[a.key] & stories[b.key]), a, b) for worth, a, b in pairs)
        joined = _joined(listed, [pair for pair in raised if pair[0] >= ENOUGH])
    return _with_headings(joined, listed)


def _joined(listed: Sequence[Telling], pairs: Sequence[Pair]) -> list[list[Telling]]:
    homes = {t.key: Home.of(t) for t in listed}
    for _, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1].key, pair[2].key)):
        one, other = homes[a.key], homes[b.key]
        if one is not other and one.takes(other):
            if len(one.tellings) < len(other.tellings):
                one, other = other, one
            one.add(other)
            homes.update(dict.fromkeys((t.key for t in other.tellings), one))
    seen: dict[int, Home] = {id(homes[t.key]): homes[t.key] for t in listed}
    shared = [list(in_order(home.tellings)) for home in seen.values()]
    return [group for group in shared if len({t.document for t in group}) > 1]


def _with_headings(found: list[list[Telling]], listed: Sequence[Telling]) -> list[list[Telling]]:
    """The groups, with the headlines that tell the same as the body of their article, if only one can be meant."""
    taken = {t.key for group in found for t in group}
    bodies: dict[tuple[str, str], dict[int, Telling]] = {}
    for number, group in enumerate(found):
        for t in group:
            bodies.setdefault((t.document, t.family), {}).setdefault(number, t)
    for t in listed:
        if t.heading and t.key not in taken:
            told = bodies.get((t.document, t.family), {})
            meant = [number for number in told if any(retold(t, b) for b in found[number] if b.document == t.document)]
            if len(meant) == 1:
                found[meant[0]].append(t)
    return [list(in_order(group)) for group in found]


def _stories(listed: Sequence[Telling], found: Sequence[Sequence[Telling]]) -> dict[str, frozenset[int]]:
    """The threads told within `NEAR` sentences of each telling, its own apart."""
    home = {t.key: number for number, group in enumerate(found) for t in group}
    places: dict[str, list[tuple[int, int]]] = {}  # by document: sentence, thread
    sentences: dict[str, dict[str, int]] = {}
    for t in sorted(listed, key=lambda t: (t.document, t.start)):
        order = sentences.setdefault(t.document, {})
        place = order.setdefault(t.sentence, len(order))
        if t.key in home:
            places.setdefault(t.document, []).append((place, home[t.key]))
    stories = {}
    for t in listed:
        own, place = home.get(t.key), sentences[t.document][t.sentence]
        near = (thread for at, thread in places.get(t.document, ()) if abs(at - place) <= NEAR)
        stories[t.key] = frozenset(thread for thread in near if thread != own)
    return stories


@dataclass(eq=False)
class Home:
    """A thread that grows: the time that all of its tellings leave it, the time that any of them fills, and denials."""

    tellings: list[Telling]
    shared: Bounds
    hull: Bounds
    begun: Instant | None
    denied: Instant | None

    @classmethod
    def of(cls, t: Telling) -> Home:
        return cls([t], t.room, t.room, told_from(t), denied_until(t))

    def takes(self, other: Home) -> bool:
        """Do two groups agree in time, and is what one article tells of them twice the same?"""
        begun, denied = _latest(self.begun, other.begun), _earliest(self.denied, other.denied)
        if not self._agrees(other) or begun is not None and denied is not None and begun >= denied:
            return False
        documents = {t.document for t in self.tellings} & {t.document for t in other.tellings}
        mine, theirs = ([t for t in home.tellings if t.document in documents] for home in (self, other))
        return all(_retells(a, b) for a in mine for b in theirs if a.document == b.document)

    def _agrees(self, other: Home) -> bool:
        if overlap(self.shared, other.shared):
            return True
        once = self.tellings[0].once and other.tellings[0].once
        return once and gap(self.hull, other.hull) <= APART

    def add(self, other: Home) -> None:
        self.tellings += other.tellings
        self.shared = _latest(self.shared[0], other.shared[0]), _earliest(self.shared[1], other.shared[1])
        self.hull = _earliest(self.hull[0], other.hull[0]), _latest(self.hull[1], other.hull[1])
        self.begun, self.denied = _latest(self.begun, other.begun), _earliest(self.denied, other.denied)


def _retells(a: Telling, b: Telling) -> bool:
    """Does one article tell one event twice? In its headline, as claim and denial, else only by the same words."""
    worth = points(a, b)
    enough = ENOUGH - BESIDE if (a.certainty in NOT_SO) != (b.certainty in NOT_SO) else ENOUGH
    return worth is not None and (a.heading or b.heading or worth >= enough)


def _latest(a: Instant | None, b: Instant | None) -> Instant | None:
    return max((x for x in (a, b) if x is not None), default=None)


def _earliest(a: Instant | None, b: Instant | None) -> Instant | None:
    return min((x for x in (a, b) if x is not None), default=None)


def _pairs(listed: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs of tellings of two articles that share enough, or would beside a shared story; each once."""
    blocks: dict[tuple[str, str], list[Telling]] = {}
    for t in listed:
        for word in sorted({w for name in t.names for w in name} | t.heads | t.around | t.places):
            blocks.setdefault((t.family, word), []).append(t)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        block.sort(key=_when)
        for place, a in enumerate(block):
            for b in block[place + 1 : place + 1 + WINDOW]:
                pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
                if a.document == b.document or pair in seen:
                    continue
                seen.add(pair)
                worth = points(a, b)
                if worth is not None and worth >= ENOUGH - BESIDE:
                    yield (worth, a, b) if a.key < b.key else (worth, b, a)


def _when(t: Telling) -> tuple[int, str]:
    """Where a telling lies in time: its date, else the day of its article."""
    first, last = t.bounds
    known = first if t.dated else (t.published or 0) * 86_400 if t.published is not None else last
    return known if known is not None else 0, t.key
