"""Say who or what stands behind a preposition, and in which role: "met with Hill", "flew from Rio to Paris".

Which role a preposition gives is in the language file, for verbs and for nouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events.triggers import Trigger
from analysis.language import Language
from analysis.model import Participant
from analysis.people import PLACES, Cast

if TYPE_CHECKING:
    from analysis.tree import Token


def of_preposition(prep: Token, trigger: Trigger, cast: Cast, language: Language) -> Iterator[Participant]:
    if prep.pos_ != "ADP":  # "according to Washington" is no place
        return
    table = "noun_prepositions" if prep.head.pos_ == "NOUN" else "prepositions"
    kinds = language.table(f"people.{table}")
    for child in prep.children:
        if child.dep_ in ("pobj", "obj") and child.ent_type_ not in ("DATE", "TIME") and child.i != trigger.token.i:
            role = kinds.get(prep.lower_)
            where = prep.lower_ in language.words("people", "place_prepositions") and child.pos_ != "NUM"  # "at 07:49"
            if where or child.ent_type_ in PLACES and prep.lower_ in language.words("people", "way_prepositions"):
                role = "location" if trigger.event_class != "REPORTING" or where else role
            for p in cast.participants(child, str(role)) if role else ():
                thing = role == "agent" and prep.lower_ == "with" and p.kind in ("thing", "event")
                yield replace(p, role="instrument") if thing else p  # "met with Hill", "began with a salute"
        elif child.dep_ == "prep":  # "from inside the building"
            yield from of_preposition(child, trigger, cast, language)


def is_told_to(noun: Token, prep: Token, language: Language) -> bool:
    """ "report on the call to X": who is told is the verb's, as `_told` says."""
    if prep.lower_ not in language.words("events", "recipients") or noun.dep_ != "pobj":
        return False
    return noun.head.head.pos_ == "VERB" and noun.head.head.lemma_.lower() in language.words("events", "reporting")
