"""Write the correction that somebody asks for by words: Narrative, words → an entry in the corrections file.

    revise(Path("a.toml"), narrative, "annexation", author="A. Smith", time="2026-01-02", reason="…", date="2014")

The words must mean one row, or stand in one place: nothing is corrected by a guess.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import add_row, correct
from analysis.errata import Correction
from analysis.errors import UnknownName
from analysis.reasons import MOST, matching

if TYPE_CHECKING:
    from analysis.narrative import Narrative


def revise(
    path: Path,
    narrative: Narrative,
    words: str,
    *,
    deed: str = "change",
    merge_into: str | None = None,
    **said: Any,
) -> Correction:
    """Append an entry for the row of `words`; `deed` is change, hide, split or add, `said` the rest of the entry.

    `words` are an id or words of one row; of a row to split off those of the mention, of one to add any of the text.
    Raises `UnknownName` for words that mean no row or several, `BadCorrections` and `UnwritableOutput`.
    """
    if deed == "add":
        document, span = words_named(narrative, words)
        return add_row(path, narrative, document, span, **{"label": words} | said)
    if deed == "split":
        document, span = words_named(narrative, words, mentions=True)
        return correct(path, narrative, _told_at(narrative, document, span), split=span, **said)
    if deed == "hide":
        said["hide"] = True
    if merge_into is not None:
        said["merge_into"] = row_named(narrative, merge_into)
    return correct(path, narrative, row_named(narrative, words), **said)


def _told_at(narrative: Narrative, document: str, span: tuple[int, int]) -> str:
    """The row with a mention there."""
    own = narrative.timeline[narrative.timeline["document"] == document]
    told = zip(own["id"], own["mentions"], strict=True)
    return next(str(row) for row, mentions in told if span in [mention[:2] for mention in mentions])


def row_named(narrative: Narrative, what: str) -> str:
    """The id of the one row that matches an id or some words. Raises `UnknownName` for none, or several (listed)."""
    rows, _ = matching(narrative, what)
    if len(rows) == 1:
        return str(rows.iloc[0]["id"])
    if not len(rows):
        raise UnknownName(f"no row has the id or the words {what!r}: try a word of the article")
    labels = zip(rows["id"].head(MOST), rows["label"].head(MOST), strict=True)
    listed = "; ".join(f"{name} {' '.join(label.split())[:60]!r}" for name, label in labels)
    more = " …" if len(rows) > MOST else ""
    raise UnknownName(f"{len(rows)} rows match {what!r}: give the id of one ({listed}{more})")


def words_named(narrative: Narrative, what: str, *, mentions: bool = False) -> tuple[str, tuple[int, int]]:
    """The article and the place of words that stand in one place only, or in one mention of an event.

    Raises `UnknownName` for words that stand nowhere, or in several places.
    """
    texts = dict(zip(narrative.documents["id"], narrative.documents["text"], strict=True))
    told = zip(narrative.timeline["document"], narrative.timeline["mentions"], strict=True)
    spans = [(document, (start, end)) for document, places in told for start, end, *_ in places]
    if not mentions:
        spans = [(name, found.span()) for name, text in texts.items() for found in re.finditer(re.escape(what), text)]
    places = [(name, (start, end)) for name, (start, end) in spans if texts[name][start:end] == what]
    if len(places) != 1:
        none = "is no other mention of an event" if mentions else "stands nowhere in the articles"
        found = f"stands in {len(places)} places" if places else none
        raise UnknownName(f"{what!r} {found}: quote the words exactly, and enough of them")
    return places[0]
