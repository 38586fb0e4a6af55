"""Class an event as TimeML 1.2.1 does: trigger → OCCURRENCE, REPORTING, I_ACTION …

"offered to pay" is an I_ACTION, "offered $50" an OCCURRENCE: many verbs have their class only where they govern
another event. The lists of the language file say which; those named `…_of` hold only with such a complement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.model import EventClass

if TYPE_CHECKING:
    from analysis.tree import Token

CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "attr"})
_CLASSES: Mapping[str, EventClass] = {
    "reporting": "REPORTING", "perception": "PERCEPTION", "aspectual": "ASPECTUAL", "i_state": "I_STATE",
    "i_action": "I_ACTION", "state": "STATE",
}  # fmt: skip
_OF = {f"{name}_of": event_class for name, event_class in _CLASSES.items() if name != "reporting"}


def class_of_verb(token: Token, nouns: frozenset[str], language: Language) -> EventClass:
    """The class of a verb, by its lemma and by what it governs; `nouns` are the language's event nouns."""
    lemma = token.lemma_.lower()
    if is_deadly(token, language):
        return "OCCURRENCE"
    if _quotes(token) and lemma in language.words("events", "reporting_of"):
        return "REPORTING"
    listed = language.lists("events", *_CLASSES).get(lemma)
    if listed is not None:
        return _CLASSES[listed]
    listed = language.lists("events", *_OF).get(lemma)
    return _OF[listed] if listed is not None and governs(token, nouns) else "OCCURRENCE"


def is_deadly(verb: Token, language: Language) -> bool:
    """ "claimed the lives of 20 people": nothing is claimed, and it is they who died."""
    objects = language.table("events.deadly").get(verb.lemma_.lower(), ())
    return bool(objects) and any(c.dep_ in _OBJECTS and c.lemma_.lower() in objects for c in verb.children)


def class_of_noun(token: Token, language: Language) -> EventClass:
    return "I_STATE" if token.lemma_.lower() in language.words("events.nouns", "intention") else "OCCURRENCE"


def governs(verb: Token, nouns: frozenset[str]) -> bool:
    """Does the verb take another event: a clause, an event noun, or either behind a preposition?"""
    for child in verb.children:
        if child.dep_ in CLAUSES or child.dep_ in _OBJECTS and child.lemma_.lower() in nouns:
            return True
        if child.dep_ == "prep" and any(
            c.dep_ == "pcomp" or c.dep_ == "pobj" and c.lemma_.lower() in nouns for c in child.children
        ):
            return True
    return False


def _quotes(verb: Token) -> bool:
    """Does the verb bring words: a finite clause, or a question?"""
    return any(
        c.dep_ == "ccomp" and not any(x.dep_ == "aux" and x.tag_ == "TO" for x in c.children) and c.tag_ != "VB"
        for c in verb.children
    )
