"""How sure is it, and who says so: Trigger → Standing.

"accuse Moscow of massing troops": `massing` is alleged, by whoever accuses. The judgement climbs from the
trigger to the root of the sentence; every step that changes it leaves the words it rests on (the cue).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.events.granting import (
    came_true,
    goes_on,
    is_background,
    is_condition,
    is_definite,
    is_presupposed,
    outlasts,
)
from analysis.events.holding import UNSPECIFIED, Standing, agents, cue, holder_of, is_opinion
from analysis.events.infinitives import came_of_it, is_due, is_of_rank, is_out_of_reach, is_undone
from analysis.events.negation import cancellation, denial, denies
from analysis.events.saying import attitude, charge, cleared, disowned, mandate, suspected, worded
from analysis.events.triggers import OBJECTS, Trigger
from analysis.language import Language
from analysis.model import Certainty
from analysis.people import SUBJECTS, Cast

if TYPE_CHECKING:
    from analysis.tree import Token

CONTENT = frozenset("ccomp xcomp pcomp prep pobj dobj obj conj acl advcl attr acomp oprd dative npadvmod".split())


def judge(trigger: Trigger, cast: Cast, language: Language) -> Standing:
    """The standing of one event by its own verb, then by everything that it is subordinate to."""
    standing = own = _own(trigger, cast, language)
    node = trigger.carrier if trigger.carrier is not None else trigger.token
    if trigger.is_noun and is_presupposed(trigger.token, language):
        return standing
    if trigger.is_noun and (condition := _conditioned(trigger.token, language)) is not None:
        return Standing("conditional", cue(condition))
    if trigger.is_noun and (foreseen := _foreseen(trigger.token, language)) is not None:
        return Standing("future", cue(foreseen))
    if node.i != trigger.token.i and node.lemma_.lower() not in language.words("events", "voicing"):
        # "had an exchange": the carrier is the clause; "offered condolences" has given them
        standing = _step(trigger.token, node, standing, cast, language)
    while node.head.i != node.i:
        if node.dep_ not in CONTENT and not is_condition(node, language) or is_background(node, language):
            break
        standing = _step(node, node.head, standing, cast, language)
        node = node.head
    undone = own.certainty == "asserted" and (standing.certainty in ("negated", "denied") or standing.is_purpose)
    if undone and outlasts(trigger.token, standing, language):
        return own  # "was too ill to attend the funeral", "denied breaking the truce", "to resolve the dispute"
    return standing


def _own(trigger: Trigger, cast: Cast, language: Language) -> Standing:
    token, lemma = trigger.token, trigger.token.lemma_.lower()
    reports = trigger.event_class == "REPORTING" and token.tag_ in ("VBD", "VBN")
    if token.dep_ == "ROOT" and _is_headline_plan(token):
        return Standing("future", cue(token))
    hedges = language.words("certainty", "alleged_adverbs")
    for verb in (trigger.carrier, token) if trigger.carrier is not None and trigger.carrier.i != token.i else (token,):
        denied = denial(verb, language) or cancellation(verb, language)
        if denied is not None:
            return Standing("negated", cue(denied))
        for child in verb.children:
            modal = _modal(child, verb, language)
            if modal:
                return Standing(modal, cue(child))
            if child.dep_ == "advcl" and is_condition(child, language) and not reports:
                return Standing("conditional", cue(child))  # "If …, he warned that …": the condition is the content's
            if child.i == verb.i - 1 and _is_short_of(child, verb, language):
                return Standing("negated", cue(child))
            if child.lower_ in hedges:
                return Standing("alleged", cue(child), UNSPECIFIED)
    accused = token.tag_ == "VBN" and lemma in language.words("speech", "accusing") and not _has_active_subject(token)
    if accused and lemma not in language.words("speech", "charging"):
        return Standing("alleged", cue(token), agents(token, cast) or UNSPECIFIED)
    minds = token.pos_ != "NOUN" and lemma in language.words("certainty", "opinion")  # not "the fear of a war"
    minds = minds and not (lemma in language.words("certainty", "excluding_acts") and token.tag_ in ("VBD", "VBN"))
    if minds and is_opinion(token, language):
        return Standing("opinion", cue(token), holder_of(token, cast))
    return Standing()


def _conditioned(noun: Token, language: Language) -> Token | None:
    """ "If a deal is reached", "if the strike goes ahead": it may not come. Not "if the strike lasts"."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS or not is_condition(verb, language) or verb.dep_ == "ccomp":
        return None
    comes = verb.lemma_.lower() in language.words("events", "happening")
    comes = comes or any(f"{verb.lemma_.lower()} {c.lower_}" in language.words("certainty", "coming_about")
                         for c in verb.children)  # fmt: skip
    return verb if comes or noun.dep_ == "nsubjpass" and not is_definite(noun, language) else None


