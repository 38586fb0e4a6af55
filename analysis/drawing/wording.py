"""Say times in words: instants → "7 Dec 2021, 15:07 UTC", "June 2021", "back 7 years".

Only what is known is said: a month is a month, not its first day. Years before the common era carry BC.
"""

from __future__ import annotations

from analysis import dates
from analysis.dates import DAY
from analysis.model import Instant

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOCK = ("second", "minute", "hour")
_MONTHLY = frozenset({"month", "quarter", "season"})
_WIDE = _MONTHLY | {"year", "decade", "century"}
UNIT_SECONDS = {  # rough lengths: to size and to compare, never to place
    "second": 1, "minute": 60, "hour": 3_600, "day": DAY, "week": 7 * DAY, "month": 30 * DAY, "quarter": 91 * DAY,
    "season": 91 * DAY, "year": 365 * DAY, "decade": 3_652 * DAY, "century": 36_525 * DAY, "none": DAY,
}  # fmt: skip


def year(number: int) -> str:
    return str(number) if number > 0 else f"{1 - number} BC"


def month(instant: Instant) -> str:
    y, m, _ = dates.civil(instant // DAY)
    return f"{MONTHS[m - 1]} {year(y)}"


def day(instant: Instant, *, weekday: bool = False) -> str:
    y, m, d = dates.civil(instant // DAY)
    # before the Gregorian calendar (1582) the weekday of a date depends on the calendar that the text counts by
    name = f"{WEEKDAYS[dates.weekday_of(instant // DAY) - 1]} " if weekday and y > 1582 else ""
    return f"{name}{d} {MONTHS[m - 1][:3]} {year(y)}"


def clock(instant: Instant) -> str:
    minutes = instant % DAY // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def when(start: Instant | None, end: Instant | None, precision: str, *, zoned: bool = True) -> str:
    """A date as short as it can be said: "2014", "6 Dec 2021", "from 2014 on", "by 7 Dec 2021".

    Clock times are in UTC; those whose zone is not known (`zoned` false) say nothing of it.
    """
    if start is None and end is None:
        return "no date"
    utc = " UTC" if zoned and precision in CLOCK else ""
    if start is None and end is not None:
        return f"by {_point(end - 1, precision)}{utc}"
    if end is None and start is not None:
        return f"from {_point(start, precision)}{utc} on"
    assert start is not None and end is not None
    return _interval(start, end, precision) + (" UTC" if zoned and _has_clock(start, end, precision) else "")


def _has_clock(start: Instant, end: Instant, precision: str) -> bool:
    return precision in CLOCK and end - start < DAY


def _interval(start: Instant, end: Instant, precision: str) -> str:
    if _has_clock(start, end, precision):
        same = start // DAY == (end - 1) // DAY
        until = (
            ""
            if end - start <= UNIT_SECONDS[precision]
            else f"–{clock(end)}"
            if same
            else f" – {day(end)} {clock(end)}"
        )
        return f"{day(start)}, {clock(start)}{until}"
    if precision in _WIDE and _at_unit(start, precision) and not _at_unit(end, precision):
        return f"{_point(start, precision)} – {day(end - 1)}"  # "since 2014", up to the day of the article
    return span(start, end)


def _at_unit(instant: Instant, precision: str) -> bool:
    """At the beginning of a month, or of a year where that is what is told."""
    _, m, d = dates.civil(instant // DAY)
    return instant % DAY == 0 and d == 1 and (m == 1 or precision in _MONTHLY)


def _point(instant: Instant, precision: str) -> str:
    if precision in CLOCK:
        return f"{day(instant)}, {clock(instant)}"
    if precision in _MONTHLY:
        return month(instant)
    return year(dates.civil(instant // DAY)[0]) if precision in _WIDE else day(instant)


def span(start: Instant, end: Instant, *, weekday: bool = False) -> str:
    """A stretch of whole days, named by the largest units that it fills: "2014–2016", "Mar–May 2021"."""
    first, last = dates.civil(start // DAY), dates.civil((end - 1) // DAY)
    after = dates.civil(-(-end // DAY))
    if first[1:] == (1, 1) and after[1:] == (1, 1):
        return _joined(year(first[0]), year(last[0]))
    if first[2] == 1 and after[2] == 1:
        return _months(start, end - 1)
    if first == last:
        return day(start, weekday=weekday)
    if first[:2] == last[:2]:
        return f"{first[2]}–{day(end - 1)}"
    if first[0] == last[0]:
        return f"{day(start).rsplit(' ', 1)[0] if first[0] > 0 else day(start)}–{day(end - 1)}"
    return f"{day(start)}–{day(end - 1)}"


def _months(start: Instant, last: Instant) -> str:
    (y, m, _), (to_y, to_m, _) = dates.civil(start // DAY), dates.civil(last // DAY)
    if (y, m) == (to_y, to_m):
        return month(start)
    if y == to_y:
        return f"{MONTHS[m - 1][:3]}–{MONTHS[to_m - 1][:3]} {year(y)}"
    return f"{MONTHS[m - 1][:3]} {year(y)}–{MONTHS[to_m - 1][:3]} {year(to_y)}"


def headings(start: Instant, end: Instant) -> tuple[str, ...]:
    """Names for a chapter of the axis, from the fullest to the shortest."""
    first, last = dates.civil(start // DAY), dates.civil((end - 1) // DAY)
    years = _joined(year(first[0]), year(last[0]))
    if end - start > 3 * 366 * DAY:
        return (years,)
    if end - start > 62 * DAY:
        return span(start, end) if span(start, end) == years else _months(start, end - 1), years
    return span(start, end, weekday=True), span(start, end), _months(start, end - 1), years


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def reach(earlier: tuple[Instant, str], later: tuple[Instant, str]) -> str:
    """How far apart two dates (instant, precision) are, in the unit that both can bear: "7 years"."""
    unit = max((earlier[1], later[1]), key=lambda precision: UNIT_SECONDS[precision])
    (y, m, d), (to_y, to_m, to_d) = dates.civil(earlier[0] // DAY), dates.civil(later[0] // DAY)
    months = 12 * (to_y - y) + to_m - m
    if unit in ("year", "decade", "century", "season", "quarter") and to_y != y:
        return _count(to_y - y, "year")
    if unit in ("month", "quarter", "season"):
        return _count(months // 12, "year") if months >= 12 else _count(months, "month")
    whole = months - (to_d < d)
    days = later[0] // DAY - earlier[0] // DAY
    if whole >= 1:
        return _count(whole // 12, "year") if whole >= 12 else _count(whole, "month")
    if days >= 1:
        return _count(days, "day")
    seconds = later[0] - earlier[0]
    return _count(seconds // 3_600, "hour") if seconds >= 3_600 else _count(seconds // 60, "minute")


def length(seconds: int) -> str:
    """A length of time in its largest unit, to the nearest: "2 hours", "158 days", "6 years"."""
    for unit, least in (("year", 2), ("day", 1), ("hour", 1), ("minute", 1)):
        if seconds >= least * UNIT_SECONDS[unit] or unit == "minute":
            return _count(max(1, round(seconds / UNIT_SECONDS[unit])), unit)
    raise AssertionError("minutes are always enough")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}" if number > 0 else ""
