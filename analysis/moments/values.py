"""Place a TIMEX3 value that somebody gives: Timex → Placed, without the words it came from.

    "2021-12-06" → that day; "2021-Q4" → October to December; "1998-02-13TMO" → that morning; "PXY" → no moment

Values as in the TimeML 1.2.1 annotation guidelines, which extend ISO 8601. What a value leaves open (`XXXX-12-25`) or
no calendar has stays without a moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis import dates
from analysis.given import GivenTimex
from analysis.language import Language
from analysis.model import Document, Mention, Moment, PublicationDate, Span, TimeExpression, TimexType, Unit, Vague
from analysis.moments.counted import place_vague
from analysis.moments.identity import identity
from analysis.moments.scene import Placed, Scene
from analysis.moments.settle import settle
from analysis.moments.stretches import Stretch, stretch

Read = tuple[Span, TimexType, str]
GIVEN = "its value is given"
_DATE = re.compile(
    r"(?P<era>BC)?(?P<year>\d{2,9})"
    r"(?:-(?:W(?P<week>\d\d)(?:-(?:(?P<weekend>WE)|(?P<weekday>[1-7])))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)
_CLOCK = re.compile(r"(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?(Z|[+-]\d\d(?::?\d\d)?)?")
_LENGTHS: tuple[tuple[Unit, int], ...] = (("hour", 3_600), ("minute", 60), ("second", 1))


def place_given(
    document: Document,
    given: Sequence[GivenTimex],
    own: Sequence[TimeExpression],
    published: PublicationDate | None,
    language: Language,
) -> tuple[TimeExpression, ...]:
    """The given expressions, each in its place; one that was read in the same way without help keeps its reason."""
    day = None if published is None or published.day is None else dates.day_number(published.day)
    scene = Scene(document, language, day)
    read = {(t.span, t.timex.type, t.timex.value): t for t in own}
    return tuple(_expression(document, item, read, scene) for item in given)


def _expression(
    document: Document, item: GivenTimex, read: Mapping[Read, TimeExpression], scene: Scene
) -> TimeExpression:
    same = read.get((item.span, item.timex.type, item.timex.value))
    if same is not None:
        return replace(same, timex=replace(same.timex, mod=item.timex.mod or same.timex.mod))
    mention = Mention(item.span, item.span.of(document.text), "given", {})
    placed = _placed(item, scene)
    return TimeExpression(identity(document, mention), mention, item.timex, placed.moment, placed.edtf,
                          "inferred" if placed.inferred else "text", placed.reason)  # fmt: skip


def _placed(item: GivenTimex, scene: Scene) -> Placed:
    tag = item.timex
    if tag.value in ("PAST_REF", "PRESENT_REF", "FUTURE_REF"):
        return replace(place_vague(Vague(tag.value), scene), timex=tag)
    if tag.type in ("DURATION", "SET"):
        why = "a length of time, not a date" if tag.type == "DURATION" else "a set of times, not one date"
        return Placed(tag, None, None, f"{GIVEN}: {why}", inferred=False)
    date, _, time = tag.value.partition("T")
    found = _stretch(date)
    if found is None:
        return Placed(tag, None, None, f"{GIVEN}, and {tag.value!r} is no date in full")
    reason = f"{GIVEN}: {tag.value}"
    if found.unit == "day" and (clock := _CLOCK.fullmatch(time)):
        return _at(found, clock, item, reason)
    return replace(settle(found, reason, part=time if time in dates.PARTS else None, mod=tag.mod), timex=tag)


def _at(day: Stretch, clock: re.Match[str], item: GivenTimex, reason: str) -> Placed:
    """A clock time of a day, with or without the distance from UTC."""
    told = [int(part) for part in clock.groups()[:3] if part is not None]
    if any(number > limit for number, limit in zip(told, (24, 59, 59), strict=False)):
        return Placed(item.timex, None, None, f"{GIVEN}, and {item.timex.value!r} is no time of a day")
    unit, length = _LENGTHS[len(told) - 1]
    start = day.start * dates.DAY + sum(number * size for number, (_, size) in zip(told, _LENGTHS, strict=False))
    zone = clock[4]
    if zone is not None and zone != "Z":
        digits = zone[1:].replace(":", "")
        start -= (1 if zone[0] == "+" else -1) * (int(digits[:2]) * 3_600 + int(digits[2:] or 0) * 60)
    moment = Moment(start, start + length, unit, (), "within", zone, item.timex.mod == "APPROX")
    return Placed(item.timex, moment, dates.iso_second(start) + ("Z" if zone else ""), reason)


def _stretch(value: str) -> Stretch | None:
    """The part of the calendar that a date means; None for what no calendar has, or leaves open."""
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    parts = {name: int(text) for name, text in found.groupdict().items() if text is not None and text.isdecimal()}
    year = parts.pop("year")
    if len(found["year"]) < 4:
        return None if parts or found["season"] or found["era"] else _many_years(year, len(found["year"]))
    year = 1 - year if found["era"] else year
    return next(_within(year, parts, found), None)


def _many_years(number: int, digits: int) -> Stretch:
    """ "199" are the 1990s, "19" the 1900s."""
    return stretch("decade" if digits == 3 else "century", dates.day_of(number * (10 if digits == 3 else 100)))


def _within(year: int, parts: dict[str, int], found: re.Match[str]) -> Iterator[Stretch]:
    match parts:
        case {"week": week} if 1 <= week <= 53:
            monday = dates.week_start(year, week)
            weekday = parts.get("weekday")
            yield stretch("day", monday + weekday - 1) if weekday else stretch(
                "weekend" if found["weekend"] else "week", monday
            )
        case {"quarter": quarter}:
            yield stretch("quarter", dates.day_of(year, 3 * quarter))
        case {"half": half}:
            yield stretch("half", dates.day_of(year, 6 * half))
        case {"month": month} if dates.is_date(year, month, parts.get("day", 1)):
            yield stretch("day" if "day" in parts else "month", dates.day_of(year, month, parts.get("day", 1)))
        case _ if found["season"]:
            yield stretch("season", dates.season_start(year, found["season"]))
        case _ if not parts:
            yield stretch("year", dates.day_of(year))
