r"""Read a document of SemEval-2015 task 4: tokenised TimeML → running text that can be led back to its tokens.

    paper = read_tml(Path("82548_First_Airbus_A380_delivered.tml"))
    paper.text                      # "First Airbus A380 delivered\n\nOctober 15, 2007\n\nThe first A380 …"
    paper.mention(Span(6, 12))      # "82548-0-Airbus"

The task gives sentences cut into tokens ("Airbus , was"); a reader writes them without those gaps. Sentence 0 is the
title, 1 the date line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from analysis.model import Span

CLOSING = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "%", "''", "'s", "'S", "'", "n't", "'re", "'ve", "'ll",
                     "'d", "'m", "...", "”", "’s"})  # fmt: skip
OPENING = frozenset({"(", "[", "$", "£", "#", "US$", "GB", "``", "“"})
MARKS = {"``": "“", "''": "”", "#": "£"}  # the task's writing of quotation marks, and of the pound
TITLE, DATE_LINE = 0, 1


@dataclass(frozen=True)
class Token:
    """A token of the task, and where the running text has it."""

    sentence: int
    word: str
    span: Span


@dataclass(frozen=True)
class Paper:
    """A document: its number, running text, date as the metadata give it, tokens, and the spans of given events."""

    number: str
    text: str
    dated: str | None
    tokens: tuple[Token, ...]
    events: tuple[Span, ...]

    def mention(self, span: Span) -> str:
        """`docid-sentid-trigger` of the tokens that a span touches, as the task writes it."""
        starts = [t.span.start for t in self.tokens]
        first = max(0, bisect_right(starts, span.start) - 1)
        touched = [t for t in self.tokens[first : bisect_left(starts, span.end)] if t.span.overlaps(span)]
        return f"{self.number}-{touched[0].sentence}-{'_'.join(t.word for t in touched)}"


def read_tml(path: Path) -> Paper:
    """The document in one `.tml` file. Its text is the title, the date line and the body, a paragraph each."""
    root = ElementTree.parse(path).getroot()
    dated = root.find("DCT/TIMEX3")
    text, tokens, given = "", [], dict[str, list[Span]]()
    for number, sentence in _sentences(root):
        text = text.rstrip(" ") + "\n\n" if number <= DATE_LINE + 1 and text else text
        glued = True
        for word, event in _words(sentence):
            if not glued and word not in CLOSING:
                text += " "
            span = Span(len(text), len(text) + len(MARKS.get(word, word)))
            text += MARKS.get(word, word)
            tokens.append(Token(number, word, span))
            glued = word in OPENING
            if event is not None:
                given.setdefault(event, []).append(span)
        text += " "
    return Paper(
        (root.findtext("DOCID") or path.stem).strip(), text.rstrip() + "\n",
        None if dated is None else dated.get("value"), tuple(tokens),
        tuple(sorted(Span(spans[0].start, spans[-1].end) for spans in given.values())),
    )  # fmt: skip


def _sentences(root: Element) -> Iterator[tuple[int, Element]]:
    for place, sentence in enumerate(root.iterfind("TEXT/s")):
        number = sentence.get("id") or ""
        yield (int(number) if number.isdecimal() else place), sentence


def _words(sentence: Element) -> Iterator[tuple[str, str | None]]:
    """Tokens, each with the id of the event it belongs to."""
    yield from ((word, None) for word in (sentence.text or "").split())
    for child in sentence:
        event = child.get("eid") if child.tag == "EVENT" else None
        yield from ((word, event) for word in "".join(child.itertext()).split())
        yield from ((word, None) for word in (child.tail or "").split())
