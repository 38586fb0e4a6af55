"""Read what a verb group says of its event: Trigger → tense, aspect, polarity, modality, pos (TimeML 1.2.1).

"would not have been told" → NONE, PERFECTIVE, NEG, "would"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.events.negation import denial
from analysis.events.triggers import Trigger
from analysis.language import Language
from analysis.model import Aspect, PartOfSpeech, Polarity, Tense
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Token

_BY_TAG: dict[str, Tense] = {
    "VBD": "PAST", "VBZ": "PRESENT", "VBP": "PRESENT", "VBG": "PRESPART", "VBN": "PASTPART", "VB": "INFINITIVE",
}  # fmt: skip
_POS: dict[str, PartOfSpeech] = {
    "VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJECTIVE", "ADP": "PREPOSITION",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verbal:
    """The grammatical features of one event."""

    tense: Tense = "NONE"
    aspect: Aspect = "NONE"
    polarity: Polarity = "POS"
    modality: str | None = None
    pos: PartOfSpeech = "OTHER"


def verbal(trigger: Trigger, language: Language) -> Verbal:
    """Of a noun those of the light verb that carries it; without one, only its polarity."""
    verb = trigger.carrier
    pos = _POS.get(trigger.token.pos_, "OTHER")
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return Verbal(polarity=_polarity((trigger.token,), language), pos=pos)
    group = _group(verb)
    modal = next((c for c in group if c.tag_ == "MD"), None)
    future = modal is not None and modal.lower_ in language.words("certainty", "future")
    return Verbal(
        tense="FUTURE" if future else "NONE" if modal is not None else _tense(verb, group),
        aspect=_aspect(verb, group),
        polarity=_polarity((verb,) if verb.i == trigger.token.i else (verb, trigger.token), language),
        modality=modal.lower_ if modal is not None and not future else None,
        pos=pos,
    )


def _group(verb: Token) -> list[Token]:
    """Its auxiliaries; a form without tense shares those of what it is coordinated with: "was found and taken home"."""
    while True:
        group = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        alone = not group and not any(c.dep_ in SUBJECTS for c in verb.children)
        shares = verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ and verb.tag_ in ("VB", "VBN", "VBG")
        if not alone or not shares:
            return group
        verb = verb.head


def _tense(verb: Token, group: list[Token]) -> Tense:
    finite = next((c for c in group if c.tag_ in ("VBD", "VBZ", "VBP")), None)
    if finite is None and any(c.tag_ in ("TO", "VB") for c in group):
        return "INFINITIVE"  # "to be returned", "to be leaving"
    return _BY_TAG.get(finite.tag_ if finite is not None else verb.tag_, "NONE")


def _aspect(verb: Token, group: list[Token]) -> Aspect:
    perfect = any(c.lemma_ == "have" for c in group)
    progressive = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in group)
    if perfect:
        return "PERFECTIVE_PROGRESSIVE" if progressive else "PERFECTIVE"
    return "PROGRESSIVE" if progressive else "NONE"


def _polarity(tokens: tuple[Token, ...], language: Language) -> Polarity:
    return "NEG" if any(denial(token, language) is not None for token in tokens) else "POS"
