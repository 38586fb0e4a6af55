"""Read the order of events off the forms of their verbs: Drafts → Links of tense.

    "said the boat sank"        → sank BEFORE said         "agreed to pay"   → pay AFTER agreed
    "will leave when it stops"  → stops BEFORE leave       "went and asked"  → asked AFTER went
    "died in the crash"         → crash INCLUDES died      "profits from the sale" → sale BEFORE profits

The tense of a clause is told from the time of writing, that of a reported clause from the report (Comrie 1985, "Tense",
on sequence of tenses); a form without tense has its time from the verb that it hangs on. Dates do not lean on these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.events.attaching import opens_with_when
from analysis.events.causes import is_harm, lies_ahead
from analysis.events.draft import Draft
from analysis.events.granting import is_condition, is_definite
from analysis.events.linking import Link, Said
from analysis.events.perfects import by_the_time, is_past_perfect, looks_back, over_by_then
from analysis.language import Language
from analysis.model import TimeRelation
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token

# "want to leave": that is told of minds, not of a time; "began to fall": the fall does not come after it began;
# "was able to flee": what a state makes possible is done while it lasts. What goes on side by side ("knows and likes")
# makes no run either.
_UNTOLD = frozenset({"STATE", "I_STATE", "ASPECTUAL"})
_PURPOSE = frozenset({"advcl", "xcomp", "acl", "ccomp"})
_STATES = frozenset({"STATE", "I_STATE"})
_OF_MINDS = frozenset({"REPORTING", "I_ACTION", "I_STATE"})
_FAR = 8  # heads between a noun and what is told of it
_SAME: Said = "SIMULTANEOUS", "the same by another word", "tense"
_AHEAD = frozenset({"FUTURE", "NONE", "INFINITIVE"})
_NAMED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})


def tense_links(drafts: Sequence[Draft], language: Language) -> tuple[Link, ...]:
    """How events stand to the ones that they hang on, in order of telling."""
    by_token = {d.verb.i: d for d in drafts} | {d.trigger.token.i: d for d in drafts}
    found: list[Link] = []
    for draft in drafts:
        links = [
            *((g, said) for g in _governor(draft.verb, by_token) for said in _against(draft, g, language)),
            *((g, said) for g in by_the_time(draft.verb, by_token, language)
              for said in over_by_then(draft, g, language)),
            *((g, _SAME) for g in _said_to_be(draft.verb, by_token)),
            *((g, said) for g in _named_in(draft.verb, by_token, language) for said in _about(draft, g, language)),
        ]
        found += [
            Link(draft.trigger.token.i, kind, g.trigger.token.i, why, basis=basis) for g, (kind, why, basis) in links
        ]
    return tuple(found)


def known_links(drafts: Sequence[Draft], language: Language) -> tuple[Link, ...]:
    """What is known has taken place before what is told of it: "found evidence of the attack"."""
    by_token = {d.verb.i: d for d in drafts} | {d.trigger.token.i: d for d in drafts}
    return tuple(
        Link(d.trigger.token.i, "BEFORE", g.trigger.token.i, f"known by “{g.trigger.text}”", basis="tense")
        for d in drafts for g in _above(d, by_token, language)
    )  # fmt: skip


def against_writing(draft: Draft, is_dated: bool, language: Language) -> tuple[TimeRelation, str] | None:
    """How an event stands to the time of writing by its form; None where that tells nothing or a date tells more."""
    said, verb, certainty = draft.said, draft.verb, draft.standing.certainty
    if not is_dated and _is_known(draft, language):
        return "BEFORE", "nobody announces such a thing: it is known"
    if not is_dated and _is_of_then(draft, language):
        return "BEFORE", "the time of something past"
    perfect = said.aspect == "PERFECTIVE" and said.tense == "PRESENT"
    state = draft.trigger.event_class == "STATE"
    if is_dated and not perfect:  # "has fallen since May": up to now, whatever the date
        return None
    if said.modality is not None or certainty == "conditional":
        return _possible(draft, language)
    if said.tense == "FUTURE":
        return ("AFTER", "future tense") if certainty == "future" else None
    if certainty == "future":
        return None
    if perfect and state and said.polarity == "POS" and not _is_of_once(verb, language):
        return "INCLUDES", "present perfect of a state"  # "has lived there": and does (Comrie 1976, "Aspect")
    if said.tense == "PAST" or perfect:
        return "BEFORE", "past tense" if said.tense == "PAST" else "present perfect"
    if verb.dep_ == "prep" and draft.trigger.event_class == "REPORTING":
        return "IS_INCLUDED", "cited in the article"  # "according to the police": as it is written
    if said.tense == "PASTPART" and verb.dep_ in ("acl", "amod"):
        # "shots fired at the crowd", "a written statement"; "a town surrounded by hills" is so still
        return ("INCLUDES" if state else "BEFORE"), "past participle"
    if said.tense == "PRESENT" and draft.quote is not None:
        return None  # "“We are leaving,” he said": his present
    if said.tense == "PRESENT" and said.aspect == "PROGRESSIVE":
        return "INCLUDES", "present progressive"  # goes on now, in a report too: "said they are leaving"
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):  # "walks with a limp and is tall"
        verb = verb.head
    if said.tense == "PRESENT" and verb.dep_ in ("ccomp", "advcl") and state:
        return "INCLUDES", "present tense"  # "said he lives there": a state goes on, or the past tense would do
    if said.tense == "PRESENT" and verb.dep_ in ("ROOT", "relcl"):  # not "said it comes": told from the report
        if draft.trigger.event_class == "REPORTING":
            # "analysts say": whenever one asks; "Smith says", "the United States say": it has been said
            named = any(c.pos_ == "PROPN" for c in draft.verb.children if c.dep_ in SUBJECTS)
            return ("BEFORE" if named or draft.verb.tag_ != "VBP" else "IS_INCLUDED"), "present tense"
        return "INCLUDES", "present tense"
    return None


def _is_of_once(verb: Token, language: Language) -> bool:
    """ "has been in prison before", "has never owned a house": that is over, or was not."""
    past = [language.words("events", name) for name in ("previously", "ever", "then")]
    return any(c.lower_ in words for c in verb.children if c.dep_ in ("advmod", "neg") for words in past)


def _is_known(draft: Draft, language: Language) -> bool:
    """ "the attack", "two killings", "Smith's death": a calamity that is taken for granted; not "feared an attack"."""
    noun = draft.trigger.token
    return (
        draft.trigger.is_noun and draft.trigger.carrier is None and draft.standing.certainty in ("asserted", "alleged")
        and noun.lemma_.lower() in language.words("events.nouns", "calamity")
        and any(c.dep_ in ("poss", "nummod") or c.lower_ in language.words("events", "definite") for c in noun.children)
        and not lies_ahead(noun, language) and not _may_come(noun, language)
    )  # fmt: skip


def _may_come(noun: Token, language: Language) -> bool:
    """ "her death will be a blow", "foiled the attack", "the fire is still burning": it may be ahead, or go on."""
    phrase = noun.head if noun.dep_ == "pobj" else None
    if phrase is not None and phrase.lower_ in language.words("events", "toward") and phrase.head.pos_ == "VERB":
        return True
    above = [h for _, h in zip(range(_FAR), noun.ancestors, strict=False)]
    if any(h.lemma_.lower() in language.words("events", "foreseeing") for h in above):
        return True
    verb = next((h for h in above if h.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    group = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    if any(c.tag_ == "MD" for c in group):
        return noun.dep_ in SUBJECTS or phrase is not None and phrase.lower_ in language.words("events", "then")
    now = any(t.tag_ in ("VBZ", "VBP") for t in group) and not any(c.lemma_ == "have" for c in group)
    return now and noun.head.i == verb.i


def _is_of_then(draft: Draft, language: Language) -> bool:
    """ "was arrested during the rally": the rally is of the past, too; not "will meet during the rally"."""
    noun, prep = draft.trigger.token, draft.trigger.token.head
    if draft.trigger.carrier is not None or noun.dep_ != "pobj" or prep.dep_ != "prep" or lies_ahead(noun, language):
        return False
    within = language.table("events.signs").get(prep.lower_) == "IS_INCLUDED"
    return within and any(t.tag_ == "VBD" for t in (prep.head, *prep.head.children) if t.pos_ in ("VERB", "AUX"))


def _above(draft: Draft, by_token: Mapping[int, Draft], language: Language) -> Iterator[Draft]:
    """The event that tells of a calamity as known: "found proof of the attack", "deplored the attack".

    Not what is done to bring it about or goes on in it: "carried out the attack", "saw the attack".
    """
    noun = draft.verb
    if noun.dep_ in SUBJECTS or not _is_known(draft, language):
        return
    phrase = f"{noun.head.head.lemma_.lower()} {noun.head.lower_}"
    if noun.dep_ == "pobj" and phrase in language.words("events.causing", "verbs"):
        return  # "resulting in two deaths": they come of it
    above = next((by_token[h.i] for _, h in zip(range(_FAR), noun.ancestors, strict=False) if h.i in by_token), None)
    if above is None or _is_known(above, language):
        return  # not "three attacks, including the bombing"
    if above.trigger.event_class == "PERCEPTION":
        return
    if noun.dep_ != "dobj" or noun.head.i != above.verb.i or above.trigger.event_class in _OF_MINDS:
        yield above


def _possible(draft: Draft, language: Language) -> tuple[TimeRelation, str] | None:
    """Modals of what happens look ahead, with a perfect back (Condoravdi 2002, "Temporal interpretation of modals")."""
    said, dep = draft.said, draft.verb.dep_
    if said.modality is not None and said.aspect == "PERFECTIVE":
        return "BEFORE", f"“{said.modality} have” looks back"  # "may have left"
    if draft.trigger.event_class in _STATES or said.modality in language.words("events", "able"):
        return None  # "may know", "can swim": now
    open_yet = draft.standing.certainty in ("conditional", "future")  # not "would not say"
    if open_yet and said.modality is not None and said.aspect == "NONE" and dep in ("ROOT", "relcl"):
        return "AFTER", f"“{said.modality}” looks ahead"
    if said.tense == "PRESENT" and dep == "advcl":
        return "AFTER", "a condition lies ahead"  # "if it rains"
    return None


def _governor(verb: Token, by_token: Mapping[int, Draft]) -> Iterator[Draft]:
    """The event that the clause hangs on directly, or by one preposition or agent."""
    head = verb.head
    if verb.dep_ in ("pobj", "pcomp") and head.dep_ in ("prep", "agent"):
        head = head.head
    if head.i in by_token and head.i != verb.i:
        yield by_token[head.i]


def _said_to_be(noun: Token, by_token: Mapping[int, Draft]) -> Iterator[Draft]:
    """ "the summit was a meeting of seven", "the summit, a meeting of seven": one happening."""
    if noun.dep_ == "appos" and not any(c.dep_ in ("cc", "conj") for c in (*noun.children, *noun.head.children)):
        same = [noun.head]
    elif noun.dep_ == "attr":
        same = [c for c in noun.head.children if c.dep_ == "nsubj"]
    else:
        return
    yield from (by_token[t.i] for t in same if t.i in by_token and by_token[t.i].verb.i == t.i and t.pos_ == "NOUN")


def _named_in(verb: Token, by_token: Mapping[int, Draft], language: Language) -> Iterator[Draft]:
    """Of a clause about somebody or something, the event in which these have their part: "the man who fled said".

    Not "worked there in 1968, when troops came", "won the day he died": these are of a time.
    """
    noun = verb.head
    if opens_with_when(verb, language) or noun.lemma_.lower() in language.words("events", "parts_of_time"):
        return
    if verb.dep_ == "relcl" and noun.dep_ not in SUBJECTS and _goes_on_telling(verb):
        return
    made = verb.dep_ == "relcl" and noun.dep_ == "dobj" and not is_definite(noun, language)
    if made and noun.head.lemma_.lower() in language.words("events", "making"):
        return  # "signed an accord that ended the war"
    if verb.dep_ in ("relcl", "acl", "amod") and noun.dep_ in _NAMED and noun.i not in by_token:
        head = noun.head.head if noun.dep_ == "pobj" else noun.head
        if head.i in by_token:
            yield by_token[head.i]


def _goes_on_telling(clause: Token) -> bool:
    """ "Drove to a bar, where he drank", "offered a rise, which was rejected": behind a comma the story may go on."""
    mark = next((c for c in clause.children if c.tag_[0] == "W" and c.i < clause.i), None)
    past = clause.tag_ == "VBD" or any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in clause.children)
    return mark is not None and mark.i > 0 and mark.nbor(-1).text == "," and past


def _about(draft: Draft, governor: Draft, language: Language) -> Iterator[Said]:
    mine, word = draft.said, governor.trigger.text
    aside = draft.verb.dep_ == "relcl" and draft.verb.head.dep_ in SUBJECTS and _goes_on_telling(draft.verb)
    lemma = governor.verb.lemma_.lower()
    if aside and any(lemma in language.words("events", name) for name in ("activities", "making", "state")):
        return  # "Brown, who died on Sunday, served for years", "the ship, which sank, was built in Oslo"
    if "STATE" in (draft.trigger.event_class, governor.trigger.event_class):
        return  # "the man who lived there fled": he may live there still
    if mine.tense == "PASTPART" and governor.trigger.event_class == "REPORTING":
        return  # "said in a letter published on Monday": no telling which
    if mine.tense in ("PAST", "PASTPART") or mine.aspect == "PERFECTIVE" and mine.modality is None:
        if governor.said.aspect != "PERFECTIVE":  # not "had seen the man who left"
            yield "BEFORE", f"past tense of what is told of somebody in “{word}”", "telling"
    elif mine.tense == "INFINITIVE":
        yield "AFTER", f"infinitive behind “{word}”", "tense"


def _against(draft: Draft, governor: Draft, language: Language) -> Iterator[Said]:
    if draft.trigger.is_noun and draft.trigger.carrier is None:
        yield from _noun(draft, governor, language)
        return
    verb, mine, its = draft.verb, draft.said, governor.said
    dep, word = verb.dep_, governor.trigger.text
    classes = {draft.trigger.event_class, governor.trigger.event_class}
    if dep == "ccomp" and mine.aspect == "NONE" and draft.trigger.event_class in _STATES:
        # "said it was shut": when it was said, too; not "said he knew", "said it would be": then, or before or after it
        if mine.tense == "PAST" and draft.trigger.event_class == "STATE":
            yield "INCLUDES", f"a state that “{word}” tells of", "telling"
    elif dep == "ccomp" and mine.tense in ("FUTURE", "NONE") and mine.aspect == "NONE":
        yield "AFTER", f"future tense behind “{word}”", "tense"
    elif mine.tense == "INFINITIVE" and mine.aspect != "NONE":
        if mine.aspect == "PERFECTIVE" and draft.standing.certainty in ("asserted", "alleged"):
            yield "BEFORE", f"perfect behind “{word}”", "tense"  # "is said to have fled"; not "said to be fleeing"
    elif mine.tense == "INFINITIVE" and dep in _PURPOSE:
        wished = governor.trigger.token.lemma_.lower() in language.words("events", "wishing")
        if wished or governor.trigger.event_class not in _UNTOLD:
            yield "AFTER", f"infinitive behind “{word}”", "tense"
    elif dep == "ccomp" and (mine.tense == "PAST" or mine.aspect == "PERFECTIVE"):
        # "showed that sales fell"; without "that" the parser may be wrong
        if governor.trigger.event_class != "OCCURRENCE" or any(c.dep_ == "mark" for c in verb.children):
            yield "BEFORE", f"past tense behind “{word}”", "tense"
    elif dep == "conj" and _is_one_blow(draft, language):
        yield "SIMULTANEOUS", f"told together with “{word}”", "tense"  # "killed ten and wounded twenty"
    elif dep == "conj" and _UNTOLD.isdisjoint(classes):
        bare = mine.tense == "INFINITIVE" and its.tense in _AHEAD  # "will go and ask"
        if bare or mine.tense == its.tense != "PRESENT":
            yield "AFTER", f"told after “{word}” in one run", "telling"
    elif draft.standing.certainty == "conditional" and is_condition(verb, language) and _STATES.isdisjoint(classes):
        yield "BEFORE", f"a condition of “{word}”", "tense"  # "would leave if it rained"
    elif dep == "advcl" and mine.tense == "PAST" and looks_back(verb, language) and is_past_perfect(its):
        yield from over_by_then(draft, governor, language)
    elif dep == "advcl" and mine.tense == "PAST":
        yield "BEFORE", f"past tense of a clause under “{word}”", "tense"
    elif dep == "advcl" and mine.tense == "PASTPART":
        yield "BEFORE", f"past participle of a clause under “{word}”", "telling"  # "hit by a storm, the boat sank"
    elif dep == "advcl" and mine.tense == "PRESENT" and its.tense in _AHEAD:
        yield "BEFORE", f"present tense of a clause under “{word}”, which is to come", "tense"


def _is_one_blow(draft: Draft, language: Language) -> bool:
    """Not "was wounded and died", "killed ten and, a day later, wounded five"."""
    verb, harming = draft.verb, language.words("events", "harming")
    dies = language.words("events", "dying")
    both = verb.lemma_.lower(), verb.head.lemma_.lower()
    if not harming.issuperset(both) or draft.found or not dies.isdisjoint(both):
        return False
    return not any(c.dep_ in SUBJECTS or c.lower_ in language.words("events", "next") for c in verb.children)


def _is_answered(noun: Token, language: Language) -> bool:
    """Is what a verb is about there before it: an offer that is accepted, an attack that is called names?"""
    verb = noun.head
    lemma = verb.lemma_.lower()
    if lemma in language.words("events", "answering") and noun.lemma_.lower() in language.words("speech", "tabled"):
        return True
    named = any(c.dep_ == "oprd" or c.dep_ == "advmod" and c.i == noun.i + 1 for c in verb.children if c.i > noun.i)
    return named and lemma in language.words("events", "labelling")


def _noun(draft: Draft, governor: Draft, language: Language) -> Iterator[Said]:
    noun, word = draft.verb, governor.trigger.text
    if noun.dep_ == "pobj" and noun.head.dep_ == "agent":
        yield "BEFORE", f"what brings about “{word}”", "tense"  # "was destroyed by the explosion"
    elif noun.dep_ == "dobj" and _is_answered(noun, language):
        yield "BEFORE", f"what “{word}” answers", "tense"  # "accepted the offer", "called the attack a crime"
    elif noun.dep_ == "dobj" and (
        governor.trigger.event_class == "I_ACTION" or noun.head.lemma_.lower() in language.words("events", "aiming")
    ):
        yield "AFTER", f"what “{word}” is after", "tense"  # "ordered an inquiry"
    elif noun.dep_ == "pobj" and (kind := language.table("events.nominal_signs").get(noun.head.lower_)) is not None:
        phrase = f"{noun.head.head.lemma_.lower()} {noun.head.lower_}"
        if phrase in language.words("events.causing", "verbs"):
            return  # "resulting in eight deaths": they come of it
        if kind == "INCLUDES" and any(c.dep_ == "acl" and c.tag_ == "VB" for c in noun.children):
            return  # "withdrew in an effort to end the war": the withdrawal is the effort
        if kind == "AFTER" and governor.trigger.token.lemma_.lower() in language.words("events.judging", "for"):
            yield "BEFORE", f"“{noun.head.text}”", "tense"  # "sentenced to two years for the robbery"
        elif kind == "INCLUDES" and is_harm(draft, governor, language):
            yield "IBEFORE", f"“{noun.head.text}”", "tense"  # "died in the crash"
        elif kind == "INCLUDES" and governor.trigger.event_class == "REPORTING" and _is_known(draft, language):
            yield "BEFORE", f"“{noun.head.text}”", "tense"  # "denied a hand in the attack"
        elif kind == "AFTER" and _is_known(draft, language) and governor.trigger.event_class in _STATES:
            yield "BEFORE", f"“{noun.head.text}”", "tense"  # "responsible for the attack"
        else:
            yield kind, f"“{noun.head.text}”", "tense"
