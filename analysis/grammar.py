"""Patterns over words: rules of a language file → compiled patterns over one character per word.

    pattern = "weekday:weekday ','? month:month day:day_number"

A text becomes a string with one *symbol* for each word: the set of vocabularies that the word belongs to.
A rule is a regular expression over symbols. It has no repetition (only sequence, `|` and `?`), so every
match is bounded by the length of the rule and no text can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

# A word, a number (with thousands or decimals), a web address, an empty line, or one other sign.
TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|(?<![0-9][.])[0-9]+\.[0-9]+(?![.]?[0-9])|[0-9]+|[^\W\d_]+|\n[^\S\n]*\n|[^\w\s]"
)
WRITTEN = (("decimal", re.compile(r"[0-9]+\.[0-9]+")), ("thousands", re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")))
UNKNOWN = "\x01"  # the symbol of every word that no rule knows
_PIECE = re.compile(
    r"\s*(?:([a-z_][a-z_0-9]*)\s*:(?!:)|([a-z_][a-z_0-9]*)|@([a-z_0-9]+)|'([^']+)'|\"([^\"]+)\"|([()|?]))"
)
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-"})


def fold(text: str) -> str:
    """A text as vocabularies spell it: lower case, plain apostrophes and hyphens, single spaces."""
    return " ".join(text.translate(_FOLD).lower().split())


def split(text: str) -> list[str]:
    return TOKEN.findall(fold(text))


# -- syntax trees ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """One of: `word` (a literal), `class` (a vocabulary), `all`, `any`, `maybe`, `field`."""

    kind: str
    name: str = ""
    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            yield from part.walk()


class BadPattern(ValueError):
    """A pattern that cannot be read; the message says where."""


def parse(pattern: str, phrases: Mapping[str, str], depth: int = 0) -> Node:
    """The syntax tree of a pattern; `@name` stands for the pattern of that name in `phrases`."""
    pieces: list[tuple[str, str]] = []
    place = 0
    while pattern[place:].strip():
        found = _PIECE.match(pattern, place)
        if found is None:
            raise BadPattern(f"cannot read {pattern[place : place + 20]!r}")
        kind = ("field", "class", "phrase", "word", "word", "sign")[(found.lastindex or 1) - 1]
        pieces.append((kind, found[found.lastindex or 1]))
        place = found.end()
    tree = _alternatives(pieces, phrases, depth)
    if pieces:
        raise BadPattern(f"unexpected {pieces[0][1]!r}")
    return tree


def _alternatives(pieces: list[tuple[str, str]], phrases: Mapping[str, str], depth: int) -> Node:
    options = [_sequence(pieces, phrases, depth)]
    while pieces and pieces[0] == ("sign", "|"):
        pieces.pop(0)
        options.append(_sequence(pieces, phrases, depth))
    return options[0] if len(options) == 1 else Node("any", "", tuple(options))


def _sequence(pieces: list[tuple[str, str]], phrases: Mapping[str, str], depth: int) -> Node:
    parts: list[Node] = []
    while pieces and pieces[0] not in (("sign", "|"), ("sign", ")")):
        item = _atom(pieces, phrases, depth)
        if pieces and pieces[0] == ("sign", "?"):
            pieces.pop(0)
            item = Node("maybe", "", (item,))
        parts.append(item)
    if not parts:
        raise BadPattern("an empty alternative")
    return parts[0] if len(parts) == 1 else Node("all", "", tuple(parts))


def _atom(pieces: list[tuple[str, str]], phrases: Mapping[str, str], depth: int) -> Node:
    kind, name = pieces.pop(0)
    if kind == "field":
        if not pieces:
            raise BadPattern(f"nothing follows the field {name!r}")
        return Node("field", name, (_atom(pieces, phrases, depth),))
    if kind == "class":
        return Node("class", name)
    if kind == "word":
        words = split(name)
        return Node("word", words[0]) if len(words) == 1 else Node("all", "", tuple(Node("word", w) for w in words))
    if kind == "phrase":
        if name not in phrases or depth > 8:
            raise BadPattern(f"there is no phrase @{name}" if depth <= 8 else f"@{name} refers to itself")
        return parse(phrases[name], phrases, depth + 1)
    if name != "(":
        raise BadPattern(f"unexpected {name!r}")
    inner = _alternatives(pieces, phrases, depth)
    if not pieces or pieces.pop(0) != ("sign", ")"):
        raise BadPattern("a bracket is not closed")
    return inner


# -- symbols -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberClass:
    """Numbers written in figures: how many figures, and the least and greatest value."""

    digits: tuple[int, ...]
    least: int
    most: int

    def holds(self, figures: str) -> bool:
        return len(figures) in self.digits and self.least <= int(figures) <= self.most


@dataclass
class Alphabet:
    """One character for each set of classes that some word has; words that no rule knows share one."""

    words: Mapping[str, frozenset[str]]  # folded word → its classes
    capitals: Mapping[str, frozenset[str]]  # the same for those that count only with a capital letter
    numbers: Mapping[str, NumberClass]
    codes: dict[frozenset[str], str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seen = Seen(self.symbol)
        sets = {self._number_set(n) for n in self._samples()} | {self.classes_of(w) for w in self.words}
        sets |= {frozenset({name}) for name, _ in WRITTEN}
        sets |= {self.capitals[w] | self.words.get(w, frozenset()) for w in self.capitals}
        ordered = sorted(sets, key=lambda s: (all(c[0] == "=" for c in s), sorted(s)))
        for i, group in enumerate(s for s in ordered if s):
            self.codes[group] = chr(0x21 + i)
        for group, code in self.codes.items():
            for name in group:
                self.classes[name] = self.classes.get(name, "") + code

    def _samples(self) -> Iterator[str]:
        """One number for every stretch between the bounds of the number classes, at each length."""
        cuts = sorted({b for c in self.numbers.values() for b in (c.least, c.most + 1)} | {0})
        for digits in sorted({d for c in self.numbers.values() for d in c.digits}):
            yield from (f"{n:0{digits}d}" for n in (*cuts, 10 ** (digits - 1)) if n < 10**digits)

    def _number_set(self, figures: str) -> frozenset[str]:
        return frozenset(n for n, c in self.numbers.items() if c.holds(figures))

    def symbol(self, word: str) -> str:
        """The symbol of a word as it stands in a text."""
        return self.codes.get(self.classes_of(word), UNKNOWN)

    def classes_of(self, word: str) -> frozenset[str]:
        if word.isascii() and word.isdigit():
            return self.words.get(word, frozenset()) | (self._number_set(word) if len(word) <= 12 else frozenset())
        if word[0] in "0123456789":
            return next((frozenset({name}) for name, form in WRITTEN if form.fullmatch(word)), frozenset())
        folded = "\n" if word[0] == "\n" else fold(word)
        known = self.words.get(folded, frozenset())
        return known | self.capitals.get(folded, frozenset()) if word[0].isupper() else known

    def encode(self, words: Iterable[str]) -> str:
        """A string with one symbol for each word."""
        if len(self.seen) > 50_000:  # a bound on memory, however long the text
            self.seen.clear()
        return "".join(map(self.seen.__getitem__, words))


class Seen(dict[str, str]):
    """Words met so far, with their symbols: most words of a text are repeated."""

    def __init__(self, symbol: Callable[[str], str]) -> None:
        self.symbol = symbol

    def __missing__(self, word: str) -> str:
        self[word] = code = self.symbol(word)
        return code


# -- compiled rules ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes trees as regular expressions over symbols."""

    alphabet: Alphabet
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]  # class → its entries of several words
    glue: frozenset[str]  # the symbols of words too common to look for

    def charset(self, codes: str) -> str:
        if not codes:
            return r"(?!)"
        return re.escape(codes) if len(codes) == 1 else "[" + re.escape(codes) + "]"

    def expression(self, node: Node, names: list[str]) -> str:
        match node.kind:
            case "word":
                return self._word(node.name)
            case "class":
                return self._class(node.name)
            case "maybe":
                return f"(?:{self.expression(node.parts[0], names)})?"
            case "field":
                names.append(node.name)
                place = len(names)
                return f"(?P<{node.name}_{place}>{self.expression(node.parts[0], names)})"
            case "any":
                return "(?:" + "|".join(self.expression(p, names) for p in node.parts) + ")"
            case _:
                return "".join(self.expression(p, names) for p in node.parts)

    def _word(self, word: str) -> str:
        return self.charset(self.alphabet.classes.get("=" + word, ""))

    def _class(self, name: str) -> str:
        single = self.charset(self.alphabet.classes.get(name, ""))
        long = ["".join(self._word(w) for w in words) for words in self.phrases.get(name, ())]
        return "(?:" + "|".join([*long, single]) + ")" if long else single

    def first(self, node: Node) -> tuple[set[str], bool]:
        """The symbols that a match can begin with, and whether it can be empty."""
        match node.kind:
            case "word":
                return set(self.alphabet.classes.get("=" + node.name, "")), False
            case "class":
                entries = (self.alphabet.classes.get("=" + p[0], "") for p in self.phrases.get(node.name, ()))
                return set(self.alphabet.classes.get(node.name, "")).union(*entries), False
            case "maybe":
                return self.first(node.parts[0])[0], True
            case "any":
                options = [self.first(p) for p in node.parts]
                return set().union(*(o[0] for o in options)), any(o[1] for o in options)
            case "field":
                return self.first(node.parts[0])
            case _:
                out: set[str] = set()
                for part in node.parts:
                    begin, empty = self.first(part)
                    out |= begin
                    if not empty:
                        return out, False
                return out, True

    def needed(self, node: Node) -> frozenset[str] | None:
        """Symbols of which every match holds at least one: those of the rarest part that cannot be left out."""
        match node.kind:
            case "maybe":
                return None
            case "field":
                return self.needed(node.parts[0])
            case "any":
                options = [self.needed(p) for p in node.parts]
                return None if None in options else frozenset().union(*(o for o in options if o is not None))
            case "all":
                parts = [need for p in node.parts if (need := self.needed(p)) is not None]
                return min(parts, key=lambda need: (self.common(need), len(need)), default=None)
            case _:
                return frozenset(self.first(node)[0])

    def common(self, codes: frozenset[str]) -> bool:
        """Is one of these the symbol of a word too common to look for?"""
        return not codes.isdisjoint(self.glue)

    def around(self, node: Node, sign: str) -> str:
        """A look behind (`<=`, `<!`) or ahead (`=`, `!`) for one of the alternatives of a pattern."""
        options = node.parts if node.kind == "any" else (node,)
        looks = [f"(?{sign}{self.expression(o, [])})" for o in options]
        return "".join(looks) if sign.endswith("!") else "(?:" + "|".join(looks) + ")"
