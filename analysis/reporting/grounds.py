"""Say what the dates rest on: rows → HTML. What was inferred from what, what has no date and why, what reads wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from analysis.drawing.naming import published
from analysis.reporting.facts import Fact
from analysis.reporting.markup import LONGEST, button, counted, listed, written

if TYPE_CHECKING:
    from analysis.narrative import Narrative


def provenance(document: Any) -> str:
    """Where the article comes from, when it was published, and the words which say so."""
    source = written(document.url, LONGEST) if document.url else f"{written(document.id, LONGEST)} (a file)"
    said = published(document._asdict()).removeprefix("published ")
    evidence = [
        f"“{written(document.text[start:end], LONGEST)}”: {written(why, LONGEST)}"
        for start, end, why in document.evidence
    ]
    rests = f"<dt>which rests on</dt><dd>{listed(evidence, 'evidence')}</dd>" if evidence else ""
    return (
        f'<dl class="source"><dt>Source</dt><dd>{source}</dd><dt>Published</dt><dd>{written(said)}</dd>{rests}'
        f'<dt>SHA-256</dt><dd class="sum">{written(document.sha256)}</dd></dl>\n'
    )


def inferred(narrative: Narrative, own: Sequence[Fact]) -> str:
    """Each date that the text does not state in full: the words, the rule, the anchor, the result, the rows."""
    times = {row.id: row for row in narrative.expressions.itertuples()}
    chains: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in own:
        if fact.row.date_source in ("inferred", "knowledge"):
            result = fact.when + (f" (EDTF {fact.row.edtf})" if fact.row.edtf else "")
            chains.setdefault((fact.row.expression or "", fact.row.reason, result), []).append(fact)
    if not chains:
        return "<p>No date was inferred.</p>\n"
    return listed((_chain(times.get(key[0]), *key[1:], rows) for key, rows in chains.items()), "chains") + "\n"


def _chain(time: Any, reason: str, result: str, rows: Sequence[Fact]) -> str:
    words = (
        f"“{written(time.words, LONGEST)}”, read by the rule <code>{written(time.rule)}</code>" if time is not None
        else "no time expression of its own"
    )  # fmt: skip
    steps = "".join(f"<li>{step}</li>" for step in (words, written(reason, LONGEST), f"<b>{written(result)}</b>"))
    return f'<ol class="steps">{steps}</ol>\n<p class="rows">dates {_buttons(rows)}</p>'


def undated(own: Sequence[Fact]) -> str:
    """The rows without a date, by the reason why they have none."""
    reasons: dict[str, list[Fact]] = {}
    for fact in own:
        if not fact.item.dated:
            reasons.setdefault(fact.row.reason, []).append(fact)
    if not reasons:
        return "<p>Every row has a date.</p>\n"
    return listed((_reason(reason, rows) for reason, rows in reasons.items()), "chains") + "\n"


def _reason(reason: str, rows: Sequence[Fact]) -> str:
    kinds = ", ".join(_kinds(rows))
    said = written(reason, LONGEST)
    return f'<p><b>{said[:1].upper()}{said[1:]}</b> <small>{kinds}</small></p>\n<p class="rows">{_buttons(rows)}</p>'


def _kinds(rows: Sequence[Fact]) -> Iterator[str]:
    for kind in ("event", "quote", "claim"):
        if count := sum(fact.item.kind == kind for fact in rows):
            yield counted(count, kind)


def _buttons(rows: Sequence[Fact]) -> str:
    return " ".join(button(fact) for fact in rows)


def flags(narrative: Narrative, document: Any) -> str:
    """Words that read wrong, with why; nothing for an article without any."""
    own = narrative.flags[narrative.flags["document"] == document.id]
    said = [
        f"“{written(row.words, LONGEST)}” <small>{written(row.kind)}</small>: {written(row.reason, LONGEST)}"
        for row in own.itertuples()
    ]
    return listed(said, "flags") + "\n" if said else ""
