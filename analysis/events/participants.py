"""Find who and what takes part in an event: Trigger → Participants.

Roles: agent (or speaker, of a reporting verb), patient, addressee, target, recipient, source, location, topic … A verb
without a subject of its own takes that of the clause it belongs to; a noun takes its people from its light verb
("Biden and Putin had an exchange"), from "between X and Y", from an owner or an adjective ("the Russian annexation").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events.classes import is_deadly
from analysis.events.nominal import around, implied, of_noun, undergoing
from analysis.events.prepositions import of_preposition
from analysis.events.subjects import RELATIVE, SUBJECT, antecedent, before_place, lacks_object, subjects
from analysis.events.triggers import OBJECTS, Trigger
from analysis.language import Language
from analysis.model import Participant, Span
from analysis.people import Cast

if TYPE_CHECKING:
    from analysis.tree import Token

_GOVERNING = frozenset({"REPORTING", "I_ACTION", "I_STATE", "ASPECTUAL", "PERCEPTION"})
_RESULTS = frozenset({"acomp", "amod", "oprd"})  # how the parser hangs "positive" on "tested"
_LONG = 7  # tokens of a content that is named in full


def find_participants(trigger: Trigger, cast: Cast, language: Language) -> tuple[Participant, ...]:
    """Participants in order of the text, each name once, under its first role."""
    if trigger.is_noun:
        found = [*of_noun(trigger.token, cast, language), *undergoing(trigger.token, cast, language)]
        if trigger.carrier is not None:
            found += _of_verb(trigger.carrier, trigger, cast, language)
        elif trigger.token.dep_ == "pobj" or not any(p.role in ("agent", "speaker") for p in found):
            found += implied(trigger.token, cast, language)
            told = any(p.kind in ("person", "organisation", "group") and p.role != "location" for p in found)
            found += around(trigger.token, cast, language) if not told else ()
    else:
        found = list(_of_verb(trigger.carrier or trigger.token, trigger, cast, language))
        if trigger.token.pos_ == "ADJ":
            found += [p for prep in trigger.token.children for p in of_preposition(prep, trigger, cast, language)]
    seen: dict[str, Participant] = {}
    for participant in found:
        if not trigger.span.within(participant.span):
            seen.setdefault(participant.name, participant)
    return tuple(sorted(seen.values(), key=lambda p: (p.span, p.name)))


# -- verbs -------------------------------------------------------------------------------------------


def _of_verb(verb: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    if verb.pos_ not in ("VERB", "AUX"):
        return
    roles = _roles(trigger, language)
    yield from _subject(verb, roles, trigger, cast)
    for child in verb.children:
        if child.dep_ in ("dobj", "obj", "dative", "oprd") and child.i != trigger.token.i:
            if child.pos_ == "ADP":
                yield from of_preposition(child, trigger, cast, language)
            elif child.tag_ in RELATIVE and verb.dep_ == "relcl":
                yield from cast.participants(antecedent(verb), roles["dobj"])
            else:
                yield from _object(child, roles.get(child.dep_, "patient"), cast)
                yield from _where(child, trigger, cast, language)
        elif child.dep_ in ("prep", "agent"):
            yield from of_preposition(child, trigger, cast, language)
        elif child.pos_ == "ADJ" and child.i > verb.i and child.dep_ in _RESULTS:
            for prep in child.children:  # "tested positive for a drug"
                yield from of_preposition(prep, trigger, cast, language)
        elif child.dep_ == "ccomp" and child.pos_ in ("ADJ", "NOUN"):  # "found the airline not guilty"
            for noun in (c for c in child.children if c.dep_ == "nsubj"):
                yield from cast.participants(noun, "patient")
    yield from _shared_object(verb, roles["dobj"], cast)
    if verb.dep_ in ("relcl", "acl") and verb.tag_ != "VBG" and lacks_object(verb):
        yield from cast.participants(antecedent(verb), roles["dobj"])
    if verb.dep_ == "pobj" or verb.dep_ == "pcomp":
        return
    if trigger.event_class == "REPORTING":
        yield from _told(verb, cast, language)
    if trigger.token.i == verb.i:
        yield from _content(verb, trigger.event_class in _GOVERNING)


def _shared_object(verb: Token, role: str, cast: Cast) -> Iterator[Participant]:
    """ "gaining and losing altitude": of two verbs side by side the first has the object of the second."""
    tokens = verb.doc.tokens[verb.i + 1 : verb.i + 3]
    if len(tokens) < 2 or tokens[0].dep_ != "cc" or tokens[1].dep_ != "conj" or tokens[1].head is not verb:
        return
    if tokens[1].tag_ == verb.tag_ and not any(c.dep_ in (*OBJECTS, "prep") for c in verb.children):
        for noun in tokens[1].children:
            if noun.dep_ == "dobj":
                yield from cast.participants(noun, role)


def _object(noun: Token, role: str, cast: Cast) -> Iterator[Participant]:
    """ "told reporters", "told the press": whom; "announced a plan": what is spoken of."""
    if is_deadly(noun.head, cast.language):
        dead = [o for prep in noun.children if prep.dep_ == "prep" and prep.lower_ == "of" for o in prep.children]
        for victim in dead or [noun]:
            yield from cast.participants(victim, "patient")
        return
    telling = noun.head.lemma_.lower() in cast.language.words("speech", "telling")
    for p in cast.participants(noun, role):
        spoken_of = role == "addressee" and not telling and p.kind in ("thing", "event")
        yield replace(p, role="topic") if spoken_of else p


def _where(person: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "met Ann Hill in Paris": a name needs no place to tell who is meant; not "a judge in Paris"."""
    if person.ent_type_ == "PERSON":
        for prep in person.children:
            if prep.dep_ == "prep" and prep.lower_ in language.words("people", "place_prepositions"):
                yield from of_preposition(prep, trigger, cast, language)


