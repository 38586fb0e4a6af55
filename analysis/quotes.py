"""Find quotations and who says them: Document, Doc → Quotes.

“We didn't get to see one another at the G20. … ”Biden says to Putin: one quote over two paragraphs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language import Language
from analysis.marks import quote_spans
from analysis.model import Document, Quote, QuoteKind, Span, When
from analysis.people import SUBJECTS, Cast
from analysis.posts import Post, find_posts
from analysis.syntax import sentence_span

if TYPE_CHECKING:
    from analysis.tree import Doc, Token

_LEAD = 200  # characters before a quotation in which a verb may lead to its colon
_ENDS = frozenset(".!?")
_SHARED = 4  # telling words that two renderings of one utterance have in common
NO_DATE = When(None, None, "none", "the quotation is dated by the event that tells it")


def find_quotes(document: Document, doc: Doc, cast: Cast, language: Language) -> tuple[Quote, ...]:
    """Each quotation with its kind, its speaker and, where the article names one, its channel."""
    posts = list(find_posts(document))
    quotes: list[Quote] = []
    for span in quote_spans(document):
        quote = _quote(document, doc, span, cast, language)
        quotes.append(_in_post(_continued(quote, quotes, document.text), posts))
    return tuple(_with_addressees(_with_renderings(quotes, doc), doc, cast))


def _quote(document: Document, doc: Doc, span: Span, cast: Cast, language: Language) -> Quote:
    tokens = [t for t in doc.char_span(span.start, span.end, alignment_mode="expand") or () if not t.is_space]
    cue = _cue(tokens, span, language)
    speakers = list(_speakers(cue, cast)) if cue is not None else []
    kind = _kind(tokens, cue)
    sentence = _sentence(tokens, span)
    identity = hashlib.sha256(
        f"{document.id}\0quote\0{span.start}\0{span.of(document.text)}".encode("utf-8", "surrogatepass")
    ).hexdigest()
    return Quote(
        id=f"q-{identity[:12]}", span=span, sentence=sentence, kind=kind,
        speaker=", ".join(dict.fromkeys(speakers)) or None if kind != "term" else None,
        via=_via(cue, cast, language) if kind != "term" and cue is not None else None,
        cue=cue.lemma_ if cue is not None and kind != "term" else None, when=NO_DATE,
        addressee=_addressee(cue, cast) if cue is not None and kind != "term" else None,
        cue_span=Span(cue.idx, cue.end) if cue is not None and kind != "term" else None,
    )  # fmt: skip


def _sentence(tokens: Sequence[Token], span: Span) -> Span:
    """From the start of the first sentence the quotation touches to the end of the last."""
    around = [sentence_span(t.sent) for t in tokens]  # of the parsed text, in which boilerplate is blank
    return Span(min([span.start, *(s.start for s in around)]), max([span.end, *(s.end for s in around)]))


def _kind(tokens: Sequence[Token], cue: Token | None) -> QuoteKind:
    words = [t for t in tokens if t.is_alpha]
    inside = {t.i for t in tokens}
    clause = any(
        t.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS and c.i in inside for c in t.children) for t in tokens
    )
    if clause and words[0].text[:1].isupper():
        return "direct"
    name = bool(words) and all(t.text[:1].isupper() for t in words) and not any(t.pos_ == "VERB" for t in words)
    named = bool(tokens) and tokens[0].i > 0 and tokens[0].nbor(-1).pos_ == "DET"  # the “Situation Room”
    return "term" if name and (cue is None or named) else "partial"


def _cue(tokens: Sequence[Token], span: Span, language: Language) -> Token | None:
    """The verb that brings the words: before a colon, one that governs them, the nearest one in the closing sentence.

    It stands in the paragraph of the words, or in the one in which they begin or end.
    """
    if not tokens:
        return None
    verbs = frozenset[str]().union(*(language.words("speech", kind) for kind in _SPEECH))
    led = _before_colon(tokens[0], span, verbs)
    if led is not None:
        return led
    for token in _roots(tokens, span):
        for head in token.ancestors:
            if not span.start <= head.idx < span.end and _brings(head, span, verbs):
                return head
    last = tokens[-1].sent
    near = [t for t in last if not span.start <= t.idx < span.end and _brings(t, span, verbs)]
    near = [t for t in near if any(c.dep_ in SUBJECTS for c in t.children)]
    whole = (
        last.start_char >= span.start - 1 or tokens[0].sent.start_char <= span.start <= tokens[0].sent.start_char + 1
    )
    return min(near, key=lambda t: abs(t.idx - span.end), default=None) if whole else None


_SPEECH = ("verbs", "accusing", "denying", "agreeing")


def _brings(verb: Token, span: Span, verbs: frozenset[str]) -> bool:
    """A verb of saying, in one paragraph with the words."""
    text = verb.doc.text
    between = text[verb.end : span.start] if verb.idx < span.start else text[span.end : verb.idx]
    return verb.pos_ == "VERB" and verb.lemma_.lower() in verbs and "\n" not in between


def _before_colon(first: Token, span: Span, verbs: frozenset[str]) -> Token | None:
    """ "Mr Jones said: “…” Ms Bell replied that …": the verb before the colon."""
    doc = first.doc
    if not doc.text[: span.start].rstrip().endswith(":"):
        return None
    for place in range(first.i - 1, -1, -1):
        token = doc[place]
        if token.idx < span.start - _LEAD or token.text in _ENDS:
            return None
        if token.pos_ == "VERB" and token.lemma_.lower() in verbs:
            return token  # its words may stand below it, as a paragraph
    return None


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
            named = [t for t in child.subtree if t.i in cast.heads and cast.actors(t)[0].kind != "thing"]
            if named:  # "a statement of the White House": who made it
                return cast.actors(named[0])[0].name
            return next((cast.name(t) or t.text for t in child.subtree if t.dep_ == "pobj"), None)
    return None


def doc_next(token: Token) -> str:
    return str(token.nbor().lower_) if token.i + 1 < len(token.doc) else ""


# -- what only the other quotations tell -------------------------------------------------------------


def _continued(quote: Quote, before: Sequence[Quote], text: str) -> Quote:
    """A direct quotation right behind another one's sentence, in the same paragraph, goes on with its speaker."""
    last = before[-1] if before else None
    if quote.kind != "direct" or quote.speaker is not None or last is None or last.kind != "direct":
        return quote
    between = text[last.sentence.end : quote.span.start]
    if between.strip() or "\n" in between:
        return quote
    return replace(quote, speaker=last.speaker, addressee=last.addressee)


