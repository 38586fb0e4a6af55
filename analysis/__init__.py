"""Timeline and narrative analysis of news articles.

    import analysis
    narrative = analysis.build("seeds")
    narrative.timeline
    analysis.draw(narrative, "lanes")

Importing this package reads no file and loads no model; each verb brings what it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from analysis.corpus.store import Store
    from analysis.given import Given
    from analysis.model import Annotations, Document, DocumentKind, Knowledge, KnownEvent
    from analysis.narrative import Narrative

__all__ = ["annotate", "build", "draw", "entity_timeline", "explain", "export", "measure", "read"]


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
    given: str | Path | Mapping[str, Given] | None = None,
) -> Annotations:
    """All that is found in one article, as objects. `published` is ISO 8601 and wins over inference.

    `given` is a file of events and time expressions (`analysis.given`), which are then taken, not found.
    """
    from analysis import pipeline
    from analysis.given import read_given

    marked = read_given(given) if isinstance(given, str | Path) else given
    return pipeline.annotate(
        source, published=published, kind=kind, language=language, knowledge=knowledge, given=marked
    )


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


def measure(narrative: Narrative, *, knowledge: bool = False) -> pd.DataFrame:
    """How the story is told against how it happened: a row per article and measure (`analysis.measures`)."""
    from analysis import measures

    return measures.measure(narrative, knowledge=knowledge)


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
