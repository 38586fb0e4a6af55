"""Read Parquet of articles: named columns → a piece per row, some rows at a time, with pyarrow."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from shutil import copyfileobj
from typing import IO, Any, BinaryIO

from analysis.errors import UnreadableSource
from analysis.pieces import Piece, Unread, required
from analysis.readers.jsonl import COLUMNS, missing, row_piece

SUFFIXES = (".parquet",)
_ROWS = 64  # held at a time


def split(file: BinaryIO, name: str) -> Iterator[Piece | Unread]:
    """A piece per row. Raises `UnreadableSource` for a table without a column `text`."""
    arrow, parquet = required("pyarrow", f"reading {name}", "corpus"), required("pyarrow.parquet", f"reading {name}")
    with _whole(file) as whole:
        size = whole.seek(0, 2)
        try:
            table = parquet.ParquetFile(whole)
            there = {column.lower(): column for column in table.schema_arrow.names}
            if "text" not in there:
                raise missing(list(there), name)
            columns = {there[c]: c for c in COLUMNS if c in there}
            yield from _pieces(table, columns, name, size)
        except (arrow.ArrowException, OSError) as err:
            raise UnreadableSource(f"{name} is no Parquet file that can be read: save it anew") from err


def _pieces(table: Any, columns: dict[str, str], name: str, size: int) -> Iterator[Piece | Unread]:
    number, share = 0, size / max(1, table.metadata.num_rows)
    for batch in table.iter_batches(batch_size=_ROWS, columns=list(columns)):
        for row in batch.to_pylist():
            number += 1
            said = {columns[c]: _plain(value) for c, value in row.items()}
            weight = int(number * share) - int((number - 1) * share)
            yield row_piece(said, f"{name}:{number}", weight)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _whole(file: BinaryIO) -> IO[bytes]:
    """A file to go back and forth in: a member of an archive is copied out, on disk and unnamed."""
    if isinstance(getattr(file, "name", None), str) and file.seekable():
        return open(file.name, "rb")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    copyfileobj(file, copy)
    copy.seek(0)
    return copy
