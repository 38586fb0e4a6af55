"""Normalise mentions: Mention → Meaning, what the words mean wherever they stand.

    "3:07 p.m. GMT" → Clock(hour=15, minute=7, zone="GMT", minutes_east=0, day=None)

The named groups of the rule are looked up in the language's vocabularies; what depends on the article
(which Tuesday, which year) is left open for `moments`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from analysis import dates
from analysis.grammar import fold, split
from analysis.language import Language, Rule
from analysis.model import (
    Amount,
    CalendarDate,
    Clock,
    Deictic,
    Duration,
    Impossible,
    Meaning,
    Mention,
    Named,
    Offset,
    Recurrence,
    Vague,
)

_FIGURES = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_MOST_DIGITS = 12  # a longer figure is not a count of anything
Dated = CalendarDate | Named | Deictic | Offset


class Fields:
    """The groups of a mention and the constants of its rule, looked up in the language."""

    def __init__(self, mention: Mention, rule: Rule, language: Language) -> None:
        self.said, self.rule, self.language = mention.fields, rule, language

    def __contains__(self, name: str) -> bool:
        return name in self.said or name in self.rule.constants

    def value(self, name: str) -> Any:
        """What a group is worth in its vocabulary; the rule's constant without one; None without either."""
        text = self.said.get(name)
        if text is None:
            return self.rule.constants.get(name)
        for vocabulary in self.rule.fields.get(name, ()):
            found = self.language.value(vocabulary, text)
            if found is not None:
                return found
        return None

    def integer(self, name: str) -> int | None:
        number = self.number(name)
        return None if number is None else int(number)

    def number(self, name: str) -> float | None:
        """A number in figures or in words; None if there is none or it is left open ("several")."""
        text = self.said.get(name)
        if text is None:
            found = self.rule.constants.get(name)
            return float(found) if isinstance(found, int | float) else None
        worth = self.value(name)
        if isinstance(worth, int | float):
            return float(worth)
        return number_of(text, self.language)


def number_of(text: str, language: Language) -> float | None:
    """ "forty-two" → 42, "2 1/2" → 2.5, "21st" → 21, "several" → None."""
    figures = _DECIMAL.match(_pointed(text.strip(), language))
    if figures is not None:
        if len(figures[0]) > _MOST_DIGITS:
            return None
        number = float(figures[0].replace(",", ""))
        rest = text.strip()[figures.end() :]
        fraction = re.fullmatch(r"\s*-?\s*([0-9]{1,2})\s*/\s*([1-9])", rest)
        return number + int(fraction[1]) / int(fraction[2]) if fraction else _scaled(number, rest, language)
    whole = language.value("number", text)
    return float(whole) if isinstance(whole, int | float) else _in_words(split(text), language)


def _pointed(text: str, language: Language) -> str:
    """Figures with a decimal point, where the language writes a comma."""
    return text.replace(",", ".") if language.table("writing").get("decimal") == "," else text


def _scaled(number: float, rest: str, language: Language) -> float:
    """ "2 thousand" and "9 and a half": what follows the figures."""
    for word in split(rest):
        value = language.value("number", word)
        if isinstance(value, int | float) and value >= 100:
            number *= value
        elif isinstance(value, int | float) and value < 1:
            number += value
    return number


def _in_words(words: list[str], language: Language) -> float | None:
    """The sum of number words, where "hundred" and above multiply what stands before them."""
    total, now, seen = 0.0, 0.0, False
    for word in words:
        value = language.value("number", word)
        if not isinstance(value, int | float):
            continue
        seen = True
        if value >= 1_000:
            total, now = total + max(now, 1) * value, 0.0
        elif value == 100:
            now = max(now, 1) * value
        else:
            now += value
    return total + now if seen else None


def normalise(mention: Mention, language: Language) -> Meaning:
    """The typed meaning of a mention."""
    rule = language.rule(mention.rule)
    fields = Fields(mention, rule, language)
    match rule.kind:
        case "duration":
            return Duration(_amount(fields), fields.value("window"), _mod(fields))
        case "offset":
            return _with_clock(fields, _offset(fields))
        case "recurrence":
            return _recurrence(fields)
        case "vague":
            return Vague(str(fields.value("reference")))
        case _:
            return _with_clock(fields, _date(fields))


def _mod(fields: Fields) -> str | None:
    found = fields.value("edge") or fields.value("approx") or fields.value("mod")
    return None if found is None else str(found)


# -- amounts -----------------------------------------------------------------------------------


