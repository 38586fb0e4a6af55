"""Give each date to what it modifies, by syntax: TimeExpressions, Triggers → Attachments.

    "announced **on Monday**", "the 2014 annexation", "reminiscent of 2014 and the annexation"

Where the parser hangs a date too far away, what stands beside it decides: "quit after a row Monday, the paper said".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import dates
from analysis.events.belonging import (
    held_to,
    is_compared,
    is_compared_with,
    is_kind_of,
    is_of_figure,
    is_of_last_one,
    is_of_subject_matter,
    is_titled,
    says,
)
from analysis.events.beside import adjacent, opened
from analysis.events.bounds import bound, bounded, ranges
from analysis.events.negation import is_at_last
from analysis.events.triggers import Trigger
from analysis.language import Language
from analysis.model import TimeExpression
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Doc, Token
    from analysis.tree import Stretch as DocSpan

CLIMB = frozenset({"prep", "pobj", "pcomp", "npadvmod", "advmod", "nmod", "nummod", "poss", "compound", "amod", "tmod",
                   "quantmod", "appos", "dep", "obl", "det", "attr"})  # fmt: skip
_NAMING = frozenset({"nmod", "compound", "poss", "nummod", "amod"})


@dataclass(frozen=True)
class Attachments:
    """Expressions by the index of the token that they modify, and by that of a coordinated event noun."""

    by_token: Mapping[int, tuple[TimeExpression, ...]]

    def of(self, token: Token) -> tuple[TimeExpression, ...]:
        return self.by_token.get(token.i, ())


def attach(
    doc: Doc, expressions: Sequence[TimeExpression], triggers: Sequence[Trigger], language: Language, day: str | None
) -> Attachments:
    """Give each time expression to the verb or event noun that it modifies, open where a preposition opens it.

    `day` is that of the article, if it is known.
    """
    today = dates.day_bounds(day)[1] if day is not None else None
    # "announced a plan on Monday": what is only in the mind has no day of its own, so the verb has it
    nouns = {t.token.i for t in triggers if t.is_noun and not (t.event_class == "I_STATE" and t.token.dep_ == "dobj")}
    found: dict[int, list[TimeExpression]] = {}
    single = {id(t) for t in expressions}
    for expression in ranges(expressions, doc.text, language):
        span = doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
        if span is None or all(token.is_space for token in span):
            continue  # a dateline is blank to the parser, and dates the article, not what stands above it
        named = expression.mention.rule in ("the-unit", "part-of-day")
        if named and any(c.dep_ == "relcl" for c in span.root.children):
            continue  # "won the day Kennedy died": no day that is known
        for clause in _clauses_of(span, language):
            found.setdefault(clause.i, []).append(expression)
        m = expression.moment
        beside = adjacent(span, m.precision, language) if m is not None else []
        beside = beside or opened(span)
        past = today is not None and m is not None and m.end is not None and m.end <= today
        for governor, path in beside or _governors(span.root, nouns, span.start, span.end, language):
            told = _Told(span, governor, path, is_past=past, is_joined=id(expression) not in single)
            arranged = _arranged(told, nouns, language)
            for token in arranged or ():
                if governor.dep_ != "acl":
                    found.pop(token.i, None)  # "the vote, set for May, was moved to June": June
                found.setdefault(token.i, []).append(expression)
            for token, side in _dated(told, nouns, language) if arranged is None else ():
                found.setdefault(token.i, []).append(bounded(expression, side) if side else expression)
    return Attachments({i: tuple(items) for i, items in found.items()})


@dataclass(frozen=True)
class _Told:
    """A date in its sentence: its words, what it hangs on, the words between them, and where it lies."""

    span: DocSpan
    governor: Token
    path: Sequence[Token]
    is_past: bool  # it is over when the article is written
    is_joined: bool  # it stands for two ends of a range


def _dated(told: _Told, nouns: set[int], language: Language) -> Iterator[tuple[Token, str | None]]:
    """The words that a date dates, and the side on which they lie; none where it belongs to something else."""
    span, governor, path = told.span, told.governor, told.path
    held = held_to(span, language)
    if held is not None:
        yield from ((token, None) for token in held if token.i in nouns)  # "from its close at 6,392 on April 11"
        return
    if is_of_subject_matter(span, nouns, language) or is_kind_of(span, language):
        return
    if is_titled(span) or is_of_figure(governor, path, language) or is_of_last_one(span, governor, language):
        return
    side = bound(path, span, language)
    if side == "from" and is_compared(span, language):
        return  # "the deadliest attack since January"
    if side == "until" and is_at_last(governor, language):
        side = None  # "was not found until 1998"
    if _is_moved(governor, path, language):
        return  # "delayed the launch from May to June": in neither
    if side is None and not told.is_joined:
        if _begins(path, governor, language):
            side = "from"
        elif is_compared_with(span, path, language):
            return  # "sales rose 5% from 1996"
    if told.is_past:
        governor = _resolved(_told_of(governor, span, language), language)
    yield from ((token, side) for token in _meant(governor, span, nouns, language))


def _clauses_of(span: DocSpan, language: Language) -> Iterator[Token]:
    """ "since November, when he was found": the clause tells what was then, whatever stands before the date."""
    for clause in (c for token in span for c in token.children if c.dep_ == "relcl" and c.i >= span.end):
        if opens_with_when(clause, language):
            yield clause


def opens_with_when(clause: Token, language: Language) -> bool:
    """ "(in 1968,) when troops came"."""
    return any(c.lower_ in language.words("events", "then_when") for c in clause.children if c.i < clause.i)


def _is_moved(verb: Token, path: Sequence[Token], language: Language) -> bool:
    """Not "moved the money between 2009 and 2013"."""
    ends = frozenset(language.table("events.arranging").get(verb.lemma_.lower(), ()))
    opening = path[0].lower_ if path else ""
    return not ends.isdisjoint(language.table("events.ranges").get(opening, ()))


def _arranged(told: _Told, nouns: set[int], language: Language) -> list[Token] | None:
    """ "set elections for May", "a meeting, postponed until Monday": the day is that of what is arranged.

    None where the verb arranges nothing: "set sail in May", "set the record on Monday".
    """
    verb = told.governor
    signs = language.table("events.arranging").get(verb.lemma_.lower(), ())
    passive = verb.tag_ == "VBN" and (verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children))
    if passive:  # "is set for launch on Monday"; not "called for talks on Monday"
        aims = [n for c in verb.children if c.dep_ == "prep" and c.lower_ in signs for n in c.children if n.i in nouns]
        if aims:
            return aims
    prep = told.path[-1] if told.path else told.span[0].nbor(-1) if told.span.start > 0 else None
    if prep is None or prep.head is not verb or prep.lower_ not in signs:
        return None
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head]
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    noun = verb.nbor(-2) if verb.i > 1 and verb.nbor(-1).text == "," else verb
    if not objects and verb.tag_ == "VBN" and noun.i in nouns:
        return [noun]  # "at a meeting, set for Monday": the parser hangs it higher
    return objects or ([verb] if verb.dep_ != "conj" else None)


def _meant(governor: Token, span: DocSpan, nouns: set[int], language: Language) -> Iterator[Token]:
    """What a date modifies where the parser has hung it on a verb that is too far."""
    before = span[0].nbor(-1) if span.start > 0 else None
    clause = _clause_before(governor, span)
    if clause is not None:
        yield clause
        return
    if governor.lemma_.lower() in language.table("events.follow"):
        followed = [c for c in governor.children if c.dep_ == "dobj" and c.i in nouns and c.i < span.start]
        if followed:
            yield followed[0]  # "the strike followed the collapse of talks last Friday"
            return
    subject = next((c for c in governor.children if c.dep_ == "nsubj" and c.i in nouns), None)
    if subject is not None and _only_dates(governor, language):
        yield subject  # "the last crash was in 1983"
        return
    if governor.pos_ not in ("VERB", "AUX"):
        yield governor
        by = governor.head.dep_ == "agent" or governor.head.lower_ in language.words("events", "means")
        if governor.dep_ == "pobj" and by and governor.lemma_.lower() in language.words("events", "means_of_deciding"):
            yield governor.head.head  # "was approved by a single vote on Monday"
        return
    if before is None:
        yield from (governor, *_framed(governor, span))
        return
    closes = span.end < governor.i and span[-1].nbor(1).text == ","
    if closes and before.i in nouns and before.dep_ == "pobj" and before.left_edge.head.i <= before.i:
        yield before  # "after the shooting last week, the school closed"
        return
    noun = before.nbor(-1) if before.pos_ == "ADP" and before.i > 0 else before
    if governor.lemma_.lower() in language.words("events", "static") and noun.i in nouns:
        yield noun  # "is related to the earthquake in March"
        return
    if _is_tag(governor, span, language) and before.pos_ not in ("PUNCT", "CCONJ", "SCONJ"):
        told = [c for c in governor.children if c.dep_ == "ccomp"] + [governor.head] * (governor.dep_ == "ccomp")
        yield next((verb for verb in told if verb.i < span.start), governor)
        return
    following = span[-1].nbor(1) if span.end < len(span.doc) else None
    if noun.i in nouns and following is not None and following.lower_ in language.words("events", "completing"):
        yield noun  # "regrets the suspension on Monday of the talks"
        return
    yield from _framed(governor, span)
    dated = before.i in nouns and before.dep_ in SUBJECTS and before.head.i == governor.i and span.end <= governor.i
    if dated:
        yield before  # "an earthquake early Monday killed two"
    if not dated or _is_of_that_time(governor):
        yield governor


def _clause_before(verb: Token, span: DocSpan) -> Token | None:
    """ "A boy who was hit by a car on Friday died": hit on Friday; not "a boy who was hit on Friday died"."""
    if span.end > verb.i or span.start < 2:
        return None
    last = span[0].nbor(-1)
    last = last.nbor(-1) if last.pos_ == "ADP" else last
    clauses = (c for s in verb.children if s.dep_ in SUBJECTS for c in s.children if c.dep_ == "relcl")
    return next((c for c in clauses if c.i <= last.i and last in c.subtree), None)


def _is_of_that_time(verb: Token) -> bool:
    """Not "the quake last month will cost millions", "… still worries them", "… was condemned on Monday"."""
    if any(c.tag_ in ("MD", "VBZ", "VBP") for c in (verb, *verb.children) if c.dep_ != "relcl"):
        return False
    return not any(t.i > verb.i and t.ent_type_ in ("DATE", "TIME") for t in verb.subtree)


def _told_of(noun: Token, span: DocSpan, language: Language) -> Token:
    """ "Confirmed his passing Wednesday": that is when he confirmed it; not "confirmed his departure next month"."""
    if span.root.dep_ != "npadvmod" or noun.dep_ not in ("ccomp", "dobj") or span.start < noun.i:
        return noun
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)
    return noun.head if owned and says(noun.head, language) else noun


def _resolved(verb: Token, language: Language) -> Token:
    """ "voted to stay on Thursday": what has only been resolved has no past day, so that it was resolved."""
    head = verb.head
    if verb.dep_ != "xcomp" or head.tag_ not in ("VBD", "VBN") or not any(c.tag_ == "TO" for c in verb.children):
        return verb
    lemma = head.lemma_.lower()
    if lemma in language.words("events", "trying"):
        return verb
    names = ("open_to", "resolving", "untrue")
    return head if any(lemma in language.words("certainty", name) for name in names) else verb


def _only_dates(verb: Token, language: Language) -> bool:
    """ "was in 1983": a copula with nothing but a time behind it."""
    if verb.lemma_.lower() not in language.words("events", "copula"):
        return False
    return not any(c.dep_ in ("attr", "acomp", "neg", "aux") for c in verb.children)


def _begins(path: Sequence[Token], verb: Token, language: Language) -> bool:
    """ "Served from 1996 until his death", "from 1996 he served": from then on; not "a photo from 1996"."""
    until = language.words("certainty", "until")
    ends_of = language.table("events.ranges").get(path[0].lower_, ()) if path and path[0].head.i == verb.i else ()
    if until.isdisjoint(ends_of):
        return False
    if path[0].i < verb.i:
        return True  # "from 1996 he served in the army"
    ends = (m for c in verb.children if c.i > path[0].i for m in (c, *c.children) if c.dep_ in ("prep", "advcl"))
    return any(m.lower_ in until and m.dep_ in ("prep", "mark") for m in ends)


def _framed(verb: Token, span: DocSpan) -> Iterator[Token]:
    """ "In June the party split, and its leader was arrested": what opens a sentence dates all its main clauses."""
    sent = verb.sent
    opens = all(t.pos_ in ("ADP", "CCONJ", "PUNCT", "SPACE", "ADV") for t in verb.doc.tokens[sent.start : span.start])
    if not opens or verb.i < span.end:
        return
    for clause in verb.conjuncts:
        own = any(t.ent_type_ in ("DATE", "TIME") for t in clause.subtree)
        finite = any(t.tag_ == "VBD" for t in (clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))))
        if clause.i > verb.i and finite and not own and any(c.dep_ in SUBJECTS for c in clause.children):
            yield clause


def _is_tag(verb: Token, span: DocSpan, language: Language) -> bool:
    """ "resigned during talks today, the paper reports": who says so, behind what was said and its date."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.i < span.end or not says(verb, language):
        return False
    return span[-1].nbor(1).text == ","


