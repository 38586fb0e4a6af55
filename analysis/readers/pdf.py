"""Read a PDF: bytes → Article, with pypdf. Pages follow each other; a scan without text is refused with advice.

The day on which the file was made is a hint that never stands in: a PDF of today may be of an old article.
"""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from analysis.errors import UnreadableSource
from analysis.pieces import BLANK, LONGEST, Article, Hint, required

SUFFIXES = (".pdf",)


def article(data: bytes, name: str) -> Article:
    """The text of all pages, with the title that the file gives itself."""
    pypdf = required("pypdf", f"reading {name}")
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it warns of every small fault of a file
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableSource(f"{name} is locked with a password: save it without one")
        text, said = _pages(reader, name), reader.metadata
    except UnreadableSource:
        raise
    except pypdf.errors.DependencyError as err:
        raise UnreadableSource(f"{name} is encrypted: save it without a password") from err
    except Exception as err:  # a broken file makes pypdf raise nearly anything
        raise UnreadableSource(
            f"{name} is a damaged PDF ({type(err).__name__}): save it anew, or save its text"
        ) from err
    if not text.strip(BLANK):
        raise UnreadableSource(f"{name} is a PDF without text, perhaps a scan: run text recognition (OCR) on it first")
    return Article(text, _title(said), hints=_made(said))


def _pages(reader: Any, name: str) -> str:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text().rstrip() + "\n")
        length += len(pages[-1])
        if length > LONGEST:
            raise UnreadableSource(f"{name} has more than {LONGEST:,} characters of text: split it")
    return "".join(pages).encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _title(said: Any) -> str | None:
    title = said.title if said else None
    return title.strip() or None if isinstance(title, str) else None


def _made(said: Any) -> tuple[Hint, ...]:
    try:
        made = said.creation_date if said else None
    except ValueError:  # a date in a form of its own
        return ()
    return (Hint(made.date().isoformat(), "the day on which the PDF was made", usable=False),) if made else ()
