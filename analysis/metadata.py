"""Weigh what a source says of an article against what its text says: Article → Annotations, and notes.

    annotations, notes = annotate_article(article, id="a", sha256="…")

What is stated (a column, the header of a message) wins over what is inferred. The date of a page stands in where the
text tells no day of its own. Where the two differ, a note says so: the loser is recorded, not forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from analysis import sources
from analysis.document import POST_LENGTH, detect_language, from_article, read_article
from analysis.errors import AnalysisError, MissingPackage, UnknownName, UnreadableSource
from analysis.given import Given
from analysis.language import load_language
from analysis.model import Annotations, Document, DocumentKind, PublicationDate
from analysis.pieces import Article, Hint, Piece, Unread
from analysis.pipeline import Corrections, Known, annotate, time_only


class Choices(TypedDict, total=False):
    """What a caller may say of all articles; it wins over what each says of itself."""

    published: str | None
    kind: DocumentKind | None
    language: str | None
    knowledge: Known
    corrections: Corrections
    given: Mapping[str, Given] | None  # by document: all are taken from there


def annotate_file(path: str | Path, **choices: Unpack[Choices]) -> Annotations:
    """All that is found in a file that is one article. Raises `UnreadableSource`."""
    article, name, sha256 = read_article(Path(path))
    return annotate_article(article, id=name, sha256=sha256, **choices)[0]


def annotate_files(path: Path, **choices: Unpack[Choices]) -> Iterator[Annotations | Unread]:
    """The same of a file that is one article or holds many; a bad one among many is an `Unread`."""
    if not sources.holds_many(path.name):
        yield annotate_file(path, **choices)
        return
    seen: set[str] = set()
    for piece in sources.pieces(path):
        try:
            if isinstance(piece, Unread):
                raise UnreadableSource(piece.reason)
            article = article_of(piece)
            name = article.id or name_of(piece.origin)
            if name in seen:
                raise UnreadableSource(f"{piece.origin} has the id {name!r} of an article before it: give it its own")
            seen.add(name)
            yield annotate_article(article, id=name, sha256=digest(piece.data), **choices)[0]
        except MissingPackage:
            raise
        except AnalysisError as err:
            yield Unread(piece.origin, str(err) if piece.origin in str(err) else f"{piece.origin}: {err}")


def article_of(piece: Piece) -> Article:
    """What its reader makes of a piece. Raises `UnreadableSource`."""
    article: Article = sources.reader_named(piece.format).article(piece.data, piece.origin)
    return article


def name_of(origin: str) -> str:
    """The id of an article that has none of its own: its place, without suffixes."""
    path, colon, row = origin.rpartition(":") if origin.rpartition(":")[2].isdecimal() else (origin, "", "")
    return (path.rsplit(".", 1)[0] if "." in path.rsplit("/", 1)[-1].lstrip(".") else path) + colon + row


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def annotate_article(
    article: Article, *, id: str, sha256: str, **choices: Unpack[Choices]
) -> tuple[Annotations, tuple[str, ...]]:
    """All that is found in an article, and where its metadata and its text disagree. The caller wins over both."""
    published, language = choices.get("published"), choices.get("language")
    document = from_article(article, id=id, sha256=sha256, language=language, kind=choices.get("kind"))
    stated = published or article.published
    own = _own_date(document) if stated or article.hints else None
    hint = None if stated else _standing_in(article.hints, own)
    notes = [*_dates(stated, own, hint, article.hints), *_title(article, document)]
    if article.language and not language:
        notes += _language(article.language, document.text)
    day = stated or (hint.day if hint else None)
    known, corrections = choices.get("knowledge"), choices.get("corrections")
    found = annotate(
        document, published=day, knowledge=known, corrections=corrections, given=choices.get("given")
    )  # fmt: skip
    return found, tuple(notes)


def _own_date(document: Document) -> PublicationDate | None:
    """What the text alone gives evidence for."""
    try:
        return time_only(document, load_language(document.language), None)[0]
    except UnknownName:
        return None


def _standing_in(hints: Sequence[Hint], own: PublicationDate | None) -> Hint | None:
    """The hint to go by where the text tells no day, unless it is against what the text does tell."""
    if own is not None and own.day is not None:
        return None
    return next((h for h in hints if h.usable and _fits(h.day, own)), None)


def _fits(day: str, own: PublicationDate | None) -> bool:
    if own is None:
        return True
    return (own.earliest or day)[:10] <= day <= (own.latest or day)[:10]


def _dates(stated: str | None, own: PublicationDate | None, used: Hint | None, hints: Sequence[Hint]) -> Iterator[str]:
    told = "no day" if own is None else own.day or f"from {own.earliest} to {own.latest or 'any day'}"
    if stated and not _fits(stated[:10], own):
        yield f"published: stated as {stated}, the text says {told}; taken: {stated}"
    taken = stated or (own.day if own else None) or (used.day if used else None)
    for hint in hints:
        if hint is used:
            yield f"published: {hint.day}, from {hint.why}; the text says {told}"
        elif taken is None or hint.day != taken[:10]:
            yield f"published: {hint.day} is {hint.why}; the text says {told}; taken: {taken or 'none'}"


def _title(article: Article, document: Document) -> Iterator[str]:
    first = next((s for s in document.sections if s.kind != "boilerplate"), None)
    if not article.title or first is None or first.kind != "heading":
        return
    heading = " ".join(first.span.of(document.text).split())
    if heading.casefold() != " ".join(article.title.split()).casefold():
        yield f"title: stated as {article.title!r}, the text is headed {heading!r}; taken: {article.title!r}"


def _language(stated: str, text: str) -> Iterator[str]:
    if len(text) >= POST_LENGTH and (read_as := detect_language(text)) != stated:
        yield f"language: stated as {stated}, the text reads as {read_as}; taken: {stated}"
