"""Find the words that tell an event: Doc → Triggers.

"had a two-hour exchange" is one event with the trigger "exchange", carried by "had"; "took part" is one
with the trigger "took". TimeML 1.2.1 gives the classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.events.classes import class_of_noun, class_of_verb
from analysis.language import Language
from analysis.model import EventClass, Span
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
_PARTNERS = OBJECTS | {"prt"}  # "took place", "broke out"
_TELLING = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True)
class Trigger:
    """A trigger and the verb that carries its tense: itself, a light verb, or none for a bare noun.

    `marked` is its extent where that is given, and not the token's.
    """

    token: Token
    event_class: EventClass
    carrier: Token | None
    marked: Span | None = None

    @cached_property
    def span(self) -> Span:
        return self.marked or self._word

    @cached_property
    def _word(self) -> Span:
        others = [c for c in self.token.children if c.dep_ == "goeswith"]  # "cease-fire"
        if not others:
            return Span(self.token.idx, self.token.end)
        parts = [self.token, *others]
        return Span(min(t.idx for t in parts), max(t.end for t in parts))

    @cached_property
    def text(self) -> str:
        """The word as it stands, both halves of it."""
        return self.token.doc.text[self._word.start : self._word.end]

    @cached_property
    def is_noun(self) -> bool:
        return self.token.pos_ in ("NOUN", "PROPN")


def find_triggers(doc: Doc, language: Language, dead: Sequence[Span]) -> tuple[Trigger, ...]:
    """Every trigger, in order of the text; none inside `dead` spans (time expressions, signatures)."""
    return tuple(_scan(doc, language, dead))


def _scan(doc: Doc, language: Language, dead: Sequence[Span]) -> Iterator[Trigger]:
    nouns, place = language.words("events.nouns", "occurrence") | language.words("events.nouns", "intention"), 0
    for token in doc:
        if token.pos_ not in _TELLING:
            continue
        while place < len(dead) and dead[place].end <= token.idx:
            place += 1
        if place < len(dead) and dead[place].start <= token.idx or not token.text[0].isalpha():
            continue
        if token.pos_ == "VERB" or token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
            yield from _verb(token, language, nouns)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns and token.dep_ != "compound":
            if not (token.dep_ in OBJECTS and _is_of_idiom(token, language)):
                yield _noun(token, language)
        elif token.pos_ == "ADJ" and token.dep_ == "acomp":
            yield from _adjective(token, language)


def _verb(token: Token, language: Language, nouns: frozenset[str]) -> Iterator[Trigger]:
    lemma = token.lemma_.lower()
    if token.dep_ in ("aux", "auxpass", "amod", "prep", "case", "mark", "compound") or _only_describes(token, language):
        return
    if lemma in language.words("events", "copula") or token.pos_ == "AUX":
        if lemma in language.words("events", "located") and _is_somewhere(token, language):
            yield Trigger(token, "STATE", token)
        return
    stands = token.dep_ == "advcl" and lemma in language.words("events", "pro_verbs")
    if stands and not any(c.dep_ in OBJECTS or c.tag_ == "RB" for c in token.children):
        return  # "as all of them do": it stands for another verb
    if not _idiom(token, language):
        voiced = language.words("events", "voiced") if lemma in language.words("events", "voicing") else ()
        if any(c.lemma_.lower() in voiced for c in token.children if c.dep_ in OBJECTS | SUBJECTS):
            return
        carries = lemma in language.words("events", "light") or lemma in language.words("events", "aspectual")
        carried = (c for c in token.children if c.dep_ in OBJECTS | SUBJECTS and c.pos_ == "NOUN")
        if carries and any(c.lemma_.lower() in nouns for c in carried):
            return  # not "was given the Academy Award", a name
        if lemma in language.words("events", "semi") and any(c.dep_ in ("xcomp", "ccomp") for c in token.children):
            return
    if token.dep_ == "oprd" and token.head.pos_ == "VERB":  # "were reported missing"
        state = token.lower_ in language.words("events", "state_adjectives")
        yield Trigger(token, "STATE" if state else class_of_verb(token, nouns, language), token.head)
        return
    yield Trigger(token, class_of_verb(token, nouns, language), token)


def _only_describes(verb: Token, language: Language) -> bool:
    """ "a company based in Ohio", "a man called Hill": a lasting trait, unless the text dates it."""
    lemma = verb.lemma_.lower()
    if lemma in language.words("events", "static"):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and lemma in language.words("events", "describing")


def _adjective(token: Token, language: Language) -> Iterator[Trigger]:
    """ "was willing to pay": a state of mind, or one that begins and ends."""
    carrier = token.head if token.head.pos_ in ("AUX", "VERB") else None
    if token.lower_ in language.words("events", "i_state_adjectives"):
        yield Trigger(token, "I_STATE", carrier)
    elif token.lower_ in language.words("events", "state_adjectives") and not _is_cause(token, language):
        yield Trigger(token, "STATE", carrier)


def _is_cause(adjective: Token, language: Language) -> bool:
    """ "the delay was due to fog"; not "the payment is due"."""
    phrases = language.words("events.causing", "prepositions")
    return any(c.dep_ == "prep" and f"{adjective.lower_} {c.lower_}" in phrases for c in adjective.children)


def _noun(token: Token, language: Language) -> Trigger:
    head = token.head
    lemma = head.lemma_.lower()
    light = token.dep_ in OBJECTS | {"nsubjpass"} and (
        lemma in language.words("events", "light")
        or lemma in language.words("events", "voicing")
        and token.lemma_.lower() in language.words("events", "voiced")
    )
    starts = token.dep_ in OBJECTS | SUBJECTS and lemma in language.words("events", "aspectual")
    happens = token.dep_ in SUBJECTS and (  # not "the strike follows a ballot": the ballot is over
        lemma in language.words("events", "happening") or _is_place_idiom(head, language) or _befalls(token, language)
    )
    raised = _raised(token, language) if token.dep_ in SUBJECTS else None
    if raised is not None:
        return Trigger(token, class_of_noun(token, language), raised)
    copula = token.dep_ == "attr" and lemma in language.words("events", "copula")
    return Trigger(token, class_of_noun(token, language), head if light or starts or happens or copula else None)


def _raised(noun: Token, language: Language) -> Token | None:
    """ "Talks are to begin", "talks are expected to resume": the verb of beginning carries them, wherever it stands."""
    head = noun.head
    if head.lemma_.lower() not in language.words("events", "copula") and head.lower_ not in language.words(
        "certainty", "due"
    ):
        return None
    inner = [head, *(c for c in head.children if c.dep_ == "acomp")]
    verbs = (c for t in inner for c in t.children if c.dep_ == "xcomp")
    return next((v for v in verbs if v.lemma_.lower() in language.words("events", "aspectual")), None)


def _befalls(noun: Token, language: Language) -> bool:
    """ "a quake struck the coast": that is how it takes place. Not "the murder shook the town"."""
    strikes = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in language.words("events", "befalling")
    return strikes and noun.lemma_.lower() in language.words("events.nouns", "natural")


def _is_place_idiom(verb: Token, language: Language) -> bool:
    happen = language.table("events").get("happening_idioms", {})
    return any(c.dep_ in _PARTNERS and c.lower_ in happen.get(verb.lemma_.lower(), ()) for c in verb.children)


def _is_of_idiom(noun: Token, language: Language) -> bool:
    """ "opened fire": no fire broke out."""
    return noun.lower_ in language.table("events.idioms").get(noun.head.lemma_.lower(), ())


def _idiom(token: Token, language: Language) -> bool:
    fixed = language.table("events").get("idioms", {}).get(token.lemma_.lower(), ())
    return any(c.lower_ in fixed and c.dep_ in OBJECTS | {"prt", "advmod"} for c in token.children)


def _is_somewhere(token: Token, language: Language) -> bool:
    """ "was in his residence in Sochi", not "was in danger", "was the first"."""
    if any(c.dep_ in ("attr", "acomp", "neg") for c in token.children):
        return False
    preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in language.words("events", "whereabouts")]
    stations = language.words("events", "stations")
    nouns = [n for p in preps for n in p.children if n.ent_type_ != "DATE"]
    return any(t.ent_type_ in PLACES or t.lemma_.lower() in stations for n in nouns for t in n.subtree)
