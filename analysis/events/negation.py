"""Find what denies an event in its own clause, or calls it off: Token → cue.

"No soldiers were killed", "None of them was freed", "neither ordered nor carried out": a negative subject or object
denies the verb. "The concert planned for June was scrapped": a cancelled event did not take place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token

_DENYING = ("neg", "det", "advmod", "preconj", "cc")
_ARGUMENTS = SUBJECTS | {"dobj", "obj", "attr"}


def denial(verb: Token, language: Language) -> Token | None:
    """The word that denies a verb or a noun, or None."""
    if is_at_last(verb, language):
        return None
    for child in verb.children:
        if denies(child, language):
            return child
        if child.dep_ in _ARGUMENTS:
            found = _in_phrase(child, language)
            if found is not None:
                return found
    return _of_pair(verb, language)


def is_at_last(verb: Token, language: Language) -> bool:
    """ "Was not found until 1998": it was found, in 1998. Not "did not stay until Monday", of what lasts.

    "Not until 1998 was he found" leaves no doubt, whatever it is.
    """
    until = language.words("certainty", "until")
    denied = False
    for child in verb.children:
        denied = denied or child.dep_ == "neg"
        if child.dep_ == "prep" or child.dep_ == "advcl":
            for sign in (child, *child.children):
                before = sign.nbor(-1).lower_ if sign.lower_ in until and sign.i else ""
                if before in language.words("certainty", "negation"):
                    return True
    if not denied:
        return False
    if any(verb.lemma_.lower() in language.words("events", k) for k in ("state", "activities", "taking_time")):
        return False
    preps = (c for c in verb.children if c.dep_ == "prep" and c.i > verb.i)
    marks = (m for c in verb.children if c.dep_ == "advcl" and c.i > verb.i for m in c.children if m.dep_ == "mark")
    return any(t.lower_ in until for t in (*preps, *marks))


def denies(child: Token, language: Language) -> bool:
    """ "not", "no", "never"; but not in "no longer", "no less than", "not only" and "not until it ended"."""
    if child.dep_ not in _DENYING or child.lower_ not in language.words("certainty", "negation"):
        return False
    following = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
    return following not in language.words("certainty", "no_negation")


def _in_phrase(noun: Token, language: Language) -> Token | None:
    """ "nobody", "no soldiers", "none of the hostages", "not all votes"."""
    if noun.lower_ in language.words("certainty", "nobody"):
        return noun
    return next((c for c in noun.children if c.dep_ in ("det", "neg") and denies(c, language)), None)


def _of_pair(verb: Token, language: Language) -> Token | None:
    """ "neither ordered nor carried out": the second of the pair, and all behind it."""
    if verb.dep_ != "conj":
        return None
    pair = [c for t in (verb, verb.head) for c in t.children if c.lower_ in language.words("certainty", "pairs")]
    return pair[0] if pair else None


def cancellation(noun: Token, language: Language) -> Token | None:
    """The verb that calls off the event of a noun, or of a participle or infinitive that tells when it was planned."""
    while noun.dep_ in ("acl", "xcomp", "relcl") and noun.head.i != noun.i:
        noun = noun.head
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB" or _is_broken_off(noun, verb, language):
        return None
    particle = language.table("certainty.cancelling").get(verb.lemma_.lower())
    if particle is None or particle and not any(c.lower_ == particle for c in verb.children):
        return None
    return verb


def _is_broken_off(noun: Token, verb: Token, language: Language) -> bool:
    """ "The search was called off", "the game was abandoned after 60 minutes": it had begun."""
    lemma = verb.lemma_.lower()
    if noun.lemma_.lower() in language.words("events.nouns", "under_way"):
        return bool(language.table("certainty.cancelling").get(lemma))  # not "the rescue was cancelled"
    if lemma not in language.words("certainty", "breaking_off"):
        return False  # "the flight was cancelled after two hours on the runway"
    after = (c for c in verb.children if language.table("events.signs").get(c.lower_) == "AFTER")
    times = (t for c in after for t in c.children if t.ent_type_ == "TIME")
    return any(not any(c.dep_ == "prep" for c in t.children) for t in times)  # not "after two hours of talks"
