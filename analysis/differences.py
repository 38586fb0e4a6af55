"""Compare two results: Narrative or timeline.csv, twice → a row per row added or removed, and per field changed.

    diff("monday/", "tuesday/")[["change", "label", "field", "before", "after"]]

Rows are found again by what they quote, never by id or place, which move with the text: the same words in the same
sentence; else the same words in the sentence most like it; else words that hold them or are held in them.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import schema
from analysis.errors import AnalysisError
from analysis.exports.csv import unguarded

if TYPE_CHECKING:
    from analysis.narrative import Narrative

COLUMNS = ("change", "document", "kind", "label", "quote", "field", "before", "after", "id_before", "id_after")
FIELDS = (  # what is compared; places and ids move with the text, ranks with every row
    "label", "trigger", "event_class", "tense", "aspect", "polarity", "modality", "participants", "start", "end",
    "precision", "holds", "approximate", "zone", "timex", "edtf", "date_source", "reason", "certainty", "holder",
    "addressee", "via", "stance", "quote_kind", "on_timeline", "section", "published", "sentence", "quote",
    "known_event", "known_id", "known_edtf", "corrected",
)  # fmt: skip
LARGEST = 500_000_000  # bytes
_ALIKE = 0.6  # share of the words that two versions of a sentence have in common
_MOST = 10_000  # pairs of sentences of one document and one quotation that are compared
_NAMES = {  # of annotations.jsonl, and what the table calls them
    "label": "label", "class": "event_class", "begin": "start", "finish": "end", "granularity": "precision",
    "edtf": "edtf", "date_source": "date_source", "certainty": "certainty", "on_timeline": "on_timeline",
    "via": "via", "kind": "quote_kind", "stance": "stance", "holder": "holder",
}  # fmt: skip
Row = dict[str, str]
Pair = tuple[int, int]


def diff(a: Narrative | str | Path, b: Narrative | str | Path) -> pd.DataFrame:
    """A row per row that is only in `b` (`added`) or in `a` (`removed`), and per field that differs (`changed`).

    Each of the two is a narrative, a `timeline.csv` or a folder that holds one; or both are `annotations.jsonl`, which
    have no words: events are found again by label, quotes and claims by speaker and length. In the order of the text;
    the columns are `COLUMNS`, all text, null where there is nothing. Raises `AnalysisError` for other files.
    """
    if _holds_annotations(a) != _holds_annotations(b):
        raise AnalysisError("expected two of a kind: annotations.jsonl has no words to find the rows of a timeline by")
    before, after = _rows(a), _rows(b)
    pairs = dict(_pairs(before, after))
    taken = set(pairs.values())
    found: list[tuple[str | None, ...]] = []
    for place, row in enumerate(before):
        if place in pairs:
            found += _changes(row, after[pairs[place]])
        else:
            found.append(_whole("removed", row))
    found += [_whole("added", row) for place, row in enumerate(after) if place not in taken]
    return pd.DataFrame(found, columns=list(COLUMNS), dtype="object")


def _whole(change: str, row: Row) -> tuple[str | None, ...]:
    ids = (row["id"], None) if change == "removed" else (None, row["id"])
    return (change, row["document"], row["kind"], row["label"], row["quote"], None, None, None, *ids)


def _changes(old: Row, new: Row) -> Iterator[tuple[str | None, ...]]:
    for field in FIELDS:
        before, after = _compared(old, field), _compared(new, field)
        if before != after:
            yield ("changed", new["document"], new["kind"], new["label"], new["quote"], field, before or None,
                   after or None, old["id"], new["id"])  # fmt: skip


def _compared(row: Row, field: str) -> str:
    value = row.get(field, "")
    if field == "participants":
        return ", ".join(f"{name} ({role})" for name, role, *_ in json.loads(value or "[]"))
    return " ".join(value.split()) if field in ("sentence", "quote") else value


# -- which row is which ------------------------------------------------------------------------------


def _pairs(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Pair]:
    """Each row of `before` with the one of `after` that is the same, in three passes from the surest."""
    left, right = set(range(len(before))), set(range(len(after)))
    for passing in (_same_sentence, _like_sentence, _like_words):
        for one, other in passing(before, after, sorted(left), sorted(right)):
            if one in left and other in right:
                left.discard(one)
                right.discard(other)
                yield one, other


def _grouped(
    before: Sequence[Row], after: Sequence[Row], left: Iterable[int], right: Iterable[int], keys: Sequence[str]
) -> Iterator[tuple[list[int], list[int]]]:
    groups: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, (rows, places) in enumerate(((before, left), (after, right))):
        for place in places:
            groups[tuple(" ".join(rows[place][key].split()) for key in keys)][side].append(place)
    yield from groups.values()


def _same_sentence(before: Sequence[Row], after: Sequence[Row], left: list[int], right: list[int]) -> Iterator[Pair]:
    """The first with the first, where words stand twice in a sentence or a sentence twice."""
    for ones, others in _grouped(before, after, left, right, ("document", "kind", "quote", "sentence")):
        yield from zip(ones, others, strict=False)


def _like_sentence(before: Sequence[Row], after: Sequence[Row], left: list[int], right: list[int]) -> Iterator[Pair]:
    """The best likeness first; of equals, the earlier in the text."""
    for ones, others in _grouped(before, after, left, right, ("document", "kind", "quote")):
        if not ones or not others or len(ones) * len(others) > _MOST:
            continue
        alike = [
            (-_likeness(before[one]["sentence"], after[other]["sentence"]), one, other)
            for one in ones
            for other in others
        ]
        yield from ((one, other) for score, one, other in sorted(alike) if -score >= _ALIKE)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split()[:400], other.split()[:400], autojunk=False).ratio()


def _like_words(before: Sequence[Row], after: Sequence[Row], left: list[int], right: list[int]) -> Iterator[Pair]:
    """Where one row of a sentence holds the words of one other, which newer rules have cut differently."""
    for ones, others in _grouped(before, after, left, right, ("document", "kind", "sentence")):
        if len(ones) * len(others) > _MOST:
            continue
        fits = [(a, b) for a in ones for b in others if _within(before[a]["quote"], after[b]["quote"])]
        yield from (p for p in fits if sum(p[0] == q[0] or p[1] == q[1] for q in fits) == 1)


def _within(one: str, other: str) -> bool:
    short, long = sorted((one.split(), other.split()), key=len)
    return short in (long[: len(short)], long[len(long) - len(short) :])


# -- reading -----------------------------------------------------------------------------------------


def _rows(source: Narrative | str | Path) -> list[Row]:
    """The rows as text, as `timeline.csv` has them."""
    if isinstance(source, str | Path):
        return _read(Path(source))
    columns = [(name, schema.COLUMNS[name][0], list(source.timeline[name])) for name in schema.COLUMNS]
    return [
        {name: _text(kind, values[place]) for name, kind, values in columns} for place in range(len(source.timeline))
    ]


def _text(kind: str, value: Any) -> str:
    if kind == "object":
        return json.dumps(value, ensure_ascii=False)
    if value is None or pd.isna(value):
        return ""
    return str(value.isoformat()) if kind == "time" else str(value)


def _holds_annotations(source: Narrative | str | Path) -> bool:
    return isinstance(source, str | Path) and Path(source).suffix == ".jsonl"


def _read(path: Path) -> list[Row]:
    path = path / "timeline.csv" if path.is_dir() else path
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise AnalysisError(f"{path} has more than {LARGEST:,} bytes: compare the articles one by one")
        text = content.decode("utf-8-sig")  # Excel needs the mark
    except UnicodeDecodeError as err:
        raise AnalysisError(f"{path} is no timeline.csv: it is not in UTF-8") from err
    except OSError as err:
        why = (err.strerror or str(err)).lower()
        raise AnalysisError(f"cannot read {path}: {why}; name a timeline.csv, or the folder of a build") from err
    return list(_annotated(path, text) if _holds_annotations(path) else _parsed(path, text))


def _annotated(path: Path, text: str) -> Iterator[Row]:
    """The rows of annotations.jsonl, under the names of the table."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            said = json.loads(line)
            document = "".join(said["doc"])  # a TypeError for what is no text
            for kind in ("event", "quote", "claim"):
                for one in said.get(f"{kind}s", ()):
                    if kind != "event" or not one.get("same_as"):
                        yield _of_annotations(document, kind, one)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as err:
            raise AnalysisError(
                f"{path}, line {number}: it is no line of annotations; `timeline annotate` makes them"
            ) from err


