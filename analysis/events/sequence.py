"""Read the order of events off the forms of their verbs: Drafts → Links of tense.

    "said the boat sank"        → sank BEFORE said         "agreed to pay"   → pay AFTER agreed
    "will leave when it stops"  → stops BEFORE leave       "went and asked"  → asked AFTER went
    "died in the crash"         → crash INCLUDES died      "profits from the sale" → sale BEFORE profits

The tense of a clause is told from the time of writing, that of a reported clause from the report (Comrie 1985, "Tense",
on sequence of tenses); a form without tense has its time from the verb that it hangs on. Dates do not lean on these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.events.draft import Draft
from analysis.events.linking import Link
from analysis.language import Language
from analysis.model import TimeRelation

if TYPE_CHECKING:
    from analysis.tree import Token

# "want to leave": that is told of minds, not of a time; "began to fall": the fall does not come after it began.
_UNTOLD = frozenset({"I_STATE", "ASPECTUAL"})
# "knows and likes": what goes on side by side makes no run.
_UNBOUNDED = frozenset({"STATE", "I_STATE", "ASPECTUAL"})
_PURPOSE = frozenset({"advcl", "xcomp", "acl"})


def tense_links(drafts: Sequence[Draft], language: Language) -> tuple[Link, ...]:
    """How events stand to the ones that they hang on, in order of telling."""
    by_token = {d.verb.i: d for d in drafts} | {d.trigger.token.i: d for d in drafts}
    found = []
    for draft in drafts:
        for governor in _governor(draft.verb, by_token):
            for kind, why in _against(draft, governor, language):
                found.append(Link(draft.trigger.token.i, kind, governor.trigger.token.i, why))
    return tuple(found)


def against_writing(draft: Draft, is_dated: bool) -> tuple[TimeRelation, str] | None:
    """How an event stands to the time of writing by its tense; None where it has none, or a date says it better."""
    said, verb, certainty = draft.said, draft.verb, draft.standing.certainty
    perfect = said.aspect == "PERFECTIVE" and said.tense == "PRESENT"
    if is_dated and not perfect:  # "has fallen since May": up to now, whatever the date
        return None
    if said.modality is not None or certainty == "conditional":
        return _possible(draft)
    if said.tense == "FUTURE":
        return ("AFTER", "future tense") if certainty == "future" else None
    if certainty == "future":
        return None
    if said.tense == "PAST" or perfect:
        return "BEFORE", "past tense" if said.tense == "PAST" else "present perfect"
    if said.tense == "PASTPART" and verb.dep_ == "acl":
        return "BEFORE", "past participle"  # "shots fired at the crowd"
    if said.tense == "PRESENT" and said.aspect == "PROGRESSIVE":
        return "INCLUDES", "present progressive"  # goes on now, in a report too: "said they are leaving"
    if said.tense == "PRESENT" and verb.dep_ == "ccomp" and draft.trigger.event_class == "STATE":
        return "INCLUDES", "present tense"  # "said he lives there": a state goes on, or the past tense would do
    if said.tense == "PRESENT" and verb.dep_ in ("ROOT", "relcl"):  # not "said it comes": told from the report
        return ("BEFORE" if draft.trigger.event_class == "REPORTING" else "INCLUDES"), "present tense"
    return None


def _possible(draft: Draft) -> tuple[TimeRelation, str] | None:
    """Modals of what happens look ahead, with a perfect back (Condoravdi 2002, "Temporal interpretation of modals")."""
    said, dep = draft.said, draft.verb.dep_
    if said.modality is not None and said.aspect == "PERFECTIVE":
        return "BEFORE", f"“{said.modality} have” looks back"  # "may have left"
    if draft.trigger.event_class in ("STATE", "I_STATE"):
        return None  # "may know": now
    if said.modality is not None and said.aspect == "NONE" and dep in ("ROOT", "relcl"):
        return "AFTER", f"“{said.modality}” looks ahead"
    if said.tense == "PRESENT" and dep == "advcl":
        return "AFTER", "a condition lies ahead"  # "if it rains"
    return None


def _governor(verb: Token, by_token: Mapping[int, Draft]) -> Iterator[Draft]:
    """The event that the clause hangs on directly, or by one preposition or agent."""
    head = verb.head
    if verb.dep_ in ("pobj", "pcomp") and head.dep_ in ("prep", "agent"):
        head = head.head
    if head.i in by_token and head.i != verb.i:
        yield by_token[head.i]


def _against(draft: Draft, governor: Draft, language: Language) -> Iterator[tuple[TimeRelation, str]]:
    verb, mine, its = draft.verb, draft.said, governor.said
    bare = draft.trigger.is_noun and draft.trigger.carrier is None
    dep, word = verb.dep_, governor.trigger.token.text
    classes = {draft.trigger.event_class, governor.trigger.event_class}
    if bare:
        if dep == "pobj" and verb.head.dep_ == "agent":
            yield "BEFORE", f"what brings about “{word}”"  # "was destroyed by the explosion"
        elif dep == "dobj" and governor.trigger.event_class == "I_ACTION":
            yield "AFTER", f"what “{word}” is after"  # "called for an inquiry"
        elif dep == "pobj" and (kind := language.table("events.nominal_signs").get(verb.head.lower_)) is not None:
            yield kind, f"“{verb.head.text}”"
    elif dep == "ccomp" and (
        governor.trigger.event_class != "OCCURRENCE" or any(c.dep_ == "mark" for c in verb.children)
    ):  # "showed that sales fell"; without "that" the parser may be wrong
        if mine.tense == "PAST" or mine.aspect == "PERFECTIVE":
            yield "BEFORE", f"past tense behind “{word}”"
        elif mine.tense in ("FUTURE", "NONE"):
            yield "AFTER", f"future tense behind “{word}”"
    elif mine.tense == "INFINITIVE" and dep in _PURPOSE:
        if governor.trigger.event_class in _UNTOLD:
            return
        yield "AFTER", f"infinitive behind “{word}”"
    elif dep == "conj" and mine.tense == its.tense != "PRESENT" and _UNBOUNDED.isdisjoint(classes):
        yield "AFTER", f"told after “{word}” in one run"
    elif dep == "advcl" and mine.tense == "PAST":
        yield "BEFORE", f"past tense of a clause under “{word}”"
    elif dep == "advcl" and mine.tense == "PRESENT" and its.tense in ("FUTURE", "NONE", "INFINITIVE"):
        yield "BEFORE", f"present tense of a clause under “{word}”, which is to come"
