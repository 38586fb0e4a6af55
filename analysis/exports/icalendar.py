"""Write the timeline as iCalendar: Narrative → .ics for any calendar program (RFC 5545).

    BEGIN:VEVENT  SUMMARY:Planned: the trial begins  DTSTART;VALUE=DATE:20211209  STATUS:TENTATIVE

A calendar knows days and instants. A day, a month or a year is a stretch of whole days, its end exclusive; a clock time
is in UTC if its zone is told, else without one. What the article itself does not tell as a fact is tentative, what did
not happen is cancelled. What has no date, or an open one, or a year that the form does not have, is left out: the
calendar says how many.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.lettering import clean
from analysis.drawing.naming import title
from analysis.drawing.wording import CLOCK
from analysis.entries import Entry, entries
from analysis.files import write_bytes
from analysis.narrative import Narrative
from analysis.pieces import required

SUFFIX = ".ics"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - instants are counted without a zone
_STATUS = {"asserted": "CONFIRMED", "denied": "CANCELLED", "negated": "CANCELLED"}


def export(narrative: Narrative, path: Path) -> Path:
    """Write one calendar. Raises `MissingPackage` without the package `icalendar`."""
    calendars = required("icalendar", "a calendar", "exports")
    found = entries(narrative)
    shown = [e for e in found if _fits(e)]
    calendar = calendars.Calendar()
    calendar.add("prodid", "-//narrative-timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("name", title(narrative))
    calendar.add("x-wr-calname", title(narrative))  # what most programs read instead of the NAME of RFC 7986
    left = ": the others have no date, an open one, or a year outside 1 to 9999" if len(shown) < len(found) else ""
    calendar.add("description", f"{len(shown)} of {len(found)} events{left}.")
    for entry in shown:
        calendar.add_component(_event(entry, calendars))
    return write_bytes(path, calendar.to_ical())


def _fits(entry: Entry) -> bool:
    start, end = entry.item.start, entry.item.end
    if start is None or end is None:
        return False
    return dates.civil(start // DAY)[0] >= 1 and dates.civil(end // DAY)[0] <= 9_999


def _event(entry: Entry, calendars: object) -> object:
    item = entry.item
    assert item.start is not None and item.end is not None
    event = calendars.Event()  # type: ignore[attr-defined]
    event.add("uid", f"{item.id}@narrative-timeline")
    event.add("dtstamp", _stamp(entry))
    event.add("summary", clean(entry.headline))
    event.add("dtstart", _time(item.start, item.precision, item.zoned))
    event.add("dtend", _time(item.end, item.precision, item.zoned, last=True))
    sure = item.certainty != "asserted" or item.holder is None  # somebody's word is no fact of the article's
    event.add("status", _STATUS.get(item.certainty, "TENTATIVE") if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # it makes nobody busy
    event.add("categories", [item.certainty])
    event.add("description", "\n".join(filter(None, (
        clean("".join(entry.sentence)), entry.standing, f"When: {entry.when}. {entry.why}", f"From: {entry.source}",
    ))))  # fmt: skip
    if item.places:
        event.add("location", ", ".join(item.places))
    return event


def _time(instant: int, precision: str, zoned: bool, *, last: bool = False) -> date:
    """A day, or a clock time; a day that ends within itself ends with the next one."""
    if precision in CLOCK:
        moment = _EPOCH + timedelta(seconds=instant)
        return moment.replace(tzinfo=UTC) if zoned else moment
    return (_EPOCH + timedelta(days=-(-instant // DAY) if last else instant // DAY)).date()


def _stamp(entry: Entry) -> datetime:
    """RFC 5545 wants one: the day of publication, or the epoch; not the clock, so that two runs are the same."""
    published = entry.row.published
    days = dates.day_number(published) if isinstance(published, str) else 0
    return (_EPOCH + timedelta(days=days)).replace(tzinfo=UTC)