def _content(verb: Token, governs: bool) -> Iterator[Participant]:
    """What is said, wanted or begun, where it is an event itself: "announced he will retire"; and what comes of it."""
    for child in verb.children:
        said = child.pos_ in ("VERB", "AUX", "ADJ") or any(c.dep_ == "nsubj" for c in child.children)  # "him negligent"
        if said and (child.dep_ == "xcomp" or child.dep_ == "ccomp" and governs):
            last = next(
                (c for c in child.children if c.dep_ in ("dobj", "attr", "acomp", "prt") and c.i > child.i), child
            )
            span = Span(child.idx, last.end if last.i - child.i < _LONG else child.end)
            yield Participant(" ".join(span.of(verb.doc.text).split()), "content", span, "event")
        elif child.pos_ == "ADJ" and child.i > verb.i and child.dep_ in _RESULTS and verb.pos_ == "VERB":
            yield Participant(child.text, "content", Span(child.idx, child.end), "thing")  # "tested positive"


def _roles(trigger: Trigger, language: Language) -> dict[str, str]:
    lemma = trigger.token.lemma_.lower()
    speaks = trigger.event_class == "REPORTING"
    objects = "target" if lemma in language.words("speech", "accusing") else "addressee" if speaks else "patient"
    objects = "topic" if lemma in language.words("speech", "denying") else objects
    return {"nsubj": "speaker" if speaks else "agent", "nsubjpass": objects, "dobj": objects, "dative": "recipient"}


def _subject(verb: Token, roles: dict[str, str], trigger: Trigger, cast: Cast) -> Iterator[Participant]:
    passive = any(c.dep_ == "auxpass" for c in verb.children) or verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")
    for noun in subjects(verb):
        own = any(c.i == noun.i or before_place(c).i == noun.i for c in verb.children if c.dep_ in SUBJECT)
        role = roles[noun.dep_] if own and noun.dep_ in roles else roles["nsubjpass"] if passive else roles["nsubj"]
        yield from _author(noun, verb, roles, cast)
        target = antecedent(noun.head) if own and noun.tag_ in RELATIVE and verb.dep_ == "relcl" else noun
        if target.i != trigger.token.i:
            yield from cast.participants(target, role)
            if target.tag_ == "VBG" and target.pos_ == "VERB":  # "returning to the city was prohibited"
                span = Span(target.left_edge.idx, target.right_edge.end)
                yield Participant(" ".join(span.of(verb.doc.text).split()), role, span, "event")
            if own and not cast.actors(target):
                yield from _owner(target, roles["nsubj"], cast)


def _author(noun: Token, verb: Token, roles: dict[str, str], cast: Cast) -> Iterator[Participant]:
    """ "The union released a statement urging …": what a text says, its author says."""
    texts = cast.language.words("people", "texts")
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and noun.i == verb.head.i and noun.lemma_.lower() in texts:
        for owner in subjects(noun.head) if noun.dep_ in OBJECTS and noun.head.pos_ == "VERB" else ():
            yield from cast.participants(owner, roles["nsubj"])


def _told(verb: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "report on the call to X": X is told, wherever the parser hangs "to"."""
    for prep in (c for c in verb.children if c.dep_ == "prep"):
        for noun in prep.children:
            for nested in noun.children:
                if nested.dep_ == "prep" and nested.lower_ in language.words("events", "recipients"):
                    for person in nested.children:
                        if person.ent_type_ == "PERSON":
                            yield from cast.participants(person, "recipient")


def _owner(noun: Token, role: str, cast: Cast) -> Iterator[Participant]:
    """ "The hope of X, expressed …": X; "X's lead grew": X."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield from cast.participants(child, role, things=False)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for owner in child.children:
                if owner.dep_ == "pobj":
                    yield from cast.participants(owner, role, things=False)
