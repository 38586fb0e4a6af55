"""Merge names within an article: Doc → a name for each named mention.

"Biden" is the one full name that ends so; "CEC" the name that its first letters spell, told once in full as
"Central Election Commission (CEC)"; "the Kremlin" and "Moscow" are the Russian government, by the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.gazetteer import Gazetteer
from analysis.language import Language
from analysis.model import KnownGovernment, ParticipantKind, Span
from analysis.people.cast import Actor

if TYPE_CHECKING:
    from analysis.tree import Doc, Token
    from analysis.tree import Stretch as Entity

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&]{1,9}[0-9]{0,4})\)")
_FIGURES = re.compile(r"[0-9]{1,4}$")
_WORD = re.compile(r"[^\W\d_][\w.'’&-]*")
_BACK = 90  # characters before an acronym in which its name stands


def words_of(entity: Entity, titles: frozenset[str]) -> list[Token]:
    """The tokens of a name without its title, its article and the possessive behind it."""
    tokens = [t for t in entity if not t.is_space and t.tag_ != "POS" and t.text not in ("'s", "’s")]
    while len(tokens) > 1 and (tokens[0].text in titles or tokens[0].pos_ == "DET"):
        tokens = tokens[1:]
    return tokens


def full_names(doc: Doc, language: Language) -> dict[str, str]:
    """Last name → full name, where the article has only one such full name; the full names stand for themselves."""
    titles, found = language.words("people", "titles"), dict[str, set[str]]()
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            words = "".join(t.text_with_ws for t in words_of(entity, titles)).split()
            if len(words) > 1 and words[-1][:1].isupper():
                found.setdefault(words[-1], set()).add(" ".join(words))
    full: dict[str, str] = {}
    for last, names in found.items():
        shortest = min(names, key=lambda n: (len(n), n))
        if all(set(shortest.split()) <= set(name.split()) for name in names):  # "Joe Biden", "Joe R. Biden"
            full |= {last: shortest} | dict.fromkeys(names, shortest)
    return full


def acronyms(text: str) -> dict[str, Span]:
    """Acronym → where the article spells it out: "Ground Self-Defense Force (GSDF)", "Air Corvel 447 (AC447)"."""
    found: dict[str, Span] = {}
    for match in _ACRONYM.finditer(text):
        figures = _FIGURES.search(match[1])
        end = len(text[: match.start()].rstrip())
        if figures is not None and not text.endswith(" " + figures[0], 0, end):
            continue
        start = max(text.rfind("\n", 0, end) + 1, match.start() - _BACK, 0)
        letters = end - len(figures[0]) if figures is not None else end
        name = _spelled(_FIGURES.sub("", match[1]), list(_WORD.finditer(text, start, letters)))
        if name is not None:
            found.setdefault(match[1], Span(name, end))
    return found


def in_full(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _spelled(acronym: str, words: Sequence[re.Match[str]]) -> int | None:
    """Where the shortest run of words begins, up to the last one, whose capitals spell the acronym."""
    letters = acronym.replace("&", "").upper()
    for start in range(len(words) - 1, max(-1, len(words) - 3 * len(letters) - 2), -1):
        if not words[start][0][0].isupper():
            continue
        parts = [p for w in words[start:] for p in w[0].split("-")]
        capitals = "".join(p[0] for p in parts if p[:1].isupper())
        if capitals[:1] == letters[:1] and _in_order(letters, capitals):
            return words[start].start()
    return None


def _in_order(letters: str, capitals: str) -> bool:
    """Are the letters among the capitals, in their order: BEA of "Bureau of Enquiry and Analysis for … Safety"?"""
    rest = iter(capitals)
    return all(letter in rest for letter in letters)


def _shortened(names: set[str]) -> dict[str, str]:
    """ "Secret Service" → "US Secret Service": at least two words, and the end of one longer name only."""
    found: dict[str, str] = {}
    for name in sorted(names):
        longer = [other for other in names if other.endswith(" " + name)]
        if " " in name and len(longer) == 1:
            found[name] = longer[0]
    return found


def named(
    doc: Doc, language: Language, gazetteer: Gazetteer, spelled: Mapping[str, Span]
) -> Iterator[tuple[Token, tuple[Actor, ...]]]:
    """The head of each named mention, and who it is; `spelled` are the article's acronyms."""
    titles, full = language.words("people", "titles"), full_names(doc, language)
    short = {acronym: in_full(span, doc.text) for acronym, span in spelled.items()}
    seats = {g.id for g in _seats(doc, gazetteer)}
    short |= _shortened(
        {" ".join(t.text for t in words_of(e, titles)) for e in doc.ents if e.label_ == "ORG"} - set(short)
    )
    for entity in doc.ents:
        tokens = words_of(entity, titles)
        if not tokens or not any(t.pos_ in ("PROPN", "NOUN", "ADJ") for t in tokens):
            continue
        words = " ".join("".join(t.text_with_ws for t in tokens).split())
        head = next((t for t in reversed(tokens) if t.head.i < tokens[0].i or t.head.i > tokens[-1].i), tokens[-1])
        actor = _actor(words, entity.label_, full, short, gazetteer, language, seats)
        if actor is not None:
            if entity.label_ == "NORP" and actor.government and head.dep_ in ("amod", "compound", "nmod"):
                known = gazetteer.of_adjective(words)  # "the Russian annexation": the state's
                actor = state(known, known.name, gazetteer, language, seats) if known else actor
            yield head, (actor,)
    yield from _unmarked(doc, full, gazetteer, language, seats)
    for token in doc:
        if token.text in short and token.dep_ != "appos":
            kind: ParticipantKind = "thing" if token.text[-1].isdigit() else "organisation"  # a flight, a bill
            yield token, (Actor(short[token.text], kind),)


