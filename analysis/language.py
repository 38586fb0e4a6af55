"""Load a language: analysis/languages/<code>.toml → Language, checked, or all its faults at once.

    load_language("en").value("month", "june") → 6

A language file holds words, what they are worth, and rules that combine them; see the head of `en.toml`.
Sections that this module does not know are handed out by `words` and `table`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from analysis import catalogue
from analysis.errors import BadLanguageFile
from analysis.grammar import WRITTEN, Alphabet, BadPattern, Node, NumberClass, Writer, fold, parse, split

KINDS = ("moment", "offset", "duration", "recurrence", "vague", "none")
_RULE_KEYS = frozenset(
    "name kind reason pattern set kinds examples counter after before unless_after unless_before".split()
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How some expressions are written: `fields` gives for each named group the vocabularies it draws on."""

    name: str
    kind: str
    reason: str
    pattern: str
    tree: Node
    constants: Mapping[str, Any]
    kinds: tuple[str, ...]
    around: tuple[tuple[str, Node], ...]
    fields: Mapping[str, tuple[str, ...]]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: there is one of each file
class Language:
    """A checked language file."""

    code: str
    name: str
    vocabularies: Mapping[str, Mapping[str, Any]]
    capital: frozenset[str]
    numbers: Mapping[str, NumberClass]
    rules: tuple[Rule, ...]
    tables: Mapping[str, Any]

    def value(self, vocabulary: str, text: str) -> Any:
        """What a word or phrase is worth; None if the vocabulary does not have it."""
        return self.vocabularies.get(vocabulary, {}).get(fold(text))

    @cached_property
    def by_name(self) -> Mapping[str, Rule]:
        return {rule.name: rule for rule in self.rules}

    def rule(self, name: str) -> Rule:
        return self.by_name[name]

    @cached_property
    def words(self) -> Callable[[str, str], frozenset[str]]:
        """`words(section, key)`: a list of words of any section, "speech" or "events.nouns"; empty if it is not there.

        Asked four thousand times per article: the answers known are given without a call of a Python function.
        """
        return cache(self._words)

    def _words(self, section: str, key: str) -> frozenset[str]:
        found = self.table(section).get(key, ())
        return frozenset(found if not isinstance(found, str) else (found,))

    @cached_property
    def table(self) -> Callable[[str], Mapping[str, Any]]:
        """`table(section)`: any section as a read-only mapping, by its dotted name; empty if it is not there."""
        return cache(self._table)

    def _table(self, section: str) -> Mapping[str, Any]:
        found: Any = self.tables
        for part in section.split("."):
            found = found.get(part, {}) if isinstance(found, Mapping) else {}
        return MappingProxyType(found if isinstance(found, dict) else {})

    @cached_property
    def lists(self) -> Callable[..., Mapping[str, str]]:
        """`lists(section, *keys)`: by word, the first of these lists of a section that has it."""
        return cache(self._lists)

    def _lists(self, section: str, *keys: str) -> Mapping[str, str]:
        found = {word: key for key in reversed(keys) for word in self.words(section, key)}
        return MappingProxyType(found)

    @cached_property
    def writer(self) -> Writer:
        """The alphabet of this language, made on first use."""
        words: dict[str, set[str]] = {}
        capitals: dict[str, set[str]] = {}
        phrases: dict[str, list[tuple[str, ...]]] = {}
        for name, entries in self.vocabularies.items():
            for entry in entries:
                parts = split(entry)
                if len(parts) > 1:
                    phrases.setdefault(name, []).append(tuple(parts))
                    for part in parts:
                        words.setdefault(part, set()).add("=" + part)
                else:
                    (capitals if name in self.capital else words).setdefault(parts[0], set()).add(name)
        for rule in self.rules:
            for tree in (rule.tree, *(t for _, t in rule.around)):
                for node in tree.walk():
                    if node.kind == "word":
                        words.setdefault(node.name, set()).add("=" + node.name)
        alphabet = Alphabet(
            {w: frozenset(c) for w, c in words.items()}, {w: frozenset(c) for w, c in capitals.items()}, self.numbers
        )
        glue = {"=" + word for word in self.words("anchoring", "glue")}
        common = frozenset(code for group, code in alphabet.codes.items() if group <= glue)
        return Writer(alphabet, {n: tuple(sorted(p, key=lambda x: (-len(x), x))) for n, p in phrases.items()}, common)


@cache
def load_language(code: str) -> Language:
    """The language of that code. Raises `UnknownName` without a file, `BadLanguageFile` with all its faults."""
    return read_language(catalogue.file("languages", code))


