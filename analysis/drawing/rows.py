"""Stack items in rows, one under the other: items, room → rows with the words that fit.

    stack(shown, 100, 600, said=lambda item: item.when, heads={"e1": "2014"})

The more items, the less each says, so that hundreds stay a picture that can be looked over: in full, with what is said
of each under its label; a line each; then a mark each, and labels only where there is room.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.drawing import theme
from analysis.drawing.canvas import Hit, Label, Primitive
from analysis.drawing.cards import band
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, shorten, wrap

LINE, SMALL, PAD, HEAD, AFTER = 15.0, 14.0, 5.0, 30.0, 8.0  # heights: of lines; within a row; of and after a heading
SLIM, THIN = 18.0, 5.0  # of a row of one line, of a row without words
FULL, SHORT = 3200.0, 3600.0  # the greatest heights with full rows and with a line each


@dataclass(frozen=True, slots=True)
class Row:
    """One item from `y0` to `y1`: its label's lines and what is said under them; `head` is the heading above."""

    item: Item
    y0: float
    y1: float
    label: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    head: str = ""

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def full(self) -> bool:
        return bool(self.said)


def stack(
    shown: Sequence[Item],
    y: float,
    room: float,
    *,
    said: Callable[[Item], str],
    heads: Mapping[str, str],
    first: Collection[str] = (),
    lines: int = 2,
) -> tuple[list[Row], float]:
    """The rows from `y` downwards, `room` pixels wide, and where they end.

    `heads` are headings by the id of the item they stand above; where few labels have room, those of `first` win.
    """  # fmt: skip
    rows, bottom = _piled(shown, y, heads, lambda item: _full(item, room, said(item), lines))
    if bottom - y <= FULL:
        return rows, bottom
    rows, bottom = _piled(shown, y, heads, lambda item: Row(item, 0, SLIM, (_line(item, room),)))
    if bottom - y <= SHORT:
        return rows, bottom
    rows, bottom = _piled(shown, y, heads, lambda item: Row(item, 0, THIN))
    return _some(rows, room, first), bottom + LINE


def _piled(
    shown: Sequence[Item], y: float, heads: Mapping[str, str], made: Callable[[Item], Row]
) -> tuple[list[Row], float]:
    rows: list[Row] = []
    for item in shown:
        row, head = made(item), heads.get(item.id, "")
        if head:
            y += HEAD + (AFTER if rows else 0)
        rows.append(replace(row, y0=y, y1=y + row.y1, head=head))
        y += row.y1
    return rows, y


def _full(item: Item, room: float, said: str, lines: int) -> Row:
    label = tuple(wrap(item.label, room, lines))
    under = tuple(wrap(said, room, 2, theme.SMALL_SIZE))
    return Row(item, 0, 2 * PAD + LINE * len(label) + SMALL * len(under), label, under)


def _line(item: Item, room: float) -> str:
    return shorten(f"{item.when} · {item.label}" if item.dated else item.label, room)


def _some(rows: Sequence[Row], room: float, first: Collection[str]) -> list[Row]:
    """The rows, with labels for as many as have room between the headings and each other."""
    taken: list[float] = [row.y0 - HEAD / 2 for row in rows if row.head]
    named: set[str] = set()
    for row in sorted(rows, key=lambda row: (row.item.id not in first, row.y0)):
        if all(abs(row.middle - other) >= LINE for other in taken):
            taken.append(row.middle)
            named.add(row.item.id)
    return [replace(row, label=(_line(row.item, room),)) if row.item.id in named else row for row in rows]


def words(row: Row, x: float) -> list[Primitive]:
    """The label of a row, and under it what is said of the item, from `x` to the right."""
    item = row.item
    colour = theme.TEXT if item.happened else theme.FAINT
    if not row.full:
        return [_label(row.label, x, row.middle, theme.LABEL_SIZE, colour)] if row.label else []
    top = row.y0 + PAD
    middle = top + LINE * len(row.label) / 2
    under = top + LINE * len(row.label) + SMALL * len(row.said) / 2
    return [
        _label(row.label, x, middle, theme.LABEL_SIZE, colour, slanted=item.outside),
        _label(row.said, x, under, theme.SMALL_SIZE, theme.ink(item.certainty)),
    ]


def _label(lines: Sequence[str], x: float, y: float, size: int, colour: str, *, slanted: bool = False) -> Label:
    text = "<br>".join(escape(line) for line in lines)
    return Label(x, y, f"<i>{text}</i>" if slanted else text, "left", size, colour)


def hit(row: Row, left: float, right: float) -> Hit:
    return Hit(left, row.y0, right, row.y1 - min(1.0, (row.y1 - row.y0) / 10), row.item.id, row.item.hover)


def heading(row: Row, left: float, right: float) -> list[Primitive]:
    """The heading above a row, over the whole width; nothing where there is none."""
    if not row.head:
        return []
    return band(row.head, left, row.y0 - HEAD, right)[0]
