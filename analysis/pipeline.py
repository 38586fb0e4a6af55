"""The whole road on one screen: article → Annotations → Narrative. Read this file first.

    narrative = build(["seeds/"])
    narrative.timeline[["start", "label", "certainty"]]

Stages know the types of `analysis.model`, not each other; only this file puts them in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.document import articles, distinct
from analysis.errors import UnknownName, UnreadableSource
from analysis.knowledge import load_known
from analysis.language import Language, load_language
from analysis.meanings import normalise
from analysis.mentions import recognise
from analysis.model import Annotations, Document, DocumentKind, KnownEvent, PublicationDate, TimeExpression
from analysis.moments import anchor
from analysis.publication import date_document, given_date, narrow
from analysis.relations import rank, relate

if TYPE_CHECKING:
    from analysis.narrative import Narrative

Source = str | Path


def annotate(
    source: Source | Document,
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    knowledge: Sequence[KnownEvent] | None = None,
) -> Annotations:
    """All that is found in one article.

    `published` (ISO 8601), `kind` and `language` win over inference. Raises `UnreadableSource`.
    """
    if not isinstance(source, Document):
        from analysis.metadata import annotate_file

        return annotate_file(source, published=published, kind=kind, language=language, knowledge=knowledge)
    document = source
    try:
        words = load_language(document.language)
    except UnknownName as err:
        return _foreign(document, given_date(published) if published else None, err)
    date, expressions = time_only(document, words, given_date(published) if published else None)
    return _narrate(document, words, date, expressions, load_known() if knowledge is None else knowledge)


def _foreign(document: Document, date: PublicationDate | None, unknown: UnknownName) -> Annotations:
    """A language without a file: time expressions through dateparser's locales, nothing else."""
    from analysis.moments.foreign import locales, read_foreign

    if document.language not in locales():
        raise UnknownName(f"cannot read {document.id}.txt as {document.language!r}: {unknown}") from unknown
    return Annotations(document, date, read_foreign(document, date), (), (), (), (), (), {})


def time_only(
    document: Document, language: Language, published: PublicationDate | None
) -> tuple[PublicationDate | None, tuple[TimeExpression, ...]]:
    """The light path, without syntax: publication date and time expressions."""
    found = [(mention, normalise(mention, language)) for mention in recognise(document, language)]
    if published is None:
        published = date_document(document, anchor(document, found, None, language), language)
    return published, anchor(document, found, published, language)


def _narrate(
    document: Document,
    language: Language,
    published: PublicationDate | None,
    expressions: tuple[TimeExpression, ...],
    known: Sequence[KnownEvent],
) -> Annotations:
    from analysis import events, people, quotes, syntax

    if not syntax.has_model(document.language):
        return Annotations(document, published, expressions, (), (), (), (), (), {})
    doc = syntax.parse(document, keep=[t.span for t in expressions])
    cast = people.find_people(doc, language)
    said = quotes.find_quotes(document, doc, cast, language)
    happened = events.find_events(document, doc, expressions, published, cast, said, language, known)
    return Annotations(
        document, narrow(published, happened), expressions, happened, said, (), (), relate(happened), rank(happened)
    )


def build(
    sources: Source | Iterable[Source],
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    knowledge: Sequence[KnownEvent] | None = None,
    progress: Callable[[Sequence[Path]], Iterable[Path]] = lambda paths: paths,
) -> Narrative:
    """The narrative of all articles in `sources` (files, or folders of files, of the formats in `analysis/readers`)."""
    from analysis.narrative import tabulate

    listed = [sources] if isinstance(sources, str | Path) else list(sources)
    paths = distinct([path for source in listed for path in articles(source)])
    options = {"published": published, "kind": kind, "language": language, "knowledge": knowledge}
    return tabulate([found for path in progress(paths) for found in _annotations(path, **options)])


def _annotations(path: Path, **options: object) -> Iterator[Annotations]:
    """Of every article in a file. Raises `UnreadableSource` for one that cannot be read."""
    from analysis.metadata import annotate_files

    for found in annotate_files(path, **options):  # type: ignore[arg-type]
        if not isinstance(found, Annotations):
            raise UnreadableSource(found.reason)
        yield found
