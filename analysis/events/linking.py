"""Link events in time by syntax: triggers → Links. What one clause says of when another one was.

    "Hours after the polls closed, he was on stage"   → was AFTER closed, by hours
    "died extinguishing a fire"                       → extinguishing SIMULTANEOUS died

A link says nothing of the calendar; `scene` turns it into a date where the other side has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.events.granting import is_definite
from analysis.events.negation import is_at_last
from analysis.events.participles import within_one_moment
from analysis.events.triggers import Trigger
from analysis.language import Language
from analysis.model import LinkBasis, TimeExpression, TimeRelation
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token

_HIGHEST = 6  # heads between an event and the clause that it hangs on


@dataclass(frozen=True, slots=True)
class Link:
    """The event at token `source` stands so to the one at `target`; `by` is a told distance, as a TIMEX3 value.

    `kind` is what dates lean on; of one moment two events may still be in order: "exploded, killing three".
    """

    source: int
    kind: TimeRelation
    target: int
    words: str
    by: str | None = None
    basis: LinkBasis = "signal"
    exact: TimeRelation | None = None


Said = tuple[TimeRelation, str, LinkBasis]  # how it stands to the other, why, and what that rests on


def find_links(
    triggers: Sequence[Trigger], expressions: Sequence[TimeExpression], language: Language
) -> tuple[Link, ...]:
    """All links, in order of their sources."""
    heads = _by_clause(triggers)
    text = triggers[0].token.doc.text if triggers else ""
    lasting = (t for t in expressions if t.timex.type == "DURATION" and not _is_extent(t, text, language))
    lengths = {t.span.end: t.timex.value for t in lasting}
    rules = _carried, _subordinate, _after_which, _adjunct, _participle, _next, _follows, _backshifted, _told_of
    found = [link for trigger in triggers for rule in rules for link in rule(trigger, heads, lengths, language)]
    return tuple(dict.fromkeys(found))


def _by_clause(triggers: Sequence[Trigger]) -> Mapping[int, int]:
    """Token → the token of the event that it tells: of a light verb, that of its noun."""
    heads = {t.carrier.i: t.token.i for t in triggers if t.carrier is not None}
    return heads | {t.token.i: t.token.i for t in triggers}


def _is_extent(length: TimeExpression, text: str, language: Language) -> bool:
    """ "Searched for four days before it was called off": how long it went on, not how long before."""
    before = text[max(0, length.span.start - 8) : length.span.start].split()
    return bool(before) and before[-1].lower() in language.words("events", "extent")


def _clause(trigger: Trigger) -> Token:
    return trigger.carrier if trigger.carrier is not None else trigger.token


def _governor(node: Token, heads: Mapping[int, int]) -> int | None:
    """The event of the nearest clause above `node`."""
    for _, head in zip(range(_HIGHEST), node.ancestors, strict=False):
        if head.i in heads:
            return heads[head.i]
        if head.pos_ in ("VERB", "AUX") and head.dep_ not in ("xcomp", "aux"):
            return None
    return None


def _subordinate(
    trigger: Trigger, heads: Mapping[int, int], lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "before the results were announced", "ten minutes after it flew off": a clause with a sign of time."""
    verb = _clause(trigger)
    phrase = verb.dep_ == "pcomp" or verb.dep_ == "pobj" and verb.tag_ == "VBG" and verb.pos_ == "VERB"
    if not phrase and verb.dep_ not in ("advcl", "relcl", "ccomp", "acl"):
        return
    signs = (c for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i and _of(c, language))
    sign = next((c for c in signs if not c.i or c.nbor(-1).lower_ not in language.words("events", "ever")), None)
    subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    kind = _of(sign, language) if sign is not None else None
    if sign is None and verb.dep_ == "advcl" and trigger.event_class != "REPORTING":  # not "as he said"
        sign = next((c for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i
                     and c.lower_ in language.table("events.clause_signs")), None)  # fmt: skip
        kind = language.table("events.clause_signs")[sign.lower_] if sign is not None and _same_tense(verb) else None
        sign = sign if kind is not None else None
    if sign is None and phrase and not subject and _of(verb.head, language):
        sign = verb.head  # not "before a crowd leading them": that is a place
        kind = _of(sign, language)
    main = _governor(sign if sign is not None and sign.i == verb.head.i else verb, heads) if sign is not None else None
    if sign is None or main is None or main == trigger.token.i:
        return
    if is_at_last(verb.head, language) and sign.lower_ in language.words("certainty", "until"):
        kind = "AFTER"  # "did not leave until police arrived"
    exact = _exactly(sign, verb.doc.tokens[main], verb, language)
    told = _told(sign, lengths, language)
    yield Link(main, kind, trigger.token.i, _words(sign, language), told, exact=exact)  # type: ignore[arg-type]


