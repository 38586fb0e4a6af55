"""Find who takes part in an event: Trigger → Participants.

Roles: agent (or speaker, of a reporting verb), patient, addressee, target, recipient, location. A noun takes
them from its light verb ("Biden and Putin had an exchange"), from "between X and Y", or from an owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.events.triggers import OBJECTS, Trigger
from analysis.language import Language
from analysis.model import Participant
from analysis.people import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})


def find_participants(trigger: Trigger, cast: Cast, language: Language) -> tuple[Participant, ...]:
    """Participants in order of the text, each name once, under its first role."""
    found = list(_of_verb(trigger.token, trigger, cast, language))
    if trigger.is_noun:
        found += _of_noun(trigger.token, cast, language)
        if trigger.carrier is not None:
            found += _of_verb(trigger.carrier, trigger, cast, language)
    seen: dict[str, Participant] = {}
    for participant in found:
        seen.setdefault(participant.name, participant)
    return tuple(sorted(seen.values(), key=lambda p: (p.span, p.name)))


def _of_verb(verb: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    if verb.pos_ not in ("VERB", "AUX"):
        return
    roles = _roles(trigger, language)
    for child in verb.children:
        if child.dep_ in roles:
            yield from cast.participants(child, roles[child.dep_])
        elif child.dep_ in ("prep", "dative", "agent"):
            yield from _of_preposition(child, cast, language)
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not subjects:
        yield from _inherited_subject(verb, trigger, cast, language)
    elif trigger.event_class == "REPORTING":
        yield from _indirect(verb, subjects[0], cast, language)


def _roles(trigger: Trigger, language: Language) -> dict[str, str]:
    lemma = trigger.token.lemma_.lower()
    speaks = trigger.event_class == "REPORTING"
    objects = "target" if lemma in language.words("speech", "accusing") else "addressee" if speaks else "patient"
    return {"nsubj": "speaker" if speaks else "agent", "nsubjpass": objects, "dobj": objects, "dative": "recipient"}


def _of_preposition(prep: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    table = "noun_prepositions" if prep.head.pos_ == "NOUN" else "prepositions"
    kinds: dict[str, str] = language.table("people").get(table, {})
    for child in prep.children:
        if child.dep_ in ("pobj", "obj"):
            role = "location" if child.ent_type_ in PLACE_ENTITIES and prep.dep_ != "agent" else kinds.get(prep.lower_)
            if role == "location" and prep.lower_ not in language.words("people", "place_prepositions"):
                role = kinds.get(prep.lower_)
            if role:
                yield from cast.participants(child, role)


def _inherited_subject(verb: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "agreed" in "He had spoken and agreed"; "massing" in "accuse Moscow of massing"."""
    head = verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl") and head.pos_ in ("VERB", "AUX"):
        yield from (p for p in _of_verb_subject(head, trigger, cast, language))
    elif verb.dep_ in ("acl", "relcl"):
        role = "agent" if verb.tag_ != "VBN" else _roles(trigger, language)["nsubjpass"]
        yield from cast.participants(head, role)
    elif verb.dep_ == "pcomp" and head.head.pos_ == "VERB":
        objects = [c for c in head.head.children if c.dep_ in OBJECTS]
        for noun in objects[:1]:
            yield from cast.participants(noun, "agent")


def _indirect(verb: Token, subject: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "The hope of X, expressed …": X speaks; "report on the call to X": X is told, wherever the parser hangs "to"."""
    if cast.name(subject) is None:
        for child in subject.children:
            if child.dep_ == "poss":
                yield from cast.participants(child, "speaker")
            elif child.dep_ == "prep" and child.i < verb.i:
                for noun in child.children:
                    yield from cast.participants(noun, "speaker")
    for prep in (c for c in verb.children if c.dep_ == "prep"):
        for noun in prep.children:
            for nested in noun.children:
                if nested.dep_ == "prep" and nested.lower_ in language.words("events", "recipients"):
                    yield from (
                        p for n in nested.children if n.ent_type_ == "PERSON" for p in cast.participants(n, "recipient")
                    )


def _of_verb_subject(verb: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    role = "speaker" if trigger.event_class == "REPORTING" else "agent"
    for subject in subjects:
        yield from cast.participants(subject, role)
    if not subjects and verb.dep_ in ("conj", "xcomp") and verb.head.i != verb.i:
        yield from _of_verb_subject(verb.head, trigger, cast, language)


def _of_noun(noun: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "nmod"):
            yield from cast.participants(child, "agent")
        elif child.dep_ == "amod" and child.ent_type_ == "NORP":
            yield from cast.participants(child, "agent")
        elif child.dep_ == "prep":
            yield from _of_preposition(child, cast, language)
            for grandchild in child.children:  # "a summit in person between the two men": the parser nests them
                yield from (
                    p for prep in grandchild.children if prep.dep_ == "prep" and prep.lower_ == child.lower_
                    for p in _of_preposition(prep, cast, language)
                )  # fmt: skip
