"""Find quotations and who says them: Document, Doc → Quotes.

“We didn't get to see one another at the G20. … ”Biden says to Putin: one quote over two paragraphs.
Marks are paired by what stands around them, never by counting: one article mixes straight pairs, curly
pairs, and straight openers closed by curly marks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.model import Document, Quote, QuoteKind, Span, When
from analysis.people import SUBJECTS, Cast

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPEN, CLOSE, EITHER = "“„«", "”»", '"'
LONGEST = 3_000  # characters; an opener without a closer within it is a stray mark
NO_DATE = When(None, None, "none", "the quotation is dated by the event that tells it")


def quote_spans(document: Document) -> tuple[Span, ...]:
    """The spans between quotation marks, marks included, outside boilerplate; never nested."""
    text, found, start = document.text, [], -1
    dead = [s.span for s in document.sections if s.kind == "boilerplate"]
    for place in _marks(text):
        if any(s.start <= place < s.end for s in dead):
            continue
        opens, closes = _sides(text, place)
        if start >= 0 and place - start > LONGEST:
            start = -1
        if start < 0:
            start = place if opens else -1
        elif closes:
            found.append(Span(start, place + 1))
            start = -1
        elif not _continues(text, place):
            start = place
    return tuple(found)


def _marks(text: str) -> Iterator[int]:
    marks = frozenset(OPEN + CLOSE + EITHER)
    return (i for i, character in enumerate(text) if character in marks)


def _sides(text: str, place: int) -> tuple[bool, bool]:
    """Can the mark at `place` open a quotation, can it close one?"""
    mark = text[place]
    if mark in OPEN:
        return True, False
    if mark in CLOSE:
        return False, True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    opens = bool(after) and not after.isspace() and (not before or before.isspace() or before in "([{—–-/")
    return opens, not opens


def _continues(text: str, place: int) -> bool:
    """A new opener at the start of a paragraph goes on with the open quotation (a typesetter's habit)."""
    return not text[max(0, place - 80) : place].strip() or text[max(0, place - 2) : place].endswith("\n")


def find_quotes(document: Document, doc: Doc, cast: Cast, language: Language) -> tuple[Quote, ...]:
    """Each quotation with its kind, its speaker and, where the article names one, its channel."""
    return tuple(_quote(document, doc, span, cast, language) for span in quote_spans(document))


def _quote(document: Document, doc: Doc, span: Span, cast: Cast, language: Language) -> Quote:
    tokens = [t for t in doc.char_span(span.start, span.end, alignment_mode="expand") or () if not t.is_space]
    cue = _cue(tokens, span, language)
    speakers = list(_speakers(cue, cast)) if cue is not None else []
    kind = _kind(tokens, cue)
    sentence = _sentence(tokens, document, span)
    identity = hashlib.sha256(
        f"{document.id}\0quote\0{span.start}\0{span.of(document.text)}".encode("utf-8", "surrogatepass")
    ).hexdigest()
    return Quote(
        id=f"q-{identity[:12]}", span=span, sentence=sentence, kind=kind,
        speaker=", ".join(dict.fromkeys(speakers)) or None if kind != "term" else None,
        via=_via(cue, cast, language) if kind != "term" and cue is not None else None,
        cue=cue.lemma_ if cue is not None and kind != "term" else None, when=NO_DATE,
    )  # fmt: skip


def _sentence(tokens: Sequence[Token], document: Document, span: Span) -> Span:
    """From the start of the first sentence the quotation touches to the end of the last."""
    start = min([span.start, *(t.sent.start_char for t in tokens)])
    end = max([span.end, *(t.sent.end_char for t in tokens)])
    words = document.text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))


def _kind(tokens: Sequence[Token], cue: Token | None) -> QuoteKind:
    words = [t for t in tokens if t.is_alpha]
    clause = any(
        t.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS and c in tokens for c in t.children) for t in words
    )
    if clause and words[0].text[:1].isupper():
        return "direct"
    name = bool(words) and all(t.text[:1].isupper() for t in words) and not any(t.pos_ == "VERB" for t in words)
    named = bool(tokens) and tokens[0].i > 0 and tokens[0].nbor(-1).pos_ == "DET"  # the “Situation Room”
    return "term" if name and (cue is None or named) else "partial"


def _cue(tokens: Sequence[Token], span: Span, language: Language) -> Token | None:
    """The verb that brings the words: one that governs them, else the nearest one in the closing sentence."""
    verbs = (
        language.words("speech", "verbs") | language.words("speech", "accusing") | language.words("speech", "denying")
    )
    verbs |= language.words("speech", "agreeing")
    for token in _roots(tokens, span):
        for head in token.ancestors:
            if not span.start <= head.idx < span.end and head.lemma_.lower() in verbs and head.pos_ == "VERB":
                return head
    if not tokens:
        return None
    last = tokens[-1].sent
    near = [t for t in last if t.lemma_.lower() in verbs and t.pos_ == "VERB" and not span.start <= t.idx < span.end]
    near = [t for t in near if any(c.dep_ in SUBJECTS for c in t.children)]
    whole = (
        last.start_char >= span.start - 1 or tokens[0].sent.start_char <= span.start <= tokens[0].sent.start_char + 1
    )
    return min(near, key=lambda t: abs(t.idx - span.end), default=None) if whole else None


def _roots(tokens: Sequence[Token], span: Span) -> Iterator[Token]:
    """The tokens of the quotation whose head lies outside it, last sentence first."""
    inside = [t for t in tokens if not t.is_punct]
    return (t for t in reversed(inside) if not span.start <= t.head.idx < span.end and t.head.i != t.i)


def _speakers(cue: Token, cast: Cast) -> Iterator[str]:
    for child in cue.children:
        if child.dep_ in SUBJECTS:
            names = [name for name, _ in cast.names(child)]
            yield from names or _owners(child, cast)
            return
    if cue.dep_ in ("conj", "xcomp") and cue.head.i != cue.i:
        yield from _speakers(cue.head, cast)


def _owners(noun: Token, cast: Cast) -> Iterator[str]:
    """ "The hope of the American president, expressed …": whose hope."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield from (name for name, _ in cast.names(child))
        elif child.dep_ == "prep":
            for object_ in child.children:
                if object_.dep_ == "pobj":
                    yield from (name for name, _ in cast.names(object_))


def _via(cue: Token, cast: Cast, language: Language) -> str | None:
    """ "…, according to a statement": the words reached the article through it."""
    for child in cue.children:
        words = f"{child.lower_} {doc_next(child)}"
        if words in language.words("speech", "according"):
            for token in child.subtree:
                if token.dep_ == "pobj":
                    return cast.name(token) or token.text
    return None


def doc_next(token: Token) -> str:
    return str(token.nbor().lower_) if token.i + 1 < len(token.doc) else ""
