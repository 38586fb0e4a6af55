"""Find what stands between quotation marks: Document → Spans.

Marks are paired by what stands around them, never by counting: one article mixes straight pairs, curly
pairs, and straight openers closed by curly marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.model import Document, Span

OPEN, CLOSE, EITHER = "“„«", "”»", '"'
_MARK = re.compile(f"[{OPEN}{CLOSE}{EITHER}]")
LONGEST = 3_000  # characters; an opener without a closer within it is a stray mark


def quote_spans(document: Document) -> tuple[Span, ...]:
    """The spans between quotation marks, marks included, outside boilerplate; never nested."""
    text, found, start = document.text, [], -1
    dead = [s.span for s in document.sections if s.kind == "boilerplate"]
    for place in _marks(text):
        if any(s.start <= place < s.end for s in dead):
            continue
        opens, closes = _sides(text, place)
        if start >= 0 and place - start > LONGEST:
            start = -1
        if start < 0:
            start = place if opens else -1
        elif closes:
            found.append(Span(start, place + 1))
            start = -1
        elif not _continues(text, place):
            start = place
    return tuple(found)


def _marks(text: str) -> Iterator[int]:
    return (mark.start() for mark in _MARK.finditer(text))


def _sides(text: str, place: int) -> tuple[bool, bool]:
    """Can the mark at `place` open a quotation, can it close one?"""
    mark = text[place]
    if mark in OPEN:
        return True, False
    if mark in CLOSE:
        return False, True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    opens = bool(after) and not after.isspace() and (not before or before.isspace() or before in "([{—–-/")
    return opens, not opens


def _continues(text: str, place: int) -> bool:
    """A new opener at the start of a paragraph goes on with the open quotation (a typesetter's habit)."""
    return not text[max(0, place - 80) : place].strip() or text[max(0, place - 2) : place].endswith("\n")