def _in_post(quote: Quote, posts: Sequence[Post]) -> Quote:
    """Words quoted in an embedded post reach the article through who posted it."""
    for post in posts:
        if quote.kind != "term" and quote.span.within(post.section.span) and post.author != quote.speaker:
            return replace(quote, via=post.author)
    return quote


def _addressee(cue: Token, cast: Cast) -> str | None:
    """Whom the words are said to: "told Putin", "says to Putin"."""
    for child in cue.children:
        objects = [c for c in child.children if c.dep_ == "pobj"] if child.lower_ == "to" else [child]
        if child.dep_ in ("dobj", "dative") or child.dep_ == "prep" and child.lower_ == "to":
            names = [name for token in objects for name, _ in cast.names(token)]
            if names:
                return ", ".join(names)
    return None


def _with_renderings(quotes: Sequence[Quote], doc: Doc) -> list[Quote]:
    """Later renderings of one utterance point to the first: the same speaker, and most of the telling words."""
    out: list[Quote] = []
    said: dict[str, list[tuple[Quote, frozenset[str]]]] = {}
    for quote in quotes:
        if quote.kind != "direct" or quote.speaker is None:
            out.append(quote)
            continue
        words, earlier = _telling(quote, doc), said.setdefault(quote.speaker, [])
        first = next((q for q, told in earlier if _alike(told, words)), None)
        out.append(replace(quote, same_as=first.id) if first else quote)
        if first is None:
            earlier.append((quote, words))
    return out


def _telling(quote: Quote, doc: Doc) -> frozenset[str]:
    tokens = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand") or ()
    return frozenset(t.lemma_.lower() for t in tokens if t.is_alpha and not t.is_stop or t.pos_ == "PROPN")


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _SHARED and shared >= 0.6 * min(len(one), len(other))


def _with_addressees(quotes: Sequence[Quote], doc: Doc, cast: Cast) -> Iterator[Quote]:
    """Who is spoken to where the cue does not say: as in the other rendering; in a talk of two, the other one."""
    told = {q.id: q.addressee for q in quotes} | {q.same_as: q.addressee for q in quotes if q.same_as and q.addressee}
    you = frozenset(w for w, who in cast.language.table("people.speaking").items() if who == "addressee")
    pairs = list(cast.pairs(doc))
    for quote in quotes:
        if quote.addressee is None and quote.kind == "direct" and quote.speaker:
            other = told.get(quote.same_as or quote.id)
            tokens = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand") or ()
            pair = next((names for start, names in reversed(pairs) if start < quote.span.end), ())
            if other is None and quote.speaker in pair and any(t.lower_ in you for t in tokens):
                other = next(name for name in pair if name != quote.speaker)
            yield replace(quote, addressee=other)
        else:
            yield quote
