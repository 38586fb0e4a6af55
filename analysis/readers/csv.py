"""Read CSV of articles: named columns → a piece per row. UTF-8, comma, semicolon or tab, one header line.

Rows are streamed; neither a line nor a field is ever held that is longer than the longest article.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from analysis.errors import UnreadableSource
from analysis.pieces import LONGEST, Piece, Unread, lines
from analysis.readers.jsonl import missing, row_piece

SUFFIXES = (".csv", ".tsv")
_MARKS = ",;\t"


class _Lines:
    """Lines of text for the CSV reader, counting the bytes that they took."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._lines, self._name, self.taken = lines(file), name, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, size = next(self._lines)
        self.taken += size
        if line is None:
            raise UnreadableSource(
                f"{self._name} has a line of {size:,} bytes, more than the {LONGEST:,} of the longest article read: "
                "it is read up to there"
            )
        try:
            return line.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as err:
            raise UnreadableSource(f"{self._name} is not UTF-8: save it as CSV in UTF-8") from err


def split(file: BinaryIO, name: str) -> Iterator[Piece | Unread]:
    """A piece per row. Raises `UnreadableSource` for a table without a column `text`."""
    source = _Lines(file, name)
    first = next(source, "")
    head = _head(first, name)
    if "text" not in head:
        raise missing(head, name)
    rows = csv.reader(source, delimiter=_mark(first), strict=False)
    for number in range(2, 1 << 62):
        taken = source.taken
        try:
            row = _next(rows)
        except csv.Error as err:
            raise UnreadableSource(f"{name}, row {number}, is no CSV ({err}): it is read up to there") from err
        if row is None:
            return
        if row:
            yield row_piece(dict(zip(head, row, strict=False)), f"{name}:{number}", source.taken - taken)


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """The next row. The limit of a field is one for the whole process, hence set and put back around each."""
    before = csv.field_size_limit(LONGEST)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(before)


def _mark(first: str) -> str:
    return max(_MARKS, key=first.count)


def _head(first: str, name: str) -> list[str]:
    try:
        return [column.strip().lower() for column in next(csv.reader([first], delimiter=_mark(first)), [])]
    except csv.Error as err:
        raise UnreadableSource(f"{name} has no line with the names of its columns: give it one") from err