def _amount(fields: Fields) -> Amount:
    """The stated amount; a bare unit in the plural, or with "several", is a number left open."""
    parts: list[tuple[float | None, str]] = []
    for end in ("", "2", "3"):
        unit = fields.value("unit" + end)
        if unit is None:
            continue
        number = fields.number("count" + end)
        if "fraction" + end in fields and number is not None:
            number += float(fields.value("fraction" + end) or 0)
        parts.append((number, str(unit)))
    return Amount(tuple(parts))


def _offset(fields: Fields) -> Offset:
    direction = int(fields.value("direction") or 0)
    return Offset(_amount(fields), direction, bool(fields.value("story")), fields.value("part"), _mod(fields))


def _recurrence(fields: Fields) -> Recurrence:
    quant, freq = fields.value("quant"), fields.value("freq")
    times = fields.integer("times")
    freq = f"{times}X" if times is not None else freq
    if fields.value("unit") == "weekends":
        return Recurrence(None, CalendarDate(), quant, freq)
    date = _date(fields) if any(n in fields for n in ("weekday", "month", "holiday", "season", "part")) else None
    if isinstance(date, CalendarDate | Named):
        return Recurrence(None, date, quant, freq)
    return Recurrence(_amount(fields), None, quant, freq)


# -- dates -------------------------------------------------------------------------------------


def _date(fields: Fields) -> Dated | Impossible:
    part, mod = fields.value("part"), _mod(fields)
    relative = fields.value("relative")
    if "holiday" in fields:
        return Named(str(fields.value("holiday")), _year(fields), _year_shift(fields), relative, part, mod)
    deictic = fields.value("deictic")
    if isinstance(deictic, dict) and "month" not in fields:
        shift = int(deictic.get("shift", 0)) + int(fields.rule.constants.get("shift", 0))
        story = bool(deictic.get("story", fields.value("story")))
        part = part or deictic.get("part")
        return Deictic(str(deictic["unit"]), shift, story, fields.value("weekday"), part, mod or deictic.get("mod"))
    if "unit" in fields and ("shift" in fields or relative is not None):
        shift = int(relative if relative is not None else fields.value("shift"))
        story = bool(fields.value("story"))
        return Deictic(str(fields.value("unit")), shift, story, fields.value("weekday"), part, mod)
    return _calendar(fields, relative, part, mod)


def _calendar(fields: Fields, relative: int | None, part: str | None, mod: str | None) -> CalendarDate | Impossible:
    month = fields.value("month")
    month = fields.integer("month") if month is None else int(month)
    day = fields.integer("day")
    short = fields.integer("short_year")
    year = _year(fields)
    if year is None and _is_clipped(fields):
        return CalendarDate(short_year=short)
    meaning = CalendarDate(
        year, short, _year_shift(fields), month, day, fields.value("weekday"), fields.integer("week"),
        _ordinal(fields, "quarter"), _ordinal(fields, "half"), fields.value("season"), _decade(fields),
        _century(fields), relative, bool(fields.value("story")), part, mod,
    )  # fmt: skip
    return _impossible(fields, meaning) or meaning


def _is_clipped(fields: Fields) -> bool:
    return "short_year" in fields and not any(n in fields for n in ("month", "day", "season", "quarter", "edge"))


def _ordinal(fields: Fields, name: str) -> int | None:
    """A quarter or a half: in figures, in words, or as a letter and figures ("Q3")."""
    if name not in fields:
        return None
    value = fields.value(name)
    if isinstance(value, int):
        return value
    figures = _FIGURES.search(fields.said.get(name, ""))
    return int(figures[0]) if figures else None


def _impossible(fields: Fields, date: CalendarDate) -> Impossible | None:
    month, day = date.month, date.day
    if month is not None and not 1 <= month <= 12:
        return Impossible("XXXX-XX-XX", f"there is no month {month}")
    if day is not None and not 1 <= day <= 31:
        return Impossible("XXXX-XX-XX", f"there is no day {day} in any month")
    if month is not None and day is not None:
        length = dates.month_length(date.year if date.year is not None else 2000, month)
        if day > length:
            year = "XXXX" if date.year is None else dates.timex_year(date.year)
            return Impossible(f"{year}-{month:02d}-XX", f"that month has no day {day}")
    if date.year == 0 and "era" not in fields:
        return Impossible("XXXX", "there is no year 0 in the calendar of the text")
    return None


