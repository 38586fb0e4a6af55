"""Write the timeline as CSV: Narrative → file, one row per event, quote or claim.

Times are ISO 8601 and empty where there is none; lists are JSON. A cell that a spreadsheet would read as a formula gets
an apostrophe in front (OWASP, "CSV injection"), which `unguarded` takes off again. Lines end as in RFC 4180, so that a
lone carriage return is quoted too. The file begins with the mark of UTF-8: without it Excel garbles “quotes” and
Cyrillic; pandas and DuckDB pass over it, and Python's `csv` does with the encoding "utf-8-sig".
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
_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets read both widths


def export(narrative: Narrative, path: Path) -> Path:
    """Write `narrative.timeline`, every column of `analysis.schema`, in UTF-8."""
    table = narrative.timeline.copy()
    for column, (kind, _, _) in schema.COLUMNS.items():
        if kind in _AS_TEXT:
            table[column] = pd.Series(map(_AS_TEXT[kind], table[column]), index=table.index, dtype="object")
    return files.write_text(path, _MARK + table.to_csv(index=False, lineterminator="\r\n"))


def write(table: pd.DataFrame, path: Path) -> Path:
    """Write any table of text and numbers in the same way. Raises `UnwritableOutput`."""
    safe = {name: table[name].map(_safe) for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])}
    return files.write_text(path, _MARK + table.assign(**safe).to_csv(index=False, lineterminator="\r\n"))


def unguarded(cell: str) -> str:
    """What a cell of text held before it was guarded."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _needs_guard(value) else value


def _needs_guard(text: str) -> bool:
    """A formula, or what would be taken for a guarded one."""
    return text.lstrip("'").startswith(_FORMULA)


def _iso(value: Any) -> str:
    return "" if pd.isna(value) else str(value.isoformat())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_AS_TEXT: dict[str, Callable[[Any], Any]] = {"object": _json, "str": _safe, "time": _iso}
