"""Write the timeline as a chronology in Markdown (CommonMark): Narrative → .md to read, edit and print.

    - **6 Dec 2021** — Biden speaks with four allies (*according to the White House*)
      > He had **spoken** on Monday with …

Days stand under their year. What is planned, alleged or denied says so; what did not happen, what has no date and what
was said, by whom, have sections of their own. Whatever is a sign of Markdown or HTML in an article is escaped: it stays
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.lettering import clean
from analysis.drawing.naming import names, title
from analysis.drawing.wording import year
from analysis.entries import Entry, entries, named
from analysis.files import write_text
from analysis.narrative import Narrative

SUFFIX = ".md"
# What means something within a line, also links that some readers make of bare addresses; what does at its beginning.
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=www)\.")
_OPENING = re.compile(r"^(\d{1,9})(?=[.)])|^(?=[-+=])")
_NOT_SO = ("denied", "negated")


def export(narrative: Narrative, path: Path) -> Path:
    """Write the events of the timeline and where they come from."""
    return write_text(path, "\n".join(_lines(narrative)) + "\n")


def _lines(narrative: Narrative) -> Iterator[str]:
    found = entries(narrative)
    yield f"# {_plain(title(narrative))}"
    yield ""
    called = names(narrative)
    for name, published in zip(narrative.documents["id"], narrative.documents["published"], strict=True):
        told = f", published {published}" if isinstance(published, str) else ""
        yield f"- Source: {_plain(called[name])}{told}"
    happened = [e for e in found if e.item.dated and e.item.certainty not in _NOT_SO]
    for heading, group in groupby(happened, key=_heading):
        yield from _section(heading, list(group))
    yield from _section("Denied, or told as not having happened", [e for e in found if e.item.certainty in _NOT_SO])
    undated = [e for e in found if not e.item.dated and e.item.certainty not in _NOT_SO]
    yield from _section("Without a date", undated)
    yield from _quotes(narrative, called)


def _heading(entry: Entry) -> str:
    """The year in which it begins, or, where that is open, ends."""
    start, end = entry.item.start, entry.item.end
    first = start if start is not None else (end or 0) - 1
    return year(dates.civil(first // DAY)[0])


def _section(heading: str, found: Sequence[Entry]) -> Iterator[str]:
    if not found:
        return
    yield from ("", f"## {_plain(heading)}", "")
    for entry in found:
        standing = f" (*{_plain(entry.standing)}*)" if entry.standing else ""
        yield f"- **{_plain(entry.when)}** — {_plain(entry.item.label)}{standing}"
        before, words, after = entry.sentence
        yield f"  > {_plain(before, ends=True)}**{_plain(words)}**{_plain(after, ends=True)}".rstrip()
        yield f"  >\n  > — {_plain(entry.source)}; {_plain(entry.why)}"


def _quotes(narrative: Narrative, called: Mapping[str, str]) -> Iterator[str]:
    """What was said, in order of telling; each utterance once."""
    table = narrative.timeline
    found = table[(table["kind"] == "quote") & (table["quote_kind"] != "term") & table["same_as"].isna()]
    if len(found):
        yield from ("", "## What was said", "")
    rows: Iterable[Any] = found.itertuples()
    for row in rows:
        via = f", through {_plain(row.via)}" if row.via else ""
        yield f"- **{_plain(named(row.holder) or 'Somebody who is not named')}**{via}:"
        yield f"  > {_plain(row.quote)}\n  >\n  > — {_plain(called[row.document])}"


def _plain(text: str, *, ends: bool = False) -> str:
    """Text that Markdown shows as it stands, on one line; `ends` keeps a blank at either end."""
    line = clean(text)
    if ends and line:
        line = f"{' ' if text[:1].isspace() else ''}{line}{' ' if text[-1:].isspace() else ''}"
    line = _SIGNS.sub(lambda sign: f"\\{sign[0]}", line)
    return _OPENING.sub(lambda sign: f"{sign[0]}\\", line, count=1)
