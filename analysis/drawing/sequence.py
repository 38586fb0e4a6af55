"""Put items in order of time, under headings: items → the same in order, and the heading above each first one.

Chapters give the headings ("2014", "June 2021"); what has no date comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.drawing import theme
from analysis.drawing.canvas import Label
from analysis.drawing.chapters import Chapter, chapters
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, width
from analysis.drawing.wording import headings

UNDATED = "No date in the text"
MOST_CHAPTERS = 40


def in_time(shown: Sequence[Item]) -> tuple[list[Item], dict[str, str]]:
    """The items by their beginning, and headings by the id of the item they stand above."""
    groups = by_heading(shown)
    return [item for _, items in groups for item in items], {items[0].id: head for head, items in groups}


def by_heading(shown: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """The items of each heading."""
    dated = [item for item in shown if item.dated]
    parts = chapters([i.cell for i in dated], MOST_CHAPTERS)
    groups = [(headings(part.start, part.end)[0], items) for part, items in by_chapter(dated, parts)]
    if undated := [i for i in shown if not i.dated]:
        groups.append((UNDATED, undated))
    return groups


def by_chapter(dated: Sequence[Item], parts: Sequence[Chapter]) -> list[tuple[Chapter, list[Item]]]:
    """The items of each chapter in which any begins, in order of time."""
    own: list[list[Item]] = [[] for _ in parts]
    for item in sorted(dated, key=lambda i: (i.cell[0], i.cell[1], i.telling)):
        at = item.cell[0] if item.start is not None else item.cell[1] - 1
        own[next((i for i, part in enumerate(parts) if at < part.end), len(parts) - 1)].append(item)
    return [(part, items) for part, items in zip(parts, own, strict=True) if items]


def axis_names(named: Mapping[float, str], left: float, right: float, y: float) -> Iterator[Label]:
    """Names of places along an axis between `left` and `right`: the ends first, then what has room, each name once."""
    taken: list[tuple[float, float, str]] = []
    places = sorted(named)
    for x in dict.fromkeys([*places[:1], *places[-1:], *places]):
        words = named[x]
        half = width(words, theme.SMALL_SIZE) / 2
        middle = min(max(x, left + half), right - half)
        if middle - half < left - 0.5 or any(words == other for *_, other in taken):
            continue
        if all(middle - half > b + 8 or middle + half < a - 8 for a, b, _ in taken):
            taken.append((middle - half, middle + half, words))
            yield Label(middle, y, escape(words), "center", theme.SMALL_SIZE, theme.FAINT)
