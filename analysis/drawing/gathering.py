"""Gather the threads that a figure draws: Narrative, items → Told.

    gathered(narrative, items(narrative), numbers(narrative), most=60, columns=60)

An article's number is its place in the order of publication. A mark that stands for a sentence without a row, in a
language without syntax, leads to a row of its thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis import dates
from analysis.drawing.hover import both
from analysis.drawing.items import Item
from analysis.drawing.lettering import clean
from analysis.drawing.reports import Mention, Told

_JOINED = "a sentence, joined by its date and names: in its language no events are found"

if TYPE_CHECKING:
    from analysis.narrative import Narrative


def numbers(narrative: Narrative) -> dict[str, int]:
    """The number of each article, in order of publication."""
    rows = zip(narrative.documents["id"], narrative.documents["published"], strict=True)
    ordered = sorted(rows, key=lambda one: (not isinstance(one[1], str), one[1] or "", one[0]))
    return {name: number for number, (name, _) in enumerate(ordered, 1)}


def gathered(
    narrative: Narrative, shown: Sequence[Item], number: Mapping[str, int], *, most: int, columns: int
) -> list[Told]:
    """The threads to draw, in order of time, then of the first report."""
    by_id = {item.id: item for item in shown}
    days = dict(zip(narrative.documents["id"], narrative.documents["published"], strict=True))
    texts = dict(zip(narrative.documents["id"], narrative.documents["text"], strict=True))
    groups = narrative.thread_mentions.groupby("thread", sort=False)
    own: dict[str, list[Any]] = {str(name): list(group.itertuples()) for name, group in groups}
    apart = _apart(narrative)
    found = narrative.threads.sort_values(["articles", "mentions", "thread"], ascending=[False, False, True])[:most]
    made = []
    m: Any
    thread: Any
    for thread in found.sort_values(["start", "reported", "thread"], na_position="last").itertuples():
        anchor = next((by_id[m.row] for m in own[thread.thread] if m.row in by_id), None)
        mentions = []
        for m in sorted(own[thread.thread], key=lambda m: (number[m.document], m.start)):
            day = dates.day_number(days[m.document]) if isinstance(days[m.document], str) else None
            name, hover = _leading(m, by_id, anchor, texts, columns)
            mentions.append(Mention(number[m.document], day, m.certainty, name, hover))
        made.append(Told(clean(thread.label), _first(thread, mentions), apart.get(thread.thread, ""), tuple(mentions)))
    return [one for one in made if one.mentions]


def _leading(
    m: Any, by_id: Mapping[str, Item], anchor: Item | None, texts: Mapping[str, str], wrapped: int
) -> tuple[str, str]:
    """Where a mark leads and what it says; that of what has no place on the timeline leads to a row of its thread."""
    if m.row in by_id:
        return m.row, by_id[m.row].hover
    if anchor is None:
        return "", ""
    text = texts[m.document]
    start = max(text.rfind("\n", 0, m.start), text.rfind(". ", 0, m.start) + 1) + 1
    end = min(at for at in (text.find(". ", m.end), text.find("\n", m.end), len(text)) if at > 0)
    said, why = f"{m.document}: “{clean(text[start : end + 1])}”", _JOINED if m.row is None else None
    return f"{anchor.id} {anchor.id}", both(said, why, anchor.hover, "", columns=wrapped)


def _first(thread: Any, mentions: Sequence[Mention]) -> str:
    """Who was first, and how late the last came."""
    known = [m.day for m in mentions if m.day is not None]
    if not known:
        return f"{thread.articles} articles, none of them with a date"
    first = sorted({m.number for m in mentions if m.day == min(known)})
    late = max(known) - min(known)
    after = f", the last {late} day{'' if late == 1 else 's'} later" if late else ", all on one day"
    return f"first in {' and '.join(map(str, first))}{after}"


def _apart(narrative: Narrative) -> dict[str, str]:
    """What the articles of a thread tell differently: "number of people: 9, 12, 14"."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    row: Any
    for row in narrative.disagreements.itertuples():
        if row.field not in ("holder", "certainty"):
            found.setdefault(row.thread, {}).setdefault(row.field, {}).setdefault(clean(row.value))
    return {t: " · ".join(f"{f}: {' / '.join(v)}" for f, v in fields.items()) for t, fields in found.items()}


def called(narrative: Narrative, name: str, number: int) -> str:
    """What an article is called: its number, id, day and title."""
    row = narrative.documents.set_index("id").loc[name]
    day = f" · {row['published']}" if isinstance(row["published"], str) else ""
    named = f" · {clean(row['title'])}" if isinstance(row["title"], str) else ""
    return f"{number} {clean(name)}{day}{named}"
