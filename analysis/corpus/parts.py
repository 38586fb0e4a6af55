"""Keep tables in Parquet and get the same tables back: Narrative, manifest ⇄ bytes.

The columns are those of the tables themselves, so that one that is added comes along. Text, numbers, flags and times
are kept as such. Tuples (participants, mentions, sections …) are kept as JSON text, as is any column that `KINDS` does
not know: DuckDB reads into it with `->`, and nothing has to be declared twice. The same tables give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from io import BytesIO
from typing import Any

import pandas as pd

from analysis import schema
from analysis.narrative import MERGED, Narrative
from analysis.pieces import required

UNKEPT = ("corrections", *MERGED)  # a corpus has no corrections; threads are of the articles that are asked for
TABLES = tuple(field.name for field in fields(Narrative) if field.name not in UNKEPT)
MANIFEST = "sources"  # a row per place that was looked at: what became of it
FILES = len(TABLES) + 1  # of one part
STATUS = ("read", "failed", "same")  # same: another place has this content, and its id
_TEXT = {
    "expressions": "id document words rule type value mod quant freq begin_point end_point edtf source reason",
    "relations": "document source target kind evidence basis",
    "claim_pairs": "document a b relation issue",
    "flags": "document words kind reason",
    "conflicts": "document source target kind evidence",
    "documents": "id sha256 language kind title url published earliest latest text",
    MANIFEST: "key origin format document status reason",
}
_PLACES = {"start": "int", "end": "int"}
_OTHER = {"expressions": _PLACES, "flags": _PLACES, "documents": {"given": "bool"}}
KINDS: Mapping[str, Mapping[str, str]] = {"timeline": {name: kind for name, (kind, _, _) in schema.COLUMNS.items()}} | {
    table: dict.fromkeys(names.split(), "str") | _OTHER.get(table, {}) for table, names in _TEXT.items()
}
_LEVEL = 3  # of zstd: more costs time and saves little


def encode(narrative: Narrative, manifest: Sequence[Mapping[str, object]]) -> dict[str, bytes]:
    """File name → content, for every table and the manifest of where the articles came from."""
    columns = (*_TEXT[MANIFEST].split(), "notes")
    frames = {name: getattr(narrative, name) for name in TABLES}
    frames[MANIFEST] = pd.DataFrame(list(manifest), columns=list(columns), dtype="object")
    return {f"{name}.parquet": table_bytes(name, frame) for name, frame in frames.items()}


def decode(table: str, source: Any) -> pd.DataFrame:
    """The table as it was: same columns, types and tuples. `source` is a path or an open file."""
    parquet = required("pyarrow.parquet", "reading a store", "corpus")
    found = parquet.ParquetFile(source).read()
    return pd.DataFrame(
        {name: _column(table, _kind(table, name), found.column(name)) for name in found.column_names},
        columns=found.column_names,
    )


def _kind(table: str, column: str) -> str:
    return KINDS.get(table, {}).get(column, "object")


def table_bytes(table: str, frame: pd.DataFrame) -> bytes:
    arrow, parquet = (required(name, "a store", "corpus") for name in ("pyarrow", "pyarrow.parquet"))
    kinds = {name: _kind(table, name) for name in frame.columns}
    described = [_field(arrow, table, name, kind) for name, kind in kinds.items()]
    arrays = [arrow.array(_values(frame[name], kind), type=_arrow_type(arrow, kind)) for name, kind in kinds.items()]
    out = BytesIO()
    made = arrow.Table.from_arrays(arrays, schema=arrow.schema(described))
    parquet.write_table(made, out, compression="zstd", compression_level=_LEVEL)
    return out.getvalue()


def _field(arrow: Any, table: str, name: str, kind: str) -> Any:
    what = schema.COLUMNS[name][2] if table == "timeline" else ""
    said = {k: v for k, v in (("what", what), ("form", "JSON" if kind == "object" else "")) if v}
    return arrow.field(name, _arrow_type(arrow, kind), metadata=said or None)


def _arrow_type(arrow: Any, kind: str) -> Any:
    return {"int": arrow.int64(), "Int": arrow.int64(), "bool": arrow.bool_(), "time": arrow.timestamp("ms")}.get(
        kind, arrow.string()
    )


def _values(column: pd.Series[Any], kind: str) -> list[Any]:
    if kind == "time":  # whole seconds, in the milliseconds that Parquet knows
        seconds = column.astype("int64").tolist()
        return [None if gone else value * 1_000 for value, gone in zip(seconds, column.isna(), strict=True)]
    if kind == "object":
        return [None if value is None else json.dumps(value, ensure_ascii=False) for value in column]
    return [None if kind in ("Int", "int") and pd.isna(value) else value for value in column]


def _column(table: str, kind: str, column: Any) -> pd.Series[Any]:
    if kind == "time":
        return pd.Series(column.cast("int64").to_pandas(), dtype="Int64").floordiv(1_000).astype("datetime64[s]")
    values = column.to_pylist()
    if kind == "object":
        return pd.Series([None if v is None else _tuples(json.loads(v)) for v in values], dtype="object")
    narrow = {"int": "int64", "Int": "Int64", "bool": "bool"} if table == "timeline" else {}
    return pd.Series(values, dtype=narrow.get(kind, "object"))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
