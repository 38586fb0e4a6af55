"""Read what a preposition makes of a date: TimeExpression, "since" → the same expression, open at one end.

"has led the party since 1999" → from 1999 on; "closed until March 20" → up to it; "between 2009 and 2013" → both
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis import dates
from analysis.grammar import fold
from analysis.language import Language
from analysis.model import Instant, Moment, TimeExpression

if TYPE_CHECKING:
    from analysis.tree import Stretch as DocSpan
    from analysis.tree import Token

_CLOCKS = frozenset({"hour", "minute", "second"})
_OPENING = 12  # characters before a range in which its first word stands


def bound(path: Sequence[Token], span: DocSpan, language: Language) -> str | None:
    """What the nearest telling preposition between an expression and what it modifies says: a side, or None."""
    before = span[0].nbor(-1) if span.start > 0 else None
    if before is not None and any(c.dep_ == "pobj" and span.start <= c.i < span.end for c in before.children):
        path = [before, *path]  # "before noon on Sunday": the day hangs on the verb
    sides = language.table("events.bounds")
    for t in path:
        words = t.lower_, f"{t.nbor(-1).lower_} {t.lower_}" if t.i else ""
        side = next((sides[w] for w in words if w in sides), None)
        dates_it = any(c.ent_type_ in ("DATE", "TIME") for c in t.children)
        acts = t.dep_ == "agent" and not dates_it  # "bought by a rival in 2013"
        if side is not None and t.pos_ in ("ADP", "SCONJ", "ADV") and not acts:
            return str(side)
    return None


def bounded(t: TimeExpression, side: str) -> TimeExpression:
    """The expression with the moment that lies on one side of it."""
    m = t.moment
    if m is None or t.timex.type not in ("DATE", "TIME"):
        return t
    match side:
        case "from":
            moment, edtf = replace(m, end=None, holds="within"), _edtf(t, "{}/..")
        case "until":
            moment, edtf = replace(m, start=None, holds="within"), _edtf(t, "../{}")
        case "by":
            moment, edtf = replace(m, start=None, holds="within"), _edtf(t, "[..{}]")
        case "before" | "after" if m.precision in _CLOCKS and m.start is not None:
            named = "day" in m.said and m.zone is None and "part" not in t.mention.fields
            moment = _within_day(m, m.start, is_after=side == "after", named=named)
            edtf = dates.day_edtf(moment.start or 0)
        case "before" if m.start is not None:
            moment, edtf = replace(m, start=None, end=m.start, holds="within"), _day(m.start - 1, m, "[..{}]")
        case "after" if m.end is not None:
            moment, edtf = replace(m, start=m.end, end=None, holds="within"), _day(m.end, m, "[{}..]")
        case _:
            return t
    return replace(t, moment=moment, edtf=edtf, source="inferred", reason=f"{side} it: {t.reason}")


def ranges(expressions: Sequence[TimeExpression], text: str, language: Language) -> Iterator[TimeExpression]:
    """The expressions, two ends of a range as one: "from 2009 to 2013", "between May and July"."""
    pairs: Mapping[str, Sequence[str]] = language.table("events.ranges")
    waiting = list(expressions)[::-1]
    while waiting:
        t = waiting.pop()
        opening = fold(text[max(0, t.span.start - _OPENING) : t.span.start]).rpartition(" ")[2]
        if waiting and fold(text[t.span.end : waiting[-1].span.start]) in pairs.get(opening, ()):
            both = joined(t, waiting[-1])
            if both is not t:
                t = both
                waiting.pop()
        yield t


def joined(first: TimeExpression, second: TimeExpression) -> TimeExpression:
    """The stretch from the beginning of the first to the end of the second: "between 2009 and 2013"."""
    a, b = first.moment, second.moment
    if a is None or b is None or a.start is None or b.end is None or b.end <= a.start:
        return first
    moment = Moment(a.start, b.end, b.precision, a.said, "within", a.zone or b.zone)
    edtf = f"{first.edtf}/{second.edtf}" if _plain(first) and _plain(second) and first.timex.type == "DATE" else None
    if a.precision in _CLOCKS:  # "from 11 a.m. to 3 p.m.": EDTF has no stretches of clock times
        days = dates.day_edtf(a.start), dates.day_edtf(b.end - 1)
        edtf = days[0] if days[0] == days[1] else "/".join(days)
    reason = f"up to “{second.mention.text}”: {first.reason}"
    return replace(first, moment=moment, edtf=edtf, source="inferred", reason=reason)


def meet(found: Sequence[TimeExpression]) -> Moment | None:
    """Where a beginning and an end that are told apart meet: "since 2009 … until 2013". None without both."""
    starts = [t.moment for t in found if t.moment is not None and t.moment.end is None and t.moment.start is not None]
    ends = [t.moment for t in found if t.moment is not None and t.moment.start is None and t.moment.end is not None]
    if len(starts) != 1 or len(ends) != 1:
        return None
    start, end = starts[0].start, ends[0].end
    if start is None or end is None or end <= start:
        return None
    return Moment(start, end, ends[0].precision, starts[0].said, "within", starts[0].zone or ends[0].zone)


def _within_day(m: Moment, clock: Instant, *, is_after: bool, named: bool) -> Moment:
    """ "after 3 p.m. on Sunday": later on that day, not at any time since.

    "Before midnight" is on the day that ends, and of a named day ("before midnight on Sunday") on that one.
    """
    midnight = clock % dates.DAY == 0
    first, last = dates.day_around(clock if is_after or named else clock - 1)
    if is_after:
        return replace(m, start=clock, end=last, holds="within")
    return replace(m, start=first, end=last if named and midnight else clock, holds="within")


def _plain(t: TimeExpression) -> bool:
    return t.edtf is not None and "/" not in t.edtf and "[" not in t.edtf


def _edtf(t: TimeExpression, form: str) -> str | None:
    return form.format(t.edtf) if _plain(t) and t.timex.type == "DATE" else None


def _day(instant: int, m: Moment, form: str) -> str | None:
    return form.format(dates.day_edtf(instant)) if m.precision == "day" else None
