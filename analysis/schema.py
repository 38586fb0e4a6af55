"""The timeline table: one row per event, quote or claim. Read this page before writing a figure or an exporter.

`check` runs on every build. It raises `BadTimeline` if a column, a type or one of the laws at the foot
of the page is broken. Times are naive `datetime64[s]` in UTC (the zone as written stands in `zone`),
half-open: `end` is the first instant after. One of them null is an open end; both null is no date, and
then `reason` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.errors import BadTimeline

KINDS = ("event", "quote", "claim")
CERTAINTIES = ("asserted", "future", "alleged", "conditional", "opinion", "denied", "negated")
DATE_SOURCES = ("text", "inferred", "knowledge", "none")
HOLDS = ("within", "throughout")
PRECISIONS = (
    "second", "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century", "none",
)  # fmt: skip

# column: (type, null allowed, what it holds)
COLUMNS: Mapping[str, tuple[str, bool, str]] = {
    "id": ("str", False, "the row's name, made from its content: the same on every run"),
    "kind": ("str", False, "event, quote or claim"),
    "label": ("str", False, "a readable line"),
    "trigger": (
        "str",
        False,
        "the head word: of an event its lemma, of a quote its speech verb, of a claim its stance",
    ),
    "event_class": ("str", True, "TimeML class of an event"),
    "tense": ("str", True, "TimeML tense of an event's verb group"),
    "aspect": ("str", True, "TimeML aspect"),
    "polarity": ("str", True, "POS or NEG, as written; `certainty` is what it comes to"),
    "modality": ("str", True, "the modal verb, if there is one"),
    "pos": ("str", True, "TimeML part of speech of an event's trigger"),
    "participants": (
        "object",
        False,
        "tuple of (name, role, kind, start, end, where it is introduced); kinds: `ParticipantKind` of the model",
    ),
    "mentions": (
        "object",
        False,
        "tuple of (start, end, class, tense, aspect, polarity, modality, pos): other places that tell the same event",
    ),
    "start": ("time", True, "first instant, UTC"),
    "end": ("time", True, "first instant after, UTC"),
    "not_before": ("time", True, "first instant that the order leaves it, where `start` is open (TEI's notBefore)"),
    "not_after": ("time", True, "first instant after what the order leaves it, where `end` is open (TEI's notAfter)"),
    "precision": ("str", False, "unit of the finest part that is known"),
    "holds": ("str", False, "within: some time in the interval; throughout: all of it"),
    "approximate": ("bool", False, "the interval is only about right"),
    "zone": ("str", True, "zone of a clock time, as written; none: not known, and the times are as told"),
    "timex": ("str", True, "TIMEX3 value of the expression that dates the row"),
    "edtf": ("str", True, "the date in EDTF, where EDTF has a form"),
    "date_source": ("str", False, "text, inferred, knowledge or none"),
    "expression": ("str", True, "id of the time expression in `expressions`"),
    "reason": ("str", False, "why this date, or why none"),
    "certainty": ("str", False, "asserted, future, alleged, conditional, opinion, denied or negated"),
    "cue": ("object", True, "(start, end) of the words that the certainty, the quote or the claim rests on"),
    "holder": ("str", True, "who says so; null is the article itself"),
    "addressee": ("str", True, "to whom a quote is said"),
    "via": ("str", True, "through whom a quote reached the article"),
    "stance": ("str", True, "of a claim: asserts, denies, believes …"),
    "quote_kind": ("str", True, "of a quote: direct, partial or term"),
    "same_as": ("str", True, "id of the row that renders the same utterance"),
    "telling": ("int", False, "place in the text, counted from 0"),
    "rank": ("Int", True, "place in time, counted from 0; ties are level; null where unknown"),
    "rank_reason": ("str", True, "what places it there where no date does: a habit of telling, no statement"),
    "on_timeline": ("bool", False, "told as happening, planned, alleged or denied: not a mere wish or condition"),
    "document": ("str", False, "id of the article in `documents`"),
    "sha256": ("str", False, "of the article's bytes"),
    "section": ("str", False, "body, heading or embed"),
    "published": ("str", True, "publication day of the article"),
    "sentence": ("str", False, "the sentence around it"),
    "sentence_start": ("int", False, "code point where the sentence starts"),
    "span_start": ("int", False, "code point where the words start"),
    "span_end": ("int", False, "code point after the words"),
    "quote": ("str", False, "the words themselves: text[span_start:span_end]"),
    "known_event": ("str", True, "name of the outside record it is linked to"),
    "known_id": ("str", True, "id of that record"),
    "known_edtf": ("str", True, "that record's date, never mixed with the text's"),
    "corrected": ("str", True, "what a person changed (date, label …); `Narrative.corrections` says who, from what"),
}

_DTYPES = {"str": "object", "object": "object", "int": "int64", "Int": "Int64", "bool": "bool"}
_CHOICES = {
    "kind": KINDS, "precision": PRECISIONS, "holds": HOLDS, "date_source": DATE_SOURCES, "certainty": CERTAINTIES,
}  # fmt: skip


def _column(name: str) -> pa.Column:
    kind, nullable, what = COLUMNS[name]
    checks = [pa.Check.isin(_CHOICES[name])] if name in _CHOICES else []
    if kind == "time":  # pandera's own DateTime is fixed to nanoseconds, which end in 1678 and 2262
        is_seconds = pa.Check(lambda column: column.dtype == "datetime64[s]", error="is datetime64[s]")
        return pa.Column(None, checks=[is_seconds], nullable=True, description=what)
    if kind == "str":
        checks.append(pa.Check(_is_text, ignore_na=False, error="is text"))
    return pa.Column(_DTYPES[kind], checks=checks, nullable=nullable, unique=name == "id", description=what)


def _is_text(column: pd.Series[Any]) -> pd.Series[bool] | bool:
    """Of a whole column at once; value by value only where that fails, to name the rows."""
    if pd.api.types.infer_dtype(column) in ("string", "empty"):  # it passes over what is missing
        return True
    return column.isna() | column.map(lambda value: isinstance(value, str))


def _law(name: str, holds: Callable[[pd.DataFrame], Any]) -> pa.Check:
    return pa.Check(holds, error=name, ignore_na=False)


LAWS = (
    _law("end comes after start", lambda t: (t["end"] > t["start"]) | t["start"].isna() | t["end"].isna()),
    _law(
        "no date has source none and precision none",
        lambda t: (
            ((t["date_source"] == "none") == (t["start"].isna() & t["end"].isna()))
            & ((t["precision"] == "none") == (t["start"].isna() & t["end"].isna()))
        ),
    ),
    _law("the span is as long as its words", lambda t: (t["span_end"] - t["span_start"]) == t["quote"].str.len()),
    _law("boilerplate yields nothing", lambda t: t["section"] != "boilerplate"),
    _law("knowledge names its record", lambda t: (t["date_source"] != "knowledge") | t["known_id"].notna()),
)

TIMELINE = pa.DataFrameSchema(
    {name: _column(name) for name in COLUMNS}, checks=list(LAWS), strict=True, ordered=True, name="timeline"
)


def frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The table of `rows` (one dict per row, every column given; times in whole seconds or None)."""
    data = {}
    for name, (kind, _, _) in COLUMNS.items():
        values = [row[name] for row in rows]
        if kind == "time":
            data[name] = pd.Series(pd.Series(values, dtype="Int64").astype("datetime64[s]"), dtype="datetime64[s]")
        else:
            data[name] = pd.Series(values, dtype=_DTYPES[kind])
    return pd.DataFrame(data, columns=list(COLUMNS))


def check(timeline: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """`timeline` itself, if every law holds; `texts` maps document ids to their text.

    Raises `BadTimeline` with the broken laws (eight at most) and the rows that break them.
    """
    try:
        TIMELINE.validate(timeline, lazy=True)
    except pa.errors.SchemaErrors as err:
        cases = err.failure_cases
        faults = sorted({f"{what} (row {index})" for what, index in zip(cases["check"], cases["index"], strict=True)})
        raise BadTimeline(f"the timeline breaks the rules of analysis/schema.py: {'; '.join(faults[:8])}") from err
    where = zip(*(timeline[c] for c in ("id", "document", "span_start", "span_end", "quote")), strict=True)
    for name, document, start, end, quote in where:
        if texts[document][start:end] != quote:
            raise BadTimeline(f"row {name}: the words at {start} of {document} are not {quote!r}")
    return timeline
