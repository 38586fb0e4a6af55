"""Print a timeline in the terminal: Narrative → a readable table on stdout, dated rows first, undated below.

How far a corpus has come, and what became of it, goes to stderr.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from analysis.drawing.wording import CLOCK
from analysis.errata import Outcome, Status, settled
from analysis.narrative import Narrative

if TYPE_CHECKING:
    from analysis.corpus import Tally

MARKS = {"future": "planned", "asserted": "told", "negated": "did not happen"}


class _Console(Console):
    """A console that leaves a closed pipe to the command."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def table(narrative: Narrative) -> None:
    """The events on the timeline, in order of time."""
    rows = narrative.timeline[(narrative.timeline["kind"] == "event") & narrative.timeline["on_timeline"]]
    ranked = ["rank"] if len(narrative.documents) == 1 else []  # the ranks of each article are its own
    rows = rows.sort_values([*ranked, "start", "end", "document", "telling"], na_position="last")
    grid = Table(title=_title(narrative), title_justify="left", show_lines=False, pad_edge=False)
    for column, options in (
        ("when", {"no_wrap": True}),
        ("what", {"ratio": 3}),
        ("standing", {}),
        ("words", {"ratio": 1}),
    ):
        grid.add_column(column, **options)
    row: Any
    for row in rows.itertuples():
        holder = f", says {row.holder}" if row.holder else ""
        grid.add_row(
            when(row),
            escape(row.label),
            escape(MARKS.get(row.certainty, row.certainty) + holder),
            escape(f"“{row.quote}”"),
        )
    console = _console()
    console.print(grid)
    if not len(rows):
        console.print(_nothing(narrative))


def measures(found: pd.DataFrame, narrative: Narrative) -> None:
    """A table of measures for each article; a value that outside dates changed stands beside that of the text."""
    console = _console()
    titles = dict(zip(narrative.documents["id"], narrative.documents["title"], strict=True))
    for document, own in found.groupby("document", sort=False):
        title = titles[document] if isinstance(titles[document], str) else document
        grid = Table(title=escape(str(title)), title_justify="left", show_lines=False, pad_edge=False)
        for column in ("about", "measure", "value", "unit", "rests on", "left out"):
            grid.add_column(column, justify="right" if column in ("value", "rests on", "left out") else "left")
        family = ""
        row: Any
        for row in own.itertuples():
            moved = row.value != row.from_text and not (pd.isna(row.value) and pd.isna(row.from_text))
            value = number(row.value) + (f" (text alone: {number(row.from_text)})" if moved else "")
            name = row.measure + (f": {row.of}" if row.of else "")
            grid.add_row(row.family if row.family != family else "", escape(name), value, row.unit, str(row.n),
                         str(row.left_out) if row.left_out else "")  # fmt: skip
            family = row.family
        console.print(grid)
    if not len(found):
        console.print("No article, no measure.")


