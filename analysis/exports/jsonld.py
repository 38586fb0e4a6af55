"""Write the timeline as JSON-LD 1.1: Narrative → schema.org events and claims, with Web Annotations of their words.

    {"@type": "Event", "name": "…", "startDate": "2021-06", "temporalCoverage": "2021-06"}

What the article tells as a fact, or as planned, is an `Event`. What is alleged, denied or told as not having happened
is a `Claim` of whoever says so, never an event: a machine that reads this must not take it for one. Each has an
annotation (W3C Web Annotation Data Model) with the words in their article, by quotation and by position (code points),
and says where it was derived from (PROV-O). A date is as fine as it is known; the whole of it is in EDTF, and `holds`
tells what happened some time within it from what went on throughout.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.lettering import clean
from analysis.drawing.wording import CLOCK
from analysis.entries import Entry, entries
from analysis.files import write_text
from analysis.model import Instant
from analysis.narrative import Narrative

SUFFIX = ".jsonld"
CONTEXT = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": {"@id": "dcterms:temporal", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "certainty": "urn:narrative-timeline:certainty",
    "reason": "urn:narrative-timeline:reason",
    "holds": "urn:narrative-timeline:holds",
}
AROUND = 32  # code points of the quotation's surroundings
_EVENTS = ("asserted", "future")


def export(narrative: Narrative, path: Path) -> Path:
    """Write one graph: the articles, what they tell, and the words that it rests on."""
    texts = dict(zip(narrative.documents["id"], narrative.documents["text"], strict=True))
    graph: list[dict[str, Any]] = [_article(row) for row in narrative.documents.itertuples()]
    for entry in entries(narrative):
        graph += [_told(entry), _annotation(entry, texts[entry.item.document])]
    made = {"@context": CONTEXT, "@graph": graph}
    return write_text(path, json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def _article(row: Any) -> dict[str, Any]:
    found = {
        "@id": f"urn:sha256:{row.sha256}", "@type": "NewsArticle", "identifier": row.id, "inLanguage": row.language,
        "headline": clean(row.title) if isinstance(row.title, str) else None,
        "url": row.url if isinstance(row.url, str) else None,
        "datePublished": row.published if isinstance(row.published, str) else None,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value is not None}


def _told(entry: Entry) -> dict[str, Any]:
    item = entry.item
    found: dict[str, Any] = {
        "@id": f"urn:narrative-timeline:{item.id}", "name": item.label, "certainty": item.certainty,
        "reason": entry.why, "prov:wasDerivedFrom": {"@id": f"urn:sha256:{entry.row.sha256}"},
    }  # fmt: skip
    if isinstance(entry.row.edtf, str):
        found["edtf"] = entry.row.edtf
    if item.dated:
        found["holds"] = item.holds
    if item.certainty in _EVENTS:
        return found | {"@type": "Event"} | _event(entry)
    claim = {"@type": "Claim", "text": entry.headline, "appearance": {"@id": f"urn:sha256:{entry.row.sha256}"}}
    return found | claim | ({"author": {"@type": "Thing", "name": entry.holder}} if entry.holder else {})


def _event(entry: Entry) -> dict[str, Any]:
    item = entry.item
    found: dict[str, Any] = {}
    if item.start is not None:
        found["startDate"] = _iso(item.start, item.precision, item.zoned)
    if item.end is not None:
        last = item.end if item.precision in CLOCK else item.end - 1
        found["endDate"] = _iso(last, item.precision, item.zoned)
    if item.certainty == "future":
        found["eventStatus"] = {"@id": "https://schema.org/EventScheduled"}
    if item.actors:
        found["actor"] = [{"@type": "Thing", "name": name} for name in item.actors]
    if item.places:
        found["location"] = [{"@type": "Place", "name": name} for name in item.places]
    if entry.holder:
        found["prov:wasAttributedTo"] = {"@type": "prov:Agent", "name": entry.holder}
    return found


def _iso(instant: Instant, precision: str, zoned: bool) -> str:
    """ISO 8601, as much of it as is known; a clock time without a zone has none."""
    y, m, d = dates.civil(instant // DAY)
    years = f"{y:04d}" if 0 <= y <= 9_999 else f"{y:+07d}"
    if precision in ("year", "decade", "century"):
        return years
    if precision in ("month", "quarter", "season"):
        return f"{years}-{m:02d}"
    if precision in CLOCK:
        seconds = instant % DAY
        return f"{years}-{m:02d}-{d:02d}T{seconds // 3_600:02d}:{seconds % 3_600 // 60:02d}{'Z' if zoned else ''}"
    return f"{years}-{m:02d}-{d:02d}"


def _annotation(entry: Entry, text: str) -> dict[str, Any]:
    start, end = int(entry.row.span_start), int(entry.row.span_end)
    return {
        "@id": f"urn:narrative-timeline:{entry.item.id}:words", "@type": "oa:Annotation",
        "oa:hasBody": {"@id": f"urn:narrative-timeline:{entry.item.id}"},
        "oa:hasTarget": {
            "oa:hasSource": {"@id": f"urn:sha256:{entry.row.sha256}"},
            "oa:hasSelector": [
                {"@type": "oa:TextQuoteSelector", "oa:exact": text[start:end],
                 "oa:prefix": text[max(0, start - AROUND) : start], "oa:suffix": text[end : end + AROUND]},
                {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end},
            ],
        },
    }  # fmt: skip
