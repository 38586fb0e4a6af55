"""Measure how a story is told against how it happened: Narrative → DataFrame.

    measure(narrative)                     one row per article and measure
    anachronies(narrative)                 the stretches that leave the first narrative, with reach and extent
    pace(narrative)                        the chapters of the story, with their words and their time

Every value says on how many events (pairs, words …) it rests, how many were left out for want of a date or a place in
time, and what it means after whom (`definitions`). Nothing is estimated: where dates are vague there is an interval or
a bound, where nothing is known there is no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dates import DAY
from analysis.measures.definitions import DEFINITIONS
from analysis.measures.duration import duration, paces
from analysis.measures.order import anachronies as _anachronies
from analysis.measures.order import order
from analysis.measures.told import Text, Value, read
from analysis.measures.voice import density, frequency, lag, standing

if TYPE_CHECKING:
    from analysis.narrative import Narrative

COLUMNS = ("document", "family", "measure", "of", "value", "unit", "n", "left_out", "outside", "from_text",
           "definition", "source")  # fmt: skip
ANACHRONIES = ("document", "kind", "events", "first", "last", "departure", "reach_least", "reach_most", "extent_least",
               "extent_most", "told")  # fmt: skip
PACE = ("document", "start", "end", "events", "words", "share", "days", "words_a_day", "movement", "gap_days",
        "outside", "ids")  # fmt: skip
FAMILIES: tuple[Callable[[Text], Iterator[Value]], ...] = (order, duration, frequency, density, lag, standing)


def measure(narrative: Narrative, *, knowledge: bool = False) -> pd.DataFrame:
    """A row per article and measure: its value and unit, on how many it rests, and its definition.

    `of` is of whom or what (a certainty, a speaker, a side of an interval). `left_out` counts the events of the
    timeline without the date or place that the measure needs. With `knowledge`, events that only outside knowledge
    dates take their places: `outside` counts them, and `from_text` keeps the value that the text alone gives.
    """
    plain = _values(read(narrative))
    found = _values(read(narrative, knowledge=True)) if knowledge else plain
    rows: list[tuple[object, ...]] = []
    for key, value in found.items():
        what = DEFINITIONS[value.measure]
        rows.append((
            key[0], what.family, value.measure, value.of, _number(value, what.unit), what.unit, value.n, value.left_out,
            value.outside, _number(plain.get(key), what.unit), what.words, what.source,
        ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"value": "float64", "from_text": "float64", "n": "int64", "left_out": "int64",
                         "outside": "int64"})  # fmt: skip


def anachronies(narrative: Narrative, *, knowledge: bool = False) -> pd.DataFrame:
    """A row per analepsis or prolepsis, in order of telling; reach and extent in days, at least and at most.

    `first` and `last` are the labels of its events, `departure` that of the event at which the first narrative is left;
    `told` are the ids. A null bound is not known.
    """
    rows = [
        (document, a.kind, len(a.events), a.events[0].label, a.events[-1].label, a.departure.label,
         *map(_days, (*a.reach, *a.extent)), tuple(e.id for e in a.events))
        for document, text in read(narrative, knowledge=knowledge).items()
        for a in _anachronies(text)
    ]  # fmt: skip
    return _floats(pd.DataFrame(rows, columns=list(ANACHRONIES)), ANACHRONIES[6:10])


def pace(narrative: Narrative, *, knowledge: bool = False) -> pd.DataFrame:
    """A row per chapter of the story, in order of time: its words, their share of the text, and its time in days.

    `start` and `end` are seconds since 1970 (years before Christ have no timestamp), `gap_days` the empty time before
    it, `movement` "summary", "scene" or "" (too vague to tell), `ids` its events.
    """
    rows: list[tuple[object, ...]] = []
    for document, text in read(narrative, knowledge=knowledge).items():
        before: int | None = None
        for p in paces(text):
            gap = None if before is None else max(0, p.start - before) / DAY
            rows.append((document, p.start, p.end, len(p.events), p.words, p.words / text.words if text.words else None,
                         p.seconds / DAY, p.words_a_day, p.movement, gap, sum(e.bounds.outside for e in p.events),
                         tuple(e.id for e in p.events)))  # fmt: skip
            before = p.end
    return _floats(pd.DataFrame(rows, columns=list(PACE)), ("words", "share", "days", "words_a_day", "gap_days"))


def definitions() -> pd.DataFrame:
    """What each measure is: family, measure, unit, definition, source."""
    rows = [(d.family, name, d.unit, d.words, d.source) for name, d in DEFINITIONS.items()]
    return pd.DataFrame(rows, columns=["family", "measure", "unit", "definition", "source"])


def _values(texts: Mapping[str, Text]) -> dict[tuple[str, str, str], Value]:
    return {
        (document, value.measure, value.of): value
        for document, text in texts.items()
        for family in FAMILIES
        for value in family(text)
    }


def _number(value: Value | None, unit: str) -> float | None:
    if value is None or value.value is None:
        return None
    return value.value / DAY if unit == "days" else value.value


def _days(seconds: int | None) -> float | None:
    return None if seconds is None else seconds / DAY


def _floats(table: pd.DataFrame, columns: Any) -> pd.DataFrame:
    return table.astype(dict.fromkeys(columns, "float64"))
