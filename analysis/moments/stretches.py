"""Calendar stretches and how TIMEX3 and EDTF write them: (unit, first day, day after the last) → text.

    Stretch("month", …) of June 2021 → "2021-06" in both; a week → "2021-W49" and "2021-12-06/2021-12-12"

EDTF: Library of Congress, Extended Date/Time Format, 2019, levels 0 to 2 (seasons, quarters and halves are
its sub-year groupings 21–24, 33–36, 40–41). TIMEX3: TimeML 1.2.1 annotation guidelines.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis import dates
from analysis.model import Unit

PRECISION: dict[str, Unit] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "weekend": "day", "week": "week",
    "month": "month", "quarter": "quarter", "half": "quarter", "season": "season", "year": "year",
    "decade": "decade", "century": "century", "fortnight": "week", "generation": "decade", "millennium": "century",
}  # fmt: skip
MONTHS = {
    "month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "generation": 300, "century": 1_200,
    "millennium": 12_000,
}  # fmt: skip
DAYS = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
SECONDS = {"second": 1, "minute": 60, "hour": 3_600}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A calendar unit in its place: day numbers, half-open."""

    unit: str
    start: int
    end: int

    def shifted(self, count: int) -> Stretch:
        return stretch(self.unit, moved(self.start, self.unit, count))


def moved(day: int, unit: str, count: float) -> int:
    """A day moved by a number of units."""
    if unit in MONTHS:
        return dates.add_months(day, round(MONTHS[unit] * count))
    return day + round(DAYS[unit] * count)


def stretch(unit: str, day: int) -> Stretch:
    """The unit that holds a day."""
    match unit:
        case "weekend":
            saturday = day - dates.weekday_of(day) + 6
            return Stretch(unit, saturday, saturday + 2)
        case "half":
            year, month, _ = dates.civil(day)
            return Stretch(unit, *dates.months_from(year, 1 if month < 7 else 7, 6))
        case "week" | "fortnight":
            return Stretch("week", *dates.period("week", day))
        case "month" | "quarter" | "season" | "year" | "decade" | "century":
            return Stretch(unit, *dates.period(unit, day))
        case _:
            return Stretch("day", day, day + 1)


def timex(s: Stretch) -> str:
    """The TIMEX3 value of a stretch."""
    year, month, _ = dates.civil(s.start)
    text = dates.timex_year(year)
    match s.unit:
        case "week" | "weekend":
            iso, week = dates.week_of(s.start)
            return f"{dates.timex_year(iso)}-W{week:02d}" + ("-WE" if s.unit == "weekend" else "")
        case "month":
            return f"{text}-{month:02d}"
        case "quarter":
            return f"{text}-Q{(month + 2) // 3}"
        case "half":
            return f"{text}-H{1 if month < 7 else 2}"
        case "season":
            return f"{dates.timex_year(year + (month == 12))}-{season_of(month)}"
        case "year":
            return text
        case "decade" if year < 0:  # told downwards: the 480s BC begin with -488
            return f"BC{-year // 10:03d}"
        case "decade":
            return f"{year // 10:03d}"
        case "century" if year < 0:
            return f"BC{-year // 100:02d}"
        case "century":
            return f"{year // 100:02d}"
        case _:
            return text + dates.edtf_day(s.start)[-6:]


def edtf(s: Stretch, approximate: bool = False) -> str | None:
    """The EDTF form of a stretch; a unit that EDTF has no form for becomes an interval of days.

    None beyond the four digits of a year, where EDTF knows years alone.
    """
    year, month, _ = dates.civil(s.start)
    if (year < -9_999 or dates.civil(s.end - 1)[0] > 9_999) and s.unit != "year":
        return None
    text = dates.edtf_year(year)
    mark = "~" if approximate else ""
    match s.unit:
        case "month":
            return f"{text}-{month:02d}{mark}"
        case "quarter":
            return f"{text}-{32 + (month + 2) // 3}{mark}"
        case "half":
            return f"{text}-{40 if month < 7 else 41}{mark}"
        case "season":
            return f"{dates.edtf_year(year + (month == 12))}-{dates.SEASON_EDTF[season_of(month)]}{mark}"
        case "year":
            return text + mark
        case "decade" if year > 0 and year < 9_990:
            return f"{text[:3]}X"
        case "century" if 0 <= year < 9_900 and year % 100 == 0:
            return f"{text[:2]}XX"
        case "day":
            return dates.edtf_day(s.start) + mark
        case "week" | "weekend":
            return f"{dates.edtf_day(s.start)}{mark}/{dates.edtf_day(s.end - 1)}{mark}"
        case _:
            last = dates.civil(s.end - 1)[0]
            return f"{text}{mark}/{dates.edtf_year(last)}{mark}"


def season_of(month: int) -> str:
    return dates.SEASONS[(month - 3) % 12 // 3]


def blank(unit: str) -> str:
    """The TIMEX3 value of a unit whose place is not known."""
    return {
        "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "half": "XXXX-HX",
        "year": "XXXX", "decade": "XXX", "century": "XX", "season": "XXXX-XX",
    }.get(unit, "XXXX-XX-XX")  # fmt: skip
