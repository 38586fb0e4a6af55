"""From a stretch of the calendar to what is handed out: TIMEX3 tag, moment, EDTF."""

from __future__ import annotations

from analysis import dates
from analysis.model import CalendarDate, Moment, Named, Timex, TimexType, Unit
from analysis.moments.scene import Placed
from analysis.moments.stretches import PRECISION, Stretch, blank, edtf, timex

VAGUE_MODS = frozenset({"APPROX"})


def settle(
    s: Stretch,
    reason: str,
    *,
    part: str | None = None,
    mod: str | None = None,
    inferred: bool = True,
    alternatives: tuple[str, ...] = (),
    said: tuple[Unit, ...] = (),
) -> Placed:
    """A stretch that is known, with the part of day that is stated (`part`)."""
    value = timex(s) + (f"T{part}" if part else "")
    kind: TimexType = "TIME" if part else "DATE"
    start, end = s.start * dates.DAY, s.end * dates.DAY
    if part in dates.PARTS and s.unit == "day":
        first, last = dates.PARTS[part]
        start, end = s.start * dates.DAY + first * 3_600, s.start * dates.DAY + last * 3_600
    approximate = mod in VAGUE_MODS
    moment = Moment(start, end, PRECISION.get(s.unit, "day"), said, "within", None, approximate)
    return Placed(Timex(kind, value, mod), moment, edtf(s, approximate), reason, inferred, alternatives, s)


def settled(
    s: Stretch, reason: str, date: CalendarDate | Named, *, inferred: bool = True, said: tuple[Unit, ...] = (),
    alternatives: tuple[str, ...] = (),
) -> Placed:  # fmt: skip
    return settle(s, reason, part=date.part, mod=date.mod, inferred=inferred, said=said, alternatives=alternatives)


def unplaced(value: str, why: str, *, part: str | None = None, mod: str | None = None) -> Placed:
    """A date that lacks an anchor: an underspecified value, no moment, and why."""
    return Placed(Timex("TIME" if part else "DATE", value + (f"T{part}" if part else ""), mod), None, None, why)


def unplaced_unit(unit: str, why: str, *, part: str | None = None, mod: str | None = None) -> Placed:
    return unplaced(blank(unit), why, part=part, mod=mod)


NO_DATE = "the article's publication date is not known, so there is nothing to count from"
NO_STORY = "no earlier date in the text to count from"