def _exactly(sign: Token, main: Token, clause: Token, language: Language) -> TimeRelation | None:
    """How a clause of the same time lies to its main clause, by what lasts and what is over at once.

    What happens "when" something happens comes just after it (Partee 1984, "Nominal and temporal anaphora"; Moens and
    Steedman 1988, "Temporal ontology and temporal reference"); what goes on meanwhile lies around it.
    """
    if (_of(sign, language) or "SIMULTANEOUS") != "SIMULTANEOUS":
        return None
    lemma = main.lemma_.lower()
    harms = lemma in language.words("events", "harming")
    if _finite(main) == "VBP" or any(c.dep_ == "neg" for c in main.children):
        return None  # "smiles when he wins" is a habit; "did not leave when she came"
    if _lasts(main, language):
        return None if _lasts(clause, language) else "INCLUDES"  # "was asleep when the bomb went off"
    if _lasts(clause, language):
        return "IS_INCLUDED" if harms or clause.tag_ == "VBG" else None
    if sign.lower_ not in language.words("events", "then_when"):
        return None  # "left as it fell": neither comes first
    if lemma in language.words("events", "judged_acts"):
        return None  # "erred when it freed him": one act
    return "IAFTER" if harms else "AFTER"


def _lasts(verb: Token, language: Language) -> bool:
    if verb.tag_ == "VBG" or verb.pos_ == "ADJ":
        return True
    return any(verb.lemma_.lower() in language.words("events", name) for name in ("state", "activities"))


def _same_tense(verb: Token) -> bool:
    """ "sank when the storm hit": two simple tenses; not "when he had left" or "say when it opened"."""
    return _finite(verb) is not None and _finite(verb) == _finite(verb.head)


def _finite(verb: Token) -> str | None:
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lemma_ == "have" or c.tag_ == "MD" for c in auxiliaries):
        return None
    tags = {c.tag_ for c in auxiliaries} or {verb.tag_}
    return "VBD" if "VBD" in tags else "VBP" if tags & {"VBZ", "VBP"} else None


