"""What a mention means wherever it stands: `analysis.moments` resolves each kind with `match`.

    "last June" → CalendarDate(month=6, relative=-1)     "two weeks later" → Offset(2 weeks, 1, story=True)

A unit is one of `Unit` or "weekend", "fortnight", "half", "generation", "millennium"; `mod` is TIMEX3's; a `part` is
its part of day ("MO", "NI" …); a `shift` counts units from the anchor.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """What is stated of a date; the rest is None. `year` is astronomical: 480 BC is -479.

    `year_shift` is the year as told from the anchor's ("June last year": -1), or from that of the last date told
    (`story`: "June of that year"), `relative` a direction for the finest stated part ("last June": -1, "this
    Friday": 0). A `short_year` wants its century; `quarter` 0 is the one told last;
    a `week` with a weekday counts that weekday in its month, from the end if negative.
    """

    year: int | None = None
    short_year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    relative: int | None = None
    story: bool = False
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A holiday of `analysis.dates.HOLIDAYS`, with what is stated of its year."""

    holiday: str
    year: int | None = None
    year_shift: int | None = None
    relative: int | None = None
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Deictic:
    """A calendar unit counted from an anchor: yesterday, last week; `story` counts from the last date told."""

    unit: str
    shift: int
    story: bool = False
    weekday: int | None = None
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much time: (number, unit) pairs; the number is None where the text leaves it open ("days")."""

    parts: tuple[tuple[float | None, str], ...]


@dataclass(frozen=True, slots=True)
class Offset:
    """An amount before (-1) or after (1) an anchor: "three days ago", "two weeks later" (`story`)."""

    amount: Amount
    direction: int
    story: bool = False
    part: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, with its day if it is stated beside it.

    `minutes_east` is the zone's offset from UTC; of a zone that keeps summer time, `region` is its name in the IANA
    time zone database, and the offset is that of the day.
    """

    hour: int
    minute: int | None
    second: int | None
    zone: str | None
    minutes_east: int | None
    day: CalendarDate | Named | Deictic | Offset | None
    mod: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `window` says whether it ends (-1) or begins (1) at the anchor."""

    amount: Amount
    window: int | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A set of times: each one of `amount` long ("daily"), or each such date ("every Tuesday")."""

    amount: Amount | None = None
    date: CalendarDate | Named | None = None
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    reference: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """Words in the form of a date that the calendar does not have, and why: "February 30"."""

    value: str
    why: str


Meaning = CalendarDate | Named | Deictic | Offset | Clock | Duration | Recurrence | Vague | Impossible
