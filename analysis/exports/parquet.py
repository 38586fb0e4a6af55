"""Write the timeline as Parquet: Narrative → one file, every column of `analysis.schema`, types kept.

    read(path) gives the same frame; pandas.read_parquet(path) too, with tuples as JSON text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.files import write_bytes
from analysis.narrative import Narrative
from analysis.pieces import required

if TYPE_CHECKING:
    import pandas as pd

SUFFIX = ".parquet"


def export(narrative: Narrative, path: Path) -> Path:
    """Write `narrative.timeline`. Raises `MissingPackage` without the package `pyarrow`."""
    required("pyarrow", "a Parquet file", "corpus")
    from analysis.corpus.parts import table_bytes

    return write_bytes(path, table_bytes("timeline", narrative.timeline))


def read(path: Path) -> pd.DataFrame:
    """The timeline as it was: same columns, types and tuples."""
    required("pyarrow", "a Parquet file", "corpus")
    from analysis.corpus.parts import decode

    return decode("timeline", path)
