"""Write the timeline as CSV: Narrative → file, one row per event, quote or claim.

Times are ISO 8601 and empty where there is none; lists are JSON. A cell that a spreadsheet would read as a
formula gets an apostrophe in front (OWASP, "CSV injection").
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from analysis import files, schema
from analysis.narrative import Narrative

SUFFIX = ".csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(narrative: Narrative, path: Path) -> Path:
    """Write `narrative.timeline`, every column of `analysis.schema`, in UTF-8."""
    table = narrative.timeline.copy()
    for column, (kind, _, _) in schema.COLUMNS.items():
        if kind == "object":
            table[column] = [json.dumps(value, ensure_ascii=False) for value in table[column]]
        elif kind == "str":
            table[column] = [_safe(value) for value in table[column]]
        elif kind == "time":
            table[column] = ["" if pd.isna(value) else value.isoformat() for value in table[column]]
    return files.write_text(path, table.to_csv(index=False, lineterminator="\n"))


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
