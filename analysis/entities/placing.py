"""Say on which day, in which month or year an event was: row → (2007, 10, 15), (2007, 10, 0), (2007, 0, 0) or none.

    date_of(row, lead)                      # the day that the text gives, or the one that the article tells of
    written((2007, 10, 0))                  # "2007-10-XX", as SemEval-2015 task 4 writes it

The task has no form for "by then". Its annotators put what is told as past, and no more, on the day that the article
tells of (Minard et al. 2015, SemEval-2015 task 4): the day of its lead, else its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis import dates

Date = tuple[int, int, int]  # year, month, day; a 0 is not known
UNKNOWN = "XXXX-XX-XX"
_LEAD = 2  # sentences of the body that say what day an article tells of
_WEEK = 7  # days back to which an article of that day still belongs
_LONG = frozenset({"year", "decade", "century"})
_MONTHLY = frozenset({"month", "quarter", "season"})
_NOT_YET = frozenset({"FUTURE", "INFINITIVE"})


def written(date: Date | None) -> str:
    """A date in the form of the task."""
    if date is None:
        return UNKNOWN
    year, month, day = date
    return f"{year:04d}-{month or 'XX':0>2}-{day or 'XX':0>2}"


def date_of(row: Any, told: Date | None) -> Date | None:
    """When the event of a row was; `told` is the day that its article tells of.

    Rows are those of the timeline, with `start` and `end` in seconds since 1970 as `first` and `last`.
    """
    if is_only_past(row):
        return told
    return _stated(row)


def is_only_past(row: Any) -> bool:
    """Is it told as having happened, without a date?"""
    if row.certainty != "asserted" or row.first is not None:
        return False
    return row.last is None or row.published is not None and row.last == dates.day_bounds(row.published)[1]


def day_told_of(rows: Sequence[Any]) -> Date | None:
    """The day that an article tells of: the first one in its lead, if that was in the week before; else its own."""
    published = next((row.published for row in rows if row.published is not None), None)
    if published is None:
        return None
    today = dates.day_number(published)
    lead = sorted({row.sentence_start for row in rows if row.section == "body"})[:_LEAD]
    for row in rows:
        told = row.sentence_start in lead and row.expression is not None and row.tense not in _NOT_YET
        if told and row.certainty == "asserted" and row.first is not None and row.last is not None:
            day = row.first // dates.DAY
            if row.last <= (day + 1) * dates.DAY and today - _WEEK <= day <= today:
                return dates.civil(day)
    return dates.civil(today)


def _stated(row: Any) -> Date | None:
    if row.first is None and row.last is None:
        return None
    first = dates.civil((row.first if row.first is not None else row.last - 1) // dates.DAY)
    if row.first is None or row.last is None:  # an open end: as fine as the words
        return _as_fine(first, row.precision)
    last = dates.civil((row.last - 1) // dates.DAY)
    if first == last:
        return first
    if first[:2] == last[:2]:
        return first[0], first[1], 0
    return (first[0], 0, 0) if first[0] == last[0] else None


def _as_fine(date: Date, precision: str) -> Date:
    if precision in _LONG:
        return date[0], 0, 0
    return (date[0], date[1], 0) if precision in _MONTHLY else date
