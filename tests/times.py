"""Read a text for its time expressions, as the pipeline does."""

from __future__ import annotations

from analysis.language import load_language
from analysis.meanings import normalise
from analysis.mentions import recognise
from analysis.model import Document, DocumentKind, PublicationDate, Section, Span, TimeExpression
from analysis.moments import anchor


def article(text: str, kind: DocumentKind = "news", code: str = "en") -> Document:
    return Document("example", text, "", code, kind, None, None, (Section(Span(0, len(text)), "body"),))


def on(day: str | None) -> PublicationDate | None:
    return None if day is None else PublicationDate(day, day, day, (), given=True)


def read(
    text: str, kind: DocumentKind = "news", day: str | None = "2021-12-07", code: str = "en"
) -> tuple[TimeExpression, ...]:
    language = load_language(code)
    document = article(text, kind, code)
    found = [(m, normalise(m, language)) for m in recognise(document, language)]
    return anchor(document, found, on(day), language)


def values(text: str, kind: DocumentKind = "news", day: str | None = "2021-12-07", code: str = "en") -> list[str]:
    return [t.timex.value for t in read(text, kind, day, code)]
