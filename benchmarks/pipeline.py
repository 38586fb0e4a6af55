"""Measure the whole road, from reading to the table, beside the spaCy pipes that it runs, and its memory.

    python benchmarks/pipeline.py [--shared ../shared] [--documents 256]

Prints, of one run over TimeBank and AQUAINT text in one process: processor seconds in spaCy's pipes (named), seconds
in all the rest, their ratio (target: at most 25 %), the share of each of our stages, and resident memory after one,
two and all batches of 64 documents. Without the corpora, the seeds serve.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from analysis import claims, events, flags, people, pipeline, quotes, syntax
from analysis.document import from_text
from analysis.narrative import tabulate

ROOT = Path(__file__).resolve().parent.parent
DAY = "1998-03-04"
BATCH = 64
STAGES: Sequence[tuple[Any, str]] = (
    (pipeline, "time_only"), (people, "find_people"), (quotes, "find_quotes"), (events, "find_events"),
    (claims, "find_claims"), (flags, "find_flags"), (syntax, "parse"),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--documents", type=int, default=256)
    args = parser.parse_args()
    texts = _texts(args.shared)[: args.documents]
    spent: Counter[str] = Counter()
    _watch(spent)
    model = syntax.load("en")
    _road(texts[:1])
    spent.clear()
    memory = []
    started = time.process_time()
    for first in range(0, len(texts), BATCH):
        place = min(first + BATCH, len(texts))
        _road(texts[first:place])
        if place in (BATCH, BATCH * 2, len(texts)):
            memory.append(f"{place} documents: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    total = time.process_time() - started
    spacy = spent["spaCy"]
    print(f"{len(texts)} documents, {sum(map(len, texts)) / 1000:,.0f} kB, one process")
    print(f"  spaCy ({', '.join(model.pipe_names)})  {spacy:7.2f} s")
    print(f"  all the rest, from reading to the table  {total - spacy:7.2f} s")
    print(f"  ratio  {(total - spacy) / spacy:.1%}")
    for name, seconds in spent.most_common():
        print(f"    {name:<16} {seconds:7.2f} s")
    print("  memory  " + "; ".join(memory))
    return 0


def _texts(shared: Path) -> list[str]:
    corpus = shared / "data" / "timex" / "tbaq"
    if not corpus.is_dir():
        return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))] * 50
    sys.path.insert(0, str(shared / "eval"))
    from timeml_text import read_corpus

    return [document.text for document in read_corpus(corpus)[0]]


def _road(texts: Sequence[str]) -> None:
    """Some documents at once, as a corpus is read: what they came to is not kept."""
    documents = (from_text(text, id=str(i), language="en", kind="news") for i, text in enumerate(texts))
    tabulate(pipeline.annotate(document, published=DAY) for document in documents)


def _watch(spent: Counter[str]) -> None:
    """Have the stages, and spaCy's tokenizer and pipes, add the time they take to `spent`."""
    for module, name in STAGES:
        setattr(module, name, _timed(getattr(module, name), name, spent))
    model = syntax.load("en")
    model.tokenizer = _timed(model.tokenizer, "spaCy", spent)
    pipes = [(name, _timed(pipe, "spaCy", spent)) for name, pipe in model.pipeline]
    model._components = pipes + [c for c in model._components if c[0] not in dict(pipes)]


def _timed(work: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        started = time.process_time()
        try:
            return work(*args, **options)
        finally:
            spent[name] += time.process_time() - started

    return timed


if __name__ == "__main__":
    sys.exit(main())
