"""Write the timeline as CSV: Narrative → file, one row per event, quote or claim.

Times are ISO 8601 and empty where there is none; lists are JSON. A cell that a spreadsheet would read as a formula gets
an apostrophe in front (OWASP, "CSV injection"). Lines end as in RFC 4180, so that a lone carriage return is quoted too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import files, schema
from analysis.narrative import Narrative

SUFFIX = ".csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets read both widths


def export(narrative: Narrative, path: Path) -> Path:
    """Write `narrative.timeline`, every column of `analysis.schema`, in UTF-8."""
    table = narrative.timeline.copy()
    for column, (kind, _, _) in schema.COLUMNS.items():
        if kind in _AS_TEXT:
            table[column] = pd.Series(map(_AS_TEXT[kind], table[column]), index=table.index, dtype="object")
    return files.write_text(path, table.to_csv(index=False, lineterminator="\r\n"))


def write(table: pd.DataFrame, path: Path) -> Path:
    """Write any table of text and numbers in the same way. Raises `UnwritableOutput`."""
    safe = {name: table[name].map(_safe) for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])}
    return files.write_text(path, table.assign(**safe).to_csv(index=False, lineterminator="\r\n"))


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _iso(value: Any) -> str:
    return "" if pd.isna(value) else str(value.isoformat())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_AS_TEXT: dict[str, Callable[[Any], Any]] = {"object": _json, "str": _safe, "time": _iso}
