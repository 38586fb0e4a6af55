"""Take triggers as somebody has marked them: Doc, given events → Triggers, in place of `find_triggers`.

"a **sell-off**" that no rule finds is an event if it is given. Where our own rules find the word too, its verb is the
one that they say; else a verb carries itself, and a noun is carried by a light verb above it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.events.classes import class_of_noun, class_of_verb
from analysis.events.triggers import OBJECTS, Trigger, find_triggers
from analysis.given import GivenEvent
from analysis.language import Language
from analysis.model import EventClass, Span

if TYPE_CHECKING:
    from analysis.tree import Doc, Token


def marked_triggers(doc: Doc, language: Language, given: Sequence[GivenEvent]) -> tuple[Trigger, ...]:
    """A trigger per given event, in the same order."""
    own = {trigger.token.i: trigger for trigger in find_triggers(doc, language, ())}
    return tuple(_trigger(doc, event, own, language) for event in given)


def unmarked_triggers(
    doc: Doc, language: Language, given: Sequence[Trigger], dead: Sequence[Span]
) -> tuple[Trigger, ...]:
    """What our own rules find beside: no event of the result, but the story that the given ones are told in."""
    taken, spans = {t.token.i for t in given}, [t.span for t in given]
    carriers = {t.carrier.i for t in given if t.carrier is not None}
    return tuple(
        trigger
        for trigger in find_triggers(doc, language, dead)
        if trigger.token.i not in taken | carriers and not any(trigger.span.overlaps(span) for span in spans)
    )


def _trigger(doc: Doc, event: GivenEvent, own: Mapping[int, Trigger], language: Language) -> Trigger:
    tokens = doc.char_span(event.span.start, event.span.end, alignment_mode="expand")
    if tokens is None:  # signs that the parser was not shown
        token = doc[max(0, bisect_right([t.idx for t in doc], event.span.start) - 1)]
        return Trigger(token, event.event_class or "OCCURRENCE", None, event.span)
    root = tokens.root
    inside = [own[token.i] for token in tokens if token.i in own]
    found = own.get(root.i) or (inside[0] if len(inside) == 1 else None)
    if found is not None:
        return Trigger(found.token, event.event_class or found.event_class, found.carrier, event.span)
    return Trigger(root, event.event_class or _class(root, language), _carrier(root, language), event.span)


def _class(token: Token, language: Language) -> EventClass:
    if token.pos_ in ("VERB", "AUX"):
        return class_of_verb(token, language.words("events.nouns", "occurrence"), language)
    if token.pos_ in ("NOUN", "PROPN"):
        return class_of_noun(token, language)
    return "STATE" if token.pos_ == "ADJ" else "OCCURRENCE"


def _carrier(token: Token, language: Language) -> Token | None:
    """The verb that gives the tense: itself; of a predicate the copula; of an object a light verb."""
    if token.pos_ in ("VERB", "AUX"):
        return token
    head = token.head
    if token.dep_ in ("acomp", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
        return head
    light = head.lemma_.lower() in language.words("events", "light")
    return head if light and token.dep_ in OBJECTS | {"nsubjpass"} and head.pos_ == "VERB" else None
