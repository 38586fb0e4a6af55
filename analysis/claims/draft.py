"""A claim under construction: its words, who holds it and how, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.model import Certainty, Span

if TYPE_CHECKING:
    from analysis.tree import Token

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
_EDGES = frozenset({"PUNCT", "SPACE", "CCONJ"})


@dataclass(frozen=True)
class Draft:
    """One claim. `cue` brings it; `event` is the trigger whose date it has; `topics` are roots of what it is about.

    `target` is who it is about, of an accusation; `quote` the direct quotation that it is part of.
    """

    span: Span
    sentence: Span
    holder: str | None
    stance: str
    cue: Span | None
    event: Span
    topics: frozenset[str]
    certainty: Certainty = "asserted"
    target: str | None = None
    quote: str | None = None
    place: int = 0  # the token that heads it


def trimmed(tokens: Sequence[Token]) -> Span:
    """The stretch of some tokens, without punctuation and conjunctions at its edges."""
    kept = list(tokens)
    while len(kept) > 1 and kept[0].pos_ in _EDGES:
        kept.pop(0)
    while len(kept) > 1 and kept[-1].pos_ in _EDGES:
        kept.pop()
    return Span(kept[0].idx, kept[-1].idx + len(kept[-1]))


def word(token: Token) -> Span:
    return Span(token.idx, token.end)


def sentence_of(token: Token) -> Span:
    """The sentence around a token, without the white space around it."""
    text, start = token.sent.text, token.sent.start_char
    return Span(start + len(text) - len(text.lstrip()), start + max(1, len(text.rstrip())))


def topics(tokens: Sequence[Token], language: Language) -> frozenset[str]:
    """What words are about: lemmas, nouns of action as their verbs, and all of one family under one name."""
    derived, families = language.table("events.derived"), _families(language)
    found = set()
    for token in tokens:
        lemma = token.lemma_.lower()
        if token.pos_ in _CONTENT and token.is_alpha and not token.is_stop:
            found.add(families.get(lemma, str(derived.get(lemma, lemma))))
    return frozenset(found)


def _families(language: Language) -> dict[str, str]:
    nouns = language.table("events.nouns")
    families = {str(word): name for name in ("fight", "war", "talk", "crash", "poll") for word in nouns.get(name, ())}
    derived = language.table("events.derived")
    families |= {str(derived[word]): name for word, name in families.items() if word in derived}
    return families | {str(word): name for name, words in language.table("claims.alike").items() for word in words}
