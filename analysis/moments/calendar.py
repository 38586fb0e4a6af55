"""Place calendar dates and holidays: what is stated, completed from the anchor by tense and nearness.

"Monday" → the Monday on or before the publication date, if the sentence looks back
"June" → the latest June, month precision; its day is never invented
"""

from __future__ import annotations

from dataclasses import replace

from analysis import dates
from analysis.model import CalendarDate, Mention, Named, Unit
from analysis.moments.scene import TOLD, Placed, Scene
from analysis.moments.settle import NO_DATE, settle, settled, unplaced
from analysis.moments.stretches import Stretch, moved, stretch, timex
from analysis.moments.weekdays import place_week, place_weekday, weekday_of_month

_TURN = 320  # days back within a year that mean that the year has turned
_SOON = 75  # days; a day of some month this near is the one that is meant
_NEXT = 31  # days until the month that comes next begins
_LONG_AGO = 15  # years; what a paragraph tells of a time so far back is history, what is nearer may be a flashback
_CLOSE = 3  # words before a month among which a past verb is its own
_FRESH = 120  # days; a quarter that ended within them is the one that is reported on
_PIVOT = 10  # years ahead of the anchor that a two-figure year may lie


def place_calendar(mention: Mention, date: CalendarDate, scene: Scene) -> Placed:
    """A calendar date, by the finest unit that it states."""
    if date.quarter == 0:  # it does not carry the report on
        return replace(place_calendar(mention, _same_quarter(date, scene), scene), focus=None)
    date = _with_year(date, scene)
    if date.month is not None:
        return _month(mention, date, scene)
    for unit, stated in (("quarter", date.quarter), ("season", date.season), ("half", date.half)):
        if stated is not None:
            return _part_of_year(mention, date, unit, scene)
    if date.week is not None and date.year is not None:
        return place_week(date.year, date.week)
    if date.weekday is not None:
        return place_weekday(mention, date, scene)
    if date.decade is not None:
        return _decade(date, scene)
    if date.century is not None:
        return _century(date)
    if date.day is not None:
        return _day_of_month(mention, date, scene)
    if date.year is not None:
        return _year(date)
    return _part_of_day(mention, date, scene)


