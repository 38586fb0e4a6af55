"""One event for its several mentions: Drafts → Clusters.

"a two-hour exchange … The discussion … the conversation … his exchange": a definite noun takes up the
event that the last noun of its family told. "an exchange of courtesies" is indefinite and new.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.events.draft import Cluster, Draft
from analysis.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Token


def resolve(drafts: Sequence[Draft], language: Language) -> list[Cluster]:
    """Clusters in the order in which their first mentions are told."""
    clusters: list[list[Draft]] = []
    families = {lemma: name for name in ("talk", "fight", "war") for lemma in language.words("events.nouns", name)}
    last: dict[str, list[Draft]] = {}
    for draft in drafts:
        family = families.get(draft.trigger.token.lemma_.lower()) if draft.trigger.is_noun else None
        earlier = last.get(family) if family else None
        phase = _phase(draft, clusters, language)
        if phase is not None:
            phase.append(draft)
            continue
        if family and earlier and _takes_up(draft, earlier, language):
            earlier.append(draft)
            continue
        clusters.append([draft])
        if family and (not earlier or not _is_inner(draft)):
            last[family] = clusters[-1]
    return [_main_first(cluster) for cluster in clusters]


def _phase(draft: Draft, clusters: list[list[Draft]], language: Language) -> list[Draft] | None:
    """ "the outbreak in the east of an armed conflict" is one event: the noun of phase leads."""
    node, last = draft.trigger.token, clusters[-1] if clusters else None
    phases = language.words("events.nouns", "phase")
    if last is None or last[0].trigger.token.lemma_.lower() not in phases:
        return None
    while node.dep_ in ("pobj", "prep"):
        node = node.head
    return last if node.i == last[0].trigger.token.i and node.i != draft.trigger.token.i else None


def _takes_up(draft: Draft, earlier: list[Draft], language: Language) -> bool:
    """A definite mention without people of its own, or with people that the earlier one has too."""
    if _described(earlier[0]) and len(earlier) == 1:
        return True  # "It was a high voltage interview. …": the description leans on what follows
    if not _is_definite(draft.trigger.token, language):
        return False
    mine = {p.name for p in draft.participants if p.role != "location"}
    theirs = {name for d in earlier for name in d.people}
    return not mine or not theirs or bool(mine & theirs) or all(name[:1].islower() or " " in name for name in mine)


def _described(draft: Draft) -> bool:
    token = draft.trigger.token
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    return token.dep_ == "attr" and subject is not None and subject.pos_ == "PRON" and token.sent.start <= 1


def _is_definite(token: Token, language: Language) -> bool:
    definite = language.words("events", "definite")
    return any(c.dep_ == "poss" or c.dep_ in ("det", "poss") and c.lower_ in definite for c in token.children)


def _is_inner(draft: Draft) -> bool:
    """Told inside another event's clause ("with an exchange of courtesies"): not the one taken up later."""
    return draft.trigger.token.dep_ == "pobj" and draft.trigger.carrier is None


def _main_first(cluster: list[Draft]) -> Cluster:
    """The fullest mention leads: one that a verb carries and that has people, not a mere description."""
    main = max(cluster, key=lambda d: (not _described(d), bool(d.found), len(d.participants), -d.trigger.token.i))
    return (main, *(d for d in cluster if d is not main))
