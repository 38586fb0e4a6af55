"""Read an archive of articles: its files → Pieces, each by its own reader. Nothing is unpacked into a folder.

What an archive says of itself is checked first (number, size, ratio), what comes out of it again while it is read:
a bomb costs no more than the limits below. 42.zip and Fifield's overlapping bomb both break the ratio.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO

from analysis import sources
from analysis.errors import UnreadableSource
from analysis.pieces import Piece, Unread

SUFFIXES = (".zip",)
MOST_FILES = 200_000
MOST_BYTES = 50_000_000_000  # unpacked
RATIO = 100  # unpacked to packed; news text packs 3 to 10 times
SMALL = 10_000_000  # bytes unpacked, below which the ratio does not matter
_BUFFER = 1 << 18  # bytes
_ENCRYPTED = 0x1  # general purpose bit 0 (APPNOTE.TXT 4.4.4)


def split(file: BinaryIO, name: str) -> Iterator[Piece | Unread]:
    """The pieces of every file in it that has a reader, in order of their names."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            _check(members, name, file.seek(0, io.SEEK_END))
            for member in sorted(members, key=lambda m: m.filename):
                yield from _member(archive, member, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as err:
        raise UnreadableSource(f"{name} is no archive that can be read ({err}): pack it anew as .zip") from err


def _check(members: list[zipfile.ZipInfo], name: str, packed: int) -> None:
    unpacked = sum(m.file_size for m in members)
    if len(members) > MOST_FILES:
        raise UnreadableSource(f"{name} holds {len(members):,} files, more than {MOST_FILES:,}: split it")
    if unpacked > MOST_BYTES:
        raise UnreadableSource(f"{name} would unpack to {unpacked:,} bytes, more than {MOST_BYTES:,}: split it")
    if unpacked > SMALL and unpacked > RATIO * packed:
        raise UnreadableSource(
            f"{name} would unpack to {unpacked // max(1, packed):,} times its size, as a zip bomb does: "
            "if you trust it, unpack it yourself and give the folder"
        )


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[Piece | Unread]:
    """The pieces of one file of the archive, or why there are none. What no reader takes is passed over."""
    origin, path = f"{name}/{sources.shown(member.filename)}", PurePosixPath(member.filename.replace("\\", "/"))
    taken_by = sources.format_of(path.name)
    if taken_by is None or any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
        return
    fault = _fault(member, path, taken_by)
    if fault:
        yield Unread(origin, f"{origin} {fault}", member.compress_size)
        return
    share = member.compress_size / max(1, member.file_size)
    try:
        with archive.open(member) as file:
            bounded = io.BufferedReader(_Bounded(file, origin, max(SMALL, RATIO * member.compress_size)), _BUFFER)
            for piece in sources.pieces_of(bounded, origin, taken_by, member.file_size):
                yield replace(piece, weight=int(piece.weight * share))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as err:
        yield Unread(origin, f"{origin} is damaged in the archive ({err}): pack it anew", member.compress_size)


def _fault(member: zipfile.ZipInfo, path: PurePosixPath, taken_by: str) -> str | None:
    """Why a file of an archive is not read, if it is not."""
    if path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":"):
        return "has a path that climbs out of its archive: it is not read; pack the archive anew"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link, which is not followed out of an archive: pack the file itself"
    if member.flag_bits & _ENCRYPTED:
        return "is locked with a password: pack it without one"
    if taken_by == "zip":
        return "is an archive in an archive, which is not opened: unpack the outer one first"
    return None


class _Bounded(io.RawIOBase):
    """A file that stops with an error, rather than give more bytes than it may."""

    def __init__(self, file: IO[bytes], origin: str, most: int) -> None:
        self._file, self._origin, self._left = file, origin, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableSource(
                f"{self._origin} unpacks to more than its archive allows, as a zip bomb does: "
                "if you trust it, unpack it yourself"
            )
        buffer[: len(data)] = data
        return len(data)