def read_language(path: Path) -> Language:
    """A language from any file of that form."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise BadLanguageFile(f"{path.name} cannot be read as a language file: {err}") from err
    faults: list[str] = []
    words = _tables(data, "words", faults)
    vocabularies = {name: _entries(name, table, faults) for name, table in words.items()}
    numbers = _numbers(_tables(data, "numbers", faults), faults)
    phrases = {str(k): str(v) for k, v in _table(data, "phrases", faults).items()}
    classes = frozenset(vocabularies) | frozenset(numbers) | {name for name, _ in WRITTEN}
    rules = _rules(data.get("rule", []), phrases, classes, faults)
    if not isinstance(data.get("name"), str):
        faults.append("name: the language's own name is missing")
    if faults:
        raise BadLanguageFile(f"{path.name} has {len(faults)} faults: " + "; ".join(faults))
    capital = frozenset(n for n, t in words.items() if t.get("capital") is True)
    rest = {k: v for k, v in data.items() if k not in ("words", "numbers", "phrases", "rule")}
    return Language(path.stem, data["name"], vocabularies, capital, numbers, rules, rest)


def _table(data: Mapping[str, Any], key: str, faults: list[str]) -> Mapping[str, Any]:
    found = data.get(key, {})
    if isinstance(found, dict):
        return found
    faults.append(f"{key}: expected a table")
    return {}


def _tables(data: Mapping[str, Any], key: str, faults: list[str]) -> Mapping[str, Mapping[str, Any]]:
    table = _table(data, key, faults)
    faults += [f"{key}.{name}: expected a table" for name, found in table.items() if not isinstance(found, dict)]
    return {name: found for name, found in table.items() if isinstance(found, dict)}


def _entries(name: str, table: Mapping[str, Any], faults: list[str]) -> Mapping[str, Any]:
    """Folded word → value. `is` is a table of words, or a list of words that are worth themselves."""
    found = table.get("is")
    if isinstance(found, list):
        found = {word: word for word in found}
    if not isinstance(found, dict) or not found or set(table) - {"is", "capital"}:
        faults.append(f"words.{name}: expected `is` (words and their values) and perhaps `capital`")
        return {}
    return {fold(str(word)): value for word, value in found.items()}


def _numbers(tables: Mapping[str, Mapping[str, Any]], faults: list[str]) -> Mapping[str, NumberClass]:
    out = {}
    for name, table in tables.items():
        try:
            out[name] = NumberClass(tuple(table["digits"]), int(table["least"]), int(table["most"]))
        except (KeyError, TypeError, ValueError):
            faults.append(f"numbers.{name}: expected digits = [..], least = .. and most = ..")
    return out


def _rules(tables: Any, phrases: Mapping[str, str], classes: frozenset[str], faults: list[str]) -> tuple[Rule, ...]:
    out: list[Rule] = []
    seen: set[str] = set()
    for place, table in enumerate(tables if isinstance(tables, list) else []):
        name = str(table.get("name", f"number {place + 1}"))
        wrong = sorted(set(table) - _RULE_KEYS)
        faults += [f"rule {name}: unknown key {key!r}" for key in wrong]
        missing = [key for key in ("name", "kind", "reason", "pattern") if key not in table]
        faults += [f"rule {name}: {key} is missing" for key in missing]
        if table.get("kind") not in KINDS:
            faults.append(f"rule {name}: kind is one of {', '.join(KINDS)}")
        if name in seen:
            faults.append(f"rule {name}: there are two of that name")
        if not table.get("examples"):
            faults.append(f"rule {name}: it has no examples")
        seen.add(name)
        rule = _rule(name, table, phrases, classes, faults)
        if rule is not None:
            out.append(rule)
    return tuple(out)


def _rule(
    name: str, table: Mapping[str, Any], phrases: Mapping[str, str], classes: frozenset[str], faults: list[str]
) -> Rule | None:
    try:
        tree = parse(str(table.get("pattern", "")), phrases)
        signs = {"after": "<=", "unless_after": "<!", "before": "=", "unless_before": "!"}
        around = tuple((sign, parse(str(table[key]), phrases)) for key, sign in signs.items() if key in table)
    except BadPattern as err:
        faults.append(f"rule {name}: {err}")
        return None
    nodes = [node for t in (tree, *(t for _, t in around)) for node in t.walk()]
    unknown = sorted({n.name for n in nodes if n.kind == "class" and n.name not in classes})
    faults += [f"rule {name}: there is no vocabulary {c!r}" for c in unknown]
    fields: dict[str, tuple[str, ...]] = {}
    for node in tree.walk():
        if node.kind == "field":
            drawn = fields.get(node.name, ()) + tuple(c.name for c in node.walk() if c.kind == "class")
            fields[node.name] = tuple(dict.fromkeys(drawn))
    return Rule(
        name, str(table.get("kind")), str(table.get("reason")), str(table.get("pattern")), tree,
        table.get("set", {}), tuple(table.get("kinds", ())), around, fields,
        tuple(table.get("examples", ())), tuple(table.get("counter", ())),
    )  # fmt: skip
