"""Place what is counted: yesterday, last week, three days ago, the past two months, daily, now.

"the coming days" in an article of 2021-12-07 → PXD from that day on, its end open: 2021-12-07/..
"""

from __future__ import annotations

from dataclasses import replace

from analysis import dates
from analysis.model import (
    Amount,
    CalendarDate,
    Deictic,
    Duration,
    Mention,
    Moment,
    Named,
    Offset,
    Recurrence,
    Timex,
    Vague,
)
from analysis.moments.scene import Placed, Scene
from analysis.moments.settle import NO_DATE, NO_STORY, settle, unplaced, unplaced_unit
from analysis.moments.stretches import PRECISION, SECONDS, Stretch, moved, stretch, timex

# TIMEX3 designators: (letter, time of day?, factor); a decade is ten years, a weekend two days.
_LETTERS: dict[str, tuple[str, bool, int]] = {
    "second": ("S", True, 1), "minute": ("M", True, 1), "hour": ("H", True, 1), "day": ("D", False, 1),
    "night": ("D", False, 1), "weekend": ("D", False, 2), "week": ("W", False, 1), "fortnight": ("W", False, 2),
    "month": ("M", False, 1), "quarter": ("Q", False, 1), "half": ("M", False, 6), "season": ("M", False, 3),
    "year": ("Y", False, 1), "decade": ("Y", False, 10), "generation": ("Y", False, 25),
    "century": ("Y", False, 100), "millennium": ("Y", False, 1_000),
}  # fmt: skip
_FINER = {"century": "decade", "decade": "year", "year": "month", "quarter": "month", "month": "week"}
_REPORT = 1_500  # characters within which a report goes on about the same quarter
_SMALLER = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60), "D": ("H", 24)}


# -- yesterday, last week ----------------------------------------------------------------------


def place_deictic(mention: Mention, d: Deictic, scene: Scene) -> Placed:
    """A calendar unit counted from the anchor."""
    unit = d.unit
    if unit == "weekend" and d.story and d.shift == 0 and scene.news and scene.published is not None:
        return _weekend(mention, d, scene, scene.published)
    if unit in SECONDS:
        base = scene.anchor(d.story)
        if base is None:
            return unplaced("XXXX-XX-XXTXX", NO_DATE, mod=d.mod)
        return unplaced(f"{dates.edtf_day(base[0])}TXX", f"an hour or minute of {base[1]}, which one is not told")
    here = _counted_from(mention, d, unit, scene)
    if here is None:
        return unplaced_unit(unit, NO_STORY if d.story else NO_DATE, part=d.part, mod=d.mod)
    now, name = here
    s = stretch(unit, now).shifted(d.shift)
    reason = f"{_ordinal(d.shift, unit)} {name} {dates.edtf_day(now)}: {timex(s)}"
    if d.weekday is not None:
        monday = dates.period("week", s.start)[0]
        s = stretch("day", monday + d.weekday - 1)
    return settle(s, reason, part=d.part, mod=d.mod, said=(PRECISION.get(s.unit, "day"),))


def _weekend(mention: Mention, d: Deictic, scene: Scene, day: int) -> Placed:
    """ "over the weekend" in news: the last one that has begun, or the next one where the sentence looks ahead."""
    direction, cue = scene.tense(mention)
    saturday = day - (dates.weekday_of(day) + 1) % 7 + (7 if direction == 1 and dates.weekday_of(day) < 6 else 0)
    told = f"in the future tense ('{cue}'), the next one" if direction == 1 else "the last one"
    s = stretch("weekend", saturday)
    return settle(s, f"{told} from the publication date {dates.edtf_day(day)}: {timex(s)}", part=d.part, mod=d.mod)


