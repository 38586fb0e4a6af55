"""Decide what belongs on the timeline: a dated draft → bool.

Something told as happening, as planned with a time, or as alleged or denied to happen; not a condition, a wish, an
opinion or a mere possibility. States count where they have a time of their own.
"""

from __future__ import annotations

from analysis.events import dating
from analysis.events.draft import Draft
from analysis.language import Language
from analysis.model import When

HAPPENING = frozenset({"OCCURRENCE", "REPORTING", "I_ACTION", "PERCEPTION", "ASPECTUAL"})


def shown(draft: Draft, when: When, language: Language) -> bool:
    """Does the timeline show it?"""
    standing, trigger = draft.standing, draft.trigger
    own_time = when.expression is not None
    quoted = draft.quote is not None and draft.quote.kind == "direct"
    match standing.certainty:
        case "asserted":
            if quoted:
                return own_time or when.moment is not None
            if trigger.event_class not in HAPPENING:
                being = trigger.event_class == "STATE" and trigger.token.lemma_ in language.words("events", "copula")
                return being and when.moment is not None
            return _is_told(draft) if trigger.is_noun else _is_clause(draft, language) or own_time
        case "future":
            return own_time and not standing.is_purpose
        case "alleged" | "denied":
            return not standing.is_purpose and not trigger.is_noun and standing.holder not in (None, "unspecified")
        case "negated":
            happens = trigger.event_class in HAPPENING and not trigger.is_noun and not standing.is_purpose
            return happens and dating.tense(trigger) != dating.PRESENT
        case _:
            return False


def _is_told(draft: Draft) -> bool:
    """A noun tells an event if a verb or a date carries it, or if it is singular and says of whom or where."""
    token = draft.trigger.token
    if draft.trigger.carrier is not None or draft.found:
        return True
    modified = any(c.dep_ in ("prep", "acl", "poss") for c in token.children)
    return token.tag_ == "NN" and modified and token.dep_ not in ("compound", "conj")


def _is_clause(draft: Draft, language: Language) -> bool:
    """A finite verb, or a participle with an object or an agent ("killing 15"): not "smiling", "seated", "closed"."""
    token = draft.trigger.token
    if token.dep_ in ("advcl", "acl", "pcomp") and token.tag_ in ("VBG", "VBN"):
        return any(c.dep_ in ("dobj", "agent", "nsubj", "nsubjpass") for c in token.children)
    adjectival = language.table("events.adjectival").get(token.lemma_.lower())
    if adjectival and {c.dep_ for c in token.children} <= {"prep", "punct", "advmod"}:
        return not any(c.lower_ == adjectival for c in token.children)  # "…, and closed to journalists"
    return (
        token.tag_ != "VB"
        or token.dep_ == "ROOT"
        or any(c.dep_ in ("aux", "nsubj") and c.tag_ != "TO" for c in token.children)
    )
