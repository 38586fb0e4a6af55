"""Show words in their sentences: Narrative → HTML. What was found is in a coloured box with a small label.

    from analysis import highlight
    highlight.times(narrative)                       # in Jupyter; print() gives plain text
    highlight.events(narrative, certainty="denied")
    highlight.STYLE + highlight.quotes(narrative).fragment()      # for a page: the rules once, any fragments

All of these return `Highlights`. Any words can be shown, with a table of your own: `spans(narrative, table)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import schema
from analysis.drawing import theme
from analysis.errors import UnknownName
from analysis.highlight import marking
from analysis.highlight.marking import Article, tuples
from analysis.highlight.nesting import Mark
from analysis.highlight.passages import Entry, Highlights, Passage
from analysis.highlight.style import ROLES, STYLE

if TYPE_CHECKING:
    from analysis.narrative import Narrative

__all__ = [
    "STYLE", "Highlights", "claims", "events", "flags", "mentions", "pairs", "quotes", "rows", "spans", "times",
]  # fmt: skip


def times(narrative: Narrative) -> Highlights:
    """Every time expression in its sentence, with its rule, its EDTF value and the reason for it."""
    found = [(row.document, marking.expression(row), _time_note(row)) for row in tuples(narrative.expressions)]
    return Highlights(_title(len(found), "time expression"), tuple(_by_passage(narrative, found)))


def events(
    narrative: Narrative, certainty: str | Iterable[str] | None = None, *, on_timeline: bool | None = None
) -> Highlights:
    """Every event in its sentence, with its cue, its date and who takes part.

    `certainty` (one or several) and `on_timeline` choose among them. Raises `UnknownName`.
    """
    table = _of_kind(narrative, "event")
    if certainty is not None:
        wanted = [certainty] if isinstance(certainty, str) else list(certainty)
        if unknown := [name for name in wanted if name not in schema.CERTAINTIES]:
            raise UnknownName(f"there is no certainty {unknown[0]!r}: choose among {', '.join(schema.CERTAINTIES)}")
        table = table[table["certainty"].isin(wanted)]
    if on_timeline is not None:
        table = table[table["on_timeline"] == on_timeline]
    return rows(narrative, table)


def quotes(narrative: Narrative) -> Highlights:
    """Every quote in its passage, with the words that introduce it, who speaks, and to whom."""
    return rows(narrative, _of_kind(narrative, "quote"))


def claims(narrative: Narrative) -> Highlights:
    """Every claim in its passage, with its cue and who holds it."""
    return rows(narrative, _of_kind(narrative, "claim"))


def rows(narrative: Narrative, table: pd.DataFrame) -> Highlights:
    """The rows of `table`, a part of `narrative.timeline`, one by one."""
    known = marking.articles(narrative)
    kinds = sorted(set(table["kind"]))
    entries = tuple(_entry(known[row.document], row) for row in tuples(table))
    return Highlights(_title(len(entries), kinds[0] if len(kinds) == 1 else "row"), entries)


def pairs(narrative: Narrative) -> Highlights:
    """Claims that compete, both in their sentences side by side, with what is at issue."""
    known = marking.articles(narrative)
    held = {row.id: row for row in tuples(_of_kind(narrative, "claim"))}
    entries = []
    for pair in tuples(narrative.claim_pairs):
        sides, article = (held[pair.a], held[pair.b]), known[pair.document]
        said = tuple(f"{_holder(row)} {row.stance}: “{row.quote}”" for row in sides)
        heading = f"{pair.relation}: {pair.issue}" if pair.issue else pair.relation
        entries.append(Entry(article.id, tuple(_passage(article, row) for row in sides), heading, said, beside=True))
    return Highlights(_title(len(entries), "pair of claims", "pairs of claims"), tuple(entries))


def mentions(narrative: Narrative) -> Highlights:
    """Every event that is told more than once, in all its sentences."""
    known = marking.articles(narrative)
    entries = []
    for row in tuples(_of_kind(narrative, "event")):
        if row.mentions:
            places = sorted([(row.span_start, row.span_end), *(place[:2] for place in row.mentions)])
            entries.append(_retold(known[row.document], row, places))
    return Highlights(_title(len(entries), "event told more than once", "events told more than once"), tuple(entries))


def flags(narrative: Narrative) -> Highlights:
    """Text that reads wrong, in its sentence, with why. Nothing of it is corrected."""
    found = [
        (row.document, Mark(row.start, row.end, "flag", row.kind), f"“{row.words}”: {row.reason}")
        for row in tuples(narrative.flags)
    ]
    title = _title(len(found), "place that reads wrong", "places that read wrong")
    return Highlights(title, tuple(_by_passage(narrative, found)))


def spans(narrative: Narrative, table: pd.DataFrame, *, what: str = "place", role: str = "none") -> Highlights:
    """Any words: `table` has `start`, `end` (code points) and `label`, and may have `reason` and `document`.

    `role` gives the look, one of `analysis.highlight.style.ROLES`. Raises `UnknownName`.
    """
    if role not in ROLES:
        raise UnknownName(f"there is no role {role!r}: choose one of {', '.join(ROLES)}")
    known = marking.articles(narrative)
    if "document" not in table and len(known) != 1:
        raise UnknownName(f"the table needs a column `document`, for there are {len(known)} articles")
    only = next(iter(known), "")
    found = []
    for row in table.to_dict("records"):
        document, start, end = row.get("document", only), int(row["start"]), int(row["end"])
        note = f"“{known[document].text[start:end]}”: {row['reason']}" if row.get("reason") else ""
        found.append((document, Mark(start, end, role, str(row["label"])), note))
    return Highlights(_title(len(found), what), tuple(_by_passage(narrative, found)))


def _of_kind(narrative: Narrative, kind: str) -> pd.DataFrame:
    return narrative.timeline[narrative.timeline["kind"] == kind]


def _by_passage(narrative: Narrative, found: Iterable[tuple[str, Mark, str]]) -> Iterator[Entry]:
    """One entry for each sentence that something (article, mark, note) was found in."""
    known = marking.articles(narrative)
    placed = [(d, marking.passage(known[d], [(m.start, m.end)]), m, note) for d, m, note in found]
    order = {document: place for place, document in enumerate(known)}
    placed.sort(key=lambda item: (order[item[0]], item[1], item[2].start, item[2].end))
    for (document, around), group in groupby(placed, key=lambda item: item[:2]):
        together = list(group)
        marks = tuple(mark for _, _, mark, _ in together)
        passage = Passage(known[document].text, around[0], around[1], marks)
        yield Entry(document, (passage,), notes=tuple(note for *_, note in together if note))


def _entry(article: Article, row: Any) -> Entry:
    """One row: its label over the passage (unless it is the passage's own words), its standing below it."""
    heading = row.label if row.kind == "event" else ""
    return Entry(article.id, (_passage(article, row),), heading, tuple(_notes(article, row)))


def _passage(article: Article, row: Any) -> Passage:
    (start, end), marks = marking.marks(article, row)
    return Passage(article.text, start, end, marks)


def _notes(article: Article, row: Any) -> Iterator[str]:
    if row.kind == "quote":
        yield _said_by(row)
        return  # dated by the event that tells it
    who = _holder(row)
    if row.kind == "claim":
        yield f"{str(row.stance).capitalize()}, according to {who}; certainty: {row.certainty}"
    else:
        yield f"{theme.CERTAINTY[row.certainty].word.capitalize()}, according to {who}"
    date = row.edtf or row.timex
    yield f"{date} ({row.date_source}): {row.reason}" if date else f"No date: {row.reason}"
    start, end = marking.marks(article, row)[0]
    away = [f"{name} ({role})" for name, role, _, a, b, *_ in row.participants if a < start or b > end]
    if away:
        yield f"Named elsewhere: {', '.join(dict.fromkeys(away))}"


def _holder(row: Any) -> str:
    return {None: "the article itself", "unspecified": "somebody who is not named"}.get(row.holder) or str(row.holder)


def _said_by(row: Any) -> str:
    if row.quote_kind == "term":
        return "A name in quotation marks: nobody says it"
    to = f" to {row.addressee}" if row.addressee else ""
    via = f", through {row.via}" if row.via else ""
    again = "; another rendering of words quoted before" if row.same_as else ""
    return f"Said by {row.holder or 'somebody who is not named'}{to}{via}{again}"


def _retold(article: Article, row: Any, places: list[tuple[int, int]]) -> Entry:
    passages = []
    for start, end in places:
        label = marking.own_label(row) if start == row.span_start else "the same"
        around = marking.passage(article, [(start, end)])
        passages.append(Passage(article.text, around[0], around[1], (Mark(start, end, row.kind, label),)))
    return Entry(article.id, tuple(passages), row.label)


def _time_note(row: Any) -> str:
    edtf = f"EDTF {row.edtf}" if row.edtf else "no EDTF form"
    others = "".join(f"; or else {other}" for other in row.alternatives)
    return f"“{row.words}”: {edtf}; rule {row.rule}; {row.source}: {row.reason}{others}"


def _title(count: int, one: str, many: str = "") -> str:
    several = many or (f"{one}es" if one.endswith("s") else f"{one}s")
    return f"{count} {one if count == 1 else several}" if count else f"No {several}"