def number(value: float) -> str:
    """Three digits, or all before the point and one after it; what is not known is a dash."""
    if pd.isna(value):
        return "–"
    if value == round(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 100 else f"{value:.3g}"


def _console() -> _Console:
    return _Console(soft_wrap=False) if Console().is_terminal else _Console(width=140)


def entity_table(found: pd.DataFrame, entity: str) -> None:
    """What an entity takes part in (`analysis.entities`), in order of time; the dates are those that the text gives."""
    grid = Table(title=escape(entity), title_justify="left", show_lines=False, pad_edge=False)
    for column, ratio in (("when", None), ("what", 3), ("standing", None), ("told by", 1)):
        grid.add_column(column, ratio=ratio, no_wrap=column == "when")
    row: Any
    for row in found.itertuples():
        holder = f", says {row.holder}" if row.holder else ""
        articles = dict.fromkeys(mention[0] for mention in row.mentions)
        grid.add_row(when(row), escape(row.label), escape(MARKS.get(row.certainty, row.certainty) + holder),
                     escape(", ".join(articles)))  # fmt: skip
    console = _console()
    console.print(grid)
    if not len(found):
        console.print(escape(f"no event was found in which {entity} takes part: try another form of the name"))


def _nothing(narrative: Narrative) -> str:
    expressions = len(narrative.expressions)
    if not expressions:
        return "no events were found"
    return (
        f"no events were found, {expressions} time expressions were; "
        "events are found in English only: see annotations.jsonl for the rest"
    )


def _title(narrative: Narrative) -> str:
    parts = []
    d: Any
    for d in narrative.documents.itertuples():
        day = "publication date unknown; give it with --published"
        if d.published:
            day = f"published {d.published} ({'given' if d.given else 'inferred'})"
        parts.append(f"{d.title or d.id}: {day}")
    return escape("\n".join(parts[:5]) + ("\n…" if len(parts) > 5 else ""))


def when(row: Any) -> str:
    """A date as fine as the row is, never finer."""
    if pd.isna(row.start) and pd.isna(row.end):
        return "no date"
    utc = " UTC" if row.zone and row.precision in CLOCK else ""
    if pd.isna(row.start):
        return f"until {_point(row.end - pd.Timedelta(seconds=1), row.precision)}{utc}"
    if pd.isna(row.end):
        return f"from {_point(row.start, row.precision)}{utc}"
    first, last = _point(row.start, row.precision), _point(row.end - pd.Timedelta(seconds=1), row.precision)
    about = "about " if row.approximate else ""
    if row.precision == "hour" and row.end - row.start == pd.Timedelta(hours=1):
        return f"{about}{first}{utc}"
    if row.precision == "minute" and row.end - row.start > pd.Timedelta(minutes=1):
        return f"{about}{first}{utc}–{_point(row.end, 'minute')[11:]}{utc}"
    return about + (f"{first}{utc}" if first == last else f"{first}{utc} to {last}{utc}")


def _point(time: pd.Timestamp, precision: str) -> str:
    text = time.isoformat(sep=" ", timespec="minutes")
    length = {"year": -12, "decade": -12, "century": -12, "month": -9, "quarter": -9, "season": -9}.get(precision, -6)
    return text if precision in CLOCK else text[:length]


@contextmanager
def corpus_progress(size: Callable[[], int]) -> Iterator[Callable[[Tally], None] | None]:
    """A bar on stderr with the rate and the time left, where somebody is looking; `size` is asked only then."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
               TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=300) as bar:
        task = bar.add_task("reading the sources", total=size() or 1)

        def progress(tally: Tally) -> None:
            rate = tally.articles / (bar.tasks[0].elapsed or 1)
            failed = f", {tally.failed:,} failed" if tally.failed else ""
            told = f"{tally.articles + tally.skipped:,} articles{failed}, {rate:,.1f}/s"
            bar.update(task, completed=tally.weight + tally.skipped_weight, description=told)

        yield progress


def corrections_told(path: Path, outcomes: Sequence[Outcome], *, made: bool = False) -> None:
    """What became of the corrections of a file, on stderr: a sentence per orphan, and how many there are of each kind.

    An orphan is no failure: the result is whole, the file is as it was, and a person decides.
    """
    if not path.exists():
        if not made:  # else it is about to be
            print(f"timeline: there is no file {path}: nothing was corrected", file=sys.stderr)
        return
    of_entry = {outcome.entry: outcome for outcome in settled(outcomes)}
    for o in (o for o in of_entry.values() if o.status == "orphaned"):
        words = "".join(
            c if c.isprintable() else " " for c in f"“{o.words[:60]}” of {o.document}, by {o.author}: {o.why}"
        )
        print(f"timeline: {path}, entry {o.entry} was not applied: {words}", file=sys.stderr)
    counts = Counter(outcome.status for outcome in of_entry.values())
    told: tuple[tuple[Status, str], ...] = (
        ("applied", "applied"), ("orphaned", "orphaned"), ("absent", "for other articles"),
    )  # fmt: skip
    said = ", ".join(f"{counts[status]:,} {words}" for status, words in told if counts[status])
    print(f"corrections of {path}: {said or 'none'}", file=sys.stderr)


def corpus_told(tally: Tally, store: Path) -> int:
    """What became of a corpus, on stderr; the exit status: 1 if an article failed, now or in an earlier run."""
    for fault in tally.faults:
        print(f"timeline: {fault}", file=sys.stderr)
    if more := tally.failed - len(tally.faults):
        told = f"{more:,} more could not be read: open_store({str(store)!r}).failures tells why"
        print(f"timeline: {told}", file=sys.stderr)
    said = [f"{tally.read:,} read"]
    said += [f"{tally.failed:,} failed"] if tally.failed else []
    said += [f"{tally.same:,} of the same content as another, kept once"] if tally.same else []
    if tally.skipped:
        earlier = f", {tally.skipped_failed:,} of them failed (--retry)" if tally.skipped_failed else ""
        said.append(f"{tally.skipped:,} done before{earlier}")
    if tally.older:
        print(f"{store} keeps the results of other rules beside these: {', '.join(tally.older)}", file=sys.stderr)
    print(f"wrote {store}: articles: {'; '.join(said)}", file=sys.stderr)
    return 1 if tally.failed or tally.skipped_failed else 0
