"""Read a web page: bytes → Article. trafilatura finds the article in it; scripts and furniture are left out.

Nothing is fetched: both packages are handed a parsed tree, never text, which htmldate would take for an address if it
began with "http". The date that a page states of itself is a hint beside what the article says, not a fact.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from analysis.errors import UnreadableSource
from analysis.pieces import Article, Hint, required
from analysis.readers.text import decode

SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s{0,100}<\?xml[^>]{0,200}>")  # lxml refuses text that declares an encoding
_PUBLISHED, _CHANGED = re.compile(r"date|time|publi|creat|issued"), re.compile(r"modif|updat|expir|refresh|cookie")
_SCHEMA = re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"([^\"<>]{4,40})\"")
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
    language = _language(tree)
    try:
        stated = _day(htmldate, _said_of_itself(_tree(page, name), page))
        anywhere = _day(htmldate, _tree(page, name))
        found = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params={"max_date": _LATEST}
        )
    except (RecursionError, ValueError, TypeError, AttributeError) as err:
        raise UnreadableSource(f"{name} is no page that can be read: save its text") from err
    paragraphs = [line for line in (found.text or "").split("\n") if line.strip()] if found else []
    if not paragraphs:
        return None
    return Article("\n\n".join(paragraphs) + "\n", found.title or None, found.url or None,
                   language=language, hints=tuple(_hints(stated, anywhere)))  # fmt: skip


def _hints(stated: str | None, anywhere: str | None) -> Iterator[Hint]:
    if stated:
        yield Hint(stated, "the day in the page's metadata, by htmldate", usable=True)
    if anywhere and anywhere != stated:
        yield Hint(anywhere, "a day somewhere on the page, by htmldate", usable=False)


def _day(htmldate: Any, tree: Any) -> str | None:
    day = htmldate.find_date(tree, extensive_search=False, original_date=True, max_date=_LATEST)
    return day if isinstance(day, str) else None


def _said_of_itself(tree: Any, page: str) -> Any:
    """What of a page states its own date of publication: its address, a tag for it, or schema.org's `datePublished`.

    In a whole page htmldate settles for any timestamp in the end, such as the day on which a compiler was built.
    """
    kept = list(tree.iterfind(".//link[@rel='canonical']"))
    for meta in tree.iterfind(".//meta"):
        names = " ".join(meta.get(name) or "" for name in ("name", "property", "itemprop", "http-equiv")).lower()
        if _PUBLISHED.search(names) and not _CHANGED.search(names):
            kept.append(meta)
    for child in list(tree):
        tree.remove(child)
    head, body = (tree.makeelement(tag) for tag in ("head", "body"))
    tree.extend((head, body))
    head.extend(kept)
    if value := _SCHEMA.search(page):
        script = tree.makeelement("script", {"type": "application/ld+json"})
        script.text = json.dumps({"datePublished": value[1]})
        body.append(script)
    return tree


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
