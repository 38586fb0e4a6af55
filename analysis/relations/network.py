"""Keep one consistent account of what comes before what: Statements → Network.

    network = Network.of([Statement("a", "BEFORE", "b", 1), Statement("b", "BEFORE", "c", 2)])
    network.relation("a", "c")     # "BEFORE"

An interval is two points, its start before its end (`model.points`). The most reliable statements come in first; one
that contradicts them stays outside, with the statements that it contradicts. What follows is read off the paths: of
two points, one is before the other if a path leads there with a < on it. Nothing is known of points without a path.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.model.points import END, POINTS, START, point_order

Point = tuple[Hashable, int]  # of an interval its START or END
Edge = tuple[int, int, bool]  # from, to, strictly before it

# In which order a relation between two intervals is looked for; the first that holds is told.
_TOLD = ("SIMULTANEOUS", "BEFORE", "AFTER", "BEGINS", "BEGUN_BY", "ENDS", "ENDED_BY", "IS_INCLUDED", "INCLUDES")


@dataclass(frozen=True, slots=True)
class Statement:
    """One interval stands so to another. Of two that contradict each other, the lower `doubt` is believed."""

    source: Hashable
    kind: str
    target: Hashable
    doubt: int = 0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A statement that is kept aside, and those before it that say otherwise."""

    statement: Statement
    against: tuple[Statement, ...]


