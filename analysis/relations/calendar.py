"""Say how dates follow each other: TimeExpressions → Relations, by the calendar alone.

    "in May … on Friday", written on Saturday, 12 June   → May BEFORE Friday, Friday BEFORE the day of writing

Only expressions that date an event are told of, and of two that are before a third only the nearer: the rest follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.model import DCT, Event, Instant, Relation, TimeExpression

Stretch = tuple[Instant, Instant]
FOLLOWS, SAME = "by the calendar", "the same time"


def along_calendar(
    expressions: Sequence[TimeExpression], events: Sequence[Event], day: Stretch | None
) -> Iterator[Relation]:
    """The dates of `events` in order, and the `day` of writing among them."""
    dating = {e.when.expression for e in events}
    first: dict[Stretch, str] = {} if day is None else {day: DCT}
    for t in expressions:
        if t.id in dating and (stretch := _stretch(t)) is not None and stretch != day:
            if stretch in first:
                yield Relation(t.id, first[stretch], "SIMULTANEOUS", SAME, "calendar")
            else:
                first[stretch] = t.id
    stretches = sorted(first)
    for one in stretches:
        place = bisect_left(stretches, (one[1], one[1]))
        following = stretches[place] if place < len(stretches) else None
        if following is not None:
            yield _before(first, one, following)
        if day is not None and following is not None and one[1] <= day[0] < following[1] and following != day:
            yield _before(first, one, day)  # "in May … this month", written in June: the month holds the day


def _before(names: dict[Stretch, str], one: Stretch, other: Stretch) -> Relation:
    """Against the day of writing as the other dates are: from the expression."""
    if names[one] == DCT:
        return Relation(names[other], DCT, "AFTER", FOLLOWS, "calendar")
    return Relation(names[one], names[other], "BEFORE", FOLLOWS, "calendar")


def _stretch(expression: TimeExpression) -> Stretch | None:
    moment = expression.moment
    if moment is None or moment.start is None or moment.end is None or moment.approximate or moment.start >= moment.end:
        return None
    return moment.start, moment.end
