"""Find what is to be marked: a row of a table → marks, and the passage around them.

Of a row, the words themselves, the cue that they rest on, the expression that dates them, who takes part, and who
says so, as far as these stand in the same passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.drawing import theme
from analysis.highlight.nesting import Mark

if TYPE_CHECKING:
    import pandas as pd

    from analysis.narrative import Narrative

Stretch = tuple[int, int]
TIMEX_ROLES = {"DATE": "date", "TIME": "time", "DURATION": "duration", "SET": "set"}
AROUND = 300  # characters on either side, where a text has neither sentences nor paragraphs


@dataclass(frozen=True, slots=True)
class Article:
    """What is asked again and again of one article."""

    id: str
    text: str
    sections: tuple[Stretch, ...]
    sentences: tuple[Stretch, ...]
    named: Mapping[str, tuple[Stretch, ...]]  # name of a participant → where it stands
    times: Mapping[str, Any]  # id → row of `expressions`


def articles(narrative: Narrative) -> dict[str, Article]:
    """By id, in the order of `documents`."""
    sentences: dict[str, set[Stretch]] = {}
    named: dict[str, dict[str, list[Stretch]]] = {}
    for row in tuples(narrative.timeline):
        around = (row.sentence_start, row.sentence_start + len(row.sentence))
        sentences.setdefault(row.document, set()).add(around)
        for name, _, _, start, end, *_ in row.participants if row.kind == "event" else ():
            named.setdefault(row.document, {}).setdefault(name, []).append((start, end))
    times: dict[str, dict[str, Any]] = {}
    for row in tuples(narrative.expressions):
        times.setdefault(row.document, {})[row.id] = row
    return {
        row.id: Article(
            row.id,
            row.text,
            tuple((start, end) for start, end, _ in row.sections),
            tuple(sorted(sentences.get(row.id, ()))),
            {name: tuple(sorted(set(places))) for name, places in named.get(row.id, {}).items()},
            times.get(row.id, {}),
        )
        for row in tuples(narrative.documents)
    }


def tuples(table: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, its columns as attributes."""
    yield from table.itertuples()


def passage(article: Article, places: Iterable[Stretch]) -> Stretch:
    """The whole sentences around `places`; where there is none, the line, or a stretch of it."""
    found = [_sentence(article, start, end) for start, end in places]
    return min(start for start, _ in found), max(end for _, end in found)


def _sentence(article: Article, start: int, end: int) -> Stretch:
    around = [s for s in article.sentences if s[0] <= start and end <= s[1]]
    first, last = min(around, key=lambda s: s[1] - s[0]) if around else _line(article.text, start, end)
    section = next((s for s in article.sections if s[0] <= start and end <= s[1]), (first, last))
    return max(first, section[0]), min(last, section[1])  # a parser may carry a sentence on into the share links


def _line(text: str, start: int, end: int) -> Stretch:
    first = text.rfind("\n", 0, start) + 1
    line = text[first : text.find("\n", end) if "\n" in text[end:] else len(text)]
    left, right = first + len(line) - len(line.lstrip()), first + len(line.rstrip())
    return max(min(left, start), start - AROUND), min(max(right, end), end + AROUND)


def expression(row: Any) -> Mark:
    """The mark of a row of `expressions`: its TIMEX3 type and value."""
    mod = f" {row.mod}" if row.mod else ""
    return Mark(row.start, row.end, TIMEX_ROLES[row.type], f"{row.type} {row.value}{mod}")


def marks(article: Article, row: Any) -> tuple[Stretch, tuple[Mark, ...]]:
    """The passage of a row of the timeline, and all marks in it."""
    own = Mark(row.span_start, row.span_end, row.kind, own_label(row))
    places = [(own.start, own.end)]
    cue = []
    if row.cue is not None:
        cue = [Mark(row.cue[0], row.cue[1], "cue", "cue")]
        places.append(row.cue)
    around = passage(article, places)
    people = _joined([*_who(article, row, around), *_participants(row)])
    found = [own, *cue, *_when(article, row), *people]
    return around, tuple(dict.fromkeys(m for m in found if around[0] <= m.start and m.end <= around[1]))


def _joined(found: Iterable[Mark]) -> list[Mark]:
    """One mark for all that somebody is in the same words: "holder, agent"."""
    places: dict[Stretch, list[Mark]] = {}
    for mark in found:
        places.setdefault((mark.start, mark.end), []).append(mark)
    return [replace(here[0], label=", ".join(dict.fromkeys(m.label for m in here))) for here in places.values()]


def own_label(row: Any) -> str:
    match row.kind:
        case "event":
            return "event" if row.certainty == "asserted" else f"event, {theme.CERTAINTY[row.certainty].word}"
        case "quote":
            return row.quote_kind if row.quote_kind == "term" else f"quote, {row.quote_kind}"
        case _:
            return f"claim, {row.stance}"


def _when(article: Article, row: Any) -> list[Mark]:
    time = article.times.get(row.expression or "")
    return [Mark(time.start, time.end, "when", f"{time.type} {time.value}")] if time is not None else []


def _participants(row: Any) -> list[Mark]:
    """Of an event; those of a quote have no place of their own. Who is named by the trigger itself is left out."""
    if row.kind != "event":
        return []
    roles = {"speaker": "speaker"}
    return [
        Mark(start, end, roles.get(role, "participant"), role)
        for _, role, _, start, end, *_ in row.participants
        if (start, end) != (row.span_start, row.span_end)
    ]


def _who(article: Article, row: Any, around: Stretch) -> list[Mark]:
    """Each holder or speaker (and addressee of a quote) where the passage names them, nearest to the cue."""
    said = "speaker" if row.kind == "quote" else "holder"
    wanted = [(name, said, said) for name in (row.holder or "").split(", ") if name]
    if row.kind == "quote" and row.addressee:
        wanted.append((row.addressee, "participant", "addressee"))
    near = row.cue[0] if row.cue is not None else row.span_start
    found = []
    for name, role, label in wanted:
        places = [place for place in _naming(article, name, around) if not _within(place, row)]
        if places:
            start, end = min(
                places, key=lambda p: (name.split()[-1] not in article.text[p[0] : p[1]], abs(p[0] - near), p)
            )
            found.append(Mark(start, end, role, label))
    return found


def _within(place: Stretch, row: Any) -> bool:
    """Inside the words of a quote or a claim it is somebody else who is named, or the speaker as "I"."""
    return bool(row.kind != "event" and row.span_start <= place[0] and place[1] <= row.span_end)


def _naming(article: Article, name: str, around: Stretch) -> list[Stretch]:
    """Where the passage names somebody: as a participant, in so many words, or by the last of these."""
    start, end = around
    places = [p for p in article.named.get(name, ()) if start <= p[0] and p[1] <= end]
    whole, last = (
        [m.span() for m in re.finditer(rf"\b{re.escape(words)}\b", article.text[start:end])]
        for words in (name, name.split()[-1])
    )
    return places + [(start + a, start + b) for a, b in whole or last]
