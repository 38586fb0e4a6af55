"""Place clock times: in the day stated beside them, else the day that is being told.

"3:07 p.m. GMT" in an article of 2021-12-07 → 2021-12-07T15:07Z, one minute long
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analysis import dates
from analysis.model import Clock, Meaning, Mention, Moment, Timex, Unit
from analysis.moments.scene import Placed, Scene
from analysis.moments.settle import NO_DATE
from analysis.moments.stretches import stretch

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a clock on a wall
_FIRST_ZONES, _LAST_ZONES = -2_208_988_800, 4_102_444_800  # from 1900 up to 2100
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 400  # characters before a clock time among which a word may say that the text goes back
_EVENING, _MORNING = 18, 7  # hours between which a story goes on through the night
_LENGTH: dict[Unit, int] = {"second": 1, "minute": 60, "hour": 3_600}


def place_clock(
    mention: Mention, clock: Clock, scene: Scene, place: Callable[[Mention, Meaning, Scene], Placed]
) -> Placed:
    """A clock time. `place` places the day that is stated with it."""
    day, name, inferred = _day(mention, clock, scene, place)
    precision: Unit = "hour" if clock.minute is None else "minute" if clock.second is None else "second"
    value = f"T{clock.hour:02d}:{clock.minute or 0:02d}" + (f":{clock.second:02d}" if clock.second is not None else "")
    value += "Z" if clock.zone is not None and clock.minutes_east == 0 else ""
    if day is None:
        return Placed(Timex("TIME", "XXXX-XX-XX" + value, clock.mod), None, None, f"a clock time, and {NO_DATE}")
    start = day * dates.DAY + clock.hour * 3_600 + (clock.minute or 0) * 60 + (clock.second or 0)
    east = clock.minutes_east if clock.region is None else _east_of(clock.region, start)
    start -= (east or 0) * 60
    said: tuple[Unit, ...] = (precision,) if clock.day is None else ("day", precision)
    known = east is not None
    moment = Moment(
        start,
        start + _LENGTH[precision],
        precision,
        said,
        "within",
        clock.zone if known else None,
        clock.mod == "APPROX",
    )
    edtf = dates.iso_second(start) + ("Z" if known else "")
    tag = Timex("TIME", dates.timex_year(dates.civil(day)[0]) + dates.edtf_day(day)[-6:] + value, clock.mod)
    zone = f", in UTC {dates.iso_minute(start)}" if east else ""
    zone += f", {clock.zone}, whose distance from UTC is not told" if clock.zone and not known else ""
    reason = f"the clock time {value[1:]} of {name} {dates.edtf_day(day)}{zone}"
    return Placed(tag, moment, edtf, reason, inferred, (), stretch("day", day))


def _east_of(region: str, local: int) -> int | None:
    """Minutes east of UTC in a region at a local time. None outside the years that the database is made for.

    Source: the IANA time zone database (Python's `zoneinfo`). A time that a change of clocks tells twice is its first.
    """
    if not _FIRST_ZONES <= local < _LAST_ZONES:
        return None
    offset = ZoneInfo(region).utcoffset(_EPOCH + timedelta(seconds=local))
    return None if offset is None else round(offset.total_seconds() / 60)


def _day(
    mention: Mention, clock: Clock, scene: Scene, place: Callable[[Mention, Meaning, Scene], Placed]
) -> tuple[int | None, str, bool]:
    """The day of a clock time, how it was found, and whether that needed an anchor."""
    if clock.day is not None:
        placed = place(mention, clock.day, scene)
        if placed.focus is not None and placed.focus.unit == "day":
            return placed.focus.start, "the day stated with it", placed.inferred
        return None, "", True
    told = scene.focus is not None and scene.focus.unit == "day"
    if scene.focus is not None and told and (scene.narrative or (scene.news and scene.near(mention))):
        return _through_the_night(mention, clock, scene.focus.start, scene)
    if scene.published is not None and not scene.narrative:
        return scene.published, "the publication date", True
    return None, "", True


def hour_of(meaning: Meaning) -> int | None:
    """The hour of a clock time, or that in which a part of a day begins."""
    if isinstance(meaning, Clock):
        return meaning.hour
    part = getattr(meaning, "part", None)
    return dates.PARTS[part][0] + (part == "EV") if part in dates.PARTS else None


def _through_the_night(mention: Mention, clock: Clock, day: int, scene: Scene) -> tuple[int, str, bool]:
    """ "Left at 11 p.m. on Friday and was found at 2 a.m.": on Saturday; and back, where the text looks back.

    "Shortly before midnight" is late on the day told.
    """
    last = scene.clock
    told = last[1] if last is not None and last[0] == day and last[2] == clock.zone else None
    before = scene.before(mention)
    side = scene.language.table("events.bounds").get(before[-1]) if before else None
    if clock.hour == 0 and not clock.minute and side == "before":
        return day + 1, "the night after the day told last", True
    back = not scene.language.words("anchoring", "pluperfect").isdisjoint(before)
    over = scene.published is not None and day + 1 > scene.published  # it is told, so it has been
    night = told is not None and told >= _EVENING and clock.hour < _MORNING and not (back or over)
    if night and _goes_on(mention, before, scene):
        return day + 1, "the night after the day told last", True
    if told is not None and told < _MORNING and clock.hour >= _EVENING and back:
        return day - 1, "the evening before the day told last", True
    return day, "the day told last", True


def _goes_on(mention: Mention, before: list[str], scene: Scene) -> bool:
    """ "At 4 a.m. they withdrew."; not "closed at 8 p.m. after opening at 6 a.m.", "It began at 6 a.m."."""
    start = max(scene.place, mention.span.start - _REACH)
    between = (w.lower() for w in _WORD.findall(scene.document.text[start : mention.span.start]))
    if not scene.language.words("anchoring", "backwards").isdisjoint(between):
        return False
    return len(before) < 2 or scene.same_sentence(mention)
