"""The article that claims are compared in: what they do, who does it, what a pair of them is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.claims.draft import Draft, topics, word
from analysis.language import Language
from analysis.model import Event, Span

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

CORE = frozenset({"dobj", "xcomp", "attr", "acomp", "prep", "pobj", "pcomp", "compound", "nsubj", "nsubjpass", "acl"})
DEEP = 3  # words between the verb of a clause and what it is still about
AROUND = 16  # claims on either side with which one is compared where an article repeats itself
_NAMED = 3  # words that tell what a pair is about


@dataclass(frozen=True)
class Pair:
    """Two drafts by place, how they compete, and about what."""

    a: int
    b: int
    relation: str
    issue: str


@dataclass(frozen=True)
class Article:
    """The article that claims are compared in. `drafts` grows by what the article itself tells against one."""

    drafts: list[Draft]
    doc: Doc
    events: Sequence[Event]
    language: Language
    _about: dict[int, frozenset[str]] = field(default_factory=dict)  # by the first token of a sentence

    def words(self, key: str) -> frozenset[str]:
        return self.language.words("claims", key)

    @cached_property
    def by_span(self) -> dict[Span, Event]:
        return {event.span: event for event in self.events}

    @cached_property
    def places(self) -> dict[Span, int]:
        """The first draft of each span."""
        return {draft.span: len(self.drafts) - 1 - i for i, draft in enumerate(reversed(self.drafts))}

    def head(self, draft: Draft) -> Token:
        return self.doc[draft.place]

    def sentence_topics(self, draft: Draft) -> frozenset[str]:
        """What the sentence that a draft stands in is about."""
        sentence = self.head(draft).sent
        found = self._about.get(sentence.start)
        if found is None:
            found = self._about[sentence.start] = topics(list(sentence), self.language)
        return found


def each(article: Article, stances: Sequence[str]) -> list[tuple[int, Draft]]:
    return [(i, d) for i, d in enumerate(article.drafts) if d.stance in stances]


def issue(roots: frozenset[str], draft: Draft, article: Article) -> str:
    """What a pair is about, in the words of one of its claims: "attack?"."""
    words = article.doc.char_span(draft.sentence.start, draft.sentence.end, alignment_mode="expand") or ()
    named = {t.lemma_.lower(): t.text for t in words if topics([t], article.language) & roots}
    return ", ".join(list(named.values())[:_NAMED] or sorted(roots)[:_NAMED]) + "?"


def actions(draft: Draft, article: Article) -> frozenset[str]:
    """The roots of what is done, or of what is shown, in a claim: not its places and people."""
    tokens = [t for t in core(article.head(draft)) if draft.span.start <= t.idx < draft.span.end]
    nouns = article.language.words("events.nouns", "occurrence") | article.language.words("claims", "evidence")
    told = [t for t in tokens if t.pos_ == "VERB" or t.lemma_.lower() in nouns]
    weak = article.words("weak")
    return frozenset(root for root in topics(told, article.language) if root not in weak)


def core(head: Token) -> list[Token]:
    """What a clause says by its verb, its objects and theirs: not in its relative and adverbial clauses."""
    found, level = [head], [head]
    for _ in range(DEEP):
        level = [c for token in level for c in token.children if c.dep_ in CORE]
        found += level
    return found


def agents_at(verb: Token, article: Article) -> set[str]:
    told = (article.by_span.get(word(t)) for t in (verb, *verb.children))
    return {p.name for e in told if e is not None for p in e.participants if p.role == "agent"}


def near(places: Sequence[int], place: int) -> Sequence[int]:
    """The nearest of some places, in order."""
    middle = bisect_left(places, place)
    return places[max(0, middle - AROUND) : middle + AROUND]