def _counted_from(mention: Mention, d: Deictic, unit: str, scene: Scene) -> tuple[int, str] | None:
    if unit == "quarter" and d.story:
        recent = scene.published is None or -31 <= scene.published - (scene.quarter.end if scene.quarter else 0) <= 150
        if scene.quarter is not None and recent:
            return scene.quarter.start, "the last quarter told,"
        if scene.published is not None:
            return stretch("quarter", scene.published).start - 1, "the quarter before that of the publication date,"
    if d.story and d.shift == 0 and scene.last is not None and not _coarser(scene.last.unit, unit):
        return scene.last.start, "the last date told,"
    if d.story and scene.focus is not None and not _coarser(scene.focus.unit, unit):
        return scene.focus.start, "the last date told,"
    points = "relative" in mention.fields  # "that day", "the next day"; not "the day"
    if d.story and (scene.narrative or points and (scene.news or scene.focus is not None)):
        return None  # nobody told which day came before "the next day"
    return scene.anchor(False)


def _coarser(told: str, asked: str) -> bool:
    """Is what was told too coarse to count from (a day after "1942")?"""
    order = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
    return order.index(told) > order.index(asked) if told in order and asked in order else False


def _ordinal(shift: int, unit: str) -> str:
    if shift == 0:
        return f"the {unit} of"
    return f"{abs(shift)} {unit}{'s' if abs(shift) > 1 else ''} {'after' if shift > 0 else 'before'}"


# -- three days ago ----------------------------------------------------------------------------


def place_offset(mention: Mention, o: Offset, scene: Scene) -> Placed:
    """An amount before or after the anchor, as precise as its unit."""
    count, unit = o.amount.parts[0] if o.amount.parts else (None, "day")
    if count is None:
        reference = "PAST_REF" if o.direction < 0 else "FUTURE_REF"
        return Placed(Timex("DATE", reference, o.mod), None, None, f"the number of {unit}s is not told")
    if scene.quarter is not None and o.direction < 0 and _of_a_quarter(o, mention, scene):
        s = scene.quarter.shifted(-4)
        why = f"a year before the last quarter told, {timex(scene.quarter)}: {timex(s)}"
        return replace(settle(s, why, mod=o.mod), focus=None)
    base = scene.anchor(o.story)
    if base is None or (o.story and scene.narrative and scene.focus is None):
        return unplaced_unit(unit, NO_STORY if o.story else NO_DATE, part=o.part, mod=o.mod)
    told = scene.focus is not None and scene.focus.unit == "year" and scene.near(mention)
    if o.direction < 0 and scene.news and unit == "year" and scene.published is not None and not told:
        return replace(_offset_from(o, scene.published, "the publication date", scene), focus=None)
    return _offset_from(o, base[0], base[1], scene)


def _of_a_quarter(o: Offset, mention: Mention, scene: Scene) -> bool:
    """Figures of a year ago, in a text that reports on a quarter, are those of the same quarter."""
    one_year = o.amount.parts == ((1.0, "year"),)
    return one_year and scene.news and mention.span.start - scene.quarter_place < _REPORT


def _offset_from(o: Offset, base: int, name: str, scene: Scene) -> Placed:
    if all(unit in SECONDS for _, unit in o.amount.parts):
        return _hours_off(o, base, name)
    day = base
    for count, unit in o.amount.parts:
        day = moved(day, "day" if unit == "night" else unit, (count or 0) * o.direction)
    if not -4_000_000 < day < 4_000_000:
        return unplaced("XXXX", "further from the anchor than a calendar reaches")
    unit = o.amount.parts[-1][1]
    unit = {
        "decade": "year",
        "century": "year",
        "fortnight": "week",
        "night": "day",
        "weekend": "week",
        "generation": "decade",
        "millennium": "century",
    }.get(unit, unit)
    if any(c != int(c) for c, _ in o.amount.parts if c is not None):
        unit = _FINER.get(o.amount.parts[-1][1], "day")
    if o.story and scene.focus is not None and base == scene.focus.start and _coarser(scene.focus.unit, unit):
        if unit == "day":
            value = f"{dates.timex_year(dates.civil(day)[0])}-XX-XX"
            return unplaced(value, f"{_words(o.amount)} from {name}, whose day is not told", part=o.part, mod=o.mod)
        unit = scene.focus.unit
    s = stretch(unit, day)
    if unit == "week" and o.story and scene.narrative:
        s = stretch("day", day)
    side = "before" if o.direction < 0 else "after"
    return settle(s, f"{_words(o.amount)} {side} {name} {dates.edtf_day(base)}: {timex(s)}", part=o.part, mod=o.mod)


