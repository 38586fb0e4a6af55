"""Read a Word document: bytes → Article, from the two parts of the archive that hold its text and its title.

The standard library opens the archive, defusedxml the XML (no entities, no outside references). ECMA-376 part 1, § 17.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import Any

from analysis.errors import UnreadableSource
from analysis.pieces import BLANK, LONGEST, Article, Hint, required

SUFFIXES = (".docx",)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = {"title": "{http://purl.org/dc/elements/1.1/}title", "created": "{http://purl.org/dc/terms/}created"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HIDDEN = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"}  # struck out by a reviewer, or a field's code
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def article(data: bytes, name: str) -> Article:
    """The paragraphs, set apart by an empty line, with the document's title."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", name)
            core = _part(archive, "docProps/core.xml", name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as err:
        raise UnreadableSource(
            f"{name} is no Word document that can be read: save it as .docx without a password"
        ) from err
    if body is None:
        raise UnreadableSource(f"{name} is an archive without a Word document in it: save it as .docx")
    text = "\n\n".join(p for p in map(_words, body.iter(f"{_W}p")) if p.strip(BLANK))
    if not text:
        raise UnreadableSource(f"{name} is empty: an article needs text")
    title = core.findtext(_CORE["title"]) if core is not None else None
    made = _DAY.match(core.findtext(_CORE["created"]) or "") if core is not None else None
    hints = (Hint(made[0], "the day on which the Word file was made", usable=False),) if made else ()
    return Article(text + "\n", (title or "").strip() or None, hints=hints)


def _part(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    """The tree of one part; None if there is none. The size is bounded whatever the archive says of it."""
    tree = required("defusedxml.ElementTree", f"reading {name}")
    if part not in archive.namelist():
        return None
    with archive.open(part) as file:
        xml = file.read(LONGEST + 1)
    if len(xml) > LONGEST:
        raise UnreadableSource(f"{name} has more than {LONGEST:,} bytes of text: split it")
    try:
        return tree.fromstring(xml)
    except (SyntaxError, ValueError) as err:  # defusedxml refuses entities with a ValueError
        raise UnreadableSource(f"{name} holds XML that cannot be read: save it anew as .docx") from err


def _words(paragraph: Any) -> str:
    """The words of a paragraph in order; those of paragraphs inside it (text boxes) come with their own."""
    found: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif node.tag == f"{_W}t":
            found.append(node.text or "")
        elif node.tag in _SIGNS:
            found.append(_SIGNS[node.tag])
        elif node.tag not in _HIDDEN and node.tag != f"{_W}p":
            waiting.append(iter(node))
    return "".join(found)
