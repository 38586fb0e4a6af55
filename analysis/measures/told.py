"""Read what the measures rest on: Narrative → for each article, its events in order of telling, and its words.

    told = read(narrative)["article"]
    told.placed                            # the events whose place in time is known

The words of a sentence are shared equally among the events that it tells, so that no word counts twice. A word is a
run of letters and digits; words of boilerplate do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import dates
from analysis.model import Instant
from analysis.precedence import ORDERED, Bounds, Precedence, bounds, instants, precedence

if TYPE_CHECKING:
    from analysis.narrative import Narrative

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Value:
    """A measure's value: on how many it rests, of whom or what, how many are left out or dated by knowledge alone."""

    measure: str
    value: float | None
    n: int
    of: str = ""
    left_out: int = 0
    outside: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """An event: when it lies, its layer in time (None: unknown), how often it is told, and its share of the words.

    `words` are all of its share, `narrated` those of them outside quotation marks.
    """

    id: str
    label: str
    telling: int
    bounds: Bounds
    rank: float | None
    certainty: str
    holder: str | None
    on_timeline: bool
    often: int
    habitual: bool
    words: float
    narrated: float

    @property
    def ordered(self) -> bool:
        """On the timeline, told as having happened, planned or alleged: what the order of the story is made of."""
        return self.on_timeline and self.certainty in ORDERED

    @property
    def placed(self) -> bool:
        return self.ordered and self.rank is not None


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """An article: its events, the number of its words, and who is quoted with how many of them (None: nobody named)."""

    events: tuple[Told, ...]
    words: int
    quoted: Mapping[str | None, int]
    published: tuple[Instant, Instant] | None
    known: Precedence

    @property
    def timeline(self) -> list[Told]:
        return [e for e in self.events if e.on_timeline]

    @property
    def placed(self) -> list[Told]:
        return [e for e in self.events if e.placed]


def read(narrative: Narrative, *, knowledge: bool = False) -> Mapping[str, Text]:
    """Each article by its id; with `knowledge`, what the text does not date lies where it is known to from outside."""
    known = precedence(narrative, knowledge=knowledge)
    sets = set(narrative.expressions.loc[narrative.expressions["type"] == "SET", "id"])
    found = {}
    for row in narrative.documents.itertuples():
        own = narrative.timeline[narrative.timeline["document"] == row.id].sort_values(["telling", "id"])
        found[str(row.id)] = _text(row, own, known[str(row.id)], sets, knowledge)
    return found


def _text(document: Any, own: pd.DataFrame, known: Precedence, sets: set[str], knowledge: bool) -> Text:
    skipped = [(start, end) for start, end, kind in document.sections if kind == "boilerplate"]
    starts = [m.start() for m in _WORD.finditer(document.text)]
    starts = [at for at in starts if not any(start <= at < end for start, end in skipped)]
    quoted = _quoted(own, starts)
    events = own[own["kind"] == "event"]
    often = Counter(events["sentence_start"])
    times = zip(events.itertuples(), instants(events["start"]), instants(events["end"]), strict=True)
    told = [
        _told(row, bounds(row, start, end, knowledge=knowledge), often[row.sentence_start], starts, quoted, sets)
        for row, start, end in times
    ]
    day = document.published
    published = None if not isinstance(day, str) else dates.day_number(day) * dates.DAY
    return Text(
        tuple(_with_places(told, known)), len(starts), _speakers(own, starts),
        None if published is None else (published, published + dates.DAY), known,
    )  # fmt: skip


def _told(row: Any, when: Bounds, sharing: int, starts: Sequence[int], quoted: Sequence[int], sets: set[str]) -> Told:
    first, last = row.sentence_start, row.sentence_start + len(row.sentence)
    words = _between(starts, first, last)
    return Told(
        id=row.id, label=row.label, telling=int(row.telling), bounds=when,
        rank=None if pd.isna(row.rank) else float(row.rank), certainty=row.certainty,
        holder=row.holder if isinstance(row.holder, str) else None, on_timeline=bool(row.on_timeline),
        often=1 + len(row.mentions), habitual=row.expression in sets, words=words / sharing,
        narrated=(words - _between(quoted, first, last)) / sharing,
    )  # fmt: skip


def _with_places(told: Sequence[Told], known: Precedence) -> list[Told]:
    """What only outside knowledge dates takes a place between what it surely comes after and before."""
    at = {name: place for place, name in enumerate(known.ids)}
    ranks = {e.id: e.rank for e in told}
    placed = []
    for e in told:
        if e.ordered and e.bounds.outside:  # a place that the habit of telling gave it no longer counts
            before, after = known.earlier[:, at[e.id]], known.earlier[at[e.id], :]
            low = [r for name in known.ids if before[at[name]] and (r := ranks[name]) is not None]
            high = [r for name in known.ids if after[at[name]] and (r := ranks[name]) is not None]
            e = replace(e, rank=max(low) + 0.5 if low else min(high) - 0.5 if high else None)
        placed.append(e)
    return placed


def _between(starts: Sequence[int], first: int, last: int) -> int:
    return bisect_left(starts, last) - bisect_left(starts, first)


def _quotes(own: pd.DataFrame) -> pd.DataFrame:
    """Words that somebody says: no names in quotation marks."""
    return own[(own["kind"] == "quote") & (own["quote_kind"] != "term")]


def _quoted(own: pd.DataFrame, starts: Sequence[int]) -> list[int]:
    """Where the words between quotation marks start."""
    inside: set[int] = set()
    for first, last in _quotes(own)[["span_start", "span_end"]].itertuples(index=False):
        inside.update(starts[bisect_left(starts, first) : bisect_left(starts, last)])
    return sorted(inside)


def _speakers(own: pd.DataFrame, starts: Sequence[int]) -> Mapping[str | None, int]:
    """The words of each speaker, those who say most first; the second rendering of an utterance is quoted as well."""
    found: Counter[str | None] = Counter()
    for holder, first, last in _quotes(own)[["holder", "span_start", "span_end"]].itertuples(index=False):
        found[holder if isinstance(holder, str) else None] += _between(starts, first, last)
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0] or "")))
