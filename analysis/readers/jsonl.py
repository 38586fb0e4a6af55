"""Read JSON Lines: a line is an object with named columns → Article.

    {"text": "The minister resigned.", "title": "Resigned", "published": "2021-12-07", "url": "https://example.org/1"}

Only `text` is needed. CSV and Parquet are cut into the same objects, so that this is the one place that reads a row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from analysis.errors import UnreadableSource
from analysis.pieces import LONGEST, Article, Piece, Unread, lines, with_words

SUFFIXES = (".jsonl", ".ndjson")
COLUMNS = ("text", "title", "url", "published", "id", "language")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:$|[-_])")


def split(file: BinaryIO, name: str) -> Iterator[Piece | Unread]:
    """A piece per line that is not empty; a line longer than the longest article is named and passed over."""
    for number, (line, size) in enumerate(lines(file), 1):
        origin = f"{name}:{number}"
        if line is None:
            yield Unread(origin, f"{origin} has {size:,} bytes in one line, more than the {LONGEST:,} of the longest "
                         "article read: one article belongs on each line", size)  # fmt: skip
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            data = line.removeprefix(b"\xef\xbb\xbf").strip()
            yield Piece(origin, "jsonl", data, size, _id_in(data))


def article(data: bytes, name: str) -> Article:
    """The article of one line. Raises `UnreadableSource` with what is wrong with it."""
    try:
        row = json.loads(data)
    except (ValueError, RecursionError) as err:
        raise UnreadableSource(f'{name} is no JSON: expected an object such as {{"text": "…"}} on each line') from err
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UnreadableSource(f"{name} has no text: expected one in its column (or key) 'text'")
    said = {column: _clean(row.get(column), column, name) for column in COLUMNS}
    text = with_words(said["text"] or "", name)
    if "\0" in text:
        raise UnreadableSource(f"{name} holds NUL characters in its text: leave them out")
    return Article(text, said["title"], said["url"], _day(said["published"], name), said["id"],
                   _code(said["language"], name))  # fmt: skip


def row_piece(row: Mapping[str, object], origin: str, weight: int) -> Piece | Unread:
    """A row of another format as a line of this one: the same row gives the same bytes."""
    said = {column: row[column] for column in COLUMNS if row.get(column) not in (None, "")}
    data = json.dumps(said, ensure_ascii=False, default=str).encode()
    if len(data) > LONGEST:
        return Unread(origin, f"{origin} has {len(data):,} bytes, more than the {LONGEST:,} of the longest article "
                      "read: split it", weight)  # fmt: skip
    return Piece(origin, "jsonl", data, weight, _id_in(data))


def missing(found: list[str], name: str) -> UnreadableSource:
    """What is wrong with a table that has no column of texts."""
    there = ", ".join(found[:12]) or "none"
    return UnreadableSource(f"{name} has no column 'text' (it has: {there[:200]}): name the column of the articles so")


def _id_in(data: bytes) -> str | None:
    """The id of a row, as `article` will give it; None if it has none, or will be refused."""
    try:
        return _clean(json.loads(data).get("id"), "id", "") if b'"id"' in data else None
    except (ValueError, RecursionError, AttributeError, UnreadableSource):
        return None


def _clean(value: object, column: str, name: str) -> str | None:
    """Text without lone surrogates, which JSON can write and no file can hold."""
    if value is None:
        return None
    if column == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise UnreadableSource(f"{name} has a {column} that is no text ({str(value)[:40]}): put it in quotation marks")
    text = value.encode("utf-8", "replace").decode("utf-8") if value.isprintable() is False else value
    return text if column == "text" else text.strip() or None


def _day(value: str | None, name: str) -> str | None:
    """ISO 8601 to the minute, as written there; RFC 5322 is understood, too."""
    if value is None:
        return None
    if iso := _ISO.fullmatch(value):
        return iso[1] + (f"T{iso[2]}" if iso[2] else "")
    try:
        return f"{parsedate_to_datetime(value):%Y-%m-%dT%H:%M}"
    except (ValueError, TypeError, IndexError) as err:
        raise UnreadableSource(
            f"{name} has the publication date {value[:40]!r}: write a day such as 2021-12-07, or leave it empty"
        ) from err


def _code(value: str | None, name: str) -> str | None:
    if value is None:
        return None
    code = _CODE.match(value)
    if code is None:
        raise UnreadableSource(f"{name} has the language {value[:40]!r}: write a code such as en, or leave it empty")
    return code[1].lower()