def _is_of_time(noun: Token, language: Language) -> bool:
    """ "the end of May", "the night of 5 May"."""
    if noun.ent_type_ in ("DATE", "TIME"):
        return True
    return noun.lemma_.lower() in language.words("events", "parts_of_time")


def _governors(
    root: Token, nouns: set[int], start: int, end: int, language: Language
) -> Iterator[tuple[Token, list[Token]]]:
    """What an expression modifies, and the words on the way there."""
    yield from ((c, []) for c in root.conjuncts if c.i in nouns)  # "2014 and the annexation of Crimea"
    node: Token = root
    path: list[Token] = []
    bounds = language.table("events.bounds")
    while node.head.i != node.i:
        is_modifier = node.dep_ in CLIMB or start <= node.i < end
        plain = start <= node.i < end and node.head.pos_ == "NOUN"  # of a name the parser knows better: "the 1967 War"
        dated = plain or node.ent_type_ in ("DATE", "TIME")
        names = node.dep_ in _NAMING and dated
        belongs = node.dep_ == "prep" and node.lower_ in language.words("events", "belonging")
        since = node.ent_type_ == "PERSON" and node.head.dep_ == "prep" and bounds.get(node.head.lower_) == "from"
        apart = not dated and (node.dep_ == "appos" or since)
        if apart and not _is_of_time(node, language):
            return  # "champions in 2019, they lost", "the first since Holmes in 2004"
        node = node.head
        if belongs and node.pos_ in ("NOUN", "PROPN") and node.i not in nouns and not _is_of_time(node, language):
            return  # "showed a photo from 1996", "twice the rate of last year"
        if node.pos_ in ("VERB", "AUX") or node.i in nouns:
            later = node.dep_ == "dobj" and root.doc.tokens[end - 1].lower_ in language.words("events", "next")
            yield (node.head if later else node), path  # "overturned the decision a year later"
            return
        if not is_modifier or names and node.i >= end and node.lemma_.lower() not in language.words(
            "events", "parts_of_time"
        ):
            return  # "the 2014 champion resigned", "posted third-quarter earnings": which champion, not when
        path.append(node)
    return
