"""Do a batch on a worker: Batch → Part. The language models are loaded once per process, by the first that needs them.

A document that fails is a line of the manifest with its reason; the others are not lost. Only what is wrong with the
worker itself (a missing package, other rules) is raised: going on would record nonsense a million times.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.corpus import parts, rules
from analysis.corpus.batches import Batch, Item
from analysis.errors import AnalysisError, BadStore, MissingPackage, UnreadableSource
from analysis.metadata import Choices, annotate_article, article_of, digest
from analysis.model import Annotations
from analysis.narrative import Narrative, tabulate
from analysis.pieces import Unread

SHOWN = 5  # faults of a part that are told of at once; all are in the manifest
_ONE_AT_A_TIME = threading.Lock()  # a Dask worker may have several threads, a language model is for one


@dataclass(frozen=True, slots=True)
class Part:
    """What a batch gives: files for the store, and counts. `faults` are some of the reasons why articles failed."""

    name: str
    files: dict[str, bytes]
    read: int
    failed: int
    same: int
    weight: int
    faults: tuple[str, ...]


def work(batch: Batch, choices: Choices, expected: str) -> Part:
    """The part of a batch. Raises `BadStore` if the rules of this worker are not the `expected` ones."""
    with _ONE_AT_A_TIME:
        if (ours := rules.version(choices)) != expected:
            raise BadStore(
                f"a worker has other rules ({ours}) than the command ({expected}): install the same version of "
                "narrative-timeline and of its packages on all of them"
            )
        return _part(batch, choices)


def _part(batch: Batch, choices: Choices) -> Part:
    lines: list[dict[str, object]] = []
    found: list[tuple[Annotations, dict[str, object]]] = []
    for item in batch.items:
        line, annotations = _done(item, choices)
        lines.append(line)
        if annotations is not None:
            found.append((annotations, line))
    narrative = _tabulated(found)
    counts = {status: sum(line["status"] == status for line in lines) for status in parts.STATUS}
    faults = tuple(str(line["reason"]) for line in lines if line["status"] == "failed")[:SHOWN]
    return Part(batch.name, parts.encode(narrative, lines), weight=batch.weight, faults=faults, **counts)


def _done(item: Item, choices: Choices) -> tuple[dict[str, object], Annotations | None]:
    """The line of the manifest, and the annotations if there are any."""
    piece = item.piece
    line: dict[str, object] = {
        "key": item.key, "origin": piece.origin, "document": item.id, "status": "read", "reason": None, "notes": (),
        "format": None if isinstance(piece, Unread) else piece.format,
    }  # fmt: skip
    if item.same:
        return line | {"status": "same", "reason": f"it has the content of {item.id}, which is kept once"}, None
    try:
        if isinstance(piece, Unread):
            raise UnreadableSource(piece.reason)
        annotations, notes = annotate_article(article_of(piece), id=item.id, sha256=digest(piece.data), **choices)
    except MissingPackage:
        raise
    except Exception as err:  # a fault of ours in one article must not cost the others
        return line | {"status": "failed", "reason": _reason(err, piece.origin)}, None
    return line | {"notes": notes}, annotations


def _reason(err: Exception, origin: str) -> str:
    if isinstance(err, AnalysisError):
        return str(err) if origin in str(err) else f"{origin}: {err}"
    told = " ".join(str(err).split())[:200]
    return f"{origin} met a fault in the analysis ({type(err).__name__}: {told}): please report it with the article"


def _tabulated(found: Sequence[tuple[Annotations, dict[str, object]]]) -> Narrative:
    """The tables of those that keep the laws of the schema; the lines of the others say which they break."""
    try:
        return tabulate(annotations for annotations, _ in found)
    except Exception:  # one of them is at fault: find out which
        good = []
        for annotations, line in found:
            try:
                tabulate([annotations])
                good.append(annotations)
            except Exception as err:
                line |= {"status": "failed", "reason": _reason(err, str(line["origin"]))}
        return tabulate(good)
