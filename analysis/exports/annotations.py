"""Write the annotations as JSON Lines: Narrative → annotations.jsonl, one object per article.

Offsets are code points into the article's text, ends exclusive; `begin` and `finish` are the half-open
interval of an event, null where it is open. `lines` yields the objects, for streaming. Events and expressions that were
given keep the ids that they came with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.files import write_text
from analysis.model import Span
from analysis.narrative import Narrative

SUFFIX = ".jsonl"
Row = Any  # a namedtuple of itertuples()
Names = Mapping[str, Mapping[tuple[str, Span], str]]  # the ids that were given, by document, kind and span


def export(narrative: Narrative, path: Path) -> Path:
    """Write one line per article."""
    return write_text(path, "".join(lines(narrative)))


def lines(narrative: Narrative, names: Names = {}) -> Iterator[str]:  # noqa: B006 - never changed
    """The lines, each with its newline, in the order of `narrative.documents`."""
    for document in narrative.documents.itertuples():
        line, given = _line(narrative, document), names.get(str(document.id))
        yield json.dumps(_renamed(line, given) if given else line, ensure_ascii=False) + "\n"


def _renamed(line: dict[str, Any], names: Mapping[tuple[str, Span], str]) -> dict[str, Any]:
    """The line with the ids that were given, wherever they are referred to."""
    kinds = ("timexes", "events")
    places = [(item["id"], (kind, Span(item["start"], item["end"]))) for kind in kinds for item in line[kind]]
    given = {name: names[place] for name, place in places if place in names}
    for item in (*line["timexes"], *line["events"]):
        item |= {key: given.get(item[key], item[key]) for key in ("id", "same_as") if key in item}
    for link in line["relations"]:
        link |= {key: given.get(link[key], link[key]) for key in ("source", "target")}
    return line


def _line(narrative: Narrative, document: Row) -> dict[str, Any]:
    def own(table: pd.DataFrame, column: str = "document") -> list[Row]:
        return list(table[table[column] == document.id].itertuples())

    rows = own(narrative.timeline)
    return {
        "doc": document.id,
        "sha256": document.sha256,
        "language": document.language,
        "published": {
            "value": document.published,
            "earliest": document.earliest,
            "latest": document.latest,
            "evidence": [{"start": start, "end": end} for start, end, _ in document.evidence],
        },
        "timexes": [_timex(row) for row in own(narrative.expressions)],
        "events": [event for row in rows if row.kind == "event" for event in _events(row)],
        "quotes": [_quote(row) for row in rows if row.kind == "quote"],
        "claims": [_claim(row) for row in rows if row.kind == "claim"],
        "claim_pairs": [
            {"a": row.a, "b": row.b, "relation": row.relation, "issue": row.issue} for row in own(narrative.claim_pairs)
        ],
        "relations": [
            *(
                {"source": row.source, "target": row.target, "kind": row.kind, "basis": row.basis}
                for row in own(narrative.relations)
            ),
            *(
                {"source": f"{row.id}-{place}", "target": row.id, "kind": "IDENTITY", "basis": None}
                for row in rows for place, _ in enumerate(row.mentions, 1)
            ),
        ],
    }


def _timex(row: Row) -> dict[str, object]:
    return {
        "id": row.id, "start": row.start, "end": row.end, "type": row.type, "value": row.value, "edtf": row.edtf,
        "mod": row.mod, "source": row.source,
    }  # fmt: skip


def _events(row: Row) -> Iterator[dict[str, object]]:
    """The event, and an entry for each other mention of it, which says so: TimeML marks every mention."""
    event = _event(row)
    yield event
    for place, (start, end, event_class, *_) in enumerate(row.mentions, 1):
        yield event | {
            "id": f"{row.id}-{place}", "start": start, "end": end, "class": event_class, "mentions": [],
            "on_timeline": False, "same_as": row.id,
        }  # fmt: skip


def _event(row: Row) -> dict[str, object]:
    knowledge = {"edtf": row.known_edtf, "name": row.known_event, "id": row.known_id} if row.known_id else None
    return {
        "id": row.id, "start": row.span_start, "end": row.span_end, "class": row.event_class, "label": row.label,
        "begin": _iso(row.start, row), "finish": _iso(_whole(row.end, row), row), "edtf": row.edtf,
        "granularity": "minute" if row.precision == "second" else row.precision,
        "date_source": row.date_source, "knowledge": knowledge, "certainty": row.certainty,
        "participants": [entry for p in row.participants for entry in _participant(*p)], "holder": row.holder,
        "mentions": [[start, end] for start, end, *_ in row.mentions],
        "order": None if pd.isna(row.rank) else int(row.rank),
        "on_timeline": bool(row.on_timeline),
    }  # fmt: skip


def _participant(
    name: str, role: str, kind: str, start: int, end: int, introduced: tuple[int, int] | None
) -> Iterator[dict[str, object]]:
    """The participant where the event names it, and once more where the article introduces it, if elsewhere."""
    entry: dict[str, object] = {"name": name, "role": role, "kind": kind, "start": start, "end": end, "text": name}
    yield entry
    if introduced is not None:
        yield entry | {"start": introduced[0], "end": introduced[1]}


def _quote(row: Row) -> dict[str, object]:
    return {
        "id": row.id, "start": row.span_start, "end": row.span_end, "speaker": row.holder, "via": row.via,
        "kind": row.quote_kind, "same_as": row.same_as,
    }  # fmt: skip


def _claim(row: Row) -> dict[str, object]:
    return {"id": row.id, "start": row.span_start, "end": row.span_end, "holder": row.holder, "stance": row.stance}


def _whole(end: pd.Timestamp, row: Row) -> pd.Timestamp:
    """Of a day, or a part of one: the end of that day, since the form has no unit between day and hour."""
    return end if pd.isna(end) or row.precision in ("minute", "hour", "second") else end.ceil("D")


def _iso(time: pd.Timestamp, row: Row) -> str | None:
    """A day where the interval is one of whole days, else a minute; the form has no years before 1 or after 9999."""
    if pd.isna(time) or not 1 <= time.year <= 9999:
        return None
    if row.precision in ("minute", "hour", "second"):
        return time.strftime("%Y-%m-%dT%H:%M").rjust(16, "0") + ("Z" if row.zone else "")
    return f"{time.year:04}-{time.month:02}-{time.day:02}"
