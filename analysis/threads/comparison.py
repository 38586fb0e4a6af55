"""Compare what articles tell: Narrative → who reports what first, what one has alone, how claims travel.

    comparison = compare(narrative)
    comparison.reports     # a row per thread and article, in order of publication
    comparison.alone       # the events that one article alone tells
    comparison.claims      # thread by thread: whose word it is at first, who passes it on, who tells it as a fact

"First" is the day of publication: articles of one day are first together, and one without a date has no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import dates
from analysis.narrative import Narrative
from analysis.schema import CERTAINTIES

REPORTS = (
    "thread", "label", "document", "published", "order", "days_after_first", "days_after_event", "certainty", "holder",
    "told", "mentions",
)  # fmt: skip
ALONE = ("document", "published", "row", "label", "start", "certainty", "holder")
CLAIMS = ("thread", "label", "step", "document", "published", "certainty", "holder", "how", "words")
_NOT_SO = frozenset({"denied", "negated"})
_SURE = {certainty: place for place, certainty in enumerate(CERTAINTIES)}


@dataclass(frozen=True)
class Comparison:
    """Three tables; `order` and `step` count from 1, days are whole and null where a date is not known."""

    reports: pd.DataFrame
    alone: pd.DataFrame
    claims: pd.DataFrame


def compare(merged: Narrative) -> Comparison:
    """The comparison of a narrative that `merge` made."""
    days = dict(zip(merged.documents["id"], map(_day, merged.documents["published"]), strict=True))
    groups = merged.thread_mentions.groupby("thread", sort=False)
    own: dict[str, list[Any]] = {str(name): list(group.itertuples()) for name, group in groups}
    threads: list[Any] = list(merged.threads.itertuples())
    reports = [row for thread in threads for row in _reports(thread, own[thread.thread], days)]
    claims = [row for thread in threads for row in _claims(thread, own[thread.thread], days)]
    return Comparison(
        _table(REPORTS, reports).astype({"order": "Int64", "days_after_first": "Int64", "days_after_event": "Int64"}),
        _alone(merged), _table(CLAIMS, claims).astype({"step": "Int64"}),
    )  # fmt: skip


def _table(columns: Sequence[str], rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype="object")


def _day(published: object) -> int | None:
    return dates.day_number(published) if isinstance(published, str) else None


def _iso(day: int | None) -> str | None:
    return None if day is None else dates.edtf_day(day)


def _reports(thread: Any, mentions: Sequence[Any], days: Mapping[str, int | None]) -> Iterator[tuple[object, ...]]:
    """A row for each article of a thread: its surest mention, and how late it comes."""
    articles: dict[str, list[Any]] = {}
    for mention in mentions:
        articles.setdefault(mention.document, []).append(mention)
    known = sorted({day for name in articles if (day := days[name]) is not None})
    event = None if pd.isna(thread.start) else int(thread.start.timestamp()) // dates.DAY
    for name, told in sorted(articles.items(), key=lambda one: (days[one[0]] is None, days[one[0]] or 0, one[0])):
        day, surest = days[name], min(told, key=lambda m: (_SURE[m.certainty], m.holder is not None, m.start))
        yield (
            thread.thread, thread.label, name, _iso(day), None if day is None else known.index(day) + 1,
            None if day is None else day - known[0], None if day is None or event is None else day - event,
            surest.certainty, surest.holder, surest.told, len(told),
        )  # fmt: skip


def _alone(merged: Narrative) -> pd.DataFrame:
    """The events of the timeline that are in no thread; of an article without syntax, none are known."""
    table = merged.timeline
    shared = set(merged.thread_mentions["row"].dropna())
    rows = table[(table["kind"] == "event") & table["on_timeline"].astype(bool) & ~table["id"].isin(shared)]
    return rows.rename(columns={"id": "row"})[list(ALONE)].reset_index(drop=True)


def _claims(thread: Any, mentions: Sequence[Any], days: Mapping[str, int | None]) -> Iterator[tuple[object, ...]]:
    """The way of a claim from article to article; nothing for what all tell as a fact, or merely plan."""
    if not any(m.holder is not None or m.certainty in _NOT_SO or m.certainty == "alleged" for m in mentions):
        return
    told = sorted(mentions, key=lambda m: (days[m.document] is None, days[m.document] or 0, m.document, m.start))
    seen: set[tuple[str, str]] = set()
    for m in told:
        how = how_told(m.certainty, m.holder)
        if (m.document, how) in seen:
            continue
        seen.add((m.document, how))
        yield (thread.thread, thread.label, len(seen), m.document, _iso(days[m.document]), m.certainty, m.holder, how,
               m.words)  # fmt: skip


def how_told(certainty: str, holder: str | None) -> str:
    """Whose word something is, in words: "told as a fact", "the word of two diplomats", "denied by Ostran"."""
    named = holder if holder not in (None, "unspecified") else None
    match certainty:
        case "denied":
            return f"denied by {named}" if named else "denied"
        case "negated":
            return f"not so, by the word of {named}" if named else "told as not so"
        case "future":
            return f"planned, by the word of {named}" if named else "planned"
        case "asserted":
            return f"the word of {named}" if named else "told as a fact"
        case _:
            return f"{certainty}, by {named}" if named else f"{certainty}, by nobody named"