def _after_which(
    trigger: Trigger, heads: Mapping[int, int], lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "a clash after which both sides agreed to pull back"."""
    verb = _clause(trigger)
    signs = (c for c in verb.children if verb.dep_ == "relcl" and c.dep_ == "prep")
    for sign in signs:
        kind, main = _of(sign, language), _governor(verb, heads)
        if kind is not None and main not in (None, trigger.token.i) and any(c.tag_ == "WDT" for c in sign.children):
            yield Link(trigger.token.i, kind, main, sign.text, _told(sign, lengths, language))


def _adjunct(
    trigger: Trigger, heads: Mapping[int, int], lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "after his exchange with Putin", "during a summit", "in the wake of the attack": a noun with a sign of time."""
    noun = trigger.token
    prep = noun.head
    if not trigger.is_noun or noun.dep_ != "pobj" or trigger.carrier is not None:
        return
    while prep.dep_ == "prep" and prep.head.dep_ == "pobj" and prep.head.lower_ in language.words("events", "wake"):
        prep = prep.head.head  # "in the wake of the attack"
    kind = _of(prep, language) or ("AFTER" if prep.i != noun.head.i else None)
    main = _governor(prep, heads)
    if kind is not None and main is not None and main != noun.i:
        yield Link(main, kind, noun.i, _words(prep, language), _told(prep, lengths, language))


def _carried(
    trigger: Trigger, heads: Mapping[int, int], _lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "made an offer", where the verb is marked as an event too: the two are one happening."""
    verb = trigger.carrier
    if verb is not None and verb.i != trigger.token.i and heads.get(verb.i) == verb.i:
        exact = language.table("events.phases").get(verb.lemma_.lower())
        yield Link(trigger.token.i, "SIMULTANEOUS", verb.i, f"“{verb.text}” carries it", basis="tense", exact=exact)


def _participle(
    trigger: Trigger, heads: Mapping[int, int], _lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "died extinguishing a fire", "while conducting a search", "began, with an exchange of courtesies"."""
    verb = _clause(trigger)
    if verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VBG" and verb.head.i in heads:
        if any(t.ent_type_ in ("DATE", "TIME") for t in verb.subtree):
            return  # "winning one in 1975 and receiving another two years later"
        yield Link(
            trigger.token.i, "SIMULTANEOUS", heads[verb.head.i], "told together with"
        )  # "plummeting and ceasing to"
    elif trigger.is_noun and trigger.carrier is None and verb.dep_ in ("dobj", "nsubj") and verb.head.i in heads:
        if any(c.dep_ == "neg" for c in verb.head.children):
            return  # "the siege did not end"
        alone = verb.dep_ == "nsubj" and not any(c.dep_ == "dobj" for c in verb.head.children)
        ends = alone and verb.head.lemma_.lower() in language.table("events.phases")  # "the siege ended"
        if ends or verb.dep_ == "dobj" and verb.head.lemma_.lower() in language.words("events", "handling"):
            exact = language.table("events.phases").get(verb.head.lemma_.lower())
            yield Link(trigger.token.i, "SIMULTANEOUS", heads[verb.head.i], verb.head.text, exact=exact)
    elif verb.dep_ in ("advcl", "acl", "pcomp") and verb.tag_ == "VBG":
        own = [c for c in verb.children if c.dep_ in ("mark", "aux")]
        if any(c.dep_ == "aux" or c.lower_ not in language.words("events", "while") for c in own):
            return  # "having left", "after leaving"
        if any(_of(c, language) for c in own):
            return  # "while crossing": a clause with a sign
        if verb.dep_ == "pcomp" and verb.head.lower_ not in language.words("events", "manner"):
            return
        if verb.dep_ == "acl" and verb.head.dep_ not in SUBJECTS and trigger.event_class != "REPORTING":
            return  # "wore shirts bearing his name": that tells of the shirts
        main = _governor(verb, heads)
        names = ("accusing", "clearing", "convicting", "suspecting")
        above = verb.head.head.lemma_.lower() if verb.dep_ == "pcomp" else ""
        if main is not None and any(above in language.words("speech", name) for name in names):
            yield Link(trigger.token.i, "BEFORE", main, f"“{verb.head.text}”: what it is about", basis="tense")
            return  # "charged with stealing a car"
        if main is not None and main != trigger.token.i:
            exact, words = within_one_moment(trigger, verb, language)
            yield Link(trigger.token.i, "SIMULTANEOUS", main, words, exact=exact)
    elif trigger.is_noun and trigger.carrier is None and verb.dep_ == "pobj":
        head = verb.head.head
        opens = head.lemma_.lower() in language.words("events", "opening")
        if opens and verb.head.lower_ in language.words("events", "accompanying") and head.i in heads:
            yield Link(trigger.token.i, "BEGINS", heads[head.i], head.text)


def _next(
    trigger: Trigger, heads: Mapping[int, int], _lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "the annexation of Crimea, then the outbreak of a conflict": after what is told just before in the sentence."""
    token = _clause(trigger)
    children = (*trigger.token.children, *(token.children if token.i != trigger.token.i else ()))
    if not any(c.dep_ == "advmod" and c.i < token.i and c.lower_ in language.words("events", "next") for c in children):
        return
    before = [i for i in range(token.sent.start, trigger.token.i) if i in heads and heads[i] == i]
    if before:
        yield Link(trigger.token.i, "AFTER", before[-1], "then")


def _follows(
    trigger: Trigger, heads: Mapping[int, int], _lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "the strike follows ballots", "the quake was followed by another"."""
    noun, passive = trigger.token, trigger.token.head.dep_ == "agent"
    verb = noun.head.head if passive else noun.head
    kind = language.table("events.follow").get(verb.lemma_.lower())
    if kind is None or not trigger.is_noun or noun.dep_ != ("pobj" if passive else "dobj"):
        return
    subject = next((c for c in verb.children if c.dep_ == ("nsubjpass" if passive else "nsubj")), None)
    if subject is None and verb.dep_ in ("acl", "advcl", "relcl"):
        subject = verb.head
    if subject is None or subject.i not in heads:
        subject = verb  # "the action follows ballots"
    if subject.i in heads:
        pair = (subject.i, noun.i) if not passive else (noun.i, subject.i)
        yield Link(heads[pair[0]], kind, heads[pair[1]], verb.text)


def _backshifted(
    trigger: Trigger, heads: Mapping[int, int], _lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "announced on Wednesday that they were closing": behind a verb of saying, its own present in the past."""
    verb = _clause(trigger)
    if verb.dep_ != "ccomp" or verb.tag_ != "VBG" or verb.head.tag_ not in ("VBD", "VBN") or verb.head.i not in heads:
        return
    told = any(c.dep_ == "aux" and c.tag_ == "VBD" and c.lemma_ != "have" for c in verb.children)
    if told and verb.head.lemma_.lower() in language.words("events", "reporting"):
        yield Link(trigger.token.i, "SIMULTANEOUS", heads[verb.head.i], verb.head.text)


def _told_of(
    trigger: Trigger, heads: Mapping[int, int], _lengths: Mapping[int, str], language: Language
) -> Iterator[Link]:
    """ "report on the conversation", "told X that …, according to a statement": told of after it took place."""
    if not trigger.is_noun or trigger.token.dep_ != "pobj" or trigger.carrier is not None:
        return
    prep, noun = trigger.token.head, trigger.token
    verb = prep.head
    cites = f"{verb.lower_} {prep.lower_}" in language.words("speech", "according")
    if cites and verb.head.i in heads:
        yield Link(noun.i, "AFTER", heads[verb.head.i], verb.text)
        return
    tells = verb.i in heads and verb.lemma_.lower() in language.words("events", "telling")
    if tells and prep.lower_ in language.words("events", "telling_of") and is_definite(noun, language):
        yield Link(heads[verb.i], "AFTER", noun.i, prep.text)


def _of(sign: Token, language: Language) -> TimeRelation | None:
    """What a conjunction or a preposition says of its clause against what it governs."""
    if sign.pos_ not in ("SCONJ", "ADP", "ADV", "VERB", "CCONJ"):
        return None
    return language.table("events.signs").get(_words(sign, language).lower())


def _words(sign: Token, language: Language) -> str:
    """ "after", "prior to"."""
    pair = f"{sign.nbor(-1).text} {sign.text}" if sign.i else ""
    return pair if pair.lower() in language.table("events.signs") else sign.text


def _told(sign: Token, lengths: Mapping[int, str], language: Language) -> str | None:
    """The length of time right before a sign: "ten minutes after", "shortly after"."""
    start = sign.idx
    if sign.i > 0 and sign.nbor(-1).lower_ in language.words("events", "shortly"):
        before = sign.nbor(-2).lower_ if sign.i > 1 else ""
        return None if before in language.table("events.bounds") else "PTXM"  # not "since shortly after the war"
    return next((lengths[end] for end in (start - 1, start - 2) if end in lengths), None)
