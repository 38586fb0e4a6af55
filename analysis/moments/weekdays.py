"""Place weekdays and numbered weeks: CalendarDate → the day or the week that is meant.

"Monday", told as past on a Tuesday → the day before; "will meet on Monday" → six days later
"""

from __future__ import annotations

from analysis import dates
from analysis.model import CalendarDate, Mention
from analysis.moments.scene import Placed, Scene
from analysis.moments.settle import NO_DATE, settle, settled, unplaced
from analysis.moments.stretches import Stretch, stretch, timex


def place_weekday(mention: Mention, date: CalendarDate, scene: Scene) -> Placed:
    assert date.weekday is not None
    base = scene.anchor(date.story)
    if base is None or (scene.narrative and scene.focus is None and scene.published is None):
        return unplaced(f"XXXX-WXX-{date.weekday}", f"a bare weekday, and {NO_DATE}", part=date.part, mod=date.mod)
    anchor, name = base
    ahead = (date.weekday - dates.weekday_of(anchor)) % 7
    before, after = anchor - (7 - ahead) % 7, anchor + ahead
    chosen, why = _which_weekday(mention, date, scene, anchor, before, after)
    day = f"{name} {dates.edtf_day(anchor)}"
    sides = ((before, "on or before"), (after, "on or after"))
    others = tuple(f"{dates.edtf_day(d)}: {side} {day}" for d, side in sides if d != chosen)
    reason = f"weekday '{mention.text}' {why} {dates.edtf_day(anchor)}"
    return settled(stretch("day", chosen), reason, date, said=("day",), alternatives=others)


def _which_weekday(
    mention: Mention, date: CalendarDate, scene: Scene, anchor: int, before: int, after: int
) -> tuple[int, str]:
    if date.relative == -1:
        return (before if before < anchor else before - 7), "with a word for the last: the one before"
    if date.relative == 1:
        return (after if after > anchor else after + 7), "with a word for the next: the one after"
    if scene.narrative:
        return after, "in a narrative: the first on or after the last date told,"
    direction, cue = scene.tense(mention)
    if direction == 1 or (direction == 0 and scene.document.kind == "post") or date.relative == 0:
        told = "of a post" if date.relative is None else "of this week"
        told = f"in the future tense ('{cue}')" if direction == 1 else told
        return after, f"{told}: the first on or after"
    told = f"in the past tense ('{cue}')" if direction == -1 else "in the past tense"
    openers = scene.language.words("anchoring", "range_openers")
    if direction == -1 and before == anchor and not openers.isdisjoint(scene.before(mention)[-1:]):
        return before - 7, f"{told}: the last that a range can begin with before"
    return before, f"{told}: the last on or before"


def weekday_of_month(year: int, month: int, nth: int, weekday: int) -> Stretch | None:
    """The nth such weekday of a month, counted from its end if negative; None if there are not so many."""
    day = dates.nth_weekday(year, month, weekday, nth)
    return stretch("day", day) if dates.civil(day)[:2] == (year, month) else None


def place_week(year: int, week: int) -> Placed:
    """An ISO 8601 week."""
    s = stretch("week", dates.week_start(year, week))
    if dates.week_of(s.start) != (year, week):
        return unplaced(f"{year}-WXX", f"the year {year} has no week {week}")
    return settle(s, f"the week {timex(s)}, as written", inferred=False, said=("year", "week"))
