"""Resolve descriptions: "the American president", "the two men", "these same allies" → who is meant, or nobody.

A title means the one person whom the article gives it ("French President Emmanuel Macron"), or whom a sourced
record gives it on the day of the article, if the article names that person. Two candidates are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.gazetteer import Gazetteer
from analysis.language import Language
from analysis.people.cast import Actor, Cast

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

_SOON = 160  # tokens within which a description is followed by its name
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
Key = tuple[str, str | None]  # a title, and the id of its government


@dataclass
class Titles:
    """Who bears which title in this article."""

    bearers: dict[Key, set[str]] = field(default_factory=dict)

    def add(self, title: str, government: str | None, name: str) -> None:
        self.bearers.setdefault((title, government), set()).add(name)

    def only(self, title: str, government: str | None) -> str | None:
        """The one bearer of a title; without a government, of that title anywhere in the article."""
        found = {
            name
            for (word, state), names in self.bearers.items()
            if word == title and (government is None or state == government)
            for name in names
        }
        return next(iter(found)) if len(found) == 1 else None


def titles_of(doc: Doc, cast: Cast, gazetteer: Gazetteer) -> Titles:
    """ "French President Emmanuel Macron", "the president, Anna Berg", "Anna Berg, the mayor of Oslo"."""
    titles, given = Titles(), dict[str, str | None]()
    for index, actors in list(cast.heads.items()):
        token = doc[index]
        if len(actors) != 1 or actors[0].kind != "person":
            continue
        name = actors[0].name
        for noun in _title_nouns(token, cast):
            government = government_of(noun, gazetteer) or government_of(token, gazetteer)
            if given.setdefault(name, government) in (None, government):  # nobody holds offices of two states
                titles.add(title_of(noun), government, name)
    return titles


def _title_nouns(name: Token, cast: Cast) -> Iterator[Token]:
    for child in name.children:
        if child.dep_ in ("compound", "nmod", "appos", "amod") and _is_title(child, cast):
            yield child
    if name.dep_ == "appos" and _is_title(name.head, cast):
        yield name.head


def _is_title(noun: Token, cast: Cast) -> bool:
    return noun.lemma_.lower() in cast.language.words("people", "offices")


def title_of(noun: Token) -> str:
    """ "prime minister", "foreign minister", "president": with the word that makes it another office."""
    before = noun.nbor(-1) if noun.i > 0 else None
    own = noun.lemma_.lower()
    if before is not None and before.lower_ in ("prime", "foreign", "defense", "defence", "vice", "interior"):
        return f"{before.lower_} {own}"
    return own


def government_of(noun: Token, gazetteer: Gazetteer) -> str | None:
    """The government of an adjective, a possessor or an "of" phrase: "French", "France's", "of France"."""
    for child in noun.children:
        if child.dep_ in _MODIFIERS:
            found = gazetteer.of_adjective(child.text) or gazetteer.government(child.text)
            if found is not None:
                return found.id
        elif child.dep_ == "prep":
            for place in child.children:
                words = place.doc[place.left_edge.i : place.i + 1].text
                found = gazetteer.government(words) or gazetteer.government(place.text)
                if place.dep_ == "pobj" and found is not None:
                    return found.id
    return None


def describe(
    doc: Doc, cast: Cast, titles: Titles, language: Language, gazetteer: Gazetteer, day: str | None
) -> dict[int, tuple[Actor, ...]]:
    """The heads of descriptions that mean somebody named, in order of the text."""
    found: dict[int, tuple[Actor, ...]] = {}
    people = {a.name for actors in cast.heads.values() for a in actors if a.kind == "person"}
    definite, these = language.words("people", "definite"), language.words("people", "these")
    pair: tuple[Actor, ...] = ()
    several: tuple[Actor, ...] = ()
    country: tuple[int, Actor] | None = None
    for token in doc:
        if token.i not in cast.heads and token.pos_ not in ("NOUN", "PROPN"):
            continue
        for actor in cast.heads.get(token.i, ()):
            if actor.place and actor.government and actor.kind == "place":
                country = token.sent.start, actor
        named = _coordinated(token, cast) if token.i in cast.heads else ()
        if len(named) == 2:
            pair = named
        if len(named) > 1:
            several = named
        if token.pos_ not in ("NOUN", "PROPN") or token.i in cast.heads or token.lemma_.lower() not in cast.nouns:
            continue
        determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
        plural = token.tag_ in ("NNS", "NNPS")
        if plural and determiners & these and several:
            found[token.i] = several
        elif plural and determiners & definite:
            both = _of_states(token, titles, people, gazetteer, day)
            counted = any(c.dep_ == "nummod" and c.lower_ in language.words("people", "two") for c in token.children)
            if both or counted and pair:
                found[token.i] = both or pair
                pair = both if len(both) == 2 else pair
        elif not plural and determiners & language.words("people", "indefinite") and not _is_named(token):
            later = _introduced(token, titles, cast)
            if later is not None:
                found[token.i] = (later,)
        elif not plural and determiners & definite and not _is_named(token):
            if token.lemma_.lower() in language.words("people", "land"):
                if country is not None and country[0] == token.sent.start:
                    found[token.i] = (country[1],)  # "on the border with Ukraine … the country"
                continue
            name = _bearer(token, government_of(token, gazetteer), titles, people, gazetteer, day)
            if name is not None:
                found[token.i] = (Actor(name, "person"),)
    return found


def _introduced(noun: Token, titles: Titles, cast: Cast) -> Actor | None:
    """ "a judge in Paris found … Judge Sylvie Daunis said": the one bearer, first named soon after."""
    name = titles.only(title_of(noun), None)
    if name is None:
        return None
    named = [i for i, actors in cast.heads.items() if any(a.name == name for a in actors)]
    return Actor(name, "person") if named and noun.i < min(named) < noun.i + _SOON else None


def _is_named(token: Token) -> bool:
    """ "the president, Anna Berg": the name itself is there."""
    return any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in token.children) or token.dep_ == "compound"


def _coordinated(token: Token, cast: Cast) -> tuple[Actor, ...]:
    """The persons of "A, B and C", at its first name."""
    if token.dep_ == "conj" or not token.conjuncts:
        return ()
    members = [cast.heads.get(t.i, ()) for t in (token, *token.conjuncts)]
    named = tuple(a for actors in members for a in actors if a.kind == "person")
    return named if len(named) == len(members) else ()


def _bearer(
    noun: Token, government: str | None, titles: Titles, people: set[str], gazetteer: Gazetteer, day: str | None
) -> str | None:
    title = title_of(noun)
    if government is not None:
        known = titles.only(title, government)
        if known is not None:
            return known
        office = gazetteer.holder(government, title, day)
        if office is not None:
            named = [n for n in (office.holder, *office.spellings) if n in people]
            return named[0] if named else None
        return None
    bare = not any(c.dep_ in ("amod", "compound", "prep", "relcl", "acl") for c in noun.children)
    return titles.only(title, None) if bare else None


def _of_states(
    noun: Token, titles: Titles, people: set[str], gazetteer: Gazetteer, day: str | None
) -> tuple[Actor, ...]:
    """ "the American and Russian presidents": each by his state, or nobody."""
    adjectives = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod")]
    adjectives += [t for a in adjectives for t in a.conjuncts]
    states = dict.fromkeys(g.id for a in adjectives if (g := gazetteer.of_adjective(a.text)) is not None)
    names = [_bearer(noun, state, titles, people, gazetteer, day) for state in states]
    if len(names) < 2 or None in names:
        return ()
    return tuple(Actor(name, "person") for name in names if name is not None)
