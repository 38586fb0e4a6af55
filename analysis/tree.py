"""A parsed text in plain objects: what the stages read of a sentence. Names are spaCy's, whose parse it holds.

    token.head.lemma_, token.children, token.subtree, doc.char_span(3, 9)

A rule asks a token for its children many times. Here they are made once, which is several times as fast as spaCy's
views; and nothing but `syntax` needs to know which parser was used. Offsets are code points into the document's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import overload

_PLACE = attrgetter("i")


class Token:
    """One word: its text, its features, and its place in the tree. One object for each; compare with `is` or `.i`."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "end", "ent_type_", "head", "i", "idx", "is_alpha", "is_punct",
        "is_space", "is_stop", "lemma_", "lower_", "pos_", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    end: int  # the code point after it
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    head: Token
    children: tuple[Token, ...]
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_stop: bool
    _subtree: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    @property
    def rights(self) -> Iterator[Token]:
        return (c for c in self.children if c.i > self.i)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all below it, in order of the text."""
        if self._subtree is None:
            found, waiting = [self], [self]
            while waiting:
                children = waiting.pop().children
                found += children
                waiting += children
            found.sort(key=_PLACE)
            self._subtree = tuple(found)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        return self.subtree[0]

    @property
    def right_edge(self) -> Token:
        return self.subtree[-1]

    @property
    def ancestors(self) -> Iterator[Token]:
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        return any(token is self for token in other.ancestors)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """All that is coordinated with the token, without itself."""
        if self.dep_ != "conj" and not self.children:
            return ()
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:  # grows while it is read: what is coordinated with the coordinated
            for child in token.children:
                if child.dep_ == "conj" and child.i > token.i:
                    found.append(child)
        return tuple([t for t in found if t is not self]) if len(found) > 1 else ()

    @property
    def sent(self) -> Stretch:
        return self.doc.sentence_at(self.i)

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on. Raises `IndexError` past the ends of the text."""
        place = self.i + by
        if not 0 <= place < len(self.doc):
            raise IndexError(f"no token {by} places from {self.text!r}")
        return self.doc.tokens[place]


class Stretch:
    """Tokens `start` up to, not including, `end` of a document; `label_` is the kind of a name."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, place: int) -> Token:
        return self.doc.tokens[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        return self.doc.tokens[self.end - 1].end

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token nearest to the top of the sentence's tree."""
        if self._root is None:
            inside = [t for t in self if t.head is t or not self.start <= t.head.i < self.end]
            self._root = min(inside, key=lambda t: (sum(1 for _ in t.ancestors), t.i))
        return self._root


class Doc:
    """A parsed text: its tokens, its sentences and its names."""

    def __init__(self, text: str, tokens: Sequence[Token], sentence_starts: Sequence[int]) -> None:
        self.text = text
        self.tokens = list(tokens)
        self.ents: tuple[Stretch, ...] = ()
        self._sentences = list(sentence_starts)

    def dissolve(self) -> None:
        """End it: tokens refer to each other in circles, and it is the collector that would have to find them."""
        for token in self.tokens:
            del token.doc, token.head, token.children, token._subtree
        self.tokens.clear()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Stretch: ...
    def __getitem__(self, place: int | slice) -> Token | Stretch:
        if isinstance(place, int):
            return self.tokens[place]
        start, end, _ = place.indices(len(self.tokens))
        return Stretch(self, start, end)

    @cached_property
    def sents(self) -> tuple[Stretch, ...]:
        ends = [*self._sentences[1:], len(self.tokens)]
        return tuple(Stretch(self, start, end) for start, end in zip(self._sentences, ends, strict=True))

    def sentence_at(self, place: int) -> Stretch:
        return self.sents[self.number_of(place)]

    def number_of(self, place: int) -> int:
        """The number of the sentence of a token, from 0."""
        return bisect_right(self._sentences, place) - 1

    @cached_property
    def _places(self) -> list[int]:
        return [t.idx for t in self.tokens]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Stretch | None:
        """The tokens of a stretch of text; with "expand" those that it touches. None if there are none."""
        if not 0 <= start < end <= len(self.text) or not self.tokens:
            return None
        first, last = bisect_right(self._places, start) - 1, bisect_left(self._places, end)
        first += first >= 0 and self.tokens[first].end <= start  # in the white space behind a token
        if first < 0 or first >= last:
            return None
        found = Stretch(self, first, last)
        exact = self.tokens[first].idx == start and self.tokens[last - 1].end == end
        return found if exact or alignment_mode == "expand" else None
