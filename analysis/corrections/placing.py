"""Find quoted words again: Words, text → where they stand, if in one place only.

    Text("Ann met Bob. Ann left.").find(Words("Ann", suffix=" left.")) → (Span(13, 16),)

All of the words and of those around them must be there; white space counts as one space, so that a text that is
wrapped anew is the same. The context is the sentence, and more where the same sentence stands twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from analysis.errata import Words
from analysis.model import Span

WIDEST = 2_000  # characters of context on each side
MOST = 100  # places that are counted
_STEP = 40  # characters by which a context grows that does not tell its place apart
_RUN = re.compile(r"\s+|\S+")
_STOP = re.compile(r"[.!?…][\"'”’»)]*\s|\n")


class Text:
    """A text with its white space folded, and the way back to its own offsets."""

    __slots__ = ("folded", "places", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self.places = _fold(text)

    def find(self, words: Words) -> tuple[Span, ...]:
        """Every place where the words stand with the context that is asked for (a hundred at most)."""
        needle = fold(words.prefix + words.exact + words.suffix)
        skip, length = len(fold(f"{words.prefix}x")) - 1, len(fold(words.exact))
        return tuple(self._span(at + skip, at + skip + length) for at in self._occurrences(needle)) if length else ()

    def _occurrences(self, needle: str) -> Iterator[int]:
        at, found = self.folded.find(needle), 0
        while at >= 0 and found < MOST:
            if not (_in_word(self.folded, at) or _in_word(self.folded, at + len(needle))):
                found += 1
                yield at
            at = self.folded.find(needle, at + 1)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)

    def words(self, span: Span, sentence: Span) -> Words | None:
        """The words at `span` with their sentence, or more around it, so that they stand in one place; else None."""
        start, end = self._folded(span)
        first, last = self._folded(Span(min(span.start, sentence.start), max(span.end, sentence.end)))
        first = max(first, self._space_before(start - WIDEST // 2))
        last = min(last, self._space_after(end + WIDEST // 2))
        while start - first <= WIDEST and last - end <= WIDEST:
            words = Words(self.folded[start:end], self.folded[first:start], self.folded[end:last])
            if len(self.find(words)) == 1:
                return words
            if first == 0 and last == len(self.folded):
                return None
            first, last = self._space_before(first - _STEP), self._space_after(last + _STEP)
        return None

    def _folded(self, span: Span) -> tuple[int, int]:
        """The place of a span in the folded text, without white space at its ends."""
        start, end = bisect_left(self.places, span.start), bisect_left(self.places, span.end)
        while start < end and self.folded[start] == " ":
            start += 1
        while start < end and self.folded[end - 1] == " ":
            end -= 1
        return start, end

    def _space_before(self, at: int) -> int:
        return max(0, self.folded.rfind(" ", 0, at) + 1) if at > 0 else 0

    def _space_after(self, at: int) -> int:
        found = self.folded.find(" ", at)
        return found if found >= 0 else len(self.folded)


@lru_cache(maxsize=4)
def text_of(text: str) -> Text:
    return Text(text)


def fold(text: str) -> str:
    """The text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def _fold(text: str) -> tuple[str, list[int]]:
    parts: list[str] = []
    places: list[int] = []
    for run in _RUN.finditer(text):
        blank = run.group().isspace()
        parts.append(" " if blank else run.group())
        places += [run.start()] if blank else range(run.start(), run.end())
    return "".join(parts), places


def _in_word(text: str, at: int) -> bool:
    """Whether a cut there would go through a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def sentence_around(text: str, span: Span, sentences: Iterable[Span]) -> Span:
    """The shortest of `sentences` that holds `span`; if none does, as far as the next stops or line ends."""
    holding = [s for s in sentences if span.within(s)]
    if holding:
        return min(holding, key=lambda s: (s.end - s.start, s.start))
    stops = [m.end() for m in _STOP.finditer(text, max(0, span.start - WIDEST), span.start)]
    after = _STOP.search(text, span.end, min(len(text), span.end + WIDEST))
    start = stops[-1] if stops else max(0, span.start - WIDEST)
    end = after.end() if after else min(len(text), span.end + WIDEST)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
