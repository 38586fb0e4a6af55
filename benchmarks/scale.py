"""Measure what an article costs, from 100 to 20,000 of them, and say what a million would take.

    nice python benchmarks/scale.py [--most 20000] [--write]

Each size is a run of `timeline corpus` in a process of its own, on articles of `benchmarks/articles.py`: seconds, those
of the processor (which other work on the machine does not change much), peak memory, bytes and files of the store. The
rest is measured beside: the start, two workers against one, reading without work, putting parts in place, a second run
that finds all done, a query. `--write` writes docs/scale.md.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis import sources  # noqa: E402 - the path first
from analysis.corpus import layout, open_store, work  # noqa: E402
from analysis.corpus.batches import SIZE, Known, Skipped, batches  # noqa: E402
from analysis.corpus.parts import FILES  # noqa: E402
from benchmarks import scale_page  # noqa: E402
from benchmarks.articles import articles  # noqa: E402

SIZES = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
FLAT = 500  # from which the cost of an article must not change


@dataclass(frozen=True)
class Run:
    """One run of the command: `seconds` and `cpu` of all, `memory` the peak of its largest process, in bytes."""

    articles: int
    seconds: float
    cpu: float
    memory: int
    size: int = 0
    files: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=SIZES[-1], metavar="N", help="the largest number of articles")
    parser.add_argument("--write", action="store_true", help="write docs/scale.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        found = measured(Path(folder), [n for n in SIZES if n <= args.most] or [args.most])
    page = scale_page.page(found)
    print(page)
    if args.write:
        (ROOT / "docs" / "scale.md").write_text(page, encoding="utf-8")
    return 0


def measured(folder: Path, sizes: Sequence[int]) -> dict[str, object]:
    """All figures by name, as plain numbers and lists."""
    start = run(source(folder, 1), folder / "start")
    runs = []
    for count in sizes:
        runs.append(run(source(folder, count), folder / f"store-{count}"))
        say(f"{count:>6} articles: {runs[-1].seconds:8.1f} s, {runs[-1].memory / 1e6:6.0f} MB")
    largest = folder / f"store-{sizes[-1]}"
    half = min(sizes[-1], 2_000)
    costs = [(r.articles, r.cpu - start.cpu) for r in runs]
    return {
        "start": start.seconds,
        "runs": [vars(r) | {"each": cost / count} for r, (count, cost) in zip(runs, costs, strict=True)],
        "exponent": exponent([c for c in costs if c[0] >= FLAT] or costs),
        "two": two_workers(folder, half),
        **coordinating(folder, sizes[-1], largest),
    }


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def source(folder: Path, count: int) -> Path:
    """JSON Lines of the first `count` articles."""
    path = folder / f"{count}.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"id": name, "text": text}) + "\n" for name, text in articles(count))
    return path


def run(path: Path, store: Path, *options: object) -> Run:
    """The command on a corpus, until it ends."""
    command = [sys.executable, "-m", "analysis.cli", "corpus", str(path), "-o", str(store), *map(str, options)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"the command failed on {path.name}")
    written = [p.stat().st_size for p in store.rglob("*.parquet")]
    count = sum(1 for _ in path.open("rb"))
    return Run(count, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, sum(written), len(written))


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The power of the number of articles that the time grows with: the slope of a line through the logarithms."""
    if len(points) < 2:
        return math.nan
    x, y = ([math.log(p[i]) for p in points] for i in (0, 1))
    return statistics.linear_regression(x, y).slope


def two_workers(folder: Path, count: int) -> dict[str, float]:
    """How much faster two worker processes are than the command alone, without the start.

    `work` is the ratio of the processors' time: what is lost to the second worker. `loop` is the same ratio as `ratio`
    for a loop that needs nothing but a processor: what the machine, and whoever else is on it, leave to be had.
    """
    path, first = source(folder, count), source(folder, 2)
    times, used = {}, {}
    for workers in (1, 2):
        start = run(first, folder / f"start-{workers}", "--workers", workers)
        whole = run(path, folder / f"workers-{workers}", "--workers", workers)
        times[workers], used[workers] = whole.seconds - start.seconds, whole.cpu - start.cpu
    loop = 2 * counting(1) / counting(2)
    return {"articles": count, "ratio": times[1] / times[2], "work": used[2] / used[1], "loop": loop}


def counting(processes: int) -> float:
    """Seconds for so many processes to count at the same time."""
    command = [sys.executable, "-c", "x = 0\nfor i in range(40_000_000): x += i"]
    started = time.perf_counter()
    for process in [subprocess.Popen(command) for _ in range(processes)]:
        process.wait()
    return time.perf_counter() - started


def coordinating(folder: Path, count: int, store: Path) -> Mapping[str, object]:
    """What the one process that reads and writes can do, per article, if others do the work."""
    path = source(folder, count)
    reading = seconds(lambda: sum(1 for _ in batches(sources.pieces(path), Known(), Skipped()))) / count
    tracemalloc.start()
    known = Known()
    for _ in batches(sources.pieces(path), known, Skipped()):
        pass
    memory = tracemalloc.get_traced_memory()[0] / count
    tracemalloc.stop()
    parts = open_store(store).parts[:20]
    made = [work.Part(f"{i:016d}", {p.name: p.read_bytes() for p in part.iterdir()}, 0, 0, 0, 0, ())
            for i, part in enumerate(parts)]  # fmt: skip
    (folder / "commits").mkdir()
    writing = seconds(lambda: [layout.commit(folder / "commits", part) for part in made]) / len(made)
    again = run(path, store)
    question = "select document, count(*) from timeline where kind = 'event' group by 1 order by 2 desc limit 5"
    rows = int(open_store(store).query("select count(*) n from timeline").loc[0, "n"])
    return {
        "known": memory, "reading": reading, "writing": writing / SIZE, "again": again.seconds, "rows": rows / count,
        "query": seconds(lambda: open_store(store).query(question)), "bytes": path.stat().st_size / count,
        "batch": SIZE,
        "files": FILES,
    }  # fmt: skip


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
