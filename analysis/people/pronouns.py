"""Resolve pronouns where a careful rule can: "he", "his", "they"; and, between quotation marks, "I", "we", "you".

A pronoun of the third person means the only person told in the subjects of the sentence before, or of its own
sentence before it; else the only person told at all in those two. "I" is who speaks, "you" who is spoken to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.model import Quote, Span
from analysis.people.cast import SUBJECTS, Actor, Cast, phrase

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

Told = tuple[Actor, ...]
_PERSONAL = frozenset({"he", "she"})
_FAR = 2  # sentences without anybody over which a pronoun looks back


def resolve(doc: Doc, cast: Cast, quoted: Sequence[Span] = ()) -> dict[int, Told]:
    """The pronouns of the third person that mean somebody; `quoted`: the spans between quotation marks."""
    found: dict[int, Told] = {}
    for speech in _speeches(doc, quoted):
        found.update(_in_speech(speech, cast))
    return found


def _speeches(doc: Doc, quoted: Sequence[Span]) -> Iterator[list[list[Token]]]:
    """What the article tells, sentence by sentence, and each quotation that is a sentence of its own."""
    spans = iter([s for s in quoted if _is_sentence(doc, s)])
    span = next(spans, None)
    own: list[list[Token]] = []
    inside: list[list[Token]] = []
    for sentence in doc.sents:
        outer: list[Token] = []
        inner: list[Token] = []
        for token in sentence:
            while span is not None and token.idx >= span.end:
                if inside or inner:
                    yield [*inside, inner]
                span, inside, inner = next(spans, None), [], []
            (inner if span is not None and token.idx >= span.start else outer).append(token)
        own.append(outer)
        if inner:
            inside.append(inner)
    if inside:
        yield inside
    yield own


def _is_sentence(doc: Doc, span: Span) -> bool:
    words = [t for t in doc.char_span(span.start, span.end, alignment_mode="expand") or () if t.is_alpha]
    return bool(words) and words[0].text[:1].isupper() and any(t.pos_ in ("VERB", "AUX") for t in words)


def _in_speech(speech: Sequence[Sequence[Token]], cast: Cast) -> dict[int, Told]:
    number, some = cast.language.table("people.pronouns"), cast.language.words("people", "some")
    found: dict[int, Told] = {}
    called: dict[str, str] = {}  # name → the pronoun that has meant it
    before, skipped = Heard(called), 0
    for sentence in speech:
        own = Heard(called)
        for token in sentence:
            kind = number.get(token.lower_) if token.pos_ == "PRON" else None
            if token.lower_ in some and token.dep_ == "nsubj" and not any(token.children):
                found[token.i] = own.last_group()  # "Many observers believe …, but few rule out"
                continue
            if kind is not None:
                meant = _of_clause(token, kind, cast) or _meant(token, kind, own, before)
                if meant:
                    found[token.i] = meant
                    own.hear(meant, token.dep_ in SUBJECTS, token.i)
                    if kind in _PERSONAL:
                        called.setdefault(meant[0].name, kind)
            elif token.pos_ in ("NOUN", "PROPN"):
                own.notice(token, cast)
                if token.i in cast.heads and (title := _title(token, cast)):
                    called |= {actor.name: title for actor in cast.heads[token.i]}
        skipped += any(t.is_alpha for t in sentence)
        if own.persons or own.groups or own.things or skipped > _FAR:
            before, skipped = own, 0
    return found


def _title(name: Token, cast: Cast) -> str | None:
    """ "Ms Hill" is a "she"."""
    titles = cast.language.table("people.title_pronouns")
    return next((str(titles[c.lower_]) for c in name.children if c.i < name.i and c.lower_ in titles), None)


def _of_clause(token: Token, kind: str, cast: Cast) -> Told:
    """Whose something is inside a clause that is about somebody: "Kenny, who confirmed his resignation".

    And "criticised the agency for ending its inquiry": the agency's.
    """
    if token.dep_ != "poss":
        return ()
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb:
        verb = verb.head
    about: list[Token] = []
    if verb.dep_ == "relcl" and any(c.tag_ == "WP" and c.dep_ in SUBJECTS for c in verb.children):
        about = [verb.head]
    elif verb.dep_ == "pcomp" and verb.head.lower_ in cast.language.words("people", "controlling"):
        about = [c for c in verb.head.head.children if c.dep_ == "dobj"]
    found = _once([actor for noun in about for actor in cast.actors(noun)])
    fits = len(found) == 1 and (found[0].kind == "person") == (kind in _PERSONAL)
    return found if fits and not (kind == "thing" and found[0].kind == "group") else ()


def _meant(token: Token, kind: str, own: Heard, before: Heard) -> Told:
    """Who a pronoun means: the one of its own sentence so far, else of the last one that told of somebody."""
    if kind == "thing":
        if _is_empty(token):
            return ()
        beside = {c.i for c in token.head.children if c.dep_ in SUBJECTS and c.i != token.i}
        found = own.thing(beside) or before.thing(set())
        return found or (before.main if _goes_on(token) and _is_thing(before.main) else ())
    found = own.fits(kind) or before.fits(kind)
    if found or kind != "many":
        return found
    if _is_content(token) and _is_many(own.main):
        return own.main  # "the union said they would strike"
    return before.main if _goes_on(token) and _is_many(before.main) else ()


def _is_content(token: Token) -> bool:
    """In what the main clause says: "said they would strike", "closed their plant"."""
    node = token
    while node.head.i != node.i and node.dep_ not in ("ccomp", "dobj"):
        node = node.head
    return node.head.dep_ == "ROOT" and node.i > node.head.i


def _goes_on(token: Token) -> bool:
    """The subject of a main clause mostly takes up the subject of the one before (Grosz, Joshi and Weinstein 1995)."""
    return token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"


def _is_thing(actors: Told) -> bool:
    return len(actors) == 1 and actors[0].kind not in ("person", "group")


def _is_many(actors: Told) -> bool:
    return len(actors) == 1 and actors[0].kind in ("group", "organisation")


@dataclass
class Heard:
    """Who and what a sentence has told so far: persons, groups and things, and which of them were subjects."""

    called: dict[str, str] = field(default_factory=dict)
    persons: list[Actor] = field(default_factory=list)
    subjects: list[Actor] = field(default_factory=list)
    groups: list[Actor] = field(default_factory=list)
    things: dict[int, Actor] = field(default_factory=dict)
    main: Told = ()  # the subject of the main clause
    last: Told = ()  # what "it" meant last

    def hear(self, actors: Told, is_subject: bool, place: int) -> None:
        for actor in actors:
            if actor.kind == "person":
                self.persons.append(actor)
                if is_subject:
                    self.subjects.append(actor)
            elif is_subject and actor.kind == "group":
                self.groups.append(actor)
            elif is_subject:
                self.things[place] = actor

    def notice(self, token: Token, cast: Cast) -> None:
        """A noun, where it is somebody or the subject of a clause."""
        is_subject = _is_subject(token)
        actors = cast.actors(token)
        if not actors and is_subject:
            many = token.tag_ in ("NNS", "NNPS")
            actors = (Actor(phrase(token), "group" if many else "thing"),) if token.ent_type_ != "DATE" else ()
        if token.i in cast.heads or is_subject:
            self.hear(actors, is_subject, token.i)
        if is_subject and token.head.dep_ == "ROOT" and token.dep_ != "conj":
            self.main = actors

    def last_group(self) -> Told:
        return tuple(self.groups[-1:])

    def thing(self, beside: set[int]) -> Told:
        """What "it" means: the only subject so far that is no person, but for the one of its own verb."""
        found = _only([actor for place, actor in self.things.items() if place not in beside]) or self.last
        self.last = found
        return found

    def fits(self, kind: str) -> Told:
        """Who a pronoun means: the only one of its kind, subjects first."""
        if kind in _PERSONAL:
            subjects = [a for a in self.subjects if self.called.get(a.name, kind) == kind]
            persons = [a for a in self.persons if self.called.get(a.name, kind) == kind]
            named = [a for a in subjects if _has_name(a)], [a for a in persons if _has_name(a)]
            return _only(named[0]) or _only(subjects) or _only(named[1]) or _only(persons)
        groups, many = _only(self.groups), _once(self.subjects)
        return groups if not many else many if len(many) > 1 and not groups else ()


def _is_empty(token: Token) -> bool:
    """ "It is unlikely that …", "it took years to …": a pronoun that means nothing."""
    clauses = {c.dep_ for c in token.head.children}
    return token.head.lemma_ in ("be", "seem", "appear", "take") and bool(
        clauses & {"acomp", "ccomp", "xcomp", "csubj", "attr"}
    )


def _is_subject(token: Token) -> bool:
    head = token.head if token.dep_ == "conj" else token
    while head.dep_ == "conj":
        head = head.head
    return head.dep_ in SUBJECTS


def _once(actors: Sequence[Actor]) -> Told:
    return tuple(dict.fromkeys(actors))


def _has_name(actor: Actor) -> bool:
    """ "Vladimir Kara-Murza", not "Russia judge"."""
    return actor.name.split()[-1][:1].isupper()


def _only(actors: Sequence[Actor]) -> Told:
    """The one that is meant, if all are the same."""
    found = _once(actors)
    return found if len(found) == 1 else ()


def speaking(doc: Doc, cast: Cast, quotes: Sequence[Quote]) -> Cast:
    """The cast with the first and second persons of direct quotations."""
    persons = cast.language.table("people.speaking")
    more: dict[int, Told] = {}
    for quote in quotes:
        if quote.kind == "term" or quote.speaker is None:
            continue
        speaker, addressee = Actor(quote.speaker, "person"), quote.addressee
        for token in doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand") or ():
            match persons.get(token.lower_):
                case "speaker":
                    more[token.i] = (speaker,)
                case "addressee" if addressee is not None:
                    more[token.i] = (Actor(addressee, "person"),)
                case "both" if addressee is not None:
                    more[token.i] = (speaker, Actor(addressee, "person"))
    return cast.with_heads(more)
