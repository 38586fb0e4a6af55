"""Lay the timeline out downwards, for narrow screens: items → Canvas.

One column in order of time, chapters as headings; the mark stands left of its label, and under the label its date
and standing. The same events as `wide`, and the same marks, turned.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.drawing import theme
from analysis.drawing.canvas import Box, Canvas, Hit, Label, Primitive, Rule
from analysis.drawing.chapters import Chapter, chapters
from analysis.drawing.head import head
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, shorten, wrap
from analysis.drawing.marks import is_point, mark, undated
from analysis.drawing.wording import headings

RAIL, WORDS, RIGHT = 26.0, 46.0, 12.0
LINE, SMALL, PAD, HEADING = 16.0, 14.0, 6.0, 30.0
MOST_CHAPTERS = 40


def downward(title: str, subtitle: str, items: Sequence[Item], size: float) -> Canvas:
    """The timeline in one column, `size` pixels wide."""
    text, drawn, y = head(title, subtitle, items, size)
    y += 8
    dated = sorted((i for i in items if i.dated), key=lambda i: (i.cell[0], i.cell[1], i.telling))
    parts = chapters([i.cell for i in dated], MOST_CHAPTERS)
    for part, own in _by_chapter(parts, dated):
        more, y = _section(headings(part.start, part.end)[0], own, y, size)
        drawn += more
    unplaced = [i for i in items if not i.dated]
    if unplaced:
        more, y = _section("No date in the text", unplaced, y, size)
        drawn += more
    return Canvas(size, y + 10, text, drawn)


def _by_chapter(parts: Sequence[Chapter], dated: Sequence[Item]) -> list[tuple[Chapter, list[Item]]]:
    own: list[list[Item]] = [[] for _ in parts]
    for item in dated:
        at = item.cell[0] if item.start is not None else item.cell[1] - 1
        own[next((i for i, part in enumerate(parts) if at < part.end), len(parts) - 1)].append(item)
    return [(part, items) for part, items in zip(parts, own, strict=True) if items]


def _section(name: str, items: Sequence[Item], y: float, size: float) -> tuple[list[Primitive], float]:
    room = size - 2 * RIGHT - 8
    heading = shorten(name, room, theme.HEADING_SIZE, bold=True)
    drawn: list[Primitive] = [
        Box(RIGHT, y, size - RIGHT, y + 24, theme.PANEL),
        Label(RIGHT + 6, y + 12, f"<b>{escape(heading)}</b>", "left", theme.HEADING_SIZE),
    ]
    y += HEADING
    for item in items:
        more, y = _row(item, y, size)
        drawn += more
    return drawn, y + 8


def _row(item: Item, y: float, size: float) -> tuple[list[Primitive], float]:
    style = theme.CERTAINTY[item.certainty]
    room = size - WORDS - RIGHT
    lines = wrap(item.label + (" †" if item.outside else ""), room, 3)
    said = f"{item.when} · {style.word}" if item.dated else style.word
    under = wrap(said, room, 2, theme.SMALL_SIZE)
    height = 2 * PAD + LINE * len(lines) + SMALL * len(under)
    top = y + PAD
    text = "<br>".join(escape(line) for line in lines)
    below = "<br>".join(escape(line) for line in under)
    return [
        *_mark(item, y, y + height),
        Label(WORDS, top + LINE * len(lines) / 2, f"<i>{text}</i>" if item.outside else text, "left"),
        Label(WORDS, top + LINE * len(lines) + SMALL * len(under) / 2, below, "left", theme.SMALL_SIZE, style.ink),
        Rule(((WORDS, y + height), (size - RIGHT, y + height)), theme.GRID),
        Hit(RIGHT, y, size - RIGHT, y + height, item.id, item.hover),
    ], y + height


def _mark(item: Item, top: float, bottom: float) -> list[Primitive]:
    first = top + PAD + LINE / 2
    if not item.dated:
        return [undated(item, RAIL, first)]
    if is_point(item, 0, 100):
        return mark(item, first - 4, first + 4, RAIL, down=True)
    return mark(item, top + 8, bottom - 8, RAIL, down=True)
