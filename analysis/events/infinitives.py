"""What became of an infinitive, by the words that it hangs on: Token → bool.

    "was the first to visit Rome", "came back to win"   → it came about
    "was too ill to attend", "has yet to answer"        → it did not
    "is likely to remain"                               → it is to come

Karttunen 1971, "Implicative verbs".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.events.negation import denial, denies
from analysis.language import Language

if TYPE_CHECKING:
    from analysis.tree import Token


def came_of_it(infinitive: Token, verb: Token, language: Language) -> bool:
    """ "rose to close at 31", "returned to find it gone", "came back to win": nobody aimed at it, it came about."""
    after_all = language.words("certainty", "after_all")
    if any(c.lower_ in after_all and c.i < infinitive.i for c in infinitive.children):
        return True  # "survived only to be killed at home"
    end, lemma = infinitive.lemma_.lower(), verb.lemma_.lower()
    if end in language.words("certainty", "settling") and lemma in language.words("events", "measuring"):
        return True
    verbs = {lemma, *(f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod", "prep"))}
    outcomes = language.table("certainty.outcomes").values()
    return any(end in of["ends"] and not verbs.isdisjoint(of["verbs"]) for of in outcomes)


def is_of_rank(infinitive: Token, language: Language) -> bool:
    """ "Was the first to visit Rome": it made him the first. Not "will be the first", "the first attempt to"."""
    head = infinitive.head
    nouns = [c for c in head.children if c.dep_ == "attr"] if infinitive.dep_ == "advcl" else [head]
    if any(t.tag_ == "MD" for h in (head, *head.ancestors) for t in (h, *h.children)):
        return False
    if head.lemma_.lower() in language.words("certainty", "factive_nouns"):
        return True  # "it was an honour to serve"
    ranks, open_ = language.words("certainty", "ranks"), language.words("certainty", "means_and_ends")
    happenings = language.words("events.nouns", "occurrence") | language.words("events.nouns", "intention")
    came = infinitive.lemma_.lower() in language.words("events", "happening")  # "the first elections to come of it"
    return any(
        any(c.lower_ in ranks or c.tag_ == "JJS" for c in (n, *n.children))
        and (came or n.lemma_.lower() not in open_ and n.lemma_.lower() not in happenings) for n in nouns
    )  # fmt: skip


def is_due(infinitive: Token, head: Token, language: Language) -> bool:
    """ "is to close", "is set to be replaced", "was likely to take place"; not "was a mistake to leave"."""
    if not any(c.dep_ == "aux" and c.tag_ == "TO" for c in infinitive.children):
        return False
    if head.lemma_.lower() in language.words("events", "copula"):
        factive = language.words("certainty", "factive_nouns")
        return not any(c.dep_ == "attr" and c.lemma_.lower() in factive for c in head.children)
    return head.lower_ in language.words("certainty", "due")


def is_undone(infinitive: Token, language: Language) -> bool:
    """ "has yet to answer", "remain to be written"; not "remained to fight"."""
    head, passive = infinitive.head, any(c.dep_ == "auxpass" for c in infinitive.children)
    yet = any(c.lower_ in language.words("certainty", "not_yet") for t in (head, infinitive) for c in t.children)
    if yet and head.lemma_.lower() in language.words("certainty", "waiting"):
        return True
    return passive and head.lemma_.lower() in language.words("certainty", "remaining")


def is_out_of_reach(infinitive: Token, language: Language) -> bool:
    """ "Unable to leave", "too ill to attend", "not fast enough to help"; not "not too ill", "too quick to judge"."""
    head = infinitive.head
    above = (head, head.head)
    denied = any(denies(c, language) for t in above for c in t.children)
    if head.lower_ in language.words("certainty", "enough"):
        verb = next((t for t in head.ancestors if t.pos_ in ("VERB", "AUX")), None)
        return verb is not None and denial(verb, language) is not None
    if denied or head.lower_ in language.words("certainty", "hasty"):
        return False
    excessive = language.words("certainty", "excessive")
    inside = (c for t in head.children if t.i < infinitive.i for c in (t, *t.children))
    return head.lower_ in language.words("certainty", "unable") or any(
        c.lower_ in excessive and c.dep_ == "advmod" and c.i < infinitive.i for c in inside
    )
