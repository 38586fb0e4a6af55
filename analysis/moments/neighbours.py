"""Let expressions that stand next to each other lend each other what only one of them states.

"May 15 to August 16, 1988": the year of the second is the year of the first
"a year later, on 3 March 1985": the date tells which year
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis import dates
from analysis.grammar import fold
from analysis.language import Language
from analysis.model import CalendarDate, Clock, Deictic, Document, Meaning, Mention, Named, Offset
from analysis.moments.scene import Placed

Read = tuple[Mention, Meaning]
_WEEK_AHEAD = 4  # days; a list of weekdays seldom leaps over more
_REACH = 24  # characters between the two ends


def share(
    document: Document, found: Sequence[tuple[Mention, Meaning]], language: Language
) -> list[tuple[Mention, Meaning]]:
    """The same mentions, with years, months, days and zones lent across words such as "to" and "and"."""
    out = list(found)
    joints = language.words("anchoring", "joints")
    for i in range(len(out) - 2, -1, -1):
        (left, first), (right, second) = out[i], out[i + 1]
        if right.span.start - left.span.end > _REACH:
            continue
        gap = _gap(document, left, right)
        if gap in joints:
            out[i] = (left, _half_of_day(left, right, _from_right(first, second), second))
        elif _is_name(gap, language):
            out[i] = (left, _of_year(first, second))
    for i in range(len(out) - 2):
        out[i : i + 2] = _around(document, out[i], out[i + 1], out[i + 2], language)
    for i in range(1, len(out)):
        (left, first), (right, second) = out[i - 1], out[i]
        if is_joined(document, left, right, language):
            out[i] = (right, _from_left(first, second))
    return out


def is_joined(document: Document, left: Mention, right: Mention, language: Language) -> bool:
    """Are two expressions next to each other, with nothing but a word such as "and" or "to" between them?"""
    near = right.span.start - left.span.end <= _REACH
    return near and _gap(document, left, right) in language.words("anchoring", "joints")


def on_from(first: Meaning, placed: Placed, second: Meaning, *, story: bool) -> Meaning:
    """The second of two joined dates, on from the first: "May 5 and 6", "Monday and Tuesday".

    Months of a `story` go by what it has come to.
    """
    if placed.focus is None:
        return second
    start = placed.focus.start
    match first, second:
        case CalendarDate(month=int()), CalendarDate(month=int(), story=False) if _yearless(second) and not story:
            year, month, day = dates.civil(start)
            before = ((second.month or 0), second.day or 31) < (month, day if second.day is not None else 1)
            return replace(second, year=year + before)
        case CalendarDate(weekday=int()), CalendarDate(weekday=int(), month=None, relative=None):
            ahead = ((second.weekday or 1) - dates.weekday_of(start)) % 7
            ahead -= 7 if ahead > _WEEK_AHEAD else 0  # "Friday and Thursday"
            year, month, day = dates.civil(start + ahead)
            return replace(second, year=year, month=month, day=day)
        case _:
            return second


def restated(document: Document, left: Read, right: Read, language: Language) -> CalendarDate | None:
    """An amount of time later that is told again as a date: "a year later, on 3 March 1985" is 1985."""
    (words, first), (others, date) = left, right
    if not isinstance(first, Offset) or not isinstance(date, CalendarDate) or first.direction < 0 and _yearless(date):
        return None
    if _gap(document, words, others) not in language.words("anchoring", "restating"):
        return None
    match first.amount.parts[-1][1]:
        case "year" if date.year is not None:
            return CalendarDate(year=date.year)
        case "month" if date.month is not None:
            return CalendarDate(year=date.year, month=date.month)
        case "day" | "week" if date.day is not None or date.weekday is not None:
            return date
        case _:
            return None


def _around(document: Document, left: Read, middle: Read, right: Read, language: Language) -> tuple[Read, Read]:
    """ "10:20 p.m. (8:20 p.m. GMT) Sunday": the day behind the clock of another zone is that of both.

    Zones lie from 12 hours behind to 14 ahead of GMT; where the clocks differ by more, the other has the day after or
    before, which is told only of weekdays.
    """
    (words, first), (inside, other), (others, day) = left, middle, right
    closing, on = _gap(document, inside, others).partition(" ")[::2]
    on_day = not on or on in language.words("events", "day_prepositions")
    if _gap(document, words, inside) != "(" or closing != ")" or not on_day:
        return left, middle
    match first, other, day:
        case Clock(day=None), Clock(day=None), (CalendarDate() | Deictic() | Named()):
            apart = first.hour - other.hour
            ahead = 1 if apart > 14 else -1 if apart < -12 else 0
            its = day if ahead == 0 else None
            if ahead and isinstance(day, CalendarDate) and day.weekday is not None and day.month is None:
                its = replace(day, weekday=(day.weekday - 1 + ahead) % 7 + 1)
            return (words, replace(first, day=day)), (inside, replace(other, day=its))
    return left, middle


def _gap(document: Document, left: Mention, right: Mention) -> str:
    return fold(document.text[left.span.end : right.span.start])


def _half_of_day(left: Mention, right: Mention, first: Meaning, second: Meaning) -> Meaning:
    """ "from 3:00 to 5:00 p.m.": the afternoon is said once for both."""
    match first, second:
        case Clock(), Clock() if "meridiem" in right.fields and "meridiem" not in left.fields and first.hour < 12:
            lent = first.hour + 12
            return replace(first, hour=lent) if second.hour >= 12 and lent < second.hour else first
        case _:
            return first


def _is_name(gap: str, language: Language) -> bool:
    """ "Offensive of": one word, and one that lends the year behind it."""
    words = gap.split()
    return len(words) == 2 and words[1] in language.words("anchoring", "lenders")


def _of_year(first: Meaning, second: Meaning) -> Meaning:
    """ "the Spring Offensive of 1918", "the Easter Offensive of 1972"."""
    match first, second:
        case ((CalendarDate() | Named()), CalendarDate(year=int(), month=None)) if first.year is None:
            dated = isinstance(first, Named) or first.season is not None or first.month is not None
            return replace(first, year=second.year) if dated else first
        case _:
            return first


def _from_right(first: Meaning, second: Meaning) -> Meaning:
    match first, second:
        case CalendarDate(), CalendarDate():
            return _borrowed(first, second)
        case Clock(zone=None), Clock() if second.zone is not None or second.day is not None:
            return replace(
                first, minutes_east=second.minutes_east, region=second.region, zone=second.zone,
                day=first.day or second.day,
            )  # fmt: skip
        case _:
            return first


def _from_left(first: Meaning, second: Meaning) -> Meaning:
    match first, second:
        case CalendarDate(year=int()), CalendarDate(year=None, short_year=int(), month=None):
            near = (first.year or 0) // 100 * 100 + (second.short_year or 0)
            return replace(second, year=near + 100 * (near < (first.year or 0)), short_year=None)
        case CalendarDate(), CalendarDate(month=None, day=int()):
            return replace(second, month=first.month, year=first.year if second.year is None else second.year)
        case CalendarDate(year=int(), month=int()), CalendarDate(month=int()) if _yearless(second):
            later = (second.month or 0, second.day or 31) < (first.month or 0, first.day or 1)
            return replace(second, year=(first.year or 0) + later)
        case ((CalendarDate() | Deictic() | Named()), Clock(day=None)):
            return replace(second, day=first)
        case Clock(), Clock(day=None) if first.day is not None:
            return replace(second, day=first.day)
        case _:
            return second


def _yearless(date: CalendarDate) -> bool:
    return date.year is None and date.short_year is None and date.year_shift is None


def _borrowed(first: CalendarDate, second: CalendarDate) -> CalendarDate:
    if first.month is None and first.day is not None and first.weekday is None:
        return replace(first, month=second.month, year=second.year, year_shift=second.year_shift)
    if _yearless(first) and second.year is not None and (first.month is not None or first.season is not None):
        over = first.month is not None and second.month is not None and first.month > second.month
        return replace(first, year=second.year - over)
    return first
