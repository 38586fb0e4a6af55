"""Write what a mark says when pointed at: row → hover text in Plotly's markup.

The sentence with the words in bold, who says so, how certain, which date and why. The text of an article is
hostile: everything is escaped here, after wrapping.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from analysis.drawing import theme
from analysis.drawing.lettering import ELLIPSIS, clean, escape

COLUMNS = 60  # characters of a line
_CHARACTER = 6.1  # pixels, in a line of wide ones
_FROM, _TO = "\ue000", "\ue001"  # stand for <b> and </b> while the text is wrapped; `clean` removes them from articles
_AROUND, _WORDS, _SAID = 220, 480, 240  # characters kept: on each side of the words, of the words, of other lines


def columns(width: float) -> int:
    """The characters of a line that fit beside a mark in the middle of a figure of this width."""
    return min(COLUMNS, int((width / 2 - 16) / _CHARACTER))


def hover(row: Any, date: str, why: str, *, columns: int = COLUMNS) -> str:
    """The hover text of a row of the timeline; `date` and `why` say when and on what ground."""
    lines = [f"{_FROM}{_cut(row.label)}{_TO}", f"“{_sentence(row)}”"]
    nobody = "nobody named" if row.kind == "quote" else "the article itself"
    lines.append(f"According to: {_cut(row.holder) if row.holder else nobody}")
    lines.append(f"Standing: {theme.CERTAINTY[row.certainty].word}")
    lines.append(f"Date: {_cut(date)}")
    lines.append(f"Why: {_cut(why)}")
    return _marked(lines, columns)


def both(relation: str, issue: str | None, one: str, other: str, *, columns: int = COLUMNS) -> str:
    """The hover text of a link: what it says, then the hover texts of the two rows."""
    above = _marked([f"{_FROM}{_cut(relation)}{_TO}", *([_cut(issue)] if issue else [])], columns)
    return "<br>".join((above, "", one, "", other))


def _marked(lines: Sequence[str], columns: int) -> str:
    """The lines wrapped, then escaped, and only then marked up."""
    wrapped = [part for line in lines for part in textwrap.wrap(line, columns, break_on_hyphens=False)]
    return escape("\n".join(wrapped)).replace(_FROM, "<b>").replace(_TO, "</b>").replace("\n", "<br>")


def _cut(text: str, most: int = _SAID) -> str:
    text = clean(text)
    return text if len(text) <= most else text[:most].rstrip() + ELLIPSIS


def _sentence(row: Any) -> str:
    """The sentence with its words marked, cut around them if it is very long."""
    text, start = row.sentence, max(0, row.span_start - row.sentence_start)
    end = min(len(text), max(start, row.span_end - row.sentence_start))
    before, words, after = text[:start], _cut(row.quote, _WORDS), text[end:]  # a quote may go on in the next sentence
    if len(before) > _AROUND:
        before = ELLIPSIS + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + ELLIPSIS
    left, right = clean(f"x{before}x")[1:-1], clean(f"x{after}x")[1:-1]  # the x keeps the space beside the words
    return f"{left}{_FROM}{words}{_TO}{right}" if words else _cut(text, 2 * _AROUND)
