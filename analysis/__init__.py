"""Timeline and narrative analysis of news articles.

    import analysis
    narrative = analysis.build("seeds")
    narrative.timeline
    analysis.draw(narrative, "lanes")

Importing this package reads no file and loads no model; each verb brings what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.linking.view import View
    from analysis.model import Annotations, Document, DocumentKind, Knowledge, KnownEvent
    from analysis.narrative import Narrative

__all__ = ["annotate", "build", "draw", "explain", "export", "linked", "read"]


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
) -> Annotations:
    """All that is found in one article, as objects. `published` is ISO 8601 and wins over inference."""
    from analysis import pipeline

    return pipeline.annotate(source, published=published, kind=kind, language=language, knowledge=knowledge)


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    knowledge: Knowledge | Sequence[KnownEvent] | None = None,
) -> Narrative:
    """The narrative of all articles in `sources` (files, or folders of files), as tables."""
    from analysis import pipeline

    return pipeline.build(sources, published=published, kind=kind, language=language, knowledge=knowledge)


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

    write = _correct(narrative, corrections) if corrections is not None else None
    return view.linked(narrative, draw(narrative, figure, **options), write=write, now=now or view.clock, author=author)


def _correct(narrative: Narrative, path: str | Path) -> Callable[..., object]:
    """What writes one correction of a row into the file."""
    import importlib
    from functools import partial

    return partial(importlib.import_module("analysis.corrections").write_correction, path, narrative)
