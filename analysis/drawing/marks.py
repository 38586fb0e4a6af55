"""Draw one item: where it lies along the axis → primitives that say how sure and how exact it is.

An instant is a diamond, a stretch too short to see a dot; one that holds throughout is a solid bar, patterned by
certainty; "some time within" is pale with a dotted base; an open end is an arrow; about is faded. What did not
happen, or is denied, is a cross on a broken line: never a bar and never a diamond.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.drawing import lettering, theme
from analysis.drawing.canvas import Bar, Glyph, Label, Primitive, Rule
from analysis.drawing.items import Item

THICK = 8.0  # of a bar
SMALL = 9.0  # a shorter stretch is drawn as a dot: nothing vanishes
_PALE, _HATCHED, _SOLID, _FADES = 0.22, 0.45, 0.85, (0.15, 0.35, 0.55, 0.75)


def mark(item: Item, a: float, b: float, across: float, *, down: bool = False) -> list[Primitive]:
    """The item from `a` to `b` along the axis, centred at `across`; `down` for an axis that runs downwards."""
    if not item.happened:
        drawn: list[Primitive] = _refused(item, a, b, across)
    elif is_point(item, a, b):
        drawn = [dot(item, (a + b) / 2, across)]
    else:
        drawn = _stretch(item, a, b, across)
    return [_turned(one) for one in drawn] if down else drawn


def dot(item: Item, x: float, y: float, *, size: float = 9.0, opacity: float = 1.0) -> Glyph:
    """The item as a single mark, whatever its length: on an axis of steps, in a tray, in a count."""
    return Glyph(x, y, voiced(item), "instant" if item.instant else "stretch", size, opacity)


def voiced(item: Item) -> str:
    """The certainty that a row is drawn with: a claim is somebody's word, however sure they are of it."""
    return "alleged" if item.kind == "claim" and item.certainty == "asserted" else item.certainty


def is_point(item: Item, a: float, b: float) -> bool:
    """Whether the item is shown as a diamond rather than a bar."""
    return item.happened and item.start is not None and item.end is not None and (item.instant or b - a < SMALL)


def _refused(item: Item, a: float, b: float, across: float) -> list[Primitive]:
    line = Rule(((a, across), (b, across)), item.certainty, 1.2, "dash")
    cross = Glyph(min(a + 4, (a + b) / 2), across, item.certainty, "stretch", 8)
    return [*([line] if b - a > SMALL else []), *_arrows(item, a, b, across), cross]


def _stretch(item: Item, a: float, b: float, across: float) -> list[Primitive]:
    throughout = item.holds == "throughout"
    top, base = across - THICK / 2, across + THICK / 2
    opacity = _SOLID if throughout else _PALE if item.certainty == "asserted" else _HATCHED
    bar = Bar(a, top, b, base, item.certainty, opacity, firm=throughout)
    drawn: list[Primitive] = list(_faded(bar)) if item.approximate else [bar]
    if not throughout:
        drawn.append(Rule(((a, base), (b, base)), item.certainty, 1.6, "2px,2px"))
    if item.outside:
        corners = ((a, top), (b, top), (b, base), (a, base), (a, top))
        drawn = [Rule(corners, item.certainty, 1.0, "4px,2px")]
    return drawn + _arrows(item, a, b, across)


def _faded(bar: Bar) -> list[Bar]:
    """The bar with both ends running out: where it begins and ends is only about right."""
    step = min(5.0, (bar.x1 - bar.x0) / 10)
    left = [replace(bar, x0=bar.x0 + i * step, x1=bar.x0 + (i + 1) * step) for i in range(len(_FADES))]
    right = [replace(bar, x0=bar.x1 - (i + 1) * step, x1=bar.x1 - i * step) for i in range(len(_FADES))]
    ends = [
        replace(one, opacity=one.opacity * fade)
        for side in (left, right)
        for one, fade in zip(side, _FADES, strict=False)
    ]
    inner = step * len(_FADES)
    return [*ends, replace(bar, x0=bar.x0 + inner, x1=bar.x1 - inner)]


