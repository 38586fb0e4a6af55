"""Read what brought about what: Drafts → Links of cause. A cause begins before its effect.

    "floods caused by the storm"  → storm BEFORE floods      "the blaze killed three"  → blaze BEFORE killed
    "closed because of the leak"  → closed AFTER leak        "sentenced for murder"    → sentenced AFTER murder

Causal verbs and prepositions are those of Girju 2003, "Automatic Detection of Causal Relations"; whoever judges, mourns
or admits something takes it to have happened (Kiparsky and Kiparsky 1970, "Fact"). Dates do not lean on these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.events.draft import Draft
from analysis.events.linking import Link
from analysis.language import Language
from analysis.model import TimeRelation
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token

_CLIMB = 6  # heads from a preposition to the event that its phrase belongs to
_UNTIMED = frozenset({"REPORTING", "ASPECTUAL", "STATE", "I_STATE"})  # "the war continued", "the strike cost millions"
_WHICH = ("WDT", "WP")
_DONE_TO = frozenset({"dobj", "oprd", "xcomp", "ccomp"})


def cause_links(drafts: Sequence[Draft], language: Language) -> tuple[Link, ...]:
    """How effects stand to their causes, in order of telling."""
    by_token = {d.verb.i: d for d in drafts} | {d.trigger.token.i: d for d in drafts}
    found = []
    for draft in drafts:
        for rule in (_because, _brought_about, _doing, _judged):
            for cause, effect, words in rule(draft, by_token, language):
                if cause.trigger.token.i != effect.trigger.token.i:
                    found.append(_link(cause, effect, words, language))
    return tuple(dict.fromkeys(found))


def _link(cause: Draft, effect: Draft, words: str, language: Language) -> Link:
    at_once = is_harm(cause, effect, language)  # "the blaze killed three"
    kind: TimeRelation = "IAFTER" if at_once else "AFTER"
    return Link(effect.trigger.token.i, kind, cause.trigger.token.i, f"cause: “{words}”", basis="cause")


def is_harm(cause: Draft, effect: Draft, language: Language) -> bool:
    """What befalls people and things when a calamity does (TimeML 1.2.1 on IAFTER: died when the plane crashed).

    Not "fires kill hundreds every year", "died in the genocide".
    """
    sudden = cause.trigger.token.lemma_.lower() in language.words("events.nouns", "sudden")
    told = effect.said.polarity == "POS" and (effect.said.tense != "PRESENT" or effect.said.aspect == "PERFECTIVE")
    return sudden and told and effect.trigger.token.lemma_.lower() in language.words("events", "harming")


Caused = tuple[Draft, Draft, str]  # the cause, its effect, and the words


def _because(draft: Draft, by_token: Mapping[int, Draft], language: Language) -> Iterator[Caused]:
    """ "closed due to the outbreak", "launched missiles in response to the strike"."""
    token = draft.verb
    prep = token.head
    if token.dep_ not in ("pobj", "pcomp") or prep.dep_ not in ("prep", "pcomp"):
        return
    phrase, outer = prep.lower_, prep
    if (after := next((c for c in prep.children if c.dep_ == "pcomp" and c.i == prep.i + 1), None)) is not None:
        phrase = f"{phrase} {after.lower_}"  # "because of"
    elif prep.head.i == prep.i - 1:
        phrase, outer = f"{prep.head.lower_} {phrase}", prep.head
    if phrase in language.words("events.causing", "prepositions"):
        effect = _above(outer, by_token)
        if effect is not None:
            yield draft, effect, phrase


def _above(node: Token, by_token: Mapping[int, Draft]) -> Draft | None:
    """The nearest event that a phrase belongs to; of "the fire was due to …" the subject."""
    for _, head in zip(range(_CLIMB), node.ancestors, strict=False):
        if head.i in by_token:
            return by_token[head.i]
        if head.pos_ in ("VERB", "AUX"):
            return next((by_token[c.i] for c in head.children if c.dep_ == "nsubj" and c.i in by_token), None)
    return None


def _brought_about(draft: Draft, by_token: Mapping[int, Draft], language: Language) -> Iterator[Caused]:
    """ "the storm caused flooding", "a leak led to an explosion", "…, prompting the city to close schools"."""
    token = draft.verb
    verb, said = token.head, token.head.lemma_.lower()
    if token.dep_ == "pobj" and verb.dep_ == "prep":
        verb, said = verb.head, f"{verb.head.lemma_.lower()} {verb.lower_}"
    elif token.dep_ not in _DONE_TO and not (token.dep_ == "nsubjpass" and verb.tag_ == "VBN"):
        return
    if said not in language.words("events.causing", "verbs"):
        return
    for cause in _causes(verb, by_token, token.dep_ == "nsubjpass"):
        yield cause, draft, verb.text


def _causes(verb: Token, by_token: Mapping[int, Draft], passive: bool) -> Iterator[Draft]:
    """Of a passive its agent; else the subject of the verb of causing, or what its clause hangs on."""
    if passive:
        agents = (n for c in verb.children if c.dep_ == "agent" for n in c.children if n.dep_ == "pobj")
        yield from (by_token[n.i] for n in agents if n.i in by_token)
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    hangs = verb.dep_ in ("advcl", "acl", "relcl", "conj") and (subject is None or subject.tag_ in ("WDT", "WP"))
    cause = verb.head if hangs else subject
    if cause is not None and cause.i in by_token:
        yield by_token[cause.i]


def _doing(draft: Draft, by_token: Mapping[int, Draft], language: Language) -> Iterator[Caused]:
    """ "the blaze killed three": what a happening does to somebody; not "the strike went on"."""
    noun = draft.trigger.token
    if not draft.trigger.is_noun or draft.trigger.carrier is not None or draft.trigger.event_class in _UNTIMED:
        return
    for verb in _done_by(noun, language):
        effect = by_token.get(verb.i)
        if effect is None or effect.trigger.token.i != verb.i or effect.trigger.event_class in _UNTIMED:
            continue
        signifies = verb.lemma_.lower() in language.words("events.causing", "signifying")
        if not signifies and (is_harm(draft, effect, language) or any(c.dep_ == "dobj" for c in verb.children)):
            yield draft, effect, f"{noun.text} {verb.text}"


def _done_by(noun: Token, language: Language) -> Iterator[Token]:
    """The verbs that a noun is the subject of: "the blast killed two and injured five", "the blast that killed two".

    Of a calamity also at a distance: "the bombing of a clinic that killed two", "a town hit by a quake that killed
    two"; no clinic and no town does.
    """
    first = [noun.head] if noun.dep_ == "nsubj" else []
    if noun.lemma_.lower() in language.words("events.nouns", "calamity"):
        harming, others = language.words("events", "harming"), language.words("events.nouns", "calamity")
        things = (t for t in noun.subtree if t.dep_ in ("pobj", "conj") and t.lemma_.lower() not in others)
        above = (t for _, t in zip(range(_CLIMB), noun.ancestors, strict=False) if t.lemma_.lower() not in others)
        far = (c for t in (*things, *above) for c in t.children if c.i > noun.i)
        first += [c for c in far if c.dep_ == "relcl" and c.lemma_.lower() in harming and _has_which(c, ("WDT",))]
    clauses = (c for c in noun.children if c.dep_ == "relcl")
    first += [c for c in clauses if _has_which(c)]
    for verb in first:
        yield verb
        yield from (c for c in verb.conjuncts if c.i > verb.i and not any(s.dep_ in SUBJECTS for s in c.children))


def lies_ahead(noun: Token, language: Language) -> bool:
    """ "the planned visit", "the next election"."""
    return any(c.dep_ == "amod" and c.lower_ in language.words("events", "ahead") for c in noun.children)


def _has_which(clause: Token, tags: Sequence[str] = _WHICH) -> bool:
    return any(s.dep_ == "nsubj" and s.tag_ in tags for s in clause.children)


_JUDGED = frozenset({"pobj", "pcomp", "nsubjpass", "dobj"})


def _judged(draft: Draft, by_token: Mapping[int, Draft], language: Language) -> Iterator[Caused]:
    """ "sentenced for her murder", "apologised for the attack", "condemned the attack"."""
    token, above = draft.verb, draft.verb.head
    if token.dep_ not in _JUDGED or lies_ahead(token, language):
        return
    if token.lemma_.lower() in language.words("people", "sanctions"):
        return  # "sentenced … to a fine": that comes of it
    if token.dep_ not in ("pobj", "pcomp"):
        bare = draft.trigger.is_noun and draft.trigger.carrier is None
        if bare and above.i in by_token and _is_taken_up(token, above, language):
            yield draft, by_token[above.i], above.text
    elif above.dep_ == "prep":
        verb = above.head
        while verb.dep_ == "pobj" and verb.head.dep_ == "prep" and verb.i not in by_token:
            verb = verb.head.head  # "fined on charges of fraud"
        words = language.words("events.judging", above.lower_)
        if above.lower_ == "of":
            words |= language.words("events.causing", "taken_up_by")
        if verb.i in by_token and verb.lemma_.lower() in words:
            yield draft, by_token[verb.i], f"{verb.text} {above.text}"


def _is_taken_up(noun: Token, verb: Token, language: Language) -> bool:
    """ "condemned the attack", "denied the claim", "announced the decision"."""
    lemma, thing = verb.lemma_.lower(), noun.lemma_.lower()
    known = lemma in language.words("events.causing", "making_known")
    if known and thing in language.words("events.causing", "decided"):
        return True
    if lemma in language.words("events.causing", "disputing"):
        return thing in language.words("events.causing", "said")
    return lemma in language.words("events.causing", "taking_up")
