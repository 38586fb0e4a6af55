"""Find what is taken for granted, whatever stands above it: Token → bool.

    "hopes to return after the army left"   → left is a fact
    "declined to comment on the killing"    → so is the killing
    "who would later serve as minister"     → and so is the serving

`standing` climbs from an event to the root of its sentence; it stops here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.events.holding import Standing
from analysis.language import Language

if TYPE_CHECKING:
    from analysis.tree import Token

_CLAUSES = frozenset({"acl", "advcl", "ccomp", "conj", "pcomp", "pobj"})  # "pobj": "after shooting a guard", at times


def is_definite(noun: Token, language: Language) -> bool:
    """ "the attack", "that attack", "his arrest", "Smith's death": which one it is, is taken to be known."""
    listed = language.words("events", "definite")
    return any(c.dep_ == "poss" or c.dep_ == "det" and c.lower_ in listed for c in noun.children)


def is_presupposed(noun: Token, language: Language) -> bool:
    """ "during the withdrawal", "met to mourn the killing": the phrase takes for granted that its event took place.

    Whoever mourns or avenges a thing knows of it (Kiparsky and Kiparsky 1970, "Fact"), and what is to be ended goes on;
    not "to avenge an attack", "to condemn the alleged attack".
    """
    head, definite = noun.head, language.words("events", "definite")
    if _is_tabled(noun, language) or _is_active(noun, language):
        return True
    determiners = [c.lower_ in definite or c.dep_ == "poss" for c in noun.children if c.dep_ in ("det", "poss")]
    if noun.dep_ == "pobj" and head.head.lemma_.lower() in language.words("events", "remembering"):
        return True  # "to mark the anniversary of the founding"
    left_out = head.tag_ == "VBG" and head.head.lower_ in language.words("certainty", "excluding")
    if noun.dep_ == "dobj" and left_out and any(determiners):
        return True  # "without raising its bid"
    if noun.dep_ == "pobj" and head.lower_ in language.words("events", "temporal"):
        return all(determiners)
    if not any(determiners) or any(c.lower_ in language.words("certainty", "doubtful") for c in noun.children):
        return False
    calamity = noun.lemma_.lower() in language.words("events.nouns", "calamity")
    if noun.dep_ == "dobj" and any(
        head.lemma_.lower() in language.words("events", name) for name in ("terminating", "reviewing")
    ):
        return True  # "refused to suspend its strikes", "to overturn the conviction"
    if noun.dep_ == "dobj" and head.lemma_.lower() in language.words("events", "presupposing"):
        return calamity
    return noun.dep_ == "pobj" and calamity and _is_matter(head, language)


def outlasts(noun: Token, standing: Standing, language: Language) -> bool:
    """ "Was too ill to attend the funeral": it was held. Not "did not hold the funeral", "prevented the war".

    What a definite noun names is there, whatever somebody did not do to it, and what lasts or is a calamity is there
    for whoever means to do something about it ("to resolve the dispute"), unless he means to keep it away.
    """
    if noun.pos_ != "NOUN" or noun.dep_ not in ("dobj", "pobj"):
        return False
    if not is_definite(noun, language):
        return False
    if any(c.lower_ in language.words("certainty", "doubtful") for c in noun.children):
        return False
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    lemma = noun.lemma_.lower()
    if standing.cue is not None and standing.cue.start == verb.idx:
        return False
    if standing.certainty not in ("negated", "denied"):
        if not any(lemma in language.words("events.nouns", name) for name in ("calamity", "lasting")):
            return False
        if verb.lemma_.lower() in language.words("events", "foreseeing"):
            return False
    made = (("events", "light"), ("events", "opening"), ("certainty", "achieving"))
    return not any(verb.lemma_.lower() in language.words(*names) for names in made)


def _is_tabled(noun: Token, language: Language) -> bool:
    """ "rejected the offer": it was made, whatever becomes of it. Not "would reject any offer"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in language.words("speech", "rejecting"):
        return False
    return noun.lemma_.lower() in language.words("speech", "tabled") and not _is_of_any(noun, language)


def _is_active(noun: Token, language: Language) -> bool:
    """ "to bolster talks that resumed on Monday": what has done a thing is there. Not "no talks that …"."""
    return not _is_of_any(noun, language) and any(
        clause.dep_ == "relcl" and clause.tag_ == "VBD"
        and any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in clause.children) for clause in noun.children
    )  # fmt: skip


def _is_of_any(noun: Token, language: Language) -> bool:
    open_ = language.words("certainty", "open_determiners") | language.words("certainty", "negation")
    return any(c.dep_ == "det" and c.lower_ in open_ for c in noun.children)


def _is_matter(prep: Token, language: Language) -> bool:
    """ "the scene of (the crash)", "comment on (the killing)": what is about it, not a claim or a fear."""
    head = prep.head
    if head.pos_ == "NOUN":
        open_ = (
            ("certainty", "fear_nouns"), ("certainty", "condition_nouns"), ("certainty", "wish_nouns"),
            ("events.nouns", "intention"), ("events.causing", "said"),
        )  # fmt: skip
        return not any(head.lemma_.lower() in language.words(*names) for names in open_)
    return prep.lower_ in language.words("events", "matters") and head.pos_ == "VERB"


