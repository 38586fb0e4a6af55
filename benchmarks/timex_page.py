"""Score the tagger on one corpus of TimeML: corpus → lines of Markdown, by type, by rule, and its errors.

    python benchmarks/scores.py        # calls this for every corpus

Annotates raw text without syntax, and leaves the judging to the published scorer.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.document import from_text
from analysis.errors import UnknownName
from analysis.language import load_language
from analysis.model import DocumentKind, Span, TimeExpression
from analysis.pipeline import annotate, given_date, time_only

COMMONEST = 20
_ERROR = re.compile(r"^(\S+) (.*?): (.*)$", re.DOTALL)
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass
class Corpus:
    """A folder of TimeML files, how to read them, and what to compare with."""

    name: str
    kind: DocumentKind
    language: str = "en"
    target: Sequence[float] = ()
    peers: Mapping[str, Sequence[float]] = field(default_factory=dict)


@dataclass
class Rules:
    """How often each rule read something, something real, and the right value."""

    read: Counter[str] = field(default_factory=Counter)
    real: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


def run(*command: object) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout


def page(shared: Path, corpus: Corpus, scratch: Path, rules: Rules) -> Iterator[str]:
    """The section of one corpus; adds to `rules`."""
    texts, predicted = scratch / corpus.name, scratch / f"{corpus.name}.jsonl"
    gold = shared / "data" / "timex" / corpus.name
    run(shared / "eval" / "timeml_text.py", gold, texts)
    rows = [json.loads(line) for line in (texts / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    words = {row["doc"]: (texts / row["text_path"]).read_bytes().decode("utf-8") for row in rows}
    started = time.perf_counter()
    found = {row["doc"]: _read(words[row["doc"]], row["doc"], row["dct"], corpus) for row in rows}
    seconds = time.perf_counter() - started
    predicted.write_text("".join(_line(name, spans) for name, spans in found.items()), encoding="utf-8")
    result = json.loads(run(shared / "eval" / "timex_score.py", gold, predicted, "--json", "--errors", 100_000))
    _count(shared, gold, found, rules)
    yield from _table(corpus, result)
    yield from ("", f"{sum(map(len, words.values())) / seconds / 1000:,.0f} kB/s, one process, without syntax.")
    yield from _types(result["by_gold_type"])
    yield from _errors(result["errors"])


def _read(text: str, name: str, dct: str | None, corpus: Corpus) -> Sequence[TimeExpression]:
    document = from_text(text, id=name, language=corpus.language, kind=corpus.kind)
    try:
        language = load_language(corpus.language)
    except UnknownName:
        return annotate(document, published=dct, knowledge=()).expressions
    return time_only(document, language, given_date(dct) if dct else None)[1]


def _line(name: str, found: Sequence[TimeExpression]) -> str:
    spans = [{"start": t.span.start, "end": t.span.end, "type": t.timex.type, "value": t.timex.value} for t in found]
    return json.dumps({"doc": name, "timexes": spans}) + "\n"


def _count(shared: Path, gold: Path, found: Mapping[str, Sequence[TimeExpression]], rules: Rules) -> None:
    sys.path.insert(0, str(shared / "eval"))
    from timeml_text import read_corpus

    real = {d.doc: [(Span(t.start, t.end), t.attrs.get("value")) for t in d.timexes] for d in read_corpus(gold)[0]}
    for name, expressions in found.items():
        for t in expressions:
            values = [v for span, v in real.get(name, ()) if span.start < t.span.end and t.span.start < span.end]
            rules.read[t.mention.rule] += 1
            rules.real[t.mention.rule] += bool(values)
            rules.right[t.mention.rule] += t.timex.value in values


def _table(corpus: Corpus, result: Mapping[str, Any]) -> Iterator[str]:
    ours = [result["timex"][k]["f1"] for k in ("strict", "relaxed", "value")]
    yield from ("", f"## Time expressions: {corpus.name}", "", "| system | strict F1 | relaxed F1 | value F1 |")
    yield "|---|---|---|---|"
    yield "| **ours** | " + " | ".join(f"{v:.3f}" for v in ours) + " |"
    if corpus.target:
        yield "| target | " + " | ".join(f"{v:.2f}" for v in corpus.target) + " |"
    for name, values in corpus.peers.items():
        yield f"| {name} | " + " | ".join(f"{v:.3f}" for v in values) + " |"


def _types(rows: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield from ("", "| type | in the corpus | found | value right |", "|---|---|---|---|")
    for name, row in rows.items():
        yield f"| {name} | {row['gold']} | {row['found']} | {row['value_right']} |"


def _errors(errors: Mapping[str, Any]) -> Iterator[str]:
    """The commonest, alike but for their figures, told by the expression alone."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for kind in ("miss", "false alarm", "value", "extent"):
        for line in errors[kind]:
            parts, words = _ERROR.match(line), _MARKED.search(line)
            if parts and words:
                what = re.sub(r"^predicted '(.*)$", r"read as '\1", parts[2], flags=re.DOTALL)
                counts[kind, _alike(words[1]), _alike(what)] += 1
    yield from ("", f"The {COMMONEST} commonest errors:", "", "| times | error | words | what |", "|---|---|---|---|")
    for (kind, words_, what), count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:COMMONEST]:
        yield f"| {count} | {kind} | {words_} | {what} |"


def _alike(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "/")[:60]
    return re.sub(r"[0-9]", "#", flat.lower() if flat[:4] != "gold" else flat)


def by_rule(rules: Rules) -> Iterator[str]:
    """All rules over all corpora, those with the most errors first."""
    yield from ("", "## By rule, over all corpora", "", "| rule | read | real | value right |", "|---|---|---|---|")
    for name, count in sorted(rules.read.items(), key=lambda r: (rules.right[r[0]] - r[1], r[0])):
        yield f"| {name} | {count} | {rules.real[name]} | {rules.right[name]} |"
