"""Lay annotations out as tables: Annotations… → Narrative. The one crossing from objects to DataFrames.

    narrative = tabulate([annotations])
    narrative.timeline[["start", "label", "certainty"]]

`timeline` is the table to work with (its columns: `analysis.schema`); the other tables are keyed to it by
id and hold what a figure or an exporter needs beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field

import pandas as pd

from analysis import schema
from analysis.errata import OUTCOMES, Outcome, settled
from analysis.garbage import resting
from analysis.model import Annotations, Claim, Event, Participant, Quote, Relation, Span, When

EXPRESSIONS = (
    "id", "document", "start", "end", "words", "rule", "type", "value", "mod", "quant", "freq", "begin_point",
    "end_point", "edtf", "source", "reason", "alternatives",
)  # fmt: skip
DOCUMENTS = (
    "id", "sha256", "language", "kind", "title", "url", "published", "earliest", "latest", "given", "evidence",
    "sections", "text",
)  # fmt: skip
RELATIONS = ("document", "source", "target", "kind", "evidence", "basis")
CONFLICTS = ("document", "source", "target", "kind", "evidence", "against")
FLAGS = ("document", "start", "end", "words", "kind", "reason")
CLAIM_PAIRS = ("document", "a", "b", "relation", "issue")
THREADS = (
    "thread", "label", "family", "start", "end", "precision", "agreed", "certainty", "disputed", "articles", "mentions",
    "reported", "main",
)  # fmt: skip
THREAD_MENTIONS = ("thread", "row", "document", "start", "end", "words", "certainty", "holder", "told")
DISAGREEMENTS = (
    "thread", "field", "value", "row", "document", "holder", "certainty", "start", "end", "words",
)  # fmt: skip
ARTICLE_RANKS = ("row", "rank")
MERGED = ("threads", "thread_mentions", "disagreements", "article_ranks")  # tables of several articles, made by merging


@dataclass(frozen=True)
class Narrative:
    """Tables of one or more articles.

    * `timeline`: a row per event, quote or claim, in order of telling (`analysis.schema`);
    * `threads`, `thread_mentions`, `disagreements`, `article_ranks`: what `analysis.merge` finds that several articles
      tell, empty before (`analysis.threads`);
    * `expressions`: a row per time expression (`start`, `end` are code points);
    * `relations`, `claim_pairs`: links between ids;
    * `conflicts`: a row per relation of the text that others contradict; `against` are those, as (source, target, kind,
      evidence);
    * `flags`: a row per stretch of text that reads wrong;
    * `documents`: a row per article, with its text and sections;
    * `corrections`: a row per field that a person corrected, or would have (`analysis.errata.Outcome`).
    """

    timeline: pd.DataFrame
    expressions: pd.DataFrame
    relations: pd.DataFrame
    claim_pairs: pd.DataFrame
    documents: pd.DataFrame
    threads: pd.DataFrame = field(default_factory=lambda: _frame(THREADS, []))
    thread_mentions: pd.DataFrame = field(default_factory=lambda: _frame(THREAD_MENTIONS, []))
    disagreements: pd.DataFrame = field(default_factory=lambda: _frame(DISAGREEMENTS, []))
    article_ranks: pd.DataFrame = field(default_factory=lambda: _frame(ARTICLE_RANKS, []))
    flags: pd.DataFrame = field(default_factory=lambda: _frame(FLAGS, []))
    corrections: pd.DataFrame = field(default_factory=lambda: _frame(OUTCOMES, []))
    conflicts: pd.DataFrame = field(default_factory=lambda: _frame(CONFLICTS, []))


def tabulate(annotations: Iterable[Annotations], absent: Sequence[Outcome] = ()) -> Narrative:
    """The tables of `annotations`, schema-checked; `absent` are corrections that are for none of these articles.

    Raises `BadTimeline` if a law is broken.
    """
    found = list(annotations)  # read first: what reading leaves behind must go
    with resting():
        return _tables(found, absent)


def _tables(found: Sequence[Annotations], absent: Sequence[Outcome]) -> Narrative:
    timeline = schema.frame([row for a in found for row in _rows(a)])
    documents = _frame(DOCUMENTS, [_document_row(a) for a in found])
    schema.check(timeline, dict(zip(documents["id"], documents["text"], strict=True)))
    return Narrative(
        timeline=timeline,
        expressions=_frame(EXPRESSIONS, [row for a in found for row in _expression_rows(a)]),
        relations=_frame(
            RELATIONS,
            [(a.document.id, r.source, r.target, r.kind, r.evidence, r.basis) for a in found for r in a.relations],
        ),
        claim_pairs=_frame(
            CLAIM_PAIRS, [(a.document.id, p.a, p.b, p.relation, p.issue) for a in found for p in a.claim_pairs]
        ),
        flags=_frame(
            FLAGS,
            [
                (a.document.id, f.span.start, f.span.end, f.span.of(a.document.text), f.kind, f.why)
                for a in found
                for f in a.flags
            ],
        ),
        documents=documents,
        corrections=_frame(
            OUTCOMES, [astuple(o) for o in settled((*(o for a in found for o in a.corrections), *absent))]
        ),
        conflicts=_frame(CONFLICTS, [row for a in found for row in _conflict_rows(a)]),
    )


def _conflict_rows(a: Annotations) -> list[tuple[object, ...]]:
    return [
        (a.document.id, *_relation(c.relation), tuple(_relation(r) for r in c.against)) for c in a.conflicts
    ]


def _relation(r: Relation) -> tuple[str, str, str, str]:
    return r.source, r.target, r.kind, r.evidence


def _frame(columns: Sequence[str], rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype="object")


def _document_row(a: Annotations) -> tuple[object, ...]:
    d, p = a.document, a.published
    sections = tuple((s.span.start, s.span.end, s.kind) for s in d.sections)
    evidence = tuple((e.span.start, e.span.end, e.why) for e in p.evidence) if p else ()
    dates = (p.day, p.earliest, p.latest, p.given) if p else (None, None, None, False)
    return (d.id, d.sha256, d.language, d.kind, d.title, d.url, *dates, evidence, sections, d.text)


def _expression_rows(a: Annotations) -> list[tuple[object, ...]]:
    return [
        (t.id, a.document.id, t.span.start, t.span.end, t.mention.text, t.mention.rule, t.timex.type, t.timex.value,
         t.timex.mod, t.timex.quant, t.timex.freq, t.timex.begin, t.timex.end, t.edtf, t.source, t.reason,
         t.alternatives)
        for t in a.expressions
    ]  # fmt: skip


def _rows(a: Annotations) -> list[dict[str, object]]:
    items: list[Event | Quote | Claim] = sorted((*a.events, *a.quotes, *a.claims), key=lambda x: (x.span, x.id))
    values = {t.id: t.timex.value for t in a.expressions}
    told = _corrected(a.corrections)
    return [_row(a, item, n, values, told.get(item.id)) for n, item in enumerate(items)]


def _corrected(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """What was changed, by the id of the row; of what was changed twice, once."""
    fields: dict[str, dict[str, None]] = {}
    for outcome in outcomes:
        if outcome.row is not None:
            fields.setdefault(outcome.row, {})[outcome.field] = None
    return {row: ", ".join(names) for row, names in fields.items()}


def _row(
    a: Annotations, item: Event | Quote | Claim, place: int, values: Mapping[str, str], corrected: str | None
) -> dict[str, object]:
    text = a.document.text
    row: dict[str, object] = dict.fromkeys(schema.COLUMNS)
    row |= {
        "telling": place, "corrected": corrected,
        "id": item.id, "document": a.document.id, "sha256": a.document.sha256,
        "published": a.published.day if a.published else None, "section": _section(a, item.span),
        "sentence": item.sentence.of(text), "sentence_start": item.sentence.start,
        "span_start": item.span.start, "span_end": item.span.end, "quote": item.span.of(text),
        "rank": a.ranks.get(item.id), "participants": (), "mentions": (),
    }  # fmt: skip
    row["not_before"], row["not_after"] = a.bounds.get(item.id, (None, None))
    row |= _when(item.when, values)
    row |= _own(item, text)
    return row


def _section(a: Annotations, span: Span) -> str:
    return next((s.kind for s in a.document.sections if s.span.start <= span.start < s.span.end), "body")


def _when(when: When, values: Mapping[str, str]) -> dict[str, object]:
    """The columns of a date; `values` are those of the article's expressions, by id."""
    moment = when.moment
    return {
        "start": moment.start if moment else None,
        "end": moment.end if moment else None,
        "precision": moment.precision if moment else "none",
        "holds": moment.holds if moment else "within",
        "approximate": moment.approximate if moment else False,
        "zone": moment.zone if moment else None,
        "timex": values.get(when.expression or ""),
        "edtf": when.edtf,
        "date_source": when.source,
        "expression": when.expression,
        "reason": when.reason,
    }


