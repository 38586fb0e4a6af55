"""Name an event in one readable line, in the article's own words: Trigger → label.

The clause around the trigger, without what dates it, without asides and subordinate clauses, and with
names in full: "Joe Biden and Vladimir Putin had a two-hour exchange".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.events.triggers import OBJECTS, Trigger
from analysis.model import Quote, Span
from analysis.people import SUBJECTS

if TYPE_CHECKING:
    from analysis.tree import Stretch as DocSpan
    from analysis.tree import Token

LONGEST = 90  # characters
DEEPEST = 30  # clauses inside clauses; a label is cut long before
_CORE = SUBJECTS | OBJECTS | {"aux", "auxpass", "neg", "prt", "dative", "xcomp", "acomp", "agent", "pcomp", "expl"}
_NAMING = SUBJECTS | OBJECTS
_TAIL = frozenset({"prep", "ccomp", "advmod"})
_ASIDES = frozenset({"relcl", "advcl", "appos", "parataxis", "acl"})
_VERBAL = frozenset({"aux", "auxpass", "neg", "prt"})
_RELATIVE = frozenset({"WDT", "WP"})
_LINKS = frozenset({"ADP", "DET", "CCONJ"})
_DATING = frozenset({"prep", "npadvmod", "pobj", "advmod", "nmod", "nummod", "tmod"})
_SPACES = re.compile(r"\s+")


def label(trigger: Trigger, dates: list[Span], quotes: Sequence[Quote] = ()) -> str:
    """At most 90 characters; a cut is shown by an ellipsis. What a speaker says word for word comes last."""
    head = trigger.carrier if trigger.carrier is not None else trigger.token
    head = head.head if head.dep_ == "acomp" else head  # "a child was missing"
    kept: set[int] = set()
    said = next((q for q in quotes if _says(trigger.token, q)), None)
    hidden = [*dates, said.span] if said else dates
    if head.pos_ in ("VERB", "AUX"):
        _clause(head, kept, hidden)
    else:
        _phrase(head, kept, hidden)
    line = _speaker_first(head, kept) or _subject_first(head, kept) or _text(trigger.token, kept)
    if said:
        line += ": " + _SPACES.sub(" ", said.span.of(trigger.token.doc.text)).strip()
    return _shorten(line)


def _speaker_first(verb: Token, kept: set[int]) -> str | None:
    """ "The port was closed, the mayor said" → "The mayor said: The port was closed"."""
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and c.i in kept), None)
    if said is None or verb.pos_ != "VERB" or not any(c.dep_ == "nsubj" and c.i > said.i for c in verb.children):
        return None
    content = {t.i for t in said.subtree} & kept
    who = kept - content
    return f"{_subject_first(verb, who) or _text(verb, who)}: {_text(said, content)}"


def _subject_first(verb: Token, kept: set[int]) -> str | None:
    """ "…", said Joe Biden → "Joe Biden said"; None if the verb does not stand first."""
    after = [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i and c.i in kept]
    if len(after) != 1 or verb.pos_ != "VERB" or min(kept) != verb.i:
        return None
    subject = {t.i for t in after[0].subtree} & kept
    rest = _text(verb, kept - subject)
    return f"{_text(verb, subject)} {rest[:1].lower()}{rest[1:]}"


def _says(verb: Token, quote: Quote) -> bool:
    """The verb stands next to a direct quotation that it brings, and outside it."""
    if quote.kind != "direct" or quote.cue != verb.lemma_ or quote.span.start <= verb.idx < quote.span.end:
        return False
    return quote.sentence.start <= verb.idx < quote.sentence.end


def _clause(verb: Token, kept: set[int], dates: list[Span]) -> None:
    kept.add(verb.i)
    if not any(c.dep_ in SUBJECTS for c in verb.children):
        _borrowed_subject(verb, kept, dates)
    for child in verb.children:
        if _hidden(child, dates):
            continue
        if child.dep_ in SUBJECTS and child.tag_ in _RELATIVE and verb.dep_ == "relcl":
            _phrase(verb.head, kept, dates, skip=verb.i)  # "a war which left 13,000 dead"
            continue
        if child.dep_ == "prep" and any(c.tag_ in _RELATIVE for c in child.children):
            continue  # "a screen on which he appeared"
        if child.tag_ == "WRB" and child.i < verb.i and verb.dep_ != "ROOT":
            continue  # "when the bridge fell" tells that it fell; a question stays one
        if child.dep_ in _CORE or child.dep_ in _TAIL and not _dates(child, dates) and not _is_aside(child):
            _phrase(child, kept, dates)


def _hidden(token: Token, dates: list[Span]) -> bool:
    if not dates or token.dep_ in _NAMING:
        return False
    return any(d.start <= token.idx < d.end for d in dates)


def _borrowed_subject(verb: Token, kept: set[int], dates: list[Span]) -> None:
    """The subject of the verb it is coordinated with or governed by; the noun that a participle modifies."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.i != verb.i:
        kept.update(c.i for c in (head, *head.children) if c.i == head.i or c.dep_ in _VERBAL)
    if verb.dep_ in ("conj", "xcomp") and head.i != verb.i:
        subjects = [c for c in head.children if c.dep_ in SUBJECTS]
        for subject in subjects:
            _phrase(subject, kept, dates)
        if not subjects:
            _borrowed_subject(head, kept, dates)
    elif verb.dep_ in ("acl", "relcl"):
        _phrase(head, kept, dates, skip=verb.i)
    elif verb.dep_ == "pcomp":
        for noun in [c for c in head.head.children if c.dep_ in OBJECTS][:1]:
            _phrase(noun, kept, dates)


