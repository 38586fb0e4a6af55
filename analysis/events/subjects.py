"""Find whose act a verb tells: Token → the subjects of its clause, or of the one that it belongs to.

    subjects(agreed)    # "They had spoken and agreed to meet": (They,)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.events.triggers import OBJECTS
from analysis.people import PLACES

if TYPE_CHECKING:
    from analysis.tree import Token

SUBJECT = ("nsubj", "nsubjpass")
RELATIVE = frozenset({"WDT", "WP"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_CLIMB = 8  # clauses from which a subject may be inherited


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The subjects of a verb, its own or those of the clause it belongs to: "agreed" in "had spoken and agreed"."""
    near = (*verb.children, *(c for aux in verb.children if aux.dep_ == "aux" for c in aux.children))
    own = tuple(before_place(c) for c in near if c.dep_ in SUBJECT)
    head = verb.head
    if own or depth > _CLIMB or head.i == verb.i:
        return own
    if verb.dep_ in ("conj", "dep", "parataxis") and head.pos_ in ("VERB", "AUX"):
        return subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "advcl", "ccomp") and head.pos_ in ("VERB", "AUX"):
        objects = tuple(c for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" and c.i < verb.i)
        # "announced the wreck has been found": a finite verb has a subject, whatever the parser takes it for
        finite = verb.dep_ == "xcomp" or verb.dep_ == "ccomp" and any(c.tag_ in _FINITE for c in verb.children)
        return objects if finite and objects else subjects(head, depth + 1)
    if verb.dep_ in ("acl", "advcl") and head.pos_ not in ("VERB", "AUX") and _is_marked(verb):
        while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
            head = head.head  # "found a boat while conducting a search": the finder's, wherever the parser hangs it
        return subjects(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        if verb.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children):
            return _purpose(head, depth)
        return (head,)
    if verb.dep_ == "pcomp":
        return _of_clause(head, depth)
    return ()


def _is_marked(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children)


def before_place(noun: Token) -> Token:
    """ "a judge in Paris, France found": the parser takes the country for the subject; it is the judge."""
    if noun.ent_type_ in PLACES and noun.i > 2 and noun.nbor(-1).text == "," and noun.nbor(-2).ent_type_ in PLACES:
        prep = noun.nbor(-2).head
        if prep.dep_ == "prep" and prep.head.pos_ in ("NOUN", "PROPN") and prep.head.i < prep.i:
            return prep.head
    return noun


def _purpose(noun: Token, depth: int) -> tuple[Token, ...]:
    """ "in order to attack", "its plan to attack": whoever does what the noun belongs to."""
    owners = tuple(c for c in noun.children if c.dep_ == "poss")
    if owners:
        return owners
    if noun.dep_ == "pobj":
        return _of_clause(noun.head, depth)
    return subjects(noun.head, depth + 1) if noun.dep_ in OBJECTS else ()


def _of_clause(prep: Token, depth: int) -> tuple[Token, ...]:
    """Who does what stands behind a preposition: the object of an accusation, else the subject of the clause."""
    verb = prep.head
    while verb.dep_ in ("prep", "conj") and verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return ()
    charged = any(p.dep_ == "prep" and p.lower_ == "of" and p.i < prep.i for p in verb.children)
    objects = tuple(c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < prep.i)
    # "accuse X of massing troops in order to attack": X's purpose
    objects = objects if prep.lower_ in ("of", "from", "for") or charged and prep.lower_ == "in" else ()
    return objects or ((verb.head,) if verb.dep_ == "acl" else subjects(verb, depth + 1))


def lacks_object(verb: Token) -> bool:
    """ "the man that they arrested": the antecedent is the object that the clause lacks; not "on which he appeared"."""
    if any(c.dep_ == "prep" and any(p.tag_ in RELATIVE for p in c.children) for c in verb.children):
        return False
    return any(c.dep_ in SUBJECT and c.tag_ not in RELATIVE for c in verb.children) and not any(
        c.dep_ in ("dobj", "obj", "ccomp", "xcomp", "attr", "acomp", "auxpass") for c in verb.children
    )
