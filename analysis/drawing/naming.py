"""Say what a figure is of: Narrative, items → title and subtitle.

“Peace talks resume”, published 7 Dec 2021 (inferred from the text) · 33 events, 2 without a date
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import dates
from analysis.dates import DAY
from analysis.drawing.items import Item
from analysis.drawing.lettering import clean
from analysis.drawing.wording import CLOCK, when

if TYPE_CHECKING:
    from analysis.narrative import Narrative


def title(narrative: Narrative, what: str = "Timeline of") -> str:
    """A title from the documents."""
    documents = narrative.documents
    if len(documents) == 0:
        return f"{what} nothing"
    if len(documents) > 1:
        return f"{what} {len(documents)} articles"
    first = documents.iloc[0]
    named = clean(first["title"] or "") if isinstance(first["title"], str) else ""
    return f"{what} “{named}”" if named else f"{what} {clean(str(first['id']))}"


def names(narrative: Narrative) -> dict[str, str]:
    """What each article is called: its title, or else its id."""
    rows = zip(narrative.documents["id"], narrative.documents["title"], strict=True)
    return {name: (clean(title) if isinstance(title, str) else "") or clean(str(name)) for name, title in rows}


def subtitle(narrative: Narrative, shown: Sequence[Item], what: str = "event") -> str:
    """When the article was published and how that is known, and what the figure holds."""
    documents = narrative.documents
    undated = sum(not item.dated for item in shown)
    parts = [published(documents.iloc[0])] if len(documents) == 1 else []
    parts.append(
        f"{len(shown)} {what}{'' if len(shown) == 1 else 's'}" + (f", {undated} without a date" if undated else "")
    )
    clocks = {item.zoned for item in shown if item.precision in CLOCK and item.dated}
    if True in clocks:
        parts.append("clock times in UTC" + (" where their zone is told" if False in clocks else ""))
    return " · ".join(parts)


def published(document: Mapping[str, Any] | pd.Series[Any]) -> str:
    """When an article was published, and how that is known; `document` is a row of `documents`."""
    if isinstance(document["published"], str):
        day = dates.day_number(document["published"]) * DAY
        return f"published {when(day, day + DAY, 'day')} ({'given' if document['given'] else 'inferred from the text'})"
    if isinstance(document["earliest"], str) and isinstance(document["latest"], str):
        return f"published between {document['earliest']} and {document['latest']} (inferred from the text)"
    return "publication date unknown"
