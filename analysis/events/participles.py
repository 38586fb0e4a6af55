"""What a participle of the same time tells of its clause: Trigger → how the two lie, and why.

    "won by scoring", "exploded, killing three", "filed a suit, claiming damages"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.events.triggers import Trigger
from analysis.language import Language
from analysis.model import TimeRelation
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token


def within_one_moment(trigger: Trigger, verb: Token, language: Language) -> tuple[TimeRelation | None, str]:
    """What a participle of the same time tells of its clause: a means, a result, a part, or just company.

    "won by scoring", "exploded, killing three": the means come before, the result after (Kortmann 1991, "Free Adjuncts
    and Absolutes in English"); "filed a suit, claiming damages": it is said in it. Not "killing time, he read".
    """
    lemma, main = verb.lemma_.lower(), (verb.head.head if verb.dep_ == "pcomp" else verb.head)
    head = main.lemma_.lower()
    if verb.dep_ == "pcomp" and verb.head.lower_ in language.words("events", "means"):
        if head in language.words("events", "framing"):
            return None, "at the same time"  # "began by thanking them", "protested by blocking a road"
        return "BEFORE", f"“{verb.head.text}”: by what means"
    harms = head in language.words("events", "harming")
    if verb.dep_ == "advcl" and verb.i > verb.head.i:
        if lemma in language.words("events", "resulting"):
            return "AFTER", f"“{verb.text}”: what came of it"
        lasts = head in language.words("events", "taking_time") or head in language.words("events", "activities")
        if lasts and any(t.ent_type_ in ("DATE", "TIME") for t in verb.subtree):
            return "IS_INCLUDED", f"“{verb.text}”: it had a date of its own"  # "spent years there, winning in 1975"
        lives = language.table("events.deadly").get(lemma, ())
        deadly = lemma in language.words("events", "harming") or any(c.lemma_.lower() in lives for c in verb.children)
        if deadly and _is_sudden(main, language):
            return "IAFTER", f"“{verb.text}”: what came of it at once"
        saying = trigger.event_class == "REPORTING" or lemma in language.words("events", "reporting_of")
        if saying and head in language.words("events", "filing"):
            return "IS_INCLUDED", f"“{verb.text}”: what it says"
        if _is_drawn_out(main, language):
            return "IS_INCLUDED", f"“{verb.text}”: one step of it"
    if verb.dep_ == "acl" and verb.head.dep_ in SUBJECTS:
        return "INCLUDES", "at the same time"  # "Hill, speaking in Rome, said": the background (Thompson 1983)
    if verb.dep_ == "acl":
        return "IS_INCLUDED", f"“{verb.text}”: what it says"  # "sent a letter alleging fraud"
    if verb.dep_ == "advcl" and harms and lemma not in language.words("events", "harming"):
        return "INCLUDES", "at the same time"  # "died fighting a fire": it began before
    return None, "at the same time"


def _is_drawn_out(main: Token, language: Language) -> bool:
    """ "has fought to stay, saying …", "is fighting": it goes on up to now, and what is added is a moment of it.

    Not "has closed the mine, announcing …", "fought to stay, saying …": those may be one act.
    """
    group = [c for c in main.children if c.dep_ == "aux"]
    if main.tag_ == "VBG":
        return any(c.lemma_ == "be" for c in group)
    perfect = any(c.lemma_ == "have" and c.tag_ in ("VBZ", "VBP") for c in group)
    lasting = ("activities", "taking_time", "trying")
    return perfect and any(main.lemma_.lower() in language.words("events", name) for name in lasting)


def _is_sudden(main: Token, language: Language) -> bool:
    """ "exploded", "the quake struck": over at once; not "worked for years, killing time"."""
    if main.pos_ == "NOUN" or main.lemma_.lower() in language.words("events", "sudden"):
        return True
    subjects = (c.lemma_.lower() for c in main.children if c.dep_ == "nsubj")
    return any(s in language.words("events.nouns", "sudden") for s in subjects)
