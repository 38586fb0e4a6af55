"""Draw who speaks, how much, and when: Narrative → Figure.

    draw(narrative).show()

A row for each speaker: a bar of the words quoted, a part for each quote, and a strip of the article from its beginning
to its end with each quote where it stands. Words in quotation marks that nobody says (terms) are left out; words that
the article gives twice count once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.drawing import theme
from analysis.drawing.canvas import Box, Canvas, Hit, Label, Primitive, Rule, paint
from analysis.drawing.head import head, nothing
from analysis.drawing.hover import columns
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import escape, shorten
from analysis.drawing.lettering import width as measured
from analysis.drawing.naming import subtitle, title

if TYPE_CHECKING:
    from analysis.narrative import Narrative

WHAT, NOBODY, MARKS = "Who speaks in", "nobody named", "“”«»„\"' "
LEFT, RIGHT, BETWEEN = 14.0, 16.0, 34.0
NAME, BAR, LINE, PAD = 18.0, 12.0, 16.0, 12.0  # heights; after a row
SHARE = 0.42  # of the width, for words
LEAST = 4.0  # pixels of a quote: none vanishes


def draw(narrative: Narrative, *, most: int = 16, width: int = 1000, dark: bool = False) -> go.Figure:
    """The `most` speakers with most words, all others in one row. Raises `ValueError` for `most` below 1."""
    if most < 1:
        raise ValueError(f"most is 1 or more, not {most}")
    narrow = width < theme.NARROW
    shown = [i for i in items(narrative, "quote", columns=columns(width)) if i.quote_kind != "term"]
    if not shown:
        return paint(nothing(title(narrative, WHAT), width, "The text quotes nobody."), dark=dark)
    text, drawn, y = head(title(narrative, WHAT), subtitle(narrative, shown, "quote"), [], width)
    first = LEFT, width - RIGHT if narrow else width * SHARE
    second = (LEFT, width - RIGHT) if narrow else (width * SHARE + BETWEEN, width - RIGHT)
    places = _places(narrative)
    y += 28
    drawn += _columns(first[0], second, y - 10, narrow, len(narrative.documents))
    speakers = _speakers(shown, most)
    longest = max(sum(map(_words, own)) for own in speakers.values()) or 1
    for name, own in speakers.items():
        drawn += _name(name, own, first, y)
        drawn += _bar(own, first, y + NAME, longest)
        top = y + NAME + BAR + 6 if narrow else y + NAME
        drawn += _strip(own, second, top, places)
        if not narrow:
            loudest = max(own, key=lambda item: (_words(item), -item.telling))
            drawn.append(_label(second[0], y + NAME / 2, f"“{loudest.quote.strip(MARKS)}”", second[1], theme.FAINT))
        y = top + BAR + PAD + (2 if narrow else 0)
    return paint(Canvas(width, y + 8, text, drawn), dark=dark)


def _speakers(shown: Sequence[Item], most: int) -> dict[str, list[Item]]:
    """Who says most first; then all others, then the words of nobody named."""
    named: dict[str, list[Item]] = {}
    for item in shown:
        named.setdefault(item.holder or NOBODY, []).append(item)
    silent = named.pop(NOBODY, [])
    ordered = sorted(named, key=lambda name: (-sum(map(_words, named[name])), name))
    found = {name: named[name] for name in ordered[:most]}
    if rest := ordered[most:]:
        found[f"{len(rest)} other{'s' if len(rest) > 1 else ''}"] = [item for name in rest for item in named[name]]
    return found | ({NOBODY: silent} if silent else {})


def _words(item: Item) -> int:
    return 0 if item.same_as else len(item.quote.split())


def _places(narrative: Narrative) -> dict[str, tuple[float, float]]:
    """Where each article lies on the strip, from 0 to 1: the longer the longer."""
    sizes = [max(1, len(text)) for text in narrative.documents["text"]]
    ends = [end / sum(sizes) for end in accumulate(sizes)]
    return dict(zip(narrative.documents["id"], zip([0.0, *ends], sizes, strict=False), strict=True)) | {
        "": (0.0, float(sum(sizes)))
    }


def _name(name: str, own: Sequence[Item], at: tuple[float, float], y: float) -> Iterator[Primitive]:
    """The speaker at the left, how much they say at the right."""
    words, quotes = sum(map(_words, own)), len(own)
    said = f"{words} word{'' if words == 1 else 's'} in {quotes} quote{'' if quotes == 1 else 's'}"
    if dated := [item for item in own if item.dated]:
        ordered = sorted(dated, key=lambda item: item.cell)
        days = list(dict.fromkeys((ordered[0].when, ordered[-1].when)))
        said += f" · {' … '.join(days)}"
    yield Label(at[1], y + NAME / 2, said, "right", theme.SMALL_SIZE, theme.FAINT)
    text = shorten(name, at[1] - at[0] - measured(said, theme.SMALL_SIZE) - 12, bold=True)
    yield Label(at[0], y + NAME / 2, f"<b>{escape(text)}</b>", "left", theme.LABEL_SIZE)


def _bar(own: Sequence[Item], at: tuple[float, float], y: float, longest: int) -> Iterator[Primitive]:
    """A part for each quote, in order of telling."""
    x, scale = at[0], (at[1] - at[0]) / longest
    yield Rule(((at[0], y + BAR + 1), (at[1], y + BAR + 1)), theme.GRID)
    for item in own:
        size = _words(item) * scale
        if size:
            yield Box(x, y, x + max(0.8, size - 1), y + BAR, _fill(item))
            yield Hit(x, y, x + size, y + BAR, item.id, item.hover)
        x += size


def _strip(
    own: Sequence[Item], at: tuple[float, float], y: float, places: Mapping[str, tuple[float, float]]
) -> Iterator[Primitive]:
    """Each quote where it stands in its article."""
    room, whole = at[1] - at[0] - LEAST, places[""][1]
    yield Box(at[0], y + BAR / 2 - 0.5, at[1], y + BAR / 2 + 0.5, theme.LINE)
    for item in own:
        x = at[0] + room * (places[item.document][0] + item.at / whole)
        size = max(LEAST, room * len(item.quote) / whole)
        yield Box(x, y, min(at[1], x + size), y + BAR, _fill(item))
        yield Hit(x, y, min(at[1], x + size), y + BAR, item.id, item.hover)


def _fill(item: Item) -> str:
    return theme.VOICE if item.quote_kind == "direct" else theme.WHISPER


def _columns(left: float, strip: tuple[float, float], y: float, narrow: bool, articles: int) -> Iterator[Primitive]:
    whole = "the article" if articles == 1 else "all articles"
    if narrow:
        yield _label(left, y, f"above: words · below: place in {whole}", strip[1], theme.FAINT)
        return
    yield _label(left, y, "how many words (dark: whole sentences, pale: parts of one)", strip[0] - 8, theme.FAINT)
    yield _label(strip[0], y, f"where they stand, from the beginning of {whole} to the end", strip[1], theme.FAINT)


def _label(x: float, y: float, words: str, right: float, colour: str) -> Label:
    return Label(x, y, escape(shorten(words, right - x, theme.SMALL_SIZE)), "left", theme.SMALL_SIZE, colour)
