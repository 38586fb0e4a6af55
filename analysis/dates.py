"""Calendar arithmetic: days and seconds as integers, EDTF and ISO 8601 as text.

    day_of(2021, 12, 7) → 18968, the day number counted from 1970-01-01
    edtf_day(18968) → "2021-12-07"

Everything is proleptic Gregorian with astronomical years (0 is 1 BC), so no date is out of range, and
nothing here reads the clock, the zone or the locale of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from analysis.model import Instant

DAY = 86_400
SEASONS = ("SP", "SU", "FA", "WI")
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern: the first month of three
SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}  # EDTF level 1, hemisphere not stated
PARTS: dict[str, tuple[int, int]] = {  # TIMEX3 parts of day, in hours from that day's midnight
    "MO": (5, 12), "MI": (12, 13), "AF": (12, 18), "EV": (17, 22), "NI": (18, 30), "DT": (6, 18), "NO": (12, 13),
}  # fmt: skip
_ISO_DAY = re.compile(r"([+-]?\d{4,})-(\d\d)-(\d\d)")
_ISO_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ](?:[01][0-9]|2[0-4])(?::?[0-5][0-9](?::?[0-5][0-9](?:\.[0-9]{1,9})?)?)?(?:Z|[+-][01][0-9]:?[0-5][0-9])?)?"
)
_PERIOD = re.compile(r"P(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:(\d+)S)?)?")
_PERIOD_SECONDS = (7 * DAY, DAY, 3_600, 60, 1)

Calendar = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century"]


def day_of(year: int, month: int = 1, day: int = 1) -> int:
    """The day number of a date (Howard Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`)."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day number (`civil_from_days` of the same source)."""
    era, of_era = divmod(day + 719_468, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return (31, 29 if is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def weekday_of(day: int) -> int:
    """1 is Monday, 7 is Sunday (ISO 8601)."""
    return (day + 3) % 7 + 1


def week_of(day: int) -> tuple[int, int]:
    """ISO 8601 year and week of a day."""
    year = civil(day - weekday_of(day) + 4)[0]
    first = day_of(year, 1, 4)
    return year, (day - (first - weekday_of(first) + 1)) // 7 + 1


def week_start(year: int, week: int) -> int:
    """The Monday of an ISO week."""
    first = day_of(year, 1, 4)
    return first - weekday_of(first) + 1 + 7 * (week - 1)


def add_months(day: int, count: int) -> int:
    """The same day of another month, or that month's last day if it has none."""
    year, month, date = civil(day)
    years, index = divmod(month - 1 + count, 12)
    return day_of(year + years, index + 1, min(date, month_length(year + years, index + 1)))


def season_start(year: int, season: str) -> int:
    """The first day of a season. A winter is named by the year of its January: that of 2022 begins in December 2021.

    Source: NOAA, "Meteorological Versus Astronomical Seasons".
    """
    return day_of(year - (season == "WI"), SEASON_MONTHS[season])


def period(unit: Calendar, day: int) -> tuple[int, int]:
    """The calendar unit that holds a day, as a half-open pair of day numbers."""
    year, month, _ = civil(day)
    match unit:
        case "day":
            return day, day + 1
        case "week":
            monday = day - weekday_of(day) + 1
            return monday, monday + 7
        case "month":
            return months_from(year, month, 1)
        case "quarter":
            return months_from(year, month - (month - 1) % 3, 3)
        case "season":
            back = month % 3
            start = add_months(day_of(year, month), -back)
            return start, add_months(start, 3)
        case "year":
            return day_of(year), day_of(year + 1)
        case "decade":
            return day_of(year - year % 10), day_of(year - year % 10 + 10)
        case "century":
            return day_of(year - year % 100), day_of(year - year % 100 + 100)


def months_from(year: int, month: int, count: int) -> tuple[int, int]:
    start = day_of(year, month)
    return start, add_months(start, count)


# -- holidays ----------------------------------------------------------------------------------


def easter(year: int) -> int:
    """Easter Sunday, Gregorian (Meeus, Jones, Butcher; Nature 13, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return day_of(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> int:
    """The nth weekday of a month, counted from its end if `nth` is negative."""
    if nth > 0:
        first = day_of(year, month)
        return first + (weekday - weekday_of(first)) % 7 + 7 * (nth - 1)
    last = add_months(day_of(year, month), 1) - 1
    return last - (weekday_of(last) - weekday) % 7 + 7 * (nth + 1)


def _fixed(month: int, day: int) -> Callable[[int], int]:
    return lambda year: day_of(year, month, day)


def _movable(offset: int) -> Callable[[int], int]:
    return lambda year: easter(year) + offset


def _floating(month: int, weekday: int, nth: int, plus: int = 0) -> Callable[[int], int]:
    return lambda year: nth_weekday(year, month, weekday, nth) + plus


# To add a holiday: one line here (its rule), and its names in each language file under [words.holiday].
HOLIDAYS: dict[str, Callable[[int], int]] = {
    "new-years-day": _fixed(1, 1), "epiphany": _fixed(1, 6), "groundhog-day": _fixed(2, 2),
    "valentines-day": _fixed(2, 14), "st-patricks-day": _fixed(3, 17), "april-fools-day": _fixed(4, 1),
    "earth-day": _fixed(4, 22), "may-day": _fixed(5, 1), "ve-day": _fixed(5, 8), "d-day": _fixed(6, 6),
    "juneteenth": _fixed(6, 19), "independence-day": _fixed(7, 4), "bastille-day": _fixed(7, 14),
    "assumption": _fixed(8, 15), "halloween": _fixed(10, 31), "all-saints-day": _fixed(11, 1),
    "guy-fawkes": _fixed(11, 5), "veterans-day": _fixed(11, 11), "christmas-eve": _fixed(12, 24),
    "christmas-day": _fixed(12, 25), "boxing-day": _fixed(12, 26), "new-years-eve": _fixed(12, 31),
    "carnival": _movable(-47), "ash-wednesday": _movable(-46), "palm-sunday": _movable(-7),
    "maundy-thursday": _movable(-3), "good-friday": _movable(-2), "easter": _movable(0),
    "easter-monday": _movable(1), "ascension": _movable(39), "pentecost": _movable(49),
    "whit-monday": _movable(50), "corpus-christi": _movable(60),
    "martin-luther-king-day": _floating(1, 1, 3), "presidents-day": _floating(2, 1, 3),
    "mothers-day": _floating(5, 7, 2), "memorial-day": _floating(5, 1, -1), "fathers-day": _floating(6, 7, 3),
    "labor-day": _floating(9, 1, 1), "columbus-day": _floating(10, 1, 2), "thanksgiving": _floating(11, 4, 4),
    "black-friday": _floating(11, 4, 4, 1), "cyber-monday": _floating(11, 4, 4, 4),
    "election-day": _floating(11, 1, 1, 1),
}  # fmt: skip


# -- text --------------------------------------------------------------------------------------


def timex_year(year: int) -> str:
    """A year as TIMEX3 writes it: `2014`, and `BC0480` for 480 BC."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def edtf_year(year: int) -> str:
    """A year as EDTF writes it: four digits with a sign before Christ, `Y` before longer years."""
    if -9999 <= year <= 9999:
        return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    return f"Y{year}"


def edtf_day(day: int) -> str:
    year, month, date = civil(day)
    return f"{edtf_year(year)}-{month:02d}-{date:02d}"


def day_edtf(instant: Instant) -> str:
    """The day of an instant, as EDTF and ISO 8601 write it."""
    return edtf_day(instant // DAY)


def iso_minute(instant: Instant) -> str:
    minute = instant % DAY // 60
    return f"{day_edtf(instant)}T{minute // 60:02d}:{minute % 60:02d}"


def iso_second(instant: Instant) -> str:
    return f"{iso_minute(instant)}:{instant % 60:02d}"


def day_number(value: str) -> int:
    """The day number of an ISO 8601 day, with or without a time of day; raises `ValueError`."""
    found = _ISO_DAY.match(value)
    if found is None:
        raise ValueError(f"expected a day such as 2021-12-07, got {value!r}")
    year, month, day = (int(part) for part in found.groups())
    if not is_date(year, month, day):
        raise ValueError(f"there is no day {value!r} in the calendar")
    return day_of(year, month, day)


def iso_day(value: str) -> str:
    """The day of an ISO 8601 date or date and time; raises `ValueError`."""
    if not _ISO_TIME.fullmatch(value.strip()):
        raise ValueError(f"expected a day such as 2021-12-07, got {value[:40]!r}")
    return edtf_day(day_number(value.strip()[:10]))


def weekday(value: str) -> int:
    """The weekday (1 is Monday) of an ISO 8601 day."""
    return weekday_of(day_number(value))


def day_bounds(value: str) -> tuple[Instant, Instant]:
    """The first second of an ISO 8601 day and of the day after."""
    day = day_number(value)
    return day * DAY, (day + 1) * DAY


def day_around(instant: Instant) -> tuple[Instant, Instant]:
    """The bounds of the day that holds an instant."""
    start = instant - instant % DAY
    return start, start + DAY


def seconds_of(duration: str) -> int | None:
    """The length of an ISO 8601 duration of fixed length (weeks, days, hours …); None for any other value."""
    found = _PERIOD.fullmatch(duration)
    if found is None or not any(found.groups()):
        return None
    return int(sum(float(part) * size for part, size in zip(found.groups(), _PERIOD_SECONDS, strict=True) if part))


def words_of(seconds: int) -> str:
    """A length in plain figures: 7320 → "2 h 2 min"."""
    days, rest = divmod(seconds, DAY)
    hours, rest = divmod(rest, 3_600)
    parts = ((days, "d"), (hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


_EDTF_DATE = re.compile(r"(-?\d{4,9})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")


def edtf_bounds(edtf: str) -> tuple[Instant | None, Instant | None, Literal["day", "month", "year"], bool] | None:
    """Start, end (half-open), precision and whether it is approximate, of an EDTF date or interval.

    None for other forms (seasons, unspecified digits, sets of several), and for days that no calendar has.
    """
    halves = edtf.strip("[]").replace("..", "" if "/" in edtf else "/").split("/")
    found = [_EDTF_DATE.fullmatch(half) for half in halves]
    if (
        not any(found)
        or len(halves) > 2
        or any(match is None for half, match in zip(halves, found, strict=True) if half)
    ):
        return None
    periods = [_edtf_period(match) if match else None for match in found]
    if any(match and not period for match, period in zip(found, periods, strict=True)):
        return None
    start, end = periods[0], periods[-1]
    finest = min((p[2] for p in periods if p), key=("day", "month", "year").index)
    return start[0] if start else None, end[1] if end else None, finest, any(mark in edtf for mark in "~?%")


def _edtf_period(found: re.Match[str]) -> tuple[Instant, Instant, Literal["day", "month", "year"]] | None:
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not is_date(year, month or 1, day or 1):
        return None
    unit: Literal["day", "month", "year"] = "day" if day else "month" if month else "year"
    first, after = period(unit, day_of(year, month or 1, day or 1))
    return first * DAY, after * DAY, unit
