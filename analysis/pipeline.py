"""The whole road on one screen: article → Annotations → Narrative. Read this file first.

    narrative = build(["seeds/"])
    narrative.timeline[["start", "label", "certainty"]]

Stages know the types of `analysis.model`, not each other; only this file puts them in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.corrections import absent, correct, load_corrections
from analysis.document import articles, distinct
from analysis.errata import Correction
from analysis.errors import BadGiven, UnknownName, UnreadableSource
from analysis.garbage import resting
from analysis.gazetteer import Gazetteer
from analysis.given import Given, of_document
from analysis.language import Language, load_language
from analysis.meanings import normalise
from analysis.mending import mend
from analysis.mentions import recognise
from analysis.model import (
    Annotations,
    Document,
    DocumentKind,
    Event,
    Knowledge,
    KnownEvent,
    Order,
    PublicationDate,
    Relation,
    TimeExpression,
)
from analysis.moments import anchor, place_given
from analysis.publication import date_document, given_date, narrow
from analysis.records import load_knowledge
from analysis.relations import order

if TYPE_CHECKING:
    from analysis.narrative import Narrative

Source = str | Path
Known = Knowledge | Sequence[KnownEvent] | None
Corrections = str | Path | Sequence[Correction] | None


def annotate(
    source: Source | Document,
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    knowledge: Known = None,
    corrections: Corrections = None,
    given: Mapping[str, Given] | None = None,
) -> Annotations:
    """All that is found in one article, with a person's `corrections` (a file of them) laid over it.

    `published` (ISO 8601), `kind` and `language` win over inference. With `given` (`analysis.given.read_given`) the
    events and the time expressions are those, and only when and in what order is found. Raises `UnreadableSource`,
    `BadCorrections`, or `BadGiven` where what is given does not fit.
    """
    entries = corrections_of(corrections)
    if not isinstance(source, Document):
        from analysis.metadata import annotate_file

        return annotate_file(
            source, published=published, kind=kind, language=language, knowledge=knowledge, corrections=entries,
            given=given,
        )  # fmt: skip
    with resting():
        found = _found(source, published, knowledge, given)
    return _corrected(found, entries) if entries else found


def _corrected(found: Annotations, entries: Sequence[Correction]) -> Annotations:
    """What is found with corrections laid over it, its order made anew where they changed anything."""
    corrected, orphans = correct(found, entries)
    if len(orphans) == len(corrected.corrections):
        return corrected
    told = order(corrected.events, corrected.expressions, corrected.published)
    return replace(
        corrected, relations=told.relations, ranks=told.ranks, conflicts=told.conflicts, bounds=told.bounds
    )  # fmt: skip


def corrections_of(given: Corrections) -> Sequence[Correction]:
    """The entries of a file, or those given. Raises `BadCorrections`."""
    return load_corrections(given) if isinstance(given, str | Path) else given or ()


def _found(
    source: Document, published: str | None, knowledge: Known, given: Mapping[str, Given] | None
) -> Annotations:
    """What is found in an article by itself."""
    document, marked = source, None
    if given is not None:
        marked, document = of_document(given, source)
    try:
        words = load_language(document.language)
    except UnknownName as err:
        return _foreign(document, given_date(published) if published else None, err, marked)
    date, expressions = time_only(document, words, given_date(published) if published else None)
    if marked is not None and marked.has_times:
        expressions = place_given(document, marked.timexes, expressions, date, words)
    return _narrate(document, words, date, expressions, _knowledge(knowledge), marked)


def _foreign(
    document: Document, date: PublicationDate | None, unknown: UnknownName, given: Given | None
) -> Annotations:
    """A language without a file: time expressions through dateparser's locales, nothing else."""
    from analysis.moments.foreign import locales, read_foreign

    if given is not None:
        raise BadGiven(f"{given.place}: {document.id!r} is in {document.language!r}, for which there is no language "
                       "file, so nothing can be given in it: say --language en if that is wrong")  # fmt: skip
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
    knowledge: Knowledge,
    given: Given | None,
) -> Annotations:
    from analysis import claims, events, flags, people, quotes, syntax

    if not syntax.has_model(document.language):
        _check_unparsed(document, given)
        return Annotations(document, published, expressions, (), (), (), (), (), {})
    doc = syntax.parse(document, keep=[t.span for t in expressions])
    mend(doc, language)
    day = published.day if published else None
    gazetteer = Gazetteer.of(knowledge, language)
    cast = people.find_people(document, doc, language, gazetteer, day)
    said = quotes.find_quotes(document, doc, cast, language)
    cast = people.speaking(doc, cast, said)
    happened = events.find_events(document, doc, expressions, published, cast, said, language, knowledge.events, given)
    told = order(happened, expressions, published)
    if given is not None:
        happened, told = _only(given, happened, told)
    held, competing = claims.find_claims(document, doc, happened, said, cast, language)
    flagged = flags.find_flags(doc, language, gazetteer)
    doc.dissolve()
    return Annotations(
        document, narrow(published, happened), expressions, happened, said, held, competing, told.relations,
        told.ranks, flagged, told.conflicts, told.bounds,
    )  # fmt: skip


