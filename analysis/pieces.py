"""What is read before it is a Document: bytes → Piece → Article.

    Piece("news.jsonl:12", "jsonl", b'{"text": "…"}', weight=15)
    Article("The minister resigned.", title="Resigned", published="2021-12-07")

A piece is cut out of its source without being understood, which is cheap; a reader makes an article of it, which may
not be. The first happens where the files are, the second on whatever worker is free.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import BinaryIO

from analysis.errors import MissingPackage, UnreadableSource

LONGEST = 20_000_000  # bytes: the length of thirty novels; more is a data dump, and parsing it would take hours
LONGEST_LINE = 2_000_000  # characters; a single line longer than this is no prose
_CHUNK = 1 << 20  # bytes that are held of a line that is only passed over
BLANK = "\ufeff\u200b\u200c\u200d\u2060 \t\r\n\xa0"


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one article. `origin` names its place ("news.zip/a.html"), `format` the reader to give it to.

    `weight` is the number of bytes of the source that it stands for: what progress is counted in. `id` is the name that
    a table gives the article.
    """

    origin: str
    format: str
    data: bytes
    weight: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that gives no article, and why: one sentence."""

    origin: str
    reason: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """A day that something beside the text names, and what does: evidence for the day of publication.

    `usable` where it may stand in if the text is silent. The day on which a file was made may not: it may be a copy.
    """

    day: str
    why: str
    usable: bool


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what its source says of it; None where it says nothing. `published` is ISO 8601."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    id: str | None = None
    language: str | None = None
    hints: tuple[Hint, ...] = ()


def with_words(text: str, name: str) -> str:
    """`text` itself. Raises `UnreadableSource` if there are no words in it."""
    if not text.strip(BLANK):
        raise UnreadableSource(f"{name} is empty: an article needs text")
    return text


def lines(file: BinaryIO, longest: int = LONGEST) -> Iterator[tuple[bytes | None, int]]:
    """Each line with its length in bytes; None for one that is longer than `longest`, which is never held whole."""
    while line := file.readline(longest + 1):
        size = len(line)
        if size <= longest or line.endswith(b"\n"):
            yield line, size
            continue
        while not line.endswith(b"\n") and (line := file.readline(_CHUNK)):
            size += len(line)
        yield None, size


def required(name: str, what: str, extra: str = "formats") -> ModuleType:
    """A module of an optional package. Raises `MissingPackage`, which says how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError as err:
        raise MissingPackage(
            f"{what} needs the package {name.split('.')[0]}, which is not installed: "
            f"type pip install 'narrative-timeline[{extra}]'"
        ) from err