def _own(item: Event | Quote | Claim, text: str) -> dict[str, object]:
    """The columns that only this kind of row fills."""
    match item:
        case Event():
            known = item.known
            return {
                "kind": "event", "label": item.label, "trigger": item.lemma, "event_class": item.event_class,
                "certainty": item.certainty, "holder": item.holder, "on_timeline": item.on_timeline,
                "participants": tuple(_participant(p) for p in item.participants),
                "tense": item.tense, "aspect": item.aspect, "polarity": item.polarity, "modality": item.modality,
                "pos": item.pos, "cue": _pair(item.cue),
                "mentions": tuple((m.span.start, m.span.end, m.event_class, *m.verbal) for m in item.mentions),
                "known_event": known.name if known else None, "known_id": known.id if known else None,
                "known_edtf": known.edtf if known else None,
                "rank_reason": item.placement.evidence if item.placement else None,
            }  # fmt: skip
        case Quote():
            who = f"{item.speaker}: " if item.speaker else ""
            return {
                "kind": "quote", "label": who + item.span.of(text), "trigger": item.cue or item.kind,
                "certainty": "asserted", "holder": item.speaker, "via": item.via, "quote_kind": item.kind,
                "same_as": item.same_as, "on_timeline": False, "cue": _pair(item.cue_span), "addressee": item.addressee,
                "participants": _speakers(item),
            }  # fmt: skip
        case Claim():
            return {
                "kind": "claim", "label": f"{item.holder or 'The article'} {item.stance}: {item.span.of(text)}",
                "cue": _pair(item.cue), "trigger": item.stance, "certainty": item.certainty, "holder": item.holder,
                "stance": item.stance, "on_timeline": False,
            }  # fmt: skip


def _pair(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span is not None else None


def _participant(p: Participant) -> tuple[str, str, str, int, int, tuple[int, int] | None]:
    return p.name, p.role, p.kind, p.span.start, p.span.end, _pair(p.introduced)


def _speakers(quote: Quote) -> tuple[tuple[str, str, str, int, int, None], ...]:
    """Who says it, and to whom; they stand where the quotation does."""
    named = ((quote.speaker, "speaker"), (quote.addressee, "addressee"))
    return tuple((name, role, "person", quote.span.start, quote.span.end, None) for name, role in named if name)
