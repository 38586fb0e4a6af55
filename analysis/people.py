"""Find who is named, and under which name: Doc → Cast.

    cast = find_people(doc, language)
    cast.name(doc[8])        # "Biden" → "Joe Biden"

A name is the fullest one the article itself gives. A pronoun is resolved only where one careful rule
holds (the only person in the subject of the sentence before); otherwise it stays nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.model import Participant, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LINKS = frozenset({"conj", "appos"})


@dataclass(frozen=True)
class Cast:
    """The named and the describable in one article; `full` maps a last name to the full one."""

    language: Language
    full: dict[str, str] = field(default_factory=dict)
    pronouns: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def nouns(self) -> frozenset[str]:
        return self.language.words("people", "nouns")

    @cached_property
    def titles(self) -> frozenset[str]:
        return self.language.words("people", "titles")

    def name(self, token: Token) -> str | None:
        """The name of the noun phrase headed by `token`, or None if it is nobody in particular."""
        if token.i in self.pronouns:
            return self.pronouns[token.i][0] if len(self.pronouns[token.i]) == 1 else None
        if token.ent_type_ in NAMED and token.pos_ in ("PROPN", "NOUN"):
            words = self._entity(token)
            return self.full.get(words, words)
        if token.lemma_.lower() in self.nouns and token.pos_ in ("NOUN", "PROPN"):
            return _phrase(token)
        return None

    def names(self, token: Token) -> Iterator[tuple[str, Token]]:
        """The names of a noun phrase and of all it is coordinated with."""
        if token.i in self.pronouns:
            yield from ((name, token) for name in self.pronouns[token.i])
            return
        for member in (token, *token.conjuncts):
            name = self.name(member)
            if name:
                yield name, member

    def _entity(self, token: Token) -> str:
        words = [t for t in token.doc[token.left_edge.i : token.i + 1] if t.ent_type_ in NAMED or t.i == token.i]
        start = token.i
        for word in reversed(words):
            if word.i < start - 1 or word.ent_type_ != token.ent_type_ and word.i != token.i:
                break
            start = word.i
        span = list(token.doc[start : token.i + 1])
        while len(span) > 1 and (span[0].text in self.titles or span[0].pos_ == "DET"):
            span = span[1:]
        return token.doc[span[0].i : token.i + 1].text

    def participants(self, token: Token, role: str) -> tuple[Participant, ...]:
        """One participant for each name in the phrase; a possessor ("Ukraine's army") is not one."""
        return tuple(
            Participant(name, role, Span(member.idx, member.idx + len(member))) for name, member in self.names(token)
        )


def find_people(doc: Doc, language: Language) -> Cast:
    """Names of one article, merged by last name where only one full name ends in it."""
    cast = Cast(language)
    full: dict[str, set[str]] = {}
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            words = [t.text for t in entity if t.text not in cast.titles and not t.is_space and t.tag_ != "POS"]
            if len(words) > 1:
                full.setdefault(words[-1], set()).add(" ".join(words))
    cast.full.update({last: min(names) for last, names in full.items() if len(names) == 1})
    _resolve_pronouns(doc, cast)
    return cast


def _phrase(token: Token) -> str:
    """ "a senior White House official" without its article, its clauses and its prepositional tail."""
    start = token.left_edge
    while start.i < token.i and (
        start.pos_ in ("DET", "PUNCT", "SPACE", "PRON") or start.dep_ in ("poss", "case", "predet")
    ):
        start = token.doc[start.i + 1]
    return token.doc[start.i : token.i + 1].text


def _resolve_pronouns(doc: Doc, cast: Cast) -> None:
    """ "He" is the only person among the subjects of the sentence before, or of his own sentence before him."""
    singular = cast.language.table("people").get("pronouns", {})
    before: tuple[str, ...] = ()
    for sentence in doc.sents:
        own: list[str] = []
        for token in sentence:
            if token.pos_ == "PRON" and token.lower_ in singular:
                persons = tuple(dict.fromkeys(own)) or before
                if (
                    singular[token.lower_] == "one"
                    and len(persons) == 1
                    or singular[token.lower_] == "many"
                    and len(persons) > 1
                ):
                    cast.pronouns[token.i] = persons
            elif token.dep_ in SUBJECTS and token.head.pos_ in ("VERB", "AUX"):
                own += [name for name, member in cast.names(token) if member.ent_type_ == "PERSON"]
                own += list(cast.pronouns.get(token.i, ()))
        if own:
            before = tuple(dict.fromkeys(own))
        elif any(t.is_alpha for t in sentence):
            before = ()
