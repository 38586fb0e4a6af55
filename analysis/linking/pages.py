"""Write the rows as a table, and the article around one of them: Narrative → HTML.

    table(narrative, shown={"e1"})      # rows with a mark in the figure, then the others
    article(narrative, "e1")            # the article with the row's sentence marked by `analysis.highlight`

The text of an article is hostile: everything is cleaned and escaped here or by `highlight`.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from analysis import highlight
from analysis.drawing import theme
from analysis.drawing.items import Item, items
from analysis.drawing.lettering import ELLIPSIS, clean
from analysis.errors import UnknownName
from analysis.schema import KINDS

if TYPE_CHECKING:
    from analysis.narrative import Narrative

MOST = 2_000  # rows of a table: a browser takes no more at once
AROUND = 20_000  # characters of an article on each side of the sentence
LABEL = 160  # characters
HEAD = ("When", "What", "Kind", "Standing", "Who says so")


def table(narrative: Narrative, shown: Collection[str]) -> str:
    """All rows; those of `shown` first, in order of time, the undated after the dated; at most `MOST`."""
    rows = [item for kind in KINDS for item in items(narrative, kind, everything=True)]
    inside = sorted((item for item in rows if item.id in shown), key=_in_time)
    outside = [item for item in rows if item.id not in shown]
    listed = inside[:MOST], outside[: max(0, MOST - len(inside))]
    left = len(rows) - sum(map(len, listed))
    groups = _group("", listed[0]) + _group("Without a mark in this figure", listed[1])
    head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
    more = f"<p>{left:,} more rows are not listed.</p>" if left else ""
    none = "" if rows else "<p>There are no rows: no event, quote or claim was found.</p>"
    return (
        f'{highlight.STYLE}<div class="tl-marks"><table role="grid" aria-label="Rows of the timeline">'
        f"<thead><tr>{head}</tr></thead>{groups}</table>{more}{none}</div>"
    )


def article(narrative: Narrative, id: str | None) -> str:
    """The article of a row with its sentence marked, and what is said of it; of no row, the first article."""
    chosen = sentence(narrative, id) if id else None
    if chosen is None:
        return _page("".join(_unmarked(narrative)))
    (entry,) = chosen.entries
    (passage,) = entry.passages
    text = passage.text
    first, last = max(0, passage.start - AROUND), min(len(text), passage.end + AROUND)
    first, last = text.rfind("\n", 0, first) + 1 if first else 0, _line_end(text, last)
    first, last = max(first, passage.start - 2 * AROUND), min(last, passage.end + 2 * AROUND)
    before, after = _lines(text[first : passage.start]), _lines(text[passage.end : last])
    words = f'<div class="tl-here" data-shown="">{passage.to_html()}</div>'
    opening, closing = before[-1], after[0]
    around = [
        *(_paragraph(_escaped(line)) for line in before[:-1]),
        _paragraph(f"{_escaped(opening)}{words}{_escaped(closing)}"),
        f'<div class="tl-chosen">{_said(entry.heading, entry.notes)}</div>',
        *(_paragraph(_escaped(line)) for line in after[1:]),
    ]
    marks = (ELLIPSIS if first else "", ELLIPSIS if last < len(text) else "")
    return _page(f"<p><b>{_title(narrative, entry.document)}</b></p>{marks[0]}{''.join(around)}{marks[1]}")


def sentence(narrative: Narrative, id: str) -> highlight.Highlights:
    """A row's sentence with its words marked. Raises `UnknownName`."""
    row = narrative.timeline[narrative.timeline["id"] == id]
    if row.empty:
        raise UnknownName(f"there is no row {id[:40]!r} in the timeline: see the column `id`")
    return highlight.rows(narrative, row)


# -- the table -----------------------------------------------------------------------------------


def _in_time(item: Item) -> tuple[bool, int, int, int]:
    start, end = item.cell if item.dated else (0, 0)
    return not item.dated, start, end, item.telling


def _group(title: str, rows: Sequence[Item]) -> str:
    if not rows:
        return ""
    head = f'<tr><th colspan="{len(HEAD)}" scope="rowgroup">{title}</th></tr>' if title else ""
    return f"<tbody>{head}{''.join(map(_row, rows))}</tbody>"


def _row(item: Item) -> str:
    cells = (
        item.when if item.dated else "no date", _cut(item.label), item.kind, theme.CERTAINTY[item.certainty].word,
        _cut(item.holder or ("" if item.kind == "quote" else "the article")),
    )  # fmt: skip
    words = "".join(f"<td>{_escaped(cell)}</td>" for cell in cells)
    return f'<tr data-row="{_escaped(item.id)}" aria-selected="false" tabindex="-1">{words}</tr>'


def _cut(text: str) -> str:
    return text if len(text) <= LABEL else text[:LABEL].rstrip() + ELLIPSIS


# -- the article ---------------------------------------------------------------------------------


def _page(body: str) -> str:
    return f'{highlight.STYLE}<div class="tl-marks">{body}</div>'


def _unmarked(narrative: Narrative) -> Iterator[str]:
    if narrative.documents.empty:
        yield "<p>There is no article.</p>"
        return
    first = narrative.documents.iloc[0]
    yield f"<p><b>{_title(narrative, first['id'])}</b></p>"
    text = first["text"]
    yield from (_paragraph(_escaped(line)) for line in _lines(text[:AROUND]))
    yield ELLIPSIS if len(text) > AROUND else ""


def _title(narrative: Narrative, document: str) -> str:
    """The article's own title, and its id where there are several."""
    row = narrative.documents[narrative.documents["id"] == document].iloc[0]
    words = [row["title"] or document, *([f"in {document}"] if row["title"] and len(narrative.documents) > 1 else ())]
    return " · ".join(_escaped(_cut(word)) for word in words)


def _said(heading: str, notes: Sequence[str]) -> str:
    head = f"<b>{_escaped(heading)}</b><br/>" if heading else ""
    return head + "<br/>".join(map(_escaped, notes))


def _lines(text: str) -> list[str]:
    """At least one, if an empty one."""
    return text.split("\n")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _paragraph(inner: str) -> str:
    return f'<div class="tl-paragraph" dir="auto">{inner}</div>' if inner.strip() else ""


def _escaped(text: str) -> str:
    """Cleaned, but for the blanks at its ends, which part it from the marked words."""
    return html.escape(clean(f"x{text}x")[1:-1])
