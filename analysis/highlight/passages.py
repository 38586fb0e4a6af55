"""Write passages of an article with marked words: entries → HTML, or plain text.

    [Tuesday | DATE 2021-12-07]      in plain text; in HTML a box around the words, with a small label

The HTML is complete in itself, the same on every run, and works where style sheets are taken away: `<mark>` and the
label remain. The text of an article is hostile: everything is cleaned and escaped here.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.drawing.lettering import ELLIPSIS, clean
from analysis.highlight.nesting import Close, Mark, Open, Words, nested
from analysis.highlight.style import ROLES, STYLE, colours

LONGEST = 400  # characters that stand between two marks; of a longer stretch its two ends are shown
_COLUMNS = 110


@dataclass(frozen=True, slots=True)
class Passage:
    """The code points `start` to `end` of `text`, the words of a whole article, with marks."""

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...]

    def to_html(self) -> str:
        parts = nested(self.marks, self.start, self.end)
        return f'<p class="tl-words" dir="auto">{"".join(_html(part, self.text) for part in _whole(parts))}</p>'

    def to_text(self) -> str:
        parts = nested(self.marks, self.start, self.end)
        return clean("".join(_plain(part, self.text) for part in parts))


@dataclass(frozen=True, slots=True)
class Entry:
    """Passages that belong together, what they show, and what is to be said of them; `document` is its article."""

    document: str
    passages: tuple[Passage, ...]
    heading: str = ""
    notes: tuple[str, ...] = ()
    beside: bool = False

    def to_html(self, *, named: bool) -> str:
        head = [f'<p class="tl-heading"><b>{_escaped(self.heading)}</b></p>'] if self.heading else []
        words = "\n".join(passage.to_html() for passage in self.passages)
        said = [*self.notes, *([f"in {self.document}"] if named else ())]
        notes = [f'<p class="tl-note">{"<br/>".join(map(_escaped, said))}</p>'] if said else []
        body = f'<div class="tl-beside">\n{words}\n</div>' if self.beside else words
        return "\n".join(['<div class="tl-entry">', *head, body, *notes, "</div>"])

    def to_text(self, *, named: bool) -> str:
        head = [clean(self.heading)] if self.heading else []
        notes = [clean(note) for note in (*self.notes, *([f"in {self.document}"] if named else ()))]
        lines = [*head, *(passage.to_text() for passage in self.passages)]
        indents = [""] + ["  "] * (len(lines) - 1) + ["    "] * len(notes)
        wrapped = [
            textwrap.fill(line, _COLUMNS, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
            for line, indent in zip([*lines, *notes], indents, strict=True)
        ]
        return "\n".join(wrapped)


@dataclass(frozen=True, slots=True, repr=False)
class Highlights:
    """Entries under a title. Jupyter shows it as HTML; `fragment` is that without the rules, for a page that has them.

    A page needs `analysis.highlight.STYLE` once.
    """

    title: str
    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return len(self.entries)

    def fragment(self) -> str:
        entries = "\n".join(entry.to_html(named=self._several) for entry in self.entries)
        return f'<div class="tl-marks">\n<p class="tl-title"><b>{_escaped(self.title)}</b></p>\n{entries}\n</div>'

    def _repr_html_(self) -> str:
        return f"{STYLE}\n{self.fragment()}"

    def __repr__(self) -> str:
        return "\n\n".join([self.title, *(entry.to_text(named=self._several) for entry in self.entries)])

    @property
    def _several(self) -> bool:
        return len({entry.document for entry in self.entries}) > 1


def _whole(parts: Iterator[Open | Words | Close]) -> list[tuple[Open | Words | Close, bool]]:
    """Each part, and for an opening whether its mark is cut before it ends."""
    listed = list(parts)
    cut, goes_on = list[bool](), list[bool]()
    for part in reversed(listed):  # read backwards, the closing comes first
        if isinstance(part, Close):
            cut.append(part.cut)
        goes_on.append(cut.pop() if isinstance(part, Open) else False)
    return list(zip(listed, reversed(goes_on), strict=True))


def _html(part: tuple[Open | Words | Close, bool], text: str) -> str:
    match part:
        case Open(mark, _, came_on), goes_on:
            return _opening(mark, came_on=came_on, goes_on=goes_on)
        case Close(mark, cut), _:
            return "</mark>" if cut else f"\u00a0{_label(mark)}</mark>"  # no line ends between words and label
        case Words(start, end), _:
            return html.escape(_shown(text[start:end]))
    raise AssertionError(part)


def _opening(mark: Mark, *, came_on: bool, goes_on: bool) -> str:
    """With its colours for a light page written out, for where rules are taken away: in a notebook not yet trusted."""
    hue, line = ROLES[mark.role]
    look = colours(hue, dark=False)
    ends = (" tl-came-on" if came_on else "") + (" tl-goes-on" if goes_on else "")
    return (
        f'<mark class="tl-{hue} tl-{line}{ends}" title="characters {mark.start}–{mark.end}" '
        f'style="background-color:{look.tint};color:{look.words}">'
    )


def _label(mark: Mark) -> str:
    look = colours(ROLES[mark.role][0], dark=False)
    style = f"background-color:{look.ink};color:{look.label}"
    return f'<small class="tl-label" style="{style}">{_escaped(mark.label)}</small>'


def _plain(part: Open | Words | Close, text: str) -> str:
    match part:
        case Open():
            return "["
        case Close(mark, cut):
            return "…]" if cut else f" | {clean(mark.label)}]"
        case Words(start, end):
            return _shown(text[start:end])


def _shown(words: str) -> str:
    """Without control characters, white space as one space, a very long stretch by its two ends."""
    line = clean(f"x{words}x")[1:-1]  # the x keeps the space beside the words
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} {ELLIPSIS} {line[-LONGEST // 2 :]}"


def _escaped(text: str) -> str:
    return html.escape(clean(text))