def _hours_off(o: Offset, base: int, name: str) -> Placed:
    side = "before" if o.direction < 0 else "after"
    why = f"{_words(o.amount)} {side} a time of {name} {dates.edtf_day(base)} that is not told"
    return Placed(Timex("TIME", f"{dates.edtf_day(base)}TXX", o.mod), None, None, why)


def _words(amount: Amount) -> str:
    parts = ((("some" if c is None else f"{c:g}"), unit, "" if c == 1 else "s") for c, unit in amount.parts)
    return " and ".join(f"{count} {unit}{plural}" for count, unit, plural in parts)


# -- two hours, the past three weeks -----------------------------------------------------------


def duration_value(amount: Amount) -> str:
    """An ISO 8601 duration, with X for a number that is left open."""
    date: dict[str, str] = {}
    clock: dict[str, str] = {}
    for count, unit in amount.parts:
        letter, small, factor = _LETTERS.get(unit, ("D", False, 1))
        target = clock if small else date
        if count is None:
            letter = {"century": "C", "decade": "E", "millennium": "L"}.get(unit, letter)
            target[letter] = "X"
            continue
        total = count * factor + float(target.pop(letter, "0").replace("X", "0"))
        whole = int(total)
        parted = letter in _SMALLER and (small or letter != "M")  # of a week or a month no number of days is half
        if total != whole and parted:
            smaller, size = _SMALLER[letter]
            rest = round((total - whole) * size)
            whole, rest = whole + rest // size, rest % size
            if letter == "D" and rest:
                clock["H"] = str(rest)
            elif rest:
                target[smaller] = str(rest)
            if not whole:
                continue
        target[letter] = str(whole) if total == whole or parted else f"{total:g}"
    order = "LCEYQMWD"
    head = "".join(date[k] + k for k in order if k in date)
    tail = "".join(clock[k] + k for k in "HMS" if k in clock)
    return f"P{head}" + (f"T{tail}" if tail else "") if head or tail else "PXX"


def place_duration(mention: Mention, d: Duration, scene: Scene) -> Placed:
    """A length of time; with a window it begins or ends at the anchor, else it has no place of its own."""
    value = duration_value(d.amount)
    if d.window is None or not d.amount.parts:
        return Placed(Timex("DURATION", value, d.mod), None, None, "a length of time, not a date", inferred=False)
    base = scene.anchor(False)
    if base is None:
        return Placed(Timex("DURATION", value, d.mod), None, None, f"a stretch beside the anchor; {NO_DATE}")
    told = scene.focus if d.window == 1 and scene.news else None
    if told is not None and told.end <= base[0] and scene.tense(mention)[0] == -1:
        return _on_from(d, value, told)  # "began in 1991. Over the next five years he was paid …"
    return _window(d, value, base[0], base[1])


_LONGEST = 1_000  # days or years


def _on_from(d: Duration, value: str, told: Stretch) -> Placed:
    """The years from a year told before, the days from a day; of other units nobody told where they begin."""
    count, unit = d.amount.parts[0]
    tag = Timex("DURATION", value, d.mod)
    if count is None or len(d.amount.parts) > 1 or count > _LONGEST or unit != told.unit or unit not in ("day", "year"):
        return Placed(tag, None, None, "a length of time, counted from a time that is not told as finely")
    last = stretch(unit, moved(told.start, unit, count))
    moment = Moment(told.start * dates.DAY, last.end * dates.DAY, PRECISION[unit], (PRECISION[unit],), "within")
    first = dates.edtf_year(dates.civil(told.start)[0]) if unit == "year" else dates.edtf_day(told.start)
    then = dates.edtf_year(dates.civil(last.start)[0]) if unit == "year" else dates.edtf_day(last.start)
    return Placed(tag, moment, f"{first}/{then}", f"{_words(d.amount)} on from the last date told, {first}")


