"""Write down what a person corrects: Narrative, row → an entry more in the corrections file.

    write_correction("a.toml", narrative, row_id, author="A. Smith", time="2026-01-02", reason="…", date="2014-03")

The row is given by its id, which holds in this narrative; the entry quotes its words, which hold in any. The time is
the caller's to tell: nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corrections.file import add_entry
from analysis.corrections.placing import sentence_around, text_of
from analysis.errata import Correction, Words
from analysis.errors import BadCorrections, UnknownName
from analysis.model import Span

if TYPE_CHECKING:
    from analysis.narrative import Narrative

FIELDS = ("date", "label", "certainty", "people", "holder")
DEEDS = ("hide", "merge_into", "split")
Table = dict[str, Any]


def write_correction(
    path: str | Path, narrative: Narrative, row_id: str, *, author: str, time: str, reason: str, **changes: Any
) -> Correction:
    """Append a correction of one row to the file at `path` (made if there is none), and give it back.

    `changes`: `date` (EDTF or ISO 8601; "none"), `label`, `certainty`, `people` ((name, role), …), `holder` (None: the
    article itself); or one of `hide=True`, `merge_into` (the id of another event) and `split` ((start, end) of another
    mention of the row). Raises `UnknownName` for an id that is none, `BadCorrections` and `UnwritableOutput`.
    """
    row = _row(narrative, row_id)
    deed = _deed(changes)
    if deed == "split":
        entry = _at(narrative, row["document"], _mention(row, changes["split"]))
    else:
        entry = _at(narrative, row["document"], Span(row["span_start"], row["span_end"]), _sentence(row))
    entry |= {"kind": row["kind"], "action": deed}
    if deed == "merge":
        entry |= _into(narrative, row, changes["merge_into"])
    return add_entry(path, entry | _fields(changes) | {"author": author, "time": time, "reason": reason})


def add_row(
    path: str | Path,
    narrative: Narrative,
    document: str,
    span: tuple[int, int],
    *,
    author: str,
    time: str,
    reason: str,
    label: str,
    **changes: Any,
) -> Correction:
    """Append a row by hand on the words at `span` (code points) of an article; `changes` as of a correction.

    Raises `UnknownName` for an article that is none, `BadCorrections` and `UnwritableOutput`.
    """
    if deeds := [name for name in changes if name in DEEDS]:
        raise BadCorrections(f"{deeds[0]} does not go with a row that is added: correct a row that is there")
    place = Span(*span)
    rows = narrative.timeline
    same = rows[(rows["document"] == document) & (rows["span_start"] == place.start) & (rows["span_end"] == place.end)]
    if (same["kind"] == "event").any():
        raise BadCorrections(f"the words at {place.start}–{place.end} of {document} have a row: correct that one")
    entry = _at(narrative, document, place) | {"kind": "event", "action": "add", "label": label}
    return add_entry(path, entry | _fields(changes) | {"author": author, "time": time, "reason": reason})


def _row(narrative: Narrative, row_id: str) -> Table:
    rows = narrative.timeline[narrative.timeline["id"] == row_id]
    if not len(rows):
        raise UnknownName(f"no row has the id {str(row_id)[:60]!r}: take one of narrative.timeline['id']")
    return dict(rows.iloc[0])


def _deed(changes: Mapping[str, Any]) -> str:
    if unknown := sorted(set(changes) - {*FIELDS, *DEEDS}):
        raise BadCorrections(
            f"there is nothing called {unknown[0]!r} to correct: choose of {', '.join((*FIELDS, *DEEDS))}"
        )
    asked = [name for name in DEEDS if name in changes and changes[name] not in (None, False)]
    if len(asked) > 1:
        raise BadCorrections(f"{' and '.join(asked)} are two corrections: make one after the other")
    return asked[0].removesuffix("_into") if asked else "change"


def _fields(changes: Mapping[str, Any]) -> Table:
    """As the file has them; what is not text there is told by the check of the entry."""
    entry = {name: changes[name] for name in FIELDS if name in changes}
    if "holder" in entry and entry["holder"] is None:
        entry["holder"] = ""
    if isinstance(entry.get("people"), Sequence) and not isinstance(entry["people"], str):
        entry["people"] = [
            {"name": p[0], "role": p[1]} if isinstance(p, Sequence) and not isinstance(p, str) and len(p) == 2 else p
            for p in entry["people"]
        ]
    return entry


def _at(narrative: Narrative, document: str, span: Span, sentence: Span | None = None) -> Table:
    """Which article, and which words of it."""
    found = narrative.documents[narrative.documents["id"] == document]
    if not len(found):
        known = ", ".join(map(str, narrative.documents["id"].head(8)))
        raise UnknownName(f"there is no article {document[:60]!r}: choose one of {known}")
    article = found.iloc[0]
    title = {"title": article["title"]} if article["title"] else {}
    words = _words(article["text"], span, sentence or _around(narrative, document, article["text"], span))
    return {"document": document, "sha256": article["sha256"], **title, **_keys(words, "")}


def _words(text: str, span: Span, sentence: Span) -> Words:
    if not 0 <= span.start < span.end <= len(text) or not span.of(text).strip():
        raise BadCorrections(f"there are no words at {span.start}–{span.end} of a text of {len(text):,} characters")
    words = text_of(text).words(span, sentence)
    if words is None:
        raise BadCorrections(
            f"the words {span.of(text)[:60]!r} stand in several places that nothing around them tells apart: take more"
        )
    return words


def _keys(words: Words, which: str) -> dict[str, str]:
    return {f"{which}exact": words.exact, f"{which}prefix": words.prefix, f"{which}suffix": words.suffix}


def _sentence(row: Mapping[Any, Any]) -> Span:
    return Span(row["sentence_start"], row["sentence_start"] + len(row["sentence"]))


def _around(narrative: Narrative, document: str, text: str, span: Span) -> Span:
    rows = narrative.timeline[narrative.timeline["document"] == document]
    return sentence_around(text, span, (_sentence(row) for row in rows.to_dict("records")))


def _mention(row: Mapping[str, Any], span: Any) -> Span:
    places = [mention[:2] for mention in row["mentions"]]
    if tuple(span) not in places:
        told = ", ".join(f"({start}, {end})" for start, end in places) or "none"
        raise BadCorrections(f"{span} is no other mention of {row['label'][:60]!r}: its mentions are {told}")
    return Span(*span)


def _into(narrative: Narrative, row: Mapping[str, Any], other_id: str) -> Table:
    other = _row(narrative, other_id)
    if other["id"] == row["id"] or other["document"] != row["document"] or other["kind"] != "event":
        raise BadCorrections(
            f"{other_id} is not another event of the article {row['document']}: only these can be merged"
        )
    place = _at(narrative, row["document"], Span(other["span_start"], other["span_end"]), _sentence(other))
    return {f"into_{key}": place[key] for key in ("exact", "prefix", "suffix")}
