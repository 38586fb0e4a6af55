"""Lay a store out on the disk: Part → a folder that is there whole, or not at all.

    STORE/store.json                        form of the store, and the rules whose results it shows
    STORE/rules-<version>/rules.json        what those rules are
    STORE/rules-<version>/part-<batch>/     timeline.parquet, documents.parquet … sources.parquet
    STORE/rules-<version>/unfinished/       what a run is writing, or left when it was killed: never read

A part is written in `unfinished`, flushed to the disk, and renamed, which is one step (POSIX rename). Nothing is ever
changed in place, and nothing deleted but what is unfinished.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis import files
from analysis.corpus.batches import Known
from analysis.corpus.parts import MANIFEST, decode
from analysis.corpus.work import Part
from analysis.errors import BadStore, UnwritableOutput

FORM = 1
ABOUT = "store.json"
UNFINISHED = "unfinished"
_OURS = ("lock", "lost+found")  # the second is of a file system of its own


def about(store: Path) -> dict[str, Any]:
    """What the store says of itself. Raises `BadStore` if it is none, or one that this version does not know."""
    try:
        said = json.loads((store / ABOUT).read_text(encoding="utf-8"))
        form = said["form"]
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise BadStore(f"{store} is no store of a corpus: make one with timeline corpus PATH -o {store}") from err
    if form != FORM:
        raise BadStore(
            f"the store {store} has form {form}, and this version reads and writes form {FORM}: nothing in it was "
            "changed; choose another folder with -o, or use the version that made it"
        )
    return dict(said)


def folder_of(store: Path, rules: str) -> Path:
    return store / f"rules-{rules}"


def rules_in(store: Path) -> list[str]:
    """The rules whose results a store holds, sorted."""
    return sorted(path.name.removeprefix("rules-") for path in store.glob("rules-*") if path.is_dir())


def part_folders(folder: Path) -> list[Path]:
    """The parts under one set of rules, sorted."""
    return sorted(path for path in folder.glob("part-*") if path.is_dir())


@contextmanager
def writing(store: Path, rules: str, said: Mapping[str, object]) -> Iterator[Path]:
    """The folder to write parts to, for one run at a time. At the end, and only then, its rules are the ones shown."""
    _found(store)
    with _locked(store):
        shown = about(store).get("rules") if (store / ABOUT).exists() else None
        folder = folder_of(store, rules)
        shutil.rmtree(folder / UNFINISHED, ignore_errors=True)
        files.ensure_folder(folder / UNFINISHED)
        files.write_text(folder / "rules.json", json.dumps({"rules": rules, **said}, indent=1) + "\n")
        if shown is None:
            _show(store, rules)
        yield folder
        shutil.rmtree(folder / UNFINISHED, ignore_errors=True)
        _show(store, rules)


def _show(store: Path, rules: str) -> None:
    files.write_text(store / ABOUT, json.dumps({"form": FORM, "rules": rules}) + "\n")


def _found(store: Path) -> None:
    """Raises `BadStore` for a folder that holds something else."""
    if (store / ABOUT).exists():
        about(store)
    elif store.is_dir() and any(map(_foreign, store.iterdir())):
        raise BadStore(f"the folder {store} holds other files and is no store: choose an empty or a new one with -o")
    files.ensure_folder(store)


def _foreign(path: Path) -> bool:
    """Nothing that a run leaves if it is killed as it begins: names with a dot are files on their way."""
    return path.name not in _OURS and not path.name.startswith((".", "rules-"))


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    """The system takes the lock away with the process, however that ends."""
    import fcntl

    try:
        lock = (store / "lock").open("a")
    except OSError as err:
        raise UnwritableOutput(
            f"cannot write {store}: {(err.strerror or str(err)).lower()}; choose another place"
        ) from err
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as err:
            raise BadStore(
                f"another run is writing to the store {store}: wait for it, or choose another with -o"
            ) from err
        yield


def commit(folder: Path, part: Part) -> None:
    """Put a part in place. Raises `UnwritableOutput`; then it is not there, and the others are."""
    draft = folder / UNFINISHED / part.name
    tries = (folder / f"part-{part.name}{again}" for again in ("", *(f"-{n}" for n in range(2, 1_000))))
    place = next(
        path for path in tries if not path.exists()
    )  # there is one where all of a batch failed, and is retried
    try:
        draft.mkdir(parents=True)
        for name, data in sorted(part.files.items()):
            _flushed(draft / name, data)
        _flush_folder(draft)
        os.rename(draft, place)
        _flush_folder(folder)
    except OSError as err:
        shutil.rmtree(draft, ignore_errors=True)
        raise UnwritableOutput(
            f"cannot write to the store {folder.parent}: {(err.strerror or str(err)).lower()}; all parts before are "
            "whole: make room and give the same command again"
        ) from err


def _flushed(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def known(folder: Path, *, retry: bool = False) -> Known:
    """What the manifests of all parts say is done; with `retry`, less what has failed. Raises `BadStore`."""
    found = Known()
    for part in part_folders(folder):
        lines: Any
        for lines in manifest(part).itertuples():
            if not (retry and lines.status == "failed"):
                found.record(lines.key, lines.origin, lines.document, lines.status)
    return found


def manifest(part: Path) -> Any:
    """The manifest of a part. Raises `BadStore` if the part is damaged."""
    try:
        return decode(MANIFEST, part / f"{MANIFEST}.parquet")
    except (OSError, ValueError, KeyError) as err:  # pyarrow's own errors are of these
        raise BadStore(
            f"the part {part} is damaged: move it away and give the same command again, which redoes it"
        ) from err
