"""Annotate a short text as the tests need it: given words, given day, no inference of language or kind."""

from __future__ import annotations

from functools import cache

from analysis.document import from_text
from analysis.model import Annotations, Event
from analysis.pipeline import annotate

TUESDAY = "2021-12-07"


@cache
def annotated(text: str, published: str | None = TUESDAY) -> Annotations:
    """The annotations of a news text of Tuesday 7 December 2021, unless said otherwise."""
    return annotate(from_text(text, id="made", language="en", kind="news"), published=published, knowledge=())


def event(text: str, words: str, published: str | None = TUESDAY) -> Event:
    """The one event whose trigger or other mention is `words`."""
    found = annotated(text, published)
    hits = [e for e in found.events if words in {s.of(text) for s in (e.span, *(m.span for m in e.mentions))}]
    assert len(hits) == 1, f"{len(hits)} events with {words!r}: {[e.span.of(text) for e in found.events]}"
    return hits[0]
