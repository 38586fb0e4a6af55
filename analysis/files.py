"""Write a file whole or not at all: text or bytes → file.

    with writing(Path("out/table.csv")) as file:
        file.write("…")

What is written goes to a file beside the target and takes its place at the end, so that a failure leaves the
target as it was and nothing half-written behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TextIO, cast

from analysis.errors import UnwritableOutput


def write_text(path: str | Path, text: str) -> Path:
    """Write `text` as UTF-8, its line ends unchanged. Raises `UnwritableOutput`."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | Path, data: bytes) -> Path:
    """Write `data`. Raises `UnwritableOutput`."""
    with _replacing(Path(path), "wb") as file:
        cast(IO[bytes], file).write(data)
    return Path(path)


@contextmanager
def writing(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 text file to write to, in place only if all goes well. Raises `UnwritableOutput` before any work."""
    with _replacing(Path(path), "w") as file:
        yield cast(TextIO, file)


def ensure_folder(folder: str | Path) -> Path:
    """`folder`, made if need be and known to take files. Raises `UnwritableOutput`."""
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}.probe"  # os.access would say yes to root on a read-only disk
        probe.touch()
        probe.unlink()
    except OSError as err:
        raise UnwritableOutput(_sentence(folder, err)) from err
    return folder


@contextmanager
def _replacing(path: Path, mode: str) -> Iterator[IO[str] | IO[bytes]]:
    target = Path(os.path.realpath(path))  # through a link, rather than in its place
    try:
        odd = target.exists() and not target.is_file() and not target.is_dir()
    except OSError as err:
        raise UnwritableOutput(_sentence(path, err)) from err
    if odd:
        with _opened(target, path, mode) as file:  # a pipe or a device cannot be replaced
            yield file
        return
    part = target.with_name(f".{target.name[:40]}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(21, "it is a folder")
    except OSError as err:
        raise UnwritableOutput(_sentence(path, err)) from err
    try:
        with _opened(part, path, mode) as file:
            yield file
        try:
            os.replace(part, target)
        except OSError as err:
            raise UnwritableOutput(_sentence(path, err)) from err
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _opened(target: Path, path: Path, mode: str) -> Iterator[IO[str] | IO[bytes]]:
    binary = "b" in mode
    try:
        file = open(target, mode, encoding=None if binary else "utf-8", newline=None if binary else "")  # noqa: SIM115
    except OSError as err:
        raise UnwritableOutput(_sentence(path, err)) from err
    try:
        with file:
            yield file
            file.flush()  # a full disk shows here, with our sentence
    except OSError as err:
        raise UnwritableOutput(_sentence(path, err)) from err


def _sentence(path: Path, err: OSError) -> str:
    why = (err.strerror or str(err)).lower()
    return f"cannot write {path}: {why}; choose another place with -o or --out"