def _year(fields: Fields) -> int | None:
    """The stated year, astronomical: 1 BC is 0."""
    if "year" not in fields:
        return None
    text = fields.said.get("year", "")
    figures = _FIGURES.search(text)
    year = int(figures[0]) if figures and len(figures[0]) <= 6 else _spoken_year(text, fields.language)
    return 1 - year if year is not None and fields.value("era") == -1 else year


def _spoken_year(text: str, language: Language) -> int | None:
    """ "nineteen ninety-six": two numbers below a hundred, one after the other; "two thousand one"."""
    values = [int(v) for w in split(text) if isinstance(v := language.value("number", w), int)]
    if any(v >= 100 for v in values):
        number = _in_words(split(text), language)
        return None if number is None else int(number)
    return values[0] * 100 + sum(values[1:]) if len(values) > 1 else None


def _year_shift(fields: Fields) -> int | None:
    shift = fields.value("year_shift")
    return None if shift is None else int(shift)


def _century(fields: Fields) -> int | None:
    """A century by its number, negative before Christ."""
    number = fields.integer("century")
    return -number if number is not None and fields.value("era") == -1 else number


def _decade(fields: Fields) -> int | None:
    """The first year of a decade; below 100 its century is to be found."""
    if "decade" not in fields:
        return None
    value = fields.value("decade")
    if isinstance(value, int):
        return (fields.integer("decade_century") or 0) * 100 + value
    figures = _FIGURES.search(fields.said.get("decade", ""))
    if figures is None:
        return None
    return -int(figures[0]) - 8 if fields.value("era") == -1 else int(figures[0])  # 469 BC is the year -468


# -- clock times -------------------------------------------------------------------------------


def _with_clock(fields: Fields, day: Dated | Impossible) -> Meaning:
    """The date, or the clock time that is stated with it."""
    if isinstance(day, Impossible) or ("hour" not in fields and "clocked" not in fields):
        return day
    hour = fields.value("hour")
    hour = fields.integer("hour") if not isinstance(hour, int) else hour
    minute, second = fields.integer("minute"), fields.integer("second")
    if "clocked" in fields:  # "430pm", "7.30am", "1507 GMT": hours and minutes in one word
        hour, minute = divmod(int("".join(_FIGURES.findall(fields.said["clocked"]))), 100)
    if "quarter_hours" in fields:
        minute = int(fields.value("quarter_hours"))
    if hour is None or hour > 24 or hour == 24 and (minute or second) or (minute or 0) > 59 or (second or 0) > 59:
        return Impossible("TXX:XX", f"there is no clock time {hour}:{minute}")
    if "before_hour" in fields and minute:
        hour, minute = (hour - 1) % 24, 60 - minute
    hour = _of_day(hour, fields)
    zone = fields.said.get("zone")
    east = _east(fields)
    stated = day if day != CalendarDate(part=getattr(day, "part", None), mod=day.mod) else None
    if stated is not None:
        stated = replace(stated, part=None)
    region = fields.value("zone_name")
    region = region if east is None and isinstance(region, str) and "/" in region else None
    return Clock(hour, minute, second, zone, east, stated, _mod(fields), region)


def _of_day(hour: int, fields: Fields) -> int:
    """The hour on the 24-hour clock, by a.m. and p.m. or by the part of the day that is named."""
    half = fields.value("meridiem")
    if half is None:
        part = fields.value("part")
        deictic = fields.value("deictic")
        part = part or (deictic.get("part") if isinstance(deictic, dict) else None)
        half = {"MO": 0, "AF": 12, "EV": 12, "NI": 12}.get(str(part))
        if part in ("NI", "EV") and hour == 0:
            return 24  # "midnight on Wednesday night" is where that night's Thursday begins
        if part == "NI" and hour in (12, 1, 2, 3, 4, 5):
            half = 0
    if half is None or hour > 12:
        return hour
    return hour % 12 + int(half)


def _east(fields: Fields) -> int | None:
    """Minutes east of UTC: from the zone's name, plus what is written after it ("GMT+2")."""
    base = fields.value("zone_name")
    base = base if isinstance(base, int) else 0 if "zone_hours" in fields else None
    hours = fields.integer("zone_hours")
    if base is None or hours is None:
        return base
    minutes = fields.integer("zone_minutes") or 0
    if hours >= 100:
        hours, minutes = divmod(hours, 100)
    sign = -1 if fold(fields.said.get("zone_sign", "+")) == "-" else 1
    east = base + sign * (hours * 60 + minutes)
    return east if abs(east) <= 14 * 60 else None
