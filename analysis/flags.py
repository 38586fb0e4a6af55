"""Flag text that reads wrong: Doc → Flags. A reader is warned; nothing is corrected.

    "Italian Prime Ministers Mario Draghi and British Boris Johnson"   → the title of the first is of both

What is looked for: coordinations whose words belong elsewhere, a subject and a verb of different number, marks glued to
the wrong word, and words that are false friends, or word for word of another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.gazetteer import Gazetteer
from analysis.language import Language
from analysis.model import Flag, Span

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

_GLUED = re.compile(r"(?<=[,.!?…])\s[”»](?=\w)|(?<=\w)[“«](?=\w)")


def find_flags(doc: Doc, language: Language, gazetteer: Gazetteer) -> tuple[Flag, ...]:
    """All flags, in order of the text."""
    friends = frozenset(w for key in ("nouns", "verbs", "of") for w in language.table(f"flags.{key}"))
    found: list[Flag] = []
    for token in doc:
        if token.ent_type_ == "PERSON":
            found += _coordination(token, language, gazetteer)
        elif token.pos_ in ("VERB", "AUX"):
            found += _agreement(token, language)
        if token.lemma_.lower() in friends:
            found += _false_friends(token, language, gazetteer)
    found += [*_phrases(doc, language), *_marks(doc)]
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.span, f.kind)))


def _coordination(token: Token, language: Language, gazetteer: Gazetteer) -> Iterator[Flag]:
    """A plural title before one name, and another name with a nationality of its own and no title."""
    before = [c for c in token.children if c.dep_ in ("compound", "nmod") and c.i < token.i and c.lower_.endswith("s")]
    titles = [t for t in before if t.lower_.removesuffix("s") in language.words("people", "offices")]
    if not titles or token.ent_type_ != "PERSON" or not _nation(token, gazetteer):
        return
    for other in token.conjuncts:
        if (
            other.i > token.i
            and other.ent_type_ == "PERSON"
            and _nation(other, gazetteer) not in (None, _nation(token, gazetteer))
        ):
            span = Span(token.left_edge.idx, other.end)
            why = (
                f"“{titles[-1].text}” is plural and stands before {token.text}; {other.text} has a nation and no title"
            )
            yield Flag(span, "coordination", why)


def _nation(name: Token, gazetteer: Gazetteer) -> str | None:
    for child in name.children:
        if child.dep_ in ("amod", "compound", "nmod"):
            government = gazetteer.of_adjective(child.text)
            if government is not None:
                return government.id
    return None


def _agreement(verb: Token, language: Language) -> Iterator[Flag]:
    """A singular subject and a plural verb: "State television in Russia have claimed"."""
    finite = verb if verb.tag_ in ("VBP", "VBZ") else next((c for c in verb.children if c.tag_ in ("VBP", "VBZ")), None)
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if (
        finite is None
        or len(subjects) != 1
        or subjects[0].i > finite.i
        or finite.dep_ not in ("aux", "auxpass", "ROOT")
    ):
        return
    subject = subjects[0]
    if subject.conjuncts or subject.tag_ not in ("NN", "NNS") or finite.lower_ not in ("have", "has", "are", "is"):
        return
    collective = subject.lemma_.lower() in language.words("people", "group_nouns")
    wrong = subject.tag_ == "NN" and finite.lower_ in ("have", "are") and not collective and not _counted(subject)
    wrong = wrong or subject.tag_ == "NNS" and finite.lower_ in ("has", "is") and not _counted(subject)
    if wrong:
        span = Span(subject.idx, finite.end)
        yield Flag(span, "agreement", f"“{subject.text}” and “{finite.text}” differ in number")


def _false_friends(token: Token, language: Language, gazetteer: Gazetteer) -> Iterator[Flag]:
    """ "the American executive", "the hope has lived", "in the wake of the White House"."""
    lemma = token.lemma_.lower()
    why = language.table("flags.nouns").get(lemma)
    if why is not None and token.pos_ == "NOUN" and gazetteer.of_adjective(token.nbor(-1).text if token.i else ""):
        yield Flag(Span(token.left_edge.idx, token.end), "false friend", str(why))
    why = language.table("flags.verbs").get(lemma)
    if why is not None and token.pos_ == "VERB" and token.tag_ == "VBN":
        verb = token.head if token.dep_ == "xcomp" else token
        verb = verb.head if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children) else verb
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects and subjects[0].lemma_.lower() in language.words("claims", "hopes"):
            yield Flag(Span(token.idx, token.end), "false friend", str(why))
    why = language.table("flags.of").get(lemma)
    if why is not None and token.pos_ == "NOUN":
        for thing in (c for prep in token.children if prep.lower_ == "of" for c in prep.children):
            if thing.ent_type_ in ("ORG", "FAC", "GPE", "PERSON"):
                yield Flag(Span(token.idx, thing.end), "false friend", str(why))


def _counted(noun: Token) -> bool:
    """ "a number of people have", "40 kilometres are"."""
    return any(c.dep_ == "nummod" or c.dep_ == "prep" and c.lower_ == "of" for c in noun.children)


def _phrases(doc: Doc, language: Language) -> Iterator[Flag]:
    """Phrases that the language file calls word for word of another language."""
    text = doc.text.lower()
    for phrase, why in language.table("flags.calques").items():
        place = text.find(phrase)
        while place >= 0:
            if (
                not text[place - 1 : place].isalpha()
                and not text[place + len(phrase) : place + len(phrase) + 1].isalpha()
            ):
                yield Flag(Span(place, place + len(phrase)), "calque", str(why))
            place = text.find(phrase, place + 1)


def _marks(doc: Doc) -> Iterator[Flag]:
    for match in _GLUED.finditer(doc.text):
        yield Flag(Span(match.start(), match.end() + 1), "marks", "a quotation mark is glued to the wrong word")
