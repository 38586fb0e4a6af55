"""Timeline and narrative analysis of news articles.

    import analysis
    narrative = analysis.build("seeds")
    narrative.timeline
    analysis.draw(narrative, "lanes")

Importing this package reads no file and loads no model; each verb brings what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from analysis.corpus.store import Store
    from analysis.errata import Correction
    from analysis.given import Given
    from analysis.linking.view import View
    from analysis.model import Annotations, Document, DocumentKind, Knowledge, KnownEvent
    from analysis.narrative import Narrative
    from analysis.threads.comparison import Comparison

__all__ = [
    "add_row", "annotate", "build", "compare", "correct", "diff", "draw", "entity_timeline", "explain", "export",
    "linked", "measure", "merge", "read",
]  # fmt: skip


def read(source: str | Path, *, language: str | None = None, kind: DocumentKind | None = None) -> Document:
    """One article, its text unchanged. Raises `UnreadableSource`."""
    from analysis.document import read as read_document

    return read_document(source, language=language, kind=kind)


def annotate(
    source: str | Path | Document,
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    knowledge: Knowledge | Sequence[KnownEvent] | None = None,
    corrections: str | Path | Sequence[Correction] | None = None,
    given: str | Path | Mapping[str, Given] | None = None,
) -> Annotations:
    """All that is found in one article, as objects. `published` is ISO 8601 and wins over inference.

    `corrections` is a file that `correct` writes; if there is none, nothing is corrected. `given` is a file of events
    and time expressions (`analysis.given`), which are then taken, not found.
    """
    from analysis import pipeline
    from analysis.given import read_given

    marked = read_given(given) if isinstance(given, str | Path) else given
    return pipeline.annotate(
        source, published=published, kind=kind, language=language, knowledge=knowledge, corrections=corrections,
        given=marked,
    )


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    knowledge: Knowledge | Sequence[KnownEvent] | None = None,
    corrections: str | Path | Sequence[Correction] | None = None,
) -> Narrative:
    """The narrative of all articles in `sources` (files, or folders of files), as tables.

    `corrections` is a file that `correct` writes; if there is none, nothing is corrected. What no longer fits is told
    in the table `corrections` of the narrative.
    """
    from analysis import pipeline

    return pipeline.build(
        sources, published=published, kind=kind, language=language, knowledge=knowledge, corrections=corrections
    )


def correct(
    path: str | Path, narrative: Narrative, row_id: str, *, author: str, time: str, reason: str, **changes: Any
) -> Correction:
    """Write a correction of one row into the file at `path`; `build(…, corrections=path)` then lays it over the result.

    `changes` are `date` (EDTF or ISO 8601; "none"), `label`, `certainty`, `people` ((name, role), …), `holder`; or one
    of `hide=True`, `merge_into` (an id), `split` ((start, end) of another mention). `time` is ISO 8601. Raises
    `UnknownName`, `BadCorrections` or `UnwritableOutput`.
    """
    from analysis.corrections import write_correction

    return write_correction(path, narrative, row_id, author=author, time=time, reason=reason, **changes)


def add_row(
    path: str | Path, narrative: Narrative, document: str, span: tuple[int, int], *, author: str, time: str,
    reason: str, label: str, **changes: Any,
) -> Correction:  # fmt: skip
    """Write a row by hand, on the words at `span` (code points, end exclusive) of an article, into the file at `path`.

    `changes` are `date`, `certainty`, `people`, `holder`, as of `correct`, which tells the errors too.
    """
    from analysis import corrections

    return corrections.add_row(
        path, narrative, document, span, author=author, time=time, reason=reason, label=label, **changes
    )


def diff(a: Narrative | str | Path, b: Narrative | str | Path) -> pd.DataFrame:
    """What differs between two results: rows added, removed, and changed field by field, found again by their words.

    Each is a narrative, or a `timeline.csv` or the folder that holds one. Columns: `analysis.differences.COLUMNS`.
    """
    from analysis import differences

    return differences.diff(a, b)


def measure(narrative: Narrative, *, knowledge: bool = False) -> pd.DataFrame:
    """How the story is told against how it happened: a row per article and measure (`analysis.measures`)."""
    from analysis import measures

    return measures.measure(narrative, knowledge=knowledge)


def merge(narrative: Narrative) -> Narrative:
    """The narrative with what several articles tell of one event joined into `threads` (`analysis.threads`).

    What they tell differently stands side by side in `disagreements`; ranks go over all articles.
    """
    from analysis import threads

    return threads.merge(narrative)


def compare(narrative: Narrative) -> Comparison:
    """Who reports what first, what one article has alone, and how claims travel: three tables.

    A narrative that is not merged yet is merged first.
    """
    from analysis.threads import comparison, merge

    return comparison.compare(narrative if len(narrative.threads) else merge(narrative))


def draw(narrative: Narrative, figure: str = "lanes", **options: object) -> go.Figure:
    """A figure of `analysis/figures` by name. Raises `UnknownName`, which lists the names."""
    from analysis import catalogue

    result: go.Figure = catalogue.module("figures", figure).draw(narrative, **options)
    return result


def export(narrative: Narrative, path: str | Path, *, to: str) -> Path:
    """Write the narrative in a format of `analysis/exports`. Raises `UnknownName` or `UnwritableOutput`."""
    from analysis import catalogue

    written: Path = catalogue.module("exports", to).export(narrative, Path(path))
    return written


def explain(narrative: Narrative, what: str) -> str:
    """Why the rows that match an id or some words say what they say."""
    from analysis import reasons

    return reasons.explain(narrative, what)


def entity_timeline(source: Narrative | Store, entity: str) -> pd.DataFrame:
    """What an entity takes part in, over all the articles, in order of time (columns: `analysis.entities`).

    Of a store, only the articles that may name it are read.
    """
    from analysis.entities import entity_timeline as timeline_of
    from analysis.narrative import Narrative

    return timeline_of(source if isinstance(source, Narrative) else source.naming(entity), entity)


def linked(
    narrative: Narrative,
    figure: str = "lanes",
    *,
    corrections: str | Path | None = None,
    author: str = "",
    now: Callable[[], str] | None = None,
    **options: object,
) -> View:
    """A figure, its rows and the article side by side in JupyterLab: choose in one, and the others follow.

    With `corrections`, a file, there is a form that writes to it what `author` corrects in the chosen row; `now` gives
    the time of a correction (ISO 8601; the clock). `options` are the figure's. Raises `MissingPackage`, `UnknownName`.
    """
    from analysis.pieces import required

    for package in ("anywidget", "ipywidgets"):
        required(package, "the linked view", "notebooks")
    from analysis.linking import view

    write = add = None
    if corrections is not None:
        from functools import partial

        write, add = partial(correct, corrections, narrative), partial(add_row, corrections, narrative)
    drawn = draw(narrative, figure, **options)
    return view.linked(narrative, drawn, write=write, add=add, now=now or view.clock, author=author)
