"""Write the page on scale: figures of `benchmarks/scale.py` → Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

DAY = 86_400
GOALS = (1_000_000, 100_000_000)
HEAD = (
    "Written by `python benchmarks/scale.py --write`; do not edit. Measured on two cores of one machine, on articles "
    "made by `benchmarks/articles.py`: {bytes:,.0f} bytes of JSON and {rows:.1f} rows of the timeline each, on "
    "average. Times follow the length of the text: an article of 5,000 characters takes about {longer:.0f} times as "
    "long as one of these. Take the ratios before the seconds: other work on the machine is in them."
)


def page(found: Mapping[str, Any]) -> str:
    """The page, from plain figures."""
    head = HEAD.format(bytes=found["bytes"], rows=found["rows"], longer=5_000 / found["bytes"])
    lines = ["# How far it goes", "", head, "", *_growth(found), *_beside(found), *_future(found), *_breaks(found)]
    return "\n".join(_wrapped(line) for line in lines) + "\n"


def _wrapped(line: str) -> str:
    """A paragraph or an item of a list in lines of the house's length; tables stay."""
    indent = "  " if line[:2] == "* " else "   " if line[1:3] == ". " else ""
    return line if line[:1] == "|" else textwrap.fill(line, 120, subsequent_indent=indent, break_long_words=False,
                                                      break_on_hyphens=False)  # fmt: skip


def _growth(found: Mapping[str, Any]) -> list[str]:
    runs = found["runs"]
    base = next((r for r in runs if r["articles"] == 1_000), runs[0])
    lines = [
        "## What an article costs", "",
        "| articles | s | processor ms each, without the start | peak memory, MB | store, kB each | files |",
        "|---|---|---|---|---|---|",
    ]  # fmt: skip
    lines += [
        f"| {r['articles']:,} | {r['seconds']:.1f} | {r['each'] * 1e3:.1f} | {r['memory'] / 1e6:.0f} "
        f"| {r['size'] / r['articles'] / 1e3:.2f} | {r['files']:,} |"
        for r in runs
    ]
    flat = [r["each"] for r in runs if r["articles"] >= 500] or [runs[-1]["each"]]
    middle = sorted(flat)[len(flat) // 2]
    off = max(abs(each / middle - 1) for each in flat)
    return [
        *lines, "",
        f"The start takes {found['start']:.1f} s. From 500 articles on, the cost of one stays within {off:.0%} of the "
        f"median ({middle * 1e3:.1f} ms), and the time grows with the number to the power of {found['exponent']:.2f}. "
        f"Peak memory at {runs[-1]['articles']:,} articles is {runs[-1]['memory'] / base['memory']:.2f} times that at "
        f"{base['articles']:,}.", "",
    ]  # fmt: skip


def _beside(found: Mapping[str, Any]) -> list[str]:
    two = found["two"]
    return [
        "## What else was measured", "",
        f"* Two workers are {two['ratio']:.2f} times as fast as one ({two['articles']:,} articles, without the start). "
        f"The processors' time of both is {two['work']:.2f} times that of one; a loop that only counts was "
        f"{two['loop']:.2f} times as fast in two processes, on the machine as it was at that moment.",
        f"* Reading, naming and batching, without the work: {found['reading'] * 1e6:.0f} µs an article.",
        f"* Putting a part in place, flushed to the disk: {found['writing'] * 1e6:.0f} µs an article.",
        f"* The index of what is done, in memory: {found['known']:.0f} bytes an article.",
        f"* A second run that finds all {found['runs'][-1]['articles']:,} done: {found['again']:.1f} s.",
        f"* A query that counts and sorts all their events (DuckDB, cold): {found['query']:.2f} s.", "",
    ]  # fmt: skip


def _future(found: Mapping[str, Any]) -> list[str]:
    """Lines through what was measured, drawn on. The work is as parallel as there are workers; the reading is not."""
    run = found["runs"][-1]
    alone = found["reading"] + found["writing"]
    lines = ["## What more would take", "", "| | " + " | ".join(f"{goal:,} articles" for goal in GOALS) + " |",
             "|---|" + "---|" * len(GOALS)]  # fmt: skip

    def row(name: str, *cells: str) -> None:
        lines.append(f"| {name} | {' | '.join(cells)} |")

    row("work of all workers together", *(_time(goal * run["each"]) for goal in GOALS))
    row("workers for a day of it", *(f"{max(1, -(-goal * run['each'] // DAY)):,.0f}" for goal in GOALS))
    longer = run["each"] * 5_000 / found["bytes"]
    row("the same, articles of 5,000 characters", *(f"{max(1, -(-goal * longer // DAY)):,.0f}" for goal in GOALS))
    row("reading and writing, which one process does", *(_time(goal * alone) for goal in GOALS))
    row("memory of that process for its index", *(_size(goal * found["known"]) for goal in GOALS))
    row("store", *(_size(goal * run["size"] / run["articles"]) for goal in GOALS))
    row(
        f"parts of {found['batch']} articles ({found['files']} files each)",
        *(f"{goal / found['batch']:,.0f}" for goal in GOALS),
    )
    row("parts with --batch 1000", *(f"{goal / 1_000:,.0f}" for goal in GOALS))
    return [*lines, ""]


def _breaks(found: Mapping[str, Any]) -> list[str]:
    run = found["runs"][-1]
    feeds = run["each"] / (found["reading"] + found["writing"])
    reach = 16e9 / found["known"]
    return [
        "## What breaks first", "",
        f"1. **The index in memory.** The process that reads keeps {found['known']:.0f} bytes for each article: 16 GB "
        f"are full at {reach / 1e6:,.0f} million. Before that, give a store to each year or each source, and read "
        "several (`open_store` one by one, or DuckDB over `store-*/rules-*/part-*/timeline.parquet`).",
        f"2. **The one that reads and writes.** It feeds about {feeds:,.0f} workers, and more only wait; articles that "
        "take longer let it feed more. Again, several stores side by side.",
        "3. **Small files.** Ten thousand parts open in seconds, a million do not: from a million articles on, take "
        "`--batch 1000`. A kill then costs up to a thousand articles of work per worker, never one that was finished.",
        "4. **Figures and exports** take a `Narrative`, which is in memory: choose articles by a query first, and give "
        "their ids to `Store.narrative`.", "",
        "The scheduler of Dask is none of these: a batch is one task, and it takes some thousand tasks a second.",
    ]  # fmt: skip


def _time(seconds: float) -> str:
    if seconds < 7_200:
        return f"{seconds / 60:,.1f} minutes"
    return f"{seconds / 3_600:.0f} hours" if seconds < 2 * DAY else f"{seconds / DAY:,.0f} days"


def _size(count: float) -> str:
    return f"{count / 1e9:,.1f} GB" if count < 1e12 else f"{count / 1e12:,.1f} TB"
