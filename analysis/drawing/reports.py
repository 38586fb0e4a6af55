"""Draw who reports an event, and when: a thread, days of publication → a label, and marks in columns.

Each mark is a mention, with the number of its article behind; its column is the day of publication, so that the eye
sees who was first and who came late. The mark says how the article tells it: as having happened, planned, denied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.dates import DAY
from analysis.drawing import theme
from analysis.drawing.canvas import Glyph, Hit, Label, Primitive, Rule
from analysis.drawing.lettering import escape, shorten, width, wrap
from analysis.drawing.wording import span

NARROWEST, MARK, LINE, SMALL, PAD = 46.0, 12.0, 15.0, 14.0, 6.0  # of a column, of a mark; heights; around a row
NO_DAY = "no date"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mark to draw: how it is told, where a click leads, and what it says; `id` is empty where there is no row."""

    number: int
    day: int | None
    certainty: str
    id: str
    hover: str


@dataclass(frozen=True, slots=True)
class Told:
    """A thread: its label, what is said under it, where articles disagree, and its mentions in order of publication."""

    label: str
    said: str
    apart: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of days: where they begin, how wide they are, which one a day is in, and what each is called."""

    left: float
    size: float
    of: Mapping[int | None, int]
    names: tuple[str, ...]

    def head(self, y: float) -> Iterator[Primitive]:
        """The days over the columns."""
        for place, name in enumerate(self.names):
            x = self.left + place * self.size
            words = shorten(name, self.size - 6, theme.SMALL_SIZE)
            yield Label(x + 2, y, escape(words), "left", theme.SMALL_SIZE, theme.FAINT)

    def rules(self, top: float, bottom: float) -> Iterator[Primitive]:
        for place in range(len(self.names)):
            x = self.left + place * self.size - 3
            yield Rule(((x, top), (x, bottom)), theme.GRID)


def columns_of(days: Sequence[int | None], left: float, right: float) -> Columns:
    """As many columns as fit, each for one day or for neighbouring ones, and one for articles without a date."""
    known, undated = sorted({day for day in days if day is not None}), None in days
    room = max(1, int((right - left) // NARROWEST) - undated)
    each = -(-len(known) // room) or 1
    groups = [known[start : start + each] for start in range(0, len(known), each)]
    names = [_name(group[0], group[-1]) for group in groups] + [NO_DAY] * undated
    of: dict[int | None, int] = {day: place for place, group in enumerate(groups) for day in group}
    if undated:
        of[None] = len(groups)
    return Columns(left, min(120.0, (right - left) / max(1, len(names))), of, tuple(names))


def _name(first: int, last: int) -> str:
    """ "5 Mar"; the year stands in the figure's head."""
    return span(first * DAY, (last + 1) * DAY).rpartition(" ")[0] or span(first * DAY, (last + 1) * DAY)


def told(thread: Told, y: float, words: tuple[float, float], columns: Columns) -> tuple[list[Primitive], float]:
    """One thread from `y` downwards; `words` bound its label. Beside it the marks, or under it if narrow."""
    left, right = words
    drawn: list[Primitive] = []
    at = y + PAD
    for text, size, lines, ink in (
        (thread.label, theme.LABEL_SIZE, 2, theme.TEXT), (thread.said, theme.SMALL_SIZE, 2, theme.FAINT),
        (thread.apart, theme.SMALL_SIZE, 3, theme.ink("alleged")),
    ):  # fmt: skip
        fitted = wrap(text, right - left, lines, size) if text else []
        step = LINE if size == theme.LABEL_SIZE else SMALL
        body = "<br>".join(escape(line) for line in fitted)
        if fitted:
            drawn.append(Label(left, at + step * len(fitted) / 2, body, "left", size, ink))
        at += step * len(fitted)
    beside = columns.left > right
    marks, bottom = _marks(thread.mentions, y + PAD if beside else at + 2, columns)
    return [*drawn, *marks], max(at, bottom) + PAD


def _marks(mentions: Sequence[Mention], y: float, columns: Columns) -> tuple[list[Primitive], float]:
    """The marks, each in its column, in lines as wide as that; the number stands behind the last mark of an article."""
    drawn: list[Primitive] = []
    ends: dict[int, tuple[float, float]] = {}  # by column: where the next mark goes
    for place, mention in enumerate(mentions):
        column = columns.of[mention.day]
        start = columns.left + column * columns.size
        x, line = ends.get(column, (start, y))
        last = place + 1 == len(mentions) or mentions[place + 1].number != mention.number
        number = str(mention.number) if last else ""
        size = MARK + (width(number, theme.SMALL_SIZE) + 8 if last else 0)
        if x > start and x + size > start + columns.size - 4:
            x, line = start, line + LINE
        drawn.append(Glyph(x + MARK / 2, line + LINE / 2, mention.certainty, "stretch", 8.0))
        if number:
            drawn.append(Label(x + MARK, line + LINE / 2, number, "left", theme.SMALL_SIZE, theme.FAINT))
        if mention.id:
            drawn.append(Hit(x, line, x + size, line + LINE, mention.id, mention.hover))
        ends[column] = (x + size, line)
    return drawn, max((line for _, line in ends.values()), default=y) + LINE
