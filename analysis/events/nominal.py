"""Find who and what takes part in the event that a noun tells: "talks between X and Y", "the Russian annexation".

What the noun does not say itself, its clause may: who wants or makes it, to whom it happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events.prepositions import is_told_to, of_preposition
from analysis.events.subjects import RELATIVE, lacks_object, subjects
from analysis.events.triggers import OBJECTS, Trigger
from analysis.language import Language
from analysis.model import Participant, Span
from analysis.people import Cast

if TYPE_CHECKING:
    from analysis.tree import Token


def of_noun(noun: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    trigger = Trigger(noun, "OCCURRENCE", None)
    for child in noun.children:
        if child.dep_ == "poss":
            yield from cast.participants(child, "agent", things=False)
        elif child.dep_ in ("compound", "nmod", "amod") and child.i in cast.heads:
            yield from cast.participants(child, "agent", things=False)
        elif child.dep_ == "compound" and child.pos_ == "NOUN" and child.ent_type_ not in ("DATE", "TIME"):
            yield from cast.participants(child, "patient")
        elif child.dep_ == "nummod" and noun.lemma_.lower() in language.words("events.nouns", "counted"):
            yield Participant(child.text, "patient", Span(child.idx, child.end), "group")  # "eight deaths"
        elif child.dep_ == "prep" and not is_told_to(noun, child, language):
            yield from of_preposition(child, trigger, cast, language)
            yield from _nested(child, trigger, cast, language)
        elif child.dep_ in ("acl", "relcl") and child.tag_ == "VBN":  # "courtesies broadcast by television"
            yield from (p for by in child.children if by.dep_ == "agent"
                        for p in of_preposition(by, trigger, cast, language))  # fmt: skip
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        yield from (p for p in of_noun(noun.head, cast, language) if p.role == "agent")


def _nested(prep: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "a summit in person between the two men", "an exchange of courtesies broadcast by …": the parser nests them."""
    for noun in prep.children:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("between", "by", "with", "against"):
                yield from of_preposition(child, trigger, cast, language)
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                yield from (p for by in child.children if by.dep_ == "agent"
                            for p in of_preposition(by, trigger, cast, language))  # fmt: skip


def implied(noun: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    """Of a bare noun: whoever denies, plans, wants or makes it, in the clause whose object it is.

    "The Kremlin denies any plans": the Kremlin's; "accused of going it alone during the withdrawal": the accused's.
    """
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in language.words("events", "temporal") | language.words(
        "events", "accompanying"
    ):
        verb = verb.head
        if verb.lemma_.lower() in language.words("events", "reporting"):
            return  # "After the verdict she said …": not hers
    elif noun.dep_ not in OBJECTS or not _is_own(noun, verb, language):
        return
    if verb.pos_ in ("VERB", "AUX"):
        for subject in subjects(verb):
            yield from cast.participants(subject, "agent", things=False)
            if subject.i not in cast.heads and subject.pos_ == "NOUN":  # "the discussion between X and Y began with …"
                yield from (p for p in of_noun(subject, cast, language) if p.role == "agent")


def _is_own(noun: Token, verb: Token, language: Language) -> bool:
    """ "denies any plans", "wants a reform", "began an offensive": one's own; "condemned the attack": another's."""
    lemma = verb.lemma_.lower()
    if lemma in language.words("speech", "denying"):
        return noun.lemma_.lower() in language.words("events.nouns", "intention")
    lists = ("aspectual", "light", "handling")
    return lemma in language.words("certainty", "wish") or any(lemma in language.words("events", k) for k in lists)


def undergoing(noun: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "The bridge under construction", "has the aircraft under development": to what it happens, and by whom.

    Not "under an agreement": that is a condition, and has its article.
    """
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in language.words("people", "undergoing"):
        return
    if any(c.dep_ in ("det", "poss") for c in noun.children):
        return
    head = prep.head
    verb = head.head if head.dep_ in ("attr", "dobj") else head
    if verb.pos_ not in ("VERB", "AUX"):
        yield from _before(prep, cast.participants(head, "patient"))
        return
    objects = [c for c in verb.children if c.dep_ == "dobj" and head in (c, verb)]
    objects = [verb.head if verb.dep_ == "relcl" and c.tag_ in RELATIVE else c for c in objects]
    if not objects and verb.dep_ == "relcl" and lacks_object(verb):
        objects = [verb.head]
    for token in objects or subjects(verb):
        token = token.head.head if token.tag_ in RELATIVE and token.head.dep_ == "relcl" else token
        token = token.head if token.dep_ == "appos" else token  # "22 jets, an aircraft it has under development"
        yield from _before(prep, cast.participants(token, "patient"))
    if objects and verb.lemma_.lower() in language.words("people", "holding"):
        for subject in subjects(verb):
            yield from cast.participants(subject, "agent", things=False)


def _before(prep: Token, told: Iterable[Participant]) -> Iterator[Participant]:
    """Without the words from a preposition on: "two ferries", of "two ferries under development"."""
    for p in told:
        inside = p.span.start < prep.idx < p.span.end
        yield replace(p, span=Span(p.span.start, len(prep.doc.text[: prep.idx].rstrip()))) if inside else p


def around(noun: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    """Of a noun that names nobody itself: whom the clause around it says it happened to.

    "An explosion destroyed a hospital", "was given a ban for doping", "died in a crash"; not "condemned the attack".
    """
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.pos_ != "VERB":
        return
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "dative") and c.pos_ != "ADP"]
    if noun.dep_ == "nsubj":
        affected = objects
    elif noun.dep_ == "pobj" and noun.head.lower_ in language.words("people", "involving"):
        affected = objects or [c for c in verb.children if c.dep_ == "nsubj"]
    else:
        return
    for token in affected:
        if token.i != noun.i:
            yield from cast.participants(token, "involved")