def is_background(clause: Token, language: Language) -> bool:
    """Does it stand by itself, below a hope or a denial?

    "hopes to return after the army left": a past clause of time is a fact; not behind a past tense, which shifts what
    is to come ("promised to come when the war ended", "said he would come when it ended"). So is a question of where,
    how or why ("to find out where it sank"; Karttunen 1977), what those "killed in the crash" met, and a verb with a
    tense of its own ("agreed to retire and runs a farm").
    """
    if clause.dep_ not in _CLAUSES:
        return False
    auxiliaries = [c for c in clause.children if c.dep_ in ("aux", "auxpass")]
    if clause.dep_ == "conj":
        told = any(t.tag_ in ("VBD", "VBZ") for t in (clause, *auxiliaries))
        return told and any(c.tag_ == "TO" for c in clause.head.children)
    if clause.dep_ == "acl":
        definite = language.words("events", "definite")
        known = clause.head.dep_ != "dobj" or any(c.lower_ in definite for c in (clause.head, *clause.head.children))
        known = known or clause.head.lemma_.lower() in language.words("speech", "tabled")  # "reject a plan made in May"
        finite = auxiliaries or any(c.dep_ == "mark" for c in clause.children)
        return clause.tag_ == "VBN" and known and not finite
    if clause.head.lower_ in language.words("certainty", "factive_prepositions"):
        return any(t.tag_ == "VBG" for t in (clause, *auxiliaries))  # "after shooting a guard", "after having been hit"
    matrix = next((h for h in clause.ancestors if h.tag_ in ("VBD", "VBZ", "VBP")), None)
    lemma = matrix.lemma_.lower() if matrix is not None else ""
    trying = lemma in language.words("events", "trying")
    if clause.dep_ == "advcl" and clause.tag_ == "VBG" and trying:
        return clause.i > clause.head.i and any(c.text == "," for c in clause.head.children)
    if clause.dep_ not in ("advcl", "ccomp", "pcomp") or all(t.tag_ != "VBD" for t in (clause, *auxiliaries)):
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i}
    if clause.dep_ == "ccomp" and clause.head.lemma_.lower() in language.words("certainty", "revealing"):
        return True  # "omitted to mention that it had lost"
    if any(c.tag_ == "WRB" and c.lower_ not in language.words("events", "then_when") for c in clause.children):
        return True
    if clause.dep_ in ("ccomp", "pcomp") and any(c.tag_ == "WP" and c.i < clause.i for c in clause.children):
        return True  # "unable to say who attacked her"
    if trying:
        return not marks.isdisjoint(language.words("certainty", "clause_marks"))
    infinitive, above = any(c.tag_ == "TO" for c in clause.head.children), clause.head.head.lower_
    # "was to leave when the war ended"; not "was at home when it began", "was about to leave when it began"
    copula = lemma in language.words("events", "copula") and infinitive
    copula = copula and above not in language.words("certainty", "on_the_point")
    would = language.words("certainty", "future_in_the_past")
    ahead = clause.head.dep_ == "ccomp" and any(c.dep_ == "aux" and c.lower_ in would for c in clause.head.children)
    shifts = matrix is not None and matrix.tag_ == "VBD" and (copula or ahead or puts_off(matrix, language))
    return not shifts and not marks.isdisjoint(language.words("certainty", "background_marks"))


def puts_off(verb: Token, language: Language) -> bool:
    """ "promised to pay": whoever wishes or promises a thing does not say that it is done; not "tried to pay"."""
    lemma = verb.lemma_.lower()
    if lemma in language.words("events", "trying"):
        return False
    return any(lemma in language.words("certainty", name) for name in ("wish", "open_to"))


def came_true(verb: Token, language: Language) -> bool:
    """ "Ashcroft, who would later serve as minister": what came after, told from the past; not on a condition."""
    later = language.words("certainty", "afterwards")
    said = any(c.dep_ == "advmod" and c.lower_ in later for c in verb.children)
    told = verb.dep_ in ("relcl", "ROOT") and not any(is_condition(c, language) for c in verb.children)
    return told and (said or goes_on(verb, language))


def is_condition(node: Token, language: Language) -> bool:
    """ "if it rains": a clause that something else depends on."""
    if node.dep_ == "ccomp":  # "asked whether the driver had been killed"; not "confirmed whether he had"
        known = (("certainty", "revealing"), ("speech", "confirming"))
        if any(node.head.lemma_.lower() in language.words(*names) for names in known):
            return False
        return any(c.dep_ == "mark" and c.lower_ in language.words("certainty", "asking") for c in node.children)
    if node.dep_ != "advcl":
        return False
    first = node.children[0] if node.children else node
    if first.dep_ in ("aux", "auxpass") and first.lower_ in language.words("certainty", "inverted"):
        # "Had he stayed, …"
        return any(c.dep_ in ("nsubj", "nsubjpass") and first.i < c.i < node.i for c in node.children)
    marks = language.words("certainty", "condition_marks")
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in marks for c in node.children)


def undoes(verb: Token, language: Language) -> bool:
    """ "overturned a ban", "ended the strike": what it is about was there before."""
    return any(verb.lemma_.lower() in language.words("events", name) for name in ("reviewing", "terminating"))


def goes_on(verb: Token, language: Language) -> bool:
    """ "went on to win": it was won."""
    particles = language.table("certainty.going_on").get(verb.lemma_.lower(), ())
    return any(c.lower_ in particles for c in verb.children)
