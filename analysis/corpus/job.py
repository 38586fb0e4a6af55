"""Run a corpus: paths → store. Stopped at any point, by whatever, the same command goes on where it was.

    run(["news/"], "store", workers=4)

The sources are read and the parts written here; what lies between is done by an engine, which may be elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Unpack, cast

from analysis import sources
from analysis.corpus import engines, layout, rules
from analysis.corpus.batches import SIZE, Batch, Item, Skipped, batches
from analysis.corpus.work import SHOWN, Part
from analysis.metadata import Choices
from analysis.model import Knowledge
from analysis.pieces import Piece, Unread


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a run has come: articles by what became of them, bytes of the sources, some of the faults.

    `skipped` were done by an earlier run, `skipped_failed` of them in vain; `weight` is without theirs.
    `older` are other rules whose results the store keeps beside these.
    """

    read: int = 0
    failed: int = 0
    same: int = 0
    skipped: int = 0
    skipped_failed: int = 0
    skipped_weight: int = 0
    weight: int = 0
    faults: tuple[str, ...] = ()
    older: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        return self.read + self.failed + self.same


def run(
    paths: Iterable[str | Path],
    store: str | Path,
    *,
    workers: int = 1,
    dask: str | None = None,
    batch: int = SIZE,
    retry: bool = False,
    progress: Callable[[Tally], None] | None = None,
    **choices: Unpack[Choices],
) -> Tally:
    """Read every article at `paths` into `store`, but those that are there already.

    `workers` are processes of this machine; `dask` is the address of a scheduler whose workers do it instead. `batch`
    articles make a part. `retry` tries those again that failed. `published`, `kind`, `language` and `knowledge` hold
    for all articles. Raises `UnreadableSource`, `UnwritableOutput`, `BadStore`, `UnreachableScheduler` or
    `MissingPackage`: what was done before stays.
    """
    listed, place = list(paths), Path(store)
    _check(listed, choices)
    choices = cast(Choices, {name: value for name, value in choices.items() if value is not None})
    version = rules.version(choices)
    with layout.writing(place, version, {"packages": rules.packages(), "choices": _told(choices)}) as folder:
        known, skipped, tally = layout.known(folder, retry=retry), Skipped(), Tally()
        source = batches(_pieces(listed, place), known, skipped, size=batch)
        for part in _parts(source, choices, version, workers, dask):
            layout.commit(folder, part)
            tally = _counted(tally, part, skipped)
            if progress is not None:
                progress(tally)
        older = tuple(other for other in layout.rules_in(place) if other != version)
        return replace(_counted(tally, None, skipped), older=older)


def _check(paths: Sequence[str | Path], choices: Choices) -> None:
    """A caller's mistake is found out before anything is written."""
    if published := choices.get("published"):
        from analysis.publication import given_date

        given_date(published)
    for path in paths:
        next(sources.files(path))


def _pieces(paths: Sequence[str | Path], store: Path) -> Iterator[Piece | Unread]:
    for path in paths:
        yield from sources.pieces(path, without=store.resolve())


def _parts(source: Iterator[Batch], choices: Choices, version: str, workers: int, dask: str | None) -> Iterator[Part]:
    """The parts as they are done; the article that kills its workers is found out and given up."""
    for batch, part in _engine(source, choices, version, workers, dask):
        if part is not None:
            yield part
            continue
        singles = [
            replace(batch, name=f"{batch.name}-{place}", items=(item,)) for place, item in enumerate(batch.items)
        ]
        died = {
            one.items[0].key for one, done in _engine(singles, choices, version, 1, dask, apart=True) if done is None
        }
        spared = replace(batch, items=tuple(_given_up(i) if i.key in died else i for i in batch.items))
        yield from (done for _, done in _engine([spared], choices, version, 1, dask, apart=True) if done is not None)


def _engine(
    source: Iterable[Batch], choices: Choices, version: str, workers: int, dask: str | None, *, apart: bool = False
) -> engines.Done:
    if dask is not None:
        return engines.cluster(source, choices, version, dask)
    if workers == 1 and not apart:
        return engines.alone(source, choices, version)
    return engines.processes(source, choices, version, workers)


def _given_up(item: Item) -> Item:
    origin = item.piece.origin
    reason = (
        f"{origin} killed its worker {engines.DEATHS} times, perhaps by its need of memory: split it, or try --retry"
    )
    return replace(item, piece=Unread(origin, reason, item.piece.weight))


def _counted(tally: Tally, part: Part | None, skipped: Skipped) -> Tally:
    tally = replace(tally, skipped=skipped.done, skipped_failed=skipped.failed, skipped_weight=skipped.weight)
    if part is None:
        return tally
    return replace(
        tally, read=tally.read + part.read, failed=tally.failed + part.failed, same=tally.same + part.same,
        weight=tally.weight + part.weight, faults=(*tally.faults, *part.faults)[:SHOWN],
    )  # fmt: skip


def _told(choices: Choices) -> dict[str, object]:
    """The choices as `rules.json` tells them: what is known by its ids."""
    known = choices.get("knowledge")
    told: dict[str, object] = {name: value for name, value in sorted(choices.items()) if name != "knowledge"}
    if isinstance(known, Knowledge):
        ids = [record.id for records in (known.events, known.governments, known.offices) for record in records]
    else:
        ids = [event.id for event in known or ()]
    return told | {"knowledge": None if known is None else ids}


def size(paths: Iterable[str | Path], store: str | Path) -> int:
    """The bytes of the sources: what `Tally.weight` grows to."""
    return sum(sources.size(path, without=Path(store).resolve()) for path in paths)
