"""Find what a date belongs to that is no event: a figure, a title, a comparison.

    "up from $2 million a year earlier"     → the figure that this one is held to
    "reported a loss for the third quarter" → the loss
    "starred in Running Wild (1957)"        → the film
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.language import Language

if TYPE_CHECKING:
    from analysis.tree import Stretch as DocSpan
    from analysis.tree import Token

_FIGURES = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})


def is_compared(span: DocSpan, language: Language) -> bool:
    """ "the deadliest attack since January", "the first visit since 2010": since then there was none like it."""
    prep = span.root.head
    near = [prep.head, *prep.head.children, *(t for c in prep.head.children if c.dep_ == "prep" for t in c.children)]
    marks = (m for t in near if t.i < prep.i for m in (t, *t.children))
    return any(m.tag_ in ("JJS", "RBS") or m.dep_ == "amod" and m.lower_ in language.words("events", "comparing")
               and m.head.lemma_.lower() in language.words("events.nouns", "occurrence") for m in marks)  # fmt: skip


def held_to(span: DocSpan, language: Language) -> Sequence[Token] | None:
    """ "from $2 million a year earlier", "compared with 5% in May": the words between the date and the preposition.

    None where the date is not that of something that a figure is held to.
    """
    before = span[0].nbor(-1) if span.start > 0 else None
    before = before.nbor(-1) if before is not None and before.pos_ == "ADP" and before.i > 0 else before
    former = any(t.lower_ in language.words("events", "former") for t in span)
    if before is not None and before.text == "," and before.i > 0 and former:
        before = before.nbor(-1)  # "from $2 million, in the year-earlier period"
    figure = before is not None and before.ent_type_ in _FIGURES
    if before is None or not figure and not former:
        return None
    phrase = takewhile(lambda t: t.pos_ not in ("VERB", "AUX"), (before, *before.ancestors))
    above = [h for _, h in zip(range(6 if former else 4), phrase, strict=False)]
    words = language.words("events", "comparing_with")
    place = next((i for i, h in enumerate(above) if h.dep_ == "prep" and h.lower_ in words), None)
    if place is None:
        return None
    if figure:
        return above[:place]
    between = (h for h in above[:place] if h.dep_ == "prep" and h.lower_ not in language.words("events", "per"))
    below = (t for c in above[place].children for t in (c, *c.children))
    return above[:place] if not any(between) and any(t.ent_type_ in _FIGURES for t in below) else None


def is_titled(span: DocSpan) -> bool:
    """A year in brackets behind a name is that of a book or a film."""
    tokens = span.doc.tokens
    if span.start < 2 or span.end >= len(tokens) or len(span) > 1 or tokens[span.start - 1].text != "(":
        return False
    return tokens[span.end].text == ")" and tokens[span.start - 2].pos_ == "PROPN"


def is_compared_with(span: DocSpan, path: Sequence[Token], language: Language) -> bool:
    """ "Sales rose 5% from 1996", "fell from a high in May", "down from last year's $2 million": to what it is held."""
    words, measures = language.words("events", "comparing_with"), language.words("events", "measuring")
    preps = [span.root.head, *path]
    before = span[0].nbor(-2) if span.start > 1 and span[0].nbor(-1).pos_ == "ADP" else None
    if before is not None and before.dep_ == "pobj" and before.lemma_.lower() in language.words("events", "levels"):
        preps.append(before.head)  # the parser hangs the date on the verb
    return any(p.dep_ == "prep" and p.lower_ in words and p.head.lemma_.lower() in measures for p in preps)


def is_of_figure(verb: Token, path: Sequence[Token], language: Language) -> bool:
    """ "reported a loss for the third quarter", "cut its outlook for 1990": the time is that of the loss."""
    if not path or path[0].lower_ not in language.words("events", "accounting"):
        return False
    figures = [c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"]
    told = says(verb, language) or verb.lemma_.lower() in language.words("certainty", "opinion")
    return bool(figures) and (told or not language.words("events", "forecasts").isdisjoint(figures))


def says(verb: Token, language: Language) -> bool:
    """Is it a verb of saying?"""
    lemma = verb.lemma_.lower()
    return any(lemma in language.words("events", name) for name in ("reporting", "reporting_of"))


def is_of_subject_matter(span: DocSpan, nouns: set[int], language: Language) -> bool:
    """ "remembers the summer of 1976", "the book covers 1914"; not "spent 1976 in Rome", "recalls 2014 and the war"."""
    verb = span.root.head
    if any(c.i in nouns for c in span.root.conjuncts):
        return False
    return span.root.dep_ == "dobj" and verb.lemma_.lower() in language.words("events", "depicting")


def is_kind_of(span: DocSpan, language: Language) -> bool:
    """ "the summer sale": which sale; not "the 2014 summer sale"."""
    last = span[-1]
    names = last.dep_ == "compound" and last.head.pos_ == "NOUN" and last.head.i == span.end
    return names and len(span) <= 2 and language.value("season", last.lower_) is not None


def is_of_last_one(span: DocSpan, governor: Token, language: Language) -> bool:
    """ "the first to win since Kelly Holmes in 2004": that is when she won."""
    if span.start < 2 or span[0].nbor(-1).dep_ != "prep":
        return False
    name = span[0].nbor(-2)
    if name.dep_ != "pobj" or name.ent_type_ != "PERSON":
        return False
    return language.table("events.bounds").get(name.head.lower_) == "from" and name.head.head is governor
