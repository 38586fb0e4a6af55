"""Find who is named, and under which name: Doc → Cast.

    cast = find_people(document, doc, language, gazetteer, "2021-12-07")
    cast.name(doc[8])        # "Biden" → "Joe Biden"

Names are merged within the article (`naming`), then descriptions (`describing`), then pronouns (`pronouns`). Each
step uses what the steps before it found, and leaves alone what it cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.gazetteer import Gazetteer
from analysis.language import Language
from analysis.marks import quote_spans
from analysis.model import Document, Span
from analysis.people.cast import NAMED, PLACES, SUBJECTS, Actor, Cast, extent
from analysis.people.describing import describe, titles_of
from analysis.people.naming import acronyms, in_full, named
from analysis.people.pronouns import resolve, speaking

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

__all__ = ["NAMED", "PLACES", "SUBJECTS", "Actor", "Cast", "find_people", "speaking"]


def find_people(document: Document, doc: Doc, language: Language, gazetteer: Gazetteer, day: str | None) -> Cast:
    """The cast of one article; `day` (ISO 8601) is its own, on which titles are looked up."""
    spelled = acronyms(doc.text)
    names = list(named(doc, language, gazetteer, spelled))
    firsts: dict[str, Span] = {}
    headings = [s.span for s in document.sections if s.kind == "heading"]
    body = [t for t in doc if not headings or not any(h.start <= t.idx < h.end for h in headings)]
    for token in body:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod"):
            lemma = token.lemma_.lower()
            if lemma not in firsts:
                firsts[lemma] = extent(token)
    cast = Cast(language, {t.i: who for t, who in names}, _extents(names, {t.i for t in body}), firsts,
                {in_full(span, doc.text): span for span in spelled.values()})  # fmt: skip
    titles = titles_of(doc, cast, gazetteer)
    cast = cast.with_heads(describe(doc, cast, titles, language, gazetteer, day))
    return cast.with_heads(resolve(doc, cast, quote_spans(document)))


def _extents(names: Sequence[tuple[Token, tuple[Actor, ...]]], body: set[int]) -> dict[int, Span]:
    """Where names stand, in the body; those of a headline only if the body does not have them."""
    inside = {actor.name for token, actors in names if token.i in body for actor in actors}
    return {t.i: extent(t) for t, actors in names if t.i in body or not any(a.name in inside for a in actors)}
