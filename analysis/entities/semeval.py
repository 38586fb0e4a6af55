"""Write entity timelines as SemEval-2015 task 4 does: timeline → text.

    Airbus A380
    1	2005-01-18	3307-2-unveiled	3307-0-launches
    2	2007-10-XX	82548-2-delivered

ORDER, DATE, and a `document-sentence-words` for each mention; those of one line tell the same event. What is of one
date has one ORDER; what has no date has ORDER 0. Sentences are counted from 0, which is the title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

import pandas as pd

MentionName = Callable[[str, int, int], str]  # document, start, end → "82548-2-delivered"
_END = re.compile(r"[.!?][\"”’)\]]{0,3}\s+(?=[\"“‘(\[]?[^\W_a-z])|\n\s*\n")


def text_of(entity: str, timeline: pd.DataFrame, name: MentionName) -> str:
    """The file of one entity; `timeline` is that of `entity_timeline`. One heading line, then a line per event."""
    lines = []
    row: Any
    for row in timeline.itertuples():
        order = 0 if pd.isna(row.order) else int(row.order)
        lines.append((order, row.date, "\t".join(name(*mention[:3]) for mention in row.mentions)))
    return "\n".join([" ".join(entity.split()), *("\t".join(map(str, line)) for line in sorted(lines))]) + "\n"


def names_by_sentence(documents: pd.DataFrame) -> MentionName:
    """A name for each mention; a full stop, a blank line or a new section ends a sentence."""
    texts = dict(zip(documents["id"], documents["text"], strict=True))
    sections = dict(zip(documents["id"], documents["sections"], strict=True))
    starts: dict[str, list[int]] = {}

    def name(document: str, start: int, end: int) -> str:
        text = texts[document]
        if document not in starts:
            first = len(text) - len(text.lstrip())
            ends = {m.end() for m in _END.finditer(text) if m.start() >= first}
            starts[document] = sorted({0} | ends | {section[0] for section in sections[document]})
        begun = starts[document]
        words = "_".join(text[start:end].split())
        return f"{'_'.join(document.split())}-{bisect_right(begun, start) - 1}-{words}"

    return name
