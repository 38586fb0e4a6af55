"""Name an expression by what it is: Document, Mention → id, the same on every run."""

from __future__ import annotations

from hashlib import sha256

from analysis.model import Document, Mention


def identity(document: Document, mention: Mention) -> str:
    content = f"{document.id}\0{mention.span.start}\0{mention.text}"
    return "t-" + sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]
