"""Read a web page: bytes → Article. trafilatura finds the article in it; scripts and furniture are left out.

Nothing is fetched: both packages are handed a parsed tree, never text, which htmldate would take for an address if it
began with "http". The page's own date is a hint beside what the article says, not a fact.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from analysis.errors import UnreadableSource
from analysis.pieces import Article, Hint, required
from analysis.readers.text import decode

SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s{0,100}<\?xml[^>]{0,200}>")  # lxml refuses text that declares an encoding
_LATEST = "2999-12-31"  # htmldate would put today here, and results would change with the clock
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


def article(data: bytes, name: str) -> Article:
    """The article in a page, paragraphs set apart by an empty line, with its title, address and language."""
    page = _text(data, name)
    found = extracted(page, name)
    if found is None:
        raise UnreadableSource(f"{name} holds no article that can be told from the page around it: save its text")
    return found


def extracted(page: str, name: str) -> Article | None:
    """The same from a page in memory; None if there is no article in it."""
    trafilatura, htmldate = required("trafilatura", f"reading {name}"), required("htmldate", f"reading {name}")
    for package in ("trafilatura", "htmldate"):  # what they log goes nowhere, unless the caller says where
        logging.getLogger(package).addHandler(logging.NullHandler())
    tree = _tree(page, name)
    try:
        day = htmldate.find_date(_tree(page, name), extensive_search=False, original_date=True, max_date=_LATEST)
        found = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params={"max_date": _LATEST}
        )
    except (RecursionError, ValueError, TypeError, AttributeError) as err:
        raise UnreadableSource(f"{name} is no page that can be read: save its text") from err
    paragraphs = [line for line in (found.text or "").split("\n") if line.strip()] if found else []
    if not paragraphs:
        return None
    hints = (Hint(day, "the day in the page's metadata, by htmldate", usable=True),) if day else ()
    return Article("\n\n".join(paragraphs) + "\n", found.title or None, found.url or None,
                   language=_language(tree), hints=hints)  # fmt: skip


def _text(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4_096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass  # pages lie
    return decode(data, name)


def _tree(page: str, name: str) -> Any:
    """A new tree each time: both packages cut in what they are given."""
    html = required("lxml.html", f"reading {name}")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = _DECLARED.sub("", page).encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (ValueError, SyntaxError) as err:  # lxml's own errors are syntax errors
        raise UnreadableSource(f"{name} is no page that can be read: save its text") from err


def _language(tree: Any) -> str | None:
    said = _LANGUAGE.match(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return said[0].lower() if said else None
