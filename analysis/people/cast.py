"""Who a word means, in one article: token → actors. What `find_people` returns and every later stage asks.

    cast.participants(doc[8], "agent")    # "Biden" → (Participant("Joe Biden", "agent", …, "person"),)

An actor has a name as somebody who acts, and perhaps another as a place: "Moscow denies it" is the Russian
government, "met in Moscow" is Moscow. Who is not resolved is called by his own phrase, never by a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.model import Participant, ParticipantKind, Span

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_THINGS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_WIDEST = 14  # tokens of the phrase that a participant spans
LONGEST = 60  # characters of an unnamed actor's phrase
_OPENING = frozenset({"DET", "PUNCT", "SPACE", "PRON", "ADP", "SCONJ", "CCONJ"})
_BEFORE = frozenset({"poss", "case", "predet", "cc", "preconj", "det", "punct"})
_KINDS: dict[str, ParticipantKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """A name as one who acts, its kind, and its name as a place where it has one."""

    name: str
    kind: ParticipantKind
    place: str | None = None
    government: str | None = None

    def of_role(self, role: str) -> tuple[str, ParticipantKind]:
        if role == "location":
            return self.place or self.name, "place"
        return self.name, "organisation" if self.kind == "place" and self.government else self.kind


@dataclass(frozen=True)
class Cast:
    """The actors of one article, by the index of the token that heads a mention; see `analysis.people`."""

    language: Language
    heads: dict[int, tuple[Actor, ...]] = field(default_factory=dict)
    named: dict[int, Span] = field(default_factory=dict)  # the heads of names, and the names' extents
    first_nouns: dict[str, Span] = field(default_factory=dict)  # lemma → the first noun phrase that it heads
    spelled: dict[str, Span] = field(default_factory=dict)  # name → where it is spelled out: "Air Corvel 447 (AC447)"
    # answers given before
    _met: dict[int, tuple[Actor, ...]] = field(default_factory=dict, init=False, repr=False)
    _given: dict[tuple[int, str, bool], tuple[Participant, ...]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def nouns(self) -> frozenset[str]:
        return self.language.words("people", "nouns")

    @cached_property
    def nobody(self) -> frozenset[str]:
        return self.language.words("people", "nobody")

    @cached_property
    def groups(self) -> frozenset[str]:
        return self.language.words("people", "group_nouns")

    def actors(self, token: Token) -> tuple[Actor, ...]:
        """Who the noun phrase headed by `token` means: one or more; none if it is a thing or nobody known."""
        if token.i in self.heads:
            return self.heads[token.i]
        found = self._met.get(token.i)
        if found is None:
            found = self._met[token.i] = self._described(token)
        return found

    def _described(self, token: Token) -> tuple[Actor, ...]:
        named = self._apposed(token) if token.pos_ in ("NOUN", "PROPN") else None
        if named is not None:
            return self.heads[named.i]
        if token.pos_ in ("NOUN", "PROPN") and _lemma(token) in self.nouns and token.ent_type_ != "DATE":
            return (Actor(phrase(token, tail=True), self._kind(token)),)
        if token.pos_ == "PROPN" and token.ent_type_ in NAMED:
            return (Actor(phrase(token), _KINDS.get(token.ent_type_, "thing")),)
        return ()

    def _called(self, verb: Token) -> Iterator[Token]:
        """ "a protester identified as Isabel Brooks", "a man named Hill"."""
        if verb.lemma_.lower() in self.language.words("people", "naming"):
            for child in verb.children:
                names = child.children if child.dep_ == "prep" and child.lower_ == "as" else (child,)
                yield from (n for n in names if n.dep_ in ("pobj", "oprd", "attr") and n.ent_type_ == "PERSON")

    def _apposed(self, noun: Token) -> Token | None:
        """ "the programme, Newsnight," and, wherever the parser hangs it, "an attorney for the firm, Alex Hill,"."""
        if not noun.children:
            return None
        near: list[Token] = []
        called: list[Token] = []
        determined = False
        for child in noun.children:  # in one go: every noun is asked
            if child.dep_ == "appos":
                near.append(child)
            elif child.dep_ == "acl" and child.tag_ == "VBN":
                called += self._called(child)
            elif child.dep_ in ("det", "poss"):
                determined = True
        if near and not determined:
            near += [c for a in near for c in a.conjuncts]  # "former champion, boxer and medalist Ann Hill"
        near += called
        if noun.lemma_.lower() in self.nouns:
            near += [a for p in noun.children if p.dep_ == "prep" for o in p.children for a in o.children
                     if a.dep_ == "appos" and a.ent_type_ == "PERSON"]  # fmt: skip
        return next((c for c in near if c.i in self.heads and c.pos_ == "PROPN"), None)

    def _kind(self, token: Token) -> ParticipantKind:
        lemma = _lemma(token)
        if token.tag_ in ("NNS", "NNPS") or lemma in self.groups or lemma != token.lemma_.lower():
            return "group"
        return "organisation" if lemma in self.language.words("people", "bodies") else "person"

    def name(self, token: Token) -> str | None:
        """The name of who `token` means, or None if it is nobody in particular, or several."""
        found = self.actors(token)
        return found[0].name if len(found) == 1 else None

    def names(self, token: Token) -> Iterator[tuple[str, Token]]:
        """The names of a noun phrase and of all that it is coordinated with."""
        for member in _members(token):
            for actor in self.actors(member):
                if actor.kind != "thing":
                    yield actor.name, member

    def pairs(self, doc: Doc) -> Iterator[tuple[int, tuple[str, str]]]:
        """Two persons told together ("A and B", "between A and B"), each with where the text does."""
        for token in (doc[place] for place in sorted(self.heads)):
            if token.dep_ != "conj" and token.conjuncts:
                members = [a for t in (token, *token.conjuncts) for a in self.heads.get(t.i, ()) if a.kind == "person"]
                if len(members) == 2 == len(token.conjuncts) + 1:
                    yield token.idx, (members[0].name, members[1].name)

    def participants(self, token: Token, role: str, *, things: bool = True) -> Sequence[Participant]:
        """One participant for each actor in the phrase and its coordinates; a thing where nobody is meant."""
        key = token.i, role, things
        found = self._given.get(key)
        if found is None:
            found = self._given[key] = tuple(self._participants(token, role, things))
        return found

    def _participants(self, token: Token, role: str, things: bool) -> Iterator[Participant]:
        for member in _members(token):
            found = self.actors(member)
            here = self._whole(member) if found else None
            for actor in found:
                name, kind = actor.of_role(role)
                assert here is not None
                yield Participant(name, role, here, kind, self._introduced(actor, member, here))
            if not found and member.pos_ == "PRON" and (part := self._members_of(member)):
                for noun in part:
                    yield from self._participants(noun, role, things)
            elif not found and things and _is_thing(member) and member.lower_ not in self.nobody:
                here, place = extent(member), member.ent_type_ in PLACES
                first = self._first_told(member, here)
                yield Participant(phrase(member), role, here, "place" if place else "thing", first)

    def _members_of(self, pronoun: Token) -> list[Token]:
        """ "some of the birds", "all, including Ann Hill": those that are told of the many."""
        if pronoun.lower_ not in self.language.words("people", "partitive"):
            return []
        preps = [c for c in pronoun.children if c.lower_ in self.language.words("people", "part_prepositions")]
        return [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]

    def _whole(self, member: Token) -> Span:
        """The noun phrase, up to the name that stands in apposition to it."""
        here = extent(member)
        name = self._apposed(member) if member.i not in self.heads else None
        return Span(here.start, max(here.end, name.end)) if name is not None and name.i - member.i < _WIDEST else here

    @cached_property
    def introductions(self) -> dict[str, Span]:
        """Name → where the article first names it."""
        found = dict(self.spelled)
        for place in sorted(self.heads):
            if len(self.heads[place]) == 1 and place in self.named:
                found.setdefault(self.heads[place][0].name, self.named[place])
        return found

    def _introduced(self, actor: Actor, member: Token, here: Span) -> Span | None:
        first = self.introductions.get(actor.name)
        if first is None and member.i not in self.heads:
            return self._first_told(member, here)
        if first is None or first.overlaps(here):
            return None
        return first if first.start < here.start or member.i not in self.named else None  # "a judge … Ann Hill"

    def _first_told(self, noun: Token, here: Span) -> Span | None:
        """ "the helicopter": where a helicopter was told first, if this one is the definite one."""
        definite = self.language.words("people", "definite") | self.language.words("people", "these")
        before = noun.doc.tokens[noun.i - 1].lower_ if noun.i else ""  # "the plane plummeting", joined by the parser
        if before not in definite and not any(c.dep_ == "det" and c.lower_ in definite for c in noun.children):
            return None
        first = self.first_nouns.get(noun.lemma_.lower())
        return first if first is not None and not first.overlaps(here) and first.start < here.start else None

    def with_heads(self, more: dict[int, tuple[Actor, ...]]) -> Cast:
        return replace(self, heads=self.heads | more)


def _is_thing(token: Token) -> bool:
    """A noun, or what stands for one: "the wounded"."""
    return token.pos_ in _THINGS or token.tag_ == "VBN" and any(c.dep_ == "det" for c in token.children)


def _members(token: Token) -> tuple[Token, ...]:
    return (token, *(t for t in token.conjuncts if t.i > token.i))


def extent(token: Token) -> Span:
    """From the first word of the noun phrase that is not an article to its head, with what it is "of"."""
    start, end = _first(token), token
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep_ == "appos" and child.pos_ == "PROPN" or child.dep_ == "prep" and child.i == token.i + 1:
            last = (
                child.right_edge
                if child.dep_ == "appos"
                else next((c for c in child.children if c.dep_ == "pobj"), end)
            )
            end = last if last.i - start.i < _WIDEST else end
            break
    return Span(start.idx, end.end)


def phrase(token: Token, *, tail: bool = False) -> str:
    """ "a senior White House official" without its article; with `tail`, its place too: "judge in Paris"."""
    start, end = _first(token), token.i + 1
    if tail:
        for child in token.rights:
            if child.dep_ == "prep" and child.pos_ == "ADP" and child.i <= end + 1:
                last = child.right_edge.i + 1
                if last - start.i <= 9 and all(t.pos_ not in ("VERB", "AUX", "PUNCT") for t in token.doc[end:last]):
                    end = last
                break
    words = token.doc[start.i : end].text
    if len(words) > LONGEST:
        words = token.doc[start.i : token.i + 1].text[-LONGEST:].partition(" ")[2] or token.text
    return " ".join(words.split())


def _lemma(noun: Token) -> str:
    """In lower case, and in the singular where the tagger takes a capital for a name: "Rebels attacked"."""
    lemma = noun.lemma_.lower()
    return lemma.removesuffix("s") if noun.pos_ == "PROPN" and noun.sent.start == noun.i else lemma


def _first(token: Token) -> Token:
    tokens, end = token.doc.tokens, token.i
    place = max(token.left_edge.i, end - 12) if token.children else end
    while place < end and (tokens[place].pos_ in _OPENING or tokens[place].dep_ in _BEFORE):
        place += 1
    return tokens[place]
