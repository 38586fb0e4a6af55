"""Read the date that a person gives: EDTF or ISO 8601 text → Moment.

    read_date("2014-03") → March 2014; read_date("2014-02-20/2014-03-18") → all of these days

`a/b` lasts all the time (`throughout`), `[a..b]` lies somewhere in it (EDTF level 2, one of a set). Clock times are
ISO 8601, with a zone or without: "2021-12-07T15:07Z", "2021-12-07T15:07Z/2021-12-07T17:07Z".
"""

from __future__ import annotations

import re

from analysis import dates
from analysis.model import Instant, Moment

NONE = "none"  # "there is no date"
FORMS = (
    "a date such as 2014-03-18, 2014-03 or 2014, an interval such as 2014-02-20/2014-03-18 or 2014-03-18/.., "
    "a time such as 2021-12-07T15:07Z, or none"
)
_FORM = re.compile(r"[0-9TZ:./~?%+\[\]-]{1,60}", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?", re.ASCII)
_YEARS = (dates.day_of(-9999) * dates.DAY, dates.day_of(10_000) * dates.DAY)


def read_date(text: str) -> tuple[Moment | None, str | None]:
    """The moment, and its EDTF where EDTF has a form; both None for "none". Raises `ValueError`."""
    if text == NONE:
        return None, None
    moment, edtf = _clock(text) if "T" in text else _calendar(text)
    bounds = [bound for bound in (moment.start, moment.end) if bound is not None]
    if not all(_YEARS[0] <= bound <= _YEARS[1] for bound in bounds):
        raise ValueError(f"expected a year from -9999 to 9999, got {text[:60]!r}")
    if len(bounds) == 2 and bounds[1] <= bounds[0]:
        raise ValueError(f"{text[:60]!r} ends before it begins")
    return moment, edtf


def _calendar(text: str) -> tuple[Moment, str]:
    found = dates.edtf_bounds(text) if _FORM.fullmatch(text) and _balanced(text) else None
    if found is None:
        raise ValueError(f"expected {FORMS}, got {text[:60]!r}")
    start, end, precision, approximate = found
    holds = "throughout" if "/" in text else "within"
    return Moment(start, end, precision, (), holds, None, approximate), text  # type: ignore[arg-type]


def _balanced(text: str) -> bool:
    """Brackets around all of it and a set in them, or no brackets."""
    bracketed = text.startswith("[") and text.endswith("]")
    inner = text[1:-1] if bracketed else text
    return not set("[]") & set(inner) and bracketed == (".." in text and "/" not in text)


def _clock(text: str) -> tuple[Moment, str | None]:
    found = [_TIME.fullmatch(half) for half in text.split("/")]
    if len(found) > 2 or None in found:
        raise ValueError(f"expected {FORMS}, got {text[:60]!r}")
    points = [_instant(match) for match in found if match]
    zones = {match[4] for match in found if match}
    if len(zones) > 1:
        raise ValueError(f"expected the same zone at both ends, or none, got {text[:60]!r}")
    zone = zones.pop()
    named = "UTC" if zone == "Z" else zone
    if len(points) == 2:  # EDTF has no intervals between clock times (Library of Congress, EDTF, level 0)
        return Moment(points[0], points[1], "minute", (), "throughout", named), None
    edtf = dates.iso_second(points[0]) + ("Z" if zone else "")
    return Moment(points[0], points[0] + 60, "minute", (), "within", named), edtf


def _instant(found: re.Match[str]) -> Instant:
    day, hour, minute, zone = found.groups()
    east = 0
    if zone and zone != "Z":
        east = (-1 if zone[0] == "-" else 1) * (int(zone[1:3]) * 60 + int(zone[4:6]))
    return dates.day_number(day) * dates.DAY + int(hour) * 3_600 + (int(minute) - east) * 60


def told(moment: Moment | None, edtf: str | None) -> str:
    """A date in short: its EDTF, or the interval, or none."""
    if edtf is not None or moment is None:
        return edtf or NONE
    start, end = ("" if bound is None else dates.iso_minute(bound) for bound in (moment.start, moment.end))
    return f"{start or '..'}/{end or '..'}"
