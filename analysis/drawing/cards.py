"""Write out what somebody claims: item → a card with who, what they do, and what they hold to be so.

Washington asserts · 7 Dec 2021
Moscow is massing troops on the border.
"""

from __future__ import annotations

from analysis.drawing import theme
from analysis.drawing.canvas import Box, Hit, Label, Primitive
from analysis.drawing.items import Item
from analysis.drawing.lettering import escape, shorten, width, wrap
from analysis.drawing.marks import dot, voiced

MARK, LINE, PAD, HEAD = 18.0, 15.0, 6.0, 22.0  # width of a mark; heights: of a line, within a card, of a heading
ARTICLE = "the article itself"


def card(item: Item, x: float, y: float, room: float, *, lines: int = 3) -> tuple[list[Primitive], float, float]:
    """The card, where it ends below, and how far to the right its first line reaches."""
    when = f" · {item.when}" if item.dated else ""
    said = shorten(f"{item.stance or 'says'}{when}", room - MARK - 60)
    who = shorten(item.holder or ARTICLE, room - MARK - width(f" {said}"), bold=True)
    claim = wrap(_proposition(item), room - MARK, lines)
    bottom = y + 2 * PAD + LINE * (1 + len(claim))
    first = f"<b>{escape(who)}</b> {escape(said)}"
    body = "<br>".join(escape(line) for line in claim)
    drawn: list[Primitive] = [
        dot(item, x + MARK / 2 - 2, y + PAD + LINE / 2),
        Label(x + MARK, y + PAD + LINE / 2, first, "left", theme.LABEL_SIZE, theme.ink(voiced(item))),
        Label(x + MARK, y + PAD + LINE + LINE * len(claim) / 2, body, "left"),
        Hit(x, y, x + room, bottom, item.id, item.hover),
    ]
    return drawn, bottom, x + MARK + width(who, bold=True) + width(f" {said}")


def _proposition(item: Item) -> str:
    """What is claimed, without who claims it: that stands above."""
    return item.label.removeprefix(f"{item.holder or 'The article'} {item.stance}: ")


def band(words: str, left: float, y: float, right: float) -> tuple[list[Primitive], float]:
    """A heading over the whole width, and where what it heads begins."""
    text = shorten(words, right - left - 16, theme.HEADING_SIZE, bold=True)
    return [
        Box(left, y, right, y + HEAD, theme.PANEL),
        Label(left + 8, y + HEAD / 2, f"<b>{escape(text)}</b>", "left", theme.HEADING_SIZE),
    ], y + HEAD + 4
