"""Explain a row in words: Narrative, words or id → text. The words, the rule, the anchor, the result.

print(explain(narrative, "annexation"))
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.errors import UnknownName
from analysis.narrative import Narrative

MOST = 5  # rows explained at once
_SUPPOSED = {"telling": " (a habit of telling)", "habit": " (mostly so, and not said)"}
_KINDS = {
    "AFTER": "after", "BEFORE": "before", "SIMULTANEOUS": "at the time of", "INCLUDES": "all through",
    "IS_INCLUDED": "during", "BEGINS": "begins with", "BEGUN_BY": "begun by", "ENDS": "ends with",
    "ENDED_BY": "ended by", "IAFTER": "right after", "IBEFORE": "right before",
}  # fmt: skip


def explain(narrative: Narrative, what: str) -> str:
    """Why the rows that match `what` (an id, or words of the row, its label or its expression) say what they say.

    Raises `UnknownName` if nothing matches.
    """
    rows, expressions = matching(narrative, what)
    if not len(rows) and not len(expressions):
        if hidden := _hidden(narrative, what):
            return hidden
        raise UnknownName(f"no row or time expression has the id or the words {what!r}: try a word of the article")
    parts = [_row(row, narrative) for row in rows.head(MOST).itertuples()]
    parts += [_expression(row) for row in expressions.head(MOST).itertuples()]
    left = max(0, len(rows) - MOST) + max(0, len(expressions) - MOST)
    return "\n\n".join(parts) + (f"\n\n… and {left} more; give more words" if left else "")


def _hidden(narrative: Narrative, what: str) -> str:
    """Who took the row away that the words or the id are of."""
    hidden = narrative.corrections[narrative.corrections["field"] == "hide"]
    rows: list[Any] = list(hidden.itertuples())
    told = [c for c in rows if what == c.row or _in(what, c.words, c.before)]
    return "\n".join(f"{c.before}   [{c.row}]\n  hidden     by {c.author}, {c.time}: {c.reason}" for c in told[:MOST])


def _in(what: str, *texts: str) -> bool:
    return any(what.casefold() in text.casefold() for text in texts)


def matching(narrative: Narrative, what: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the timeline that are meant by an id or some words, and the expressions that are."""
    timeline, expressions = narrative.timeline, narrative.expressions
    words = what.casefold()
    by_id = timeline[timeline["id"] == what]
    if len(by_id):
        return by_id, expressions.head(0)
    named = [words in f"{q}\n{name}".casefold() for q, name in zip(timeline["quote"], timeline["label"], strict=True)]
    told = timeline[pd.Series(named, timeline.index, dtype=bool)]  # an empty list would pick columns
    meant = [what == i or words in w.casefold() for i, w in zip(expressions["id"], expressions["words"], strict=True)]
    said = expressions[pd.Series(meant, expressions.index, dtype=bool)]
    told = told.assign(shown=~told["on_timeline"]).sort_values(["shown", "telling"]).drop(columns="shown")
    happened = told[told["kind"] == "event"]
    if len(happened):  # a quotation or a claim around the words is meant only where nothing nearer is
        return happened, said.head(0)
    return (told.head(0), said) if len(said) else (told, said)


def _cue(row: Any, narrative: Narrative) -> str:
    """The words that the standing rests on."""
    if row.cue is None:
        return ""
    texts = dict(zip(narrative.documents["id"], narrative.documents["text"], strict=True))
    return f", by “{texts[row.document][row.cue[0] : row.cue[1]]}”"


def _row(row: Any, narrative: Narrative) -> str:
    who = row.holder or "the article itself"
    lines = [
        f"{row.label}   [{row.id}]",
        f"  words      “{row.quote}” at {row.span_start}–{row.span_end} of {row.document}",
        f"  sentence   {' '.join(row.sentence.split())}",
        f"  date       {_date(row)}",
        f"  because    {row.reason}",
        f"  standing   {row.certainty}, according to {who}{_cue(row, narrative)}",
    ]
    people = [f"{name} ({role})" for name, role, kind, *_ in row.participants if kind not in ("thing", "event")]
    lines += [f"  people     {', '.join(people)}"] if people else []
    expression = narrative.expressions[narrative.expressions["id"] == row.expression]
    lines += [f"  expression {_short(e)}" for e in expression.itertuples()]
    lines += [f"  order      {words}" for words in _order(row, narrative)]
    if row.known_id:
        lines.append(f"  outside    {row.known_event} ({row.known_edtf}): not said by the article")
    lines += _corrections(row, narrative)
    if not row.on_timeline:
        lines.append("  timeline   not shown: it is not told as happening, planned with a time, alleged or denied")
    return "\n".join(lines)


def _corrections(row: Any, narrative: Narrative) -> list[str]:
    """Who changed what of the row, and what it was."""
    told = narrative.corrections[narrative.corrections["row"] == row.id]
    return [
        f"  corrected  {c.field}: {c.before or 'none'} → {c.after or 'none'}, by {c.author}, {c.time}: {c.reason}"
        for c in told.itertuples()
    ]


def _order(row: Any, narrative: Narrative) -> Iterator[str]:
    """How it stands to other events, and what says so; then what the text says that cannot hold beside it."""
    words = dict(zip(narrative.timeline["id"], narrative.timeline["quote"], strict=True))
    for link in narrative.relations[narrative.relations["source"] == row.id].itertuples():
        if link.target in words:
            supposed = _SUPPOSED.get(link.basis, "")
            yield f"{_KINDS.get(link.kind, link.kind)} “{words[link.target]}”: {link.evidence}{supposed}"
    if isinstance(row.rank_reason, str) and not pd.isna(row.rank):
        yield f"rank {row.rank}: {row.rank_reason}"
    for conflict in narrative.conflicts[narrative.conflicts["source"] == row.id].itertuples():
        what = f"{_KINDS.get(conflict.kind, conflict.kind)} “{words.get(conflict.target, 'the time of writing')}”"
        yield f"set aside: {what} ({conflict.evidence}), against {'; '.join(told[3] for told in conflict.against)}"


def _date(row: Any) -> str:
    if pd.isna(row.start) and pd.isna(row.end):
        return "none"
    start, end = ("…" if pd.isna(t) else t.isoformat(sep=" ", timespec="minutes") for t in (row.start, row.end))
    zone = f" UTC ({row.zone} in the text)" if row.zone else ""
    edtf = f", EDTF {row.edtf}" if row.edtf else ""
    return f"{row.holds} [{start}, {end}){zone}, precise to the {row.precision}{edtf}; source: {row.date_source}"


def _short(row: Any) -> str:
    return f"“{row.words}” read by the rule {row.rule}: {row.type} {row.value}"


def _expression(row: Any) -> str:
    lines = [
        f"“{row.words}”   [{row.id}]",
        f"  words      at {row.start}–{row.end} of {row.document}, read by the rule {row.rule}",
        f"  value      {row.type} {row.value}" + (f", EDTF {row.edtf}" if row.edtf else ""),
        f"  because    {row.reason}",
    ]
    lines += [f"  or else    {other}" for other in row.alternatives]
    return "\n".join(lines)
