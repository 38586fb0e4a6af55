"""Cut a corpus into batches: pieces, what is known already → Batch…

A batch is so many pieces in the order of the sources, whether they are done or not, less those that are done. Hence a
run that was interrupted makes the same batches as one that was not, and the same parts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from analysis.metadata import name_of
from analysis.pieces import Piece, Unread

SIZE = 120  # articles: some seconds of work, and a part of about half a megabyte
MOST_BYTES = 4_000_000  # of the articles of a batch, so that long ones do not fill the memory


@dataclass(frozen=True, slots=True)
class Item:
    """A piece with its key (from its content alone) and the id that its article will have in the store.

    `same` is set where another article has this content: it is recorded, not read again.
    """

    piece: Piece | Unread
    key: str
    id: str
    same: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Items to be done together. `name` is made from them, `weight` in bytes of the sources."""

    name: str
    items: tuple[Item, ...]
    weight: int


@dataclass(slots=True)
class Known:
    """What a store holds and what this run has met: the one thing in memory that grows with the corpus.

    `places` are (content, place) pairs that are done, `ids` the id of each content, `taken` the content of each id.
    """

    places: set[bytes] = field(default_factory=set)
    failed: set[bytes] = field(default_factory=set)
    ids: dict[bytes, str] = field(default_factory=dict)
    taken: dict[str, bytes] = field(default_factory=dict)

    def record(self, key: str, origin: str, id: str, status: str) -> None:
        """What the manifest of a part says."""
        self.places.add(_place(key, origin))
        if status == "failed":
            self.failed.add(_place(key, origin))
        if status != "same":
            self.ids[bytes.fromhex(key)] = id
            self.taken[id] = bytes.fromhex(key)

    def done(self, key: str, origin: str) -> bool:
        return _place(key, origin) in self.places

    def has_failed(self, key: str, origin: str) -> bool:
        return _place(key, origin) in self.failed

    def admit(self, piece: Piece | Unread, key: str) -> Item:
        """A piece that is not done, under an id of its own; the place is done from now on."""
        self.places.add(_place(key, piece.origin))
        content = bytes.fromhex(key)
        if content in self.ids:
            return Item(piece, key, self.ids[content], same=True)
        name = (piece.id if isinstance(piece, Piece) else None) or name_of(piece.origin)
        if self.taken.setdefault(name, content) != content:
            name = f"{name}~{key[:8]}"
            self.taken[name] = content
        self.ids[content] = name
        return Item(piece, key, name)


def key_of(piece: Piece | Unread) -> str:
    """From the content: of a piece its format and bytes, of what cannot be read its place and the reason."""
    said = (
        f"{piece.format}\0".encode() + piece.data
        if isinstance(piece, Piece)
        else f"\0{piece.origin}\0{piece.reason}".encode("utf-8", "surrogatepass")
    )
    return hashlib.sha256(said).hexdigest()[:32]


def _place(key: str, origin: str) -> bytes:
    return hashlib.sha256(f"{key}\0{origin}".encode("utf-8", "surrogatepass")).digest()[:16]


@dataclass(slots=True)
class Skipped:
    """What is done already: how many, how many of them had failed, and their weight."""

    done: int = 0
    failed: int = 0
    weight: int = 0


def batches(pieces: Iterable[Piece | Unread], known: Known, skipped: Skipped, *, size: int = SIZE) -> Iterator[Batch]:
    """The batches of a corpus in order; what is done already is counted in `skipped`."""
    items: list[Item] = []
    count = length = 0
    for piece in pieces:
        key = key_of(piece)
        if known.done(key, piece.origin):
            skipped.done += 1
            skipped.failed += known.has_failed(key, piece.origin)
            skipped.weight += piece.weight
        else:
            items.append(known.admit(piece, key))
        count += 1
        length += len(piece.data) if isinstance(piece, Piece) else 0
        if count == size or length >= MOST_BYTES:
            yield from _batch(items)
            items, count, length = [], 0, 0
    yield from _batch(items)


def _batch(items: list[Item]) -> Iterator[Batch]:
    if items:
        content = "\n".join(f"{i.key} {i.id} {i.piece.origin}" for i in items).encode("utf-8", "surrogatepass")
        name = hashlib.sha256(content).hexdigest()[:16]
        yield Batch(name, tuple(items), sum(i.piece.weight for i in items))