def _only(given: Given, happened: tuple[Event, ...], told: Order) -> tuple[tuple[Event, ...], Order]:
    """The given events, and what is known of their order; the story around them has done its work."""
    spans = {event.span for event in given.events}
    kept = tuple(event for event in happened if event.span in spans)
    left_out = {event.id for event in happened} - {event.id for event in kept}

    def stays(relation: Relation) -> bool:
        return relation.source not in left_out and relation.target not in left_out

    return kept, replace(
        told,
        relations=tuple(filter(stays, told.relations)),
        conflicts=tuple(c for c in told.conflicts if all(map(stays, (c.relation, *c.against)))),
    )


def _check_unparsed(document: Document, given: Given | None) -> None:
    """Raises `BadGiven` for given events of a text that is not parsed: they would be lost without a word."""
    if given is not None and given.events:
        raise BadGiven(f"{given.place}: {document.id!r} is in {document.language!r}, for which there is no syntax, so "
                       "no event can be given in it: say --language en if that is wrong")  # fmt: skip


def _knowledge(given: Known) -> Knowledge:
    """All that is known, by default; the events of the caller, where he gives some, beside governments and offices."""
    if isinstance(given, Knowledge):
        return given
    if given is None:
        return load_knowledge()
    return replace(load_knowledge(), events=tuple(given)) if given else _without_events()


@cache
def _without_events() -> Knowledge:
    return replace(load_knowledge(), events=())


def build(
    sources: Source | Iterable[Source],
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    language: str | None = None,
    knowledge: Known = None,
    corrections: Corrections = None,
    progress: Callable[[Sequence[Path]], Iterable[Path]] = lambda paths: paths,
) -> Narrative:
    """The narrative of all articles in `sources` (files, or folders of files, of the formats in `analysis/readers`).

    What becomes of a person's `corrections` (a file of them) is in the table of that name.
    """
    from analysis.narrative import tabulate

    listed = [sources] if isinstance(sources, str | Path) else list(sources)
    paths = distinct([path for source in listed for path in articles(source)])
    entries = corrections_of(corrections)
    options = {
        "published": published, "kind": kind, "language": language, "knowledge": knowledge, "corrections": entries,
    }  # fmt: skip
    found = [found for path in progress(paths) for found in _annotations(path, **options)]
    return tabulate(found, absent(entries, (outcome for a in found for outcome in a.corrections)))


def _annotations(path: Path, **options: object) -> Iterator[Annotations]:
    """Of every article in a file. Raises `UnreadableSource` for one that cannot be read."""
    from analysis.metadata import annotate_files

    for found in annotate_files(path, **options):  # type: ignore[arg-type]
        if not isinstance(found, Annotations):
            raise UnreadableSource(found.reason)
        yield found