def _is_headline_plan(verb: Token) -> bool:
    """ "Library to reopen after flood", "He has until Friday to respond"; not "to be fair"."""
    below = [c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ == "VB" for c in verb.children)
    ahead = "TO" in below and "VBD" not in below and not perfect  # not "three to have died in crash"
    return ahead and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_short_of(adverb: Token, verb: Token, language: Language) -> bool:
    """ "Nearly died": he did not. Not "nearly doubled", "nearly beaten to death", which tell how much."""
    if adverb.dep_ != "advmod" or adverb.lower_ not in language.words("certainty", "nearly"):
        return False
    extremes, lemma = language.words("certainty", "extremes"), verb.lemma_.lower()
    behind = (t for c in verb.children if c.dep_ == "prep" and c.i > verb.i for t in c.children)
    if any(t.lemma_.lower() in extremes for t in behind):
        return False
    return not any(lemma in language.words(*of) for of in (("events", "measuring"), ("certainty", "degrees")))


def _foreseen(noun: Token, language: Language) -> Token | None:
    """ "Further tremors are likely", "a vote is expected": not told as having come."""
    if any(denies(c, language) for c in (*noun.children, *noun.head.children)):
        return None
    if is_definite(noun, language):
        return None  # "the robbery was planned in 2001", "the crash was likely Iran's doing"
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in language.words("certainty", "foreseen"):
        return noun.head
    if noun.dep_ != "nsubj" or noun.head.lemma_.lower() not in language.words("events", "copula"):
        return None
    if any(c.dep_ == "attr" or c.dep_ == "xcomp" for c in noun.head.children):
        return None  # "a crash is likely to follow": of the following
    words = language.words("certainty", "prospects")
    return next((c for c in noun.head.children if c.dep_ == "acomp" and c.lower_ in words), None)


def _has_active_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in verb.children)


def _modal(child: Token, verb: Token, language: Language) -> Certainty | None:
    if child.dep_ != "aux":
        return None
    if verb.tag_ in ("VBN", "VBD") and child.lower_ in language.words("certainty", "had_or_would"):
        return None  # "he'd died"
    if child.lower_ in language.words("certainty", "future") or child.lower_ in language.words("certainty", "duty"):
        return "future"
    if child.lower_ in language.words("certainty", "future_in_the_past") and _looks_ahead(verb, language):
        return "future"
    if child.lower_ in language.words("certainty", "future_in_the_past") and came_true(verb, language):
        return None
    return "conditional" if child.lower_ in language.words("certainty", "conditional") else None


def _looks_ahead(verb: Token, language: Language) -> bool:
    """ "said he would resign": the future of the past, unless a condition stands with it."""
    while verb.dep_ == "conj":
        verb = verb.head
    report = verb.head
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False  # "said it would have acted"
    if verb.dep_ != "ccomp" or report.tag_ not in ("VBD", "VBN"):
        return False
    if report.lemma_.lower() not in language.words("events", "reporting"):
        return False
    conditions = language.words("certainty", "condition_nouns")
    return not any(is_condition(c, language) for t in (verb, report) for c in t.children) and not any(
        t.lemma_.lower() in conditions or t.lower_ in language.words("certainty", "condition_marks")
        for t in verb.subtree
    )


def _step(node: Token, head: Token, now: Standing, cast: Cast, language: Language) -> Standing:
    """What one step from `node` up to `head` does to the standing."""
    lemma = head.lemma_.lower()
    if is_condition(node, language) and now.certainty in ("asserted", "future"):
        return replace(now, certainty="conditional", cue=cue(node))
    undone = now.certainty == "negated" and now.cue == cue(node) and node.lemma_.lower() in language.words(
        "certainty", "failed"
    )
    before = replace(now, certainty="asserted") if undone else now
    for judged in _STEPS.get(node.dep_, ()):
        changed = judged(node, head, lemma, before, cast, language)
        if changed is not None:
            twice = undone and changed.certainty == "negated"
            return Standing() if twice else now if undone else changed  # "unable to prevent the collapse"
    return now