def _phrase(token: Token, kept: set[int], dates: list[Span], skip: int = -1, depth: int = 0) -> None:
    if depth > DEEPEST:
        return
    if not token.children:
        kept.add(token.i)
        return
    if token.ent_type_ != "PERSON":
        name = next((c for c in token.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
        if name is not None:
            _phrase(name, kept, dates, depth=depth + 1)  # "the former head of the bank, Jorge Salgueiro,"
            return
    kept.add(token.i)
    for child in token.children:
        if child.i == skip or child.dep_ in _ASIDES or child.is_space or _dates(child, dates):
            continue
        if child.dep_ == "advmod" and token.pos_ == "NOUN":
            continue  # "then the outbreak"
        if not child.children and child.dep_ not in ("punct", "conj", "cc"):
            kept.add(child.i)
            continue
        if child.dep_ == "punct" and not _is_inner_mark(child):
            continue
        if child.dep_ == "conj" and _tells(child):
            continue
        if child.dep_ == "cc" and not any(c.dep_ == "conj" and not _tells(c) for c in token.children):
            continue
        _phrase(child, kept, dates, depth=depth + 1)


def _tells(conjunct: Token) -> bool:
    """Another clause, or another thing done ("of the withdrawal and of carrying out …")."""
    return conjunct.pos_ in ("VERB", "AUX") or any(c.dep_ == "pcomp" for c in conjunct.children)


def _is_inner_mark(token: Token) -> bool:
    return (
        token.text in ",-'’–%$€£"
        and token.dep_ == "punct"
        and (token.text != "," or any(c.dep_ == "conj" for c in token.head.children))
    )


def _is_aside(token: Token) -> bool:
    """ "…, according to Washington, with …": after a comma a phrase is no longer the core of the clause."""
    before = token.left_edge
    return before.i > 0 and before.nbor(-1).text in (",", "—", "–") and token.dep_ != "ccomp"


def _dates(token: Token, dates: list[Span]) -> bool:
    if not dates or token.dep_ not in _DATING:
        return False
    found = False
    for t in token.subtree:
        if t.is_punct or t.is_space or t.pos_ in _LINKS or t.i == token.i and t.dep_ == "prep":
            continue
        if not any(d.start <= t.idx < d.end for d in dates):
            return False
        found = True
    return found


def _text(token: Token, kept: set[int]) -> str:
    tokens, text = token.doc.tokens, token.doc.text
    places = sorted(kept)
    parts: list[str] = []
    first = places[0]
    for place, following in zip(places, [*places[1:], -1], strict=True):
        if following == place + 1:
            continue
        parts.append(text[tokens[first].idx : tokens[place].end])
        first = following
        if following < 0:
            continue
        word = tokens[following]
        opens = word.dep_ in SUBJECTS or word.head.dep_ in SUBJECTS
        parts.append(", " if opens and _is_comma(token.doc[place + 1 : following]) else " ")
    line = _SPACES.sub(" ", "".join(parts)).strip(" ,;:-–—")
    return line[:1].upper() + line[1:] if line else token.text


def _is_comma(left_out: DocSpan) -> bool:
    """Nothing but a comma, perhaps with a quotation mark, was left out."""
    return "," in left_out.text and all(t.is_punct or t.is_space for t in left_out)


def _shorten(line: str) -> str:
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"
