"""Find the posts that an article embeds: Document → who posted what, where it is signed.

"- annmarie hordern (@annmarie) December 7, 2021" closes an embedded tweet. Its words may be somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.model import Document, Section, Span

_SIGNATURE = re.compile(r"[-–—][ \t\xa0]{0,3}([^\n()]{1,80}?)[ \t\xa0]{0,3}\((@\w{1,30})\)[^\n]{0,60}")


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded post: its author, his handle, the signature line from his name on, and the section it closes."""

    author: str
    handle: str
    signature: Span
    section: Section


def find_posts(document: Document) -> Iterator[Post]:
    """The embedded posts, in order of the text."""
    for section in document.sections:
        if section.kind == "embed":
            for m in _SIGNATURE.finditer(document.text, section.span.start, section.span.end):
                yield Post(m[1], m[2], Span(m.start(1), m.start() + len(m[0].rstrip())), section)
