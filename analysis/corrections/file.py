"""Read a corrections file: TOML or CSV → Correction…; and write one entry more.

    [[correction]]
    document = "article"
    exact = "met"
    prefix = "Mary Smith "
    suffix = " the king on Monday."
    date = "2021-12-06"
    author = "A. Smith"
    time = "2026-01-02T10:00:00Z"
    reason = "the palace diary"

A CSV file has the same names as columns; its `people` are "Ann Lee (agent); Bo (patient)". All faults are told at once.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from analysis import files
from analysis.corrections.checking import KEYS, faults
from analysis.errata import Correction, Words
from analysis.errors import BadCorrections

LONGEST = 8_000_000  # bytes
ENTRIES = 10_000
_PARTS = 16  # of a dotted key: the reader of TOML takes minutes for long ones, and gigabytes
_STRING = re.compile(  # every string or comment of TOML 1.0.0; possessive, so that an unclosed one is read once
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?' r"|'''(?:[^']++|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]++|\\.)*+"?' r"|'[^'\n]*+'?" r"|#[^\n]*+", re.DOTALL,
)  # fmt: skip
_TOLD = 20  # faults that a message tells
_PERSON = re.compile(r"(.+) \(([^()]+)\)", re.DOTALL)
Table = dict[str, Any]


def load_corrections(path: str | Path) -> tuple[Correction, ...]:
    """The entries of a file, in their order; none if there is no file. Raises `BadCorrections`, with all its faults."""
    return _checked(Path(path), _tables(Path(path), _text(Path(path))))


def add_entry(path: str | Path, entry: Table) -> Correction:
    """Append one entry; what stood in the file stays as it is, comments too. It is written whole or not at all.

    Raises `BadCorrections` if the entry or what stands in the file is faulty, `UnwritableOutput`.
    """
    path = Path(path)
    with _alone(path):
        return _add(path, entry)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One writer at a time, a notebook and a command say: the folder is locked, so that no lock file stays behind."""
    import fcntl

    try:
        folder = os.open(os.path.dirname(os.path.realpath(path)), os.O_RDONLY)
    except (OSError, ValueError):  # no such folder yet, or no such name: reading and writing will tell
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _add(path: Path, entry: Table) -> Correction:
    text = _text(path)
    tables = _tables(path, text)
    _checked(path, tables)
    if wrong := list(faults(entry)):
        raise BadCorrections(_plain(f"nothing was written to {path}, for the correction is faulty: {'; '.join(wrong)}"))
    made = _checked(path, [*tables, entry])[-1]
    if _is_csv(path):
        _columns(path, text)
        new = text or ",".join(KEYS) + "\n"
        new += "" if new.endswith("\n") else "\n"
        out = io.StringIO(newline="")
        csv.DictWriter(out, _columns(path, new), lineterminator="\n").writerow(_as_cells(entry))
        new += out.getvalue()
    else:
        new = text + ("" if not text or text.endswith("\n") else "\n") + ("\n" if text else "") + _block(entry)
    if len(new.encode("utf-8")) > LONGEST:
        raise BadCorrections(f"{path} would have more than {LONGEST:,} bytes: begin another corrections file")
    files.write_text(path, new)
    return made


# -- reading -----------------------------------------------------------------------------------------


def _is_csv(path: Path) -> bool:
    return path.suffix.casefold() == ".csv"


def _text(path: Path) -> str:
    try:
        if not path.exists():
            return ""
        if not path.is_file():
            kind = "folder" if path.is_dir() else "pipe or a device"
            raise BadCorrections(f"the corrections file {path} is a {kind}: name a TOML or CSV file")
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
        if len(content) > LONGEST:
            raise BadCorrections(f"{path} has more than {LONGEST:,} bytes: split it into several corrections files")
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as err:
        raise BadCorrections(f"{path} is not in UTF-8: save it in UTF-8") from err
    except (OSError, ValueError) as err:  # a name with a null character is a ValueError
        why = getattr(err, "strerror", None) or str(err)
        raise BadCorrections(f"cannot read the corrections file {path}: {why.lower()}; check the path") from err


def _tables(path: Path, text: str) -> list[Any]:
    return _csv_rows(path, text) if _is_csv(path) else _toml_tables(path, text)


def _toml_tables(path: Path, text: str) -> list[Any]:
    if any(line.count(".") >= _PARTS for line in _STRING.sub("", text).split("\n")):
        raise BadCorrections(f"{path} is no corrections file: it has a key of {_PARTS} parts or more")
    try:
        data = tomllib.loads(text)
    except ValueError as err:
        raise BadCorrections(_plain(f"{path} is not a TOML file: {err}; mend it, or delete that entry")) from err
    except RecursionError as err:
        raise BadCorrections(f"{path} is no corrections file: its values are nested too deeply") from err
    tables = data.get("correction", [])
    if set(data) - {"correction"} or not isinstance(tables, list):
        raise BadCorrections(f"{path} is no corrections file: expected [[correction]] tables and nothing else")
    return tables