def _of_annotations(document: str, kind: str, one: dict[str, Any]) -> Row:
    one = {"holder": one.get("speaker"), **one}
    own = {name: "" if (value := one.get(key)) is None else str(value) for key, name in _NAMES.items()}
    people = [(str(p["name"]), str(p["role"])) for p in one.get("participants", ())]
    length = int(one["end"]) - int(one["start"])
    words = own["label"] or f"{length} characters by {own['holder'] or 'the article'}"
    return own | {
        "id": str(one["id"]), "document": document, "kind": kind, "quote": words, "sentence": "",
        "label": words, "participants": json.dumps(list(dict.fromkeys(people))),
    }  # fmt: skip


def _parsed(path: Path, text: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = next(lines, [])
        if missing := [
            name for name in ("id", "document", "kind", "label", "quote", "sentence") if name not in columns
        ]:
            raise AnalysisError(f"{path} is no timeline.csv: it has no column {missing[0]!r}; export one with --to csv")
        for number, line in enumerate(lines, 2):
            if len(line) != len(columns):
                raise AnalysisError(f"{path}, row {number}: {len(line)} cells for {len(columns)} columns")
            yield _row(path, number, dict(zip(columns, line, strict=True)))
    except csv.Error as err:
        raise AnalysisError(f"{path} is no timeline.csv: {err}") from err


def _row(path: Path, number: int, cells: Row) -> Row:
    row = {key: unguarded(value) for key, value in cells.items()}
    try:
        people = json.loads(row.get("participants") or "[]")
        if not all(isinstance(one, list) and len(one) >= 2 for one in people):
            raise ValueError
    except (ValueError, TypeError, RecursionError) as err:
        raise AnalysisError(f"{path}, row {number}: its participants are no list of lists in JSON") from err
    return row


# -- telling -----------------------------------------------------------------------------------------

_MARKS = {"added": "+", "removed": "-", "changed": "~"}


def told(table: pd.DataFrame) -> Iterator[str]:
    """The lines of a `diff`: `+` added, `-` removed, `~` changed, with each field from what to what."""
    last: tuple[object, ...] = ()
    document = None
    row: Any
    for row in table.itertuples():
        if row.document != document:
            document = row.document
            yield f"{document}:"
        if (this := (row.change, row.id_before, row.id_after)) != last:
            yield f"{_MARKS[row.change]} {row.kind}: {row.label}   “{' '.join(row.quote.split())}”"
        if row.field:
            yield f"    {row.field}: {row.before or 'none'} → {row.after or 'none'}"
        last = this
    rows = table.drop_duplicates(["change", "id_before", "id_after"])["change"].value_counts()
    counts = [f"{rows.get(change, 0)} {change}" for change in _MARKS]
    yield ", ".join(counts) if len(table) else "no differences"