def _arrows(item: Item, a: float, b: float, across: float) -> list[Primitive]:
    found: list[Primitive] = []
    if item.start is None:
        found.append(Glyph(a, across, item.certainty, "earlier"))
    if item.end is None:
        found.append(Glyph(b, across, item.certainty, "later"))
    return found


_DOWN = {"earlier": "above", "later": "below"}


def _turned(one: Primitive) -> Primitive:
    """The same along an axis that runs downwards."""
    match one:
        case Bar():
            return replace(one, x0=one.y0, x1=one.y1, y0=one.x0, y1=one.x1)
        case Rule():
            return replace(one, points=tuple((y, x) for x, y in one.points))
        case Glyph():
            return replace(one, x=one.y, y=one.x, shape=_DOWN.get(one.shape, one.shape))
        case _:
            return one


# -- the key -------------------------------------------------------------------------------------

_SAMPLE = Item("", "event", "", "", "asserted", 0, 86_400, "day", "within", False, False, False, 0, None, "")
_KEY: tuple[tuple[str, Item, Callable[[Item], bool]], ...] = (
    ("at that moment", replace(_SAMPLE, end=60), lambda i: i.happened and i.instant),
    ("some time within", _SAMPLE, lambda i: i.happened and not i.instant and i.holds == "within"),
    ("all of that time", replace(_SAMPLE, holds="throughout"), lambda i: i.happened and i.holds == "throughout"),
    ("about", replace(_SAMPLE, approximate=True), lambda i: i.happened and i.approximate and not i.instant),
    ("open end", replace(_SAMPLE, end=None), lambda i: i.start is None or i.end is None),
    ("denied, or did not happen", replace(_SAMPLE, certainty="negated", end=60), lambda i: not i.happened),
    ("date from outside the text", replace(_SAMPLE, outside=True), lambda i: i.outside),
)
KEY_ROW = 18.0
_MARK, _SPACE = 26.0, 16.0
Entry = tuple[str, list[Primitive]]


def key(shown: Sequence[Item], left: float, top: float, right: float) -> tuple[list[Primitive], float]:
    """What the marks in use mean, in as many rows as needed: the primitives, and the height they take."""
    entries: list[Entry] = []
    for words, sample, in_use in _KEY:
        if any(item.dated and in_use(item) for item in shown):
            point = sample.instant
            entries.append((words, mark(sample, _MARK - 12 if point else 0, _MARK - 8 if point else _MARK - 4, 0)))
    return _set(entries, left, top, right)


def standings(shown: Sequence[Item], left: float, top: float, right: float) -> tuple[list[Primitive], float]:
    """The symbols of the certainties in use, for figures that do not name them beside each mark."""
    used = {voiced(item) for item in shown}
    names = [name for name in theme.CERTAINTY if name in used]
    return _set([(theme.CERTAINTY[n].word, [Glyph(_MARK - 10, 0, n, "stretch")]) for n in names], left, top, right)


def _set(entries: Sequence[Entry], left: float, top: float, right: float) -> tuple[list[Primitive], float]:
    drawn: list[Primitive] = []
    x, y = left, top + KEY_ROW / 2
    for words, sample in entries:
        size = _MARK + 6 + lettering.width(words, theme.SMALL_SIZE)
        if x > left and x + size > right:
            x, y = left, y + KEY_ROW
        drawn += [shifted(one, x, y) for one in sample]
        drawn.append(Label(x + _MARK + 4, y, words, "left", theme.SMALL_SIZE, theme.FAINT))
        x += size + _SPACE
    return drawn, y + KEY_ROW / 2 - top if drawn else 0.0


def shifted(one: Primitive, x: float, y: float) -> Primitive:
    """The same, moved to the right and down."""
    match one:
        case Rule():
            return replace(one, points=tuple((px + x, py + y) for px, py in one.points))
        case Glyph() | Label():
            return replace(one, x=one.x + x, y=one.y + y)
        case _:
            return replace(one, x0=one.x0 + x, x1=one.x1 + x, y0=one.y0 + y, y1=one.y1 + y)
