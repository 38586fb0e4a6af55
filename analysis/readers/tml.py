"""Read a TimeML document: bytes → Article, its text alone, dated by its creation time. The tags are left aside.

`analysis.timeml` reads the tags too; `timeline annotate --given` takes them, as JSON Lines.
"""

from __future__ import annotations

import re

from analysis.pieces import Article, with_words
from analysis.timeml import parse_timeml

SUFFIXES = (".tml",)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?=$|:))?")


def article(data: bytes, name: str) -> Article:
    """The characters of TEXT, unaltered. Raises `UnreadableSource`."""
    found = parse_timeml(data, name)
    day = _DAY.match(found.dct.attributes.get("value", "")) if found.dct is not None else None
    return Article(with_words(found.text, name), found.title, published=day[0] if day else None)