def _left_out(node: Token, head: Token, _l: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """ "left without paying", "instead of paying", "rather than resign"; not "without the support of his party"."""
    if now.certainty != "asserted" or head.pos_ not in ("ADP", "SCONJ"):
        return None
    pairs, before = language.table("certainty.excluding_pairs"), head.nbor(-1).lower_ if head.i else ""
    if head.lower_ not in language.words("certainty", "excluding") and pairs.get(head.lower_) != before:
        return None
    if is_definite(node, language):
        return None
    return replace(now, certainty="negated", cue=cue(head))


def _aim(node: Token, head: Token, lemma: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """Wishes, plans, purposes, conditions and fears: not told as happening."""
    open_ = now.certainty == "asserted"
    if node.dep_ == "xcomp" and open_ and is_undone(node, language):
        return replace(now, certainty="negated", cue=cue(head))
    if node.dep_ == "xcomp" and open_ and is_due(node, head, language):
        return replace(now, certainty="future", cue=cue(head))
    if node.dep_ in ("xcomp", "ccomp", "dobj", "acl") and open_:
        if lemma in language.words("certainty", "failed"):
            if node.dep_ == "dobj" and lemma in language.words("certainty", "missing") and is_definite(node, language):
                return None  # "missed the match", which took place
            return None if _is_negated(head, language) else replace(now, certainty="negated", cue=cue(head))
        wishes = "wish" if head.pos_ == "VERB" else "wish_nouns"
        if lemma in language.words("certainty", wishes) and not _is_negated(head, language):
            return replace(now, certainty="future", cue=cue(head), is_purpose=True)
    if any(c.dep_ == "aux" and c.tag_ == "TO" for c in node.children):
        if node.dep_ == "acl" and open_ and lemma in language.words("certainty", "refusals"):
            return replace(now, certainty="negated", cue=cue(head), is_purpose=True)  # "his refusal to pay"
        if node.dep_ == "acl" and open_ and _is_negated(head, language):
            entitled = lemma in language.words("certainty", "titles")  # "had no right to shoot": perhaps they did
            return replace(now, certainty="conditional" if entitled else "negated", cue=cue(head), is_purpose=True)
        if node.dep_ == "xcomp" and open_ and head.tag_ in ("VBZ", "VBP") and head.lemma_ == "have":
            return replace(now, certainty="future", cue=cue(head))  # "has until Friday to respond"; not "had to leave"
        if head.pos_ == "PRON" and node.lemma_.lower() in language.words("events", "pro_verbs"):
            return None  # "has nothing to do with the crash"
        if came_of_it(node, head, language) or is_of_rank(node, language):
            return None
        if node.dep_ in ("advcl", "acl") and not goes_on(head, language):
            return replace(now, certainty="future" if open_ else now.certainty, is_purpose=True)
        told = open_ and node.dep_ in ("xcomp", "ccomp")
        if told and lemma in language.words("certainty", "untrue"):
            return None if _is_negated(head, language) else replace(now, certainty="negated", cue=cue(head))
        if told and lemma in language.words("certainty", "open_to") and not _is_negated(head, language):
            return replace(now, certainty="future", cue=cue(head), is_purpose=True)
    gerund = node.dep_ == "prep" and any(c.tag_ == "VBG" and c.dep_ in ("pcomp", "pobj") for c in node.children)
    if gerund and open_ and lemma in language.words("certainty", "wish_nouns"):  # "no intention of leaving"
        denied = _is_negated(head, language)
        return replace(now, certainty="negated" if denied else "future", cue=cue(head), is_purpose=True)
    if head.dep_ == "prep" and node.dep_ == "pobj" and open_:
        noun, above = head.head.lemma_.lower(), head.head.head.lower_
        named = noun in language.words("certainty", "cases") and above not in language.words("certainty", "in_case")
        if named:
            return None  # "the first case of ties being cut"; not "in case of war"
        if noun in language.words("certainty", "condition_nouns") or noun in language.words("certainty", "fear_nouns"):
            return replace(now, certainty="conditional", cue=cue(head.head))
    return None


def _inherited(node: Token, head: Token, lemma: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """A negated or modal verb passes it on: "did not have the opportunity to meet", "never intended to attack"."""
    if node.dep_ not in ("xcomp", "acl", "dobj", "attr") or now.certainty != "asserted" and not now.is_purpose:
        return None
    if node.dep_ == "xcomp" and now.certainty == "asserted" and is_out_of_reach(node, language):
        return replace(now, certainty="negated", cue=cue(head))
    acomp = node.dep_ == "xcomp" and head.dep_ == "acomp"
    above = node.dep_ == "acl" and head.dep_ in OBJECTS or acomp
    if above and lemma in language.words("certainty", "factive_adjectives"):
        return None  # "was not happy to leave"
    if acomp and (denied := denial(head.head, language)) is not None:
        return replace(now, certainty="negated", cue=cue(denied))  # "no one was available to comment"
    for child in (*head.children, *(head.head.children if above else ())):
        if denies(child, language) and child.dep_ != "det" and lemma in language.words("certainty", "reversed"):
            return None  # "did not hesitate to fire", "did not forget to thank him"
        if denies(child, language) and child.dep_ != "det":
            wished = lemma in language.words("certainty", "wish")
            return replace(now, certainty="negated", cue=cue(child), is_purpose=wished)
        modal = _modal(child, child.head, language)
        if modal and node.dep_ == "xcomp":
            return replace(now, certainty=modal, cue=cue(child))
    return None


def _coordinated(
    node: Token, head: Token, _lemma: str, now: Standing, _cast: Cast, language: Language
) -> Standing | None:
    """ "must go and rest", "did not call or write": one auxiliary for both; "resigned rather than sue": none."""
    pairs = language.table("certainty.excluding_pairs")
    if now.certainty == "asserted" and node.i > 1 and pairs.get(node.nbor(-1).lower_) == node.nbor(-2).lower_:
        return replace(now, certainty="negated", cue=cue(node.nbor(-1)))
    bare = node.dep_ == "conj" and node.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in node.children)
    if not bare or now.certainty != "asserted":
        return None
    for child in head.children:
        modal = "negated" if denies(child, language) and child.dep_ == "neg" else _modal(child, head, language)
        if modal:
            return replace(now, certainty=modal, cue=cue(child))
    return None


def _awaited(node: Token, head: Token, _lemma: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """ "would become law once signed", "will end when he resigns": not told as having happened.

    A past tense is that of the report: "said it would end when he resigned"; not "would have ended when he resigned".
    """
    waits = now.certainty == "asserted" and node.tag_ in ("VBZ", "VBP", "VBN", "VBD")
    past = any(t.tag_ == "VBD" for t in (node, *node.children)) and not _looks_ahead(head, language)
    if not waits or past or not any(c.lower_ in language.words("certainty", "awaiting") for c in node.children):
        return None
    modal = next((m for c in head.children if (m := _modal(c, head, language))), None)
    present = any(t.tag_ in ("VBZ", "VBP") for t in (node, *node.children))
    ends = present and any(c.lower_ in language.words("certainty", "until") for c in node.children)
    modal = modal or ("future" if ends else None)  # "have been suspended until the cause is found"
    return replace(now, certainty=modal, cue=cue(node)) if modal else None


def _is_negated(verb: Token, language: Language) -> bool:
    return any(denies(c, language) for c in (*verb.children, *(verb.head.children if verb.dep_ in OBJECTS else ())))


# Which of them can tell something, by how the lower one hangs on the upper one; the first answer counts.
_STEPS = {
    "prep": (worded, cleared, suspected, charge, _aim),
    "pobj": (_left_out, _aim),
    "pcomp": (_left_out,),
    "acl": (mandate, worded, charge, _aim, _inherited),
    "ccomp": (disowned, worded, charge, mandate, attitude, _aim),
    "xcomp": (charge, attitude, _aim, _inherited),
    "dobj": (charge, attitude, _aim, _inherited),
    "obj": (charge, attitude),
    "attr": (charge, _inherited),
    "acomp": (charge,),
    "oprd": (charge,),
    "dative": (charge,),
    "advcl": (_aim, _awaited),
    "conj": (_coordinated,),
}
