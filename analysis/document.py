"""Read an article: path or text → Document. The text is never altered; its sections are labelled.

    read("seeds/article.txt").sections

The readers are in `analysis/readers`, one per format. Of plain text, offsets are those of the decoded file: line ends
and a leading byte-order mark stay where they are; of another format the text is the one that its reader took out.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import catalogue, dates, sources
from analysis.errors import UnreadableSource
from analysis.language import Language, load_language
from analysis.model import Document, DocumentKind
from analysis.pieces import Article
from analysis.sections import label_sections

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

PLAIN = 0.9  # probability from which even a short text is taken to be in the language that it looks like
POST_LENGTH, NARRATIVE_LENGTH = 500, 5_000  # characters
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]+")


def articles(source: str | Path) -> list[Path]:
    """The file itself, or every article of a folder, sorted. Raises `UnreadableSource` if there is none."""
    path = Path(source)
    try:
        if path.is_dir() and str(source):
            found = sorted(p for p in path.iterdir() if _is_article(p.name) and not p.is_dir())
            if not found:
                raise UnreadableSource(f"the folder {path} holds no article: put a .txt file in it")
            return found
        if not str(source) or not (path.exists() or path.is_symlink()):
            raise UnreadableSource(f"there is no file or folder {str(source)!r}: check the path")
    except OSError as err:
        raise UnreadableSource(f"{path} cannot be read: {(err.strerror or str(err)).lower()}") from err
    return [path]


def _is_article(name: str) -> bool:
    return sources.format_of(name) is not None


def distinct(paths: Sequence[Path]) -> list[Path]:
    """Each file once. Raises `UnreadableSource` for two of one name, which nobody could tell apart in the results."""
    found: dict[str, Path] = {}
    for path in {os.path.realpath(path): path for path in paths}.values():
        other = found.setdefault(path.stem, path)
        if other is not path:
            raise UnreadableSource(f"{other} and {path} have the same name: rename one, or do them one by one")
    return list(found.values())


def read(
    source: str | Path, *, language: str | None = None, kind: DocumentKind | None = None, id: str | None = None
) -> Document:
    """The article in one file. Raises `UnreadableSource` with what is wrong and what to do."""
    article, name, sha256 = read_article(Path(source))
    return from_article(article, id=id or name, language=language, kind=kind, sha256=sha256)


def read_article(path: Path) -> tuple[Article, str, str]:
    """What the reader of its format makes of a file, its name, and the SHA-256 of its bytes."""
    raw = _bytes(path)
    if sources.holds_many(path.name):
        raise UnreadableSource(
            f"{path} may hold many articles: use build or `timeline corpus`, or give them one by one"
        )
    return sources.reader_of(path.name).article(raw, str(path)), _name(path), _sha256(raw)


def from_article(
    article: Article,
    *,
    id: str,
    sha256: str,
    language: str | None = None,
    kind: DocumentKind | None = None,
) -> Document:
    """The same from what a reader made of a file: its title, address and language win over what the text suggests."""
    found = from_text(article.text, id=id, language=language or article.language, kind=kind, sha256=sha256)
    return replace(found, title=article.title or found.title, url=article.url)


def _bytes(path: Path) -> bytes:
    try:
        size = sources.regular(path, str(path))
        with path.open("rb") as file:
            return sources.bounded(file, str(path), size)
    except OSError as err:
        raise UnreadableSource(f"{path} cannot be read: {err.strerror or err}") from err


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _name(path: Path) -> str:
    """The stem of a file's name; bytes in it that are no UTF-8 are shown as such."""
    return os.fsencode(path.stem).decode("utf-8", "backslashreplace")


def from_text(
    text: str,
    *,
    id: str,
    language: str | None = None,
    kind: DocumentKind | None = None,
    sha256: str | None = None,
) -> Document:
    """The same from a text in memory; `language` and `kind` are inferred if not given."""
    code = language or detect_language(text)
    words = load_language(code if code in catalogue.names("languages") else "en")
    sections = label_sections(text, words)
    title = next((s for s in sections if s.kind != "boilerplate"), None)
    return Document(
        id=id,
        text=text,
        sha256=sha256 or _sha256(text.encode("utf-8", "surrogatepass")),
        language=code,
        kind=kind or infer_kind(text, words),
        title=title.span.of(text).strip("\ufeff \t\r\n") if title is not None and title.kind == "heading" else None,
        url=None,
        sections=sections,
    )


def detect_language(text: str) -> str:
    """The language of a text; a short one that is not plain is only told apart among the languages with a file.

    py3langid, unrestricted, calls one in ten English posts something else, though seldom with conviction.
    """
    code, probability = _identifier(()).classify(text[:5_000])
    if len(text) < POST_LENGTH and probability < PLAIN:
        code, _ = _identifier(tuple(catalogue.names("languages"))).classify(text)
    return str(code)


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    """The model for some languages, or for all; reading it takes a quarter of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if languages:
        identifier.set_languages(list(languages))
    return identifier


def infer_kind(text: str, language: Language) -> DocumentKind:
    """news, narrative (many years, no words like "yesterday"), or post (one short paragraph)."""
    if len(text) < POST_LENGTH and text.strip().count("\n") < 2 and "." not in text[:-1][:200].split("\n")[0][80:]:
        return "post"
    words = [w.lower() for w in _WORD.findall(text[:100_000])]
    deictic = sum(w in language.words("sections", "deictic") for w in words)
    years = len(_YEAR.findall(text[:100_000]))
    if len(text) >= NARRATIVE_LENGTH and years > 10 and years > 4 * deictic:
        return "narrative"
    return "news"


def publication_dates(docs: Path) -> dict[str, str | None]:
    """`{"doc", "dct"}` lines → publication dates by document. Raises `UnreadableSource` with the line."""
    try:
        lines = docs.read_text(encoding="utf-8-sig").split("\n")
    except OSError as err:
        raise UnreadableSource(f"cannot read {docs}: {(err.strerror or 'no reason given').lower()}") from err
    except UnicodeDecodeError as err:
        raise UnreadableSource(f"{docs} is not JSON Lines in UTF-8: save it as UTF-8") from err
    found: dict[str, str | None] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            name, day = _dated(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as err:
            raise UnreadableSource(
                f'{docs}, line {number}: expected {{"doc": "name", "dct": "2021-12-07" or null}}, got {line[:80]!r}'
            ) from err
        if found.get(name, day) != day:
            raise UnreadableSource(f"{docs}, line {number}: {name!r} has another date above: keep one of them")
        found[name] = day
    return found


def _dated(row: dict[str, object]) -> tuple[str, str | None]:
    """The name and the day of a line. Raises one of the errors of a line that is something else."""
    name, day = row["doc"], row.get("dct")
    if not isinstance(name, str) or not name or day is not None and not isinstance(day, str):
        raise TypeError
    return name, None if day is None else f"{dates.iso_day(day)}{day.strip()[10:]}"