def _csv_rows(path: Path, text: str) -> list[Any]:
    if not text.strip():
        return []
    columns = _columns(path, text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    except csv.Error as err:
        raise BadCorrections(f"{path} is not a CSV file: {err}; mend it in a text editor") from err
    return [_from_cells(columns, row) for row in rows if row]


def _columns(path: Path, text: str) -> list[str]:
    if not text.strip():
        return list(KEYS)
    columns = next(csv.reader(io.StringIO(text, newline="")), [])
    if unknown := [name for name in columns if name not in KEYS]:
        raise BadCorrections(_plain(f"{path} has a column {unknown[0][:60]!r}: the columns are {', '.join(KEYS)}"))
    return columns


def _from_cells(columns: Sequence[str], row: Sequence[str]) -> Any:
    """The table of a CSV row: an empty cell says nothing; "(article)" is the article, "(nobody)" no people."""
    if len(row) > len(columns):
        return f"{len(row)} cells for {len(columns)} columns"
    table: Table = {name: cell for name, cell in zip(columns, row, strict=False) if cell}
    if table.get("holder") == "(article)":
        table["holder"] = ""
    if "people" in table:
        told = [] if table["people"] == "(nobody)" else table["people"].split(";")
        found = [_PERSON.fullmatch(one.strip()) for one in told]
        table["people"] = [{"name": m[1], "role": m[2]} if m else "not of the form NAME (ROLE)" for m in found]
    return table


def _as_cells(entry: Mapping[str, Any]) -> dict[str, str]:
    people = entry.get("people")
    told = {} if people is None else {"people": "; ".join(f"{p['name']} ({p['role']})" for p in people) or "(nobody)"}
    article = {"holder": "(article)"} if entry.get("holder") == "" else {}
    return {key: str(value) for key, value in entry.items()} | told | article


def _checked(path: Path, tables: Sequence[Any]) -> tuple[Correction, ...]:
    if len(tables) > ENTRIES:
        raise BadCorrections(f"{path} has {len(tables):,} entries, and a corrections file has {ENTRIES:,} at most")
    plain = [_written(table) for table in tables]
    found = list(_all_faults(plain))
    if found:
        shown = "; ".join(found[:_TOLD]) + (f"; … and {len(found) - _TOLD} more" if len(found) > _TOLD else "")
        count = f"{len(found)} fault{'s' * (len(found) > 1)}"
        raise BadCorrections(_plain(f"{path} has {count}: {shown}"))
    return tuple(_correction(number, table) for number, table in enumerate(plain, 1))


def _all_faults(tables: Sequence[Any]) -> Iterator[str]:
    for number, table in enumerate(tables, 1):
        yield from (f"entry {number}, {fault}" for fault in faults(table))


def _written(table: Any) -> Any:
    """A date that TOML read as such is text again."""
    if not isinstance(table, dict):
        return table
    return {key: value.isoformat() if isinstance(value, dt.date | dt.time) else value for key, value in table.items()}


def _plain(message: str) -> str:
    """In one line, without what a terminal would obey."""
    return "".join(c if c.isprintable() else "�" for c in message)


def _correction(number: int, table: Table) -> Correction:
    into = _words(table, "into_") if "into_exact" in table else None
    own = {key: table[key] for key in _OWN if key in table}
    people = tuple((p["name"], p["role"]) for p in table["people"]) if "people" in table else None
    return Correction(number, words=_words(table, ""), into=into, people=people, **{"action": "change"} | own)


def _words(table: Table, which: str) -> Words:
    exact, prefix, suffix = (table.get(f"{which}{part}", "") for part in ("exact", "prefix", "suffix"))
    before, after = exact[: -len(exact.lstrip())], exact[len(exact.rstrip()) :]
    return Words(exact.strip(), prefix + before, after + suffix)


_OWN = [key for key in KEYS if key not in ("people",) and not key.endswith(("exact", "prefix", "suffix"))]


# -- writing -----------------------------------------------------------------------------------------


def _block(entry: Mapping[str, Any]) -> str:
    lines = [f"{key} = {_value(entry[key])}" for key in KEYS if key in entry]
    return "\n".join(["[[correction]]", *lines, ""])


def _value(value: Any) -> str:
    """As TOML writes it: a basic string has JSON's escapes, and one more (TOML 1.0.0, "String")."""
    if isinstance(value, list):
        return f"[{', '.join('{' + ', '.join(f'{k} = {_value(v)}' for k, v in one.items()) + '}' for one in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