def _window(d: Duration, value: str, base: int, name: str) -> Placed:
    count, unit = d.amount.parts[0]
    day = dates.edtf_day(base)
    ends = {"end": day} if d.window == -1 else {"begin": day}
    tag = Timex("DURATION", value, d.mod, **ends)
    precision = PRECISION.get(unit, "day")
    if count is None and d.window == 1:
        moment = Moment(base * dates.DAY, None, precision, (precision,), "within")
        return Placed(tag, moment, f"{day}/..", f"an open stretch that begins with {name} {day}; no end is told")
    if count is None:
        moment = Moment(None, (base + 1) * dates.DAY, precision, (precision,), "within")
        return Placed(tag, moment, f"../{day}", f"an open stretch that ends with {name} {day}; no beginning is told")
    if unit in SECONDS:
        return Placed(tag, None, None, f"{_words(d.amount)} beside a time of {name} {day} that is not told")
    edge = moved(base, unit, count * (d.window or 1))
    if abs(edge) > 4_000_000:
        return Placed(tag, None, None, "further from the anchor than a calendar reaches")
    first, last = (edge, base) if d.window == -1 else (base, edge)
    moment = Moment(first * dates.DAY, (last + 1) * dates.DAY, precision, (precision,), "throughout")
    side = "that end with" if d.window == -1 else "that begin with"
    edtf = f"{dates.edtf_day(first)}/{dates.edtf_day(last)}"
    return Placed(tag, moment, edtf, f"{_words(d.amount)} {side} {name} {day}")


# -- every Tuesday -----------------------------------------------------------------------------


def place_recurrence(r: Recurrence) -> Placed:
    """A set of times: it has a value, and no single moment."""
    why = "a set of times, not one date"
    if r.date is not None:
        tag = Timex("SET", _repeated(r.date), None, r.quant, r.freq)
    else:
        tag = Timex("SET", duration_value(r.amount) if r.amount else "PXX", None, r.quant, r.freq)
    return Placed(tag, None, None, why, inferred=False)


def _repeated(date: CalendarDate | Named) -> str:
    part = f"T{date.part}" if date.part else ""
    if isinstance(date, Named):
        day = dates.civil(dates.HOLIDAYS[date.holiday](2000))
        other = dates.civil(dates.HOLIDAYS[date.holiday](2001))
        fixed = day[1:] == other[1:]
        return (f"XXXX-{day[1]:02d}-{day[2]:02d}" if fixed else "XXXX-XX-XX") + part
    if date.weekday is not None:
        return f"XXXX-WXX-{date.weekday}{part}"
    if date.month is not None:
        return f"XXXX-{date.month:02d}" + (f"-{date.day:02d}" if date.day is not None else "") + part
    if date.season is not None:
        return f"XXXX-{date.season}"
    if date == CalendarDate():
        return "XXXX-WE"
    return f"XXXX-XX-XX{part}"


# -- now, recently, soon -----------------------------------------------------------------------


def place_vague(v: Vague, scene: Scene) -> Placed:
    """The present is the publication day; a vague past or future has no bounds of its own."""
    tag = Timex("DATE", v.reference)
    if v.reference != "PRESENT_REF":
        return Placed(tag, None, None, f"a vague {'past' if v.reference == 'PAST_REF' else 'future'}, without bounds")
    if scene.published is None or scene.narrative:
        return Placed(tag, None, None, f"the present of the text, and {NO_DATE}")
    day = stretch("day", scene.published)
    moment = Moment(day.start * dates.DAY, day.end * dates.DAY, "day", (), "within")
    text = dates.edtf_day(scene.published)
    return Placed(tag, moment, text, f"the present of the article: its publication date {text}")
