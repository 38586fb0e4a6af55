"""What a past perfect looks back from: "had left when she came", "by the time they came, he had fled".

The clause of "when" is the time of reference, and what the perfect tells was over by then (Reichenbach 1947, "Elements
of symbolic logic", on the tenses of verbs).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.events.draft import Draft
from analysis.events.linking import Said
from analysis.events.verbal import Verbal
from analysis.language import Language

if TYPE_CHECKING:
    from analysis.tree import Token

_LASTING = frozenset({"STATE", "I_STATE", "ASPECTUAL"})


def looks_back(clause: Token, language: Language) -> bool:
    """ "Had left when she came", "no sooner had he left than": the clause is what the past perfect looks back from."""
    signs = language.table("events.by_then")
    marks = (c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i)
    beside = {"", *(c.lower_ for c in clause.head.children)}
    if language.table("events.bounds").get(clause.left_edge.lower_) == "by":
        return True  # "by the time they came"
    return any(signs.get(m) in beside for m in marks)


def is_past_perfect(said: Verbal) -> bool:
    return said.tense == "PAST" and said.aspect in ("PERFECTIVE", "PERFECTIVE_PROGRESSIVE")


def over_by_then(draft: Draft, perfect: Draft, language: Language) -> Iterator[Said]:
    """Not "had lived there for years when it came", "had begun talks when it came": these may go on."""
    classes = {draft.trigger.event_class, perfect.trigger.event_class}
    begun = perfect.verb.lemma_.lower() in language.words("events", "aspectual")
    over = perfect.said.aspect == "PERFECTIVE" and draft.said.aspect == "NONE" and not begun
    if over and _LASTING.isdisjoint(classes):
        yield "AFTER", f"“{perfect.trigger.text}” was over by then", "tense"


def by_the_time(verb: Token, by_token: Mapping[int, Draft], language: Language) -> Iterator[Draft]:
    """ "By the time they came, he had fled": the fleeing."""
    time, by = verb.head, verb.head.head
    if verb.dep_ in ("relcl", "acl", "advcl") and time.dep_ == "pobj" and by.head.i in by_token:
        named = time.lemma_.lower() in language.words("events", "parts_of_time")
        sign = language.table("events.bounds").get(by.lower_) == "by"
        if named and sign and is_past_perfect(by_token[by.head.i].said):
            yield by_token[by.head.i]
