"""How sure is it, and who says so: Trigger → Standing.

"accuse Moscow of massing troops": `massing` is alleged, by whoever accuses. The judgement climbs from the
trigger to the root of the sentence; every step that changes it leaves the words it rests on (the cue).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.events.granting import came_of_it, came_true, goes_on, is_background, is_condition, is_presupposed
from analysis.events.negation import cancellation, denial, denies
from analysis.events.triggers import OBJECTS, Trigger
from analysis.language import Language
from analysis.model import Certainty, Span
from analysis.people import SUBJECTS, Cast

if TYPE_CHECKING:
    from analysis.tree import Token

CONTENT = frozenset("ccomp xcomp pcomp prep pobj dobj obj conj acl advcl attr acomp oprd dative npadvmod".split())
_CONTENT_OF_MINDS = frozenset({"xcomp", "ccomp", "acomp", "oprd", "attr"})
UNSPECIFIED = "unspecified"  # an accuser the article does not name


@dataclass(frozen=True)
class Standing:
    """The certainty of an event, its cue, its holder (None: the article), and whether it is only aimed at."""

    certainty: Certainty = "asserted"
    cue: Span | None = None
    holder: str | None = None
    is_purpose: bool = False


def judge(trigger: Trigger, cast: Cast, language: Language) -> Standing:
    """The standing of one event by its own verb, then by everything that it is subordinate to."""
    standing = _own(trigger, cast, language)
    node = trigger.carrier if trigger.carrier is not None else trigger.token
    if trigger.is_noun and is_presupposed(trigger.token, language):
        return standing
    if node.i != trigger.token.i and node.lemma_.lower() not in language.words("events", "voicing"):
        # "had an exchange": the carrier is the clause; "offered condolences" has given them
        standing = _step(trigger.token, node, standing, cast, language)
    while node.head.i != node.i:
        if node.dep_ not in CONTENT and not is_condition(node, language) or is_background(node, language):
            break
        standing = _step(node, node.head, standing, cast, language)
        node = node.head
    return standing


def _cue(token: Token) -> Span:
    return Span(token.idx, token.end)


def _own(trigger: Trigger, cast: Cast, language: Language) -> Standing:
    token, lemma = trigger.token, trigger.token.lemma_.lower()
    reports = trigger.event_class == "REPORTING" and token.tag_ == "VBD"
    for verb in (trigger.carrier, token) if trigger.carrier is not None and trigger.carrier.i != token.i else (token,):
        denied = denial(verb, language) or cancellation(verb, language)
        if denied is not None:
            return Standing("negated", _cue(denied))
        for child in verb.children:
            modal = _modal(child, verb, language)
            if modal:
                return Standing(modal, _cue(child))
            if child.dep_ == "advcl" and is_condition(child, language) and not reports:
                return Standing("conditional", _cue(child))  # "If …, he warned that …": the condition is the content's
            if child.lower_ in language.words("certainty", "alleged_adverbs"):
                return Standing("alleged", _cue(child), UNSPECIFIED)
    if lemma in language.words("speech", "accusing") and token.tag_ == "VBN" and not _has_active_subject(token):
        return Standing("alleged", _cue(token), _agents(token, cast) or UNSPECIFIED)
    if lemma in language.words("certainty", "opinion") and _is_opinion(token, language):
        return Standing("opinion", _cue(token), _holder(token, cast))
    return Standing()


def _has_active_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in verb.children)


def _agents(verb: Token, cast: Cast) -> str | None:
    names = (name for c in verb.children if c.dep_ == "agent" for t in c.children for name, _ in cast.names(t))
    return ", ".join(dict.fromkeys(names)) or None


def _is_opinion(verb: Token, language: Language) -> bool:
    particle = language.table("certainty.opinion_particles").get(verb.lemma_.lower())
    if any(c.dep_ == "auxpass" for c in verb.children) and not any(c.dep_ in _CONTENT_OF_MINDS for c in verb.children):
        return False  # "the tremor was felt in Oslo"
    if verb.lemma_.lower() in language.words("certainty", "seeming"):
        return any(c.dep_ in _CONTENT_OF_MINDS for c in verb.children)  # not "appeared in court"
    return particle is None or any(c.dep_ == "prt" and c.lower_ == particle for c in verb.children)


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
        return replace(now, certainty="conditional", cue=_cue(node))
    if node.dep_ in SUBJECTS:
        return now
    for judged in (_suspected, _charge, _mandate, _attitude, _aim, _inherited, _coordinated, _awaited):
        changed = judged(node, head, lemma, now, cast, language)
        if changed is not None:
            return changed
    return now


def _suspected(
    node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language
) -> Standing | None:
    """ "Arrested for murder", "her trial for fraud": not decided. Not "for the murder of X", which happened."""
    if node.dep_ != "prep" or now.certainty != "asserted" or lemma not in language.words("speech", "suspecting"):
        return None
    deeds = [c for c in node.children if c.dep_ in ("pobj", "pcomp")]
    granted = any(d.dep_ in ("det", "poss") and d.lower_ in language.words("events", "definite")
                  for deed in deeds for d in deed.children)  # fmt: skip
    if granted or node.lower_ not in language.words("speech", "suspected"):
        return None
    return replace(now, certainty="alleged", cue=_cue(head), holder=_holder(head, cast) or UNSPECIFIED)


def _charge(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """Accusations and denials: the strongest, whatever the inside says of itself."""
    if head.pos_ != "VERB" or node.dep_ in ("npadvmod", "advcl", "conj") or now.certainty in ("alleged", "denied"):
        return None
    if lemma in language.words("speech", "accusing"):
        return replace(now, certainty="alleged", cue=_cue(head), holder=_holder(head, cast) or UNSPECIFIED)
    if lemma in language.words("speech", "denying") and node.dep_ != "prep":
        return replace(now, certainty="denied", cue=_cue(head), holder=_holder(head, cast))
    return None


def _mandate(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """ "demanded that Iraq give up arms", "insisted that he resign": not told as done; not "insist that they won"."""
    if node.dep_ != "ccomp" or node.tag_ not in ("VB", "VBP") or now.certainty != "asserted" or head.pos_ != "VERB":
        return None
    if any(c.dep_ == "aux" for c in node.children):
        return None
    single = any(c.dep_ in SUBJECTS and (c.tag_ in ("NN", "NNP") or c.lower_ in language.words("certainty", "singular"))
                 and not c.conjuncts for c in node.children)  # fmt: skip
    names = ("mandating", "mandating_one") if single else ("mandating",)
    if not any(lemma in language.words("certainty", name) for name in names):
        return None
    return replace(now, certainty="future", cue=_cue(head), holder=now.holder or _holder(head, cast), is_purpose=True)


def _attitude(node: Token, head: Token, lemma: str, now: Standing, cast: Cast, language: Language) -> Standing | None:
    """Beliefs, evidence, and plain reports, which lend their speaker."""
    if head.pos_ != "VERB" or node.dep_ not in ("ccomp", "xcomp", "dobj", "obj"):
        return None
    if now.certainty == "asserted" and lemma in language.words("certainty", "opinion"):
        seems = lemma in language.words("certainty", "seeming")
        if seems and node.lemma_.lower() in language.words("certainty", "evidence"):
            return replace(now, certainty="alleged", cue=_cue(head), holder=now.holder or _holder(head, cast))
        if _is_opinion(head, language):
            return replace(now, certainty="opinion", cue=_cue(head), holder=now.holder or _holder(head, cast))
    if node.dep_ == "ccomp" and lemma in language.words("speech", "verbs"):
        return replace(now, holder=now.holder or _holder(head, cast))
    return None


def _aim(node: Token, head: Token, lemma: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """Wishes, plans, purposes, conditions and fears: not told as happening."""
    open_ = now.certainty == "asserted"
    if node.dep_ == "xcomp" and open_ and _is_due(node, head, language):
        return replace(now, certainty="future", cue=_cue(head))
    if node.dep_ in ("xcomp", "ccomp", "dobj", "acl") and open_:
        if lemma in language.words("certainty", "failed"):
            return replace(now, certainty="negated", cue=_cue(head))
        wishes = "wish" if head.pos_ == "VERB" else "wish_nouns"
        if lemma in language.words("certainty", wishes) and not _is_negated(head, language):
            return replace(now, certainty="future", cue=_cue(head), is_purpose=True)
    if any(c.dep_ == "aux" and c.tag_ == "TO" for c in node.children):
        if node.dep_ == "acl" and open_ and _is_negated(head, language):
            return replace(now, certainty="negated", cue=_cue(head), is_purpose=True)  # "has no plans to sell"
        if came_of_it(node, head, language):
            return None
        if node.dep_ in ("advcl", "acl") and not goes_on(head, language):
            return replace(now, certainty="future" if open_ else now.certainty, is_purpose=True)
        told = open_ and node.dep_ in ("xcomp", "ccomp")
        if told and lemma in language.words("certainty", "untrue"):
            return replace(now, certainty="negated", cue=_cue(head))
        if told and lemma in language.words("certainty", "open_to") and not _is_negated(head, language):
            return replace(now, certainty="future", cue=_cue(head), is_purpose=True)
    gerund = node.dep_ == "prep" and any(c.tag_ == "VBG" and c.dep_ in ("pcomp", "pobj") for c in node.children)
    if gerund and open_ and lemma in language.words("certainty", "wish_nouns"):  # "no intention of leaving"
        denied = _is_negated(head, language)
        return replace(now, certainty="negated" if denied else "future", cue=_cue(head), is_purpose=True)
    if head.dep_ == "prep" and node.dep_ == "pobj" and open_:
        noun = head.head.lemma_.lower()
        if noun in language.words("certainty", "condition_nouns") or noun in language.words("certainty", "fear_nouns"):
            return replace(now, certainty="conditional", cue=_cue(head.head))
    return None


def _is_due(node: Token, head: Token, language: Language) -> bool:
    """ "is to close", "is set to be replaced", "was due to take place"."""
    if not any(c.dep_ == "aux" and c.tag_ == "TO" for c in node.children):
        return False
    return head.lemma_.lower() in language.words("events", "copula") or head.lower_ in language.words(
        "certainty", "due"
    )


def _inherited(node: Token, head: Token, lemma: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """A negated or modal verb passes it on: "did not have the opportunity to meet", "never intended to attack"."""
    if node.dep_ not in ("xcomp", "acl", "dobj", "attr") or now.certainty != "asserted" and not now.is_purpose:
        return None
    if node.dep_ == "xcomp" and head.pos_ == "ADJ" and now.certainty == "asserted" and _is_out_of_reach(head, language):
        return replace(now, certainty="negated", cue=_cue(head))
    above = node.dep_ == "acl" and head.dep_ in OBJECTS or node.dep_ == "xcomp" and head.dep_ == "acomp"
    if above and lemma in language.words("certainty", "factive_adjectives"):
        return None  # "was not happy to leave"
    for child in (*head.children, *(head.head.children if above else ())):
        if denies(child, language) and child.dep_ != "det":
            wished = lemma in language.words("certainty", "wish")
            return replace(now, certainty="negated", cue=_cue(child), is_purpose=wished)
        modal = _modal(child, child.head, language)
        if modal and node.dep_ == "xcomp":
            return replace(now, certainty=modal, cue=_cue(child))
    return None


def _is_out_of_reach(adjective: Token, language: Language) -> bool:
    """ "unable to leave", "too ill to attend"; not "not too ill to attend"."""
    if any(denies(c, language) for t in (adjective, adjective.head) for c in t.children):
        return False
    excessive = language.words("certainty", "excessive")
    return adjective.lower_ in language.words("certainty", "unable") or any(
        c.lower_ in excessive and c.dep_ == "advmod" for c in adjective.children
    )


def _coordinated(
    node: Token, head: Token, _lemma: str, now: Standing, _cast: Cast, language: Language
) -> Standing | None:
    """ "must go and rest", "did not call or write": one auxiliary for both."""
    bare = node.dep_ == "conj" and node.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in node.children)
    if not bare or now.certainty != "asserted":
        return None
    for child in head.children:
        modal = "negated" if denies(child, language) and child.dep_ == "neg" else _modal(child, head, language)
        if modal:
            return replace(now, certainty=modal, cue=_cue(child))
    return None


def _awaited(node: Token, head: Token, _lemma: str, now: Standing, _cast: Cast, language: Language) -> Standing | None:
    """ "would become law once signed", "will end when he resigns": not told as having happened."""
    waits = node.dep_ == "advcl" and now.certainty == "asserted" and node.tag_ in ("VBZ", "VBP", "VBN")
    past = any(c.tag_ == "VBD" for c in node.children)
    if not waits or past or not any(c.lower_ in language.words("certainty", "awaiting") for c in node.children):
        return None
    modal = next((m for c in head.children if (m := _modal(c, head, language))), None)
    return replace(now, certainty=modal, cue=_cue(node)) if modal else None


def _is_negated(verb: Token, language: Language) -> bool:
    return any(denies(c, language) for c in (*verb.children, *(verb.head.children if verb.dep_ in OBJECTS else ())))


def _holder(verb: Token, cast: Cast) -> str | None:
    return ", ".join(dict.fromkeys(_subject_names(verb, cast))) or None


def _subject_names(verb: Token, cast: Cast) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ == "nsubj" or child.dep_ == "agent":
            for token in (child,) if child.dep_ == "nsubj" else child.children:
                yield from (name for name, _ in cast.names(token))
    if verb.dep_ == "conj":
        yield from _subject_names(verb.head, cast)
