"""Find what lies in the open folders: name → module or file.

`analysis/figures/lanes.py` is the figure "lanes"; `analysis/languages/en.toml` is the language "en". A file
that appears in a folder is found by its name; nothing is registered anywhere.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from analysis.errors import UnknownName

FOLDERS = ("languages", "knowledge", "figures", "exports", "readers")
HERE = Path(__file__).parent


def names(folder: str) -> list[str]:
    """The public names in one open folder, sorted."""
    return sorted(p.stem for p in (HERE / folder).iterdir() if p.suffix in (".py", ".toml") and p.stem[0] not in "_.")


def module(folder: str, name: str) -> ModuleType:
    """The module of a figure, an export or a reader. Raises `UnknownName`, which lists the names there are."""
    known = names(folder)
    if name not in known:
        raise UnknownName(_unknown(folder, name, known))
    return importlib.import_module(f"analysis.{folder}.{name}")


def file(folder: str, name: str) -> Path:
    """The file of a language or of a set of known events. Raises `UnknownName`."""
    known = names(folder)
    if name not in known:
        raise UnknownName(_unknown(folder, name, known))
    return HERE / folder / f"{name}.toml"


def _unknown(folder: str, name: str, known: Sequence[str]) -> str:
    return f"there is no {folder.rstrip('s')} called {name!r}: choose one of {', '.join(known) or '(none)'}"
