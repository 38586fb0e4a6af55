"""Find who and what takes part in the event that a noun tells: "talks between X and Y", "the Russian annexation".

What the noun does not say itself, its clause may: who wants or makes it, to whom it happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events.prepositions import is_told_to, of_preposition
from analysis.events.subjects import RELATIVE, SUBJECT, lacks_object, subjects
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
            befallen = noun.lemma_.lower() in language.words("events.nouns", "befallen")
            yield from cast.participants(child, "patient" if befallen else "agent", things=False)
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
    yield from _sender(noun, trigger, cast, language)
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        yield from (p for p in of_noun(noun.head, cast, language) if p.role == "agent")


def _sender(noun: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "got reports from airlines", "had a call from Ann Hill": the parser hangs the sender on the verb."""
    following = noun.doc.tokens[noun.i + 1] if noun.i + 1 < len(noun.doc.tokens) else None
    if following is None or following.head is not noun.head or noun.dep_ not in OBJECTS:
        return
    message = noun.lemma_.lower() in language.words("people", "messages")
    if message and following.lower_ in language.words("people", "senders"):
        yield from of_preposition(following, trigger, cast, language)


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
    noun = _first(noun)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in language.words("people", "seeing"):
        for subject in verb.children:  # "the protests saw arrests"
            if subject.dep_ == "nsubj":
                yield from cast.participants(subject, "involved")
        return
    if noun.dep_ == "pobj" and verb.lower_ in language.words("events", "temporal") | language.words(
        "events", "accompanying"
    ):
        verb = verb.head
        if _speaks(verb, language) or any(
            noun.lemma_.lower() in language.words("events.nouns", name) for name in ("calamity", "lasting", "poll")
        ):
            return  # "After the verdict she said …", "resigned after the war": not hers
    elif noun.dep_ not in OBJECTS or not _is_own(noun, verb, language):
        return
    if verb.pos_ in ("VERB", "AUX"):
        for subject in subjects(verb):
            yield from cast.participants(subject, "agent", things=False)
            if subject.i not in cast.heads and subject.pos_ == "NOUN":  # "the discussion between X and Y began with …"
                yield from (p for p in of_noun(subject, cast, language) if p.role == "agent")


def _speaks(verb: Token, language: Language) -> bool:
    """ "told the press", "made a statement"."""
    said = language.words("people", "texts") | language.words("people", "messages")
    objects = (c.lemma_.lower() for c in verb.children if c.dep_ in OBJECTS)
    return verb.lemma_.lower() in language.words("events", "reporting") or not said.isdisjoint(objects)


def _first(noun: Token) -> Token:
    """Of nouns told together the one that the others hang on: "burns and injuries"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        noun = noun.head
    return noun


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
    yield from _struck(noun, cast)
    yield from _felt(noun, cast, language)
    verb = noun.head.head if noun.dep_ == "pobj" else _first(noun).head
    involving = noun.dep_ == "pobj" and noun.head.lower_ in language.words("people", "involving")
    if noun.dep_ == "pobj" and noun.head.lower_ in language.words("events", "temporal") and _speaks(verb, language):
        return  # "told the press after the talks": the press was not in them
    if involving and verb.pos_ != "VERB":
        yield from _of_governor(noun, verb, cast, language)
        return
    if verb.pos_ != "VERB":
        return
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "dative") and c.pos_ != "ADP"]
    if noun.dep_ == "nsubj":
        moved = verb.lemma_.lower() in language.words("people", "moving")  # "shocked the town": it was not there
        affected = [] if moved else objects
    elif involving and not _is_granted(noun, verb, language):
        affected = objects or [c for c in verb.children if c.dep_ == "nsubj"]
    else:
        return
    for token in affected:
        if token.i != noun.i and token.ent_type_ not in ("DATE", "TIME"):
            yield from cast.participants(token, "involved")


def _is_granted(noun: Token, verb: Token, language: Language) -> bool:
    """ "Arrested for the murder of X": it happened, and who did it is not decided."""
    definite = any(c.dep_ == "det" and c.lower_ in language.words("events", "definite") for c in noun.children)
    return definite and verb.lemma_.lower() in language.words("speech", "suspecting")


def _struck(noun: Token, cast: Cast) -> Iterator[Participant]:
    """ "The storm that battered the coast": the coast."""
    for clause in noun.children:
        if clause.dep_ == "relcl" and any(c.tag_ in RELATIVE and c.dep_ in SUBJECT for c in clause.children):
            for token in clause.children:
                if token.dep_ == "dobj":
                    yield from cast.participants(token, "involved")


def _felt(noun: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "A quake was felt in Manay", "a storm struck off the coast": where it was."""
    verb = noun.head
    if noun.dep_ in SUBJECT and verb.lemma_.lower() in language.words("people", "befalling"):
        for prep in verb.children:
            if prep.lower_ in language.words("people", "place_prepositions"):
                yield from of_preposition(prep, Trigger(noun, "OCCURRENCE", None), cast, language)


def _of_governor(noun: Token, governor: Token, cast: Cast, language: Language) -> Iterator[Participant]:
    """ "given a ban for doping": who was given it; "the shooting of Ann Hill during a search": she was there.

    Not "the minister's statement after the attack": whoever speaks of it need not have been there.
    """
    while governor.dep_ == "appos":
        governor = governor.head
    if noun.head.lower_ == "during" and cast.actors(governor):
        yield from cast.participants(governor, "involved")
    elif noun.head.lower_ == "for" and governor.lemma_.lower() in language.words("people", "sanctions"):
        verb = governor.head
        told = of_noun(governor, cast, language)
        people = [p for p in told if p.role in ("patient", "recipient") and p.kind == "person"]
        objects = [c for c in verb.children if c.dep_ in ("nsubjpass", "dative") and c.pos_ != "ADP"]
        for token in objects or subjects(verb) if governor.dep_ == "dobj" else ():
            people += cast.participants(token, "involved", things=False)
        yield from (replace(p, role="involved") for p in people)