def _actor(
    words: str,
    label: str,
    full: dict[str, str],
    short: dict[str, str],
    gazetteer: Gazetteer,
    language: Language,
    seats: set[str],
) -> Actor | None:
    if words in full:
        return Actor(full[words], "person")
    government = gazetteer.government(words)
    if government is not None and label in ("GPE", "ORG", "PERSON", "FAC", "NORP", "LOC"):
        return state(government, words, gazetteer, language, seats)
    if label == "NORP":
        people = gazetteer.of_adjective(words)
        return Actor(words, "group", government=people.id if people else None)
    if label == "PERSON":
        return Actor(words, "person")
    if label == "ORG" or words in short:
        return Actor(short.get(words, words), "organisation")
    return Actor(words, "place") if label in ("GPE", "LOC", "FAC") else None


def state(government: KnownGovernment, words: str, gazetteer: Gazetteer, language: Language, seats: set[str]) -> Actor:
    """A country or a seat as one who acts; a country is its government only in an article that names the seat."""
    if gazetteer.is_seat(words):
        return Actor(called(government, language), "organisation", words, government.id)
    acts = called(government, language) if government.id in seats else government.name
    return Actor(acts, "place", government.name, government.id)


def called(government: KnownGovernment, language: Language) -> str:
    """ "Russian government", "United States government"; an organisation of states goes by its own name."""
    adjectives, word = (
        government.adjectives.get(language.code, ()),
        min(language.words("people", "government"), default=""),
    )
    if not adjectives or not word:
        return government.name
    return f"{government.name if ' ' in government.name else adjectives[0]} {word}"


def _seats(doc: Doc, gazetteer: Gazetteer) -> Iterator[KnownGovernment]:
    """The governments that the article names by a seat as one who acts."""
    for token in doc:
        if token.pos_ == "PROPN" and token.dep_ in ("nsubj", "nsubjpass", "agent", "dobj", "poss", "conj"):
            for words in (token.text, token.doc[max(0, token.i - 1) : token.i + 1].text):
                government = gazetteer.government(words)
                if government is not None and gazetteer.is_seat(words):
                    yield government


def _unmarked(
    doc: Doc, full: Mapping[str, str], gazetteer: Gazetteer, language: Language, seats: set[str]
) -> Iterator[tuple[Token, tuple[Actor, ...]]]:
    """Last names, and governments, that the model did not see as names: "According to Hill — who denied it —"."""
    for token in doc:
        if token.pos_ == "PROPN" and not token.ent_type_ and token.dep_ != "compound":
            if token.text in full and not any(c.dep_ == "compound" for c in token.children):
                yield token, (Actor(full[token.text], "person"),)
                continue
            government = gazetteer.government(token.text)
            if government is not None:
                yield token, (state(government, token.text, gazetteer, language, seats),)
