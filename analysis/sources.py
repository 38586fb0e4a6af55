"""Find the articles at a path: file, archive or folder → Pieces, streamed, in order of their names.

    for piece in pieces("news/"): ...

The readers of `analysis/readers` are found by the suffixes that they name; what no reader takes is passed over. A file
that cannot be read is an `Unread` among the pieces: the others are not lost.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from analysis import catalogue
from analysis.errors import UnreadableSource
from analysis.pieces import LONGEST, Piece, Unread


@cache
def _formats() -> dict[str, str]:
    """Suffix → name of the format."""
    names = catalogue.names("readers")
    return {suffix: name for name in names for suffix in catalogue.module("readers", name).SUFFIXES}


def format_of(name: str) -> str | None:
    """The format of a file by its suffix; None where no reader takes it."""
    return _formats().get(os.path.splitext(name)[1].lower())


def reader_of(name: str) -> ModuleType:
    """The reader of a file; one whose suffix says nothing is taken for text."""
    return catalogue.module("readers", format_of(name) or "text")


def reader_named(name: str) -> ModuleType:
    return catalogue.module("readers", name)


def holds_many(name: str) -> bool:
    return hasattr(reader_of(name), "split")


def pieces(source: str | Path, *, without: Path | None = None) -> Iterator[Piece | Unread]:
    """What is at `source`, without the folder `without`. Raises `UnreadableSource` if there is nothing."""
    for path, origin in files(source, without=without):
        yield from _file(path, origin)


def files(source: str | Path, *, without: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Every file at `source` that has a reader, with the name that it goes by: its path below the one given."""
    path = Path(source)
    if not str(source) or not os.path.lexists(path):
        raise UnreadableSource(f"there is no file or folder {str(source)!r}: check the path")
    if not path.is_dir():
        yield path, shown(path.name)
        return
    root, empty = path.resolve(), True
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name[0] != "." and Path(folder, name) != without)
        for name in sorted(names):
            if name[0] != "." and format_of(name):
                path, empty = Path(folder, name), False
                yield path, shown(os.path.join(root.name, path.relative_to(root)))
    if empty:
        raise UnreadableSource(
            f"the folder {source} holds no article: put files in it that end in {', '.join(sorted(_formats()))}"
        )


def size(source: str | Path, *, without: Path | None = None) -> int:
    """The bytes of all files at `source`: the whole that the weights of the pieces add up to, nearly."""
    return sum(path.stat().st_size for path, _ in files(source, without=without) if path.is_file())


def shown(name: str) -> str:
    """A name as text on one line; bytes that are no UTF-8 and signs that do not print are shown as numbers."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _file(path: Path, origin: str) -> Iterator[Piece | Unread]:
    try:
        length = regular(path, origin)
        with path.open("rb") as file:
            yield from pieces_of(file, origin, format_of(path.name) or "text", length)
    except OSError as err:
        yield Unread(origin, f"{origin} cannot be read: {(err.strerror or str(err)).lower()}")
    except UnreadableSource as err:
        yield Unread(origin, str(err))


def regular(path: Path, origin: str) -> int:
    """The size of a file. Raises `UnreadableSource` if it is something else: opening a pipe would wait for ever."""
    if path.is_dir():
        raise UnreadableSource(f"{origin} is a folder: name an article, or use a verb that takes folders")
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableSource(f"{origin} is a pipe or a device: save the article as a file first")
    return status.st_size


def pieces_of(file: BinaryIO, origin: str, format: str, size: int) -> Iterator[Piece | Unread]:
    """The pieces of one open file of `size` bytes; a fault of the file is an `Unread` after those that are good."""
    reader = catalogue.module("readers", format)
    try:
        if hasattr(reader, "split"):
            yield from reader.split(file, origin)
        else:
            yield Piece(origin, format, bounded(file, origin, size), size)
    except UnreadableSource as err:
        yield Unread(origin, str(err), size)


def bounded(file: BinaryIO, origin: str, size: int) -> bytes:
    """The bytes of a file. Raises `UnreadableSource` before any is read if it says that it is too long, or after."""
    data = file.read(LONGEST + 1) if size <= LONGEST else b""
    if size > LONGEST or len(data) > LONGEST:
        raise UnreadableSource(
            f"{origin} has {max(size, len(data)):,} bytes, more than the {LONGEST:,} of the longest article read: "
            "split it"
        )
    return data
