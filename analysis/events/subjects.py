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
    own = tuple(before_place(c) for c in near if c.dep_ in SUBJECT) or _compounded(verb)
    head = verb.head
    if own or depth > _CLIMB or head.i == verb.i:
        return own
    if verb.dep_ in ("conj", "dep", "parataxis") and head.pos_ in ("VERB", "AUX"):
        return subjects(_of_its_form(verb, head), depth + 1)
    if verb.dep_ in ("acl", "advcl") and _is_marked(verb) and not _is_clause(head):
        while not _is_clause(head) and head.head.i != head.i:
            head = head.head  # "found a boat labeled X while conducting a search": the finder's, wherever it hangs
        return subjects(head, depth + 1)
    if verb.dep_ == "advcl" and (receiver := _receiver(verb, head)):
        return receiver
    if verb.dep_ in ("xcomp", "advcl", "ccomp") and head.pos_ in ("VERB", "AUX"):
        objects = tuple(c for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" and c.i < verb.i)
        if (clause := _clause_before(verb, head)) is not None:
            return subjects(clause, depth + 1)
        # "announced the wreck has been found": a finite verb has a subject, whatever the parser takes it for
        finite = verb.dep_ == "xcomp" or verb.dep_ == "ccomp" and any(c.tag_ in _FINITE for c in verb.children)
        return objects if finite and objects else subjects(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        if verb.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children):
            return _purpose(head, depth)
        return (antecedent(verb),)
    if verb.dep_ == "pcomp":
        return _of_clause(head, depth)
    return ()


def _clause_before(verb: Token, head: Token) -> Token | None:
    """ "said the dam burst, flooding the town": the dam; "said the dam burst, adding that …": whoever said so."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or _is_marked(verb):
        return None
    if any(c.dep_ == "ccomp" for c in verb.children):
        return head.head if head.dep_ == "ccomp" and head.head.pos_ == "VERB" else None
    told = [c for c in head.children if c.dep_ == "ccomp" and head.i < c.i < verb.i and c.pos_ == "VERB"]
    return told[-1] if told else None


def _of_its_form(verb: Token, head: Token) -> Token:
    """ "showed it falling and ceasing to report": a participle goes on from one, not from the finite verb before it.

    "prompting the mayor to close schools, ban meetings": and an infinitive from an infinitive.
    """
    form, other = verb.tag_, head.tag_ in _FINITE if verb.tag_ == "VBG" else head.tag_ != "VB"
    if form not in ("VB", "VBG") or not other or any(c.dep_ == "aux" for c in verb.children):
        return head
    between = [t for t in head.doc.tokens[head.i + 1 : verb.left_edge.i] if t.tag_ == form and t.pos_ == "VERB"]
    return between[-1] if between and head.is_ancestor(between[-1]) else head


def _compounded(verb: Token) -> tuple[Token, ...]:
    """ "saw the plane plummeting": the parser joins the noun to the participle as if both were one noun."""
    if verb.tag_ != "VBG" or verb.dep_ not in OBJECTS or not any(c.dep_ == "det" for c in verb.children):
        return ()
    return tuple(c for c in verb.children if c.dep_ == "compound" and c.pos_ == "NOUN" and c.i == verb.i - 1)


def antecedent(verb: Token) -> Token:
    """The noun that a relative clause is about: in "workers in Niger who have returned" not the place."""
    noun = verb.head
    who = any(c.lower_ in ("who", "whom") for c in verb.children)
    if who and noun.ent_type_ in PLACES and noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        return noun.head.head
    return noun


def _is_clause(head: Token) -> bool:
    """A verb with a form of its own: not "labeled" in "a boat labeled X"."""
    if head.pos_ not in ("VERB", "AUX"):
        return False
    return head.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in head.children)


def _is_marked(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children)


def before_place(noun: Token) -> Token:
    """ "a judge in Paris, France found": the parser takes the country for the subject; it is the judge."""
    if noun.ent_type_ in PLACES and noun.i > 2 and noun.nbor(-1).text == "," and noun.nbor(-2).ent_type_ in PLACES:
        prep = noun.nbor(-2).head
        based = prep.head.dep_ == "acl" and prep.lower_ == "in"  # "a firm based in Stuttgart, Germany was"
        owner = prep.head.head if based else prep.head
        if prep.dep_ == "prep" and owner.pos_ in ("NOUN", "PROPN") and owner.i < prep.i:
            return owner
    return noun


def _purpose(noun: Token, depth: int) -> tuple[Token, ...]:
    """ "in order to attack", "its plan to attack": whoever does what the noun belongs to."""
    owners = tuple(c for c in noun.children if c.dep_ == "poss")
    if owners:
        return owners
    if noun.dep_ == "pobj":
        return _of_clause(noun.head, depth)
    if noun.dep_ not in OBJECTS:
        return ()
    given = tuple(c for c in noun.head.children if c.dep_ == "dative" and c.pos_ != "ADP")
    return given or subjects(noun.head, depth + 1)  # "gave the staff a day to leave"


def _receiver(verb: Token, head: Token) -> tuple[Token, ...]:
    """ "gave the staff 24 hours to leave", where the parser takes the hours for the time of the giving."""
    start = verb.left_edge.i
    before = verb.doc.tokens[start - 1] if start else verb
    if verb.tag_ != "VB" or before.dep_ != "npadvmod" or before.head is not head:
        return ()
    return tuple(c for c in head.children if c.dep_ == "dobj" and c.i < before.i)


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
