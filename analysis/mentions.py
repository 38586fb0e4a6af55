"""Recognise time expressions: Document → Mentions, what the text says and nothing else.

    "began at 3:07 p.m. GMT sharp" → Mention("3:07 p.m. GMT", rule="clock", fields={"hour": "3", …})

Words become symbols (see `grammar`), stretches of known words with a trigger among them are tried against
the rules that can begin there, and the longest reading of each stretch wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from analysis.grammar import TOKEN, UNKNOWN, Alphabet
from analysis.language import Language, Rule
from analysis.model import Document, DocumentKind, Mention, Span

BLOCK = 1 << 16  # characters read at once, so that memory does not grow with the text
_AFTER_UNKNOWN = re.compile(f"{UNKNOWN}(?=[^{UNKNOWN}])")
_SHORT, _MANY = 40, 20_000  # symbols of a run whose readings are kept, and how many such runs
_RUN = re.compile(f"[^{UNKNOWN}]+")


class Reader:
    """The rules of one language for one kind of document, each compiled when first needed."""

    def __init__(self, language: Language, kind: DocumentKind) -> None:
        writer = language.writer
        self.writer = writer
        self.alphabet: Alphabet = writer.alphabet
        mine = [r for r in language.rules if not r.kinds or kind in r.kinds]
        self.rules = tuple(sorted(mine, key=lambda r: r.kind != "none"))  # of equal length, what is no time goes first
        self.index: dict[str, tuple[int, ...]] = {}
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._read: dict[str, Sequence[tuple[re.Match[str], Rule]]] = {}
        begin: dict[str, list[int]] = {}
        for place, rule in enumerate(self.rules):
            for code in writer.first(rule.tree)[0]:
                begin.setdefault(code, []).append(place)
        self.index = {code: tuple(places) for code, places in begin.items()}
        self.needs = tuple(writer.needed(rule.tree) or frozenset() for rule in self.rules)
        triggers = set(self.alphabet.codes.values()) - writer.glue
        self.trigger = re.compile("[" + re.escape("".join(sorted(triggers))) + "]")

    def pattern(self, place: int) -> re.Pattern[str]:
        found = self._compiled.get(place)
        if found is None:
            rule = self.rules[place]
            before = "".join(self.writer.around(t, s) for s, t in rule.around if s.startswith("<"))
            after = "".join(self.writer.around(t, s) for s, t in rule.around if not s.startswith("<"))
            found = re.compile(before + self.writer.expression(rule.tree, []) + after)
            self._compiled[place] = found
        return found

    def read(self, run: str) -> Sequence[tuple[re.Match[str], Rule]]:
        """The readings of a run of known words. No rule looks past an unknown one, and most runs are met again."""
        if len(run) > _SHORT:
            return _readings(run, self)
        found = self._read.get(run)
        if found is None:
            if len(self._read) > _MANY:  # a bound on memory, however many the texts
                self._read.clear()
            found = self._read[run] = _readings(run, self)
        return found

    def best(self, run: str, place: int, symbols: frozenset[str]) -> tuple[re.Match[str], Rule] | None:
        """The longest reading that begins at a word; of equals, the rule written first."""
        found, winner, end = None, 0, place
        for number in self.index.get(run[place], ()):
            if self.needs[number].isdisjoint(symbols):
                continue
            match = self.pattern(number).match(run, place)
            if match is not None and match.end() > end:
                found, winner, end = match, number, match.end()
        return None if found is None else (found, self.rules[winner])


@lru_cache(maxsize=32)
def reader(language: Language, kind: DocumentKind) -> Reader:
    """The reader of a language, made once for each kind of document."""
    return Reader(language, kind)


def recognise(document: Document, language: Language) -> tuple[Mention, ...]:
    """All time expressions outside boilerplate, in the order of the text, without overlaps."""
    reads = reader(language, document.kind)
    sections = document.sections or ()
    spans = [s.span for s in sections if s.kind != "boilerplate"] if sections else [Span(0, len(document.text))]
    out: list[Mention] = []
    for span in spans:
        for start, end in _blocks(document.text, span):
            out.extend(_mentions(document.text, start, end, reads))
    return tuple(out)


def _blocks(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The span in pieces that end at white space, where there is any."""
    start = span.start
    while span.end - start > BLOCK:
        end = start + BLOCK
        cut = next((at for mark in ("\n", ". ", " ") if (at := text.rfind(mark, start + BLOCK // 2, end)) > 0), -1)
        end = cut + 1 if cut > 0 else end
        yield start, end
        start = end
    yield start, span.end


def _mentions(text: str, start: int, end: int, reads: Reader) -> Iterator[Mention]:
    tokens = list(TOKEN.finditer(text, start, end))
    symbols = _apart(text, tokens, reads.alphabet.encode([t[0] for t in tokens]))
    for run in _RUN.finditer(symbols):
        if reads.trigger.search(symbols, run.start(), run.end()):
            here = tokens[run.start() : run.end()]
            for match, rule in reads.read(run[0]):
                mention = _mention(text, here, match, rule)
                if mention is not None:
                    yield mention


def _apart(text: str, tokens: Sequence[re.Match[str]], symbols: str) -> str:
    """The symbols without those of figures that are glued to an unknown word: "l4 July" is no 4 July."""
    glued = [
        i
        for m in _AFTER_UNKNOWN.finditer(symbols)
        if tokens[i := m.end()].start() == tokens[i - 1].end() and text[tokens[i].start()].isdigit()
        and text[tokens[i].start() - 1].isalpha()
    ]  # fmt: skip
    if not glued:
        return symbols
    parts = list(symbols)
    for i in glued:
        parts[i] = UNKNOWN
    return "".join(parts)


def _readings(run: str, reads: Reader) -> Sequence[tuple[re.Match[str], Rule]]:
    """The longest reading at each word, and of those that overlap the longest."""
    symbols = frozenset(run)
    found = [best for place in range(len(run)) if (best := reads.best(run, place, symbols)) is not None]
    if len(found) < 2:
        return found
    taken: list[tuple[re.Match[str], Rule]] = []
    free = bytearray(len(run))
    for match, rule in sorted(found, key=lambda f: (f[0].start() - f[0].end(), f[0].start())):
        if not any(free[match.start() : match.end()]):
            free[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            taken.append((match, rule))
    return sorted(taken, key=lambda f: f[0].start())


def _mention(text: str, tokens: Sequence[re.Match[str]], match: re.Match[str], rule: Rule) -> Mention | None:
    if rule.kind == "none":
        return None
    groups = {name: match.span(name) for name, got in match.groupdict().items() if got is not None}
    first, last = next((s for n, s in groups.items() if n.startswith("span_")), match.span())
    span = Span(tokens[first].start(), tokens[last - 1].end())
    words = {name: text[tokens[a].start() : tokens[b - 1].end()] for name, (a, b) in groups.items() if b > a}
    fields: Mapping[str, str] = {name.rsplit("_", 1)[0]: said for name, said in words.items()}
    return Mention(span, span.of(text), rule.name, fields)