def _same_quarter(date: CalendarDate, scene: Scene) -> CalendarDate:
    """ "the 1988 period": the quarter reported on, of another year; quarter 0 says "the same one"."""
    return replace(date, quarter=None if scene.quarter is None else (dates.civil(scene.quarter.start)[1] + 2) // 3)


def _year(date: CalendarDate) -> Placed:
    assert date.year is not None
    s = stretch("year", dates.day_of(date.year))
    inferred = date.short_year is not None or date.year_shift is not None
    reason = f"the year {timex(s)}" + (" by its last two figures" if date.short_year is not None else " as written")
    return settle(s, reason, mod=date.mod, part=date.part, inferred=inferred, said=("year",))


def _with_year(date: CalendarDate, scene: Scene) -> CalendarDate:
    """The year from two figures, or counted from the anchor's year."""
    if date.year is not None:
        return date
    if date.short_year is not None:
        return replace(date, year=century_of(date.short_year, scene))
    base = scene.anchor(False)
    if date.story and scene.last is not None:  # "of that year": also that of an aside
        base = (scene.last.start, TOLD)
    if date.year_shift is not None and base is not None:
        return replace(date, year=dates.civil(base[0])[0] + date.year_shift)
    return date


def century_of(short: int, scene: Scene) -> int:
    """The year with these last two figures: the latest that is not far ahead of the anchor."""
    base = scene.anchor(False) or scene.anchor(True)
    if base is None:
        return short + (1900 if short > _PIVOT else 2000)
    year = dates.civil(base[0])[0]
    if scene.narrative and scene.focus is not None:
        near = year - year % 100 + short
        return min((near - 100, near, near + 100), key=lambda y: abs(y - year))
    found = year - year % 100 + short
    return found - 100 if found > year + _PIVOT else found + 100 if found < year - 100 + _PIVOT else found


# -- months and days ---------------------------------------------------------------------------


def _month(mention: Mention, date: CalendarDate, scene: Scene) -> Placed:
    assert date.month is not None
    said: tuple[Unit, ...] = ("month",) if date.day is None and date.week is None else ("month", "day")
    if date.year is not None:
        s = _of_month(date, date.year)
        if s is None:
            return _no_such_day(date, dates.timex_year(date.year))
        inferred = date.short_year is not None or date.year_shift is not None
        told = "its year counted from the anchor" if inferred else "as written"
        return settled(s, f"the {s.unit} {timex(s)}, {told}", date, inferred=inferred, said=("year", *said))
    base = _base(mention, scene)
    if date.story and date.relative == 1:  # "the following June": behind the whole of what was told last
        last = scene.last or scene.focus
        base = (last.end - 1, TOLD) if last is not None else None
    if base is None:
        value = f"XXXX-{date.month:02d}" + (f"-{date.day:02d}" if date.day is not None else "")
        return unplaced(value, f"no year is stated, and {NO_DATE}", part=date.part, mod=date.mod)
    anchor, name = base
    year = dates.civil(anchor)[0]
    options = [s for y in (year - 1, year, year + 1) if (s := _of_month(date, y)) is not None]
    if not options:
        options = [s for y in range(year - 8, year + 9) if (s := _of_month(date, y)) is not None]
    if not options:
        return _no_such_day(date, "XXXX")
    chosen, why = _choose(mention, options, date.relative, base, scene)
    others = tuple(f"{timex(o)}: not taken" for o in options if o != chosen)
    reason = f"'{mention.text}' without a year, {why} {name} {dates.edtf_day(anchor)}: {timex(chosen)}"
    return settled(chosen, reason, date, said=said, alternatives=others)


def _base(mention: Mention, scene: Scene) -> tuple[int, str] | None:
    """What a date without a year is near to: in an article without a date, only what its own paragraph told."""
    base = scene.anchor(False)
    if base is not None and _is_history(mention, base[0], scene):
        return scene.anchor(True)
    if base is not None or scene.narrative or not scene.near(mention):
        return base or (scene.anchor(True) if scene.narrative else None)
    return None if scene.tense(mention)[0] == 1 else scene.anchor(True)


def _is_history(mention: Mention, day: int, scene: Scene) -> bool:
    """ "In March 1917 the tsar abdicated. In November …": the paragraph tells of a year long before the article.

    In one sentence two years are enough: "On April 3, 2011, they found it; they raised it in May", in 2023.
    """
    if not scene.news or scene.focus is None or not scene.near(mention):
        return False
    told, now = dates.civil(scene.focus.start)[0], dates.civil(day)[0]
    far = now - told > _LONG_AGO or now - told > 1 and scene.same_sentence(mention)
    return far and scene.focus.unit in ("day", "month") and scene.tense(mention)[0] != 1


def _of_month(date: CalendarDate, year: int) -> Stretch | None:
    assert date.month is not None
    if date.week is not None and date.weekday is not None:
        return weekday_of_month(year, date.month, date.week, date.weekday)
    if date.day is None:
        return stretch("month", dates.day_of(year, date.month))
    if not dates.is_date(year, date.month, date.day):
        return None
    return stretch("day", dates.day_of(year, date.month, date.day))


def _no_such_day(date: CalendarDate, year: str) -> Placed:
    what = f"no day {date.day}" if date.day is not None else "no such weekday"
    return unplaced(f"{year}-{date.month:02d}-XX", f"that month has {what}", mod=date.mod)


def _choose(
    mention: Mention, options: list[Stretch], relative: int | None, base: tuple[int, str], scene: Scene
) -> tuple[Stretch, str]:
    """Which of some stretches, a year apart, is meant: by an explicit word, by tense, or the nearest."""
    anchor, name = base
    past = [s for s in options if s.start <= anchor]
    future = [s for s in options if s.end > anchor]
    if relative == -1:
        over = [s for s in options if s.end <= anchor]
        return (over or options)[-1 if over else 0], "the last one before"
    if relative == 1:
        coming = [s for s in options if s.start > anchor]
        return (coming or options)[0 if coming else -1], "the next one after"
    near = min(options, key=lambda s: (_distance(s, anchor), s.start))
    if scene.focus is not None and name == TOLD:
        return _story_year(options, scene.focus), "the one that the story has come to, by"
    if relative == 0 or scene.narrative:
        same = [s for s in options if dates.civil(s.start)[0] == dates.civil(anchor)[0]]
        return (same or [near])[0], "in the year of"
    day = options[0].unit == "day"
    if day and _distance(near, anchor) <= _SOON:
        return near, "the nearest to"
    direction, cue = scene.tense(mention, weak=day or options[0].unit == "month")
    past_verb = scene.tense(mention, within=_CLOSE)[0] == -1  # "was published in January"
    past_verb = past_verb or direction == -1 and _is_over(mention, cue, scene)
    if options[0].unit == "month" and 0 < near.start - anchor <= _NEXT and not past_verb:
        return near, "the month that comes next after"  # eleven months ago it would be "last November"
    fresh = options[0].unit in ("quarter", "half") and past and anchor - past[-1].end < _FRESH
    if direction == 1 and future and not fresh:
        return future[0], f"in the future tense ('{cue}'): the first on or after"
    if past and (direction == -1 or scene.document.kind != "post"):
        return past[-1], "the last one on or before"
    return near, "the nearest to"


def _is_over(mention: Mention, past: str, scene: Scene) -> bool:
    """ "Left the army in January": the month is that of the past verb.

    Not of what is to be done ("decided to leave in January"), of another clause ("elected a president who takes office
    in January"), nor of what one may speak of beforehand ("announced a summit in January", "gave him until January").
    """
    words, verb, said = scene.language.words, past.lower(), scene.before(mention)
    if verb in words("anchoring", "announcing") or not words("anchoring", "inside").issuperset(said[-1:]):
        return False
    behind = said[len(said) - said[::-1].index(verb) :] if verb in said else []
    gerunds = tuple(words("anchoring", "gerund"))
    return words("anchoring", "other_clause").isdisjoint(behind) and not any(w.endswith(gerunds) for w in behind)


def _story_year(options: list[Stretch], focus: Stretch) -> Stretch:
    """In a narrative: within the year told; after December, January is the next year's."""
    if focus.unit in ("year", "decade", "century"):
        return next((s for s in options if focus.start < s.end <= focus.end), options[-1])
    if options[0].unit == "season" and dates.civil(options[0].start)[1] == 12:
        return next((s for s in options if s.end > focus.start), options[-1])  # this winter, or the one that comes
    year = dates.civil(focus.start)[0]
    same = next((s for s in options if dates.civil(s.start)[0] == year), options[-1])
    return options[-1] if focus.start - same.start > _TURN else same


def _distance(s: Stretch, day: int) -> int:
    return s.start - day if s.start > day else max(0, day - s.end + 1)


# -- parts of the year -------------------------------------------------------------------------


def _part_of_year(mention: Mention, date: CalendarDate, unit: str, scene: Scene) -> Placed:
    said: tuple[Unit, ...] = ("season",) if unit == "season" else ("quarter",)
    if date.year is not None:
        s = _of_year(date, unit, date.year)
        told = "as written" if date.short_year is None and date.year_shift is None else "its year from the anchor"
        return settled(s, f"the {unit} {timex(s)}, {told}", date, inferred=told != "as written", said=("year", *said))
    base = _base(mention, scene)
    if base is None:
        code = date.season or (f"Q{date.quarter}" if date.quarter else f"H{date.half}")
        return unplaced(f"XXXX-{code}", f"no year is stated, and {NO_DATE}", mod=date.mod)
    anchor, name = base
    year = dates.civil(anchor)[0]
    options = [_of_year(date, unit, y) for y in (year - 1, year, year + 1)]
    chosen, why = _choose(mention, options, date.relative, base, scene)
    others = tuple(f"{timex(o)}: not taken" for o in options if o != chosen)
    reason = f"'{mention.text}' without a year, {why} {name} {dates.edtf_day(anchor)}: {timex(chosen)}"
    return settled(chosen, reason, date, said=said, alternatives=others)


def _of_year(date: CalendarDate, unit: str, year: int) -> Stretch:
    if unit == "season":
        start = dates.season_start(year, date.season or "SP")
        return Stretch("season", start, dates.add_months(start, 3))
    number, size = (date.quarter or 1, 3) if unit == "quarter" else (date.half or 1, 6)
    return Stretch(unit, *dates.months_from(year, (min(number, 12 // size) - 1) * size + 1, size))


# -- the rest ----------------------------------------------------------------------------------


def _decade(date: CalendarDate, scene: Scene) -> Placed:
    assert date.decade is not None
    start = date.decade
    if 1000 <= start <= 1900 and start % 100 == 0:  # "the 1700s"
        return _century(replace(date, decade=None, century=start // 100 + 1))
    if 0 <= start < 100:
        base, start = scene.anchor(False) or scene.anchor(True), century_of(start, scene)
        start -= 100 if base is not None and start > dates.civil(base[0])[0] else 0  # "the thirties" are over
    s = stretch("decade", dates.day_of(start)) if start > 0 else _years(start, 10)
    return settled(s, f"the decade from {start}", date, inferred=date.decade < 100, said=("decade",))


def _century(date: CalendarDate) -> Placed:
    assert date.century is not None
    number = date.century
    s = _years(number * 100 + 1 if number < 0 else (number - 1) * 100, 100)
    return settled(s, f"century {date.century}, its years as counted from {dates.edtf_day(s.start)[:-6]}", date,
                    inferred=False, said=("century",))  # fmt: skip


def _years(first: int, count: int) -> Stretch:
    return Stretch("century" if count == 100 else "decade", dates.day_of(first), dates.day_of(first + count))


def _day_of_month(mention: Mention, date: CalendarDate, scene: Scene) -> Placed:
    assert date.day is not None
    told = scene.focus is not None and scene.focus.unit in ("day", "month") and scene.near(mention)
    base = scene.anchor(told)
    if base is None:
        return unplaced(f"XXXX-XX-{date.day:02d}", f"no month is stated, and {NO_DATE}", part=date.part, mod=date.mod)
    anchor, name = base
    start = dates.period("month", anchor)[0]
    months = [moved(start, "month", n) for n in (-1, 0, 1)]
    options = [m + date.day - 1 for m in months if date.day <= dates.month_length(*dates.civil(m)[:2])]
    same = [d for d in options if dates.period("month", d)[0] == start]
    chosen = same[0] if same else min(options, key=lambda d: abs(d - anchor))
    reason = f"day {date.day} of the month of {name} {dates.edtf_day(anchor)}"
    return settled(stretch("day", chosen), reason, date, said=("day",))


def _part_of_day(mention: Mention, date: CalendarDate, scene: Scene) -> Placed:
    base = scene.anchor(scene.document.kind != "post" and scene.near(mention))
    if base is None:
        return unplaced("XXXX-XX-XX", f"a part of a day, and {NO_DATE}", part=date.part, mod=date.mod)
    if scene.focus is not None and base[0] == scene.focus.start and scene.focus.unit != "day":
        value = timex(scene.focus) + ("-XX" if scene.focus.unit == "month" else "")
        if scene.narrative:
            return unplaced(value, "a part of a day that is not told", part=date.part, mod=date.mod)
        base = (scene.published, "the publication date") if scene.published is not None else base
    reason = f"a part of the day of {base[1]} {dates.edtf_day(base[0])}"
    return settled(stretch("day", base[0]), reason, date)


# -- holidays ----------------------------------------------------------------------------------


def place_named(mention: Mention, named: Named, scene: Scene) -> Placed:
    """A holiday, in the stated year or in the one that tense and nearness tell."""
    rule = dates.HOLIDAYS[named.holiday]
    base = _base(mention, scene)
    year = named.year
    if year is None and named.year_shift is not None and base is not None:
        year = dates.civil(base[0])[0] + named.year_shift
    if year is not None:
        s = stretch("day", rule(year))
        return settled(s, f"the holiday {named.holiday} of {year}", named, inferred=named.year is None)
    if base is None:
        return unplaced("XXXX-XX-XX", f"a holiday without a year, and {NO_DATE}", part=named.part, mod=named.mod)
    anchor, name = base
    now = dates.civil(anchor)[0]
    options = [stretch("day", rule(y)) for y in (now - 1, now, now + 1)]
    chosen, why = _choose(mention, options, named.relative, base, scene)
    reason = f"the holiday {named.holiday}, {why} {name} {dates.edtf_day(anchor)}"
    return settled(chosen, reason, named, alternatives=tuple(f"{timex(o)}: not taken" for o in options if o != chosen))
