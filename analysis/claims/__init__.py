"""Find what is held to be so, by whom, and what competes: Doc, Events, Quotes → Claims and pairs of them.

"Washington accuses Moscow of massing troops in order to attack" and "The Kremlin denies any plans for an invasion":
two claims of two holders that contradict each other. A claim is in the article's own words; a pair names its kind and
what it is about. What the article tells itself is a claim only where it is hedged or competes with one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.claims.attributed import find_drafts
from analysis.claims.draft import Draft
from analysis.claims.pairs import find_pairs
from analysis.language import Language
from analysis.model import Claim, ClaimPair, Document, Event, Quote, When
from analysis.people import Cast

if TYPE_CHECKING:
    from analysis.tree import Doc

_NO_DATE = When(None, None, "none", "a claim is dated by the event that tells it")


def find_claims(
    document: Document, doc: Doc, events: Sequence[Event], quotes: Sequence[Quote], cast: Cast, language: Language
) -> tuple[tuple[Claim, ...], tuple[ClaimPair, ...]]:
    """The claims in order of the text, and the pairs of them that compete."""
    drafts = find_drafts(doc, events, quotes, cast, language)
    pairs = find_pairs(drafts, doc, events, language)
    by_span = {event.span: event for event in events}
    ids = [_id(document, draft) for draft in drafts]
    claims = tuple(_claim(draft, ids[i], by_span.get(draft.event)) for i, draft in enumerate(drafts))
    return claims, tuple(ClaimPair(ids[p.a], ids[p.b], p.relation, p.issue) for p in pairs)


def _id(document: Document, draft: Draft) -> str:
    content = f"{document.id}\0claim\0{draft.span.start}\0{draft.stance}\0{draft.span.of(document.text)}"
    return f"c-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _claim(draft: Draft, identity: str, event: Event | None) -> Claim:
    return Claim(
        id=identity, span=draft.span, sentence=draft.sentence, holder=draft.holder, stance=draft.stance,
        certainty=event.certainty if event is not None else draft.certainty, when=event.when if event else _NO_DATE,
        cue=draft.cue,
    )  # fmt: skip