@dataclass
class Network:
    """Points and what is known of their order. Made by `of`; `widen` lets in what counts for less."""

    points: dict[Point, int] = field(default_factory=dict)
    out: list[list[tuple[int, bool, int]]] = field(default_factory=list)  # per point: (to, strictly, statement)
    statements: list[Statement] = field(default_factory=list)
    contradictions: tuple[Contradiction, ...] = ()

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Network:
        """All statements that agree, the least doubtful first; of equals the first. Cost: near-linear in them."""
        given = sorted(statements, key=lambda s: s.doubt)
        network = cls()
        for number, statement in enumerate(given):
            network._enter(statement, number)
        network.statements = given
        network._settle()
        return network

    def widen(self, sure: Sequence[Statement], habits: Sequence[Statement]) -> set[Statement]:
        """Let in more, of which `sure` agrees with what is there; the `habits` that stay outside.

        Where these contradict what is there or each other, none counts of all that hang together there: who is to
        blame is not worth the search. Cost: linear.
        """
        first = len(self.statements)
        self.statements += [*sure, *habits]
        for number, statement in enumerate(self.statements[first:], first):
            self._enter(statement, number)
        self._forget()
        first += len(sure)
        aside: set[int] = set()
        for points in self._circles():
            inside = set(points)
            aside.update(n for point in points for to, _, n in self.out[point] if n >= first and to in inside)
        if aside:
            self._leave(aside)
            self._forget()
        return {self.statements[number] for number in aside}

    def _forget(self) -> None:
        """What follows is worked out anew when it is next asked for."""
        for name in ("groups", "_later"):
            self.__dict__.pop(name, None)

    def _sides(self, interval: Hashable) -> tuple[int, int]:
        """The points of an interval, which stand side by side."""
        start = self.points.get((interval, START))
        if start is None:
            start = self.points[interval, START] = len(self.out)
            self.points[interval, END] = start + 1
            self.out += ([(start + 1, True, -1)], [])
        return start, start + 1

    def _edges(self, statement: Statement) -> Iterator[Edge]:
        return point_order(statement.kind, self._sides(statement.source), self._sides(statement.target))

    def _enter(self, statement: Statement, number: int) -> None:
        for one, other, strictly in self._edges(statement):
            self.out[one].append((other, strictly, number))

    def _leave(self, numbers: set[int]) -> None:
        self.out = [[edge for edge in edges if edge[2] not in numbers] for edges in self.out]

    # -- consistency ---------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Keep aside every statement that closes a circle with a < on it, the more doubtful after the less."""
        aside = {number for circle in self._circles() for number in self._culprits(circle)}
        if aside:
            self._leave(aside)
        found = []
        for number in sorted(aside):
            against = self._against(self.statements[number])
            if against is None:  # what it contradicted has been kept aside itself, for another circle
                self._enter(self.statements[number], number)
            else:
                found.append(Contradiction(self.statements[number], against))
        if aside:
            self._forget()
        self.contradictions = tuple(found)

    def _circles(self) -> list[list[int]]:
        """The groups of points that would be before themselves."""
        members: dict[int, list[int]] = {}
        broken: set[int] = set()
        for point, edges in enumerate(self.out):
            group = self.groups[point]
            members.setdefault(group, []).append(point)
            if any(strictly and self.groups[to] == group for to, strictly, _ in edges):
                broken.add(group)
        return [members[group] for group in sorted(broken)]

    def _culprits(self, points: Sequence[int]) -> Iterator[int]:
        """Of the statements among some points, each that contradicts those before it: by halving, as few do."""
        place = {point: number for number, point in enumerate(points)}
        inside = [[(place[to], s, n) for to, s, n in self.out[point] if to in place] for point in points]
        numbers = sorted({n for edges in inside for _, _, n in edges if n >= 0})
        aside: set[int] = set()

        def agrees(last: int) -> bool:
            out = [[edge for edge in edges if edge[2] <= last and edge[2] not in aside] for edges in inside]
            group = components(out)
            return not any(s and group[one] == group[to] for one, edges in enumerate(out) for to, s, _ in edges)

        low = 0
        while not agrees(numbers[-1]):
            high = len(numbers) - 1
            while low < high:  # the first one up to which all do not agree
                middle = (low + high) // 2
                low, high = (middle + 1, high) if agrees(numbers[middle]) else (low, middle)
            aside.add(numbers[low])
            yield numbers[low]

    def _against(self, statement: Statement) -> tuple[Statement, ...] | None:
        """The statements on a way by which `statement` would close a circle with a < on it; None if there is none."""
        for one, other, strictly in list(self._edges(statement)):
            way = self._way(other, one, strictly)
            if way is not None:
                return tuple(dict.fromkeys(self.statements[n] for n in way if n >= 0))
        return None

    def _way(self, start: int, goal: int, strictly: bool) -> list[int] | None:
        """The statements on a shortest way between two points, with a < on it unless `strictly` has one already."""
        first = (start, strictly)
        came: dict[tuple[int, bool], tuple[tuple[int, bool], int] | None] = {first: None}
        waiting = [first]
        for node in waiting:
            if node == (goal, True):
                way = []
                while (step := came[node]) is not None:
                    node, number = step
                    way.append(number)
                return way[::-1]
            for to, is_strict, number in self.out[node[0]]:
                following = (to, node[1] or is_strict)
                if following not in came:
                    came[following] = (node, number)
                    waiting.append(following)
        return None

    # -- what follows ----------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[int]:
        """The number of its group of equal points, by point; edges lead to lower numbers."""
        return components(self.out)

    @cached_property
    def _later(self) -> tuple[list[int], list[int]]:
        """For each group of equal points, as sets of bits: the groups not before it, and those surely after it."""
        group = self.groups
        count = max(group, default=-1) + 1
        onward: list[set[tuple[int, bool]]] = [set() for _ in range(count)]
        for point, edges in enumerate(self.out):
            onward[group[point]].update((group[to], strictly) for to, strictly, _ in edges if group[to] != group[point])
        reach, strict = [0] * count, [0] * count
        for this in range(count):  # groups are numbered from the last to the first
            near = far = 0
            for to, strictly in onward[this]:
                near |= reach[to] | 1 << to
                far |= reach[to] | 1 << to if strictly else strict[to]
            reach[this], strict[this] = near, far
        return reach, strict

    def __contains__(self, interval: Hashable) -> bool:
        return (interval, START) in self.points

    def _sign(self, one: Point, other: Point) -> str:
        """<, <=, =, >=, > or ? of two points that are there."""
        a, b = self.groups[self.points[one]], self.groups[self.points[other]]
        reach, strict = self._later
        if a == b:
            return "="
        if strict[a] >> b & 1:
            return "<"
        if strict[b] >> a & 1:
            return ">"
        return "<=" if reach[a] >> b & 1 else ">=" if reach[b] >> a & 1 else "?"

    def relation(self, source: Hashable, target: Hashable) -> str | None:
        """The TimeML relation that is known of two intervals, the closest one; None where nothing is."""
        if source not in self or target not in self:
            return None
        return next((kind for kind in _TOLD if self._holds(source, kind, target)), None)

    def _holds(self, source: Hashable, kind: str, target: Hashable) -> bool:
        allowed = {"<=": ("<", "<=", "="), ">=": (">", ">=", "=")}
        return all(self._sign((source, i), (target, j)) in allowed.get(sign, (sign,)) for i, sign, j in POINTS[kind])

    def in_order(self) -> list[int]:
        """The points, each after all that are not after it; equal ones side by side."""
        return sorted(range(len(self.out)), key=self.groups.__getitem__, reverse=True)


def components(out: Sequence[Sequence[tuple[int, bool, int]]]) -> list[int]:
    """The strongly connected component of each node, numbered so that edges lead to lower numbers (Tarjan 1972)."""
    found = [-1] * len(out)
    low, index = [0] * len(out), [-1] * len(out)
    stack: list[int] = []
    counter = count = 0
    for root in range(len(out)):
        if index[root] >= 0:
            continue
        work = [(root, iter(out[root]))]
        index[root] = low[root] = counter
        counter += 1
        stack.append(root)
        while work:
            node, edges = work[-1]
            for to, _, _ in edges:
                if index[to] < 0:
                    index[to] = low[to] = counter
                    counter += 1
                    stack.append(to)
                    work.append((to, iter(out[to])))
                    break
                if found[to] < 0:
                    low[node] = min(low[node], index[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    while True:
                        member = stack.pop()
                        found[member] = count
                        if member == node:
                            break
                    count += 1
    return found
