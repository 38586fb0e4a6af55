"""Join what several articles tell of one event: Narrative → Narrative with threads, ranks over all articles.

    merged = merge(narrative)
    merged.threads[["label", "start", "articles"]]
    merged.disagreements                  # what they tell differently, side by side

What a telling is: `telling`, and `unparsed` for languages without syntax; when two are one event: `matching`; how they
come together: `grouping`. A denial or a plan joins as one, and is shown as that. How it is decided: docs/threads.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import pandas as pd

from analysis.model import Instant
from analysis.narrative import ARTICLE_RANKS, DISAGREEMENTS, THREAD_MENTIONS, THREADS, Narrative
from analysis.schema import PRECISIONS
from analysis.threads.differing import Facts, disagreements
from analysis.threads.grouping import groups
from analysis.threads.matching import NOT_SO, overlap
from analysis.threads.ranking import ranks
from analysis.threads.telling import Telling, instants, tellings
from analysis.threads.unparsed import sentence_tellings

__all__ = ["merge"]

_STANDING = ("alleged", "future", "conditional", "opinion", "denied", "negated")  # the surer first


@dataclass(frozen=True)
class Thread:
    """One event as several articles tell it; `first` and `last` bound what they tell of its time."""

    id: str
    tellings: Sequence[Telling]
    main: Telling
    first: Instant | None
    last: Instant | None
    precision: str
    agreed: bool


def merge(narrative: Narrative) -> Narrative:
    """The narrative with `threads`, `thread_mentions` and `disagreements`, and ranks over all articles.

    The ranks that each article had alone are kept in `article_ranks`, from which ranks are made anew: merging twice
    changes nothing. Cost grows as n log n with the rows.
    """
    found = [_thread(group) for group in groups([*tellings(narrative), *sentence_tellings(narrative)])]
    facts = Facts.of(narrative)
    return replace(
        _ranked(narrative, found),
        threads=_threads(found),
        thread_mentions=_frame(THREAD_MENTIONS, [_mention(thread, t) for thread in found for t in thread.tellings]),
        disagreements=_frame(
            DISAGREEMENTS,
            [
                (thread.id, s.field, s.value, s.telling.row, s.telling.document, s.telling.holder,
                 s.telling.certainty, s.start, s.end, facts.texts[s.telling.document][s.start : s.end])
                for thread in found for s in disagreements(thread.tellings, facts)
            ],
        ),
    )  # fmt: skip


def _frame(columns: Sequence[str], rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype="object")


def _thread(group: Sequence[Telling]) -> Thread:
    keys = "\0".join(sorted(t.key for t in group))
    first, last, precision, agreed = _when(group)
    main = min(group, key=lambda t: (t.row is None, t.certainty != "asserted", t.heading, not t.dated, not t.names))
    name = "th-" + sha256(keys.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return Thread(name, group, main, first, last, precision, agreed)


def _when(group: Sequence[Telling]) -> tuple[Instant | None, Instant | None, str, bool]:
    """What the articles agree on; where they do not, all of what they tell, and False. A plan gives way to what was."""
    told = [t for t in group if t.first is not None and t.last is not None]
    told = [t for t in told if t.certainty == "asserted"] or [t for t in told if t.certainty not in NOT_SO] or told
    bounds = [(t.first, t.last) for t in told if t.first is not None and t.last is not None]
    if not bounds:
        return None, None, "none", True
    fine = min(told, key=lambda t: (PRECISIONS.index(t.precision), not t.zoned, t.key))
    first, last = max(b[0] for b in bounds), min(b[1] for b in bounds)
    if first < last and not any(t.throughout for t in told):
        return first, last, fine.precision, True
    if all(overlap(t.room, fine.room) for t in told) and (fine.zoned or any(t.throughout for t in told)):
        return fine.first, fine.last, fine.precision, True
    coarse = max((t.precision for t in told), key=PRECISIONS.index)
    return min(b[0] for b in bounds), max(b[1] for b in bounds), coarse, False


def _threads(found: Sequence[Thread]) -> pd.DataFrame:
    table = _frame(THREADS, [_row(thread) for thread in found])
    for column in ("start", "end"):
        seconds = pd.Series(list(table[column]), dtype="Int64")
        table[column] = pd.Series(seconds.astype("datetime64[s]"), dtype="datetime64[s]")
    return table


def _row(thread: Thread) -> tuple[object, ...]:
    group, certainties = thread.tellings, {t.certainty for t in thread.tellings}
    days = [t.published for t in group if t.published is not None]
    return (
        thread.id, thread.main.label, thread.main.family, thread.first, thread.last, thread.precision, thread.agreed,
        _standing(group), bool(certainties & NOT_SO) and bool(certainties - NOT_SO),
        len({t.document for t in group}), len(group),
        min(days) if days else None, thread.main.row or thread.main.key,
    )  # fmt: skip


def _standing(group: Sequence[Telling]) -> str:
    """How sure the articles are at most; what is only somebody's word stays alleged."""
    if any(t.certainty == "asserted" and t.holder is None for t in group):
        return "asserted"
    found = {"alleged" if t.certainty == "asserted" else t.certainty for t in group}
    return next(certainty for certainty in _STANDING if certainty in found)


def _mention(thread: Thread, t: Telling) -> tuple[object, ...]:
    told = "event" if t.row is not None else "sentence"
    return thread.id, t.row, t.document, t.start, t.end, t.words, t.certainty, t.holder, told


def _ranked(narrative: Narrative, found: Sequence[Thread]) -> Narrative:
    """The narrative with ranks over all articles; those of each article alone are kept."""
    table, kept = narrative.timeline, narrative.article_ranks
    own = {i: int(r) for i, r in zip(table["id"], table["rank"], strict=True) if not pd.isna(r)}
    own |= {i: int(r) for i, r in zip(kept["row"], kept["rank"], strict=True)} if len(kept) else {}
    threads = {t.row: (thread.id, thread.first, thread.last) for thread in found for t in thread.tellings if t.row}
    seen = table.assign(first=instants(table["start"]))
    made = ranks(list(seen.itertuples()), own, threads)
    timeline = table.assign(rank=pd.array([made.get(i) for i in table["id"]], dtype="Int64"))
    return replace(narrative, timeline=timeline, article_ranks=_frame(ARTICLE_RANKS, sorted(own.items())))
