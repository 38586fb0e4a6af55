"""Write the timeline as TimelineJS 3 JSON: Narrative → file for https://timeline.knightlab.com, or a copy of one's own.

    {"events": [{"start_date": {"year": 2021, "month": 6}, "display_date": "June 2021", "text": {"headline": "…"}}]}

A date is as fine as it is known; what lies some time within it says so. What did not happen, or is only alleged or
planned, says so in its headline and stands in a row of its own. What has no date stands on the title's slide: the form
has no place for it on its axis. (TimelineJS shows no timeline without an event: of an article without any date it says
that there are none.) Addresses in the text of an article are not made into links.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.lettering import ELLIPSIS, clean
from analysis.drawing.naming import title
from analysis.drawing.theme import CERTAINTY
from analysis.drawing.wording import CLOCK
from analysis.entries import Entry, entries
from analysis.files import write_text
from analysis.model import Instant
from analysis.narrative import Narrative

SUFFIX = ".json"
_YEARS = ("year", "decade", "century")
_MONTHS = ("month", "quarter", "season")
_LONGEST = 240  # characters of a headline


def export(narrative: Narrative, path: Path) -> Path:
    """Write one object: a slide per dated event of the timeline, and the title."""
    found = entries(narrative)
    dated, undated = [e for e in found if e.item.dated], [e for e in found if not e.item.dated]
    made = {"title": _title(narrative, undated), "events": [_slide(e) for e in dated]}
    return write_text(path, json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def _title(narrative: Narrative, undated: list[Entry]) -> dict[str, object]:
    lines = "".join(f"<li>{_html(e.headline)}: <q>{_sentence(e)}</q></li>" for e in undated)
    text = f"<p>Told without a date:</p><ul>{lines}</ul>" if undated else ""
    return {"text": {"headline": _headline(title(narrative)), "text": _wrapped(text)}, "autolink": False,
            "unique_id": "title"}  # fmt: skip


def _slide(entry: Entry) -> dict[str, object]:
    item = entry.item
    start, last = _ends(entry)
    slide: dict[str, object] = {"unique_id": item.id, "start_date": _date(start, item.precision), "autolink": False}
    if last is not None and _date(last, item.precision) != slide["start_date"]:
        slide["end_date"] = _date(last, item.precision)
    standing = f"<p>{_html(entry.standing)}</p>" if entry.standing else ""
    source = f"<p><small>{_html(entry.source)}. {_html(entry.why)}</small></p>"
    return slide | {
        "display_date": _html(entry.when),
        "group": CERTAINTY[item.certainty].word,
        "text": {
            "headline": _headline(entry.headline),
            "text": _wrapped(f"<p>{_sentence(entry)}</p>{standing}{source}"),
        },
    }


def _ends(entry: Entry) -> tuple[Instant, Instant | None]:
    """The first and the last instant that the axis shows; of an open stretch only the end that is known."""
    start, end = entry.item.start, entry.item.end
    if start is None:
        assert end is not None
        return end - 1, None
    return start, end - 1 if end is not None else None


def _date(instant: Instant, precision: str) -> dict[str, int]:
    """TimelineJS counts years before Christ from -1."""
    year, month, day = dates.civil(instant // DAY)
    found = {"year": year if year > 0 else year - 1}
    if precision in _YEARS:
        return found
    found["month"] = month
    if precision in _MONTHS:
        return found
    found["day"] = day
    if precision in CLOCK:
        found |= {"hour": instant % DAY // 3_600, "minute": instant % 3_600 // 60}
    return found


def _sentence(entry: Entry) -> str:
    before, words, after = map(escape, entry.sentence)
    return f"{before}<b>{words}</b>{after}"


def _headline(text: str) -> str:
    """A headline that fits on a slide."""
    text = clean(text)
    return escape(text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + ELLIPSIS)


def _wrapped(text: str) -> str:
    """A word wider than the slide is broken, rather than the slide."""
    return f'<div style="overflow-wrap: anywhere">{text}</div>' if text else ""


def _html(text: str) -> str:
    return escape(clean(text))
