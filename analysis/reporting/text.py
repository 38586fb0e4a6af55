"""Write an article with its words marked: text, rows → HTML. Every character of the article is there.

Times, events, quotes and claims have the boxes of `analysis.highlight`, without labels; around them, unseen until a
row of it is chosen, stands each sentence. What overlaps is cut and goes on (`highlight.nesting`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from analysis.drawing import theme
from analysis.highlight.marking import TIMEX_ROLES, tuples
from analysis.highlight.nesting import Close, Mark, Open, Words, nested
from analysis.highlight.style import ROLES
from analysis.reporting.facts import Fact
from analysis.reporting.markup import inner, written

if TYPE_CHECKING:
    from analysis.narrative import Narrative

SENTENCE = "sentence"
OPEN, SHUT = "<blockquote>", "</blockquote>"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")  # BCP 47, as far as we have any
_LINE = re.compile(r"[^\r\n]+")
_TITLES = {"date": "a date", "time": "a time", "duration": "a length of time", "set": "again and again"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text, and the kind of section it stands in."""

    start: int
    end: int
    kind: str


def article_text(narrative: Narrative, document: Any, own: Sequence[Fact]) -> str:
    """The whole text of `document`, a row of `documents`, with the words of its rows marked."""
    marks = sorted(_marks(narrative, document, own), key=lambda mark: (mark.start, mark.end))
    known = {fact.id: fact for fact in own}
    language = f' lang="{document.language}"' if LANGUAGE.fullmatch(str(document.language)) else ""
    parts, open_marks, coming = list[str](), list[Mark](), 0
    for line in _lines(document):
        while coming < len(marks) and marks[coming].start < line.end:
            open_marks.append(marks[coming])
            coming += 1
        open_marks = [mark for mark in open_marks if mark.end > line.start]
        parts.append(_paragraph(line, document.text, open_marks, known))
    return f'<div class="text tl-marks" dir="auto"{language}>\n{_joined(parts)}</div>\n'


def _joined(parts: Sequence[str]) -> str:
    """The paragraphs, those of an embedded post in one quotation."""
    return "".join(parts).replace(f"{SHUT}\n{OPEN}", "\n")


def _lines(document: Any) -> Iterator[Line]:
    """The text cut at the ends of its lines and sections."""
    edges = sorted({edge for start, end, _ in document.sections for edge in (start, end)})
    sections = sorted(document.sections)
    starts = [start for start, _, _ in sections]
    for found in _LINE.finditer(document.text):
        inside = edges[bisect_right(edges, found.start()) : bisect_left(edges, found.end())]
        for start, end in pairwise([found.start(), *inside, found.end()]):
            if document.text[start:end].strip():
                place = bisect_right(starts, start) - 1
                yield Line(start, end, sections[place][2] if place >= 0 and start < sections[place][1] else "body")


def _marks(narrative: Narrative, document: Any, own: Sequence[Fact]) -> Iterator[Mark]:
    """Labels are the ids of rows, and the beginnings of sentences; those of times are empty."""
    for fact in own:
        row = fact.row
        yield Mark(row.span_start, row.span_end, row.kind, fact.id)
        end = max(row.sentence_start + len(row.sentence), row.span_end)
        yield Mark(min(row.sentence_start, row.span_start), end, SENTENCE, str(row.sentence_start))
    for row in tuples(narrative.expressions[narrative.expressions["document"] == document.id]):
        yield Mark(row.start, row.end, TIMEX_ROLES.get(row.type, "date"), "")


def _paragraph(line: Line, text: str, marks: Sequence[Mark], known: Mapping[str, Fact]) -> str:
    inside = "".join(_part(part, text, known) for part in nested(marks, line.start, line.end))
    match line.kind:
        case "heading":
            return f"<h4>{inside}</h4>\n"
        case "embed":
            return f"{OPEN}<p>{inside}</p>{SHUT}\n"
        case "boilerplate":
            return f'<p class="boilerplate">{inside}</p>\n'
        case _:
            return f"<p>{inside}</p>\n"


def _part(part: Open | Words | Close, text: str, known: Mapping[str, Fact]) -> str:
    match part:
        case Open(mark) if mark.role == SENTENCE:
            return f'<span data-sentence="{mark.label}">'
        case Open(mark):
            return _opening(mark, known.get(mark.label))
        case Close(mark):
            return "</span>" if mark.role == SENTENCE else "</mark>"
        case Words(start, end):
            return inner(text[start:end])


def _opening(mark: Mark, fact: Fact | None) -> str:
    if fact is None:
        hue, line = ROLES[mark.role]
        return f'<mark class="tl-{hue} tl-{line}" title="{_TITLES[mark.role]}">'
    title = f"{fact.item.kind}, {fact.standing}; {fact.when}; according to {fact.holder}"
    return f'<mark class="tl-{_hue(fact)} tl-{_line(fact)} {fact.item.kind}" data-row="{written(fact.id)}" ' \
           f'title="{written(title, 200)}">'  # fmt: skip


def _hue(fact: Fact) -> str:
    return _HUES[fact.item.certainty] if fact.item.kind == "event" else "grey"


def _line(fact: Fact) -> str:
    """Solid is told as having happened, dashed is not so, dotted is not established: as in the figures, in ink."""
    if fact.item.kind != "event" or fact.item.certainty == "asserted":
        return "solid"
    return "dotted" if fact.item.certainty not in theme.NOT_SO else "dashed"


_HUES = {
    "asserted": "blue", "future": "green", "opinion": "ochre", "conditional": "purple", "alleged": "vermillion",
    "denied": "grey", "negated": "grey",
}  # fmt: skip
