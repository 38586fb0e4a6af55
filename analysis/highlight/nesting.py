"""Nest marks that overlap: marks → opening, words and closing, in the order in which they are written.

    "a [b {c] d}" is written  a [b {c}] {d}: what crosses is closed and opened again, what nests stays whole

A mark that was cut says so at both sides of the cut, so that it can be drawn as one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """The code points `start` up to `end` of an article, what they are (a role of `style.ROLES`), and in words."""

    start: int
    end: int
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class Open:
    """`mark` begins here; with `cut`, it goes on here."""

    mark: Mark
    depth: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Words:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Close:
    """`mark` ends here; with `cut`, it goes on after this."""

    mark: Mark
    cut: bool


def nested(marks: Iterable[Mark], start: int, end: int) -> Iterator[Open | Words | Close]:
    """The code points `start` to `end` with their marks, properly nested. A mark beyond them is clipped."""
    inside = [replace(m, start=max(m.start, start), end=min(m.end, end)) for m in marks]
    beginning: dict[int, list[Mark]] = {}
    for mark in dict.fromkeys(m for m in inside if m.start < m.end):
        beginning.setdefault(mark.start, []).append(mark)
    ends = {m.end for at in beginning.values() for m in at}
    stack: list[Mark] = []
    for here, following in pairwise(sorted({start, end, *beginning, *ends})):
        going_on = yield from _close(stack, here)
        for mark in sorted([*going_on, *beginning.get(here, ())], key=lambda m: (-m.end, m.start)):
            yield Open(mark, len(stack), cut=mark.start < here)
            stack.append(mark)
        yield Words(here, following)
    yield from _close(stack, end)


def _close(stack: list[Mark], here: int) -> Generator[Close, None, list[Mark]]:
    """Close the marks that end `here`, and those within them; returns what has to be opened again."""
    lowest = next((place for place, mark in enumerate(stack) if mark.end <= here), len(stack))
    closing = stack[lowest:]
    del stack[lowest:]
    for mark in reversed(closing):
        yield Close(mark, cut=mark.end > here)
    return [mark for mark in closing if mark.end > here]
